from typing import List, Optional

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import Session, declarative_base, relationship

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
    author: Optional[AuthorRead]  # expect: lazy-relation-in-loop "each of `books` loads `author`"
    chapters: List[ChapterRead]  # expect: lazy-relation-in-loop


@router.get("/books", response_model=List[BookRead])
def books(db: Session):
    return db.query(Book).order_by(Book.title).all()
