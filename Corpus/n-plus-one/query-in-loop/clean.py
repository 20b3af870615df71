import time

from django.core.paginator import Paginator
from django.db import OperationalError, models


class Customer(models.Model):
    name = models.CharField(max_length=100)


class Invoice(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    number = models.CharField(max_length=20)
    paid = models.BooleanField(default=False)


def by_number(numbers):
    return list(Invoice.objects.filter(number__in=numbers))


def by_id(ids):
    invoices = Invoice.objects.in_bulk(ids)
    return [invoices[i] for i in ids]


def in_batches(ids):
    for start in range(0, len(ids), 500):
        batch = ids[start:start + 500]
        for invoice in Invoice.objects.filter(id__in=batch):
            yield invoice.number


def two_states():
    return {paid: Invoice.objects.filter(paid=paid).count() for paid in (True, False)}


def with_retries(number):
    for attempt in range(3):
        try:
            return Invoice.objects.get(number=number)
        except OperationalError:
            time.sleep(attempt)
    return None


def remembered(rows):
    customers = {}
    for row in rows:
        name = row["name"]
        if name not in customers:
            customers[name] = Customer.objects.get(name=name)
        yield customers[name]


def pages():
    last = 0
    while True:
        page = list(Invoice.objects.filter(id__gt=last).order_by("id")[:1000])
        if not page:
            break
        last = page[-1].id
        yield page


def all_numbers():
    return [invoice.number for invoice in Invoice.objects.all()]


def build_queries(customers):
    return [Invoice.objects.filter(customer=customer) for customer in customers]


def import_rows(rows):
    Customer.objects.bulk_create([Customer(name=row["name"]) for row in rows])


def mark_paid(invoices):
    for invoice in invoices:
        invoice.paid = True
    Invoice.objects.bulk_update(invoices, ["paid"], batch_size=500)


def names(settings):
    return [settings.get(key) for key in settings]


def page_numbers(request):
    paginator = Paginator(Invoice.objects.order_by("id"), 50)
    return [str(number) for number in paginator.page_range]
