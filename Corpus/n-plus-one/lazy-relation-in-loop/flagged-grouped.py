from itertools import groupby
from operator import attrgetter

from django.db import models


class Depot(models.Model):
    name = models.CharField(max_length=40)


class Tram(models.Model):
    depot = models.ForeignKey(Depot, on_delete=models.CASCADE)
    line = models.IntegerField()


def by_depot():
    result = {}
    for depot, trams in groupby(Tram.objects.order_by("depot"), key=lambda tram: tram.depot):  # expect: lazy-relation-in-loop
        result[depot.name] = len(list(trams))
    return result


def by_line():
    result = []
    for line, trams in groupby(Tram.objects.order_by("line"), key=attrgetter("line")):
        for tram in trams:
            result.append((line, tram.depot.name))  # expect: lazy-relation-in-loop
    return result


def by_name():
    trams = list(Tram.objects.filter(line__gt=3))
    trams.sort(key=attrgetter("depot.name"))  # expect: lazy-relation-in-loop
    return trams


def picked(ids):
    found = Tram.objects.in_bulk(ids)
    return {key: tram.depot.name for key, tram in found.items()}  # expect: lazy-relation-in-loop


def running():
    for tram in Tram.objects.filter(line__lt=9).iterator():
        yield tram


def written(out):
    for tram in running():
        out.write(f"{tram.line},{tram.depot.name}\n")  # expect: lazy-relation-in-loop


async def awaited():
    names = []
    async for tram in Tram.objects.filter(line__gt=1):
        depot = await Depot.objects.aget(pk=tram.depot_id)  # expect: query-in-loop
        names.append(depot.name)
    return names


def loaded(ids):
    found = Tram.objects.select_related("depot").in_bulk(ids)
    rows = sorted(Tram.objects.select_related("depot"), key=attrgetter("depot.name"))
    return rows, {key: tram.depot.name for key, tram in found.items()}
