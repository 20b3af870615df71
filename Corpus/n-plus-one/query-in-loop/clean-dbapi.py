import sqlite3

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS orders (id INTEGER PRIMARY KEY)",
    "CREATE TABLE IF NOT EXISTS items (id INTEGER PRIMARY KEY, order_id INTEGER)",
)


def create(connection: sqlite3.Connection):
    for statement in SCHEMA:
        connection.execute(statement)


def order_items(connection: sqlite3.Connection, orders):
    marks = ",".join("?" * len(orders))
    rows = connection.execute(f"SELECT order_id, sku FROM items WHERE order_id IN ({marks})", [o["id"] for o in orders])
    items = {}
    for order_id, sku in rows:
        items.setdefault(order_id, []).append(sku)
    return items


def insert_events(connection, events):
    connection.executemany("INSERT INTO events (at, name) VALUES (?, ?)", [(e.at, e.name) for e in events])


def rows(connection):
    cursor = connection.execute("SELECT id FROM orders")
    while True:
        batch = cursor.fetchmany(1000)
        if not batch:
            return
        yield from batch


def run(tasks):
    for task in tasks:
        task.execute()
