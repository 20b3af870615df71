def read_all(response):
    body = b""
    while chunk := response.read(8192):
        body += chunk  # expect: growing-copy-in-loop "body"
    return body


def collect(groups):
    items = []
    for group in groups:
        items = items + group.items  # expect: growing-copy-in-loop
    return items


def as_tuple(values):
    result = ()
    for value in values:
        result += (value,)  # doubted: growing-copy-in-loop
    return result


def merge(configurations):
    merged = {}
    for configuration in configurations:
        merged = {**merged, **configuration}  # expect: growing-copy-in-loop
    return merged


def flatten(lists):
    return sum(lists, [])  # missed: growing-copy-in-loop (a copy per element inside one call)


class Page:
    def __init__(self):
        self.text = ""

    def render(self, rows):
        for row in rows:
            self.text += f"<li>{row.name}</li>"  # expect: growing-copy-in-loop


def spread(groups):
    items = []
    for group in groups:
        items = [*items, *group]  # expect: growing-copy-in-loop
    return items


def prefix(lines):
    text = ""
    for line in lines:
        text = line + text  # expect: growing-copy-in-loop
    return text


def union(groups):
    seen = set()
    for group in groups:
        seen = seen | set(group)  # expect: growing-copy-in-loop
    return seen
