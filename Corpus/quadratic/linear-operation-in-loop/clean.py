import heapq
from collections import Counter, deque


def breadth_first(start, children):
    queue = deque([start])
    while queue:
        node = queue.popleft()
        queue.extend(children(node))


def depth_first(start, children):
    stack = [start]
    while stack:
        node = stack.pop()
        stack.extend(children(node))


def newest_first(lines):
    return list(reversed(list(lines)))


def positions(names: list, wanted):
    place = {name: i for i, name in enumerate(names)}
    return [place[name] for name in wanted]


def histogram(words: list):
    return Counter(words)


def records(data: bytes):
    offset = 0
    while offset < len(data):
        size = data[offset]
        yield data[offset + 1:offset + size]
        offset += size


def chunks(items: list):
    return [items[start:start + 100] for start in range(0, len(items), 100)]


def smallest_first(jobs: list):
    heapq.heapify(jobs)
    while jobs:
        yield heapq.heappop(jobs)


def once(items: list):
    items.insert(0, "head")
    items.sort()
    return items.index("x")


def find_in_each(lines):
    return [line.index(":") for line in lines]


def binary(values: list, wanted):
    low, high = 0, len(values)
    while low < high:
        middle = (low + high) // 2
        if values[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


def small(rows):
    columns = ["id", "name", "price"]
    return [columns.index(row.column) for row in rows]


def last_items(rows: list):
    while rows:
        print(rows.pop())


def first_fields(rows):
    return [row[1:] for row in rows]


def disjoint(wheels, tags: list):
    known = set(tags)
    return [wheel for wheel in wheels if known.isdisjoint(wheel.tags)]


def levels(root):
    nodes = [root]
    while nodes:
        print(len(nodes))
        nodes = [child for node in nodes for child in node.children]


def last_word(lines: list, wanted):
    for line in lines:
        if line == wanted:
            lines.remove(line)
            break
    for line in lines:
        if line.bad:
            raise ValueError(sorted(lines))


def path_to_root(folder):
    path = [folder.name]
    while folder.parent is not None:
        folder = folder.parent
        path.insert(0, folder.name)
    return path


def stored(cache, rows):
    values = [row.value for row in rows]
    for row in rows:
        cache.set(row.key, values)
