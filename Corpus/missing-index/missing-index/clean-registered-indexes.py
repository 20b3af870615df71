# Indexes that a helper and a migration make: the schema has them although no DDL says so.
SCHEMA = """
CREATE TABLE changes (id INTEGER PRIMARY KEY, room_id TEXT NOT NULL, position INTEGER NOT NULL);
CREATE TABLE receipts (id INTEGER PRIMARY KEY, thread_id TEXT NOT NULL, body TEXT NOT NULL);
"""


class Store:
    def __init__(self, updates):
        updates.register_background_index_update(
            "changes_by_room", index_name="changes_by_room_idx", table="changes", columns=["room_id", "position"]
        )

    def changed(self, cursor, room_id, position):
        cursor.execute("SELECT id FROM changes WHERE room_id = ? AND position > ?", (room_id, position))

    def receipts(self, cursor, thread_id):
        cursor.execute("SELECT id FROM receipts WHERE thread_id = ?", (thread_id,))


def upgrade(op):
    op.create_index("receipts_thread_idx", "receipts", ["thread_id"], unique=False)


def downgrade(op):
    op.drop_index("receipts_thread_idx", table_name="receipts")
