"""Elements put in at the front."""


def flagged(lines: list):
    result = []
    for line in lines:
        result.insert(0, line)  # expect: linear-operation-in-loop "result"
    return result


def fixed(lines: list):
    return lines[::-1]


def data(size):
    return (list(range(size)),)


# Moving a short list by one place costs less than the call.
smallest = 32768
