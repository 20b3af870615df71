"""Where the edit goes: fixed-edits.py is this file after `--fix --unsafe-fixes`."""


def unread(shelf: list, borrowed: list):
    """Both tests ask one set, and the order of the answers stays."""
    rest = []
    borrowed_set = set(borrowed)
    for book in shelf:
        if book in borrowed_set or not book.pages:
            continue
        if book.sequel not in borrowed_set:
            rest.append(book)
    return rest, len(borrowed)


def shared(shelf: list, other: list):
    other_set = set(other)
    return [
        book
        for book in shelf
        if book in other_set
    ]


def readers(loans: list):
    """Each reader once, in the order of the loans."""
    found = []
    found_set = set(found)
    for loan in loans:
        if loan.reader not in found_set:
            found.append(loan.reader)
            found_set.add(loan.reader)
    return found
