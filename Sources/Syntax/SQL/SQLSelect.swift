// Queries: common table expressions, cores joined by set operations, and what a core reads from.

/// A query. `operators[i]` joins `cores[i + 1]` to what stands before it; ORDER BY and LIMIT belong to the whole.
///
/// A parenthesised operand with its own ORDER BY is stored as `SELECT * FROM (…)`, which means the same.
public struct SQLSelect: Hashable, Sendable {
  public var with: SQLWith?
  public var cores: [SQLSelectCore]
  public var operators: [SQLSetOperator]
  public var orderBy: [SQLOrderingTerm]
  public var limit: SQLExpression?
  public var offset: SQLExpression?

  public init(
    with: SQLWith? = nil, cores: [SQLSelectCore], operators: [SQLSetOperator] = [], orderBy: [SQLOrderingTerm] = [],
    limit: SQLExpression? = nil, offset: SQLExpression? = nil
  ) {
    self.with = with
    self.cores = cores
    self.operators = operators
    self.orderBy = orderBy
    self.limit = limit
    self.offset = offset
  }

  /// A query of one core.
  public init(
    _ core: SQLSelectCore, orderBy: [SQLOrderingTerm] = [], limit: SQLExpression? = nil, offset: SQLExpression? = nil
  ) {
    self.init(cores: [core], orderBy: orderBy, limit: limit, offset: offset)
  }
}

public enum SQLSetOperator: String, Hashable, Sendable {
  case union = "UNION"
  case unionAll = "UNION ALL"
  case intersect = "INTERSECT"
  case intersectAll = "INTERSECT ALL"
  case except = "EXCEPT"
  case exceptAll = "EXCEPT ALL"
}

/// `WITH [RECURSIVE] …`
public struct SQLWith: Hashable, Sendable {
  public var isRecursive: Bool
  public var tables: [SQLCommonTable]

  public init(isRecursive: Bool = false, tables: [SQLCommonTable]) {
    self.isRecursive = isRecursive
    self.tables = tables
  }
}

/// One common table expression. PostgreSQL allows INSERT, UPDATE and DELETE as its statement.
public struct SQLCommonTable: Hashable, Sendable {
  public var name: String
  public var columns: [String]
  /// `AS MATERIALIZED` / `AS NOT MATERIALIZED`, where written.
  public var isMaterialized: Bool?
  public var statement: SQLStatement

  public init(name: String, columns: [String] = [], isMaterialized: Bool? = nil, statement: SQLStatement) {
    self.name = name
    self.columns = columns
    self.isMaterialized = isMaterialized
    self.statement = statement
  }
}

/// `SELECT … FROM … WHERE … GROUP BY … HAVING … WINDOW …`, or the rows of `VALUES`.
public struct SQLSelectCore: Hashable, Sendable {
  public var isDistinct: Bool
  /// PostgreSQL's `DISTINCT ON (…)`.
  public var distinctOn: [SQLExpression]
  public var columns: [SQLResultColumn]
  /// What is read, in order; how each part joins what stands before it is said in the part. Empty without FROM.
  public var from: [SQLJoin]
  public var `where`: SQLExpression?
  public var groupBy: [SQLExpression]
  public var having: SQLExpression?
  public var windows: [SQLNamedWindow]
  /// The first rows of `VALUES (…), (…)`; then everything else is empty.
  public var values: [[SQLExpression]]

  public init(
    isDistinct: Bool = false, distinctOn: [SQLExpression] = [], columns: [SQLResultColumn], from: [SQLJoin] = [],
    where: SQLExpression? = nil, groupBy: [SQLExpression] = [], having: SQLExpression? = nil,
    windows: [SQLNamedWindow] = [], values: [[SQLExpression]] = []
  ) {
    self.isDistinct = isDistinct
    self.distinctOn = distinctOn
    self.columns = columns
    self.from = from
    self.where = `where`
    self.groupBy = groupBy
    self.having = having
    self.windows = windows
    self.values = values
  }
}

/// `expression [AS alias]`; `*` and `t.*` are `SQLExpression.star`.
public struct SQLResultColumn: Hashable, Sendable {
  public var expression: SQLExpression
  public var alias: String?

  public init(_ expression: SQLExpression, alias: String? = nil) {
    self.expression = expression
    self.alias = alias
  }
}

public struct SQLOrderingTerm: Hashable, Sendable {
  public var expression: SQLExpression
  public var isDescending: Bool
  /// `NULLS FIRST` is true, `NULLS LAST` false.
  public var nullsFirst: Bool?

  public init(_ expression: SQLExpression, isDescending: Bool = false, nullsFirst: Bool? = nil) {
    self.expression = expression
    self.isDescending = isDescending
    self.nullsFirst = nullsFirst
  }
}

/// One part of FROM. The first part of a list has the kind `comma` and no condition.
public struct SQLJoin: Hashable, Sendable {
  public var kind: SQLJoinKind
  public var isNatural: Bool
  public var item: SQLFromItem
  public var condition: SQLJoinCondition

  public init(
    _ item: SQLFromItem, kind: SQLJoinKind = .comma, isNatural: Bool = false, condition: SQLJoinCondition = .none
  ) {
    self.kind = kind
    self.isNatural = isNatural
    self.item = item
    self.condition = condition
  }
}

public enum SQLJoinKind: String, Hashable, Sendable {
  case comma = ","
  case inner = "JOIN"
  case cross = "CROSS JOIN"
  case left = "LEFT JOIN"
  case right = "RIGHT JOIN"
  case full = "FULL JOIN"
}

public enum SQLJoinCondition: Hashable, Sendable {
  case none
  case on(SQLExpression)
  case using([String])
}

/// What FROM can read.
public indirect enum SQLFromItem: Hashable, Sendable {
  case table(SQLTableReference)
  case subquery(SQLSelect, alias: String?, columns: [String], isLateral: Bool)
  /// A table-valued function.
  case function(SQLFunctionCall, alias: String?, columns: [String])
  /// A parenthesised join.
  case group([SQLJoin])
}

/// A table where it is used.
public struct SQLTableReference: Hashable, Sendable {
  public var name: SQLTableName
  public var alias: String?
  public var hint: SQLIndexHint?

  public init(_ name: SQLTableName, alias: String? = nil, hint: SQLIndexHint? = nil) {
    self.name = name
    self.alias = alias
    self.hint = hint
  }
}

/// SQLite's `INDEXED BY i` and `NOT INDEXED`.
public enum SQLIndexHint: Hashable, Sendable {
  case indexedBy(String)
  case notIndexed
}

/// `WINDOW name AS (…)`
public struct SQLNamedWindow: Hashable, Sendable {
  public var name: String
  public var window: SQLWindow

  public init(name: String, window: SQLWindow) {
    self.name = name
    self.window = window
  }
}

public struct SQLWindow: Hashable, Sendable {
  /// The named window that this one extends.
  public var base: String?
  public var partitionBy: [SQLExpression]
  public var orderBy: [SQLOrderingTerm]
  /// The frame (`ROWS BETWEEN …`) in upper-case words, as written otherwise.
  public var frame: String?

  public init(
    base: String? = nil, partitionBy: [SQLExpression] = [], orderBy: [SQLOrderingTerm] = [], frame: String? = nil
  ) {
    self.base = base
    self.partitionBy = partitionBy
    self.orderBy = orderBy
    self.frame = frame
  }
}
