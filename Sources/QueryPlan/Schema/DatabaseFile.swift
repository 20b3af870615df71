// Reads the schema and the statistics of a user's SQLite file, opened read-only and immutable: nothing is written,
// not even a journal. Its DDL text is never run; columns and indexes come from SQLite's own pragmas.

import Facts
import Findings
import Syntax

/// What a database file says beside its schema.
public struct DatabaseStatistics: Hashable, Sendable {
  /// Rows that share a value, by folded table and column name, from the first column of each index in sqlite_stat1.
  public var rowsPerValue: [String: [String: Double]] = [:]

  public init() {}
}

/// A database file's tables and sizes.
public struct DatabaseContents: Sendable {
  public var tables: [TableDeclaration] = []
  public var statistics = DatabaseStatistics()
  /// What could not be read, one line each.
  public var issues: [String] = []
}

/// The schema, row counts and statistics of a SQLite file; `issues` tells why there is nothing if it cannot be read.
///
/// - Parameter countRows: Whether tables without statistics are counted, which reads them once.
public func readDatabase(at path: String, root: SchemaRoot, countRows: Bool = true) -> DatabaseContents {
  var contents = DatabaseContents()
  do {
    let database = try Database(readingFileAt: path)
    let names = try database.run(
      "SELECT name, type FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
      permission: .own)
    let location = Location(path: path, range: ByteRange(0, 0))
    for row in names.prefix(PlanLimits.tables) {
      guard let name = row[0].text else { continue }
      do {
        var table = try readTable(name, root: root, location: location, from: database)
        if countRows {
          let counted = try? database.run("SELECT count(*) FROM \(quoted(name))", permission: .explain)
          table.rowCount = counted?.first?.first?.integer
        }
        contents.tables.append(table)
      } catch {
        contents.issues.append("table `\(name)`: \(error.message)")
      }
    }
    readStatistics(from: database, into: &contents)
  } catch {
    contents.issues.append(error.message)
  }
  return contents
}

private func readTable(
  _ name: String, root: SchemaRoot, location: Location, from database: Database
) throws(SQLiteError) -> TableDeclaration {
  var table = TableDeclaration(name: name, root: root, location: location)
  var keyPositions: [(position: Int, column: String)] = []
  for row in try database.run("PRAGMA table_xinfo(\(quoted(name)))", permission: .own) {
    guard row.count >= 6, let column = row[1].text else { continue }
    let isNotNull = row[3].integer == 1
    table.columns.append(
      ColumnDeclaration(name: column, type: row[2].text ?? "", isNotNull: isNotNull, location: location))
    if let position = row[5].integer, position > 0 { keyPositions.append((position, column)) }
  }
  table.primaryKey = keyPositions.sorted { $0.position < $1.position }.map(\.column)
  for row in try database.run("PRAGMA index_list(\(quoted(name)))", permission: .own) {
    guard row.count >= 5, let index = row[1].text, row[3].text != "pk" else { continue }
    var keys: [IndexKey] = []
    for part in try database.run("PRAGMA index_xinfo(\(quoted(index)))", permission: .own) {
      guard part.count >= 6, part[5].integer == 1, let column = part[2].text else { continue }
      keys.append(IndexKey(column: column, isDescending: part[3].integer == 1))
    }
    // Partial and expression indexes cannot be told from pragmas alone: they are left out, so they are never called
    // redundant.
    guard row[4].integer == 0, !keys.isEmpty else { continue }
    let isUnique = row[2].integer == 1
    let isConstraint = row[3].text == "u"
    let declaration = IndexDeclaration(
      name: isConstraint ? nil : index, keys: keys, isUnique: isUnique, location: location)
    if isConstraint { table.uniqueSets.append(declaration) } else { table.indexes.append(declaration) }
  }
  for row in try database.run("PRAGMA foreign_key_list(\(quoted(name)))", permission: .own) {
    guard row.count >= 7, let parent = row[2].text, let column = row[3].text, row[1].integer == 0 else { continue }
    let action = row[6].text == "CASCADE" ? ForeignKeyAction.cascade : .none
    table.foreignKeys.append(
      ForeignKeyDeclaration(columns: [column], referencedTable: parent, onDelete: action, location: location))
  }
  return table
}

private func readStatistics(from database: Database, into contents: inout DatabaseContents) {
  guard let rows = try? database.run("SELECT tbl, idx, stat FROM sqlite_stat1", permission: .explain) else { return }
  for row in rows {
    guard let table = row[0].text, let stat = row[2].text else { continue }
    let numbers = stat.split(separator: " ").compactMap { Int($0) }
    guard let count = numbers.first else { continue }
    guard let position = contents.tables.firstIndex(where: { sameName($0.name, table) }) else { continue }
    if contents.tables[position].rowCount == nil { contents.tables[position].rowCount = count }
    guard numbers.count > 1, let index = row[1].text else { continue }
    let declared = contents.tables[position].indexes.first { $0.name.map { sameName($0, index) } ?? false }
    guard let column = declared?.keys.first?.column else { continue }
    contents.statistics.rowsPerValue[foldedName(table), default: [:]][foldedName(column)] = Double(numbers[1])
  }
}

/// A name between double quotes.
func quoted(_ name: String) -> String {
  var text = "\""
  for scalar in name.unicodeScalars where scalar != "\0" {
    text.unicodeScalars.append(scalar)
    if scalar == "\"" { text.unicodeScalars.append(scalar) }
  }
  return text + "\""
}
