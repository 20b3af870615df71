"""A list that may be left out, or that a hit ends, is a handful more often than not: told on request."""


def check(orders: list, taken: list):
    for order in orders:
        if order.number in taken:  # doubted: membership-scan-in-loop
            raise ValueError(order.number)


def check_all(orders: list, known: list):
    """A miss is found after all of them were asked."""
    for order in orders:
        if order.number not in known:  # expect: membership-scan-in-loop
            raise ValueError(order.number)


def pick(orders: list, numbers: list[int] | None = None):
    return [order for order in orders if order.number in numbers]  # doubted: membership-scan-in-loop


def skip(orders: list, line: str):
    skipped = line.split(",")
    for order in orders:
        if order.number in skipped:  # doubted: membership-scan-in-loop
            continue
        print(order)


def skip_all(orders: list, path):
    skipped = [line.strip() for line in open(path)]
    for order in orders:
        if order.number in skipped:  # expect: membership-scan-in-loop
            continue
        print(order)


class Basket:
    def __init__(self, orders: list):
        self.orders = orders
        self.seen: list = []

    def __repr__(self):
        seen: list = []
        for order in self.orders:
            if order.number not in seen:  # doubted: membership-scan-in-loop
                seen.append(order.number)
        return repr(seen)
