"""Fills the tables: `rows` of everything that a list shows, two copies of each book."""

from .models import Author, Book, Copy, Fine, Loan, Member, Publisher, Series, Shelf, Tag


def seed(rows):
    numbers = range(1, rows + 1)
    series = Series.objects.create(title="The series")
    tags = Tag.objects.bulk_create([Tag(name="new"), Tag(name="large print"), Tag(name="signed")])
    authors = Author.objects.bulk_create([Author(name=f"Author {number}") for number in numbers])
    publishers = Publisher.objects.bulk_create([Publisher(name=f"Publisher {number}") for number in numbers])
    members = Member.objects.bulk_create([Member(name=f"Member {number}") for number in numbers])
    shelves = Shelf.objects.bulk_create([Shelf(code=f"shelf {number}") for number in range(2 * rows)])
    books = Book.objects.bulk_create(
        [
            Book(title=f"Book {number:04}", year=2000 + number % 20, author=author, publisher=publisher, series=series)
            for number, author, publisher in zip(numbers, authors, publishers)
        ]
    )
    tagged = Book.tags.through
    tagged.objects.bulk_create([tagged(book=book, tag=tags[book.year % 3]) for book in books])
    copies = Copy.objects.bulk_create([Copy(book=book, shelf=shelf) for book, shelf in zip(books + books, shelves)])
    loans = Loan.objects.bulk_create(
        [Loan(copy=copy, member=member, day=number) for copy, member, number in zip(copies, members, numbers)]
    )
    Fine.objects.bulk_create([Fine(loan=loan, cents=10 * loan.day) for loan in loans])
