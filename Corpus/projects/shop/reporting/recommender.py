"""Products that people who look at one may also want."""

from .models import Product

threshold = 25


def calculate_similarity(left: Product, right: Product) -> float:
    """Near prices and shared words make two products similar."""
    words = set(left.name.lower().split()) & set(right.name.lower().split())
    return len(words) + 1 / (1 + abs(left.price - right.price))


def find_similar_products(product: Product, all_products: list[Product]) -> list[Product]:
    similar = []
    for p1 in all_products:
        similarity = 0
        for p2 in all_products:
            if p1.category == p2.category:
                similarity += calculate_similarity(p1, p2)
        if similarity > threshold:
            similar.append(p1)
    return similar


def without_duplicates(products: list[Product]) -> list[Product]:
    """Keeps the first product of each name."""
    seen = []
    unique = []
    for product in products:
        if product.name not in seen:
            seen.append(product.name)
            unique.append(product)
    return unique
