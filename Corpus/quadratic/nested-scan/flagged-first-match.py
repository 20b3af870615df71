"""The first element that matches, searched for each row."""


def flagged(rows: list, prices: list):
    total = 0
    for row in rows:
        price = next(price for price in prices if price["sku"] == row)  # expect: nested-scan "prices"
        total += price["amount"]
    return total


def fixed(rows: list, prices: list):
    amounts = {price["sku"]: price["amount"] for price in prices}
    return sum(amounts[row] for row in rows)


def data(size):
    return list(range(size)), [{"sku": number, "amount": number} for number in range(size)]
