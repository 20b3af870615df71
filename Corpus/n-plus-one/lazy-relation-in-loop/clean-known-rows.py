# Relations that are there for a reason that stands elsewhere: a helper assigned them, the row is no such row, the
# prefetched rows have an order, or a condition asked for what was read.
from django.db import models
from django.db.models import QuerySet


class City(models.Model):
    name = models.CharField(max_length=40)


class Hotel(models.Model):
    city = models.ForeignKey(City, on_delete=models.CASCADE)

    def move_to(self, city):
        self.city = city


class Room(models.Model):
    hotel = models.ForeignKey(Hotel, on_delete=models.CASCADE, related_name="rooms")

    class Meta:
        ordering = ("id",)


class Bicycle:
    city = None


def assigned_by_method(city):
    for hotel in Hotel.objects.all():
        hotel.move_to(city)
        print(hotel.city.name)


def put_in(hotel, city):
    hotel.city = city


def assigned_by_function(city):
    for hotel in Hotel.objects.all():
        put_in(hotel, city)
        print(hotel.city.name)


def city_of(thing):
    if isinstance(thing, (Bicycle, Room)):
        return thing.city.name
    return ""


def other_classes():
    return [city_of(hotel) for hotel in Hotel.objects.all()]


def first_of_prefetched():
    for hotel in Hotel.objects.prefetch_related("rooms"):
        print(hotel.rooms.first())


def asks_what_is_there():
    for hotel in Hotel.objects.all():
        if hotel.rooms.all()._result_cache is not None:
            for room in hotel.rooms.all():
                print(room.pk)


class RoomQuerySet(QuerySet["Booking"]):
    def whole(self):
        return self.select_related("room__hotel")


class RoomManager(models.Manager["Booking"]):
    def upcoming(self):
        return self.filter(pk__gt=2).whole()


class Booking(models.Model):
    room = models.ForeignKey(Room, on_delete=models.CASCADE)
    days = models.IntegerField()

    objects = RoomManager.from_queryset(RoomQuerySet)()


def manager_of_two_classes(guest):
    for booking in Booking.objects.upcoming().filter(pk__gt=guest):
        print(booking.room.hotel)
