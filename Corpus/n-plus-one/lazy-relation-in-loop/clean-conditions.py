"""Conditions that say what a value is: a class, a stored row, a row with its prefetched list."""

from inspect import isclass

from django.db import models
from django.db.models import Prefetch


class Harbour(models.Model):
    name = models.CharField(max_length=100)


class Boat(models.Model):
    title = models.CharField(max_length=100)
    harbour = models.ForeignKey(Harbour, related_name="boats", on_delete=models.CASCADE)

    def crossings_shown(self):
        crossings = self.crossings.all()
        if self.crossings.model.Meta.ordering != ["day"]:
            crossings = crossings.order_by("day")
        return [crossing.day for crossing in crossings]

    def save(self, *args, **kwargs):
        if self.pk is None or not self.pk:
            self.title = f"{self.title} of {self.harbour.name}"
        super().save(*args, **kwargs)

    @property
    def last(self):
        if hasattr(self, "recent"):
            return self.recent[0]
        return self.crossings.get(day="today")


class Crossing(models.Model):
    boat = models.ForeignKey(Boat, related_name="crossings", on_delete=models.CASCADE)
    day = models.CharField(max_length=10)


def shown():
    return [boat.crossings_shown() for boat in Boat.objects.prefetch_related("crossings")]


def renamed(titles):
    for boat in Boat.objects.all():
        boat.title = titles[boat.id]
        Boat.save(boat)


def latest():
    rows = Crossing.objects.exclude(day="")
    boats = Boat.objects.prefetch_related(Prefetch("crossings", queryset=rows, to_attr="recent"))
    return [boat.last for boat in boats]


class BoatList:
    def __init__(self, boats):
        self.boats = boats

    def shown(self):
        return [boat.harbour.name for boat in self.boats.select_related("harbour")]


def one_by_one(boat):
    return boat.harbour.name


def page(show):
    boats = Boat.objects.all()
    if isclass(show):
        return show(boats).shown()
    return [show(boat) for boat in boats]


def as_list():
    return page(BoatList)
