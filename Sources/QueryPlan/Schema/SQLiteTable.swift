// Declared tables, indexes and views as the DDL trees that the in-memory database is built from. Every name and type
// in them is ours or a quoted identifier; indexes get names of our own, so that a plan's lines can be told apart.

import Facts
import Syntax

/// The type name that gives a column the affinity that its declared type would have.
func sqliteTypeName(_ declared: String) -> String {
  switch ColumnAffinity(declaredType: declared) {
  case .text: return "TEXT"
  case .numeric: return "NUMERIC"
  case .integer: return "INTEGER"
  case .real: return "REAL"
  case .blob: return ""
  }
}

extension TableDeclaration {
  /// CREATE TABLE with columns and the INTEGER PRIMARY KEY only. Other keys become indexes with known names.
  var sqliteDefinition: SQLCreateTable {
    let rowid = rowidColumn.map(foldedName)
    var definitions: [SQLColumnDefinition] = []
    for column in columns {
      var constraints: [SQLColumnConstraint] = []
      if foldedName(column.name) == rowid {
        constraints.append(.primaryKey(isDescending: false, isAutoincrement: false))
      } else if column.isNotNull || primaryKey.contains(where: { sameName($0, column.name) }) {
        constraints.append(.notNull)
      }
      if let collation = column.collation, ["nocase", "rtrim"].contains(foldedName(collation)) {
        constraints.append(.collate(collation))
      }
      let isRowid = foldedName(column.name) == rowid
      let type = isRowid ? "INTEGER" : sqliteTypeName(column.type)
      definitions.append(SQLColumnDefinition(name: column.name, type: type, constraints: constraints))
    }
    var create = SQLCreateTable(table: SQLTableName(name), columns: definitions)
    if isWithoutRowid && !primaryKey.isEmpty {
      create.constraints = [
        SQLTableConstraint(.primaryKey(primaryKey.map { SQLIndexedColumn(column: $0) }, isAutoincrement: false))
      ]
      create.withoutRowID = true
    }
    return create
  }

  /// Everything that the database keeps in a b-tree beside the table, the most binding first: primary key, unique
  /// columns and sets, indexes. Those that SQLite cannot judge are left out.
  var sqliteIndexes: [ExistingIndex] {
    var found: [ExistingIndex] = []
    if !primaryKey.isEmpty && rowidColumn == nil && !isWithoutRowid {
      let index = IndexDeclaration(columns: primaryKey, isUnique: true, isImplicit: true, location: location)
      found.append(ExistingIndex(kind: .primaryKey, declaration: index))
    }
    for column in columns where column.isUnique {
      let index = IndexDeclaration(
        columns: [column.name], isUnique: true, isImplicit: true, location: column.location)
      found.append(ExistingIndex(kind: .unique, declaration: index))
    }
    for set in uniqueSets { found.append(ExistingIndex(kind: .unique, declaration: set)) }
    for index in indexes { found.append(ExistingIndex(kind: .index, declaration: index)) }
    return found.filter { $0.declaration.method != .other && !$0.declaration.keys.isEmpty }
  }
}

/// An index that the schema has already.
struct ExistingIndex: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case primaryKey, unique, index
  }
  var kind: Kind
  var declaration: IndexDeclaration

  /// How a plan line tells it to people.
  var shownName: String {
    if let name = declaration.name { return name }
    let columns = (declaration.columns ?? []).joined(separator: ", ")
    switch kind {
    case .primaryKey: return "primary key (\(columns))"
    case .unique: return "unique (\(columns))"
    case .index: return "(\(columns))"
    }
  }

  /// CREATE INDEX under the given name.
  func sqliteDefinition(name: String, table: String) -> SQLCreateIndex {
    sqliteIndex(
      name: name, table: table, keys: declaration.keys, isUnique: declaration.isUnique,
      predicate: declaration.predicate)
  }
}

func sqliteIndex(
  name: String, table: String, keys: [IndexKey], isUnique: Bool = false, predicate: SQLExpression? = nil
) -> SQLCreateIndex {
  var translator = QueryTranslator()
  let columns = keys.map { key in
    switch key.term {
    case .column(let column): return SQLIndexedColumn(column: column, isDescending: key.isDescending)
    case .expression(let expression):
      let translated = translator.expression(expression, depth: 0)
      return SQLIndexedColumn(translated, isDescending: key.isDescending)
    }
  }
  return SQLCreateIndex(
    name: name, table: SQLTableName(table), columns: columns, isUnique: isUnique,
    where: predicate.map { translator.expression($0, depth: 0) })
}
