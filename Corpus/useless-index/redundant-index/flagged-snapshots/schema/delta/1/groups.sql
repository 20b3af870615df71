-- Part of the snapshot already.
CREATE TABLE groups (id INTEGER NOT NULL, name TEXT NOT NULL);
CREATE INDEX groups_name ON groups (name);
CREATE INDEX groups_name_too ON groups (name);
