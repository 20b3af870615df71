// How single clauses of CREATE TABLE and ALTER TABLE change a declared table. The statements themselves are taken
// apart in SchemaCatalog+Replay.swift.

import Findings
import Syntax

extension TableDeclaration {
  /// Adds a column with its constraints.
  mutating func add(_ definition: SQLColumnDefinition, at location: Location) {
    guard column(definition.name) == nil else { return }
    var column = ColumnDeclaration(name: definition.name, type: definition.type, location: location)
    for constraint in definition.constraints {
      switch constraint {
      case .primaryKey(isDescending: _, isAutoincrement: _):
        primaryKey = [definition.name]
      case .notNull:
        column.isNotNull = true
      case .unique:
        column.isUnique = true
      case .collate(let name):
        column.collation = name
      case .default:
        column.hasDefault = true
      case .references(let reference):
        add(reference, columns: [definition.name], at: location)
      case .autoincrement, .check, .generated:
        continue
      }
    }
    columns.append(column)
  }

  mutating func add(_ constraint: SQLTableConstraint, at location: Location) {
    switch constraint.kind {
    case .primaryKey(let keys, isAutoincrement: _):
      primaryKey = keys.compactMap(\.columnName)
    case .unique(let keys):
      uniqueSets.append(
        IndexDeclaration(name: constraint.name, keys: keys.map(IndexKey.init), isUnique: true, location: location))
    case .foreignKey(let columns, let reference):
      add(reference, columns: columns, at: location)
    case .check, .other:
      return
    }
  }

  mutating func add(_ index: SQLInlineIndex, at location: Location) {
    indexes.append(
      IndexDeclaration(
        name: index.name, keys: index.columns.map(IndexKey.init), method: index.isSpecial ? .other : .tree,
        location: location))
  }

  private mutating func add(_ reference: SQLReference, columns: [String], at location: Location) {
    let action: ForeignKeyAction
    switch reference.onDelete {
    case nil, .noAction: action = .none
    case .restrict: action = .restrict
    case .cascade: action = .cascade
    case .setNull: action = .setNull
    case .setDefault: action = .setDefault
    }
    foreignKeys.append(
      ForeignKeyDeclaration(
        columns: columns, referencedTable: reference.table.name, referencedColumns: reference.columns,
        onDelete: action, location: location))
  }

  /// Takes over columns and keys, as `LIKE`, `INHERITS` and `PARTITION OF` do.
  mutating func takeColumns(of other: TableDeclaration) {
    columns = other.columns
    primaryKey = other.primaryKey
    isComplete = other.isComplete
  }

  /// Columns of CREATE TABLE AS: those whose names the query says.
  mutating func takeColumns(of select: SQLSelect, at location: Location) {
    isComplete = false
    for result in select.cores.first?.columns ?? [] {
      var name = result.alias
      if name == nil, case .column(let column) = result.expression { name = column.name }
      guard let name, column(name) == nil else { continue }
      columns.append(ColumnDeclaration(name: name, type: "", location: location))
    }
  }

  /// Columns of a virtual table: the first word of each argument of the module that has no `=`.
  mutating func takeColumns(of module: SQLVirtualModule, at location: Location) {
    isComplete = false
    for argument in module.arguments.split(separator: ",") where !argument.utf8.contains(0x3D) {
      let word = argument.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\"" || $0 == "\t" }).first
      guard let word, column(String(word)) == nil else { continue }
      columns.append(ColumnDeclaration(name: String(word), type: "", location: location))
    }
  }

  /// Removes a column and every key and index that has it.
  mutating func dropColumn(_ name: String) {
    columns.removeAll { sameName($0.name, name) }
    primaryKey.removeAll { sameName($0, name) }
    foreignKeys.removeAll { $0.columns.contains { sameName($0, name) } }
    let holdsColumn = { (index: IndexDeclaration) in
      index.keys.contains { $0.column.map { sameName($0, name) } ?? false }
    }
    indexes.removeAll(where: holdsColumn)
    uniqueSets.removeAll(where: holdsColumn)
  }

  /// Renames a column in the table and in all its keys and indexes.
  mutating func renameColumn(_ from: String, to: String) {
    let rename = { (name: String) in sameName(name, from) ? to : name }
    for position in columns.indices { columns[position].name = rename(columns[position].name) }
    primaryKey = primaryKey.map(rename)
    for position in foreignKeys.indices {
      foreignKeys[position].columns = foreignKeys[position].columns.map(rename)
    }
    for position in indexes.indices { indexes[position].renameColumns(rename) }
    for position in uniqueSets.indices { uniqueSets[position].renameColumns(rename) }
  }

  mutating func changeColumn(_ name: String, _ change: (inout ColumnDeclaration) -> Void) {
    guard let position = columns.firstIndex(where: { sameName($0.name, name) }) else { return }
    change(&columns[position])
  }

  /// MySQL's CHANGE and MODIFY: a new definition, perhaps a new name, in the old place.
  mutating func changeColumn(_ from: String, to definition: SQLColumnDefinition, at location: Location) {
    guard let position = columns.firstIndex(where: { sameName($0.name, from) }) else { return }
    renameColumn(from, to: definition.name)
    var redefined = TableDeclaration(name: name, root: root, location: location)
    redefined.add(definition, at: location)
    guard let column = redefined.columns.first else { return }
    columns[position] = column
    if !redefined.primaryKey.isEmpty { primaryKey = redefined.primaryKey }
  }

  mutating func dropIndex(_ name: String) {
    indexes.removeAll { $0.hasName(name) }
    uniqueSets.removeAll { $0.hasName(name) }
  }

  mutating func renameIndex(_ from: String, to: String) {
    for position in indexes.indices where indexes[position].hasName(from) { indexes[position].name = to }
  }
}

extension IndexDeclaration {
  fileprivate mutating func renameColumns(_ rename: (String) -> String) {
    for position in keys.indices {
      guard case .column(let name) = keys[position].term else { continue }
      keys[position].term = .column(rename(name))
    }
  }
}
