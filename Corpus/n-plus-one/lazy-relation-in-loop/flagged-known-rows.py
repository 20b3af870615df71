# The same ways of knowing a row, where they do not hold.
from django.db import models


class City(models.Model):
    name = models.CharField(max_length=40)


class Hotel(models.Model):
    city = models.ForeignKey(City, on_delete=models.CASCADE)


class Room(models.Model):
    hotel = models.ForeignKey(Hotel, on_delete=models.CASCADE, related_name="rooms")


class Hostel(Hotel):
    beds = models.IntegerField()


def city_of(thing):
    if isinstance(thing, Hotel):
        return thing.city.name  # expect: lazy-relation-in-loop
    return ""


def same_class():
    return [city_of(hotel) for hotel in Hostel.objects.all()]


def first_without_order():
    for hotel in Hotel.objects.prefetch_related("rooms"):
        print(hotel.rooms.first())  # expect: lazy-relation-in-loop
