// `match` and its patterns. Alternatives at the top of a case are so many patterns of the clause; `as` and inner
// alternatives are `pattern` nodes; classes are calls, sequences lists or tuples, mappings dictionaries.

import Syntax

extension PythonParser {
  /// Whether the name at hand is the soft keyword: `match …:` and an indented `case` under it.
  func startsMatch() -> Bool {
    guard isWord(0x68_6374_616D, length: 5, token), next.beginsExpression else { return false }
    var index = position + 1
    while index < tokens.count {
      let kind = PythonTokenKind(rawValue: tokens[index].kind) ?? .unknown
      if kind == .endOfFile { return false }
      if kind == .newline { break }
      index += 1
    }
    guard index + 2 < tokens.count else { return false }
    return tokens[index - 1].kind == PythonTokenKind.colon.rawValue
      && tokens[index + 1].kind == PythonTokenKind.indent.rawValue
      && isCase(tokens[index + 2])
  }

  private func isCase(_ token: Token) -> Bool {
    token.kind == PythonTokenKind.name.rawValue && isWord(0x6573_6163, length: 4, token)
  }

  mutating func parseMatch() {
    let mark = builder.mark()
    let from = start
    advance()
    parseExpressions()
    expect(.colon, "expected `:`")
    skipToLineEnd()
    if kind == .newline { skip() }
    if kind == .indent {
      skip()
      depth += 1
      while kind != .dedent && kind != .endOfFile {
        if isCase(token) { parseCase() } else { parseStatement() }
      }
      depth -= 1
      if kind == .dedent { skip() }
    }
    builder.finish(.matchStatement, from: mark, start: from, end: previousEnd)
  }

  private mutating func parseCase() {
    let mark = builder.mark()
    let from = start
    isBroken = false
    advance()
    if !isWildcard { parseTopPattern() } else { advance() }
    if kind == .if {
      let guardMark = builder.mark()
      let guardStart = start
      advance()
      parseNamedExpression()
      builder.finish(.caseGuard, from: guardMark, start: guardStart, end: previousEnd)
    }
    parseBlock()
    builder.finish(.caseClause, from: mark, start: from, end: previousEnd)
  }

  /// A lone `_`, which matches everything.
  private var isWildcard: Bool {
    kind == .name && token.length == 1 && source[token.start] == 0x5F && (next == .colon || next == .if)
  }

  /// Alternatives, or a sequence without its brackets.
  private mutating func parseTopPattern() {
    let mark = builder.mark()
    let from = start
    var alternatives = 1
    parseElementPattern()
    while eat(.pipe) {
      alternatives += 1
      parseClosedPattern()
    }
    if kind == .as {
      parseBinding(mark, from: from)
    }
    guard kind == .comma else { return }
    if alternatives > 1 { builder.finish(.pattern, from: mark, start: from, end: previousEnd) }
    while eat(.comma) {
      guard kind != .colon && kind != .if else { break }
      parsePattern()
    }
    builder.finish(.tuple, from: mark, start: from, end: previousEnd)
  }

  /// A pattern inside another one.
  private mutating func parsePattern() {
    depth += 1
    defer { depth -= 1 }
    guard depth <= limits.nestingDepth else {
      skipDeepExpression()
      return
    }
    let mark = builder.mark()
    let from = start
    parseElementPattern()
    if kind == .pipe {
      while eat(.pipe) { parseClosedPattern() }
      builder.finish(.pattern, from: mark, start: from, end: previousEnd)
    }
    if kind == .as { parseBinding(mark, from: from) }
  }

  /// `as name` after a pattern.
  private mutating func parseBinding(_ mark: TreeBuilder.Mark, from: Int) {
    advance()
    if kind == .name {
      builder.leaf(.name, start: token.start, end: token.end, name: intern(token))
      advance()
    } else {
      report("expected a name after `as`")
    }
    builder.finish(.pattern, from: mark, start: from, end: previousEnd)
  }

  private mutating func parseElementPattern() {
    guard kind == .star else {
      parseClosedPattern()
      return
    }
    let mark = builder.mark()
    let from = start
    advance()
    parseClosedPattern()
    builder.finish(.starred, from: mark, start: from, end: previousEnd)
  }

  private mutating func parseClosedPattern() {
    let mark = builder.mark()
    let from = start
    switch kind {
    case .leftBracket:
      advance()
      parsePatterns(until: .rightBracket)
      expect(.rightBracket, "expected `]`")
      builder.finish(.list, from: mark, start: from, end: previousEnd)
    case .leftParenthesis:
      advance()
      let isTuple = parsePatterns(until: .rightParenthesis)
      expect(.rightParenthesis, "expected `)`")
      if isTuple { builder.finish(.tuple, from: mark, start: from, end: previousEnd) }
    case .leftBrace:
      parseMappingPattern()
    case .name:
      parseNamePattern()
    default:
      // Numbers with their signs, strings, constants.
      parseOperators(Precedence.pipe + 1)
    }
  }

  /// Patterns with commas between them; gives whether there are other than one.
  @discardableResult
  private mutating func parsePatterns(until end: PythonTokenKind) -> Bool {
    var count = 0
    var hasComma = false
    while kind != end && kind != .newline && kind != .endOfFile {
      let before = position
      parsePattern()
      count += 1
      guard eat(.comma) else { break }
      hasComma = true
      if position == before { break }
    }
    return hasComma || count != 1
  }

  /// A name that binds, a dotted value, or a class with patterns for its attributes.
  private mutating func parseNamePattern() {
    let mark = builder.mark()
    let from = start
    builder.leaf(.name, start: token.start, end: token.end, name: intern(token))
    advance()
    while kind == .dot {
      advance()
      var name = NameID.none
      if kind == .name {
        name = intern(token)
        advance()
      } else {
        report("expected a name after `.`")
      }
      builder.finish(.member, from: mark, start: from, end: previousEnd, name: name)
    }
    guard eat(.leftParenthesis) else { return }
    while kind != .rightParenthesis && kind != .newline && kind != .endOfFile {
      let argument = builder.mark()
      let argumentStart = start
      var name = NameID.none
      if kind == .name && next == .equal {
        name = intern(token)
        advance()
        advance()
      }
      parsePattern()
      builder.finish(.argument, from: argument, start: argumentStart, end: previousEnd, name: name)
      guard eat(.comma) else { break }
    }
    expect(.rightParenthesis, "expected `)`")
    builder.finish(.call, from: mark, start: from, end: previousEnd)
  }

  private mutating func parseMappingPattern() {
    let mark = builder.mark()
    let from = start
    advance()
    while kind != .rightBrace && kind != .newline && kind != .endOfFile {
      let entry = builder.mark()
      let entryStart = start
      if eat(.doubleStar) {
        parseClosedPattern()
        builder.finish(.starred, from: entry, start: entryStart, end: previousEnd, flags: .doubleStar)
      } else {
        parseOperators(Precedence.pipe + 1)
        expect(.colon, "expected `:`")
        parsePattern()
        builder.finish(.dictionaryEntry, from: entry, start: entryStart, end: previousEnd)
      }
      guard eat(.comma) else { break }
    }
    expect(.rightBrace, "expected `}`")
    builder.finish(.dictionary, from: mark, start: from, end: previousEnd)
  }
}
