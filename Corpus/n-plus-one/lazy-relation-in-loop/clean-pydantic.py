from typing import List, Optional

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import Session, declarative_base, relationship, selectinload

Base = declarative_base()
router = APIRouter()


class Author(Base):
    __tablename__ = "author"
    id = Column(Integer, primary_key=True)
    name = Column(String)


class Book(Base):
    __tablename__ = "book"
    id = Column(Integer, primary_key=True)
    title = Column(String)
    author_id = Column(Integer, ForeignKey("author.id"))
    author = relationship("Author")
    chapters = relationship("Chapter")


class Chapter(Base):
    __tablename__ = "chapter"
    id = Column(Integer, primary_key=True)
    book_id = Column(Integer, ForeignKey("book.id"))
    title = Column(String)


class AuthorRead(BaseModel):
    name: str


class ChapterRead(BaseModel):
    title: str


class BookRead(BaseModel):
    id: int
    title: str
    author: Optional[AuthorRead]
    chapters: List[ChapterRead]


@router.get("/books", response_model=List[BookRead])
def books(db: Session):
    return db.query(Book).options(selectinload(Book.author), selectinload(Book.chapters)).all()


@router.get("/books/{key}")
def book(key: int, db: Session) -> BookRead:
    """One row: each relation is one query."""
    return db.query(Book).filter(Book.id == key).one()
