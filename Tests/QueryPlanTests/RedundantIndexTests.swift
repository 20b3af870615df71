import Findings
import QueryPlan
import Testing

/// Indexes beside each other on `t (id, a, b, c)`, and those that are redundant.
@Test(arguments: [
  ("CREATE INDEX i ON t (a); CREATE INDEX j ON t (a, b);", ["i"]),
  ("CREATE INDEX i ON t (a); CREATE INDEX j ON t (a);", ["j"]),
  ("CREATE INDEX i ON t (id);", ["i"]),
  ("CREATE UNIQUE INDEX i ON t (a); CREATE INDEX j ON t (a);", ["j"]),
  ("CREATE UNIQUE INDEX i ON t (a); CREATE INDEX j ON t (a, b);", []),
  ("CREATE INDEX i ON t (a); CREATE INDEX j ON t (b, a);", []),
  ("CREATE INDEX i ON t (a DESC); CREATE INDEX j ON t (a, b);", []),
  ("CREATE INDEX i ON t (a) WHERE b = 1; CREATE INDEX j ON t (a, b);", []),
  ("CREATE INDEX i ON t USING gin (a); CREATE INDEX j ON t (a);", []),
  ("CREATE INDEX i ON t (lower(a)); CREATE INDEX j ON t (a);", []),
  ("CREATE INDEX i ON t (A);  CREATE INDEX j ON T (a, b);", ["i"]),
])
func findsRedundant(indexes: String, names: [String]) {
  let schema = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c TEXT);" + indexes
  let found = redundantIndexFindings(catalog(schema))
  #expect(found.map { $0.fixes.first?.title ?? "" } == names.map { "DROP INDEX \($0)" })
}

@Test func uniqueConstraintMakesAnIndexRedundant() {
  let schema = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b TEXT); CREATE INDEX i ON t (a);"
  let found = redundantIndexFindings(catalog(schema))
  #expect(found.map(\.subject) == ["t(a)"])
  #expect(found.first?.kind == "useless-index")
}
