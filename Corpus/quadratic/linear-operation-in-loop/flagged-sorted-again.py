"""The same collection sorted for each element."""


def flagged(scores: list, limits: list):
    ranks = []
    for limit in limits:
        ordered = sorted(scores)  # expect: linear-operation-in-loop "scores"
        ranks.append(ordered[limit])
    return ranks


def fixed(scores: list, limits: list):
    ordered = sorted(scores)
    return [ordered[limit] for limit in limits]


def data(size):
    return [number * 7919 % size for number in range(size)], list(range(size))
