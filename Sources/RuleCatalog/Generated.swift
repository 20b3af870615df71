// Generated from Rules/ by `swift run embed-rules`; edit the files there instead.
// swift-format-ignore-file

let embeddedFiles: [EmbeddedFile] = [
  EmbeddedFile(
    path: "missing-index/missing-index.yml",
    text: #"""
id	missing-index
kind	missing-index
severity	warning
languages.0	sql
languages.1	python
languages.2	swift
engine	index
summary	A query reads a whole table where an index would lead it to its rows, as SQLite's planner confirms.
message	`$TABLE` is read from end to end; an index on ($COLUMNS) finds the rows
knobs.key-columns	4

"""#),
  EmbeddedFile(
    path: "n-plus-one/lazy-relation-in-loop.yml",
    text: #"""
id	lazy-relation-in-loop
kind	n-plus-one
severity	warning
languages.0	python
languages.1	swift
languages.2	template
engine	n-plus-one
summary	A loop over rows reads a relation that each row then loads with a query of its own.
message	each $ROW loads `$RELATION` with its own query

"""#),
  EmbeddedFile(
    path: "n-plus-one/query-in-loop.yml",
    text: #"""
id	query-in-loop
kind	n-plus-one
severity	warning
languages.0	python
languages.1	swift
languages.2	template
engine	n-plus-one
summary	A loop runs a database query in every round.
message	`$QUERY` runs once per $ROW: $COUNT queries where one is enough

"""#),
  EmbeddedFile(
    path: "quadratic/growing-copy-in-loop.yml",
    text: #"""
id	growing-copy-in-loop
kind	quadratic
severity	warning
languages.0	python
languages.1	swift
engine	quadratic
summary	A loop grows a string, bytes, tuple or list by copying all of what it has so far.
message	`$COLLECTION` is copied as a whole each time it grows

"""#),
  EmbeddedFile(
    path: "quadratic/linear-operation-in-loop.yml",
    text: #"""
id	linear-operation-in-loop
kind	quadratic
severity	warning
languages.0	python
languages.1	swift
engine	quadratic
summary	A loop calls an operation that moves, searches or copies a whole collection each time.
message	`$CALL` takes time in proportion to `$COLLECTION`, once per round
knobs.bounded-size	32

"""#),
  EmbeddedFile(
    path: "quadratic/membership-scan-in-loop.yml",
    text: #"""
id	membership-scan-in-loop
kind	quadratic
severity	warning
languages.0	python
languages.1	swift
engine	quadratic
summary	A loop asks in every round whether a list contains a value, which reads the list from its start.
message	`$VALUE in $COLLECTION` reads the whole $TYPE once per round
knobs.bounded-size	32

"""#),
  EmbeddedFile(
    path: "quadratic/nested-scan.yml",
    text: #"""
id	nested-scan
kind	quadratic
severity	warning
languages.0	python
languages.1	swift
engine	quadratic
summary	For each element of one collection, another is searched from end to end.
message	`$COLLECTION` is scanned for every $ELEMENT
knobs.bounded-size	32

"""#),
  EmbeddedFile(
    path: "useless-index/redundant-index.yml",
    text: #"""
id	redundant-index
kind	useless-index
severity	note
languages.0	sql
languages.1	python
languages.2	swift
engine	index
summary	An index repeats the beginning of another one and only costs writes and space.
message	`$INDEX` is the beginning of `$OTHER`, which serves every query that it serves

"""#),
]
