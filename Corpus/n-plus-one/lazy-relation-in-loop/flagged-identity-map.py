"""The session holds rows weakly: what no variable keeps, or no condition fixes to one row, is fetched again."""

from sqlalchemy import ForeignKey, or_
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Shelf(Base):
    __tablename__ = "shelves"
    id: Mapped[int] = mapped_column(primary_key=True)
    room: Mapped[str]


class Box(Base):
    __tablename__ = "boxes"
    id: Mapped[int] = mapped_column(primary_key=True)
    shelf_id: Mapped[int] = mapped_column(ForeignKey("shelves.id"))
    shelf: Mapped[Shelf] = relationship()


def places(session: Session):
    boxes = session.query(Box).all()
    session.query(Shelf).all()
    return [box.shelf.room for box in boxes]  # expect: lazy-relation-in-loop


def of_either(session: Session, shelf_id):
    boxes = session.query(Box).filter(or_(Box.shelf_id == shelf_id, Box.id > 4))
    return [box.shelf.room for box in boxes]  # expect: lazy-relation-in-loop
