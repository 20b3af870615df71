// Turns any statement into the one SELECT that SQLite is asked to plan: it finds the same rows by the same conditions.
// What the dialects say differently inside expressions is in SQLiteExpression.swift.

import Syntax

/// A statement in SQLite's terms, or why it cannot be put so.
enum Translation: Hashable, Sendable {
  case query(SQLSelect)
  /// Nothing is looked up: plain inserts, DDL, statements without a table.
  case nothingToPlan
  /// Lower case, no full stop.
  case failed(reason: String)
}

/// What the translation may change besides the dialect, and what it met on the way.
struct QueryTranslator {
  /// Double-quoted names that turned out to be strings, folded.
  let stringsInDoubleQuotes: Set<String>
  /// Whether literals that only a value can differ in become parameters.
  let hidesValues: Bool
  /// Double-quoted names without a table, folded: columns, unless SQLite knows none of that name.
  private(set) var doubleQuotedNames: Set<String> = []
  /// The first reason met for which the statement cannot be planned.
  private(set) var failure: String?

  init(stringsInDoubleQuotes: Set<String> = [], hidesValues: Bool = false) {
    self.stringsInDoubleQuotes = stringsInDoubleQuotes
    self.hidesValues = hidesValues
  }

  mutating func translate(_ statement: SQLStatement) -> Translation {
    failure = nil
    guard let query = query(statement, depth: 0) else {
      return failure.map { .failed(reason: $0) } ?? .nothingToPlan
    }
    if let failure { return .failed(reason: failure) }
    return .query(query)
  }

  mutating func meet(doubleQuoted name: String) { doubleQuotedNames.insert(name.lowercased()) }

  mutating func fail(_ reason: String) {
    if failure == nil { failure = reason }
  }

  /// The rows that a statement reads. DELETE and UPDATE read whole rows: they never profit from a covering index.
  private mutating func query(_ statement: SQLStatement, depth: Int) -> SQLSelect? {
    switch statement {
    case .select(let select):
      guard select.readsSomething else { return nil }
      return self.select(select, depth: depth)
    case .insert(let insert):
      guard case .select(var select) = insert.source, select.readsSomething else { return nil }
      if select.with == nil { select.with = insert.with }
      return self.select(select, depth: depth)
    case .update(let update):
      let values = update.assignments.map { SQLResultColumn($0.value) }
      return rows(of: update.table, with: update.with, others: update.from, where: update.where, values, depth)
    case .delete(let delete):
      return rows(of: delete.table, with: delete.with, others: delete.using, where: delete.where, [], depth)
    case .createTable, .createIndex, .createView, .createTrigger, .alterTable, .drop, .opaque:
      return nil
    }
  }

  private mutating func rows(
    of table: SQLTableReference, with: SQLWith?, others: [SQLJoin], where condition: SQLExpression?,
    _ values: [SQLResultColumn], _ depth: Int
  ) -> SQLSelect {
    // MySQL names the table again among the joined ones.
    let isListed = others.contains { join in
      guard case .table(let other) = join.item else { return false }
      let name = other.alias ?? other.name.name
      return name.lowercased() == (table.alias ?? table.name.name).lowercased()
    }
    var from = others
    if !isListed { from.insert(SQLJoin(.table(table)), at: 0) }
    if !isListed && from.count > 1 { from[1].kind = from[1].kind == .comma ? .inner : from[1].kind }
    let columns = [SQLResultColumn(.star(table: nil))] + values
    var select = SQLSelect(SQLSelectCore(columns: columns, from: from, where: condition))
    select.with = with
    return self.select(select, depth: depth)
  }

  // MARK: Queries

  mutating func select(_ select: SQLSelect, depth: Int) -> SQLSelect {
    guard depth < PlanLimits.depth else {
      fail("the query is nested deeper than \(PlanLimits.depth) levels")
      return select
    }
    var result = select
    if let with = select.with { result.with = self.with(with, depth: depth + 1) }
    result.cores = select.cores.map { core($0, depth: depth + 1) }
    result.operators = select.operators.map { setOperator in
      switch setOperator {
      case .intersectAll: return .intersect
      case .exceptAll: return .except
      case .union, .unionAll, .intersect, .except: return setOperator
      }
    }
    result.orderBy = select.orderBy.map { term($0, depth: depth + 1) }
    // The number of wanted rows weighs in the estimate.
    result.limit = hidesValues ? select.limit : select.limit.map { expression($0, depth: depth + 1) }
    result.offset = select.offset.map { expression($0, depth: depth + 1) }
    if result.limit == nil, result.offset != nil {
      // Only PostgreSQL has OFFSET without LIMIT.
      result.limit = .unary(.minus, .literal(.integer("1")))
    }
    return result
  }

  private mutating func with(_ with: SQLWith, depth: Int) -> SQLWith {
    var result = with
    for position in result.tables.indices {
      let statement = result.tables[position].statement
      if let query = query(statement, depth: depth + 1) {
        result.tables[position].statement = .select(query)
      } else if case .select(let select) = statement {
        result.tables[position].statement = .select(self.select(select, depth: depth + 1))
      } else {
        fail("a common table expression that changes rows")
      }
    }
    return result
  }

  private mutating func core(_ core: SQLSelectCore, depth: Int) -> SQLSelectCore {
    var result = core
    result.distinctOn = []
    result.columns = core.columns.map { column in
      SQLResultColumn(expression(column.expression, depth: depth + 1), alias: column.alias)
    }
    result.from = joins(core.from, depth: depth + 1)
    result.where = core.where.map { expression($0, depth: depth + 1) }
    result.groupBy = core.groupBy.map { expression($0, depth: depth + 1) }
    result.having = core.having.map { expression($0, depth: depth + 1) }
    for position in result.windows.indices {
      result.windows[position].window = window(core.windows[position].window, depth: depth + 1)
    }
    result.values = core.values.map { row in row.map { expression($0, depth: depth + 1) } }
    return result
  }

  private mutating func joins(_ joins: [SQLJoin], depth: Int) -> [SQLJoin] {
    guard depth < PlanLimits.depth else {
      fail("the query is nested deeper than \(PlanLimits.depth) levels")
      return []
    }
    return joins.map { join in
      var result = join
      result.item = item(join.item, depth: depth + 1)
      if case .on(let condition) = join.condition {
        result.condition = .on(expression(condition, depth: depth + 1))
      }
      return result
    }
  }

  private mutating func item(_ item: SQLFromItem, depth: Int) -> SQLFromItem {
    switch item {
    case .table(let reference):
      return .table(SQLTableReference(tableName(reference.name), alias: reference.alias))
    case .subquery(let select, let alias, let columns, isLateral: _):
      if !columns.isEmpty, select.with == nil {
        // SQLite has no column list behind an alias: the names go to the result columns.
        return .subquery(
          self.select(renamed(select, columns), depth: depth + 1), alias: alias, columns: [], isLateral: false)
      }
      return .subquery(self.select(select, depth: depth + 1), alias: alias, columns: [], isLateral: false)
    case .function(let call, let alias, let columns):
      if ["json_each", "json_tree"].contains(call.name.lowercased()) {
        return .function(self.call(call, depth: depth + 1), alias: alias, columns: [])
      }
      let names = columns.isEmpty ? [alias ?? call.name] : columns
      let values = names.map { SQLResultColumn(.literal(.null), alias: $0) }
      let rows = SQLSelect(SQLSelectCore(columns: values))
      return .subquery(rows, alias: alias ?? call.name, columns: [], isLateral: false)
    case .group(let joins):
      return .group(self.joins(joins, depth: depth + 1))
    }
  }

  private func renamed(_ select: SQLSelect, _ columns: [String]) -> SQLSelect {
    var result = select
    guard !result.cores.isEmpty else { return result }
    if result.cores[0].columns.isEmpty, let row = result.cores[0].values.first {
      // VALUES has no names: the first row becomes a SELECT.
      result.cores[0] = SQLSelectCore(columns: row.map { SQLResultColumn($0) })
    }
    for (position, name) in columns.enumerated() where position < result.cores[0].columns.count {
      result.cores[0].columns[position].alias = name
    }
    return result
  }

  /// Drops the schema: one in-memory database holds one schema root.
  mutating func tableName(_ name: SQLTableName) -> SQLTableName {
    if name.isHole { fail("the name of a table is not known before the program runs") }
    return SQLTableName(name.name)
  }

  mutating func term(_ term: SQLOrderingTerm, depth: Int) -> SQLOrderingTerm {
    SQLOrderingTerm(
      expression(term.expression, depth: depth), isDescending: term.isDescending, nullsFirst: term.nullsFirst)
  }

  mutating func window(_ window: SQLWindow, depth: Int) -> SQLWindow {
    var result = window
    result.partitionBy = window.partitionBy.map { expression($0, depth: depth + 1) }
    result.orderBy = window.orderBy.map { term($0, depth: depth + 1) }
    result.frame = nil
    return result
  }
}

extension SQLSelect {
  /// Whether any part names a table or subquery to read.
  fileprivate var readsSomething: Bool {
    with != nil || cores.contains { !$0.from.isEmpty || $0.where != nil || !$0.columns.allSatisfy(\.isPlain) }
  }
}

extension SQLResultColumn {
  fileprivate var isPlain: Bool {
    switch expression {
    case .literal, .placeholder, .hole, .column, .star: return true
    default: return false
    }
  }
}
