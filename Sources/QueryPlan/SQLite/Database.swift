// One SQLite connection behind an authorizer and tight limits. Decides what SQL may do here at all;
// which SQL to run, and what its rows mean, is for the files that call it.

import CSQLite

/// SQLite's refusal, in its own words.
struct SQLiteError: Error, Hashable, Sendable {
  var code: Int32
  var message: String
}

/// A value of a result row.
enum SQLiteValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case text(String)

  var text: String? {
    if case .text(let text) = self { return text }
    return nil
  }

  var integer: Int? {
    if case .integer(let number) = self { return Int(exactly: number) }
    return nil
  }
}

/// A connection. A class because `sqlite3*` must be closed exactly once and its callbacks hold its address.
///
/// Not thread-safe: one planner owns it and uses it from one task at a time.
final class Database {
  private let handle: OpaquePointer
  /// Consulted by the authorizer while a statement is compiled.
  fileprivate var permission = Permission.explain
  /// Steps of the virtual machine left for the statement that runs, in units of `Database.progressInterval`.
  fileprivate var remainingSteps = 0
  private var registeredFunctions: Set<String> = []

  /// What the statement being compiled may do.
  enum Permission {
    /// Reads only: statements that change rows are planned as the SELECT that finds the rows.
    case explain
    /// CREATE TABLE, INDEX and VIEW and DROP INDEX in the main database.
    case schema
    /// Our own bookkeeping: statistics, and the pragmas that `settings` lists.
    case own
  }

  private static let progressInterval: Int32 = 1000

  /// A private in-memory database without persistent state.
  convenience init() throws(SQLiteError) {
    try self.init(name: ":memory:", flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX)
  }

  /// A user's database file, read-only and as it lies on disk: `immutable` keeps SQLite from creating journals
  /// or locking (sqlite.org/uri.html).
  convenience init(readingFileAt path: String) throws(SQLiteError) {
    var escaped = ""
    for byte in path.utf8 {
      switch byte {
      case 0x25, 0x3F, 0x23, 0...0x20, 0x7F...0xFF: escaped += "%" + hexadecimal(byte)
      default: escaped.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
    try self.init(name: "file:\(escaped)?mode=ro&immutable=1", flags: flags)
  }

  private static let setUp: Void = {
    plan_forget_memory_statistics()
  }()

  private init(name: String, flags: Int32) throws(SQLiteError) {
    Database.setUp
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(name, &opened, flags, nil)
    guard let opened, code == SQLITE_OK else {
      let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close_v2(opened)
      throw SQLiteError(code: code, message: message)
    }
    handle = opened
    configure()
  }

  deinit { sqlite3_close_v2(handle) }

  private func configure() {
    plan_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
    plan_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    plan_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0)
    plan_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
    plan_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 0)
    // Double-quoted text is a name here: a misspelt one must fail, not become a string.
    plan_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0)
    plan_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0)
    for (limit, value) in PlanLimits.sqlite { sqlite3_limit(handle, limit, value) }
    let context = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_set_authorizer(handle, authorize, context)
    sqlite3_progress_handler(handle, Database.progressInterval, countProgress, context)
    sqlite3_collation_needed(handle, context, defineCollation)
  }

  /// Runs one statement and hands back at most `PlanLimits.resultRows` rows.
  @discardableResult
  func run(
    _ sql: String, _ bindings: [SQLiteValue] = [], permission: Permission
  ) throws(SQLiteError) -> [[SQLiteValue]] {
    self.permission = permission
    remainingSteps = PlanLimits.virtualMachineSteps / Int(Database.progressInterval)
    defer { self.permission = .explain }
    var prepared: OpaquePointer?
    let length = Int32(clamping: sql.utf8.count)
    let code = sqlite3_prepare_v2(handle, sql, length, &prepared, nil)
    guard code == SQLITE_OK else { throw error(code) }
    guard let statement = prepared else { return [] }
    defer { sqlite3_finalize(statement) }
    for (position, value) in bindings.enumerated() { bind(value, at: Int32(position + 1), of: statement) }
    var rows: [[SQLiteValue]] = []
    while rows.count < PlanLimits.resultRows {
      let step = sqlite3_step(statement)
      guard step == SQLITE_ROW else {
        guard step == SQLITE_DONE else { throw error(step) }
        break
      }
      rows.append((0..<sqlite3_column_count(statement)).map { value(of: statement, column: $0) })
    }
    return rows
  }

  /// Defines a function of any number of arguments that returns NULL, once; `false` if it was defined before.
  func defineFunction(_ name: String, isAggregate: Bool) -> Bool {
    guard registeredFunctions.insert(name.lowercased()).inserted else { return false }
    let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
    if isAggregate {
      return sqlite3_create_window_function(
        handle, name, -1, flags, nil, stepNothing, finalNull, finalNull, stepNothing, nil) == SQLITE_OK
    }
    return sqlite3_create_function_v2(handle, name, -1, flags, nil, returnNull, nil, nil, nil) == SQLITE_OK
  }

  private func error(_ code: Int32) -> SQLiteError {
    SQLiteError(code: code, message: String(cString: sqlite3_errmsg(handle)))
  }

  private func bind(_ value: SQLiteValue, at position: Int32, of statement: OpaquePointer) {
    switch value {
    case .null: sqlite3_bind_null(statement, position)
    case .integer(let number): sqlite3_bind_int64(statement, position, number)
    case .text(let text): plan_bind_text(statement, position, text, Int32(clamping: text.utf8.count))
    }
  }

  private func value(of statement: OpaquePointer, column: Int32) -> SQLiteValue {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
    case SQLITE_NULL: return .null
    default:
      guard let text = sqlite3_column_text(statement, column) else { return .null }
      let count = Int(sqlite3_column_bytes(statement, column))
      return .text(String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self))
    }
  }
}

private func hexadecimal(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return digits.utf8.count < 2 ? "0" + digits : digits
}

/// Functions that reach outside the database or into its memory.
private let deniedFunctions: Set<String> = ["load_extension", "fts3_tokenizer", "readfile", "writefile", "edit"]

/// Called by SQLite for each action that a statement would perform (sqlite.org/c3ref/set_authorizer.html).
private func authorize(
  context: UnsafeMutableRawPointer?, action: Int32, first: UnsafePointer<CChar>?, second: UnsafePointer<CChar>?,
  database: UnsafePointer<CChar>?, trigger: UnsafePointer<CChar>?
) -> Int32 {
  guard let context else { return SQLITE_DENY }
  let permission = Unmanaged<Database>.fromOpaque(context).takeUnretainedValue().permission
  let isAllowed: Bool
  switch action {
  case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE:
    isAllowed = true
  case SQLITE_FUNCTION:
    isAllowed = second.map { !deniedFunctions.contains(String(cString: $0).lowercased()) } ?? false
  case SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE:
    // While creating, SQLite writes its own schema and statistics tables.
    isAllowed = permission != .explain
  case SQLITE_CREATE_TABLE, SQLITE_CREATE_INDEX, SQLITE_CREATE_VIEW, SQLITE_DROP_INDEX, SQLITE_REINDEX:
    isAllowed = permission != .explain
  case SQLITE_ANALYZE, SQLITE_TRANSACTION, SQLITE_DROP_TABLE:
    isAllowed = permission == .own
  case SQLITE_PRAGMA:
    isAllowed = permission == .own && first.map { readablePragmas.contains(String(cString: $0)) } ?? false
  default:
    isAllowed = false
  }
  return isAllowed ? SQLITE_OK : SQLITE_DENY
}

/// Pragmas that we use ourselves, to read the schema of a database file.
private let readablePragmas: Set<String> = [
  "table_xinfo", "table_info", "index_list", "index_xinfo", "foreign_key_list",
]

private func countProgress(context: UnsafeMutableRawPointer?) -> Int32 {
  guard let context else { return 1 }
  let database = Unmanaged<Database>.fromOpaque(context).takeUnretainedValue()
  database.remainingSteps -= 1
  return database.remainingSteps < 0 ? 1 : 0
}

/// Unknown collations compare like bytes: the planner only asks whether two are the same.
private func defineCollation(
  context: UnsafeMutableRawPointer?, handle: OpaquePointer?, encoding: Int32, name: UnsafePointer<CChar>?
) {
  sqlite3_create_collation_v2(handle, name, SQLITE_UTF8, nil, compareBytes, nil)
}

private func compareBytes(
  context: UnsafeMutableRawPointer?, countA: Int32, a: UnsafeRawPointer?, countB: Int32, b: UnsafeRawPointer?
) -> Int32 {
  let left = UnsafeRawBufferPointer(start: a, count: Int(countA))
  let right = UnsafeRawBufferPointer(start: b, count: Int(countB))
  if left.lexicographicallyPrecedes(right) { return -1 }
  return right.lexicographicallyPrecedes(left) ? 1 : 0
}

private func returnNull(context: OpaquePointer?, count: Int32, arguments: UnsafeMutablePointer<OpaquePointer?>?) {
  sqlite3_result_null(context)
}

private func stepNothing(context: OpaquePointer?, count: Int32, arguments: UnsafeMutablePointer<OpaquePointer?>?) {}

private func finalNull(context: OpaquePointer?) { sqlite3_result_null(context) }
