"""A dictionary copied for each configuration that is merged into it."""


def flagged(configurations: list):
    merged = {}
    for configuration in configurations:
        merged = {**merged, **configuration}  # expect: growing-copy-in-loop "merged"
    return merged


def fixed(configurations: list):
    merged = {}
    for configuration in configurations:
        merged.update(configuration)
    return merged


def data(size):
    return ([{number: number} for number in range(size)],)
