from shop.models import Order, Product


def open_orders(user):
    return Order.objects.filter(user=user, status="open").count()


def stock():
    total = Product.objects.all().count()
    hidden = Product.objects.exclude(visible=True).order_by("name").count()
    sold = Order.objects.select_related("user").filter(paid=True).distinct().count()
    return total, hidden, sold


def too_many(user):
    if Order.objects.filter(user=user).values_list("id", flat=True).count() > 100:
        raise ValueError("too many orders")
