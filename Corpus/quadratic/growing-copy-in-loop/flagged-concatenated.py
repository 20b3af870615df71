"""A list that is made anew for each group."""


def flagged(groups: list):
    items = []
    for group in groups:
        items = items + group  # expect: growing-copy-in-loop "items"
    return items


def fixed(groups: list):
    items = []
    for group in groups:
        items.extend(group)
    return items


def data(size):
    return ([[number, number] for number in range(size)],)
