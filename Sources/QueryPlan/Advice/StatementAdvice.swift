// Advice for one statement: tries the candidates in its database, keeps those that the planner then uses and that save
// work by the estimate of PlanCost, and shortens what is longer than it needs to be.

import Facts
import Findings
import Syntax

/// A statement ready to be planned.
struct PlannedStatement: Sendable {
  /// Positions in the list of facts of all places with this text.
  var facts: [Int]
  var text: String
  var shape: StatementShape
  var loopDepth: Int
  /// Double-quoted names that may be strings after all, folded.
  var doubleQuotedNames: Set<String>
  /// Whether some of them were taken for strings.
  var isReread = false

  /// What a row visited counts for this statement when indexes compete.
  var weight: Double {
    var weight = Double(facts.count)
    for _ in 0..<min(loopDepth, 3) { weight *= 10 }
    return weight
  }

  /// The text with every value that tells nothing about the plan replaced by a parameter: statements that agree in it
  /// are advised alike.
  func pattern(_ allFacts: [StatementFact]) -> String {
    var translator = QueryTranslator(hidesValues: true)
    guard !isReread, let first = facts.first,
      case .query(let query) = translator.translate(allFacts[first].statement)
    else { return text }
    return sqliteText(.select(query))
  }
}

/// A statement's plan, with its estimate.
struct EstimatedPlan: Sendable {
  var plan: QueryPlan
  var rows: Double
  var visitedByUse: [Int: Double]
}

/// How much an index must save.
enum AdviceThreshold {
  /// Share of the work that may remain.
  static let remainingShare = 0.5
  /// Rows that must be saved per execution when a table is scanned, a loop around it counting as a factor.
  static let savedRowsOfScan = 1000.0
  /// The same for a search that is too short, or a sort.
  static let savedRowsOfSearch = 150.0
  /// Rows that one more column must save per execution to be worth its bytes.
  static let savedRowsPerColumn = 200.0
}

extension WhatIfDatabase {
  func estimate(
    _ statement: PlannedStatement, weights: PlanWeights = .rows
  ) throws(SQLiteError) -> EstimatedPlan {
    let plan = try explain(statement.text)
    var cost = PlanCost(plan: plan, shape: statement.shape, sizes: sizes, indexes: indexes, weights: weights)
    let rows = cost.rowsVisited()
    return EstimatedPlan(plan: plan, rows: rows, visitedByUse: cost.visitedByUse)
  }

  /// The indexes that help the statement most, none if its plan is good enough.
  func advise(_ statement: PlannedStatement, base: EstimatedPlan, popularity: ColumnPopularity) -> [Candidate] {
    let positions = base.troubledUses(of: statement, sizes: sizes)
    guard !positions.isEmpty else { return [] }
    let candidates = CandidateList.candidates(
      for: statement.shape, at: positions, sizes: sizes, popularity: popularity)
    guard !candidates.isEmpty else { return [] }
    let names = setCandidates(candidates)
    guard let tried = try? estimate(statement) else { return [] }
    var used = candidates.filter { candidate in names[candidate].map { tried.plan.usesIndex($0) } ?? false }
    guard !used.isEmpty, var cost = trial(used, statement), base.isWorthReplacing(by: cost, statement) else {
      return []
    }
    used = pruned(used, statement, cost: &cost)
    used = shortened(used, statement, cost: &cost)
    return base.isWorthReplacing(by: cost, statement) ? used : []
  }

  /// The work with some candidates, if the planner uses all of them.
  private func trial(_ candidates: [Candidate], _ statement: PlannedStatement) -> EstimatedPlan? {
    let names = setCandidates(candidates)
    guard names.count == candidates.count, let estimated = try? estimate(statement) else { return nil }
    return names.values.allSatisfy { estimated.plan.usesIndex($0) } ? estimated : nil
  }

  /// Leaves out candidates without which the work grows by less than a tenth.
  private func pruned(_ used: [Candidate], _ statement: PlannedStatement, cost: inout EstimatedPlan) -> [Candidate] {
    var kept = used
    for candidate in used where kept.count > 1 {
      let fewer = kept.filter { $0 != candidate }
      guard let without = trial(fewer, statement), without.rows <= cost.rows * 1.1 else { continue }
      kept = fewer
      cost = without
    }
    return kept
  }

  /// Takes the shortest beginning of each candidate that does nearly as well.
  private func shortened(
    _ used: [Candidate], _ statement: PlannedStatement, cost: inout EstimatedPlan
  ) -> [Candidate] {
    var kept = used
    var position = 0
    while position < kept.count {
      defer { position += 1 }
      for length in 1..<max(kept[position].keys.count, 1) {
        if losesSense(kept[position], at: length) { continue }
        var shorter = kept
        shorter[position].keys = Array(kept[position].keys.prefix(length))
        // An index that begins so exists: the question is whether it does without the new one.
        let isThere = hasIndex(beginningWith: shorter[position])
        if isThere { shorter.remove(at: position) }
        guard let less = trial(shorter, statement) else { continue }
        let isClose =
          less.rows <= cost.rows * 1.2 || less.rows - cost.rows < AdviceThreshold.savedRowsPerColumn
        guard isClose else { continue }
        kept = shorter
        cost = less
        if isThere { position -= 1 }
        break
      }
    }
    return kept
  }
}

extension QueryPlan {
  func usesIndex(_ name: String) -> Bool {
    steps.contains { step in
      if case .read(_, _, let index, _, _) = step.operation { return index == name }
      return false
    }
  }

  /// Whether rows are sorted in a temporary b-tree for ORDER BY.
  var sortsForOrder: Bool {
    steps.contains { step in
      if case .sort(.orderBy, _) = step.operation { return true }
      return false
    }
  }
}

extension EstimatedPlan {
  /// The uses whose access an index might improve, and those that share a SELECT with them, since a better access to one
  /// table changes the order of all.
  func troubledUses(of statement: PlannedStatement, sizes: TableSizes) -> [Int] {
    var cores: Set<Int> = []
    for step in plan.steps {
      guard case .read(let name, let access, _, _, _) = step.operation else { continue }
      for use in statement.shape.uses(named: name) {
        let tableUse = statement.shape.uses[use]
        guard !sizes.isSmall(tableUse.table) else { continue }
        let isSorted = plan.sortsForOrder && (tableUse.order?.isLimited ?? false)
        let visited = visitedByUse[use] ?? 0
        switch access {
        case .scan, .automaticIndex: cores.insert(tableUse.core)
        case .search, .primaryKey:
          if visited > AdviceThreshold.savedRowsOfSearch || isSorted { cores.insert(tableUse.core) }
        }
      }
    }
    return statement.shape.uses.indices.filter { cores.contains(statement.shape.uses[$0].core) }
  }

  /// Whether the other plan saves enough.
  func isWorthReplacing(by other: EstimatedPlan, _ statement: PlannedStatement) -> Bool {
    guard other.rows <= rows * AdviceThreshold.remainingShare else { return false }
    var saved = rows - other.rows
    for _ in 0..<min(statement.loopDepth, 3) { saved *= 10 }
    let isScan = reason(in: statement) == .scan || reason(in: statement) == .automaticIndex
    return saved >= (isScan ? AdviceThreshold.savedRowsOfScan : AdviceThreshold.savedRowsOfSearch)
  }

  /// What is worst about the plan.
  func reason(
    in statement: PlannedStatement, table: String? = nil, after: EstimatedPlan? = nil, sizes: TableSizes? = nil
  ) -> IndexReason {
    var isScanned = false
    for step in plan.steps {
      guard case .read(let name, let access, _, _, _) = step.operation else { continue }
      let uses = statement.shape.uses(named: name).map { statement.shape.uses[$0].table }
      let tables = uses.filter { !(sizes?.isSmall($0) ?? false) }.map { foldedName($0.name) }
      guard table.map(tables.contains) ?? !tables.isEmpty else { continue }
      if access == .automaticIndex { return .automaticIndex }
      if access == .scan { isScanned = true }
    }
    if isScanned { return .scan }
    let isSortSpared = plan.sortsForOrder && !(after?.plan.sortsForOrder ?? false)
    return isSortSpared ? .sort : .shortSearch
  }
}
