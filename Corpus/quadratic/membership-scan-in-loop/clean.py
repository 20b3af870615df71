from collections import Counter, OrderedDict


def unique(events):
    seen = set()
    for event in events:
        if event.user_id not in seen:
            seen.add(event.user_id)
    return seen


def by_key(rows, prices: dict):
    return [row for row in rows if row.sku in prices]


def constants(rows):
    return [row for row in rows if row.state in ("open", "paid", "sent")]


def small_list(rows):
    allowed = ["GET", "HEAD", "OPTIONS"]
    return [row for row in rows if row.method in allowed]


def in_range(values, limit):
    return [value for value in values if value in range(limit)]


def substring(lines):
    return [line for line in lines if "error" in line]


def converted(rows, names: list):
    names = set(names)
    return [row for row in rows if row.name in names]


def frozen(rows, names):
    wanted = frozenset(names)
    for row in rows:
        if row.name in wanted:
            yield row


def counted(rows, names):
    counts = Counter(names)
    ordered = OrderedDict(rows)
    return [name for name in names if name in counts and name in ordered]


def once(names: list, name):
    if name in names:
        return names
    return names + [name]


def keys(rows, prices: dict):
    return [row for row in rows if row in prices.keys()]


def unknown(rows, names):
    return [row for row in rows if row in names]


def own_fields(rows):
    return [row for row in rows if "x" in row.tags]


class Reflected:
    def __init__(self, overlaps=None):
        self.overlaps = set(overlaps) if overlaps else ()

    def missing(self, names):
        return [name for name in names if name not in self.overlaps]


def rest(columns, sentinels):
    known = sentinels or ()
    return [column for column in columns if column not in known]
