"""Names looked up in the lines of a text."""


def flagged(rows: list, text):
    blocked = text.splitlines()
    return [row for row in rows if row not in blocked]  # expect: membership-scan-in-loop "blocked"


def fixed(rows: list, text):
    blocked = set(text.splitlines())
    return [row for row in rows if row not in blocked]


def data(size):
    return [f"name {number}" for number in range(size)], "\n".join(f"other {number}" for number in range(size))
