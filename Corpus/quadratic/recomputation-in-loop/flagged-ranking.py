"""A property that sorts, read for each player."""


class Table:
    def __init__(self, scores: list):
        self.scores = scores

    @property
    def ordered(self):
        return sorted(self.scores)


def flagged(places: list, scores: list):
    table = Table(scores)
    ranking = []
    for place in places:
        ranking.append(table.ordered[place])  # expect: recomputation-in-loop "ordered"
    return ranking


def fixed(places: list, scores: list):
    ordered = Table(scores).ordered
    return [ordered[place] for place in places]


def data(size):
    return list(range(size)), [number * 7919 % size for number in range(size)]
