from typing import Generic, Type, TypeVar

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import Column, ForeignKey, Integer, String, select
from sqlalchemy.orm import declarative_base, joinedload, relationship

Base = declarative_base()
router = APIRouter()
Row = TypeVar("Row")


class Maker(Base):
    __tablename__ = "makers"
    id = Column(Integer, primary_key=True)
    name = Column(String)


class Clock(Base):
    __tablename__ = "clocks"
    id = Column(Integer, primary_key=True)
    maker_id = Column(Integer, ForeignKey("makers.id"))
    maker = relationship(Maker)


class Store(Generic[Row]):
    def __init__(self, model: Type[Row]):
        self.model = model

    def page(self, db, skip=0, limit=100):
        return db.execute(select(self.model).offset(skip).limit(limit)).scalars().all()


class ClockStore(Store[Clock]):
    pass


clocks = ClockStore(Clock)


class MakerRead(BaseModel):
    name: str


class ClockRead(BaseModel):
    id: int
    maker: MakerRead  # expect: lazy-relation-in-loop


class ClockLine(BaseModel):
    id: int
    maker: MakerRead  # expect: lazy-relation-in-loop


class ClockPage(BaseModel):
    items: list[ClockLine]
    total: int


class LoadedClock(BaseModel):
    id: int
    maker: MakerRead


class LoadedPage(BaseModel):
    items: list[LoadedClock]


@router.get("/clocks", response_model=list[ClockRead])
def all_clocks(db):
    return clocks.page(db)


@router.get("/page", response_model=ClockPage)
def some_clocks(session):
    rows = session.scalars(select(Clock)).all()
    return {"items": rows, "total": len(rows)}


@router.get("/loaded")
def loaded_clocks(session) -> LoadedPage:
    rows = session.scalars(select(Clock).options(joinedload(Clock.maker))).all()
    return LoadedPage(items=rows)
