// Walks a translated query and collects its shape: scopes, table uses and orders. What a single condition restricts is
// decided in StatementReader+Conditions.swift.

import Facts
import Syntax

/// The tables and views that a query may name.
struct NamedTables: Sendable {
  private let tables: [String: TableDeclaration]
  private let views: [String: ViewDeclaration]

  init(tables: [TableDeclaration], views: [ViewDeclaration]) {
    self.tables = Dictionary(tables.map { (foldedName($0.name), $0) }, uniquingKeysWith: { first, _ in first })
    self.views = Dictionary(views.map { (foldedName($0.name), $0) }, uniquingKeysWith: { first, _ in first })
  }

  func table(_ name: String) -> TableDeclaration? { tables[foldedName(name)] }
  func view(_ name: String) -> ViewDeclaration? { views[foldedName(name)] }
}

/// Collects the shape of one query.
struct StatementReader {
  let catalog: NamedTables
  var shape = StatementShape()
  private(set) var scopes: [Scope] = []
  private var coreCount = 0
  private var viewDepth = 0
  /// Whether the next SELECT only asks whether there are rows.
  var ignoresResult = false

  /// A column of a base table that a name stands for.
  struct Target: Hashable {
    var use: Int
    var column: String
  }

  /// The columns that a FROM item offers.
  enum Columns {
    /// A base table: its declared columns.
    case use(Int)
    /// A subquery, CTE or view: result names, with the base column behind those that are plain.
    case derived([DerivedColumn])
    /// Nothing is known of them.
    case unknown
  }

  /// A result column of a subquery, with the base column behind it if it is plain.
  struct DerivedColumn {
    var name: String
    var target: Target?
  }

  /// One SELECT core's names.
  struct Scope {
    var parent: Int?
    var core: Int
    var items: [(name: String, columns: Columns)] = []
    /// Result columns that ORDER BY and GROUP BY may name.
    var aliases: [String: SQLExpression] = [:]
  }

  typealias CommonTables = [String: Columns]

  init(catalog: NamedTables) { self.catalog = catalog }

  static func shape(of query: SQLSelect, catalog: NamedTables) -> StatementShape {
    var reader = StatementReader(catalog: catalog)
    reader.shape.hasLimit = query.limit != nil
    reader.shape.limit = query.limit.flatMap(integerValue)
    _ = reader.read(query, parent: nil, common: [:], depth: 0)
    return reader.shape
  }

  // MARK: Queries

  /// Reads a query and returns its result columns.
  mutating func read(_ query: SQLSelect, parent: Int?, common: CommonTables, depth: Int) -> Columns {
    guard depth < PlanLimits.depth else { return .unknown }
    var common = common
    for table in query.with?.tables ?? [] {
      let name = foldedName(table.name)
      common[name] = .unknown
      guard case .select(let select) = table.statement else { continue }
      common[name] = read(select, parent: parent, common: common, depth: depth + 1).renamed(to: table.columns)
    }
    var result = Columns.unknown
    for (position, core) in query.cores.enumerated() {
      let scope = readCore(core, parent: parent, common: common, depth: depth + 1)
      if position == 0 { result = resultColumns(of: core, in: scope) }
      if query.cores.count == 1 { readOrders(of: query, core, in: scope) }
      for term in query.orderBy {
        readSubqueries(in: term.expression, scope, common, depth + 1)
        markColumns(term.expression, scope)
      }
    }
    if query.cores.count > 1 {
      // A base column behind a compound's result would be restricted in the first part only.
      result = .unknown
    }
    return result
  }

  private mutating func readCore(_ core: SQLSelectCore, parent: Int?, common: CommonTables, depth: Int) -> Int {
    let scope = scopes.count
    let showsRows = !ignoresResult
    ignoresResult = false
    scopes.append(Scope(parent: parent, core: coreCount))
    coreCount += 1
    readJoins(core.from, scope, common, depth)
    for column in core.columns {
      if let alias = column.alias { scopes[scope].aliases[foldedName(alias)] = column.expression }
    }
    if let condition = core.where { readCondition(condition, scope, common, depth) }
    if let having = core.having { readSubqueries(in: having, scope, common, depth) }
    for column in core.columns { readSubqueries(in: column.expression, scope, common, depth) }
    for row in core.values {
      for value in row { readSubqueries(in: value, scope, common, depth) }
    }
    if showsRows { for column in core.columns { markColumns(column.expression, scope) } }
    for expression in [core.where, core.having].compactMap({ $0 }) + core.groupBy { markColumns(expression, scope) }
    return scope
  }

  /// Notes the columns that an expression of a SELECT reads.
  private mutating func markColumns(_ expression: SQLExpression, _ scope: Int) {
    if case .star(let table) = expression {
      for item in scopes[scope].items where table.map({ foldedName($0) == item.name }) ?? true {
        for column in allColumns(of: item.columns) { mark(column.target) }
      }
      return
    }
    var names: [SQLColumnName] = []
    forEachColumn(in: expression, depth: 0) { names.append($0) }
    for name in names { mark(resolve(name, in: scope)?.target) }
  }

  private mutating func mark(_ target: Target?) {
    guard let target else { return }
    shape.uses[target.use].columns.insert(foldedName(target.column))
  }

  private mutating func readJoins(_ joins: [SQLJoin], _ scope: Int, _ common: CommonTables, _ depth: Int) {
    guard depth < PlanLimits.depth else { return }
    for join in joins {
      let firstUse = shape.uses.count
      readItem(join.item, scope, common, depth)
      if join.kind == .left || join.kind == .full {
        for use in firstUse..<shape.uses.count { shape.uses[use].isOptional = true }
      }
      switch join.condition {
      case .none: continue
      case .on(let condition):
        readCondition(condition, scope, common, depth)
        markColumns(condition, scope)
      case .using(let names): readUsing(names, scope)
      }
    }
  }

  private mutating func readItem(_ item: SQLFromItem, _ scope: Int, _ common: CommonTables, _ depth: Int) {
    switch item {
    case .table(let reference):
      let name = reference.alias ?? reference.name.name
      scopes[scope].items.append((foldedName(name), columns(of: reference, scope, common, depth)))
    case .subquery(let select, let alias, columns: _, isLateral: _):
      let columns = read(select, parent: scopes[scope].parent, common: common, depth: depth + 1)
      scopes[scope].items.append((foldedName(alias ?? ""), columns))
    case .function(_, let alias, columns: _):
      scopes[scope].items.append((foldedName(alias ?? ""), .unknown))
    case .group(let joins):
      readJoins(joins, scope, common, depth + 1)
    }
  }

  private mutating func columns(
    of reference: SQLTableReference, _ scope: Int, _ common: CommonTables, _ depth: Int
  ) -> Columns {
    let name = reference.name.name
    if let columns = common[foldedName(name)] { return columns }
    if let table = catalog.table(name) {
      shape.uses.append(TableUse(table: table, name: reference.alias ?? name, core: scopes[scope].core))
      return .use(shape.uses.count - 1)
    }
    if let view = catalog.view(name), viewDepth < PlanLimits.viewDepth {
      shape.views.append(view.name)
      viewDepth += 1
      defer { viewDepth -= 1 }
      var translator = QueryTranslator()
      guard case .query(let select) = translator.translate(.select(view.select)) else { return .unknown }
      return read(select, parent: nil, common: [:], depth: depth + 1).renamed(to: view.columns)
    }
    shape.unknownTables.append(name)
    return .unknown
  }

  /// `USING (a, b)`: the last item's column equals the same column of an item before it.
  private mutating func readUsing(_ names: [String], _ scope: Int) {
    guard let last = scopes[scope].items.last else { return }
    for name in names {
      guard let right = target(named: name, in: last.columns) else { continue }
      for item in scopes[scope].items.dropLast() {
        guard let left = target(named: name, in: item.columns) else { continue }
        addJoin(left, right)
        break
      }
    }
  }

  mutating func addJoin(_ left: Target, _ right: Target) {
    guard left.use != right.use else { return }
    mark(left)
    mark(right)
    shape.uses[left.use].conditions.append(
      Condition(key: SoughtKey(column: left.column), restriction: .join(use: right.use, column: right.column)))
    shape.uses[right.use].conditions.append(
      Condition(key: SoughtKey(column: right.column), restriction: .join(use: left.use, column: left.column)))
  }

  // MARK: Names

  private func resultColumns(of core: SQLSelectCore, in scope: Int) -> Columns {
    // A restriction on the result of a grouping or of a window cannot always move inside; the planner decides.
    var names: [DerivedColumn] = []
    for column in core.columns {
      switch column.expression {
      case .star(let table):
        for item in scopes[scope].items where table.map({ foldedName($0) == item.name }) ?? true {
          names += allColumns(of: item.columns)
        }
      case .column(let name):
        let target = resolve(name, in: scope)?.target
        names.append(DerivedColumn(name: foldedName(column.alias ?? name.name), target: target))
      default:
        names.append(DerivedColumn(name: foldedName(column.alias ?? ""), target: nil))
      }
    }
    return .derived(names)
  }

  private func allColumns(of columns: Columns) -> [DerivedColumn] {
    switch columns {
    case .use(let use):
      return shape.uses[use].table.columns.map { column in
        DerivedColumn(name: foldedName(column.name), target: Target(use: use, column: column.name))
      }
    case .derived(let inner): return inner
    case .unknown: return []
    }
  }

  /// The base column that a name means, looking outwards through the enclosing queries.
  func resolve(_ name: SQLColumnName, in scope: Int) -> (target: Target, isOuter: Bool)? {
    var current: Int? = scope
    var isOuter = false
    while let position = current {
      let items = scopes[position].items
      if let table = name.table {
        if let item = items.first(where: { $0.name == foldedName(table) }) {
          return target(named: name.name, in: item.columns).map { ($0, isOuter) }
        }
      } else {
        for item in items {
          if let target = target(named: name.name, in: item.columns) { return (target, isOuter) }
        }
      }
      current = scopes[position].parent
      isOuter = true
    }
    return nil
  }

  func target(named name: String, in columns: Columns) -> Target? {
    switch columns {
    case .use(let use):
      return shape.uses[use].table.column(name).map { Target(use: use, column: $0.name) }
    case .derived(let columns):
      let name = foldedName(name)
      return columns.first { $0.name == name }?.target
    case .unknown:
      return nil
    }
  }

  // MARK: Orders

  private mutating func readOrders(of query: SQLSelect, _ core: SQLSelectCore, in scope: Int) {
    let isLimited = query.limit != nil
    let limit = query.limit.flatMap(integerValue)
    if !core.groupBy.isEmpty {
      let terms = core.groupBy.map { SQLOrderingTerm($0) }
      addOrder(terms, in: scope, isLimited: false, limit: nil, purpose: .groupBy)
    } else if !query.orderBy.isEmpty {
      addOrder(query.orderBy, in: scope, isLimited: isLimited, limit: limit, purpose: .orderBy)
    }
  }

  private mutating func addOrder(
    _ terms: [SQLOrderingTerm], in scope: Int, isLimited: Bool, limit: Int?, purpose: SortPurpose
  ) {
    var found: [SoughtOrder.Term] = []
    var use: Int?
    for term in terms {
      guard let (target, key) = soughtKey(term.expression, in: scope, usesAliases: true) else { break }
      guard target.use == use ?? target.use else { break }
      use = target.use
      found.append(SoughtOrder.Term(key: key, isDescending: term.isDescending))
    }
    guard let use, !found.isEmpty else { return }
    // An order that goes on with other tables' columns is still served by its beginning, but not limited by it.
    let isWhole = found.count == terms.count
    shape.uses[use].order = SoughtOrder(
      terms: found, isLimited: isLimited && isWhole, limit: limit, purpose: purpose)
  }

  /// The key that an expression is: a column, or a deterministic function of one column alone.
  func soughtKey(
    _ expression: SQLExpression, in scope: Int, usesAliases: Bool = false
  ) -> (target: Target, key: SoughtKey)? {
    switch expression {
    case .column(let name):
      if let found = resolve(name, in: scope), !found.isOuter {
        return (found.target, SoughtKey(column: found.target.column))
      }
      guard usesAliases, name.table == nil, let meant = scopes[scope].aliases[foldedName(name.name)] else {
        return nil
      }
      return soughtKey(meant, in: scope)
    case .function(let call):
      guard ["lower", "upper"].contains(call.name.lowercased()), call.arguments.count == 1, call.over == nil,
        case .column(let name) = call.arguments[0], let found = resolve(name, in: scope), !found.isOuter
      else { return nil }
      return (found.target, SoughtKey(column: found.target.column, function: call.name.lowercased()))
    case .collate(let inner, _):
      return soughtKey(inner, in: scope)
    default:
      return nil
    }
  }
}

extension StatementReader.Columns {
  /// Gives the columns new names, in order.
  fileprivate func renamed(to names: [String]) -> StatementReader.Columns {
    guard !names.isEmpty else { return self }
    guard case .derived(let columns) = self, columns.count == names.count else { return .unknown }
    return .derived(
      zip(columns, names).map { StatementReader.DerivedColumn(name: foldedName($1), target: $0.target) })
  }
}

/// The value of an integer literal.
func integerValue(_ expression: SQLExpression) -> Int? {
  guard case .literal(.integer(let digits)) = expression else { return nil }
  return Int(digits)
}
