"""Elements without a partner, told by `any`."""


def flagged(left: list, right: list):
    missing = []
    for a in left:
        if not any(a == b["key"] for b in right):  # expect: nested-scan "right"
            missing.append(a)
    return missing


def fixed(left: list, right: list):
    keys = {b["key"] for b in right}
    return [a for a in left if a not in keys]


def data(size):
    return list(range(size)), [{"key": number + size // 2} for number in range(size)]
