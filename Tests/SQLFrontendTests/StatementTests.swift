// SQL texts and what is read from them, said as the text that SQLite would be given.

import SQLFrontend
import Syntax
import Testing

/// Reads one statement without an issue and prints it for SQLite.
private func expectSQL(
  _ text: String, _ printed: String, dialect: SQLDialect? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
  let file = parseSQLText(text, dialect: dialect)
  #expect(file.issues.map(\.message) == [], sourceLocation: sourceLocation)
  #expect(file.items.count == 1, sourceLocation: sourceLocation)
  guard let first = file.items.first else { return }
  #expect(printSQL(first.statement).text == printed, sourceLocation: sourceLocation)
}

@Test(arguments: [
  ("select a, b as c from t where a = ? and b > 3", "SELECT a, b AS c FROM t WHERE a = ? AND b > 3"),
  (
    "SELECT * FROM a JOIN b USING (x) LEFT JOIN c ON c.id = b.c_id",
    "SELECT * FROM a JOIN b USING (x) LEFT JOIN c ON c.id = b.c_id"
  ),
  (
    "SELECT a FROM t ORDER BY a DESC NULLS LAST LIMIT 5, 10",
    "SELECT a FROM t ORDER BY a DESC NULLS LAST LIMIT 10 OFFSET 5"
  ),
  (
    "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c",
    "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c"
  ),
  ("SELECT (a OR b) AND NOT (c = 1)", "SELECT (a OR b) AND NOT c = 1"),
  (
    "SELECT sum(x) FILTER (WHERE y) OVER (PARTITION BY z ORDER BY w ROWS UNBOUNDED PRECEDING) FROM t",
    "SELECT sum(x) FILTER (WHERE y) OVER (PARTITION BY z ORDER BY w ROWS UNBOUNDED PRECEDING) FROM t"
  ),
  ("SELECT ((SELECT 1) + 2) * 3", "SELECT ((SELECT 1) + 2) * 3"),
  ("SELECT a - (b - c), (a - b) - c", "SELECT a - (b - c), a - b - c"),
  ("SELECT 1 IN ((SELECT 1), 2)", "SELECT 1 IN ((SELECT 1), 2)"),
  ("SELECT \"select\", [order], `group` FROM t", "SELECT \"select\", \"order\", \"group\" FROM t"),
  ("SELECT 1 WHERE x BETWEEN 1 AND 2 AND y", "SELECT 1 WHERE x BETWEEN 1 AND 2 AND y"),
  (
    "INSERT INTO t(a, b) VALUES (1, 'it''s') ON CONFLICT (a) DO UPDATE SET b = excluded.b",
    "INSERT INTO t(a, b) VALUES (1, 'it''s') ON CONFLICT (a) DO UPDATE SET b = excluded.b"
  ),
  ("UPDATE t SET a = 1, (b, c) = (2, 3) WHERE id = :id", "UPDATE t SET a = 1, (b, c) = (2, 3) WHERE id = ?"),
  ("DELETE FROM t WHERE a IS NOT NULL", "DELETE FROM t WHERE a IS NOT NULL"),
])
func sqliteStatements(text: String, printed: String) { expectSQL(text, printed) }

@Test(arguments: [
  ("SELECT a::text FROM t WHERE b ILIKE $1", "SELECT CAST(a AS text) FROM t WHERE b LIKE ?"),
  ("SELECT * FROM t WHERE id = ANY($1)", "SELECT * FROM t WHERE id IN (?)"),
  ("SELECT DISTINCT ON (a) a, b FROM t", "SELECT DISTINCT a, b FROM t"),
  ("SELECT a FROM ONLY public.t AS x", "SELECT a FROM t AS x"),
  ("SELECT date '2020-01-01', now()", "SELECT '2020-01-01', CURRENT_TIMESTAMP"),
  ("SELECT E'a\\'b' || $$c'd$$", "SELECT 'a''b' || 'c''d'"),
  ("SELECT a IS NOT DISTINCT FROM b", "SELECT a IS b"),
  (
    "SELECT extract(year FROM d) FROM t FETCH FIRST 3 ROWS ONLY",
    "SELECT CAST(strftime('%Y', d) AS INTEGER) FROM t LIMIT 3"
  ),
  ("SELECT * FROM (VALUES (1, 2)) AS v(a, b)", "SELECT * FROM (WITH v(a, b) AS (VALUES (1, 2)) SELECT * FROM v) AS v"),
  ("DELETE FROM a USING b WHERE a.x = b.x", "DELETE FROM a WHERE rowid IN (SELECT a.rowid FROM a, b WHERE a.x = b.x)"),
])
func postgresStatements(text: String, printed: String) { expectSQL(text, printed, dialect: .postgresql) }

@Test(arguments: [
  ("SELECT `a` FROM t WHERE b = \"it\" # comment", "SELECT a FROM t WHERE b = 'it'"),
  ("SELECT SQL_CALC_FOUND_ROWS a FROM t USE INDEX (i) WHERE a <=> 1", "SELECT a FROM t WHERE a IS 1"),
  ("UPDATE a JOIN b ON a.i = b.i SET a.x = b.x WHERE b.y", "UPDATE a SET x = b.x FROM b WHERE a.i = b.i AND b.y"),
  (
    "INSERT INTO t SET a = 1, b = 'x\\'y' ON DUPLICATE KEY UPDATE b = VALUES(b)",
    "INSERT INTO t(a, b) VALUES (1, 'x''y') ON CONFLICT DO UPDATE SET b = excluded.b"
  ),
  ("SELECT concat(a, 'x', b), if(a, 1, 2) FROM t", "SELECT a || 'x' || b, iif(a, 1, 2) FROM t"),
  ("SELECT 1 /*!40001 + 2 */", "SELECT 1 + 2"),
])
func mysqlStatements(text: String, printed: String) { expectSQL(text, printed, dialect: .mysql) }

@Test(arguments: [
  ("SELECT * FROM t WHERE a = %s AND b = %(b)s AND c = {c}", "SELECT * FROM t WHERE a = ? AND b = ? AND c = ?"),
  ("SELECT * FROM t WHERE a IN ({ids}) {more}", "SELECT * FROM t WHERE a IN (?) AND ?"),
  ("SELECT * FROM t WHERE a = \u{1}", "SELECT * FROM t WHERE a = ?"),
  ("SELECT a % 2, a %2 FROM t LIMIT %s", "SELECT a % 2, a % 2 FROM t LIMIT ?"),
  ("SELECT * FROM t {% if x %} WHERE a = {{ x }} {% endif %}", "SELECT * FROM t WHERE a = ?"),
])
func holes(text: String, printed: String) { expectSQL(text, printed) }

@Test(arguments: [
  (
    "CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL DEFAULT '', r REFERENCES o(id) ON DELETE CASCADE, UNIQUE (name))",
    "CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL DEFAULT '', r REFERENCES o(id) ON DELETE CASCADE, UNIQUE (name))"
  ),
  (
    "CREATE TABLE t (id bigserial PRIMARY KEY, at timestamp with time zone DEFAULT now(), tags text[])",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, at timestamp \"with\" time zone DEFAULT (CURRENT_TIMESTAMP), tags text)"
  ),
  (
    "CREATE TABLE `t` (`id` int(11) unsigned NOT NULL AUTO_INCREMENT, `k` enum('a','b'), PRIMARY KEY (`id`), KEY `i` (`k`(3))) ENGINE=InnoDB",
    "CREATE TABLE t (id INTEGER PRIMARY KEY NOT NULL, k TEXT)"
  ),
  (
    "CREATE TABLE t (a, b, PRIMARY KEY (a, b DESC)) WITHOUT ROWID",
    "CREATE TABLE t (a, b, PRIMARY KEY (a, b DESC)) WITHOUT ROWID"
  ),
  (
    "CREATE UNIQUE INDEX CONCURRENTLY i ON t USING btree (lower(a) text_pattern_ops, b DESC) INCLUDE (c) WHERE d IS NULL",
    "CREATE UNIQUE INDEX i ON t(lower(a), b DESC) WHERE d IS NULL"
  ),
  ("CREATE VIEW v AS SELECT 1 AS one", "CREATE VIEW v AS SELECT 1 AS one"),
  (
    "CREATE TRIGGER g AFTER UPDATE OF a ON t BEGIN UPDATE t SET b = CASE WHEN 1 THEN 2 END; SELECT 1; END",
    "CREATE TRIGGER g AFTER UPDATE OF a ON t BEGIN UPDATE t SET b = CASE WHEN 1 THEN 2 END; SELECT 1; END"
  ),
  ("ALTER TABLE t ADD COLUMN c int REFERENCES o", "ALTER TABLE t ADD COLUMN c int REFERENCES o"),
  ("DROP TABLE IF EXISTS t CASCADE", "DROP TABLE IF EXISTS t"),
])
func definitions(text: String, printed: String) { expectSQL(text, printed) }

@Test func indexLinesFollowTheirTable() {
  let file = parseSQLText("CREATE TABLE t (a int, KEY i (a))")
  let translation = file.statements.first.map { printSQL($0) }
  #expect(translation?.additional == ["CREATE INDEX t_i ON t(a)"])
}

@Test(arguments: [
  "SELECT INTERVAL '1 day'", "SELECT a @> b FROM t", "SELECT * FROM {table}", "GRANT ALL ON t TO u",
  "CREATE INDEX i ON t USING gin (a)", "SELECT * FROM t, LATERAL (SELECT 1) AS x",
])
func untranslatedIsSaid(text: String) {
  let file = parseSQLText(text, dialect: .postgresql)
  #expect(file.issueCount == 0)
  #expect(file.statements.first.map { printSQL($0).untranslated.isEmpty } == false)
}
