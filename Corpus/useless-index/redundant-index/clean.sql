CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  created_at TEXT NOT NULL
);

CREATE UNIQUE INDEX orders_customer ON orders (customer_id); -- keeps customers apart: a rule, not only a way
CREATE INDEX orders_customer_created ON orders (customer_id, created_at);
CREATE INDEX orders_created ON orders (created_at);
