from sqlalchemy import Column, ForeignKey, Integer, String, Table, select
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.orm import declarative_base, joinedload, relationship, selectinload

Base = declarative_base()

spice_dish = Table(
    "spice_dish", Base.metadata, Column("dish_id", ForeignKey("dishes.id"), primary_key=True), Column("spice_id", ForeignKey("spices.id"), primary_key=True)
)


class Cook(Base):
    __tablename__ = "cooks"
    id = Column(Integer, primary_key=True)
    name = Column(String)


class Dish(Base):
    __tablename__ = "dishes"
    id = Column(Integer, primary_key=True)
    title = Column(String)
    cook_id = Column(Integer, ForeignKey("cooks.id"), index=True)
    cook = relationship(Cook)
    spices = relationship("Spice", secondary=spice_dish)
    cook_name = association_proxy("cook", "name")
    spice_names = association_proxy("spices", "name")


class Spice(Base):
    __tablename__ = "spices"
    id = Column(Integer, primary_key=True)
    name = Column(String)


def by_cook(session):
    for dish in session.scalars(select(Dish)):
        print(dish.title, dish.cook_name)  # expect: lazy-relation-in-loop "`cook`"


def spiced(session):
    return [{"title": d.title, "spices": list(d.spice_names)} for d in session.query(Dish)]  # expect: lazy-relation-in-loop


def loaded(session):
    rows = session.query(Dish).options(joinedload(Dish.cook), selectinload(Dish.spices))
    return [(d.cook_name, list(d.spice_names)) for d in rows]
