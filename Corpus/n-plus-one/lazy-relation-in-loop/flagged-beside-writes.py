"""A relation of a row that is written anyway is the smaller part of what the row costs; under a condition it is not."""
from django.db import models

from .codec import decode


class Lake(models.Model):
    name = models.CharField(max_length=40)


class Boat(models.Model):
    lake = models.ForeignKey(Lake, related_name="boats", on_delete=models.CASCADE)
    label = models.CharField(max_length=40)


def relabel():
    for boat in Boat.objects.all():
        boat.label = boat.lake.name  # doubted: lazy-relation-in-loop
        boat.save()  # doubted: query-in-loop


def mend():
    for boat in Boat.objects.exclude(label=""):
        name = boat.lake.name  # expect: lazy-relation-in-loop
        if boat.label != name:
            boat.label = name
            boat.save()  # doubted: query-in-loop


def restore():
    for boat in Boat.objects.filter(label=""):
        restored = decode(boat.label)
        restored.name = boat.lake.name  # doubted: lazy-relation-in-loop
        restored.save()  # doubted: query-in-loop


def draw():
    for boat in Boat.objects.order_by("label"):
        picture = decode(boat.label)
        picture.title = boat.lake.name  # expect: lazy-relation-in-loop
        picture.save("boat.png")


def label(boat):
    return boat.lake.name  # expect: lazy-relation-in-loop


def labels():
    return [label(boat) for boat in Boat.objects.filter(label="a")]


def warn(boat):
    print(boat.lake.name)  # doubted: lazy-relation-in-loop


def warn_of():
    for boat in Boat.objects.filter(label="b"):
        if boat.label in ("x", "y"):
            warn(boat)
