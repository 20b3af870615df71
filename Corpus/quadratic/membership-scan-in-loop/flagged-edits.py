"""Where the edit goes: fixed-edits.py is this file after `--fix --unsafe-fixes`."""


def unread(shelf: list, borrowed: list):
    """Both tests ask one set, and the order of the answers stays."""
    rest = []
    for book in shelf:
        if book in borrowed or not book.pages:  # expect: membership-scan-in-loop
            continue
        if book.sequel not in borrowed:  # expect: membership-scan-in-loop
            rest.append(book)
    return rest, len(borrowed)


def shared(shelf: list, other: list):
    return [
        book
        for book in shelf
        if book in other  # expect: membership-scan-in-loop
    ]


def readers(loans: list):
    """Each reader once, in the order of the loans."""
    found = []
    for loan in loans:
        if loan.reader not in found:  # expect: membership-scan-in-loop
            found.append(loan.reader)
    return found
