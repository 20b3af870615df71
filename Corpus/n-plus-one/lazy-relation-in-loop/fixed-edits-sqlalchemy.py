"""Where the edit goes: fixed-edits-sqlalchemy.py is this file after `--fix --unsafe-fixes`."""

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    joinedload,
    mapped_column,
    relationship,
    selectinload,
)


class Base(DeclarativeBase):
    pass


class Region(Base):
    __tablename__ = "regions"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Shop(Base):
    __tablename__ = "shops"
    id: Mapped[int] = mapped_column(primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("regions.id"))
    region: Mapped[Region] = relationship()
    sales: Mapped[list["Sale"]] = relationship(back_populates="shop")


class Clerk(Base):
    __tablename__ = "clerks"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Sale(Base):
    __tablename__ = "sales"
    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shops.id"), index=True)
    clerk_id: Mapped[int] = mapped_column(ForeignKey("clerks.id"))
    shop: Mapped[Shop] = relationship(back_populates="sales")
    clerk: Mapped[Clerk] = relationship()


def one_call_for_several_relations(session):
    for shop in session.scalars(select(Shop).options(joinedload(Shop.region), selectinload(Shop.sales).joinedload(Sale.clerk))).all():
        print(shop.region.name)
        for sale in shop.sales:
            print(sale.clerk.name)


def extended(session):
    sales = session.query(Sale).options(joinedload(Sale.shop).joinedload(Shop.region), joinedload(Sale.clerk)).all()
    return [(sale.shop.region.name, sale.clerk.name) for sale in sales]


def laid_out_as_the_chain(session):
    sales = (
        session.query(Sale)
        .filter(Sale.id > 5)
        .order_by(Sale.id)
        .options(joinedload(Sale.clerk))
        .all()
    )
    for sale in sales:
        print(sale.clerk.name)


def where_the_branches_part(session, limit):
    statement = select(Sale).options(joinedload(Sale.clerk))
    if limit:
        statement = statement.where(Sale.id < limit)
    for sale in session.scalars(statement):
        print(sale.clerk.name)
