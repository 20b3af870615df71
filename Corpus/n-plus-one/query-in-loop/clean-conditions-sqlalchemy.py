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


def results(session, statement, keys):
    source = session.execute(statement).mappings().one_or_none()
    for key in keys:
        print(source[key])


def all_of(session, model):
    return session.query(model).all()


def fetched_by_helper(session, model, keys):
    rows = all_of(session, model)
    for key in keys:
        for row in rows:
            print(key, row)
