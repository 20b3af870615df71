"""What the shop sells."""

from src.algorithms.recommender import find_similar_products
from src.models import Product


def products_of_category(category):
    return Product.query.filter_by(category=category).all()


def recommendations(product_id):
    product = Product.query.get(product_id)
    all_products = Product.query.all()
    return find_similar_products(product, all_products)
