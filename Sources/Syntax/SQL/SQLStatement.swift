// The SQL statement tree: what one statement says, whatever dialect it was written in. Where it stood in a file is
// said beside it (`SQLFile`), so that equal statements are equal values. Queries are in SQLSelect.swift, expressions
// in SQLExpression.swift, tables and indexes in SQLSchema.swift, text in the printer.

/// One statement. Names are stored without their quotes.
public indirect enum SQLStatement: Hashable, Sendable {
  case select(SQLSelect)
  case insert(SQLInsert)
  case update(SQLUpdate)
  case delete(SQLDelete)
  case createTable(SQLCreateTable)
  case createIndex(SQLCreateIndex)
  case createView(SQLCreateView)
  case createTrigger(SQLCreateTrigger)
  case alterTable(SQLAlterTable)
  case drop(SQLDrop)
  /// A statement that is recognised by its first words only (`PRAGMA`, `GRANT`, `CREATE FUNCTION`), in upper case.
  case opaque(keyword: String)
}

/// Name of a table, index, view or trigger.
public struct SQLTableName: Hashable, Sendable {
  /// Schema or attached database (the part right before the name).
  public var schema: String?
  public var name: String
  /// The name holds text that is only known when the program runs (`{prefix}_users`, `%s`).
  public var isHole: Bool

  public init(schema: String? = nil, _ name: String, isHole: Bool = false) {
    self.schema = schema
    self.name = name
    self.isHole = isHole
  }
}

/// `INSERT` and `REPLACE`.
public struct SQLInsert: Hashable, Sendable {
  public var with: SQLWith?
  /// What happens on a conflict: `OR REPLACE` (also `REPLACE INTO`), `OR IGNORE` (also MySQL's `INSERT IGNORE`), ….
  public var conflict: SQLConflict?
  public var table: SQLTableName
  public var alias: String?
  public var columns: [String]
  public var source: SQLInsertSource
  /// `ON CONFLICT …`, in order. MySQL's `ON DUPLICATE KEY UPDATE` is one without a target.
  public var upserts: [SQLUpsert]
  public var returning: [SQLResultColumn]

  public init(
    with: SQLWith? = nil, conflict: SQLConflict? = nil, table: SQLTableName, alias: String? = nil,
    columns: [String] = [], source: SQLInsertSource, upserts: [SQLUpsert] = [], returning: [SQLResultColumn] = []
  ) {
    self.with = with
    self.conflict = conflict
    self.table = table
    self.alias = alias
    self.columns = columns
    self.source = source
    self.upserts = upserts
    self.returning = returning
  }
}

/// Where inserted rows come from.
public enum SQLInsertSource: Hashable, Sendable {
  /// The first rows of a `VALUES` list; `rowCount` tells how many the text has.
  case values([[SQLExpression]], rowCount: Int)
  case select(SQLSelect)
  case defaultValues
}

/// `OR …` of SQLite's `INSERT` and `UPDATE`, and `ON CONFLICT …` of its constraints.
public enum SQLConflict: String, Hashable, Sendable {
  case rollback = "ROLLBACK"
  case abort = "ABORT"
  case fail = "FAIL"
  case ignore = "IGNORE"
  case replace = "REPLACE"
}

/// One `ON CONFLICT` clause.
public struct SQLUpsert: Hashable, Sendable {
  /// The columns of the unique index in question; empty for any.
  public var target: [SQLIndexedColumn]
  public var targetWhere: SQLExpression?
  /// Empty for `DO NOTHING`.
  public var assignments: [SQLAssignment]
  public var updateWhere: SQLExpression?

  public init(
    target: [SQLIndexedColumn] = [], targetWhere: SQLExpression? = nil, assignments: [SQLAssignment] = [],
    updateWhere: SQLExpression? = nil
  ) {
    self.target = target
    self.targetWhere = targetWhere
    self.assignments = assignments
    self.updateWhere = updateWhere
  }
}

/// `a = value` or `(a, b) = row`.
public struct SQLAssignment: Hashable, Sendable {
  public var columns: [String]
  public var value: SQLExpression

  public init(columns: [String], value: SQLExpression) {
    self.columns = columns
    self.value = value
  }
}

public struct SQLUpdate: Hashable, Sendable {
  public var with: SQLWith?
  public var conflict: SQLConflict?
  public var table: SQLTableReference
  public var assignments: [SQLAssignment]
  /// `FROM …`, and the tables that MySQL joins before `SET`.
  public var from: [SQLJoin]
  public var `where`: SQLExpression?
  public var orderBy: [SQLOrderingTerm]
  public var limit: SQLExpression?
  public var returning: [SQLResultColumn]

  public init(
    with: SQLWith? = nil, conflict: SQLConflict? = nil, table: SQLTableReference, assignments: [SQLAssignment],
    from: [SQLJoin] = [], where: SQLExpression? = nil, orderBy: [SQLOrderingTerm] = [], limit: SQLExpression? = nil,
    returning: [SQLResultColumn] = []
  ) {
    self.with = with
    self.conflict = conflict
    self.table = table
    self.assignments = assignments
    self.from = from
    self.where = `where`
    self.orderBy = orderBy
    self.limit = limit
    self.returning = returning
  }
}

public struct SQLDelete: Hashable, Sendable {
  public var with: SQLWith?
  public var table: SQLTableReference
  /// PostgreSQL's `USING …` and MySQL's `DELETE a FROM a JOIN b`: the other tables.
  public var using: [SQLJoin]
  public var `where`: SQLExpression?
  public var orderBy: [SQLOrderingTerm]
  public var limit: SQLExpression?
  public var returning: [SQLResultColumn]

  public init(
    with: SQLWith? = nil, table: SQLTableReference, using: [SQLJoin] = [], where: SQLExpression? = nil,
    orderBy: [SQLOrderingTerm] = [], limit: SQLExpression? = nil, returning: [SQLResultColumn] = []
  ) {
    self.with = with
    self.table = table
    self.using = using
    self.where = `where`
    self.orderBy = orderBy
    self.limit = limit
    self.returning = returning
  }
}
