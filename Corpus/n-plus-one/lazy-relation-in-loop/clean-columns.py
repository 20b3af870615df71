"""Columns that are loaded: named in the query, part of the key, or of a relation that the conditions fix to one row."""
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, load_only, relationship

Base = declarative_base()


class Author(Base):
    __tablename__ = "authors"
    id = Column(Integer, primary_key=True)
    name = Column(String)


class Release(Base):
    __tablename__ = "releases"
    id = Column(Integer, primary_key=True)
    version = Column(String)
    author_id = Column(Integer, ForeignKey("authors.id"))
    author = relationship(Author)


def newest(session):
    releases = session.query(Release).options(load_only(Release.version)).all()
    return sorted(releases, key=lambda release: (release.version, release.id))


def of_one(session, author):
    for release in session.query(Release).filter(Release.author == author).all():
        print(release.version, release.author.name)
