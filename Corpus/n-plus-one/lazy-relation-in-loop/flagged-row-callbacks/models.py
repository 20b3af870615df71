from django.db import models


class Breeder(models.Model):
    name = models.CharField(max_length=100)


class Trait(models.Model):
    name = models.CharField(max_length=40)


class Rose(models.Model):
    title = models.CharField(max_length=100)
    breeder = models.ForeignKey(Breeder, on_delete=models.CASCADE)
    traits = models.ManyToManyField(Trait)


class Bloom(models.Model):
    rose = models.ForeignKey(Rose, on_delete=models.CASCADE, related_name="blooms")
    colour = models.CharField(max_length=20)
