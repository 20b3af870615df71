"""A condition on what a row's state holds says that the relation is there."""
from sqlalchemy import ForeignKey, inspect, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Page(Base):
    __tablename__ = "page"
    id: Mapped[int] = mapped_column(primary_key=True)
    notes: Mapped[list["Note"]] = relationship(back_populates="page")

    def size(self):
        if "notes" in inspect(self).dict:
            return len(self.notes)
        return 0

    def known(self):
        if "notes" not in inspect(self).unloaded:
            return self.notes
        return []


class Note(Base):
    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id"))
    page: Mapped[Page] = relationship(back_populates="notes")


def sizes(session):
    return [page.size() + len(page.known()) for page in session.scalars(select(Page))]
