from typing import List

from django.db import models
from ninja import Field, Router, Schema

router = Router()


class Keeper(models.Model):
    name = models.CharField(max_length=40)


class Zoo(models.Model):
    city = models.CharField(max_length=40)


class Enclosure(models.Model):
    zoo = models.ForeignKey(Zoo, on_delete=models.CASCADE)


class Animal(models.Model):
    keeper = models.ForeignKey(Keeper, on_delete=models.CASCADE)
    enclosure = models.ForeignKey(Enclosure, on_delete=models.CASCADE)
    foods = models.ManyToManyField("Food")
    name = models.CharField(max_length=40)


class Food(models.Model):
    name = models.CharField(max_length=40)


class KeeperOut(Schema):
    name: str


class FoodOut(Schema):
    name: str


class AnimalOut(Schema):
    name: str
    keeper: KeeperOut  # expect: lazy-relation-in-loop "loads `keeper`"
    city: str = Field(alias="enclosure.zoo.city")  # expect: lazy-relation-in-loop
    menu: List[str]

    @staticmethod
    def resolve_menu(animal):
        return [food.name for food in animal.foods.all()]  # expect: lazy-relation-in-loop "`foods`"


class AnimalLine(Schema):
    keeper: KeeperOut
    foods: List[FoodOut]


@router.get("/animals", response=List[AnimalOut])
def animals(request):
    return Animal.objects.filter(name__gt="a")


@router.get("/lines", response={200: List[AnimalLine]})
def lines(request):
    return Animal.objects.select_related("keeper").prefetch_related("foods")
