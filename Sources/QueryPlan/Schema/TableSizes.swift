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
      let count = table.rowCount ?? (isLookup ? assumptions.lookupTable : assumptions.largeTable)
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

extension ColumnDeclaration {
  /// Whether it holds a date or a point in time.
  var isTime: Bool {
    let type = type.lowercased()
    return type.hasPrefix("date") || type.hasPrefix("timestamp")
  }
}

extension TableDeclaration {
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
