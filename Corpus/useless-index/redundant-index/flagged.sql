CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  created_at TEXT NOT NULL
);

CREATE INDEX orders_customer ON orders (customer_id); -- expect: redundant-index
CREATE INDEX orders_customer_created ON orders (customer_id, created_at);

-- The row id stands at the end of every index: writing it there says nothing new.
CREATE TABLE builds (id INTEGER PRIMARY KEY, date TEXT NOT NULL);
CREATE INDEX builds_date ON builds (date);
CREATE INDEX builds_date_id ON builds (date, id); -- expect: redundant-index
