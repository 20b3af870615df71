import csv

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from .models import Customer, Order, Product


def order_list(request):
    """The page shows each order with its customer and items; the template reads all three."""
    orders = Order.objects.filter(status=Order.OPEN)
    return render(request, "orders.html", {"orders": orders})


def order_detail(request, number):
    order = get_object_or_404(Order, number=number)
    items = order.items.select_related("product")
    return render(request, "order.html", {"order": order, "items": items})


def export_orders(request):
    response = HttpResponse(content_type="text/csv")
    writer = csv.writer(response)
    orders = Order.objects.all()
    for order in orders:
        for item in order.items.all():
            writer.writerow([order.number, order.customer.name, item.product.name, item.quantity])
    return response


def shipped_orders(request):
    """The same rows, loaded with three queries."""
    orders = (
        Order.objects.filter(status=Order.SHIPPED)
        .select_related("customer")
        .prefetch_related("items__product")
    )
    rows = []
    for order in orders:
        names = [item.product.name for item in order.items.all()]
        rows.append({"customer": order.customer.name, "products": names})
    return JsonResponse({"orders": rows})


def customers_by_email(request):
    found = []
    for email in request.GET.getlist("email"):
        customer = Customer.objects.get(email=email)
        found.append(customer.name)
    return JsonResponse({"customers": found})


def missing_products(request):
    """Which of the names in a supplier's list the shop does not sell."""
    known = [product.name for product in Product.objects.all()]
    wanted = request.GET.getlist("name")
    return JsonResponse({"missing": [name for name in wanted if name not in known]})
