from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import (
    DeclarativeBase, Mapped, Session, contains_eager, joinedload, mapped_column, relationship, selectinload,
)


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    books: Mapped[list["Book"]] = relationship(back_populates="author")
    prizes: Mapped[list["Prize"]] = relationship(lazy="selectin")


class Prize(Base):
    __tablename__ = "prizes"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))
    author: Mapped[Author] = relationship(back_populates="books")


def authors(session: Session):
    for book in session.scalars(select(Book).options(joinedload(Book.author))):
        print(book.author.name)


def titles(session: Session):
    for author in session.query(Author).options(selectinload(Author.books)).all():
        print([book.title for book in author.books])


def prizes(session: Session):
    for author in session.scalars(select(Author)):
        print(len(author.prizes))


def filtered(session: Session):
    query = session.query(Book).join(Book.author).options(contains_eager(Book.author))
    for book in query:
        print(book.author.name)


def columns(session: Session):
    for title, name in session.execute(select(Book.title, Author.name).join(Book.author)):
        print(title, name)


def keys(session: Session):
    return [book.author_id for book in session.scalars(select(Book))]
