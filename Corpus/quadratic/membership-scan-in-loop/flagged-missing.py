"""Records of one source that another has not, compared by a list of keys."""


def keys_of(records: list):
    return [record["key"] for record in records]


def flagged(left: list, right: list):
    known = keys_of(right)
    missing = []
    for record in left:
        if record["key"] not in known:  # expect: membership-scan-in-loop "known"
            missing.append(record["key"])
    return missing


def fixed(left: list, right: list):
    known = set(keys_of(right))
    return [record["key"] for record in left if record["key"] not in known]


def data(size):
    return [{"key": number} for number in range(size)], [{"key": number + size // 2} for number in range(size)]
