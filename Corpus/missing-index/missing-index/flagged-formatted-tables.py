# The names of the tables stand in a literal that a loop walks: each makes a statement of its own.
SCHEMA = """
CREATE TABLE drafts (id INTEGER PRIMARY KEY, hall_id TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE pins (hall_id TEXT NOT NULL, user_id TEXT NOT NULL, note TEXT, PRIMARY KEY (user_id, hall_id));
CREATE TABLE tags (hall_id TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (hall_id, tag));
"""


def purge(cursor, hall_id):
    for table in ("drafts", "tags"):
        cursor.execute("DELETE FROM %s WHERE hall_id = ?" % (table,), (hall_id,))  # expect: missing-index


def pinned(cursor, hall_id):
    condition = "hall_id = ? AND note IS NOT NULL"
    cursor.execute(f"SELECT user_id FROM pins WHERE {condition}", (hall_id,))  # expect: missing-index
