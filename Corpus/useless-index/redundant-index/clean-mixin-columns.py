"""Indexes whose later columns no class in sight declares, or that cannot be read."""

import sqlalchemy as sa
from fleet_database import SoftDeletion
from sqlalchemy import text
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Lorry(SoftDeletion, Base):
    __tablename__ = "lorries"
    __table_args__ = (
        sa.Index("lorries_depot_deleted", "depot", "deleted_at"),
        sa.Index("lorries_depot_age", "depot", text("age(bought)")),
        sa.Index("lorries_depot_plate", "depot", "plate"),
        sa.UniqueConstraint("plate", "deleted_at"),
    )

    id = sa.Column(sa.Integer, primary_key=True)
    depot = sa.Column(sa.String(40))
    plate = sa.Column(sa.String(12))
    bought = sa.Column(sa.Date)
