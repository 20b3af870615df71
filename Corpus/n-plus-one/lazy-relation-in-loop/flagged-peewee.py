from peewee import CharField, ForeignKeyField, Model, SqliteDatabase, prefetch

db = SqliteDatabase("notes.db")


class Base(Model):
    class Meta:
        database = db


class Writer(Base):
    name = CharField()


class Note(Base):
    writer = ForeignKeyField(Writer, backref="notes")
    text = CharField()


def counts():
    for writer in Writer.select():
        print(writer.name, writer.notes.count())  # expect: query-in-loop


def names():
    return [(n.text, n.writer.name) for n in Note.select().order_by(Note.id)]  # expect: lazy-relation-in-loop


def keys():
    return [(n.text, n.writer_id) for n in Note.select()]
