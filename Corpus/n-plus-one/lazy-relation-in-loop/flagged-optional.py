from django.contrib import admin
from django.db import models


class Vet(models.Model):
    name = models.CharField(max_length=100)


class Stable(models.Model):
    town = models.CharField(max_length=100)
    vet = models.ForeignKey(Vet, on_delete=models.PROTECT)


class Horse(models.Model):
    name = models.CharField(max_length=100)
    stable = models.ForeignKey(Stable, on_delete=models.CASCADE)
    farrier = models.ForeignKey("Farrier", null=True, on_delete=models.SET_NULL)


class Farrier(models.Model):
    name = models.CharField(max_length=100)

    def __str__(self):
        return self.name


def towns():
    """A join of everything takes what always holds a row, and what that relates to."""
    for horse in Horse.objects.select_related():
        print(horse.stable.town, horse.stable.vet.name)


def farriers():
    """It leaves out what may be null."""
    for horse in Horse.objects.select_related():
        print(horse.farrier.name)  # expect: lazy-relation-in-loop


@admin.register(Horse)
class HorseAdmin(admin.ModelAdmin):
    list_display = ["name", "stable", "farrier"]  # expect: lazy-relation-in-loop
