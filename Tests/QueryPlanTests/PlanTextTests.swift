import Facts
import Testing

@testable import QueryPlan

/// Lines of several SQLite versions, with what they mean.
@Test(arguments: [
  ("SCAN orders", "orders scan"),
  ("SCAN TABLE orders AS o", "o scan"),
  ("SCAN orders USING COVERING INDEX i", "orders scan i covering"),
  ("SEARCH o USING INDEX i (a=? AND b>?)", "o search i a= b<>"),
  ("SEARCH TABLE orders AS o USING INDEX i (a=?)", "o search i a="),
  ("SEARCH o USING COVERING INDEX i (<expr>=?)", "o search i covering expression="),
  ("SEARCH o USING INTEGER PRIMARY KEY (rowid=?)", "o primaryKey rowid="),
  ("SEARCH o USING PRIMARY KEY (a=?) LEFT-JOIN", "o primaryKey a="),
  ("SEARCH o USING AUTOMATIC COVERING INDEX (a=?)", "o automaticIndex a="),
  ("SEARCH o USING AUTOMATIC PARTIAL COVERING INDEX (a=?)", "o automaticIndex a="),
  ("SEARCH o USING INDEX i (ANY(a) AND b=?)", "o search i a skipped b="),
  ("SCAN 2 CONSTANT ROWS", "2 CONSTANT ROWS scan"),
  ("USE TEMP B-TREE FOR ORDER BY", "sort orderBy"),
  ("USE TEMP B-TREE FOR RIGHT PART OF ORDER BY", "sort orderBy partial"),
  ("USE TEMP B-TREE FOR LAST TERM OF ORDER BY", "sort orderBy partial"),
  ("USE TEMP B-TREE FOR GROUP BY", "sort groupBy"),
  ("USE TEMP B-TREE FOR DISTINCT", "sort distinct"),
  ("MULTI-INDEX OR", "or"),
  ("CORRELATED SCALAR SUBQUERY 2", "correlated subquery"),
  ("LIST SUBQUERY 1", "subquery"),
  ("MATERIALIZE recent", "materialize recent"),
  ("CO-ROUTINE (subquery-1)", "materialize (subquery-1)"),
  ("SCAN CONSTANT ROW", "other"),
  ("UNION USING TEMP B-TREE", "sort compound"),
  ("SOMETHING NEW ON t", "other"),
  ("", "other"),
])
func readsPlanLine(line: String, meaning: String) {
  #expect(described(planOperation(of: line)) == meaning)
}

private func described(_ operation: PlanOperation) -> String {
  switch operation {
  case .read(let name, let access, let index, let isCovering, let constraints):
    var words = [name, "\(access)"]
    if let index { words += isCovering ? [index, "covering"] : [index] }
    for constraint in constraints {
      let column = constraint.column ?? "expression"
      words.append(constraint.isSkipped ? column + " skipped" : column + (constraint.isEquality ? "=" : "<>"))
    }
    return words.joined(separator: " ")
  case .sort(let purpose, let isPartial): return "sort \(purpose)" + (isPartial ? " partial" : "")
  case .multipleIndexes: return "or"
  case .subquery(let isCorrelated): return isCorrelated ? "correlated subquery" : "subquery"
  case .materialize(let name): return "materialize \(name)"
  case .other: return "other"
  }
}
