// One SQLAlchemy column as written: `Column(…)`, `mapped_column(…)`, or an annotation alone.

import Facts
import Findings
import Syntax

struct AlchemyColumn {
  var name: String
  var type = ""
  var isPrimary = false
  var isUnique = false
  var isIndexed = false
  var isNotNull = false
  var hasDefault = false
  /// `table.column` that it refers to.
  var reference: String?
  var location: Location

  /// A column declared by its annotation only.
  init(_ name: String, annotation: String, location: Location) {
    self.name = name
    type = annotation
    self.location = location
  }

  init(_ name: String, _ operation: Operation, _ body: DeclarationBody, annotation: String?) {
    self.name = name
    location = body.location(operation.range)
    var arguments = body.positional(operation)[...]
    if let first = arguments.first, let written = body.string(first) {
      self.name = written
      arguments = arguments.dropFirst()
    }
    if let written = body.option("name", operation).flatMap(body.string) { self.name = written }
    for argument in arguments + [body.option("type_", operation)].compactMap({ $0 }) {
      if let (callee, call) = body.call(argument) {
        if callee == "ForeignKey" {
          reference = body.positional(call).first.flatMap(body.string)
        } else if type.isEmpty {
          type = alchemyColumnType(callee)
        }
      } else if let callee = body.name(argument), type.isEmpty {
        type = alchemyColumnType(callee)
      }
    }
    if type.isEmpty { type = annotation ?? (reference == nil ? "" : "integer") }
    isPrimary = body.isTrue("primary_key", operation)
    isUnique = body.isTrue("unique", operation)
    isIndexed = body.isTrue("index", operation)
    isNotNull = isPrimary || body.option("nullable", operation) == Operand(.no)
    hasDefault = ["default", "server_default"].contains { body.option($0, operation) != nil }
  }

  func add(to table: inout TableDeclaration) {
    guard table.column(name) == nil else { return }
    table.columns.append(
      ColumnDeclaration(
        name: name, type: type, isNotNull: isNotNull, isUnique: isUnique, hasDefault: hasDefault, location: location))
    if isPrimary { table.primaryKey.append(name) }
    if isIndexed && !isUnique { table.indexes.append(IndexDeclaration(columns: [name], location: location)) }
    if let reference {
      table.foreignKeys.append(
        ForeignKeyDeclaration(
          columns: [name], referencedTable: AlchemyColumn.table(of: reference), location: location))
    }
  }

  /// `users` of `users.id` and of `accounts.users.id`.
  static func table(of reference: String) -> String {
    let parts = reference.split(separator: ".")
    return parts.count > 1 ? String(parts[parts.count - 2]) : reference
  }
}

/// The SQL type of a SQLAlchemy type class, or of one whose name ends alike; empty if it is not known.
func alchemyColumnType(_ name: String) -> String {
  let folded = name.lowercased()
  return alchemyTypes.first { folded.holds($0.part) }?.type ?? ""
}

private let alchemyTypes: [(part: String, type: String)] = [
  ("bool", "boolean"), ("enum", "enum"), ("datetime", "datetime"), ("timestamp", "datetime"), ("date", "date"),
  ("interval", "bigint"), ("time", "time"), ("integer", "integer"), ("bigint", "integer"), ("float", "real"),
  ("numeric", "numeric"), ("decimal", "numeric"), ("uuid", "uuid"), ("json", "json"), ("binary", "blob"),
  ("string", "varchar"), ("unicode", "varchar"), ("text", "text"), ("char", "varchar"), ("int", "integer"),
]

/// The SQL type of an annotation inside `Mapped`; nil for names that are no scalars (models, lists of them).
func annotatedColumnType(_ name: String) -> String? {
  switch name {
  case "int": return "integer"
  case "str": return "varchar"
  case "bool": return "boolean"
  case "float": return "real"
  case "Decimal": return "numeric"
  case "datetime", "date": return "datetime"
  case "UUID": return "uuid"
  case "bytes": return "blob"
  case "dict", "Dict": return "json"
  // Names of annotated types mostly begin with the type that they annotate.
  case let name where name.hasPrefix("bool"): return "boolean"
  case let name where name.hasPrefix("datetime"): return "datetime"
  default: return nil
  }
}
