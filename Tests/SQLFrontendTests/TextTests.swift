// Whole texts: where statements end, what is passed over, bad input, and which strings are SQL.

import SQLFrontend
import Syntax
import Testing

private func statementCount(_ text: String) -> Int { parseSQLText(text).items.count }

@Test func endsOfStatements() {
  #expect(statementCount("SELECT ';' ; -- ; \n /* ; */ SELECT $$;$$;") == 2)
  #expect(
    statementCount("DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END//\nDELIMITER ;\nSELECT 1;") == 2)
  #expect(statementCount("CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; SELECT 2; END; SELECT 3;") == 2)
  #expect(statementCount("\\set x 1\nSELECT 1 \\gset\nSELECT 2;") == 2)
  #expect(statementCount("SELECT 1\nGO\nSELECT 2\nGO\n") == 2)
  #expect(statementCount("SELECT 'a\\'; SELECT 2;") == 2)
}

@Test func dataIsPassedOver() {
  let copy = parseSQLText("COPY t (a) FROM stdin;\n1\n2;'\n\\.\nSELECT 1;")
  #expect(copy.items.count == 2)
  #expect(copy.passedOver.map(\.reason) == [.copyData])
  let rows = (1...100).map { "(\($0), 'x;y')" }.joined(separator: ", ")
  let insert = parseSQLText("INSERT INTO t VALUES \(rows) ON CONFLICT DO NOTHING; SELECT 1;")
  #expect(insert.issueCount == 0)
  #expect(insert.items.count == 2)
  guard case .insert(let statement)? = insert.statements.first, case .values(let kept, let count) = statement.source
  else {
    Issue.record("no INSERT")
    return
  }
  #expect(kept.count < 10)
  #expect(count == 100)
  #expect(statement.upserts.count == 1)
}

@Test func longStatementsAreOpaque() {
  var limits = Limits()
  limits.statementBytes = 100
  let text = "SELECT " + String(repeating: "a, ", count: 100) + "b; SELECT 1;"
  let file = parseSQLText(text, limits: limits)
  #expect(file.items.count == 2)
  #expect(file.passedOver.map(\.reason) == [.longStatement])
}

@Test func piecesOfADump() {
  var text = "CREATE TABLE t (a);\n"
  for i in 0..<200 { text += "INSERT INTO t VALUES (\(i), 'a;''b');\n" }
  text += "COPY t FROM stdin;\n" + String(repeating: "x;\n", count: 100) + "\\.\nSELECT 1"
  let bytes = Array(text.utf8)
  for size in [1, 7, 64, 1000] {
    var reader = SQLDumpReader()
    var count = 0
    var issues = 0
    var start = 0
    while start < bytes.count {
      let end = min(start + size, bytes.count)
      if let part = reader.append(bytes[start..<end]) {
        count += part.file.items.count
        issues += part.file.issueCount
      }
      start = end
    }
    if let part = reader.finish() {
      count += part.file.items.count
      issues += part.file.issueCount
    }
    #expect(count == 203)
    #expect(issues == 0)
  }
}

@Test(arguments: [
  String(repeating: "(", count: 10_000), String(repeating: "SELECT (", count: 10_000),
  "SELECT " + String(repeating: "NOT ", count: 10_000) + "1", "SELECT " + String(repeating: "- ", count: 10_000) + "1",
  "SELECT " + String(repeating: "f(", count: 10_000), "SELECT " + String(repeating: "CASE WHEN ", count: 10_000),
  "SELECT 1" + String(repeating: " OR a", count: 10_000), "SELECT 1" + String(repeating: " || a - b", count: 10_000),
  "SELECT 1" + String(repeating: " = a", count: 10_000), "SELECT 1" + String(repeating: "::int", count: 10_000),
  "SELECT * FROM " + String(repeating: "(SELECT * FROM ", count: 10_000),
  "SELECT * FROM a" + String(repeating: " JOIN b", count: 10_000),
  "SELECT 1" + String(repeating: " UNION SELECT 1", count: 10_000),
  "WITH " + String(repeating: "a AS (WITH ", count: 10_000),
  "SELECT ARRAY" + String(repeating: "[", count: 10_000), "/*" + String(repeating: "/*", count: 10_000), "SELECT '",
  "\"", "`", "[", "{",
  "$a$", "E'\\", "/*", "--", "\\", "\u{1}", "#", "COPY t FROM stdin;\n\\", "DELIMITER ", "@", "$", ":", "%(", "x'",
  "u&\"",
])
func hostileTexts(text: String) {
  let file = parseSQLText(text)
  for item in file.items { _ = printSQL(item.statement).text.utf8.count + item.hashValue & 1 }
}

@Test(arguments: [
  "SELECT * FROM users", "select id, name from users where id = %s", "INSERT INTO t (a) VALUES (?)",
  "UPDATE t SET a = 1",
  "DELETE FROM t WHERE id = 3", "CREATE TABLE t (a)", "CREATE UNIQUE INDEX i ON t(a)",
  "WITH x AS (SELECT 1) SELECT * FROM x", "\n  SELECT count(*)\n  FROM t", "select 1", "ALTER TABLE t ADD COLUMN c",
  "SELECT name FROM {table}", "select a.b from c join d on c.x = d.x", "DROP TABLE IF EXISTS t",
])
func stringsThatAreSQL(text: String) { #expect(looksLikeSQL(text)) }

@Test(arguments: [
  "Select a file from the list", "Update settings", "select", "Delete from list", "with open(path) as file",
  "Create table",
  "Insert into the middle of the page", "select one from the menu", "Delete from the archive", "Selected items: %s",
  "update the set of values", "Values", "create a table from the list", "drop table", "Replace into",
])
func stringsThatAreNot(text: String) { #expect(!looksLikeSQL(text)) }
