"""The endpoints, and for each the reads that make its queries grow: `file: text of the line`, once for each relation.

Written from reading the code, not from what the tool says. `extra` counts the queries that no rows cause; `by_hand` says
that the way out is no edit of the tool's; `gap` names what is not found yet.
"""

ENDPOINTS = [
    {"url": "/books", "reads": ["library/app.py: book.author.name} for book"]},
    {"url": "/labels", "reads": ["library/queries.py: book.publisher.name"]},
    {"url": "/credits", "reads": ["library/models.py: self.author.name"]},
    {"url": "/loans", "reads": ["library/models.py: self.member.name"]},
    {"url": "/holdings", "reads": ["library/app.py: for copy in book.copies:", "library/app.py: copy.shelf.code])"]},
    {"url": "/due", "reads": ["library/app.py: loan.copy.book.title", "library/app.py: loan.copy.book.title"]},
    {"url": "/recent", "reads": ["library/app.py: written_by = book.author.name"]},
    {"url": "/imprints", "reads": ["library/app.py: imprint = book.publisher"]},
    {"url": "/members", "reads": ["library/app.py: loan.day for loan in member.loans"]},
    {"url": "/history", "reads": ["library/app.py: select(Loan.day).where"], "by_hand": "one query for all members"},
    {"url": "/pages/books", "reads": ["library/templates/books.html: book.author.name"]},
    {"url": "/clean/joined"},
    {"url": "/clean/labels"},
    {"url": "/clean/nested"},
    {"url": "/clean/contains"},
    {"url": "/clean/issues"},
    {"url": "/clean/columns"},
    {"url": "/clean/counted"},
    {"url": "/clean/one/1"},
    {"url": "/pages/clean"},
]


def sizes(rows):
    """What the names in a cost formula stand for, with `rows` rows seeded; a nested one counts for each outer row."""
    return {"books": rows, "loans": rows, "members": rows, "copies": 2}
