from django.db import models


class Country(models.Model):
    code = models.CharField(max_length=2, unique=True)


class Parcel(models.Model):
    country_code = models.CharField(max_length=2)
