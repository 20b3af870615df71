import sqlite3


def order_items(connection: sqlite3.Connection, orders):
    cursor = connection.cursor()
    for order in orders:
        cursor.execute("SELECT sku, amount FROM items WHERE order_id = ?", (order["id"],))  # expect: query-in-loop
        order["items"] = cursor.fetchall()


def insert_events(path, events):
    connection = sqlite3.connect(path)
    for event in events:
        connection.execute("INSERT INTO events (at, name) VALUES (?, ?)", (event.at, event.name))  # expect: query-in-loop
    connection.commit()


class UserStore:
    def __init__(self, path):
        self.connection = sqlite3.connect(path)

    def name(self, user_id):
        row = self.connection.execute("SELECT name FROM users WHERE id = ?", (user_id,)).fetchone()  # expect: query-in-loop
        return row[0] if row else None

    def names(self, user_ids):
        return [self.name(user_id) for user_id in user_ids]


def nested(connection):
    for order_id, in connection.execute("SELECT id FROM orders"):
        for item_id, in connection.execute("SELECT id FROM items WHERE order_id = ?", (order_id,)):  # expect: query-in-loop
            connection.execute("UPDATE items SET seen = 1 WHERE id = ?", (item_id,))  # expect: query-in-loop
