"""What only commands call, directly or through others, is told on request."""
from .models import Depot


def lines():
    for depot in Depot.objects.all():
        yield depot.region.name  # doubted: lazy-relation-in-loop


def report():
    return "\n".join(lines())


def rows():
    return [depot.region.name for depot in Depot.objects.order_by("id")]  # expect: lazy-relation-in-loop


def choices():
    return [depot.region.name for depot in Depot.objects.order_by("region")]  # expect: lazy-relation-in-loop


def unused():
    return [depot.region.name for depot in Depot.objects.order_by("region_id")]  # expect: lazy-relation-in-loop
