from collections import defaultdict
from enum import Enum


class Size(Enum):
    SMALL = 1
    LARGE = 2


def recommend(user_items: list, all_products: list):
    by_category = defaultdict(list)
    for product in all_products:
        by_category[product.category].append(product)
    return [product for item in user_items for product in by_category[item.category]]


def lines(orders: list):
    total = 0
    for order in orders:
        for line in order.lines:
            if line.paid == order.paid:
                total += line.amount
    return total


def sizes(products: list):
    result = []
    for product in products:
        for size in ("S", "M", "L"):
            if size == product.size:
                result.append(size)
        for member in Size:
            if member.value == product.number:
                result.append(member)
    return result


def grid(width: list, height: list):
    return [(x, y) for x in width for y in height]


def neighbours(graph: dict):
    edges = []
    for node in graph:
        for other in graph[node]:
            if other != node:
                edges.append((node, other))
    return edges


def product(matrix_a: list, matrix_b: list):
    columns = list(zip(*matrix_b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in matrix_a]


def by_key(orders: list, customers: list):
    index = {customer.id: customer for customer in customers}
    for order in orders:
        order.customer = index.get(order.customer_id)


def words(lines: list):
    counts = {}
    for line in lines:
        for word in line.split():
            if word == "the":
                counts[word] = counts.get(word, 0) + 1
    return counts


def first_only(rows: list):
    for row in rows:
        for cell in row[:3]:
            if cell == row.key:
                return cell
    return None


def sequence(a: list, b: list):
    for x in a:
        print(x)
    for y in b:
        if y == a[0]:
            print(y)


def others(nodes: list):
    for node in nodes:
        for other in nodes:
            if other == node:
                continue
            print(node, other)


def of_kind(groups: list, rows: list):
    for group in groups:
        group.total = sum(row.amount for row in rows if row.kind == Size.LARGE)


def addressed(articles, wanted):
    found = []
    for article in articles:
        headers = [b"first"]
        for line in article.lines:
            headers.append(line)
        for header in headers:
            if header == wanted.header:
                found.append(article)
    return found
