CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL,
  country TEXT NOT NULL
);

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  reference TEXT NOT NULL,
  created_at TEXT NOT NULL
);

SELECT id FROM customers WHERE email = ?; -- expect: missing-index

SELECT id FROM orders WHERE customer_id = :customer ORDER BY created_at DESC LIMIT 20; -- expect: missing-index

UPDATE orders SET created_at = ? WHERE reference = ?; -- expect: missing-index
