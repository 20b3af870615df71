"""Queries over rows and by their keys are told; over values that a form brought, under a condition, they are a handful."""
from django.db import models


class Tariff(models.Model):
    name = models.CharField(max_length=40)


class Meter(models.Model):
    tariff = models.ForeignKey(Tariff, related_name="meters", on_delete=models.CASCADE)
    number = models.CharField(max_length=40)


def wanted(form):
    found = []
    for key in form.cleaned_data["meters"]:
        if key:
            found.append(Meter.objects.get(pk=key))  # doubted: query-in-loop
    return found


def unknown(numbers):
    return [number for number in numbers if not Meter.objects.filter(number=number).exists()]  # doubted: query-in-loop


def by_key(keys):
    return [Meter.objects.get(pk=key) for key in keys]  # expect: query-in-loop


def used(tariffs):
    return [tariff for tariff in tariffs if Meter.objects.filter(tariff=tariff).exists()]  # expect: query-in-loop


def sizes():
    return [Meter.objects.filter(tariff=tariff).count() for tariff in Tariff.objects.all()]  # expect: query-in-loop


def read_again():
    for meter in Meter.objects.filter(number="0"):
        meter.tariff_id = 1
        meter.refresh_from_db()  # doubted: query-in-loop


def price(tariff):
    if tariff.name:
        return Meter.objects.filter(tariff=tariff).first()  # doubted: query-in-loop
    return None


def prices():
    return [price(tariff) for tariff in Tariff.objects.order_by("name")]


def listed(tariffs):
    for tariff in Tariff.objects.exclude(name=""):
        if tariff.name in tariffs:
            for meter in Meter.objects.filter(tariff=tariff):  # doubted: query-in-loop
                print(meter.number)

