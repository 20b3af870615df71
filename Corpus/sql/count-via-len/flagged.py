from shop.models import Order, Product


def open_orders(user):
    return len(Order.objects.filter(user=user, status="open"))  # expect: count-via-len "every row of the `Order` query"


def stock():
    total = len(Product.objects.all())  # expect: count-via-len
    hidden = len(Product.objects.exclude(visible=True).order_by("name"))  # expect: count-via-len
    sold = len(Order.objects.select_related("user").filter(paid=True).distinct())  # expect: count-via-len
    return total, hidden, sold


def too_many(user):
    if len(Order.objects.filter(user=user).values_list("id", flat=True)) > 100:  # expect: count-via-len
        raise ValueError("too many orders")
