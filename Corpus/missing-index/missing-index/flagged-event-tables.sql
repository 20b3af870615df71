-- The rows of a table that records what happened go on growing: equality first, then the time.
CREATE TABLE projects (id INTEGER PRIMARY KEY, name TEXT, slug TEXT, owner TEXT, created TEXT);

CREATE TABLE views (
  id INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES projects (id),
  status INTEGER NOT NULL,
  date DATE NOT NULL
);

CREATE INDEX views_project ON views (project_id);

SELECT * FROM views WHERE project_id = ? AND date >= ? AND status = ? ORDER BY id; -- expect: missing-index

-- A number that refers to rows of several tables is sought together with the kind of the table.
CREATE TABLE notes (id INTEGER PRIMARY KEY, object_type TEXT NOT NULL, object_id INTEGER NOT NULL, body TEXT);

CREATE INDEX notes_type ON notes (object_type);

SELECT * FROM notes WHERE object_id = ? AND object_type = ?; -- expect: missing-index
