# Indexes that a helper and a migration make: the schema has them although no DDL says so.
SCHEMA = """
CREATE TABLE notes (id INTEGER PRIMARY KEY, page_id TEXT NOT NULL, position INTEGER NOT NULL);
CREATE TABLE replies (id INTEGER PRIMARY KEY, topic_id TEXT NOT NULL, body TEXT NOT NULL);
"""


class Store:
    def __init__(self, updates):
        updates.build_index_later(
            "notes_by_page", index_name="notes_by_page_idx", table="notes", columns=["page_id", "position"]
        )

    def notes_after(self, cursor, page_id, position):
        cursor.execute("SELECT id FROM notes WHERE page_id = ? AND position > ?", (page_id, position))

    def replies(self, cursor, topic_id):
        cursor.execute("SELECT id FROM replies WHERE topic_id = ?", (topic_id,))


def upgrade(op):
    op.create_index("replies_topic_idx", "replies", ["topic_id"], unique=False)


def downgrade(op):
    op.drop_index("replies_topic_idx", table_name="replies")
