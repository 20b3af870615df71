from typing import List, Sequence


def unique(events):
    seen = []
    for event in events:
        if event.user_id not in seen:  # expect: membership-scan-in-loop "seen"
            seen.append(event.user_id)
    return seen


def fresh(incoming, known: list):
    return [value for value in incoming if value not in known]  # expect: membership-scan-in-loop


def common(left: List[str], right: List[str]):
    shared = []
    for value in left:
        if value in right:  # expect: membership-scan-in-loop
            shared.append(value)
    return shared


def from_file(path, rows):
    blocked = [line.strip() for line in open(path)]
    allowed = []
    for row in rows:
        if row.name in blocked:  # expect: membership-scan-in-loop
            continue
        allowed.append(row)
    return allowed


def while_loop(stack: list, start):
    visited = []
    stack.append(start)
    while stack:
        node = stack.pop()
        if node in visited:  # expect: membership-scan-in-loop
            continue
        visited.append(node)
        stack.extend(node.children)
    return visited


class Registry:
    def __init__(self):
        self.names = []

    def add_all(self, names):
        for name in names:
            if name not in self.names:  # expect: membership-scan-in-loop
                self.names.append(name)


def in_values(prices: dict, wanted):
    return [value for value in wanted if value in prices.values()]  # expect: membership-scan-in-loop


def sorted_list(ids, others):
    ordered = sorted(others)
    return [i for i in ids if i in ordered]  # expect: membership-scan-in-loop


def tuples(ids, others):
    fixed = tuple(others)
    return sum(1 for i in ids if i in fixed)  # expect: membership-scan-in-loop


def annotated(rows, names: Sequence[str]):
    for row in rows:
        if row.name in names:  # expect: membership-scan-in-loop
            yield row
