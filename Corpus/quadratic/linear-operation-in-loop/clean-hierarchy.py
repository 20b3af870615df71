"""What is gathered along a class's bases is what the program declares."""


def newest_first(cls):
    columns = []
    for base in cls.__mro__:
        for name in base.names:
            columns.append(name)
    newest = []
    for name in columns:
        newest.insert(0, name)
    return newest
