"""A tuple that grows by one."""


def flagged(values: list):
    result = ()
    for value in values:
        result += (value,)  # doubted: growing-copy-in-loop
    return result


def fixed(values: list):
    result = []
    for value in values:
        result.append(value)
    return tuple(result)


def data(size):
    return (list(range(size)),)
