"""A project's own plain class is no serializer of a framework because of its name."""

from django.db import models


class Ship(models.Model):
    name = models.CharField(max_length=100)


class Cargo(models.Model):
    ship = models.ForeignKey(Ship, on_delete=models.CASCADE)
    label = models.CharField(max_length=40)


class Serializer(object):
    pass


class CargoSerializer(Serializer):
    def __init__(self, rows):
        self.rows = rows

    def serialize(self, rows=None):
        if isinstance(rows, Cargo):
            return {"ship": rows.ship.name}
        return [{"label": row.label} for row in self.rows]


def cargo():
    return CargoSerializer(Cargo.objects.all()).serialize()
