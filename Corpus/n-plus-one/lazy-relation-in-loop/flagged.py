from django.db import models


class Region(models.Model):
    name = models.CharField(max_length=100)


class Customer(models.Model):
    name = models.CharField(max_length=100)
    region = models.ForeignKey(Region, on_delete=models.CASCADE)


class Tag(models.Model):
    label = models.CharField(max_length=20)


class Order(models.Model):
    customer = models.ForeignKey(Customer, related_name="orders", on_delete=models.CASCADE)
    tags = models.ManyToManyField(Tag)
    status = models.CharField(max_length=10)


class Line(models.Model):
    order = models.ForeignKey(Order, related_name="lines", on_delete=models.CASCADE)
    title = models.CharField(max_length=100)


def customers():
    for order in Order.objects.filter(status="open"):
        print(order.customer.name)  # expect: lazy-relation-in-loop "customer"


def regions():
    return [customer.region.name for customer in Customer.objects.all()]  # expect: lazy-relation-in-loop


def lines():
    for order in Order.objects.all():
        for line in order.lines.all():  # expect: lazy-relation-in-loop
            print(line.title)


def two_levels():
    for order in Order.objects.select_related("customer"):
        print(order.customer.region.name)  # expect: lazy-relation-in-loop "region"


def tags():
    labels = {}
    for order in Order.objects.exclude(status="closed").order_by("id"):
        labels[order.id] = [tag.label for tag in order.tags.all()]  # expect: lazy-relation-in-loop
    return labels


def reverse():
    for customer in Customer.objects.all():
        print(customer.orders.count())  # expect: lazy-relation-in-loop


def bypass():
    for order in Order.objects.prefetch_related("lines"):
        print(order.lines.filter(title="x").first())  # expect: query-in-loop


def default_reverse():
    for tag in Tag.objects.all():
        print(tag.order_set.count())  # expect: lazy-relation-in-loop
