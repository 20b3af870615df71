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


def one_key(values, attributes):
    made = []
    for number, value in enumerate(values):
        attributes = {**attributes, "id": number}
        made.append((value, attributes))
    return made


def unfolded(lines):
    folded = [b""]
    for line in lines:
        if line.startswith(b" "):
            folded[-1] += line
        else:
            folded.append(line)
    return folded


def base_62(number, digits):
    text = ""
    while number > 0:
        number, rest = divmod(number, 62)
        text = digits[rest] + text
    return text


def three_parts(version):
    parts = (version,)
    while len(parts) < 3:
        parts = parts + (0,)
    return parts


def letters(index):
    name = ""
    while index >= 0:
        name = chr(ord("a") + index % 26) + name
        index = int(index / 26) - 1
    return name
