// How many rows a table is taken to have, and how many distinct values a column. Both only weigh plans against each
// other; every assumed number stands here, with its reason, and a configuration or a database file replaces them.

import Facts

/// What is assumed where nothing is known.
public struct SizeAssumptions: Hashable, Sendable {
  /// Rows of a table of unknown size: large enough that reading all of it is what a request cannot afford.
  public var largeTable = 100_000
  /// Rows of a look-up table: few columns, no reference to others, referenced by several.
  public var lookupTable = 100
  /// Tables up to this size are read whole faster than they are searched twice.
  public var smallTable = 500
  /// Rows that have the same value in an ordinary column; SQLite assumes 10 for the first column of an index too.
  public var rowsPerValue = 10
  /// Child rows of one parent row.
  public var rowsPerParent = 100
  /// Distinct values of a column that holds a kind, a state or a category.
  public var categoryValues = 10
  /// Distinct values of a boolean column or one with a short list of choices.
  public var flagValues = 3
  /// Rows that a query with a LIMIT of unknown size wants.
  public var limit = 20
  /// Members of an IN list of unknown length.
  public var listMembers = 5
  /// Distinct values of a column of which only fixed words are asked for.
  public var enumeratedValues = 25

  public init() {}
}

/// Sizes of the tables of one schema root.
struct TableSizes: Sendable {
  let assumptions: SizeAssumptions
  private var rows: [String: Int] = [:]
  private var small: Set<String> = []
  /// Tables whose rows record what happened.
  private var events: Set<String> = []
  /// Distinct values by table and column.
  private var distinct: [String: [String: Double]] = [:]
  private var evidence = ValueEvidence()

  init(_ tables: [TableDeclaration], assumptions: SizeAssumptions, statistics: DatabaseStatistics?) {
    self.assumptions = assumptions
    var references: [String: Set<String>] = [:]
    for table in tables {
      for key in table.foreignKeys { references[foldedName(key.referencedTable), default: []].insert(table.name) }
    }
    for table in tables {
      let name = foldedName(table.name)
      let isLookup =
        table.columns.count <= 3 && table.isComplete && table.foreignKeys.isEmpty
        && (references[name]?.count ?? 0) >= 2 && table.columns.contains { $0.affinity == .text }
      let isSmall = isLookup || table.isSetUpByHand
      let count = table.rowCount ?? (isSmall ? assumptions.lookupTable : assumptions.largeTable)
      rows[name] = count
      if count <= assumptions.smallTable { small.insert(name) }
      if references[name] == nil && table.columns.contains(where: \.isTime) { events.insert(name) }
    }
    for table in tables {
      let name = foldedName(table.name)
      var values: [String: Double] = [:]
      for column in table.columns {
        let folded = foldedName(column.name)
        let measured = statistics?.rowsPerValue[name]?[folded]
        values[folded] = estimatedDistinctValues(of: column, in: table, rowsPerValue: measured)
      }
      distinct[name] = values
    }
  }

  /// Takes in what the statements tell about values, of columns that nobody measured.
  mutating func learn(_ evidence: ValueEvidence, _ tables: [TableDeclaration]) {
    self.evidence = evidence
    for table in tables {
      let name = foldedName(table.name)
      for (column, known) in evidence.columns[name] ?? [:] where !table.isUniqueColumn(column) {
        guard let before = distinct[name]?[column] else { continue }
        var values = before
        for parent in known.keysOf { values = min(values, Double(rows[parent] ?? assumptions.largeTable)) }
        if known.isEnumeration { values = min(values, enumeratedValues(known.words)) }
        distinct[name]?[column] = max(values, 1)
      }
    }
  }

  /// Letters that stand for something are a handful; words are some more, at least twice as many as were seen.
  private func enumeratedValues(_ words: Set<String>) -> Double {
    if words.allSatisfy({ $0.utf8.count == 1 }) { return Double(max(assumptions.flagValues, words.count)) }
    return Double(max(assumptions.enumeratedValues, words.count * 2))
  }

  /// Mean length of the words that a column is compared with.
  func wordLength(of column: String, in table: TableDeclaration) -> Double? {
    guard let words = evidence.columns[foldedName(table.name)]?[foldedName(column)]?.words, !words.isEmpty else {
      return nil
    }
    return Double(words.reduce(0) { $0 + $1.utf8.count }) / Double(words.count)
  }

  /// Share of the rows that a statement's bounds on a column keep, if it states times and other statements tell the
  /// span that times have here.
  func statedShare(of column: String?, in use: TableUse) -> Double? {
    guard let column, let days = evidence.days, evidence.spansTime, days.last > days.first else { return nil }
    var low = days.first
    var high = days.last
    var isStated = false
    for condition in use.conditions where sameName(condition.key.column, column) {
      guard case .range(let bounds) = condition.restriction else { continue }
      let stated = condition.values.compactMap { value -> Double? in
        if case .text(let text) = value { return dayNumber(text) }
        return nil
      }
      guard stated.count == bounds else { return nil }
      isStated = true
      if bounds > 1 || !condition.isUpperBound { low = max(low, stated[0]) }
      if bounds > 1 || condition.isUpperBound { high = min(high, stated[stated.count - 1]) }
    }
    guard isStated else { return nil }
    return max((high - low) / (days.last - days.first), 0.001)
  }

  func rows(of table: TableDeclaration) -> Double {
    Double(max(rows[foldedName(table.name)] ?? assumptions.largeTable, 1))
  }

  /// Whether the key is a time in a table whose rows record what happened: no other table refers to them, and they go
  /// on growing in number.
  func isEventTime(_ key: IndexKey, _ table: TableDeclaration) -> Bool {
    events.contains(foldedName(table.name)) && key.column.flatMap(table.column)?.isTime ?? false
  }

  func isSmall(_ table: TableDeclaration) -> Bool { small.contains(foldedName(table.name)) }

  /// Distinct values of a column, at least one.
  func distinctValues(of column: String, in table: TableDeclaration) -> Double {
    if let known = distinct[foldedName(table.name)]?[foldedName(column)] { return known }
    return max(rows(of: table) / Double(assumptions.rowsPerValue), 1)
  }

  private func estimatedDistinctValues(
    of column: ColumnDeclaration, in table: TableDeclaration, rowsPerValue measured: Double?
  ) -> Double {
    let rows = rows(of: table)
    if table.isUniqueColumn(column.name) { return rows }
    if let measured { return max(rows / max(measured, 1), 1) }
    if column.isLowSelectivity { return Double(assumptions.flagValues) }
    let key = table.foreignKeys.first { $0.columns.count == 1 && sameName($0.columns[0], column.name) }
    if let key {
      let parents = self.rows[foldedName(key.referencedTable)].map(Double.init) ?? rows
      return max(min(parents, rows / Double(assumptions.rowsPerParent)), 1)
    }
    // What a small table lists, each of its rows names.
    if rows <= Double(assumptions.smallTable) { return rows }
    if isCategoryName(column.name) { return Double(assumptions.categoryValues) }
    return max(rows / Double(assumptions.rowsPerValue), 1)
  }

  /// Share of the rows that one bound on a column keeps: a quarter, as SQLite assumes, but of a time mostly the latest.
  func boundShare(of column: String?, in table: TableDeclaration) -> Double {
    let isTime = column.flatMap(table.column)?.isTime ?? false
    return isTime ? 1 / 16 : 1 / 4
  }

  /// Share of the rows that an equality with one value keeps.
  func equalityShare(of column: String, in table: TableDeclaration) -> Double {
    1 / distinctValues(of: column, in: table)
  }

  /// The `stat` text of sqlite_stat1 for an index: rows, then rows per distinct prefix (sqlite.org/fileformat2.html
  /// section 2.6.3).
  func statistics(keys: [IndexKey], isUnique: Bool, of table: TableDeclaration) -> String {
    let rows = rows(of: table)
    var parts = [String(Int(rows))]
    var distinct = 1.0
    for (position, key) in keys.enumerated() {
      let values = key.column.map { distinctValues(of: $0, in: table) } ?? rows / Double(assumptions.rowsPerValue)
      distinct = min(distinct * values, rows)
      let isWhole = isUnique && position == keys.count - 1
      parts.append(String(isWhole ? 1 : max(Int((rows / distinct).rounded()), 1)))
    }
    return parts.joined(separator: " ")
  }
}

/// Names of columns that hold one of a few words.
private let categoryNames: Set<String> = [
  "status", "state", "type", "kind", "level", "priority", "role", "gender", "currency", "language",
  "locale", "country", "severity", "visibility", "mode", "format", "provider", "platform", "scope", "stage", "action",
]

/// Whether the name says that the column holds a kind, a state or a category.
func isCategoryName(_ column: String) -> Bool {
  let name = foldedName(column)
  if categoryNames.contains(name) { return true }
  guard let underscore = name.utf8.lastIndex(of: 0x5F) else { return false }
  return categoryNames.contains(String(name[name.utf8.index(after: underscore)...]))
}

/// Whether the name says that the column holds what its row passes through: most rows are past it.
func isStateName(_ column: String) -> Bool {
  let name = foldedName(column)
  return name.hasSuffix("status") || name.hasSuffix("state") || name.hasSuffix("stage")
}

/// Columns that hold an order made by hand.
private let handOrders: Set<String> = ["order", "ordering", "sort_order", "display_order"]

/// What the names of tables end in whose rows somebody designs one by one.
private let designedNames = ["theme", "template", "layout", "stylesheet"]

/// The same, unless they belong to something else: a link table is named after both its ends. Django's groups of users
/// are `auth_group`.
private let setUpNames = ["auth_group", "kind", "permission", "region", "role", "type"]

extension ColumnDeclaration {
  /// Whether it holds a date or a point in time.
  var isTime: Bool {
    let type = type.lowercased()
    return type.hasPrefix("date") || type.hasPrefix("timestamp")
  }

  /// Whether it is declared for texts of any length, which the b-trees of most databases do not take whole.
  var isLongText: Bool {
    let type = type.lowercased()
    return type == "longtext" || type == "mediumtext"
  }
}

extension TableDeclaration {
  /// Whether the name says that its rows are set up one by one: themes, templates, roles, types, settings of the whole.
  fileprivate var isSetUpByHand: Bool {
    let name = nameOfOne
    // Who puts rows in order by hand has some of them.
    if foreignKeys.isEmpty, columns.contains(where: { handOrders.contains(foldedName($0.name)) }) { return true }
    if name.hasSuffix("setting") { return !foreignKeys.contains { isPerson(foldedName($0.referencedTable)) } }
    return designedNames.contains { name.hasSuffix($0) }
      || foreignKeys.allSatisfy { foldedName($0.referencedTable) == foldedName(self.name) }
        && setUpNames.contains { name.hasSuffix($0) }
  }

  /// The table's name as of one of its rows, folded: `category` for `categories`.
  private var nameOfOne: String {
    let name = foldedName(name)
    if name.hasSuffix("ies") { return name.dropLast(3) + "y" }
    return name.hasSuffix("s") ? String(name.dropLast()) : name
  }

  private func isPerson(_ table: String) -> Bool {
    ["user", "users", "account", "accounts", "customer", "customers", "member", "members"].contains {
      table.hasSuffix($0)
    }
  }

  func isForeignKey(_ name: String) -> Bool {
    foreignKeys.contains { $0.columns.count == 1 && sameName($0.columns[0], name) }
  }

  /// Whether no two rows share the column's value.
  func isUniqueColumn(_ name: String) -> Bool {
    if primaryKey.count == 1 && sameName(primaryKey[0], name) { return true }
    if column(name)?.isUnique ?? false { return true }
    let sets = uniqueSets + indexes.filter { $0.isUnique && $0.predicate == nil }
    return sets.contains { $0.keys.count == 1 && ($0.keys[0].column.map { sameName($0, name) } ?? false) }
  }
}
