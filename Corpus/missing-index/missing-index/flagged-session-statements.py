"""Statements that a session runs, built with `select`: their conditions ask for indexes like those of a query."""
from sqlalchemy import ForeignKey, Index, Integer, String, and_, func, or_, select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Parcel(Base):
    __tablename__ = "parcel"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    barcode: Mapped[str] = mapped_column(String(40))
    reference: Mapped[str] = mapped_column(String(40))
    carrier_number: Mapped[str] = mapped_column(String(40))
    sender_email: Mapped[str] = mapped_column(String(80))
    recipient_email: Mapped[str] = mapped_column(String(80))
    picked_up_by: Mapped[str] = mapped_column(String(80), nullable=True)
    returned_by: Mapped[str] = mapped_column(String(80), nullable=True)
    weight: Mapped[int] = mapped_column(Integer)


class Scan(Base):
    __tablename__ = "scan"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    parcel_number: Mapped[str] = mapped_column(String(40))
    device: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(10))
    operator: Mapped[str] = mapped_column(String(40))

    __table_args__ = (Index("scan_state", state),)


def by_barcode(session, barcode):
    return session.scalars(select(Parcel).where(Parcel.barcode == barcode)).all()  # expect: missing-index


def by_reference(session, reference):
    statement = select(Parcel.id).where(and_(Parcel.reference == reference, Parcel.weight > 0))
    return session.execute(statement).scalars().all()  # expect: missing-index


async def of_carrier(session, number):
    return await session.scalar(select(Parcel).where(Parcel.carrier_number == number))  # expect: missing-index


def weigh(session, device, weight):
    session.execute(update(Scan).where(Scan.device == device).values(weight=weight))  # expect: missing-index


def of_person(session, email):
    # Either of two columns is no condition on one of them.
    statement = select(Parcel).where(or_(Parcel.sender_email == email, Parcel.recipient_email == email))
    return session.scalars(statement).all()


def of_sender(session, email):
    # Asked of what a function makes of the column.
    return session.scalars(select(Parcel).where(func.lower(Parcel.sender_email) == email)).all()


def waiting(session):
    # How many have none is not known.
    return session.scalars(select(Parcel).where(Parcel.picked_up_by == None)).all()  # noqa: E711


def not_returned(session):
    return session.scalars(select(Parcel).filter_by(returned_by=None)).all()


def latest(session, filters):
    # What the list holds may find the rows.
    return session.scalars(select(Scan).where(*filters).order_by(Scan.parcel_number.desc()).limit(10)).all()


def scans(session, operator=None):
    # Only asked for if somebody fills in the field.
    statement = select(Scan).order_by(Scan.id)
    if operator:
        statement = statement.where(Scan.operator == operator)
    return session.scalars(statement).all()


def stuck(session, number):
    # The state's index is there for states that few rows are in.
    return session.scalars(select(Scan).where(Scan.state == "stuck", Scan.parcel_number == number)).all()
