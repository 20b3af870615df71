"""Relations that a review would let pass, beside those that it would not: one object's rows, jobs, long ways."""
from celery import shared_task
from django.db import models
from django.shortcuts import get_object_or_404, render


class Clerk(models.Model):
    name = models.CharField(max_length=40)


class Shop(models.Model):
    name = models.CharField(max_length=40)
    owner = models.ForeignKey(Clerk, related_name="shops", on_delete=models.CASCADE)


class Sale(models.Model):
    shop = models.ForeignKey(Shop, related_name="sales", on_delete=models.CASCADE)
    clerk = models.ForeignKey(Clerk, related_name="sales", on_delete=models.CASCADE)
    total = models.IntegerField()

    @property
    def seller(self):
        return self.clerk.name  # expect: lazy-relation-in-loop "clerk"

    def can_see(self, user):
        return self.shop.owner_id == user.id  # expect: lazy-relation-in-loop "shop"


def of_one_shop(key):
    shop = get_object_or_404(Shop, pk=key)
    return [sale.clerk.name for sale in shop.sales.all()]  # doubted: lazy-relation-in-loop


@shared_task
def nightly():
    for sale in Sale.objects.all():
        print(sale.clerk.name)  # doubted: lazy-relation-in-loop


def book(sale):
    print(sale.clerk.name)  # expect: lazy-relation-in-loop


def book_all():
    for sale in Sale.objects.filter(total__gt=0):
        book(sale)


def sellers():
    return [sale.seller for sale in Sale.objects.order_by("total")]


def visible(user):
    return [sale.total for sale in Sale.objects.exclude(total=0) if sale.can_see(user)]


def just_made(totals, shop):
    for total in totals:
        sale = Sale.objects.create(total=total, shop=shop)  # doubted: query-in-loop
        print(sale.shop.name)
