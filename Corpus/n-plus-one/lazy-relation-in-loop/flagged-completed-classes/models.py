from django.db import models


class Owner(models.Model):
    name = models.CharField(max_length=40)


class Boat(models.Model):
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE)
    name = models.CharField(max_length=40)
