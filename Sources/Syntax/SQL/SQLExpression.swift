// Expressions. Chains of AND, OR and arithmetic are flat arrays, so that no walk, hash or release recurses deeper than
// the text is nested; parentheses are not stored, the printer puts them where they are needed.

/// An expression: one pointer, compared by value.
public indirect enum SQLExpression: Hashable, Sendable {
  case column(SQLColumnName)
  case literal(SQLLiteral)
  /// `?`, `?1`, `:name`, `@name`, `$1`, `%s`, `%(name)s`, as written.
  case placeholder(String)
  /// Text that the program puts in: `{…}` of an f-string, `\(…)`, `#{…}`, `{{ … }}`, as written.
  case hole(String)
  /// `*` or `table.*`.
  case star(table: String?)
  case function(SQLFunctionCall)
  /// Two operands or more, flat.
  case logical(SQLLogicalOperator, [SQLExpression])
  /// Comparisons, and operators that the dialects define further.
  case binary(SQLBinaryOperator, SQLExpression, SQLExpression)
  /// `first op a op b …`: operators of equal precedence, from left to right.
  case arithmetic(SQLExpression, [SQLOperation])
  case unary(SQLUnaryOperator, SQLExpression)
  case between(SQLExpression, low: SQLExpression, high: SQLExpression, isNegated: Bool)
  /// `x IN (a, b)`. `x IN ?`, `x IN %s` and `x = ANY($1)` are this with the placeholder as the only member.
  case inList(SQLExpression, [SQLExpression], isNegated: Bool)
  case inSubquery(SQLExpression, SQLSelect, isNegated: Bool)
  /// SQLite's `x IN table`.
  case inTable(SQLExpression, SQLTableName, isNegated: Bool)
  case like(SQLLike)
  case isNull(SQLExpression, isNegated: Bool)
  case exists(SQLSelect)
  case subquery(SQLSelect)
  case conditional(operand: SQLExpression?, branches: [SQLBranch], otherwise: SQLExpression?)
  case cast(SQLExpression, type: String)
  case collate(SQLExpression, String)
  case row([SQLExpression])
  /// PostgreSQL's `ARRAY[…]`.
  case array([SQLExpression])
  /// `array[index]`; the index as written.
  case element(SQLExpression, String)
  /// `x > ALL (…)`, `x < ANY (…)`.
  case quantified(SQLBinaryOperator, SQLExpression, isAll: Bool, SQLExpression)
  /// What the parser knows the extent of, but not the meaning; as written.
  case raw(String)
}

/// A column as named: `[schema.][table.]name`.
public struct SQLColumnName: Hashable, Sendable {
  public var schema: String?
  public var table: String?
  public var name: String
  /// Written `"name"`, which SQLite and MySQL may read as a string.
  public var isDoubleQuoted: Bool

  public init(schema: String? = nil, table: String? = nil, _ name: String, isDoubleQuoted: Bool = false) {
    self.schema = schema
    self.table = table
    self.name = name
    self.isDoubleQuoted = isDoubleQuoted
  }
}

public enum SQLLiteral: Hashable, Sendable {
  case null
  case boolean(Bool)
  /// As written: decimal or `0x…`.
  case integer(String)
  case float(String)
  /// The content, escapes decoded.
  case string(String)
  /// Hexadecimal digits of `X'…'`.
  case blob(String)
  /// `CURRENT_DATE`, `CURRENT_TIME`, `CURRENT_TIMESTAMP`, `LOCALTIMESTAMP`, in upper case.
  case current(String)
  /// `DATE '…'`, `INTERVAL '…'`: the type in upper case and the content.
  case typed(String, String)
}

public enum SQLLogicalOperator: String, Hashable, Sendable {
  case and = "AND"
  case or = "OR"
}

public enum SQLUnaryOperator: String, Hashable, Sendable {
  case not = "NOT"
  case minus = "-"
  case plus = "+"
  case bitwiseNot = "~"
}

public enum SQLBinaryOperator: Hashable, Sendable {
  case equal
  case notEqual
  case less
  case lessOrEqual
  case greater
  case greaterOrEqual
  /// Equality that holds between two nulls: SQLite's `IS`, `IS NOT DISTINCT FROM`, MySQL's `<=>`.
  case identical
  case notIdentical
  /// Any other (`@>`, `~*`, `&&`, `OVERLAPS`), as written.
  case other(String)
}

public enum SQLArithmeticOperator: Hashable, Sendable {
  case add
  case subtract
  case multiply
  case divide
  case remainder
  case concatenate
  case bitwiseAnd
  case bitwiseOr
  case shiftLeft
  case shiftRight
  /// SQLite's and MySQL's `->` and `->>`.
  case jsonValue
  case jsonText
  /// Any other (`^`, `#>`, `DIV`), as written.
  case other(String)
}

/// One step of `SQLExpression.arithmetic`.
public struct SQLOperation: Hashable, Sendable {
  public var `operator`: SQLArithmeticOperator
  public var operand: SQLExpression

  public init(_ operator: SQLArithmeticOperator, _ operand: SQLExpression) {
    self.operator = `operator`
    self.operand = operand
  }
}

/// `value [NOT] LIKE pattern [ESCAPE escape]` and its relatives.
public struct SQLLike: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case like = "LIKE"
    case ilike = "ILIKE"
    case glob = "GLOB"
    case regexp = "REGEXP"
    case match = "MATCH"
    case similar = "SIMILAR TO"
  }
  public var kind: Kind
  public var value: SQLExpression
  public var pattern: SQLExpression
  public var escape: SQLExpression?
  public var isNegated: Bool

  public init(
    _ kind: Kind = .like, value: SQLExpression, pattern: SQLExpression, escape: SQLExpression? = nil,
    isNegated: Bool = false
  ) {
    self.kind = kind
    self.value = value
    self.pattern = pattern
    self.escape = escape
    self.isNegated = isNegated
  }
}

/// `WHEN condition THEN result`
public struct SQLBranch: Hashable, Sendable {
  public var condition: SQLExpression
  public var result: SQLExpression

  public init(condition: SQLExpression, result: SQLExpression) {
    self.condition = condition
    self.result = result
  }
}

public struct SQLFunctionCall: Hashable, Sendable {
  /// As written, with its schema (`pg_catalog.now`).
  public var name: String
  public var arguments: [SQLExpression]
  public var isDistinct: Bool
  /// `count(*)`; then there are no arguments.
  public var isStar: Bool
  /// ORDER BY inside the parentheses, or of `WITHIN GROUP`.
  public var orderBy: [SQLOrderingTerm]
  public var filter: SQLExpression?
  public var over: SQLOver?
  /// The words that stand in place of commas (`FROM` in `extract(year FROM x)`), in order; empty for a plain call.
  public var separators: [String]

  public init(
    _ name: String, _ arguments: [SQLExpression] = [], isDistinct: Bool = false, isStar: Bool = false,
    orderBy: [SQLOrderingTerm] = [], filter: SQLExpression? = nil, over: SQLOver? = nil, separators: [String] = []
  ) {
    self.name = name
    self.arguments = arguments
    self.isDistinct = isDistinct
    self.isStar = isStar
    self.orderBy = orderBy
    self.filter = filter
    self.over = over
    self.separators = separators
  }
}

/// `OVER name` or `OVER (…)`
public enum SQLOver: Hashable, Sendable {
  case named(String)
  case window(SQLWindow)
}
