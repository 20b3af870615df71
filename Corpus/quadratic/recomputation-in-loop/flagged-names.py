"""A property that makes a set of all names, read for each result."""


class Baseline:
    def __init__(self, entries: list):
        self.entries = entries

    @property
    def names(self):
        return {entry["name"] for entry in self.entries}


def flagged(results: list, entries: list):
    baseline = Baseline(entries)
    return [result for result in results if result not in baseline.names]  # expect: recomputation-in-loop "names"


def fixed(results: list, entries: list):
    names = Baseline(entries).names
    return [result for result in results if result not in names]


def data(size):
    return list(range(size)), [{"name": number + size // 2} for number in range(size)]
