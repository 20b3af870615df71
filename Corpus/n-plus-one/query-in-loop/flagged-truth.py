"""A queryset that is asked whether it is true fetches its rows."""
from django.db import models


class Hall(models.Model):
    name = models.CharField(max_length=40)


class Booking(models.Model):
    hall = models.ForeignKey(Hall, related_name="bookings", on_delete=models.CASCADE)
    day = models.DateField()


def free(day):
    result = []
    for hall in Hall.objects.all():
        if not hall.bookings.filter(day=day):  # doubted: query-in-loop
            result.append(hall)
    return result
