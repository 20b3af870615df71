// The kinds of token in a page template. The page's own text, comments and the bodies of `raw`, `verbatim` and
// `comment` have none: they are the gaps between tokens.

/// Kind of a token between `{{` and `}}` or `{%` and `%}`, these included.
@frozen
public enum TemplateTokenKind: UInt8, CaseIterable, Sendable {
  /// `{%`, `{%-`, `{%+`
  case tagStart
  /// `%}`, `-%}`, `+%}`
  case tagEnd
  /// `{{`, `{{-`
  case outputStart
  /// `}}`, `-}}`
  case outputEnd
  case name
  case integer
  case float
  case string
  case and, or, not, `in`, `is`, `if`, `else`, `as`
  case dot, comma, colon, pipe, assign, tilde
  case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
  case plus, minus, star, doubleStar, slash, doubleSlash, percent
  case equal, notEqual, less, lessEqual, greater, greaterEqual
  /// A byte or sign that neither Django nor Jinja knows, as other languages write between the same braces.
  case unknown

  /// The kind as `debug tokens` prints it.
  public var label: String {
    switch self {
    case .tagStart: "tag-start"
    case .tagEnd: "tag-end"
    case .outputStart: "output-start"
    case .outputEnd: "output-end"
    case .name: "name"
    case .integer: "integer"
    case .float: "float"
    case .string: "string"
    case .and, .or, .not, .in, .is, .if, .else, .as: "keyword"
    case .dot, .comma, .colon, .pipe, .assign, .tilde: "punctuation"
    case .leftParenthesis, .rightParenthesis, .leftBracket, .rightBracket, .leftBrace, .rightBrace: "bracket"
    case .plus, .minus, .star, .doubleStar, .slash, .doubleSlash, .percent: "operator"
    case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual: "operator"
    case .unknown: "unknown"
    }
  }

  /// Whether the token closes what is being read.
  @inlinable
  var isEnd: Bool { self == .tagEnd || self == .outputEnd }

  /// Whether the token is a name or a word that may stand for one (`item.is`, `order.in`).
  @inlinable
  var isWord: Bool {
    switch self {
    case .name, .and, .or, .not, .in, .is, .if, .else, .as: true
    default: false
    }
  }
}
