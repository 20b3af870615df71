"""A queue that is popped at the front."""

from collections import deque


def flagged(children: list):
    queue = [0]
    order = []
    while queue:
        node = queue.pop(0)  # expect: linear-operation-in-loop "queue"
        order.append(node)
        queue.extend(children[node])
    return order


def fixed(children: list):
    queue = deque([0])
    order = []
    while queue:
        node = queue.popleft()
        order.append(node)
        queue.extend(children[node])
    return order


def data(size):
    return ([range(1, size)] + [()] * (size - 1),)
