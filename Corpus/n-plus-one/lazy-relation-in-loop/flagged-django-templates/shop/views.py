"""Views that leave the reading of relations to their templates."""

from django.shortcuts import get_object_or_404, render
from django.views.generic import DetailView, ListView, TemplateView

from .models import Customer, Invoice, Note, Order


class OwnedMixin:
    def get_queryset(self):
        return super().get_queryset().filter(customer__name="me")


class OrderListView(OwnedMixin, ListView):
    model = Order
    paginate_by = 50


class OrderDetailView(DetailView):
    queryset = Order.objects.select_related("customer")
    context_object_name = "wanted"
    template_name = "shop/detail.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["others"] = Order.objects.filter(customer=1)
        return context


class BoardView(TemplateView):
    template_name = "shop/board.html"

    def get_context_data(self, **kwargs):
        entries = [{"title": "start"}]
        for note in Note.objects.all():
            entries.append({"title": "note", "note": note})
        return super().get_context_data(entries=entries, **kwargs)


def invoices(request):
    context = {"title": "Invoices"}
    context["invoices"] = Invoice.objects.select_related("payer")
    return render(request, "shop/invoices.html", context)


def customer(request, pk):
    customer = get_object_or_404(Customer, pk=pk)
    return render(request, "shop/customer.html", {"customer": customer})
