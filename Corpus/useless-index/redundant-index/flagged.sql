CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  created_at TEXT NOT NULL
);

CREATE INDEX orders_customer ON orders (customer_id); -- expect: redundant-index
CREATE INDEX orders_customer_created ON orders (customer_id, created_at);
