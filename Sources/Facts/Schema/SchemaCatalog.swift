// The tables, indexes and views that a repository declares, kept apart by schema root. Decides what is one table and
// what is a conflict; how a DDL statement changes the catalog is in SchemaCatalog+Replay.swift.

import Findings
import Syntax

/// A view as declared.
public struct ViewDeclaration: Hashable, Sendable {
  public var name: String
  public var root: SchemaRoot
  public var columns: [String]
  public var select: SQLSelect
  public var location: Location

  public init(name: String, root: SchemaRoot, columns: [String] = [], select: SQLSelect, location: Location) {
    self.name = name
    self.root = root
    self.columns = columns
    self.select = select
    self.location = location
  }
}

/// A part of the schema or a statement that was passed over, and why.
public struct UntranslatedStatement: Hashable, Sendable {
  public var location: Location
  /// Lower case, no full stop.
  public var reason: String

  public init(location: Location, reason: String) {
    self.location = location
    self.reason = reason
  }
}

/// Two declarations of one table that differ.
public struct SchemaConflict: Hashable, Sendable {
  public var table: String
  /// The declaration that counts.
  public var kept: Location
  public var other: Location
  /// Whether the two stand in different roots: both then count, each in its own.
  public var isAcrossRoots: Bool

  public init(table: String, kept: Location, other: Location, isAcrossRoots: Bool) {
    self.table = table
    self.kept = kept
    self.other = other
    self.isAcrossRoots = isAcrossRoots
  }
}

/// All declared tables and views. Names are looked up without regard to case; schema prefixes are dropped.
public struct SchemaCatalog: Sendable {
  /// In order of declaration; dropped tables are gone.
  public internal(set) var tables: [TableDeclaration] = []
  public internal(set) var views: [ViewDeclaration] = []
  /// Redeclarations within one root that differ from the first.
  public internal(set) var conflicts: [SchemaConflict] = []
  /// DDL that could not be applied.
  public internal(set) var untranslated: [UntranslatedStatement] = []

  struct Key: Hashable, Sendable {
    var root: SchemaRoot
    var name: String
  }

  /// The names of `views`, and how many tables each root has.
  var viewNames: Set<Key> = []
  private(set) var tableCounts: [SchemaRoot: Int] = [:]
  /// Positions in `tables`.
  var positions: [Key: Int] = [:]
  /// Positions in `tables` by folded name, over all roots, in order of declaration.
  var positionsByName: [String: [Int]] = [:]

  public init() {}

  /// Adds a table that a model declares, or DDL that was read elsewhere. An equal one in the same root is the same
  /// table; one that differs only by indexes or foreign keys adds them; any other is a conflict, and the first counts.
  public mutating func declare(_ table: TableDeclaration) {
    guard let position = position(of: table.name, in: table.root) else {
      let key = Key(root: table.root, name: foldedName(table.name))
      positions[key] = tables.count
      positionsByName[key.name, default: []].append(tables.count)
      tableCounts[table.root, default: 0] += 1
      tables.append(table)
      return
    }
    let kept = tables[position]
    if kept.hasSameShape(as: table) {
      tables[position].takeIndexes(of: table)
    } else {
      conflicts.append(
        SchemaConflict(table: kept.name, kept: kept.location, other: table.location, isAcrossRoots: false))
    }
  }

  /// The table of that name in a root.
  public func table(_ name: String, in root: SchemaRoot) -> TableDeclaration? {
    position(of: name, in: root).map { tables[$0] }
  }

  /// The tables of that name in all roots.
  public func tables(named name: String) -> [TableDeclaration] {
    (positionsByName[foldedName(name)] ?? []).map { tables[$0] }
  }

  /// All roots that declare something, sorted.
  public var roots: [SchemaRoot] {
    Set(tables.map(\.root)).union(views.map(\.root)).sorted()
  }

  /// Declarations of one table in different roots that differ, in order of declaration.
  public var conflictsAcrossRoots: [SchemaConflict] {
    var found: [SchemaConflict] = []
    for (position, table) in tables.enumerated() {
      guard let first = positionsByName[foldedName(table.name)]?.first, first != position else { continue }
      if tables[first].hasSameShape(as: table) { continue }
      found.append(
        SchemaConflict(
          table: table.name, kept: tables[first].location, other: table.location, isAcrossRoots: true))
    }
    return found
  }

  /// Sets the sizes that a configuration or a database file gives, in every root that has the table.
  public mutating func setRowCounts(_ counts: [String: Int]) {
    for (name, count) in counts {
      for position in positionsByName[foldedName(name)] ?? [] { tables[position].rowCount = max(count, 0) }
    }
  }

  func position(of name: String, in root: SchemaRoot) -> Int? {
    positions[Key(root: root, name: foldedName(name))]
  }

  /// Forgets a table. The tables behind it move up, so this is for schema replay only, where drops are few.
  mutating func remove(at position: Int) {
    let removed = tables.remove(at: position)
    tableCounts[removed.root, default: 1] -= 1
    let name = foldedName(removed.name)
    positions[Key(root: removed.root, name: name)] = nil
    positionsByName[name]?.removeAll { $0 == position }
    // Most tables that are dropped were made shortly before: only what came after them moves up.
    for later in position..<tables.count {
      let name = foldedName(tables[later].name)
      positions[Key(root: tables[later].root, name: name)] = later
      guard let index = positionsByName[name]?.firstIndex(of: later + 1) else { continue }
      positionsByName[name]?[index] = later
    }
  }

  mutating func rename(at position: Int, to name: String) {
    let old = Key(root: tables[position].root, name: foldedName(tables[position].name))
    let new = Key(root: old.root, name: foldedName(name))
    tables[position].name = name
    guard old != new else { return }
    positionsByName[old.name]?.removeAll { $0 == position }
    positions[old] = positionsByName[old.name]?.last { tables[$0].root == old.root }
    let next = positionsByName[new.name, default: []].firstIndex { $0 > position }
    positionsByName[new.name, default: []].insert(position, at: next ?? positionsByName[new.name]?.count ?? 0)
    positions[new] = max(positions[new] ?? position, position)
  }
}

extension TableDeclaration {
  /// Whether the other declares the same columns with the same affinities and the same primary key.
  public func hasSameShape(as other: TableDeclaration) -> Bool {
    guard columns.count == other.columns.count else { return false }
    for (column, theirs) in zip(columns, other.columns)
    where !sameName(column.name, theirs.name) || column.affinity != theirs.affinity {
      return false
    }
    return primaryKey.map(foldedName) == other.primaryKey.map(foldedName)
  }

  /// Adds the other's indexes, unique sets and foreign keys that are not there yet.
  mutating func takeIndexes(of other: TableDeclaration) {
    for index in other.indexes where !indexes.contains(where: { $0.hasSameKeys(as: index) }) {
      indexes.append(index)
    }
    for set in other.uniqueSets where !uniqueSets.contains(where: { $0.hasSameKeys(as: set) }) {
      uniqueSets.append(set)
    }
    for key in other.foreignKeys where !foreignKeys.contains(where: { $0.columns == key.columns }) {
      foreignKeys.append(key)
    }
    rowCount = rowCount ?? other.rowCount
  }
}

extension IndexDeclaration {
  /// Whether the other has the same keys in the same order with the same predicate.
  public func hasSameKeys(as other: IndexDeclaration) -> Bool {
    guard keys.count == other.keys.count, predicate == other.predicate else { return false }
    for (key, theirs) in zip(keys, other.keys) where !key.matches(theirs) { return false }
    return true
  }
}

extension IndexKey {
  /// Whether both order rows alike: the same term, direction and collation.
  public func matches(_ other: IndexKey) -> Bool {
    guard isDescending == other.isDescending, collation.map(foldedName) == other.collation.map(foldedName) else {
      return false
    }
    switch (term, other.term) {
    case (.column(let a), .column(let b)): return sameName(a, b)
    case (.expression(let a), .expression(let b)): return a == b
    case (.column, .expression), (.expression, .column): return false
    }
  }
}
