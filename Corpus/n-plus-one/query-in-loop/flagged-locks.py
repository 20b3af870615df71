# Rows that are locked are taken one at a time on purpose, and tables cannot be asked together.
from django.db import models, transaction


class Seat(models.Model):
    taken = models.BooleanField(default=False)


def reserve(keys):
    for key in keys:
        with transaction.atomic():
            print(Seat.objects.select_for_update().get(pk=key))  # doubted: query-in-loop


def sizes(cursor, tables):
    for table in tables:
        cursor.execute(f"SELECT count(*) FROM {table}")  # doubted: query-in-loop
        print(cursor.fetchone())


def columns(cursor, names):
    for name in names:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", (name,))  # doubted: query-in-loop
        print(cursor.fetchall())
