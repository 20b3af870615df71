// Sorts a repository's statements for planning: each is put in SQLite's terms, given the schema root that holds its
// tables, joined with equal ones, and grouped by the tables that it reads, so that small databases answer.

import Facts
import Findings
import Syntax

/// Statements that read the same tables of one root.
struct StatementGroup: Sendable {
  var root: SchemaRoot
  var tables: [TableDeclaration]
  var views: [ViewDeclaration]
  var sizes: TableSizes
  var statements: [PlannedStatement]
}

struct Workload: Sendable {
  let catalog: SchemaCatalog
  private(set) var groups: [StatementGroup] = []
  private(set) var untranslated: [UntranslatedStatement] = []
  private(set) var statementsSeen = 0
  private(set) var statementsWithoutLookup = 0
  private(set) var popularity: [SchemaRoot: ColumnPopularity] = [:]
  private var roots: [SchemaRoot: Root] = [:]
  private(set) var tables: [SchemaRoot: [TableDeclaration]] = [:]
  /// The roots that declare a table, by folded name, and those that declare a view.
  private var rootsOfTable: [String: Set<SchemaRoot>] = [:]
  private var rootsOfView: [String: [SchemaRoot]] = [:]
  private var groupPositions: [String: Int] = [:]
  private var statementPositions: [String: (group: Int, statement: Int)] = [:]

  /// One root's declarations, ready for look-up.
  private struct Root: Sendable {
    var names: NamedTables
    var views: [String: ViewDeclaration]
    var sizes: TableSizes
  }

  init(catalog: SchemaCatalog, options: PlannerOptions) {
    self.catalog = catalog
    for table in catalog.tables {
      tables[table.root, default: []].append(table)
      rootsOfTable[foldedName(table.name), default: []].insert(table.root)
    }
    var viewsOfRoot: [SchemaRoot: [ViewDeclaration]] = [:]
    for view in catalog.views {
      viewsOfRoot[view.root, default: []].append(view)
      rootsOfView[foldedName(view.name), default: []].append(view.root)
    }
    for root in catalog.roots {
      let views = viewsOfRoot[root] ?? []
      let declared = tables[root] ?? []
      roots[root] = Root(
        names: NamedTables(tables: declared, views: views),
        views: Dictionary(views.map { (foldedName($0.name), $0) }, uniquingKeysWith: { first, _ in first }),
        sizes: TableSizes(declared, assumptions: options.assumptions, statistics: options.statistics))
    }
  }

  /// A statement as far as it can be prepared by itself.
  private enum Prepared: Sendable {
    /// Nothing to plan; `isRow` for a statement that counts.
    case nothing(isRow: Bool)
    case withoutLookup
    case failed(reason: String)
    case ready(root: SchemaRoot, shape: StatementShape, text: String, doubleQuotedNames: Set<String>)
  }

  /// Statements that one piece of work prepares.
  private static let statementsPerPiece = 64

  mutating func add(_ facts: [StatementFact], _ runner: any WorkRunner) {
    let size = Workload.statementsPerPiece
    let workload = self
    let pieces = runner.map((facts.count + size - 1) / size) { piece in
      facts[piece * size..<min((piece + 1) * size, facts.count)].map(workload.prepared)
    }
    learn(from: pieces.joined())
    for (position, prepared) in pieces.joined().enumerated() { add(prepared, of: facts[position], at: position) }
  }

  func sizes(of root: SchemaRoot) -> TableSizes? { roots[root]?.sizes }

  private mutating func learn(from prepared: some Sequence<Prepared>) {
    var evidence: [SchemaRoot: ValueEvidence] = [:]
    for case .ready(let root, let shape, text: _, doubleQuotedNames: _) in prepared {
      evidence[root, default: ValueEvidence()].learn(shape)
    }
    for (root, found) in evidence { roots[root]?.sizes.learn(found, tables[root] ?? []) }
  }

  private mutating func add(_ prepared: Prepared, of fact: StatementFact, at position: Int) {
    switch prepared {
    case .nothing(let isRow):
      statementsSeen += isRow ? 1 : 0
      statementsWithoutLookup += isRow ? 1 : 0
    case .withoutLookup:
      statementsSeen += 1
      statementsWithoutLookup += 1
    case .failed(let reason):
      statementsSeen += 1
      untranslated.append(UntranslatedStatement(location: fact.location, reason: reason))
    case .ready(let name, let shape, let text, let doubleQuotedNames):
      statementsSeen += 1
      guard let root = roots[name] else { return }
      popularity[name, default: ColumnPopularity()].count(shape, weight: fact.weight)
      let statementKey = name.name + "\u{0}" + text
      if let known = statementPositions[statementKey] {
        groups[known.group].statements[known.statement].facts.append(position)
        let depth = groups[known.group].statements[known.statement].loopDepth
        groups[known.group].statements[known.statement].loopDepth = max(depth, fact.loopDepth)
        return
      }
      let group = groupPosition(for: shape, root: name, root)
      statementPositions[statementKey] = (group, groups[group].statements.count)
      groups[group].statements.append(
        PlannedStatement(
          facts: [position], text: text, shape: shape, loopDepth: fact.loopDepth,
          doubleQuotedNames: doubleQuotedNames))
    }
  }

  private func prepared(_ fact: StatementFact) -> Prepared {
    var translator = QueryTranslator()
    let query: SQLSelect
    switch translator.translate(fact.statement) {
    case .nothingToPlan: return .nothing(isRow: fact.statement.isRowStatement)
    case .failed(let reason): return .failed(reason: reason)
    case .query(let translated): query = translated
    }
    let named = tableNames(in: query)
    guard let name = root(for: named, of: fact), let root = roots[name] else {
      guard let first = named.min() else { return .withoutLookup }
      let missing = named.sorted().first { catalog.tables(named: $0).isEmpty } ?? first
      return .failed(reason: "table `\(missing)` is not declared")
    }
    let shape = StatementReader.shape(of: query, catalog: root.names)
    if let missing = shape.unknownTables.first { return .failed(reason: "table `\(missing)` is not declared") }
    guard !shape.uses.isEmpty else { return .withoutLookup }
    let printed = printSQL(.select(query), dialect: .sqlite)
    if let reason = printed.untranslated.first { return .failed(reason: "SQLite has no \(reason)") }
    return .ready(
      root: name, shape: shape, text: printed.text, doubleQuotedNames: translator.doubleQuotedNames)
  }

  mutating func replace(_ statement: PlannedStatement, at position: Int, inGroup group: Int) {
    groups[group].statements[position] = statement
  }

  /// The statement read again with some double-quoted names taken for strings.
  func reread(
    _ statement: PlannedStatement, fact: StatementFact, root: SchemaRoot, strings: Set<String>
  ) -> PlannedStatement? {
    var translator = QueryTranslator(stringsInDoubleQuotes: strings)
    guard case .query(let query) = translator.translate(fact.statement), let names = roots[root]?.names else {
      return nil
    }
    var result = statement
    result.text = sqliteText(.select(query))
    result.isReread = true
    result.shape = StatementReader.shape(of: query, catalog: names)
    return result
  }

  private mutating func groupPosition(for shape: StatementShape, root name: SchemaRoot, _ root: Root) -> Int {
    var tables: [String: TableDeclaration] = [:]
    for use in shape.uses { tables[foldedName(use.table.name)] = use.table }
    let views = Set(shape.views.map(foldedName)).sorted()
    let key = ([name.name] + tables.keys.sorted() + ["\u{0}"] + views).joined(separator: "\u{0}")
    if let known = groupPositions[key] { return known }
    groupPositions[key] = groups.count
    groups.append(
      StatementGroup(
        root: name, tables: tables.keys.sorted().compactMap { tables[$0] }, views: views.compactMap { root.views[$0] },
        sizes: root.sizes, statements: []))
    return groups.count - 1
  }

  /// The root that declares the most of the named tables; of equals the one nearest to the statement's file.
  private func root(for names: Set<String>, of fact: StatementFact) -> SchemaRoot? {
    if let root = fact.root, roots[root] != nil { return root }
    var counts: [SchemaRoot: Int] = [:]
    for name in names {
      for root in rootsOfTable[name] ?? [] { counts[root, default: 0] += 1 }
      for root in rootsOfView[name] ?? [] { counts[root, default: 0] += 1 }
    }
    let best = counts.max { a, b in
      if a.value != b.value { return a.value < b.value }
      let nearA = sharedFolders(a.key.name, fact.location.path)
      let nearB = sharedFolders(b.key.name, fact.location.path)
      return nearA != nearB ? nearA < nearB : a.key > b.key
    }
    return best?.key
  }
}

/// How many leading path parts two paths share.
private func sharedFolders(_ a: String, _ b: String) -> Int {
  let slash = UInt8(ascii: "/")
  var shared = 0
  var left = a.utf8.makeIterator()
  var right = b.utf8.makeIterator()
  while true {
    let first = left.next()
    let second = right.next()
    let endsPart = (first == nil || first == slash) && (second == nil || second == slash)
    if endsPart { shared += 1 }
    guard let first, let second, first == second else { return shared }
  }
}

/// The tables and views that a query names, folded, common table expressions left out.
func tableNames(in query: SQLSelect) -> Set<String> {
  var collector = TableNameCollector()
  collector.collect(query, depth: 0)
  return collector.names.subtracting(collector.commonNames)
}

private struct TableNameCollector {
  var names: Set<String> = []
  var commonNames: Set<String> = []

  mutating func collect(_ query: SQLSelect, depth: Int) {
    guard depth < PlanLimits.depth else { return }
    for table in query.with?.tables ?? [] {
      commonNames.insert(foldedName(table.name))
      if case .select(let select) = table.statement { collect(select, depth: depth + 1) }
    }
    for core in query.cores {
      collect(core.from, depth: depth + 1)
      for column in core.columns { collect(column.expression, depth: depth + 1) }
      if let condition = core.where { collect(condition, depth: depth + 1) }
      if let having = core.having { collect(having, depth: depth + 1) }
    }
    for term in query.orderBy { collect(term.expression, depth: depth + 1) }
  }

  private mutating func collect(_ joins: [SQLJoin], depth: Int) {
    guard depth < PlanLimits.depth else { return }
    for join in joins {
      switch join.item {
      case .table(let reference): names.insert(foldedName(reference.name.name))
      case .subquery(let select, alias: _, columns: _, isLateral: _): collect(select, depth: depth + 1)
      case .function: break
      case .group(let joins): collect(joins, depth: depth + 1)
      }
      if case .on(let condition) = join.condition { collect(condition, depth: depth + 1) }
    }
  }

  private mutating func collect(_ expression: SQLExpression, depth: Int) {
    guard depth < PlanLimits.depth * 4 else { return }
    switch expression {
    case .exists(let select), .subquery(let select), .inSubquery(_, let select, isNegated: _):
      collect(select, depth: depth + 1)
    case .inTable(_, let table, isNegated: _):
      names.insert(foldedName(table.name))
    default:
      break
    }
    for part in expression.parts { collect(part, depth: depth + 1) }
  }
}

extension SQLStatement {
  /// SELECT, INSERT, UPDATE and DELETE: what advice counts as a statement.
  var isRowStatement: Bool {
    switch self {
    case .select, .insert, .update, .delete: return true
    case .createTable, .createIndex, .createView, .createTrigger, .alterTable, .drop, .opaque: return false
    }
  }
}
