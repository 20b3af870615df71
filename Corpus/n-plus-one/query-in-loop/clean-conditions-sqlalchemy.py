# `exists()` makes a condition; nothing runs. A formatted table name makes every statement another one.
from sqlalchemy import Column, Integer, select
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Tag(Base):
    __tablename__ = "tag"
    id = Column(Integer, primary_key=True)
    run_id = Column(Integer)


def conditions(session, clauses):
    found = []
    for clause in clauses:
        query = session.query(Tag.id).filter(Tag.run_id == clause)
        found.append(~query.exists())
        found.append(select(Tag.id).where(Tag.run_id == clause).exists())
    return found
