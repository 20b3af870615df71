// What the statements of one group cost with a set of indexes, and which of the set their plans use. Answers are
// remembered: the search asks for the same sets again and again.

import Facts

/// A class because its database has one owner.
final class SearchedGroup {
  /// How one statement fares.
  struct Outcome {
    var cost: Double
    var used: [Candidate]
    /// Whether a large table is read whole, or through an index built for one execution.
    var scans: Bool
  }

  private struct Single: Hashable {
    var number: Int
    var set: [Candidate]
  }

  let database: WhatIfDatabase
  let statements: [PlannedStatement]
  private let tables: Set<String>
  private var known: [[Candidate]: [Outcome]] = [:]
  private var knownSingles: [Single: Outcome] = [:]
  /// Statements that were planned.
  private(set) var plans = 0

  init?(_ group: StatementGroup, bases: [EstimatedPlan?]) {
    guard let database = try? WhatIfDatabase(tables: group.tables, views: group.views, sizes: group.sizes) else {
      return nil
    }
    self.database = database
    statements = zip(group.statements, bases).filter { $1 != nil }.map { $0.0 }
    tables = Set(group.tables.map { foldedName($0.name) })
  }

  func reads(_ table: String) -> Bool { tables.contains(table) }

  /// The outcome of each statement with those of the indexes that stand on the group's tables.
  func outcomes(_ set: [Candidate]) -> [Outcome] {
    let relevant = set.filter { tables.contains($0.table) }.sorted { $0.order < $1.order }
    if let outcomes = known[relevant] { return outcomes }
    let outcomes = statements.indices.map { knownSingles[Single(number: $0, set: relevant)] ?? planned($0, relevant) }
    known[relevant] = outcomes
    return outcomes
  }

  /// The outcome of one statement.
  func outcome(of number: Int, _ set: [Candidate]) -> Outcome {
    let relevant = set.filter { tables.contains($0.table) }.sorted { $0.order < $1.order }
    if let known = known[relevant] { return known[number] }
    let single = Single(number: number, set: relevant)
    if let known = knownSingles[single] { return known }
    let outcome = planned(number, relevant)
    knownSingles[single] = outcome
    return outcome
  }

  private func planned(_ number: Int, _ set: [Candidate]) -> Outcome {
    let names = database.setCandidates(set)
    plans += 1
    guard let estimated = try? database.estimate(statements[number], weights: .time) else {
      return Outcome(cost: 0, used: [], scans: false)
    }
    let used = set.filter { candidate in names[candidate].map { estimated.plan.usesIndex($0) } ?? false }
    let reason = estimated.reason(in: statements[number], sizes: database.sizes)
    return Outcome(cost: estimated.rows, used: used, scans: reason == .scan || reason == .automaticIndex)
  }

  /// Candidates for one statement: what its plan uses when it is offered all, and what it uses when it may not have those.
  func wanted(by number: Int, popularity: ColumnPopularity, covers: Bool) -> [[Candidate]] {
    let statement = statements[number]
    let plain = CandidateList.candidates(
      for: statement.shape, at: Array(statement.shape.uses.indices), sizes: database.sizes, popularity: popularity)
    var found: [[Candidate]] = []
    offer(plain, to: number, into: &found)
    guard covers else { return found }
    var covering: [Candidate] = []
    for use in statement.shape.uses { covering += coveringCandidates(from: plain, for: use) }
    offer(covering, to: number, into: &found)
    return found
  }

  private func offer(_ candidates: [Candidate], to number: Int, into found: inout [[Candidate]]) {
    var left = candidates
    for _ in 0..<PlanLimits.offersPerStatement where !left.isEmpty {
      let used = planned(number, left).used
      guard !used.isEmpty else { return }
      if !found.contains(used) { found.append(used) }
      left.removeAll { used.contains($0) }
    }
  }

  /// Candidates on the use's table, and its order, with all columns behind them that the statement reads of it.
  private func coveringCandidates(from plain: [Candidate], for use: TableUse) -> [Candidate] {
    let table = foldedName(use.table.name)
    guard !use.columns.isEmpty, !database.sizes.isSmall(use.table) else { return [] }
    var starts = plain.filter { $0.table == table && $0.keys.count <= 2 }
    if let order = use.order { starts.append(Candidate(table: table, keys: order.terms.map(\.key.indexKey))) }
    return starts.compactMap { $0.covering(use, most: PlanLimits.coveringColumns) }
  }
}

extension Candidate {
  /// The same index with the columns behind it that a table use reads; nil if it has them or if they are too many.
  func covering(_ use: TableUse, most: Int) -> Candidate? {
    let rowid = use.table.rowidColumn.map(foldedName)
    let present = Set(keys.compactMap { $0.column.map(foldedName) })
    let missing = use.table.columns.map(\.name).filter { name in
      let folded = foldedName(name)
      return use.columns.contains(folded) && folded != rowid && !present.contains(folded)
    }
    guard !missing.isEmpty, keys.count + missing.count <= most else { return nil }
    return Candidate(table: table, keys: keys + missing.map { IndexKey(column: $0) })
  }

  /// Whether the other index begins with this one.
  func begins(_ other: Candidate) -> Bool {
    table == other.table && keys.count < other.keys.count && zip(keys, other.keys).allSatisfy { $0.matches($1) }
  }
}
