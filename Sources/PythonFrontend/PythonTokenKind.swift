// The kinds of Python tokens: one for each keyword and operator that the parser tells apart.
// Soft keywords (`match`, `case`, `type`, `print`) are names here; the parser decides from what follows them.

/// Kind of a Python token, stored in `Token.kind`.
public enum PythonTokenKind: UInt8, CaseIterable, Sendable {
  // MARK: Structure
  case endOfFile
  case newline
  case indent
  case dedent
  /// Bytes that begin no token.
  case unknown

  // MARK: Words and literals
  case name
  case number
  /// A string or bytes literal with its prefix.
  case string
  /// A whole f-string or t-string. The tokens of its holes follow it, bracketed by `holeStart` and `holeEnd`.
  case stringTemplate
  case holeStart
  case holeEnd

  // MARK: Keywords
  case and
  case `as`
  case assert
  case async
  case await
  case `break`
  case `class`
  case `continue`
  case def
  case del
  case elif
  case `else`
  case except
  case `false`
  case finally
  case `for`
  case from
  case global
  case `if`
  case `import`
  case `in`
  case `is`
  case lambda
  case none
  case nonlocal
  case not
  case or
  case pass
  case raise
  case `return`
  case `true`
  case `try`
  case `while`
  case with
  case yield

  // MARK: Brackets and punctuation
  case leftParenthesis
  case rightParenthesis
  case leftBracket
  case rightBracket
  case leftBrace
  case rightBrace
  case comma
  case colon
  case semicolon
  case dot
  case ellipsis
  case arrow
  case equal
  case colonEqual
  /// `!` before a conversion in a hole.
  case exclamation
  /// Python 2 repr.
  case backtick

  // MARK: Operators
  case less
  case greater
  case lessEqual
  case greaterEqual
  case equalEqual
  case notEqual
  case pipe
  case caret
  case ampersand
  case leftShift
  case rightShift
  case plus
  case minus
  case star
  case slash
  case doubleSlash
  case percent
  case at
  case doubleStar
  case tilde

  // MARK: Augmented assignment
  case pipeEqual
  case caretEqual
  case ampersandEqual
  case leftShiftEqual
  case rightShiftEqual
  case plusEqual
  case minusEqual
  case starEqual
  case slashEqual
  case doubleSlashEqual
  case percentEqual
  case atEqual
  case doubleStarEqual

  /// Stable lower-case word for `perf-lint debug tokens`.
  public var label: String {
    switch self {
    case .endOfFile: return "end"
    case .newline: return "newline"
    case .indent: return "indent"
    case .dedent: return "dedent"
    case .unknown: return "unknown"
    case .name: return "name"
    case .number: return "number"
    case .string: return "string"
    case .stringTemplate: return "template"
    case .holeStart: return "hole-start"
    case .holeEnd: return "hole-end"
    case .and: return "and"
    case .as: return "as"
    case .assert: return "assert"
    case .async: return "async"
    case .await: return "await"
    case .break: return "break"
    case .class: return "class"
    case .continue: return "continue"
    case .def: return "def"
    case .del: return "del"
    case .elif: return "elif"
    case .else: return "else"
    case .except: return "except"
    case .false: return "false"
    case .finally: return "finally"
    case .for: return "for"
    case .from: return "from"
    case .global: return "global"
    case .if: return "if"
    case .import: return "import"
    case .in: return "in"
    case .is: return "is"
    case .lambda: return "lambda"
    case .none: return "none"
    case .nonlocal: return "nonlocal"
    case .not: return "not"
    case .or: return "or"
    case .pass: return "pass"
    case .raise: return "raise"
    case .return: return "return"
    case .true: return "true"
    case .try: return "try"
    case .while: return "while"
    case .with: return "with"
    case .yield: return "yield"
    case .leftParenthesis: return "left-parenthesis"
    case .rightParenthesis: return "right-parenthesis"
    case .leftBracket: return "left-bracket"
    case .rightBracket: return "right-bracket"
    case .leftBrace: return "left-brace"
    case .rightBrace: return "right-brace"
    case .comma: return "comma"
    case .colon: return "colon"
    case .semicolon: return "semicolon"
    case .dot: return "dot"
    case .ellipsis: return "ellipsis"
    case .arrow: return "arrow"
    case .equal: return "equal"
    case .colonEqual: return "colon-equal"
    case .exclamation: return "exclamation"
    case .backtick: return "backtick"
    case .less: return "less"
    case .greater: return "greater"
    case .lessEqual: return "less-equal"
    case .greaterEqual: return "greater-equal"
    case .equalEqual: return "equal-equal"
    case .notEqual: return "not-equal"
    case .pipe: return "pipe"
    case .caret: return "caret"
    case .ampersand: return "ampersand"
    case .leftShift: return "left-shift"
    case .rightShift: return "right-shift"
    case .plus: return "plus"
    case .minus: return "minus"
    case .star: return "star"
    case .slash: return "slash"
    case .doubleSlash: return "double-slash"
    case .percent: return "percent"
    case .at: return "at"
    case .doubleStar: return "double-star"
    case .tilde: return "tilde"
    case .pipeEqual: return "pipe-equal"
    case .caretEqual: return "caret-equal"
    case .ampersandEqual: return "ampersand-equal"
    case .leftShiftEqual: return "left-shift-equal"
    case .rightShiftEqual: return "right-shift-equal"
    case .plusEqual: return "plus-equal"
    case .minusEqual: return "minus-equal"
    case .starEqual: return "star-equal"
    case .slashEqual: return "slash-equal"
    case .doubleSlashEqual: return "double-slash-equal"
    case .percentEqual: return "percent-equal"
    case .atEqual: return "at-equal"
    case .doubleStarEqual: return "double-star-equal"
    }
  }
}
