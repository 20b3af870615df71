from django.db import models


class Vet(models.Model):
    name = models.CharField(max_length=40)


class Clinic(models.Model):
    vet = models.ForeignKey(Vet, on_delete=models.CASCADE)

    def __str__(self):
        return f"clinic of {self.vet.name}"  # expect: lazy-relation-in-loop "loads `vet`"


class Pet(models.Model):
    name = models.CharField(max_length=40)
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE)


class Drug(models.Model):
    name = models.CharField(max_length=40)


class Visit(models.Model):
    pet = models.ForeignKey(Pet, on_delete=models.CASCADE)
    drug = models.ForeignKey(Drug, on_delete=models.CASCADE)

    def __str__(self):
        return f"{self.pet.name}: {self.drug.name}"  # expect: lazy-relation-in-loop "loads `drug`"
