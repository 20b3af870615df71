-- Statements that make other advisers give up: an expression, a driver's placeholders, functions of another database.
CREATE TABLE accounts (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL,
  city TEXT,
  joined_on DATE,
  deleted_at TIMESTAMP
);
CREATE TABLE visits (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL,
  page TEXT NOT NULL,
  seen_at TIMESTAMP NOT NULL
);

SELECT id FROM accounts WHERE lower(email) = ?; -- expect: missing-index "lower(email)"
SELECT * FROM accounts WHERE city = %s AND similarity(email, %s) > 0.3; -- expect: missing-index "`city`"

-- One index serves both: the second statement's is the beginning of the first one's.
SELECT * FROM visits WHERE account = ? AND page = ?; -- expect: missing-index "`account`"
SELECT * FROM visits WHERE account = ?;

-- The row id is the table, and most rows have a value.
SELECT * FROM accounts WHERE id = ?;
SELECT * FROM accounts WHERE deleted_at IS NOT NULL;
