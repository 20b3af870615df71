"""Where the edit goes: fixed-edits.py is this file after `--fix --unsafe-fixes`."""

from django.contrib import admin
from django.db import models


class Region(models.Model):
    name = models.CharField(max_length=50)


class Shop(models.Model):
    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="shops")


class Sale(models.Model):
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="sales")
    clerk = models.ForeignKey("Clerk", on_delete=models.CASCADE, related_name="sales")


class Clerk(models.Model):
    name = models.CharField(max_length=50)


def one_call_for_several_relations():
    for sale in Sale.objects.all():
        print(sale.clerk.name)  # expect: lazy-relation-in-loop
        print(sale.shop.region.name)  # expect: lazy-relation-in-loop, lazy-relation-in-loop


def extended():
    sales = Sale.objects.filter(pk__gt=5).select_related("clerk")
    return [sale.shop.pk + sale.shop.region.pk for sale in sales]  # expect: lazy-relation-in-loop


def extended_over_lines():
    shops = Shop.objects.prefetch_related(
        "region",  # one query for all regions
    ).order_by("pk")
    for shop in shops:
        for sale in shop.sales.all():  # expect: lazy-relation-in-loop
            print(shop.region.name, sale.clerk.name)  # expect: lazy-relation-in-loop


def laid_out_as_the_chain():
    shops = (
        Shop.objects.filter(pk__gt=5)
        .order_by("pk")  # by age
    )[:500]
    for shop in shops:
        print(shop.region.name)  # expect: lazy-relation-in-loop


def where_the_branches_part(limit):
    sales = Sale.objects.order_by("pk")
    if limit:
        sales = sales.filter(pk__lt=limit)
    for sale in sales:
        print(sale.clerk.name)  # expect: lazy-relation-in-loop


def rows_of_one_row(key):
    shop = Shop.objects.get(pk=key)
    sales = shop.sales.all()
    for sale in sales:
        print(sale.clerk.name)  # doubted: lazy-relation-in-loop


@admin.register(Sale)
class SaleAdmin(admin.ModelAdmin):
    list_display = ["id", "who"]

    def who(self, sale):
        return sale.clerk.name  # expect: lazy-relation-in-loop
