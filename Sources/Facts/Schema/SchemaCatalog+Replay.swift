// Replays DDL statements, in the order given, into the catalog. What SQLite cannot hold or what names unknown tables
// is recorded, never dropped silently. Which file comes first is the caller's decision.

import Findings
import Syntax

private let unknownName = "the table's name is not known before the program runs"

extension SchemaCatalog {
  /// Applies one statement; statements that are no DDL change nothing.
  ///
  /// - Parameters:
  ///   - root: The schema root that the statement's file belongs to.
  ///   - location: Place of the statement.
  ///   - rangesAreInFile: Whether the ranges of columns and constraints are offsets into `location.path`. False for
  ///     a statement out of a string literal, whose parts are then all told at `location`.
  public mutating func apply(
    _ statement: SQLStatement, root: SchemaRoot, at location: Location, rangesAreInFile: Bool = true
  ) {
    let place = Place(root: root, location: location, rangesAreInFile: rangesAreInFile)
    switch statement {
    case .createTable(let create): apply(create, place)
    case .createIndex(let create): apply(create, place)
    case .createView(let create): apply(create, place)
    case .alterTable(let alter): apply(alter, place)
    case .drop(let drop): apply(drop, place)
    case .select, .insert, .update, .delete, .createTrigger, .opaque: return
    }
  }

  private struct Place {
    var root: SchemaRoot
    var location: Location
    var rangesAreInFile: Bool

    func part(_ range: ByteRange) -> Location {
      rangesAreInFile && !range.isEmpty ? Location(path: location.path, range: range) : location
    }
  }

  private mutating func fail(_ place: Place, _ reason: String) {
    untranslated.append(UntranslatedStatement(location: place.location, reason: reason))
  }

  /// Says that a table was not found: it is not declared, or its name is made only when the program runs.
  private mutating func fail(_ place: Place, _ change: String, _ table: SQLTableName) {
    let isMade = table.isHole || table.name.contains("{") || table.name.contains("%(")
    fail(place, isMade ? unknownName : "\(change) `\(table.name)`, a table that is not declared")
  }

  /// Where a table of this name is: in the root itself, or else in the only other root that declares it (a delta
  /// beside the folder of the snapshot).
  private func find(_ name: SQLTableName, _ place: Place) -> Int? {
    if let position = position(of: name.name, in: place.root) { return position }
    guard let others = positionsByName[foldedName(name.name)], others.count == 1 else { return nil }
    return others[0]
  }

  // MARK: CREATE

  private mutating func apply(_ create: SQLCreateTable, _ place: Place) {
    guard !create.isTemporary else { return }
    guard !create.table.isHole else { return fail(place, unknownName) }
    if create.ifNotExists, position(of: create.table.name, in: place.root) != nil { return }
    var table = TableDeclaration(name: create.table.name, root: place.root, location: place.location)
    table.isWithoutRowid = create.withoutRowID
    table.isVirtual = create.module != nil
    if let like = create.likeTable, let position = find(like, place) { table.takeColumns(of: tables[position]) }
    if create.likeTable != nil && table.columns.isEmpty { table.isComplete = false }
    if let select = create.select { table.takeColumns(of: select, at: place.location) }
    if let module = create.module { table.takeColumns(of: module, at: place.location) }
    for column in create.columns { table.add(column, at: place.part(column.range)) }
    for constraint in create.constraints { table.add(constraint, at: place.part(constraint.range)) }
    for index in create.indexes { table.add(index, at: place.part(index.range)) }
    declare(table)
  }

  private mutating func apply(_ create: SQLCreateIndex, _ place: Place) {
    guard let position = find(create.table, place) else {
      return fail(place, "index on", create.table)
    }
    let index = IndexDeclaration(
      name: create.name, keys: create.columns.map(IndexKey.init), isUnique: create.isUnique, predicate: create.where,
      included: create.include, method: IndexMethod(keyword: create.method, keys: create.columns),
      location: place.location)
    if let name = create.name, tables[position].indexes.contains(where: { $0.hasName(name) }) { return }
    tables[position].indexes.append(index)
  }

  private mutating func apply(_ create: SQLCreateView, _ place: Place) {
    guard !create.isTemporary, !create.name.isHole else { return }
    guard viewNames.insert(Key(root: place.root, name: foldedName(create.name.name))).inserted else { return }
    views.append(
      ViewDeclaration(
        name: create.name.name, root: place.root, columns: create.columns, select: create.select,
        location: place.location))
  }

  // MARK: ALTER and DROP

  private mutating func apply(_ alter: SQLAlterTable, _ place: Place) {
    guard let position = find(alter.table, place) else {
      return fail(place, "change of", alter.table)
    }
    // A model says how its table is in the end: earlier changes add no more than indexes to it.
    let isFinal = tables[position].model != nil && tables[position].root != place.root
    for action in alter.actions where !isFinal || action.isOfIndex {
      switch action {
      case .renameTable(let name):
        rename(at: position, to: name.name)
      case .renameColumn(let from, let to):
        tables[position].renameColumn(from, to: to)
      case .addColumn(let column, ifNotExists: _):
        guard tables[position].column(column.name) == nil else { continue }
        tables[position].add(column, at: place.part(column.range))
      case .dropColumn(let name):
        tables[position].dropColumn(name)
      case .addConstraint(let constraint):
        tables[position].add(constraint, at: place.part(constraint.range))
      case .dropConstraint(let name):
        tables[position].uniqueSets.removeAll { $0.hasName(name) }
      case .dropPrimaryKey:
        tables[position].primaryKey = []
      case .addIndex(let index):
        tables[position].add(index, at: place.part(index.range))
      case .dropIndex(let name):
        tables[position].dropIndex(name)
      case .renameIndex(let from, let to):
        tables[position].renameIndex(from, to: to)
      case .changeColumn(let from, let column):
        tables[position].changeColumn(from, to: column, at: place.part(column.range))
      case .setType(let column, let type):
        tables[position].changeColumn(column) { $0 = $0.withType(type) }
      case .setNotNull(let column, let isNotNull):
        tables[position].changeColumn(column) { $0.isNotNull = isNotNull }
      case .setDefault, .other:
        continue
      }
    }
  }

  private mutating func apply(_ drop: SQLDrop, _ place: Place) {
    for name in drop.names {
      switch drop.kind {
      case .table:
        // Only a table of the same root: a dump's `DROP TABLE IF EXISTS` says nothing about another database.
        if let position = position(of: name.name, in: place.root) { remove(at: position) }
      case .index:
        dropIndex(name.name, place)
      case .view:
        guard viewNames.remove(Key(root: place.root, name: foldedName(name.name))) != nil else { continue }
        views.removeAll { $0.root == place.root && sameName($0.name, name.name) }
      case .trigger, .other:
        continue
      }
    }
  }

  /// Drops an index of the root; code that has no tables of its own drops those that it finds elsewhere.
  private mutating func dropIndex(_ name: String, _ place: Place) {
    let hasTables = tableCounts[place.root, default: 0] > 0
    for position in tables.indices where !hasTables || tables[position].root == place.root {
      tables[position].dropIndex(name)
    }
  }
}

extension SQLAlterAction {
  fileprivate var isOfIndex: Bool {
    switch self {
    case .addConstraint, .dropConstraint, .addIndex, .dropIndex, .renameIndex: return true
    case .renameTable, .renameColumn, .addColumn, .dropColumn, .dropPrimaryKey, .changeColumn, .setType, .setNotNull,
      .setDefault, .other:
      return false
    }
  }
}

extension IndexKey {
  init(_ column: SQLIndexedColumn) {
    let term: IndexKeyTerm
    if case .column(let name) = column.expression, column.prefixLength == nil {
      term = .column(name.name)
    } else {
      term = .expression(column.expression)
    }
    self.init(term: term, isDescending: column.isDescending, collation: column.collation)
  }
}

extension IndexMethod {
  /// From the word after USING; a key with a PostgreSQL operator class other than a pattern class is not a plain tree.
  init(keyword: String?, keys: [SQLIndexedColumn]) {
    let isPlain = keys.allSatisfy { $0.operatorClass == nil || ($0.operatorClass?.hasSuffix("_pattern_ops") ?? true) }
    switch keyword?.lowercased() {
    case nil, "btree": self = isPlain ? .tree : .other
    case "hash": self = .hash
    default: self = .other
    }
  }
}

extension IndexDeclaration {
  func hasName(_ other: String) -> Bool { name.map { sameName($0, other) } ?? false }
}

extension ColumnDeclaration {
  func withType(_ type: String) -> ColumnDeclaration {
    ColumnDeclaration(
      name: name, type: type, isNotNull: isNotNull, isUnique: isUnique, hasDefault: hasDefault,
      collation: collation, location: location)
  }
}
