// The one set for all statements: what it holds for which bytes.

import Facts
import QueryPlan
import Testing

private let log = """
  CREATE TABLE hosts (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
  CREATE TABLE events (
    id INTEGER PRIMARY KEY, host_id INTEGER NOT NULL, kind TEXT NOT NULL, seen_on TEXT NOT NULL, amount REAL NOT NULL,
    message TEXT NOT NULL);
  """

private let rows = ["hosts": 1000, "events": 1_000_000]

private func set(_ queries: String, budget: Int? = nil) -> [String] {
  var options = PlannerOptions()
  options.searchesSet = true
  options.budget = budget
  let advice = SQLitePlanner(options: options).proposeIndexes(
    for: facts(queries), catalog: catalog(log, rows: rows))
  return advice.proposals.map { "\($0.index.table)(\($0.index.columns.joined(separator: ", ")))" }
}

@Test func aSumOverOneHostIsAnsweredFromTheIndex() {
  #expect(set("SELECT sum(amount) FROM events WHERE host_id = ?").first?.hasPrefix("events(host_id") ?? false)
}

@Test func aBudgetIsKept() {
  let queries = "SELECT sum(amount) FROM events WHERE host_id = ?; SELECT * FROM events WHERE message = ?"
  // An index on the number takes about 11 MB, one on the text several times that.
  #expect(set(queries, budget: 12_000_000) == ["events(host_id)"])
  #expect(set(queries, budget: 1_000_000) == [])
}

@Test func anIndexThatHarmsOneStatementIsNotWorthIt() {
  // Nearly all events are of the span, which the other statement tells: reading the table is faster than an index.
  let queries = """
    SELECT sum(amount) FROM events WHERE seen_on <= '2024-12-31';
    SELECT count(*) FROM events WHERE message = ? AND seen_on > '2020-01-01';
    SELECT count(*) FROM events WHERE message = ? AND seen_on > '2022-01-01'
    """
  #expect(!set(queries).contains { $0.hasPrefix("events(seen_on)") })
}
