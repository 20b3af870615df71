CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  note TEXT
);

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  created_at TEXT NOT NULL
);

CREATE INDEX orders_customer_created ON orders (customer_id, created_at);

-- The primary key, a unique column and the index serve these.
SELECT email FROM customers WHERE id = ?;
SELECT id FROM customers WHERE email = ?;
SELECT id FROM orders WHERE customer_id = ? ORDER BY created_at DESC LIMIT 20;

-- No index helps: all rows are wanted, or the text is searched inside.
SELECT id, created_at FROM orders;
SELECT id FROM customers WHERE note LIKE '%refund%';
