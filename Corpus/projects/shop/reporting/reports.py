from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from .models import Order, OrderItem, Product


def orders_of_user(session: Session, user_id: int) -> list[dict]:
    """Every order of a user with the names of its products: a query per order and one per item."""
    report = []
    orders = session.query(Order).filter_by(user_id=user_id).all()
    for order in orders:
        names = []
        items = session.query(OrderItem).filter_by(order_id=order.id).all()
        for item in items:
            product = session.get(Product, item.product_id)
            names.append(product.name)
        report.append({"order": order.id, "products": names})
    return report


def revenue_by_category(session: Session, user_id: int) -> Counter:
    """The relations are declared, yet nothing says to load them with the orders."""
    revenue: Counter = Counter()
    orders = session.scalars(select(Order).where(Order.user_id == user_id)).all()
    for order in orders:
        for item in order.items:
            revenue[item.product.category] += item.quantity * item.product.price
    return revenue


def quantities(session: Session, user_id: int) -> Counter:
    """The same relations, loaded with the orders in one query."""
    query = (
        select(Order)
        .where(Order.user_id == user_id)
        .options(joinedload(Order.items).joinedload(OrderItem.product))
    )
    sold: Counter = Counter()
    for order in session.scalars(query).unique():
        for item in order.items:
            sold[item.product.name] += item.quantity
    return sold


def products_in(session: Session, category: str) -> list[Product]:
    return list(session.scalars(select(Product).where(Product.category == category)))
