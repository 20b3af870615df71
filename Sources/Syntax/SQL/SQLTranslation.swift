// What printing a statement gives, and the entry points of the printer. Which words SQLite needs quoted is in
// SQLNames.swift; statements, queries, expressions and schema are printed in the files after it.

/// A statement as text of one dialect.
public struct SQLTranslation: Hashable, Sendable {
  /// The statement, without a terminator. Every placeholder and hole of a SQLite text is `?`.
  public var text: String
  /// Statements that belong to it and have to follow: the index lines inside MySQL's CREATE TABLE, the second and later
  /// actions of ALTER TABLE.
  public var additional: [String]
  /// What the dialect cannot say, so that the text means something else or cannot be prepared. Empty when it can be used.
  public var untranslated: [String]
  /// What is said differently without changing which rows are visited how (a collation, `DISTINCT ON`).
  public var approximations: [String]
  /// The functions that the text calls, in lower case, with their number of arguments: whoever prepares it needs them
  /// all to exist.
  public var functions: [SQLFunctionUse]

  public init(
    text: String, additional: [String] = [], untranslated: [String] = [], approximations: [String] = [],
    functions: [SQLFunctionUse] = []
  ) {
    self.text = text
    self.additional = additional
    self.untranslated = untranslated
    self.approximations = approximations
    self.functions = functions
  }
}

/// A function as a text calls it.
public struct SQLFunctionUse: Hashable, Sendable {
  public var name: String
  public var argumentCount: Int

  public init(_ name: String, argumentCount: Int) {
    self.name = name
    self.argumentCount = argumentCount
  }
}

/// Prints a statement in a dialect. Only translation to SQLite changes what is written (functions, types, placeholders);
/// the other dialects differ in how names are quoted.
public func printSQL(_ statement: SQLStatement, dialect: SQLDialect = .sqlite) -> SQLTranslation {
  var printer = SQLPrinter(dialect: dialect)
  printer.print(statement)
  return printer.translation()
}

/// Prints one expression.
public func printSQL(_ expression: SQLExpression, dialect: SQLDialect = .sqlite) -> SQLTranslation {
  var printer = SQLPrinter(dialect: dialect)
  printer.print(expression)
  return printer.translation()
}

/// Prints the key columns of an index, without parentheses.
public func printSQL(_ columns: [SQLIndexedColumn], dialect: SQLDialect = .sqlite) -> SQLTranslation {
  var printer = SQLPrinter(dialect: dialect)
  printer.print(columns)
  return printer.translation()
}

/// Appends text of one dialect and notes what that dialect cannot say.
struct SQLPrinter {
  let dialect: SQLDialect
  var text = ""
  var additional: [String] = []
  var untranslated: [String] = []
  var approximations: [String] = []
  var functions: [SQLFunctionUse] = []
  /// Inside `ON CONFLICT … DO UPDATE`, where MySQL's `VALUES(c)` is `excluded.c`.
  var isInUpsert = false

  init(dialect: SQLDialect) {
    self.dialect = dialect
    text.reserveCapacity(256)
  }

  var isSQLite: Bool { dialect == .sqlite }

  func translation() -> SQLTranslation {
    SQLTranslation(
      text: text, additional: additional, untranslated: untranslated, approximations: approximations,
      functions: functions)
  }

  mutating func reject(_ reason: String) {
    if !untranslated.contains(reason) { untranslated.append(reason) }
  }

  mutating func approximate(_ what: String) {
    if !approximations.contains(what) { approximations.append(what) }
  }

  mutating func name(_ name: String) {
    if isHoleText(name) {
      reject("name known only when the program runs")
      text += "\"?\""
      return
    }
    text += quotedSQLName(name, dialect: dialect)
  }

  mutating func names(_ list: [String]) {
    for (i, item) in list.enumerated() {
      if i > 0 { text += ", " }
      name(item)
    }
  }

  /// A table or index. SQLite knows only its own schemas; those of servers are left out.
  mutating func name(_ table: SQLTableName) {
    if table.isHole { reject("table name known only when the program runs") }
    if let schema = table.schema, !isSQLite || isOwnSchema(schema) {
      name(schema)
      text += "."
    }
    name(table.name)
  }

  private func isOwnSchema(_ schema: String) -> Bool {
    let lower = schema.lowercased()
    return lower == "main" || lower == "temp"
  }

  private func isHoleText(_ text: String) -> Bool {
    text.utf8.contains { $0 == 0x01 || $0 == UInt8(ascii: "{") }
  }
}
