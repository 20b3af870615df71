from django.db import models


class Harbour(models.Model):
    country = models.ForeignKey("Country", on_delete=models.CASCADE)
    name = models.CharField(max_length=40)

    def __str__(self):
        return f"{self.name}, {self.country.name}"  # expect: lazy-relation-in-loop "loads `country`"


class Country(models.Model):
    name = models.CharField(max_length=40)

    def __str__(self):
        return self.name


class Pier(models.Model):
    harbour = models.ForeignKey(Harbour, on_delete=models.CASCADE)
    number = models.IntegerField()


class Berth(models.Model):
    pier = models.ForeignKey(Pier, on_delete=models.CASCADE)

    def __str__(self):
        return f"berth of {self.pier.number}"  # expect: lazy-relation-in-loop "loads `pier`"


class Crane(models.Model):
    pier = models.ForeignKey(Pier, on_delete=models.CASCADE)

    def __str__(self):
        return f"crane on {self.pier.number}"  # expect: lazy-relation-in-loop "loads `pier`"


class Booking(models.Model):
    berth = models.ForeignKey(Berth, on_delete=models.CASCADE)
    crane = models.ForeignKey(Crane, on_delete=models.CASCADE)
    days = models.IntegerField()


class Ferry(models.Model):
    owner = models.ForeignKey(Harbour, on_delete=models.CASCADE)

    def __str__(self):
        return f"ferry of {self.owner.name}"  # expect: lazy-relation-in-loop "loads `owner`"


class Crossing(models.Model):
    ferry = models.ForeignKey(Ferry, on_delete=models.CASCADE)
    day = models.DateField()
