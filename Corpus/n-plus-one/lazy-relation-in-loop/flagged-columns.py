"""Columns that a query leaves out are fetched row by row; rows in tuples and through overrides are rows all the same."""
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, joinedload, load_only, relationship

Base = declarative_base()


class Author(Base):
    __tablename__ = "authors"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    email = Column(String)


class Release(Base):
    __tablename__ = "releases"
    id = Column(Integer, primary_key=True)
    version = Column(String)
    yanked = Column(Integer)
    author_id = Column(Integer, ForeignKey("authors.id"))
    author = relationship(Author)


class File(Base):
    __tablename__ = "files"
    id = Column(Integer, primary_key=True)
    release_id = Column(Integer, ForeignKey("releases.id"))


def newest(session):
    releases = session.query(Release).options(load_only(Release.id)).all()
    return sorted(releases, key=lambda release: release.version)  # expect: lazy-relation-in-loop "version"


def mails(session):
    query = session.query(Release).options(joinedload(Release.author).load_only("name"))
    return [release.author.email for release in query.all()]  # expect: lazy-relation-in-loop "email"


def pairs(session):
    for release, file in session.query(Release, File).outerjoin(File).all():
        print(release.author.name, file)  # expect: lazy-relation-in-loop "author"


class Report:
    def line(self, release):
        raise NotImplementedError

    def lines(self, session):
        return [self.line(release) for release in session.query(Release).all()]


class AuthorReport(Report):
    def line(self, release):
        return release.author.name  # expect: lazy-relation-in-loop
