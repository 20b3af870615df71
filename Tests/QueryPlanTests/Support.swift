// From SQL text to advice: the one place where these tests touch the parser and the planner.

import Facts
import Findings
import QueryPlan
import SQLFrontend
import Syntax

func statements(_ text: String) -> [SQLFile.Item] {
  parseSQL(SourceBytes(Array(text.utf8))).items
}

func catalog(_ schema: String, rows: [String: Int] = [:]) -> SchemaCatalog {
  var catalog = SchemaCatalog()
  for item in statements(schema) {
    catalog.apply(
      item.statement, root: SchemaRoot("schema.sql"), at: Location(path: "schema.sql", range: item.range))
  }
  catalog.setRowCounts(rows)
  return catalog
}

func facts(_ queries: String, loopDepth: Int = 0) -> [StatementFact] {
  statements(queries).map { item in
    StatementFact(
      statement: item.statement, location: Location(path: "queries.sql", range: item.range), origin: .sqlFile,
      loopDepth: loopDepth)
  }
}

func advise(_ schema: String, _ queries: String, rows: [String: Int] = [:], loopDepth: Int = 0) -> IndexAdvice {
  SQLitePlanner().proposeIndexes(
    for: facts(queries, loopDepth: loopDepth), catalog: catalog(schema, rows: rows))
}

/// The proposals as `table(column, …)`, low confidence left out.
func proposals(_ schema: String, _ queries: String, rows: [String: Int] = [:]) -> [String] {
  advise(schema, queries, rows: rows).proposals.filter { $0.confidence > .low }.map { proposal in
    "\(proposal.index.table)(\(proposal.index.columns.joined(separator: ", ")))"
  }
}
