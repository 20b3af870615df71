"""Order-preserving dedupe in a list."""


def flagged(addresses: list):
    unique = []
    for address in addresses:
        if address not in unique:  # expect: membership-scan-in-loop "unique"
            unique.append(address)
    return unique


def fixed(addresses: list):
    return list(dict.fromkeys(addresses))


def data(size):
    return ([f"{number}@example.org" for number in range(size)],)
