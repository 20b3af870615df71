import Facts
import Findings
import Syntax
import Testing

@testable import QueryPlan

private let good = "CREATE TABLE good (id INTEGER PRIMARY KEY, a TEXT, b TEXT);"
private let wanted = "SELECT * FROM good WHERE a = ?;"

/// Schemas that try something, each beside a good table whose query must still be advised on.
@Test(arguments: [
  "ATTACH DATABASE '/tmp/perf-lint-attached.db' AS other;",
  "PRAGMA writable_schema = ON; PRAGMA journal_mode = WAL;",
  "SELECT load_extension('evil');",
  "CREATE VIEW v AS SELECT load_extension('evil') AS a; SELECT * FROM v WHERE a = 1;",
  "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT * FROM c, good WHERE good.b = c.n;",
  "CREATE TABLE t (a INT DEFAULT (load_extension('evil')), b INT GENERATED ALWAYS AS (a + 1));",
  "CREATE TABLE good (x INT); CREATE TABLE GOOD (a TEXT);",
  "CREATE TABLE sqlite_stat1 (tbl, idx, stat); CREATE TABLE sqlite_master (x);",
  "CREATE TABLE \"select\" (\"from\" TEXT, \"where; DROP TABLE good\" TEXT); SELECT * FROM \"select\" WHERE \"from\" = 1;",
  "CREATE TABLE \"a\"\"b\" (\"c\"\"d\" TEXT); SELECT * FROM \"a\"\"b\" WHERE \"c\"\"d\" = 'x';",
  "CREATE TABLE self (id INTEGER PRIMARY KEY, parent INT REFERENCES self (id)); SELECT * FROM self WHERE parent = ?;",
  "CREATE TABLE empty (); SELECT * FROM empty WHERE x = 1;",
  "CREATE VIEW v AS SELECT * FROM v; SELECT * FROM v WHERE a = 1;",
  "CREATE VIEW v AS SELECT * FROM w; CREATE VIEW w AS SELECT * FROM v; SELECT * FROM v WHERE a = 1;",
  "CREATE INDEX i ON good (nothing); CREATE INDEX j ON good (random()); CREATE INDEX k ON good (a) WHERE b = ?;",
  "CREATE VIRTUAL TABLE f USING fts5(a, b); SELECT * FROM f WHERE a = 'x';",
  "CREATE TABLE t (a TEXT COLLATE nowhere); SELECT * FROM t WHERE a = ? COLLATE elsewhere;",
  "SELECT FROM WHERE; CREATE TABLE ((((; )))) INSERT; SELECT * FROM good WHERE (((a = 1;",
  "CREATE TABLE plan_x1 (a TEXT); SELECT * FROM plan_x1 WHERE a = ?;",
  "SELECT * FROM good g, good h, good i WHERE g.a = h.b AND h.a = i.b AND i.a = g.b;",
  "CREATE TRIGGER r AFTER INSERT ON good BEGIN SELECT load_extension('x'); END;",
])
func hostileSchemaLeavesOthersAlone(text: String) {
  let both = good + text + wanted
  let advice = advise(both, both)
  #expect(advice.proposals.contains { $0.index.table == "good" && $0.index.columns == ["a"] })
}

@Test func manyColumns() {
  let columns = (0..<2100).map { "c\($0) TEXT" }.joined(separator: ", ")
  let advice = advise("CREATE TABLE wide (\(columns));" + good, "SELECT * FROM wide WHERE c5 = ?;" + wanted)
  #expect(advice.proposals.map(\.index.table) == ["good"])
  #expect(advice.untranslated.contains { $0.reason.contains("too many columns") })
}

@Test func deepExpressions() {
  let nested = String(repeating: "(", count: 3000) + "1" + String(repeating: ")", count: 3000)
  let chain = (0..<5000).map { "a = \($0)" }.joined(separator: " OR ")
  let queries = "SELECT * FROM good WHERE a = \(nested); SELECT * FROM good WHERE \(chain);"
  _ = advise(good, queries)
}

/// What the connection refuses, whoever asks.
@Test(arguments: [
  "ATTACH DATABASE ':memory:' AS other", "PRAGMA journal_mode", "SELECT load_extension('x')",
  "CREATE TABLE t (a)", "INSERT INTO sqlite_master VALUES (1, 2, 3, 4, 5)", "DETACH main", "VACUUM INTO '/tmp/x'",
  "CREATE TEMP TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END", "BEGIN",
])
func connectionRefuses(sql: String) throws {
  let database = try Database()
  #expect(throws: SQLiteError.self) { try database.run(sql, permission: .explain) }
}

@Test func endlessQueryIsStopped() throws {
  let database = try Database()
  #expect(throws: SQLiteError.self) {
    try database.run(
      "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c", permission: .explain)
  }
}

@Test func missingDatabaseFileIsTold() {
  let contents = readDatabase(at: "/nowhere/at all?.db", root: SchemaRoot("db"))
  #expect(contents.tables.isEmpty)
  #expect(contents.issues.count == 1)
}
