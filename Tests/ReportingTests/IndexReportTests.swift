// The list of indexes in its forms, and plans that got worse.

import Facts
import Findings
import Syntax
import Testing

@testable import Reporting

private let root = SchemaRoot("schema.sql")
private let place = Location(path: "app/queries.sql", range: ByteRange(7, 10))

private func report(_ change: (inout IndexReport) -> Void = { _ in }) -> IndexReport {
  let columns = [SQLIndexedColumn(column: "email")]
  let statement = ServedStatement(
    location: place, text: "SELECT *\nFROM users", before: ["SCAN users"], after: ["SEARCH users"], reason: .scan,
    rowsBefore: 100, rowsAfter: 1, loopDepth: 0)
  var advice = IndexAdvice()
  advice.proposals = [
    ProposedIndex(
      root: root, index: IndexProposal(table: "users", columns: ["email"], ddl: ""),
      definition: SQLCreateIndex(name: "idx_users_email", table: SQLTableName("users"), columns: columns),
      table: place, statements: [statement], confidence: .high)
  ]
  advice.untranslated = [UntranslatedStatement(location: place, reason: "table `x` is not declared")]
  var report = IndexReport(
    advice: advice, sources: ["app/queries.sql": SourceBytes(Array("-- one\nSELECT".utf8))], toolVersion: "1")
  change(&report)
  return report
}

private func text(_ report: IndexReport, _ format: IndexFormat) -> String {
  String(decoding: report.rendered(format), as: UTF8.self)
}

@Test func sqlHasTheWayBackAndWhatWasNotJudged() {
  #expect(
    text(report(), .sql) == """
      -- 0 of 0 statements planned on 0 of 0 tables; 1 index proposed

      -- schema: schema.sql
      -- app/queries.sql:2: SELECT * FROM users
      CREATE INDEX idx_users_email ON users(email);

      -- the way back
      -- DROP INDEX idx_users_email;

      -- not judged, table `x` is not declared:
      --   app/queries.sql:2

      """)
}

@Test(arguments: [
  (SQLDialect.postgresql, "CREATE INDEX CONCURRENTLY idx_users_email ON users (email)", "DROP INDEX CONCURRENTLY"),
  (.mysql, "CREATE INDEX idx_users_email ON users (email)", "DROP INDEX idx_users_email ON users"),
])
func otherDatabases(dialect: SQLDialect, up: String, down: String) {
  let written = text(report { $0.dialect = dialect }, .sql)
  #expect(written.contains(up) && written.contains(down))
}

@Test func plansAreShownOnRequest() {
  #expect(!text(report(), .markdown).contains("SCAN users"))
  #expect(text(report { $0.explains = true }, .markdown).contains("  - before: `SCAN users`"))
  #expect(text(report(), .json).contains("\"before\": [\"SCAN users\"]"))
}

@Test func doubtedIndexesAreLeftOut() {
  let doubted = report { $0.advice.proposals[0].confidence = .low }
  #expect(!text(doubted, .sql).contains("CREATE INDEX"))
}

private func advice(_ steps: [String]) -> IndexAdvice {
  var advice = IndexAdvice()
  let plan = QueryPlan(steps: steps.map { PlanStep(depth: 0, operation: .other, text: $0) })
  advice.plans = [StatementPlan(root: root, text: "SELECT *\n FROM users", places: [place], plan: plan)]
  return advice
}

@Test func aNewScanOrSortIsWorse() {
  let before = renderPlans(advice(["SEARCH users USING INDEX a (email=?)", "SCAN hosts"]))
  #expect(worsePlans(advice(["SEARCH users USING INDEX b (email=?)", "SCAN hosts"]), thanIn: before).isEmpty)
  let worse = worsePlans(advice(["SCAN hosts", "SCAN users", "USE TEMP B-TREE FOR ORDER BY"]), thanIn: before)
  #expect(worse.map(\.added) == [["SCAN users", "USE TEMP B-TREE FOR ORDER BY"]])
  #expect(worsePlans(advice(["SCAN users"]), thanIn: "").isEmpty)
}
