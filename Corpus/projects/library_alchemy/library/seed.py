"""Fills the tables: `rows` of everything that a list shows, two copies of each book."""

from .database import engine, new_session
from .models import Author, Base, Book, Copy, Issue, Journal, Loan, Member, Publisher, Shelf


def seed(rows: int) -> None:
    Base.metadata.create_all(engine)
    everything = []
    for number in range(1, rows + 1):
        book = Book(
            title=f"Book {number:04}",
            year=2000 + number % 20,
            author=Author(name=f"Author {number}"),
            publisher=Publisher(name=f"Publisher {number}"),
        )
        copies = [Copy(book=book, shelf=Shelf(code=f"{number}-{part}")) for part in "AB"]
        everything += copies
        everything.append(Journal(name=f"Journal {number}", issues=[Issue(number=1), Issue(number=2)]))
        everything.append(Loan(day=number, copy=copies[0], member=Member(name=f"Member {number}")))
    with new_session() as session:
        session.add_all(everything)
        session.commit()
