"""The endpoints, and for each the reads that make its queries grow: `file: text of the line`, once for each relation.

Written from reading the code, not from what the tool says. `extra` counts the queries that no rows cause (session and
user of the admin, its counts; a prefetch that is there already); `by_hand` says that the way out is no edit of the tool's; `gap` names what is not found yet.
"""

ENDPOINTS = [
    {"url": "/books/", "reads": ["catalog/views.py: book.author.name}"]},
    {"url": "/labels/", "reads": ["catalog/helpers.py: book.publisher.name"]},
    {"url": "/credits/", "reads": ["catalog/models.py: self.author.name"]},
    {"url": "/loans/", "reads": ["catalog/models.py: self.member.name"]},
    {"url": "/holdings/", "reads": ["catalog/views.py: for copy in book.copies.all():", "catalog/views.py: copy.shelf.code])"]},
    {"url": "/due/", "reads": ["catalog/views.py: loan.copy.book.title", "catalog/views.py: loan.copy.book.title"]},
    {"url": "/tags/", "reads": ["catalog/views.py: tag.name for tag in book.tags.all()"], "extra": 1},
    {"url": "/recent/", "reads": ["catalog/views.py: book.series.title"]},
    {"url": "/imprints/", "reads": ["catalog/views.py: imprint = book.publisher"]},
    {"url": "/series/1/", "reads": ["catalog/views.py: written_by = book.author.name"], "extra": 1},
    {"url": "/counts/", "reads": ["catalog/views.py: book.copies.count()"], "by_hand": "annotate"},
    {"url": "/history/", "reads": ["catalog/views.py: Loan.objects.filter(member=member)"], "by_hand": "prefetch loans"},
    {"url": "/clean/joined/"},
    {"url": "/clean/labels/"},
    {"url": "/clean/prefetched/"},
    {"url": "/clean/prefetch-object/"},
    {"url": "/clean/values/"},
    {"url": "/clean/annotated/"},
    {"url": "/clean/in-bulk/"},
    {"url": "/clean/one/1/"},
    {"url": "/api/books/", "reads": ['catalog/api.py: source="author.name"']},
    {"url": "/api/holdings/", "reads": ["catalog/api.py: copies = CopySerializer", "catalog/api.py: shelf = ShelfSerializer"]},
    {"url": "/api/loans/", "reads": ["catalog/api.py: loan.member.name.upper()"]},
    {"url": "/api/members/", "reads": ["catalog/api.py: loans = serializers.PrimaryKeyRelatedField"]},
    {"url": "/api/clean/books/"},
    {"url": "/api/clean/holdings/"},
    {"url": "/pages/books/", "reads": ["catalog/templates/catalog/books.html: book.author.name"]},
    {"url": "/pages/lines/", "reads": ["catalog/templates/catalog/line.html: book.publisher.name"]},
    {"url": "/pages/loans/", "reads": ["catalog/templates/catalog/loans.html: loan.member.name"]},
    {"url": "/pages/clean/"},
    {"url": "/pages/clean-loans/"},
    {"url": "/admin/catalog/loan/", "reads": ["catalog/admin.py: return loan.member.name"], "extra": 4},
    {"url": "/admin/catalog/fine/", "reads": ["catalog/models.py: self.loan.day"], "extra": 4},
    {"url": "/admin/catalog/book/"},
    {"url": "/admin/catalog/copy/"},
    {"url": "/admin/catalog/member/"},
]


def sizes(rows):
    """What the names in a cost formula stand for, with `rows` rows seeded; a nested one counts for each outer row."""
    return {"books": rows, "loans": rows, "members": rows, "fines": rows, "copies": 2}
