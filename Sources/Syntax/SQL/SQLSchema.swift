// Statements that define tables, indexes, views and triggers. What does not matter to a query plan (storage options,
// comments, owners) is not kept.

public struct SQLCreateTable: Hashable, Sendable {
  public var table: SQLTableName
  public var isTemporary: Bool
  public var ifNotExists: Bool
  public var columns: [SQLColumnDefinition]
  public var constraints: [SQLTableConstraint]
  /// MySQL's `KEY` and `INDEX` lines.
  public var indexes: [SQLInlineIndex]
  public var withoutRowID: Bool
  public var isStrict: Bool
  /// `AS SELECT …`
  public var select: SQLSelect?
  /// Table whose columns this one takes over: `LIKE t`, `INHERITS (t)`, `PARTITION OF t`.
  public var likeTable: SQLTableName?
  /// `CREATE VIRTUAL TABLE … USING module(arguments)`; arguments as written.
  public var module: SQLVirtualModule?

  public init(
    table: SQLTableName, isTemporary: Bool = false, ifNotExists: Bool = false, columns: [SQLColumnDefinition] = [],
    constraints: [SQLTableConstraint] = [], indexes: [SQLInlineIndex] = [], withoutRowID: Bool = false,
    isStrict: Bool = false, select: SQLSelect? = nil, likeTable: SQLTableName? = nil, module: SQLVirtualModule? = nil
  ) {
    self.table = table
    self.isTemporary = isTemporary
    self.ifNotExists = ifNotExists
    self.columns = columns
    self.constraints = constraints
    self.indexes = indexes
    self.withoutRowID = withoutRowID
    self.isStrict = isStrict
    self.select = select
    self.likeTable = likeTable
    self.module = module
  }
}

public struct SQLVirtualModule: Hashable, Sendable {
  public var name: String
  public var arguments: String

  public init(name: String, arguments: String) {
    self.name = name
    self.arguments = arguments
  }
}

public struct SQLColumnDefinition: Hashable, Sendable {
  public var name: String
  /// As written with single spaces (`VARCHAR(20)`, `timestamp with time zone`); empty for none.
  public var type: String
  public var constraints: [SQLColumnConstraint]
  /// Where the definition stands in the text; empty for one that was not parsed.
  public var range: ByteRange

  public init(
    name: String, type: String = "", constraints: [SQLColumnConstraint] = [], range: ByteRange = ByteRange(0, 0)
  ) {
    self.name = name
    self.type = type
    self.constraints = constraints
    self.range = range
  }
}

public indirect enum SQLColumnConstraint: Hashable, Sendable {
  case primaryKey(isDescending: Bool, isAutoincrement: Bool)
  /// MySQL's `AUTO_INCREMENT` beside the key, PostgreSQL's `GENERATED … AS IDENTITY`.
  case autoincrement
  case notNull
  case unique
  case `default`(SQLExpression)
  case references(SQLReference)
  case check(SQLExpression)
  case collate(String)
  case generated(SQLExpression, isStored: Bool)
}

/// `REFERENCES table (columns) ON DELETE … ON UPDATE …`
public struct SQLReference: Hashable, Sendable {
  public var table: SQLTableName
  /// Empty for the primary key of the table.
  public var columns: [String]
  public var onDelete: SQLReferenceAction?
  public var onUpdate: SQLReferenceAction?
  public var isDeferred: Bool

  public init(
    table: SQLTableName, columns: [String] = [], onDelete: SQLReferenceAction? = nil,
    onUpdate: SQLReferenceAction? = nil, isDeferred: Bool = false
  ) {
    self.table = table
    self.columns = columns
    self.onDelete = onDelete
    self.onUpdate = onUpdate
    self.isDeferred = isDeferred
  }
}

public enum SQLReferenceAction: String, Hashable, Sendable {
  case setNull = "SET NULL"
  case setDefault = "SET DEFAULT"
  case cascade = "CASCADE"
  case restrict = "RESTRICT"
  case noAction = "NO ACTION"
}

public struct SQLTableConstraint: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case primaryKey([SQLIndexedColumn], isAutoincrement: Bool)
    case unique([SQLIndexedColumn])
    case foreignKey(columns: [String], SQLReference)
    case check(SQLExpression)
    /// PostgreSQL's `EXCLUDE …` and `… USING INDEX name`, as written.
    case other(String)
  }
  public var name: String?
  public var kind: Kind
  public var range: ByteRange

  public init(name: String? = nil, _ kind: Kind, range: ByteRange = ByteRange(0, 0)) {
    self.name = name
    self.kind = kind
    self.range = range
  }
}

/// A key column of an index or constraint. A plain column is `.column` with nothing but a name.
public struct SQLIndexedColumn: Hashable, Sendable {
  public var expression: SQLExpression
  public var collation: String?
  public var isDescending: Bool
  public var nullsFirst: Bool?
  /// PostgreSQL's operator class (`text_pattern_ops`).
  public var operatorClass: String?
  /// MySQL's `name(10)`: only that many characters are in the index.
  public var prefixLength: Int?

  public init(
    _ expression: SQLExpression, collation: String? = nil, isDescending: Bool = false, nullsFirst: Bool? = nil,
    operatorClass: String? = nil, prefixLength: Int? = nil
  ) {
    self.expression = expression
    self.collation = collation
    self.isDescending = isDescending
    self.nullsFirst = nullsFirst
    self.operatorClass = operatorClass
    self.prefixLength = prefixLength
  }

  /// A plain column.
  public init(column: String, isDescending: Bool = false) {
    self.init(.column(SQLColumnName(column)), isDescending: isDescending)
  }

  /// The column's name when the key is a plain column.
  public var columnName: String? {
    guard case .column(let column) = expression else { return nil }
    return column.name
  }
}

/// An index line inside MySQL's CREATE TABLE or ALTER TABLE. Unique ones are `SQLTableConstraint`s.
public struct SQLInlineIndex: Hashable, Sendable {
  public var name: String?
  public var columns: [SQLIndexedColumn]
  /// `FULLTEXT` or `SPATIAL`: no ordered index.
  public var isSpecial: Bool
  public var range: ByteRange

  public init(
    name: String?, columns: [SQLIndexedColumn], isSpecial: Bool = false, range: ByteRange = ByteRange(0, 0)
  ) {
    self.name = name
    self.columns = columns
    self.isSpecial = isSpecial
    self.range = range
  }
}

public struct SQLCreateIndex: Hashable, Sendable {
  /// PostgreSQL allows an index without a name.
  public var name: String?
  public var table: SQLTableName
  public var isUnique: Bool
  public var ifNotExists: Bool
  public var isConcurrent: Bool
  /// `USING method`, in lower case (`btree`, `gin`); MySQL's `fulltext` and `spatial` too.
  public var method: String?
  public var columns: [SQLIndexedColumn]
  public var include: [String]
  public var `where`: SQLExpression?

  public init(
    name: String?, table: SQLTableName, columns: [SQLIndexedColumn], isUnique: Bool = false, ifNotExists: Bool = false,
    isConcurrent: Bool = false, method: String? = nil, include: [String] = [], where: SQLExpression? = nil
  ) {
    self.name = name
    self.table = table
    self.columns = columns
    self.isUnique = isUnique
    self.ifNotExists = ifNotExists
    self.isConcurrent = isConcurrent
    self.method = method
    self.include = include
    self.where = `where`
  }
}

public struct SQLCreateView: Hashable, Sendable {
  public var name: SQLTableName
  public var isTemporary: Bool
  public var isMaterialized: Bool
  public var ifNotExists: Bool
  public var columns: [String]
  public var select: SQLSelect

  public init(
    name: SQLTableName, isTemporary: Bool = false, isMaterialized: Bool = false, ifNotExists: Bool = false,
    columns: [String] = [], select: SQLSelect
  ) {
    self.name = name
    self.isTemporary = isTemporary
    self.isMaterialized = isMaterialized
    self.ifNotExists = ifNotExists
    self.columns = columns
    self.select = select
  }
}

public struct SQLCreateTrigger: Hashable, Sendable {
  public enum Event: String, Hashable, Sendable {
    case insert = "INSERT"
    case update = "UPDATE"
    case delete = "DELETE"
    case truncate = "TRUNCATE"
  }
  public var name: SQLTableName
  public var table: SQLTableName
  public var isTemporary: Bool
  public var ifNotExists: Bool
  /// `BEFORE`, `AFTER`, `INSTEAD OF` or empty.
  public var timing: String
  /// SQLite has one event, PostgreSQL several.
  public var events: [Event]
  /// `UPDATE OF columns`
  public var columns: [String]
  public var isForEachRow: Bool
  public var when: SQLExpression?
  /// SQLite's body, statement by statement; empty where the body is a procedure.
  public var body: [SQLStatement]

  public init(
    name: SQLTableName, table: SQLTableName, isTemporary: Bool = false, ifNotExists: Bool = false, timing: String = "",
    events: [Event], columns: [String] = [], isForEachRow: Bool = false, when: SQLExpression? = nil,
    body: [SQLStatement] = []
  ) {
    self.name = name
    self.table = table
    self.isTemporary = isTemporary
    self.ifNotExists = ifNotExists
    self.timing = timing
    self.events = events
    self.columns = columns
    self.isForEachRow = isForEachRow
    self.when = when
    self.body = body
  }
}

public struct SQLAlterTable: Hashable, Sendable {
  public var table: SQLTableName
  public var actions: [SQLAlterAction]

  public init(table: SQLTableName, actions: [SQLAlterAction]) {
    self.table = table
    self.actions = actions
  }
}

public indirect enum SQLAlterAction: Hashable, Sendable {
  case addColumn(SQLColumnDefinition, ifNotExists: Bool)
  case dropColumn(String)
  case renameColumn(from: String, to: String)
  case renameTable(SQLTableName)
  case addConstraint(SQLTableConstraint)
  case dropConstraint(String)
  case dropPrimaryKey
  case addIndex(SQLInlineIndex)
  case dropIndex(String)
  case renameIndex(from: String, to: String)
  /// MySQL's `CHANGE old definition` and `MODIFY definition`.
  case changeColumn(from: String, SQLColumnDefinition)
  /// PostgreSQL's `ALTER COLUMN c TYPE t`.
  case setType(column: String, type: String)
  case setNotNull(column: String, Bool)
  /// Nil drops the default.
  case setDefault(column: String, SQLExpression?)
  /// Any other, by its first words.
  case other(String)
}

public struct SQLDrop: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case table
    case index
    case view
    case trigger
    /// In upper case.
    case other(String)
  }
  public var kind: Kind
  public var ifExists: Bool
  public var names: [SQLTableName]
  /// MySQL's `DROP INDEX i ON t`, PostgreSQL's `DROP TRIGGER g ON t`.
  public var table: SQLTableName?

  public init(_ kind: Kind, names: [SQLTableName], ifExists: Bool = false, table: SQLTableName? = nil) {
    self.kind = kind
    self.ifExists = ifExists
    self.names = names
    self.table = table
  }
}
