"""Queries that several endpoints share, and what they say about a book."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from .models import Book


def label(book: Book) -> str:
    return f"{book.title} ({book.publisher.name})"


def recent_books(session: Session):
    return session.scalars(select(Book).where(Book.year >= 2000).order_by(Book.id)).all()
