"""Places of names, each searched from the start."""


def flagged(names: list, wanted: list):
    return [names.index(name) for name in wanted]  # expect: linear-operation-in-loop "names"


def fixed(names: list, wanted: list):
    places = {name: place for place, name in enumerate(names)}
    return [places[name] for name in wanted]


def data(size):
    names = [f"name {number}" for number in range(size)]
    return names, names[::-1]
