"""Models whose rows are shown by the templates."""

from django.db import models


class Region(models.Model):
    name = models.CharField(max_length=50)


class Customer(models.Model):
    name = models.CharField(max_length=50)
    region = models.ForeignKey(Region, on_delete=models.CASCADE)

    def __str__(self):
        return f"{self.name} ({self.region.name})"


class Order(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="orders")
    seller = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="sales")
    tags = models.ManyToManyField("Tag")

    def get_absolute_url(self):
        return "/orders/" + self.customer.name


class Tag(models.Model):
    name = models.CharField(max_length=50)


class Invoice(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE)
    payer = models.ForeignKey(Customer, on_delete=models.CASCADE)


class Note(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(Customer, on_delete=models.CASCADE)
