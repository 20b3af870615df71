from sqlalchemy import ForeignKey, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class Station(Base):
    __tablename__ = "stations"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Reading(Base):
    __tablename__ = "readings"
    id: Mapped[int] = mapped_column(primary_key=True)
    station_id: Mapped[int] = mapped_column(ForeignKey("stations.id"))
    value: Mapped[float]


def averages(session: Session, stations: list[Station]):
    result = {}
    for station in stations:
        query = select(func.avg(Reading.value)).where(Reading.station_id == station.id)
        result[station.name] = session.execute(query).scalar_one()  # expect: query-in-loop
    return result


def by_ids(session: Session, ids: list[int]):
    return [session.get(Station, station_id) for station_id in ids]  # expect: query-in-loop


def legacy_counts(session: Session):
    for station in session.query(Station).all():
        count = session.query(Reading).filter(Reading.station_id == station.id).count()  # expect: query-in-loop
        print(station.name, count)


def legacy_firsts(session: Session, names):
    for name in names:
        station = session.query(Station).filter_by(name=name).first()  # doubted: query-in-loop
        if station:
            yield station


async def async_averages(session: AsyncSession, stations: list[Station]):
    values = []
    for station in stations:
        rows = await session.scalars(select(Reading).where(Reading.station_id == station.id))  # expect: query-in-loop
        values.append(rows.all())
    return values


def correct(session: Session, corrections):
    for reading_id, value in corrections.items():
        session.execute(update(Reading).where(Reading.id == reading_id).values(value=value))  # doubted: query-in-loop


def save_each(session: Session, rows):
    for row in rows:
        session.add(Reading(**row))
        session.commit()  # doubted: query-in-loop
