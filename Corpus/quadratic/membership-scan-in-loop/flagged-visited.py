"""A walk through a graph that remembers its way in a list."""


def flagged(graph: dict, start):
    visited = []
    stack = [start]
    while stack:
        node = stack.pop()
        if node in visited:  # expect: membership-scan-in-loop "visited"
            continue
        visited.append(node)
        stack.extend(graph[node])
    return visited


def fixed(graph: dict, start):
    visited = {}
    stack = [start]
    while stack:
        node = stack.pop()
        if node in visited:
            continue
        visited[node] = True
        stack.extend(graph[node])
    return list(visited)


def data(size):
    return {number: [(number + 1) % size, (number + 7) % size] for number in range(size)}, 0
