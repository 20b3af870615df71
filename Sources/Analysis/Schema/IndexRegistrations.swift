// Calls that stand for CREATE INDEX and DROP INDEX: Alembic's operations, and helpers of a project that are given a
// table and its columns by keyword. Each becomes the statement that it has the database run.

import Facts
import Syntax

struct IndexRegistrations {
  private let project: Project
  private let columns: Symbol
  private let create: Symbol
  private let drop: Symbol

  init(_ project: Project) {
    self.project = project
    columns = project.symbol("columns")
    create = project.symbol("create_index")
    drop = project.symbol("drop_index")
  }

  /// Whether a call may stand for DDL, by a cheap look.
  func mayRegister(_ operation: Operation, _ facts: FileFacts) -> Bool {
    guard facts.language == .python, operation.argumentCount > 0 else { return false }
    if operation.kind == .invoke, !operation.name.isNone, operation.name == create || operation.name == drop {
      return true
    }
    return !columns.isNone && operation.argumentCount > 1
      && facts.arguments(of: operation).contains { $0.label == columns }
  }

  /// The statement that a call stands for, or nil for any other call.
  func statement(_ operation: Operation, in body: DeclarationBody) -> String? {
    guard let callee = body.callee(operation) else { return nil }
    let given = body.positional(operation)
    switch callee {
    case "create_index":
      // op.create_index("name", "table", ["a", "b"], unique=True)
      let table = given.count > 1 ? given[1] : option(IndexRegistrations.tables, operation, body)
      let listed = given.count > 2 ? given[2] : body.option("columns", operation)
      return creation(given.first.flatMap { writtenText($0, body) }, table, listed, operation, body)
    case "drop_index":
      return given.first.flatMap { writtenText($0, body) }.map { "DROP INDEX IF EXISTS \"\($0)\"" }
    default:
      guard callee.lowercased().holds("index") else { return nil }
      let written = option(["index_name", "name"], operation, body).flatMap(body.string)
      let table = option(IndexRegistrations.tables, operation, body)
      return creation(written, table, body.option("columns", operation), operation, body)
    }
  }

  private static let tables = ["table", "table_name", "tablename"]
  private static let conditions = ["where_clause", "where", "postgresql_where", "sqlite_where", "condition"]

  private func creation(
    _ name: String?, _ table: Operand?, _ listed: Operand?, _ operation: Operation, _ body: DeclarationBody
  ) -> String? {
    guard let table = table.flatMap(body.string), isName(table), let columns = listed.flatMap(body.strings),
      let first = columns.first, isTree(operation, body)
    else { return nil }
    let shownName = name.flatMap { isName($0) ? "\"\($0)\" " : nil } ?? ""
    let unique = body.isTrue("unique", operation) ? "UNIQUE " : ""
    // A column may be an expression, or have a direction.
    let result = "CREATE \(unique)INDEX \(shownName)ON \(table) (\(columns.joined(separator: ", ")))"
    guard let condition = option(IndexRegistrations.conditions, operation, body), condition != Operand(.none) else {
      return result
    }
    // What cannot be read is a condition all the same.
    let leading = first.prefix { $0 != " " && $0 != "(" }
    return result + " WHERE " + (writtenText(condition, body) ?? "\(leading) IS NOT NULL")
  }

  /// What a string says, bare or in a call such as `text("…")` or `op.f("…")`.
  private func writtenText(_ operand: Operand, _ body: DeclarationBody) -> String? {
    body.string(operand) ?? body.call(operand).flatMap { body.positional($0.operation).first.flatMap(body.string) }
  }

  /// Whether no `postgresql_using` asks for another kind of index.
  private func isTree(_ operation: Operation, _ body: DeclarationBody) -> Bool {
    body.arguments(operation).allSatisfy { argument in
      argument.label.isNone || !project.text(argument.label).hasSuffix("_using")
        || body.string(argument.value)?.lowercased() == "btree"
    }
  }

  private func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy {
        $0 == 0x5F || $0 == 0x2E || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39)
      }
  }

  private func option(_ names: [String], _ operation: Operation, _ body: DeclarationBody) -> Operand? {
    names.lazy.compactMap { body.option($0, operation) }.first
  }
}
