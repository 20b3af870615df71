from django.db import models


class Country(models.Model):
    name = models.CharField(max_length=40)

    def __str__(self):
        return self.name


class Harbour(models.Model):
    country = models.ForeignKey(Country, on_delete=models.CASCADE)
    name = models.CharField(max_length=40)

    def __str__(self):
        return f"{self.name}, {self.country.name}"


class Pier(models.Model):
    harbour = models.ForeignKey(Harbour, on_delete=models.CASCADE)
    number = models.IntegerField()

    def __str__(self):
        return f"{self.number} of {self.harbour_id}"


class Booking(models.Model):
    pier = models.ForeignKey(Pier, on_delete=models.CASCADE)
    harbour = models.ForeignKey(Harbour, on_delete=models.CASCADE)
    days = models.IntegerField()
