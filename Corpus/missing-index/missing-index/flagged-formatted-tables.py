# The names of the tables stand in a literal that a loop walks: each makes a statement of its own.
SCHEMA = """
CREATE TABLE drafts (id INTEGER PRIMARY KEY, room_id TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE pins (room_id TEXT NOT NULL, user_id TEXT NOT NULL, note TEXT, PRIMARY KEY (user_id, room_id));
CREATE TABLE tags (room_id TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (room_id, tag));
"""


def purge(cursor, room_id):
    for table in ("drafts", "tags"):
        cursor.execute("DELETE FROM %s WHERE room_id = ?" % (table,), (room_id,))  # expect: missing-index


def pinned(cursor, room_id):
    condition = "room_id = ? AND note IS NOT NULL"
    cursor.execute(f"SELECT user_id FROM pins WHERE {condition}", (room_id,))  # expect: missing-index
