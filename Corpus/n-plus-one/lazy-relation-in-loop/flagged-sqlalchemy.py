from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, joinedload, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    books: Mapped[list["Book"]] = relationship(back_populates="author")


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))
    author: Mapped[Author] = relationship(back_populates="books")
    chapters: Mapped[list["Chapter"]] = relationship()


class Chapter(Base):
    __tablename__ = "chapters"
    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("books.id"))
    title: Mapped[str]


def authors(session: Session):
    for book in session.scalars(select(Book)):
        print(book.author.name)  # expect: lazy-relation-in-loop


def titles(session: Session):
    return {a.name: [b.title for b in a.books] for a in session.query(Author).all()}  # expect: lazy-relation-in-loop


def chapters(session: Session):
    books = session.execute(select(Book).options(joinedload(Book.author))).scalars().all()
    for book in books:
        print(book.author.name, len(book.chapters))  # expect: lazy-relation-in-loop "chapters"


def filtered(session: Session):
    for book in session.query(Book).join(Book.author).filter(Author.name == "x"):
        print(book.author.name)  # expect: lazy-relation-in-loop
