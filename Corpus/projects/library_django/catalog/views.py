"""Plain views that answer with JSON. Those in the first part read relations row by row."""

from django.db.models import Count, Prefetch
from django.http import JsonResponse
from django.shortcuts import get_object_or_404

from .helpers import label
from .models import Author, Book, Copy, Loan, Member, Series


def books(request):
    rows = []
    for book in Book.objects.all():
        rows.append({"title": book.title, "author": book.author.name})
    return JsonResponse({"rows": rows})


def labels(request):
    books = Book.objects.filter(year__gte=1900)
    return JsonResponse({"rows": [label(book) for book in books]})


def credits(request):
    books = Book.objects.order_by("title")
    return JsonResponse({"rows": [book.credit for book in books]})


def loans(request):
    loans = Loan.objects.all()
    return JsonResponse({"rows": [f"{loan}" for loan in loans]})


def holdings(request):
    books = (
        Book.objects.filter(year__gte=1900)
        .order_by("title")
    )
    rows = []
    for book in books:
        for copy in book.copies.all():
            rows.append([book.title, copy.shelf.code])
    return JsonResponse({"rows": rows})


def due(request):
    loans = Loan.objects.select_related("member").order_by("day")
    rows = []
    for loan in loans:
        rows.append([loan.member.name, loan.copy.book.title])
    return JsonResponse({"rows": rows})


def tags(request):
    books = Book.objects.prefetch_related(
        "copies",
    )
    rows = []
    for book in books:
        names = [tag.name for tag in book.tags.all()]
        rows.append([len(book.copies.all()), names])
    return JsonResponse({"rows": rows})


def recent(request):
    books = Book.objects.recent()
    return JsonResponse({"rows": [[book.title, book.series.title] for book in books]})


def imprints(request):
    books = Book.objects.all()
    if "year" in request.GET:
        books = books.filter(year=request.GET["year"])
    rows = []
    for book in books:
        imprint = book.publisher
        rows.append([book.title, imprint.name])
    return JsonResponse({"rows": rows})


def series(request, pk):
    series = get_object_or_404(Series, pk=pk)
    rows = []
    for book in series.books.all():
        written_by = book.author.name
        rows.append([book.title, written_by])
    return JsonResponse({"title": series.title, "rows": rows})


def counts(request):
    books = Book.objects.all()
    return JsonResponse({"rows": [[book.title, book.copies.count()] for book in books]})


def history(request):
    members = Member.objects.all()
    rows = []
    for member in members:
        days = [loan.day for loan in Loan.objects.filter(member=member)]
        rows.append([member.name, days])
    return JsonResponse({"rows": rows})


# The same kind of rows, loaded with a fixed number of queries.


def joined(request):
    rows = []
    for book in Book.objects.select_related("author"):
        rows.append({"title": book.title, "author": book.author.name})
    return JsonResponse({"rows": rows})


def labels_loaded(request):
    books = Book.objects.filter(year__gte=1900).select_related("publisher")
    return JsonResponse({"rows": [label(book) for book in books]})


def prefetched(request):
    rows = []
    for book in Book.objects.prefetch_related("copies__shelf"):
        for copy in book.copies.all():
            rows.append([book.title, copy.shelf.code])
    return JsonResponse({"rows": rows})


def prefetch_object(request):
    copies = Copy.objects.select_related("shelf")
    rows = []
    for book in Book.objects.prefetch_related(Prefetch("copies", queryset=copies)):
        rows.append([copy.shelf.code for copy in book.copies.all()])
    return JsonResponse({"rows": rows})


def plain_values(request):
    rows = [[row["title"], row["author__name"]] for row in Book.objects.values("title", "author__name")]
    return JsonResponse({"rows": rows})


def annotated(request):
    books = Book.objects.annotate(copy_count=Count("copies"))
    return JsonResponse({"rows": [[book.title, book.copy_count] for book in books]})


def in_bulk(request):
    books = list(Book.objects.all())
    authors = Author.objects.in_bulk([book.author_id for book in books])
    return JsonResponse({"rows": [authors[book.author_id].name for book in books]})


def one(request, pk):
    book = Book.objects.get(pk=pk)
    tags = [tag.name for tag in book.tags.all()]
    return JsonResponse({"title": book.title, "author": book.author.name, "tags": tags})
