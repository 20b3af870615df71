// An in-memory SQLite database with some declared tables, their indexes and assumed sizes, in which indexes can be tried
// and statements explained. Only text printed from our own trees is run.

import Facts
import Syntax

/// A database for what-if questions. A class because its connection has one owner.
final class WhatIfDatabase {
  private let database: Database
  private let tables: [String: TableDeclaration]
  let sizes: TableSizes
  /// Indexes by the names that they have here.
  private(set) var indexes: [String: KnownIndex] = [:]
  /// Tables and indexes that SQLite refused: what, and why.
  private(set) var refused: [(table: TableDeclaration, reason: String)] = []
  private var tableNames: Set<String> = []
  private var nextIndex = 0
  /// Rows of the statistics table that are still to be written.
  private var unwritten: [(table: String, index: String?, statistics: String)] = []
  /// The candidates that exist now, with their names.
  private var present: [Candidate: String] = [:]

  init(tables: [TableDeclaration], views: [ViewDeclaration], sizes: TableSizes) throws(SQLiteError) {
    database = try Database()
    self.sizes = sizes
    self.tables = Dictionary(tables.map { (foldedName($0.name), $0) }, uniquingKeysWith: { first, _ in first })
    // Everything in one transaction, and all statistics in one statement: two thirds of the time of doing each by itself.
    try database.run("BEGIN", permission: .own)
    // Creates the statistics table.
    try database.run("ANALYZE", permission: .own)
    for table in tables.sorted(by: { $0.name < $1.name }) { create(table) }
    for view in views { create(view) }
    writeStatistics()
    try database.run("COMMIT", permission: .own)
    try loadStatistics()
  }

  private func create(_ table: TableDeclaration) {
    guard !table.columns.isEmpty else {
      refused.append((table, "no columns are known"))
      return
    }
    do {
      try database.run(sqliteText(.createTable(table.sqliteDefinition)), permission: .schema)
    } catch {
      refused.append((table, error.message))
      return
    }
    tableNames.insert(foldedName(table.name))
    noteStatistics(index: nil, "\(Int(sizes.rows(of: table)))", of: table)
    for existing in table.sqliteIndexes {
      let name = freshName("plan_x")
      let definition = existing.sqliteDefinition(name: name, table: table.name)
      do {
        try create(
          definition, table: table, keys: existing.declaration.keys, isUnique: existing.declaration.isUnique,
          shownName: existing.shownName)
      } catch {
        refused.append((table, "index \(existing.shownName): \(error.message)"))
      }
    }
  }

  private func create(_ view: ViewDeclaration) {
    var translator = QueryTranslator()
    guard case .query(let select) = translator.translate(.select(view.select)) else { return }
    let definition = SQLCreateView(name: SQLTableName(view.name), columns: view.columns, select: select)
    // A view that SQLite refuses makes the statements that read it fail, with SQLite's reason.
    _ = try? database.run(sqliteText(.createView(definition)), permission: .schema)
  }

  private func create(
    _ definition: SQLCreateIndex, table: TableDeclaration, keys: [IndexKey], isUnique: Bool, shownName: String
  ) throws(SQLiteError) {
    guard let name = definition.name else { return }
    try database.run(sqliteText(.createIndex(definition)), permission: .schema)
    indexes[name] = KnownIndex(
      table: foldedName(table.name), keys: keys, isUnique: isUnique, isPartial: definition.where != nil,
      shownName: shownName)
    noteStatistics(index: name, sizes.statistics(keys: keys, isUnique: isUnique, of: table), of: table)
  }

  // MARK: Trying indexes

  /// Makes exactly these candidates exist, creating and dropping only what differs from the last call; the names of
  /// those that SQLite accepted, by candidate.
  @discardableResult
  func setCandidates(_ candidates: [Candidate], shownNames: [Candidate: String] = [:]) -> [Candidate: String] {
    let wanted = Set(candidates)
    guard present.count != wanted.count || candidates.contains(where: { present[$0] == nil }) else { return present }
    _ = try? database.run("BEGIN", permission: .own)
    for (candidate, name) in present where !wanted.contains(candidate) {
      drop(name)
      present[candidate] = nil
    }
    for candidate in candidates where present[candidate] == nil {
      guard let table = tables[candidate.table], tableNames.contains(candidate.table) else { continue }
      let name = freshName("plan_c")
      let definition = sqliteIndex(name: name, table: table.name, keys: candidate.keys)
      let shown = shownNames[candidate] ?? name
      guard
        (try? create(definition, table: table, keys: candidate.keys, isUnique: false, shownName: shown)) != nil
      else { continue }
      present[candidate] = name
    }
    let hasNew = !unwritten.isEmpty
    writeStatistics()
    _ = try? database.run("COMMIT", permission: .own)
    if hasNew { try? loadStatistics() }
    return present
  }

  /// Whether the schema itself has an index that begins with the candidate's keys.
  func hasIndex(beginningWith candidate: Candidate) -> Bool {
    tables[candidate.table]?.hasIndex(beginningWith: candidate.keys) ?? false
  }

  /// Whether a candidate cut to that length would lose what its first part needs: the number that goes with a kind, or
  /// the time by which a growing number of rows is told apart.
  func losesSense(_ candidate: Candidate, at length: Int) -> Bool {
    guard let table = tables[candidate.table] else { return false }
    if candidate.keys.dropFirst(length).contains(where: { sizes.isEventTime($0, table) }) { return true }
    let names = candidate.keys.map { $0.column.map(foldedName) }
    for (position, name) in names.enumerated() {
      guard let name, let kind = table.kindColumn(besideNumber: name),
        let other = names.firstIndex(of: foldedName(kind))
      else { continue }
      if (position < length) != (other < length) { return true }
    }
    return false
  }

  /// What a statement asks of a candidate that serves it, where `plan` is the one without it.
  func need(of candidate: Candidate, _ statement: PlannedStatement, without plan: QueryPlan) -> IndexNeed {
    guard let table = tables[candidate.table], let first = candidate.keys.first else { return .plain }
    for use in statement.shape.uses where foldedName(use.table.name) == candidate.table {
      if use.conditions.contains(where: { isIndexedState($0, table) }) { return .rareState }
      guard let condition = use.conditions.first(where: { first.isColumn($0.key.column) }) else { continue }
      switch condition.restriction {
      case .join:
        if candidate.keys.count > 1, table.hasIndex(beginningWith: [first]) { return .narrowsJoin }
      case .equal where candidate.keys.dropFirst().contains { sizes.isEventTime($0, table) }:
        return .latestOfOne
      case .equal where isParentsKey(condition.key.column, before: candidate, table): return .withinParent
      // The rows of some parents are found by their keys like those of a join.
      case .list where isParentsKey(condition.key.column, before: candidate, table): return .narrowsJoin
      case .equal, .list, .flag, .isNull, .range, .filter: continue
      }
    }
    return isFoundByJoin(table, statement, plan) ? .narrowsJoin : .plain
  }

  /// Whether the condition asks for a state by a column that an index begins with.
  private func isIndexedState(_ condition: Condition, _ table: TableDeclaration) -> Bool {
    switch condition.restriction {
    case .equal, .list: isStateName(condition.key.column) && table.hasIndex(beginningWith: [condition.key.indexKey])
    case .flag, .isNull, .join, .range, .filter: false
    }
  }

  /// Whether the first of several keys is a parent's, by which rows are found already.
  private func isParentsKey(_ column: String, before candidate: Candidate, _ table: TableDeclaration) -> Bool {
    candidate.keys.count > 1 && table.isForeignKey(column) && table.hasIndex(beginningWith: [candidate.keys[0]])
  }

  /// Whether the plan finds the rows of the table by the key of another table's row that was found before.
  private func isFoundByJoin(_ table: TableDeclaration, _ statement: PlannedStatement, _ plan: QueryPlan) -> Bool {
    let steps = plan.steps.filter { step in
      guard case .read(let name, _, _, _, _) = step.operation else { return false }
      return statement.shape.uses(named: name).contains { sameName(statement.shape.uses[$0].table.name, table.name) }
    }
    return !steps.isEmpty
      && steps.allSatisfy { step in
        guard case .read(let name, .search, _, _, let constraints) = step.operation, let first = constraints.first,
          let column = first.column, first.isEquality, !first.isSkipped
        else { return false }
        return statement.shape.uses(named: name).contains { position in
          statement.shape.uses[position].conditions.contains { condition in
            guard case .join = condition.restriction else { return false }
            return sameName(condition.key.column, column)
          }
        }
      }
  }

  private func drop(_ name: String) {
    let drop = SQLDrop(.index, names: [SQLTableName(name)])
    _ = try? database.run(sqliteText(.drop(drop)), permission: .schema)
    indexes[name] = nil
  }

  private func freshName(_ prefix: String) -> String {
    nextIndex += 1
    return prefix + String(nextIndex)
  }

  // MARK: Statistics

  private func noteStatistics(index: String?, _ statistics: String, of table: TableDeclaration) {
    unwritten.append((table.name, index, statistics))
  }

  /// Writes the statistics noted so far.
  private func writeStatistics() {
    var rest = unwritten[...]
    while !rest.isEmpty {
      let rows = rest.prefix(PlanLimits.statisticsPerStatement)
      rest = rest.dropFirst(rows.count)
      let values = repeatElement("(?, ?, ?)", count: rows.count).joined(separator: ", ")
      _ = try? database.run(
        "INSERT INTO sqlite_stat1(tbl, idx, stat) VALUES " + values,
        rows.flatMap { [.text($0.table), $0.index.map { .text($0) } ?? .null, .text($0.statistics)] },
        permission: .own)
    }
    unwritten.removeAll()
  }

  private func loadStatistics() throws(SQLiteError) {
    try database.run("ANALYZE sqlite_master", permission: .own)
  }

  // MARK: Explaining

  /// The plan of a query. Unknown functions are defined as SQLite asks for them.
  func explain(_ text: String) throws(SQLiteError) -> QueryPlan {
    for _ in 0..<PlanLimits.functionsPerStatement {
      do {
        return plan(try database.run("EXPLAIN QUERY PLAN " + text, permission: .explain))
      } catch {
        guard let function = missingFunction(in: error.message) else { throw error }
        let isAggregate = aggregateFunctions.contains(function.lowercased()) || error.message.contains("window")
        guard database.defineFunction(function, isAggregate: isAggregate) else { throw error }
      }
    }
    throw SQLiteError(code: 1, message: "too many unknown functions")
  }

  private func plan(_ rows: [[SQLiteValue]]) -> QueryPlan {
    var depths: [Int: Int] = [0: -1]
    var steps: [PlanStep] = []
    for row in rows {
      guard row.count >= 4, let id = row[0].integer, let parent = row[1].integer, let text = row[3].text else {
        continue
      }
      let depth = (depths[parent] ?? -1) + 1
      depths[id] = depth
      steps.append(PlanStep(depth: depth, operation: planOperation(of: text), text: text))
    }
    return QueryPlan(steps: steps)
  }

  /// The plan's lines for people: indexes under the names that the project or the proposal gives them.
  func shownLines(of plan: QueryPlan) -> [String] {
    shown(plan).lines
  }

  func shown(_ plan: QueryPlan) -> QueryPlan {
    var steps = plan.steps
    for position in steps.indices {
      guard case .read(let name, let access, let index?, let isCovering, let constraints) = steps[position].operation,
        let known = indexes[index]
      else { continue }
      steps[position].operation = .read(
        name: name, access: access, index: known.shownName, isCovering: isCovering, constraints: constraints)
      let words = steps[position].text.split(separator: " ", omittingEmptySubsequences: false)
      steps[position].text = words.map { $0 == index ? known.shownName : String($0) }.joined(separator: " ")
    }
    return QueryPlan(steps: steps)
  }
}

/// The text that SQLite is given for one of our trees.
func sqliteText(_ statement: SQLStatement) -> String { printSQL(statement, dialect: .sqlite).text }

/// The function that a message of SQLite says is missing or called in a way that it cannot be.
private func missingFunction(in message: String) -> String? {
  for prefix in ["no such function: ", "wrong number of arguments to function "] where message.hasPrefix(prefix) {
    return String(message.dropFirst(prefix.count).prefix { $0 != "(" })
  }
  if let end = message.range(ofSuffix: " may not be used as a window function") {
    return String(message[..<end].prefix { $0 != "(" })
  }
  return nil
}

extension String {
  fileprivate func range(ofSuffix suffix: String) -> Index? {
    hasSuffix(suffix) ? index(endIndex, offsetBy: -suffix.count) : nil
  }
}

/// Aggregates of other databases, which must be defined as such.
private let aggregateFunctions: Set<String> = [
  "string_agg", "array_agg", "json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg", "bool_and", "bool_or",
  "every", "bit_and", "bit_or", "stddev", "stddev_pop", "stddev_samp", "variance", "var_pop", "var_samp", "corr",
  "percentile_cont", "percentile_disc", "mode", "regr_slope", "json_arrayagg", "json_objectagg", "any_value",
]
