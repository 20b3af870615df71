def recommend(user_items: list, all_products: list):
    result = []
    for item in user_items:
        for product in all_products:  # expect: nested-scan
            if product.category == item.category:
                result.append(product)
    return result


def join(orders: list, customers: list):
    return [
        (order, customer)
        for order in orders
        for customer in customers  # expect: nested-scan
        if customer.id == order.customer_id
    ]


def first_match(rows: list, prices: list):
    for row in rows:
        row.price = next(price for price in prices if price.sku == row.sku)  # expect: nested-scan


def unmatched(left: list, right: list):
    missing = []
    for a in left:
        if not any(a.key == b.key for b in right):  # expect: nested-scan
            missing.append(a)
    return missing


def with_filter(teams: list, players: list):
    for team in teams:
        team.members = list(filter(lambda player: player.team == team.name, players))  # expect: nested-scan


def duplicates(words: list):
    pairs = []
    for i, a in enumerate(words):
        for j, b in enumerate(words):  # expect: nested-scan
            if i != j and a == b:
                pairs.append((i, j))
    return pairs


def find(customers: list, wanted):
    for customer in customers:
        if customer.id == wanted:
            return customer
    return None


def attach(orders: list, customers: list):
    for order in orders:
        order.customer = find(customers, order.customer_id)  # expect: nested-scan


def count_levels(nodes: list, edges: list):
    degrees = {}
    for node in nodes:
        degrees[node] = sum(1 for edge in edges if edge.source == node)  # expect: nested-scan
    return degrees


class Environment:
    def distribution(self, name):
        raise NotImplementedError


class Installed(Environment):
    def __init__(self, names: list):
        self.all = names

    def distribution(self, name):
        return next((found for found in self.all if found.name == name), None)


def versions(environment: Environment, names):
    return [environment.distribution(name) for name in names]  # doubted: nested-scan
