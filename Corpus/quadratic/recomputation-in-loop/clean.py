from functools import cached_property


class Baseline:
    def __init__(self, entries: list, title):
        self.entries = entries
        self.title = title

    @property
    def names(self):
        return {entry.name for entry in self.entries}

    @cached_property
    def known(self):
        return {entry.name for entry in self.entries}

    @property
    def label(self):
        return self.title.upper()


def once(results, baseline: Baseline):
    names = baseline.names
    return [result for result in results if result.name not in names]


def cached(results, baseline: Baseline):
    return [result for result in results if result.name not in baseline.known and baseline.label]


def each(baselines: list[Baseline]):
    for baseline in baselines:
        print(len(baseline.names))


def last(results, baseline: Baseline):
    for result in results:
        if result.failed:
            print(baseline.names)
            break
