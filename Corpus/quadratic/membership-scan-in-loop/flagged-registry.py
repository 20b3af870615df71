"""A method that looks into a list attribute, called in a loop."""


class Registry:
    def __init__(self):
        self.names = []

    def register(self, name):
        if name in self.names:
            return False
        self.names.append(name)
        return True


class FastRegistry:
    def __init__(self):
        self.names = {}

    def register(self, name):
        if name in self.names:
            return False
        self.names[name] = True
        return True


def flagged(names: list):
    registry = Registry()
    for name in names:
        registry.register(name)  # expect: membership-scan-in-loop "names"
    return registry.names


def fixed(names: list):
    registry = FastRegistry()
    for name in names:
        registry.register(name)
    return list(registry.names)


def data(size):
    return ([f"name {number}" for number in range(size)],)
