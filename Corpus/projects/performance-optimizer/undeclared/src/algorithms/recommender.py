"""Products similar to one that a user looks at."""

threshold = 25


def calculate_similarity(left, right):
    """Products of near prices are similar: from 1 for the same price down to 0."""
    return 1 / (1 + abs(left.price - right.price))


def find_similar_products(product, all_products):
    similar = []
    for p1 in all_products:
        similarity = 0
        for p2 in all_products:
            if p1.category == p2.category:
                similarity += calculate_similarity(p1, p2)
        if similarity > threshold:
            similar.append(p1)
    return similar
