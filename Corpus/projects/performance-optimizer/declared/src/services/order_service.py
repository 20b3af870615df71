"""Orders of a user, as the order page shows them."""

from src.models import Order, OrderItem, Product


def orders_of_user(user_id):
    orders = Order.query.filter_by(user_id=user_id).all()
    for order in orders:
        # This causes N+1 queries
        order.items = OrderItem.query.filter_by(order_id=order.id).all()
        for item in order.items:
            item.product = Product.query.get(item.product_id)
    return orders
