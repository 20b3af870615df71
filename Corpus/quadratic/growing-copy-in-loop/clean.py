from itertools import chain


def read_all(response):
    chunks = []
    while chunk := response.read(8192):
        chunks.append(chunk)
    return b"".join(chunks)


def into_bytearray(response):
    body = bytearray()
    while chunk := response.read(8192):
        body += chunk
    return bytes(body)


def collect(groups):
    items = []
    for group in groups:
        items += group.items
    return items


def extend(groups):
    items = []
    for group in groups:
        items.extend(group)
    return items


def flatten(lists):
    return list(chain.from_iterable(lists))


def merge(configurations):
    merged = {}
    for configuration in configurations:
        merged.update(configuration)
    return merged


def total(rows):
    amount = 0
    for row in rows:
        amount += row.amount
    return amount


def per_row(rows):
    labels = []
    for row in rows:
        label = ""
        label += row.first
        label += row.last
        labels.append(label)
    return labels


def three(parts):
    text = b""
    for part in (parts[0], parts[1], parts[2]):
        text += part
    return text


def shifted(rows, offset):
    return [row + [offset] for row in rows]


def union(groups):
    seen = set()
    for group in groups:
        seen |= set(group)
    return seen
