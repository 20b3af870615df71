"""Elements removed one by one, each searched first."""


def flagged(values: list, unwanted: list):
    for value in unwanted:
        values.remove(value)  # expect: linear-operation-in-loop "values"
    return values


def fixed(values: list, unwanted: list):
    gone = set(unwanted)
    return [value for value in values if value not in gone]


def data(size):
    return list(range(size)), list(range(size - 1, size // 4, -1))
