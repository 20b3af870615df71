from sqlalchemy import ForeignKey, func, insert, select
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


def averages(session: Session):
    query = select(Reading.station_id, func.avg(Reading.value)).group_by(Reading.station_id)
    return {station: value for station, value in session.execute(query)}


def by_ids(session: Session, ids: list[int]):
    return session.scalars(select(Station).where(Station.id.in_(ids))).all()


def statements(ids):
    return [select(Reading).where(Reading.station_id == i) for i in ids]


def narrowed(session: Session, filters):
    query = select(Reading)
    for column, value in filters.items():
        query = query.where(getattr(Reading, column) == value)
    return session.scalars(query).all()


def save_all(session: Session, rows):
    session.execute(insert(Reading), rows)
    session.commit()


def add_all(session: Session, rows):
    for row in rows:
        session.add(Reading(**row))
    session.commit()


def in_chunks(session: Session, ids: list[int]):
    for start in range(0, len(ids), 1000):
        chunk = ids[start:start + 1000]
        yield from session.scalars(select(Reading).where(Reading.id.in_(chunk)))
