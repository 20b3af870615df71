from django.db import models
from django.db.models import Count, Prefetch


class Region(models.Model):
    name = models.CharField(max_length=100)


class Customer(models.Model):
    name = models.CharField(max_length=100)
    region = models.ForeignKey(Region, on_delete=models.CASCADE)


class Order(models.Model):
    customer = models.ForeignKey(Customer, related_name="orders", on_delete=models.CASCADE)
    status = models.CharField(max_length=10)


class Line(models.Model):
    order = models.ForeignKey(Order, related_name="lines", on_delete=models.CASCADE)
    title = models.CharField(max_length=100)


def customers():
    for order in Order.objects.filter(status="open").select_related("customer"):
        print(order.customer.name)


def keys():
    return [order.customer_id for order in Order.objects.all()]


def two_levels():
    for order in Order.objects.select_related("customer__region"):
        print(order.customer.region.name)


def lines():
    for order in Order.objects.prefetch_related("lines"):
        print(len(order.lines.all()))
        for line in order.lines.all():
            print(line.title)


def prefetched():
    for order in Order.objects.prefetch_related(Prefetch("lines")):
        print([line.title for line in order.lines.all()])


def values():
    for row in Order.objects.values("customer__name", "status"):
        print(row["customer__name"])


def counted():
    for customer in Customer.objects.annotate(number=Count("orders")):
        print(customer.number)


def one(order_id):
    order = Order.objects.get(pk=order_id)
    return order.customer.name


def plain_fields():
    for order in Order.objects.all():
        print(order.status, order.pk)


def known_parent(customer):
    for order in customer.orders.all():
        print(order.customer.name)
