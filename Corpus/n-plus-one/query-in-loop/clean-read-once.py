# Queries that a loop does not repeat: a queryset in a variable keeps its rows, whoever walks it.
from django.db import models


class Rate(models.Model):
    country = models.CharField(max_length=2)


class Parcel(models.Model):
    country = models.CharField(max_length=2)


def walked_by_builtins():
    rates = Rate.objects.filter(pk__gt=4)
    for parcel in Parcel.objects.all():
        print(len(rates), sorted(rates), list(filter(None, rates)))
        print([pair for pair in zip(rates, parcel.country)])


def read_again():
    for parcel in Parcel.objects.all():
        parcel = Parcel.objects.get(pk=parcel.pk)
        print(parcel.country)


def tables_in_turn(found):
    for model, keys in found.items():
        for row in model.objects.filter(pk__in=keys):
            print(row)
