-- A later snapshot stands for this file.
CREATE TABLE groups (id INTEGER NOT NULL, name TEXT NOT NULL, UNIQUE (name));
CREATE INDEX groups_name ON groups (name);
