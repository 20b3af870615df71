class Baseline:
    def __init__(self, entries: list):
        self.entries = entries

    @property
    def names(self):
        return {entry.name for entry in self.entries}

    @property
    def ordered(self):
        return sorted(self.entries)


def fresh(results, entries: list):
    baseline = Baseline(entries)
    return [result for result in results if result.name not in baseline.names]  # expect: recomputation-in-loop "names"


def ranks(results, baseline: Baseline):
    for result in results:
        print(result, baseline.ordered[0])  # expect: recomputation-in-loop
