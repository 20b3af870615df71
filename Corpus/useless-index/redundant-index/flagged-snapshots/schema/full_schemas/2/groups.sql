CREATE TABLE groups (id INTEGER NOT NULL, name TEXT NOT NULL, done INTEGER NOT NULL, UNIQUE (name));
CREATE INDEX groups_name ON groups (name); -- expect: redundant-index
