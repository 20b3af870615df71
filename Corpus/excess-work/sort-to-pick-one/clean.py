import heapq


def newest(releases):
    return max(releases, key=lambda release: release.date)


def podium(runners):
    ordered = sorted(runners, key=lambda runner: runner.time)
    return ordered[0], ordered[1:3]


def top_three(scores):
    return sorted(scores)[-3:] + heapq.nlargest(3, scores)


def second(values):
    return sorted(values)[1]
