// The kinds of SQL tokens. Words that any dialect's grammar needs are kinds of their own, in groups that say where
// they may still be names; the parser compares one byte and never spells a word.

/// Kind of a SQL token.
public enum SQLTokenKind: UInt8, Sendable, CaseIterable {
  case endOfText
  // Names and values
  case word
  /// `` `x` `` and `[x]`
  case quotedName
  /// `"x"`: a name, or a string in MySQL
  case doubleQuoted
  case string
  case blob
  case number
  case placeholder
  /// `{…}`, `{{ … }}`, `#{…}`, `${…}` or byte 1
  case hole
  /// A name that is partly a hole: `{prefix}_users`
  case holeName
  // Punctuation and operators
  case comma
  case leftParenthesis
  case rightParenthesis
  case leftBracket
  case rightBracket
  case semicolon
  /// What `DELIMITER` set
  case delimiter
  case dot
  case star
  case plus
  case minus
  case slash
  case percent
  case equal
  case notEqual
  case less
  case lessOrEqual
  case greater
  case greaterOrEqual
  case nullSafeEqual
  case concatenate
  case ampersand
  case bar
  case shiftLeft
  case shiftRight
  case tilde
  case arrow
  case longArrow
  case doubleColon
  case assign
  case colon
  case otherOperator
  /// `\…` of psql, to the end of the line
  case clientCommand
  /// A byte that starts nothing
  case unknown

  // Words that are never names without quotes
  case all, and, `as`, between, `case`, check, collate, constraint, create, `default`, distinct, `else`, except, exists
  case foreign, from, group, having, `in`, insert, intersect, into, `is`, isnull, join, limit, not, notnull, null, on
  case or, order, primary, references, returning, select, set, table, then, union, unique, update, using, values, when
  case `where`, delete

  // Words that may be names but not aliases without AS, because they can follow a table or an expression
  case add, alter, asc, at, by, column, cross, desc, div, `do`, drop, duplicate, each, end, escape, fetch, filter
  case `for`, force, full, generated, glob, ilike, ignore, index, indexed, inner, like, lock, match, natural
  case nulls, of, offset, outer, over, overlaps, partition, procedure, qualify, regexp, rename, `left`, `right`, rlike
  case separator, similar, straightJoin, tablesample, to, trigger, use, window, with, within, without, xor, ordinality

  // Words that may be names everywhere
  case action, after, always, analyze, any, array, autoincrement, before, begin, binary, both, cascade, cast,
    concurrently
  case conflict, convert, copy, current, database, date, deferrable, deferred, delimiterWord, event, exclude, execute
  case explain, `extension`, first, function, groups, `if`, immediate, include, initially, instead, interval, key, last
  case lateral, leading, materialized, mod, modify, month, no, nothing, only, overlay, package, plan, position, pragma
  case preceding, range, recursive, replace, restrict, row, rows, rowid, schema, sequence, share, some, stored, strict
  case substring, temporary, time, timestamp, trailing, trim, truncate, type, unbounded, view, virtual, year, zone,
    `true`
  case `false`, extract

  @usableFromInline static let firstReserved = SQLTokenKind.all.rawValue
  static let lastReserved = SQLTokenKind.delete.rawValue
  static let firstFreeKeyword = SQLTokenKind.action.rawValue

  var isKeyword: Bool { rawValue >= SQLTokenKind.firstReserved }

  /// Whether a token of this kind can be the name of something.
  var isName: Bool {
    if rawValue > SQLTokenKind.lastReserved { return true }
    switch self {
    case .word, .quotedName, .doubleQuoted, .holeName: return true
    default: return false
    }
  }

  /// Whether a token of this kind right after an expression or a table is its alias.
  var isBareAlias: Bool {
    if rawValue >= SQLTokenKind.firstFreeKeyword { return true }
    switch self {
    case .word, .quotedName, .doubleQuoted, .holeName: return true
    default: return false
    }
  }

  /// Whether an operand may end with a token of this kind, so that an operator and no placeholder follows.
  var endsOperand: Bool {
    switch self {
    case .word, .quotedName, .doubleQuoted, .string, .blob, .number, .placeholder, .hole, .holeName, .rightParenthesis,
      .rightBracket, .end, .null:
      return true
    default: return false
    }
  }

  /// What `perf-lint debug tokens` prints.
  public var label: String {
    if isKeyword { return "keyword" }
    switch self {
    case .endOfText: return "end"
    case .word, .quotedName, .doubleQuoted: return "name"
    case .string: return "string"
    case .blob: return "blob"
    case .number: return "number"
    case .placeholder: return "placeholder"
    case .hole, .holeName: return "hole"
    case .comma, .leftParenthesis, .rightParenthesis, .leftBracket, .rightBracket, .dot, .colon: return "punctuation"
    case .semicolon, .delimiter: return "terminator"
    case .clientCommand: return "command"
    case .unknown: return "unknown"
    default: return "operator"
    }
  }
}
