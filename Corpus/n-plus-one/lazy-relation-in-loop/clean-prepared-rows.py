"""Rows that something else than the query loads: their manager, the view's filter, a function for rows at hand."""
from django.db import models
from django.db.models import prefetch_related_objects
from rest_framework import generics, serializers


class Breeder(models.Model):
    name = models.CharField(max_length=40)


class PlantManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().select_related("breeder")


class Plant(models.Model):
    name = models.CharField(max_length=40)
    breeder = models.ForeignKey(Breeder, on_delete=models.CASCADE)
    objects = PlantManager()


class Seed(models.Model):
    plant = models.ForeignKey(Plant, related_name="seeds", on_delete=models.CASCADE)
    breeder = models.ForeignKey(Breeder, related_name="seeds", on_delete=models.CASCADE)


def plants():
    return [plant.breeder.name for plant in Plant.objects.filter(name__startswith="A")]


def seeds():
    found = list(Seed.objects.all())
    prefetch_related_objects(found, "breeder")
    return [seed.breeder.name for seed in found]


class SeedSerializer(serializers.ModelSerializer):
    breeder_name = serializers.CharField(source="breeder.name")

    class Meta:
        model = Seed
        fields = ["breeder_name"]


class SeedList(generics.ListAPIView):
    queryset = Seed.objects.all()
    serializer_class = SeedSerializer

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset).select_related("breeder")
