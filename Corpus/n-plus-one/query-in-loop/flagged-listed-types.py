import strawberry
from sqlalchemy import Column, ForeignKey, Integer, String, select
from sqlalchemy.orm import declarative_base

from database import open_session

Base = declarative_base()


class Hive(Base):
    __tablename__ = "hives"
    id = Column(Integer, primary_key=True)
    name = Column(String)


class Bee(Base):
    __tablename__ = "bees"
    id = Column(Integer, primary_key=True)
    hive_id = Column(ForeignKey("hives.id"), index=True)


@strawberry.type
class BeeType:
    id: int
    hive_id: strawberry.Private[int]

    @strawberry.field
    async def hive(self) -> str:
        async with open_session() as session:
            found = await session.scalar(select(Hive).where(Hive.id == self.hive_id))  # expect: query-in-loop
            return found.name


@strawberry.type
class QueenType:
    hive_id: strawberry.Private[int]

    @strawberry.field
    async def hive(self) -> str:
        async with open_session() as session:
            found = await session.scalar(select(Hive).where(Hive.id == self.hive_id))
            return found.name


@strawberry.type
class Query:
    @strawberry.field
    async def queen(self) -> QueenType:
        return QueenType(hive_id=1)

    @strawberry.field
    async def bees(self) -> list[BeeType]:
        async with open_session() as session:
            rows = (await session.scalars(select(Bee))).all()
            return [BeeType(id=bee.id, hive_id=bee.hive_id) for bee in rows]
