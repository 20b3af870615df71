from django.db import models


class Region(models.Model):
    name = models.CharField(max_length=40)


class Depot(models.Model):
    region = models.ForeignKey(Region, related_name="depots", on_delete=models.CASCADE)
