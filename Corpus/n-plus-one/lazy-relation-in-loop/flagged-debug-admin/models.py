from django.db import models


class Room(models.Model):
    name = models.CharField(max_length=40)


class Lamp(models.Model):
    room = models.ForeignKey(Room, related_name="lamps", on_delete=models.CASCADE)

    def __str__(self):
        return self.room.name  # expect: lazy-relation-in-loop


class Chair(models.Model):
    room = models.ForeignKey(Room, related_name="chairs", on_delete=models.CASCADE)

    def __str__(self):
        return self.room.name
