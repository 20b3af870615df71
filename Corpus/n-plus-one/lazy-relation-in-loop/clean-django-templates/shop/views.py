"""The same views, each loading what its template reads."""

from django.shortcuts import get_object_or_404, render
from django.views.generic import ListView

from .models import Customer, Invoice, Order


class OrderListView(ListView):
    model = Order

    def get_queryset(self):
        return super().get_queryset().select_related("customer", "seller").prefetch_related("tags")


def invoices(request):
    context = {"title": "Invoices"}
    context.update({"invoices": Invoice.objects.select_related("payer__region", "order")})
    return render(request, "shop/invoices.html", context)


def customer(request, pk):
    customer = get_object_or_404(Customer, pk=pk)
    orders = customer.orders.select_related("seller")
    return render(request, "shop/customer.html", {"customer": customer, "orders": orders})
