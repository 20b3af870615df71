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
    for sale in Sale.objects.all().select_related("clerk", "shop__region"):
        print(sale.clerk.name)
        print(sale.shop.region.name)


def extended():
    sales = Sale.objects.filter(pk__gt=5).select_related("clerk", "shop__region")
    return [sale.shop.pk + sale.shop.region.pk for sale in sales]


def extended_over_lines():
    shops = Shop.objects.prefetch_related(
        "region",  # one query for all regions
        "sales__clerk",
    ).order_by("pk")
    for shop in shops:
        for sale in shop.sales.all():
            print(shop.region.name, sale.clerk.name)


def laid_out_as_the_chain():
    shops = (
        Shop.objects.filter(pk__gt=5)
        .order_by("pk")  # by age
        .select_related("region")
    )[:500]
    for shop in shops:
        print(shop.region.name)


def where_the_branches_part(limit):
    sales = Sale.objects.order_by("pk").select_related("clerk")
    if limit:
        sales = sales.filter(pk__lt=limit)
    for sale in sales:
        print(sale.clerk.name)


def rows_of_one_row(key):
    shop = Shop.objects.get(pk=key)
    sales = shop.sales.all()
    for sale in sales:
        print(sale.clerk.name)


@admin.register(Sale)
class SaleAdmin(admin.ModelAdmin):
    list_display = ["id", "who"]
    list_select_related = ["clerk"]

    def who(self, sale):
        return sale.clerk.name
