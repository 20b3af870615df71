// The parser's frame: the tokens of one statement, looking ahead, names, and the choice by the first word. A failure is
// recorded once and moves to the end of the tokens, so that every loop stops; what was read until then is kept.

import Syntax

/// Parses the statements in `tokens`, which end with an `endOfText`.
struct SQLParser {
  let source: SourceBytes
  let limits: Limits
  var dialect: SQLDialect?
  var tokens: [Token] = []
  var position = 0
  var current = SQLTokenKind.endOfText
  /// Rows of the statement's VALUES that the reader passed over.
  var skippedRows = 0
  private(set) var failed = false
  var depth = 0
  /// For each opening parenthesis the index of its partner; empty until asked for.
  private var closings: [Int32] = []
  var issues: [SyntaxIssue] = []
  var issueCount = 0

  init(source: SourceBytes, limits: Limits, dialect: SQLDialect?) {
    self.source = source
    self.limits = limits
    self.dialect = dialect
  }

  // MARK: Moving

  /// Begins with the tokens of a new statement.
  mutating func startTokens() {
    closings.removeAll(keepingCapacity: true)
    start(at: 0)
  }

  mutating func start(at index: Int) {
    position = index
    current = kind(at: index)
    failed = false
    depth = 0
  }

  @inline(__always)
  func kind(at index: Int) -> SQLTokenKind {
    guard index < tokens.count else { return .endOfText }
    return SQLTokenKind(rawValue: tokens[index].kind) ?? .unknown
  }

  @inline(__always)
  mutating func advance() {
    guard position + 1 < tokens.count else { return }
    position += 1
    current = SQLTokenKind(rawValue: tokens[position].kind) ?? .unknown
  }

  @inline(__always)
  func at(_ kind: SQLTokenKind) -> Bool { current == kind }

  @inline(__always)
  func peek(_ count: Int = 1) -> SQLTokenKind { kind(at: position + count) }

  /// Moves over a token of this kind if it comes next.
  @inline(__always)
  mutating func accept(_ kind: SQLTokenKind) -> Bool {
    guard current == kind else { return false }
    advance()
    return true
  }

  mutating func expect(_ kind: SQLTokenKind, _ what: StaticString) {
    if current == kind { advance() } else { fail(what) }
  }

  /// Whether the current token is the word (lower case) that has no kind of its own.
  func atWord(_ word: StaticString) -> Bool { current == .word && source.hasWord(word, at: token) }

  func peekWord(_ word: StaticString, _ count: Int = 1) -> Bool {
    peek(count) == .word && source.hasWord(word, at: tokens[position + count])
  }

  mutating func acceptWord(_ word: StaticString) -> Bool {
    guard atWord(word) else { return false }
    advance()
    return true
  }

  var token: Token { tokens[position] }

  /// Records what was expected here and moves to the end of the tokens.
  mutating func fail(_ what: StaticString) {
    guard !failed else { return }
    failed = true
    record(what)
    position = tokens.count - 1
    current = .endOfText
  }

  mutating func record(_ what: StaticString) {
    issueCount += 1
    if issues.count < limits.issuesPerFile {
      issues.append(SyntaxIssue(range: token.range, message: "\(what)"))
    }
  }

  /// Goes on at `index` after a failure inside a part that can be left out.
  mutating func recover(at index: Int) {
    failed = false
    position = min(index, tokens.count - 1)
    current = kind(at: position)
  }

  /// One level deeper; false where the limit is reached. Every true is answered by `leave`.
  mutating func enter(_ levels: Int = 1) -> Bool {
    guard depth + levels <= limits.nestingDepth else { return false }
    depth += levels
    return true
  }

  mutating func leave(_ levels: Int = 1) { depth -= levels }

  // MARK: Skipping

  /// Index of the parenthesis that closes the one at `index`, or of the end. All are found at the first need.
  mutating func closing(_ index: Int) -> Int {
    if closings.isEmpty { findClosings() }
    return index < closings.count ? Int(closings[index]) : tokens.count - 1
  }

  private mutating func findClosings() {
    closings = [Int32](repeating: Int32(truncatingIfNeeded: tokens.count - 1), count: tokens.count)
    var open: [Int] = []
    for i in tokens.indices {
      if tokens[i].kind == SQLTokenKind.leftParenthesis.rawValue {
        open.append(i)
      } else if tokens[i].kind == SQLTokenKind.rightParenthesis.rawValue, let start = open.popLast() {
        closings[start] = Int32(truncatingIfNeeded: i)
      }
    }
  }

  /// Whether the parenthesis at `index` holds a query, and not an expression or join that begins with one.
  mutating func holdsQuery(at index: Int) -> Bool {
    var inner = index
    while kind(at: inner + 1) == .leftParenthesis { inner += 1 }
    switch kind(at: inner + 1) {
    case .select, .values, .table: break
    case .with where kind(at: inner + 2).isName: break
    default: return false
    }
    while inner > index {
      let after = closing(inner) + 1
      switch kind(at: after) {
      case .rightParenthesis, .union, .intersect, .except, .order, .limit, .offset, .fetch, .endOfText, .for: break
      default:
        guard after < tokens.count, source.hasWord("minus", at: tokens[after]) else { return false }
      }
      inner -= 1
    }
    return true
  }

  /// Index after the parenthesis that closes the one at `index`, or of the end.
  func indexAfterParentheses(at index: Int) -> Int {
    var open = 0
    var i = index
    while i < tokens.count - 1 {
      switch kind(at: i) {
      case .leftParenthesis, .leftBracket: open += 1
      case .rightParenthesis, .rightBracket:
        open -= 1
        if open <= 0 { return i + 1 }
      default: break
      }
      i += 1
    }
    return tokens.count - 1
  }

  mutating func skipParentheses() {
    position = indexAfterParentheses(at: position)
    current = kind(at: position)
  }

  /// Moves to the comma or closing parenthesis that ends the current part of a list.
  mutating func skipToListEnd() {
    while true {
      switch current {
      case .leftParenthesis, .leftBracket: skipParentheses()
      case .comma, .rightParenthesis, .endOfText, .semicolon: return
      default: advance()
      }
    }
  }

  mutating func skipToStatementEnd() {
    while current != .endOfText && current != .semicolon {
      if at(.leftParenthesis) { skipParentheses() } else { advance() }
    }
  }

  /// Text between two token indexes, as written.
  func text(from first: Int, to end: Int) -> String {
    guard first < end && first < tokens.count else { return "" }
    return source.text(ByteRange(tokens[first].start, tokens[end - 1].end))
  }

  /// The tokens between two indexes as text with single spaces, nothing before `(`, `)`, `,`, `[` and after `(`.
  func compactText(from first: Int, to end: Int) -> String {
    var result = ""
    var i = first
    while i < end {
      let kind = kind(at: i)
      let piece = source.text(tokens[i].range)
      let isTight: Bool
      switch kind {
      case .leftParenthesis, .rightParenthesis, .comma, .leftBracket, .rightBracket, .dot: isTight = true
      default:
        isTight = result.hasSuffix("(") || result.hasSuffix("[") || result.hasSuffix(".") || result.hasSuffix(",")
      }
      if !result.isEmpty && !isTight { result += " " }
      result += piece
      i += 1
    }
    return result
  }

  // MARK: Names

  /// The text of a name token without its quotes.
  func nameText(_ token: Token) -> String {
    switch SQLTokenKind(rawValue: token.kind) ?? .unknown {
    case .quotedName, .doubleQuoted, .string: return unquoted(token)
    default: return source.text(token.range)
    }
  }

  /// Reads a name; fails where there is none.
  mutating func name(_ what: StaticString = "name expected") -> String {
    guard current.isName || current == .string || current == .hole || current == .placeholder else {
      fail(what)
      return ""
    }
    let result = nameText(token)
    advance()
    return result
  }

  /// Reads a name after a dot or AS, where every word is one.
  mutating func anyName(_ what: StaticString = "name expected") -> String {
    if current.isKeyword {
      let result = source.text(token.range)
      advance()
      return result
    }
    return name(what)
  }

  /// Reads `[[database.]schema.]name`.
  mutating func tableName() -> SQLTableName {
    guard current.isName || current == .string || current == .hole || current == .placeholder else {
      fail("table name expected")
      return SQLTableName("")
    }
    var isHole = current == .hole || current == .holeName || current == .placeholder
    var last = name()
    var schema: String?
    while at(.dot) {
      advance()
      schema = last
      isHole = current == .hole || current == .holeName || current == .placeholder
      if at(.dot) { continue }
      last = anyName("table name expected")
      if failed { break }
    }
    return SQLTableName(schema: schema, last, isHole: isHole)
  }

  /// Reads `(a, b)` if it comes next.
  mutating func columnList() -> [String] {
    guard accept(.leftParenthesis) else { return [] }
    var names: [String] = []
    while !failed && !at(.rightParenthesis) {
      var name = anyName("column name expected")
      while accept(.dot) { name = anyName("column name expected") }
      names.append(name)
      while at(.leftParenthesis) || at(.leftBracket) || at(.dot) {
        if at(.dot) { advance() }
        if at(.leftParenthesis) || at(.leftBracket) { skipParentheses() } else { advance() }
      }
      _ = accept(.asc) || accept(.desc)
      if !accept(.comma) { break }
    }
    expect(.rightParenthesis, "`)` expected after column names")
    return names
  }

  /// `AS name`, or a bare name where one may stand.
  mutating func alias() -> String? {
    if accept(.as) {
      guard current.isName || current == .string || current == .hole || current.isKeyword else { return nil }
      return anyName()
    }
    if current.isBareAlias || current == .string { return name() }
    // `sum(x) over FROM …`: words of windows are names where no window follows.
    guard at(.over) || at(.window) || at(.filter) else { return nil }
    switch peek() {
    case .from, .comma, .endOfText, .rightParenthesis, .semicolon: return name()
    default: return nil
    }
  }
}
