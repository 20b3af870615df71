from collections import defaultdict

from django.db import models
from django.shortcuts import get_object_or_404


class Customer(models.Model):
    name = models.CharField(max_length=100)


class Invoice(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    number = models.CharField(max_length=20)
    paid = models.BooleanField(default=False)


class InvoiceLine(models.Model):
    invoice = models.ForeignKey(Invoice, related_name="lines", on_delete=models.CASCADE)
    amount = models.DecimalField(max_digits=10, decimal_places=2)


def by_number(numbers):
    found = []
    for number in numbers:
        found.append(Invoice.objects.get(number=number))  # expect: query-in-loop
    return found


def counts(customers):
    return {
        customer.name: Invoice.objects.filter(customer=customer).count()  # expect: query-in-loop
        for customer in customers
    }


def totals(invoices):
    result = defaultdict(int)
    for invoice in invoices:
        for line in InvoiceLine.objects.filter(invoice_id=invoice.id):  # expect: query-in-loop
            result[invoice.id] += line.amount
    return result


def mark_paid(ids):
    for invoice_id in ids:
        invoice = get_object_or_404(Invoice, pk=invoice_id)  # doubted: query-in-loop
        invoice.paid = True
        invoice.save()  # doubted: query-in-loop


def mark_all_paid():
    for invoice in Invoice.objects.filter(paid=False):
        invoice.paid = True
        invoice.save(update_fields=["paid"])  # doubted: query-in-loop


def import_rows(rows):
    for row in rows:
        Customer.objects.create(name=row["name"])  # doubted: query-in-loop


def import_once(rows):
    for row in rows:
        customer, created = Customer.objects.get_or_create(name=row["name"])  # doubted: query-in-loop
        if created:
            print(customer.name)


def has_open(customers):
    return [c for c in customers if Invoice.objects.filter(customer=c, paid=False).exists()]  # expect: query-in-loop


def last_invoices(customers):
    last = []
    for customer in customers:
        last.append(Invoice.objects.filter(customer=customer).order_by("-id").first())  # expect: query-in-loop
    return last


def latest_of(customer):
    return Invoice.objects.filter(customer=customer).latest("id")  # expect: query-in-loop


def all_latest():
    return [latest_of(customer) for customer in Customer.objects.all()]


def delete_old(invoices):
    for invoice in invoices:
        InvoiceLine.objects.filter(invoice=invoice).delete()  # doubted: query-in-loop
