from django.db import models


class Port(models.Model):
    name = models.CharField(max_length=40)

    def __str__(self):
        return self.name


class Ship(models.Model):
    name = models.CharField(max_length=40)
    home = models.ForeignKey(Port, on_delete=models.CASCADE)
    captain = models.ForeignKey("Captain", on_delete=models.CASCADE)


class Captain(models.Model):
    name = models.CharField(max_length=40)
    born_in = models.ForeignKey(Port, on_delete=models.CASCADE)
