import Facts
import Findings
import Syntax
import Testing

/// DDL, and the tables that it leaves: `name(column…) keys`.
@Test(arguments: [
  ("CREATE TABLE a (x INT, y TEXT UNIQUE, PRIMARY KEY (x))", ["a(x, y) pk(x) u(y)"]),
  ("CREATE TABLE a (x INT); ALTER TABLE A ADD COLUMN y TEXT; CREATE INDEX i ON a (y)", ["a(x, y) i(y)"]),
  ("CREATE TABLE a (x INT); CREATE INDEX i ON a (x); DROP INDEX i", ["a(x)"]),
  ("CREATE TABLE a (x INT, y INT); CREATE INDEX i ON a (y); ALTER TABLE a DROP COLUMN y", ["a(x)"]),
  ("CREATE TABLE a (x INT); CREATE INDEX i ON a (x); ALTER TABLE a RENAME COLUMN x TO z", ["a(z) i(z)"]),
  ("CREATE TABLE a (x INT); ALTER TABLE a RENAME TO b; CREATE INDEX i ON b (x)", ["b(x) i(x)"]),
  ("CREATE TABLE a (x INT); DROP TABLE a; CREATE TABLE a (y INT)", ["a(y)"]),
  ("CREATE TABLE a (x INT); CREATE TABLE IF NOT EXISTS a (y INT)", ["a(x)"]),
  ("CREATE TABLE public.a (x INT); ALTER TABLE ONLY public.a ADD CONSTRAINT k PRIMARY KEY (x)", ["a(x) pk(x)"]),
  ("CREATE TABLE a (x INT, KEY k (x), UNIQUE KEY u (x))", ["a(x) u(x) i(x)"]),
  ("CREATE TEMPORARY TABLE a (x INT)", []),
  ("CREATE INDEX i ON a (x)", []),
])
func replays(ddl: String, tables: [String]) {
  #expect(catalog(ddl).tables.map(described) == tables)
}

private func described(_ table: TableDeclaration) -> String {
  var words = ["\(table.name)(\(table.columns.map(\.name).joined(separator: ", ")))"]
  if !table.primaryKey.isEmpty { words.append("pk(\(table.primaryKey.joined(separator: ", ")))") }
  for column in table.columns where column.isUnique { words.append("u(\(column.name))") }
  for set in table.uniqueSets { words.append("u(\((set.columns ?? []).joined(separator: ", ")))") }
  for index in table.indexes { words.append("i(\((index.columns ?? []).joined(separator: ", ")))") }
  return words.joined(separator: " ")
}

private let place = Location(path: "models.py", range: ByteRange(0, 1))

private func table(_ name: String, _ columns: [String], root: String) -> TableDeclaration {
  TableDeclaration(
    name: name, root: SchemaRoot(root),
    columns: columns.map { ColumnDeclaration(name: $0, type: "text", location: place) }, location: place)
}

@Test func rootsAreKeptApart() {
  var catalog = SchemaCatalog()
  catalog.declare(table("user", ["id", "email"], root: "shop"))
  catalog.declare(table("user", ["id", "name"], root: "blog"))
  catalog.declare(table("tag", ["id"], root: "shop"))
  catalog.declare(table("TAG", ["ID"], root: "blog"))
  #expect(catalog.roots.map(\.name) == ["blog", "shop"])
  #expect(catalog.table("USER", in: SchemaRoot("blog"))?.columns.map(\.name) == ["id", "name"])
  #expect(catalog.conflictsAcrossRoots.map(\.table) == ["user"])
  #expect(catalog.conflicts.isEmpty)
}

@Test func equalDeclarationsMergeAndOthersConflict() {
  var catalog = SchemaCatalog()
  var indexed = table("user", ["id", "email"], root: "shop")
  indexed.indexes = [IndexDeclaration(columns: ["email"], location: place)]
  catalog.declare(table("user", ["id", "email"], root: "shop"))
  catalog.declare(indexed)
  catalog.declare(table("user", ["id", "mail"], root: "shop"))
  #expect(catalog.tables.count == 1)
  #expect(catalog.tables[0].indexes.count == 1)
  #expect(catalog.conflicts.map(\.table) == ["user"])
}

@Test func whatCannotBeAppliedIsTold() {
  #expect(
    catalog("CREATE INDEX i ON nowhere (x)").untranslated.map(\.reason)
      == ["index on `nowhere`, a table that is not declared"])
}
