"""Orders and customers joined by comparing all pairs."""


def flagged(orders: list, customers: list):
    return [
        (order["id"], customer["name"])
        for order in orders
        for customer in customers  # expect: nested-scan "customers"
        if customer["id"] == order["customer"]
    ]


def fixed(orders: list, customers: list):
    by_id = {customer["id"]: customer for customer in customers}
    return [(order["id"], by_id[order["customer"]]["name"]) for order in orders]


def data(size):
    orders = [{"id": number, "customer": size - number - 1} for number in range(size)]
    return orders, [{"id": number, "name": f"name {number}"} for number in range(size)]
