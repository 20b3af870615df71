from shop.models import Order, Product


def open_orders(user):
    return Order.objects.filter(user=user, status="open").count()


def with_rows(user):
    orders = Order.objects.filter(user=user)
    if len(orders) > 10:
        return orders[:10]
    return orders


def first_page(user):
    return len(Order.objects.filter(user=user)[:20])


def names():
    return len(set(Product.objects.all().first().tags))


def other_lengths(objects, filter):
    return len(objects) + len(filter("a")) + len(Product.objects.get(pk=1).name)
