// Python tokens to the common tree: the parser's state, the file as a whole, blocks and recovery.
// Statements, expressions, strings, patterns and type comments are read in the files named after them.
// What each node holds is fixed by NodeKind.swift; nothing here judges whether the program is valid.

import Syntax

/// Reads one Python file. Never fails: what cannot be read becomes `unread` nodes with issues.
public func parsePython(_ source: SourceBytes, names: inout NameTable, limits: Limits) -> SyntaxTree {
  let lexing = lexPython(source, limits: limits)
  var parser = PythonParser(source, lexing, limits: limits, names: names)
  names = NameTable(capacity: 1)
  parser.parseModule()
  swap(&names, &parser.names)
  return parser.finish(lexing)
}

struct PythonParser {
  let source: SourceBytes
  let limits: Limits
  var builder: TreeBuilder
  var names: NameTable
  var issues: [SyntaxIssue]

  /// The tokens being read: the file's, or for a moment those of a type comment.
  var tokens: [Token]
  var position = 0
  var kind: PythonTokenKind = .endOfFile
  var token: Token
  /// End of the token consumed last, line structure aside.
  var previousEnd = 0

  /// Nesting of expressions and blocks, bounded by `limits.nestingDepth`.
  var depth = 0
  /// Whether the present statement has an issue already; one is enough.
  var isBroken = false
  /// Whether string literals keep their content as a name.
  var namesStrings = true

  let typeComments: [PythonLexing.TypeComment]
  var nextTypeComment = 0
  /// Types of the parameters being read, from a signature comment.
  var signature: SignatureComment?

  /// Decoded string content, reused from string to string.
  var scratch: [UInt8] = []

  /// Measured on the standard library: one node in 6.5 bytes at the densest tenth of the files.
  static let bytesPerNode = 6

  init(_ source: SourceBytes, _ lexing: PythonLexing, limits: Limits, names: consuming NameTable) {
    self.source = source
    self.limits = limits
    self.names = names
    builder = TreeBuilder(capacity: source.count / PythonParser.bytesPerNode + 16)
    issues = lexing.issues
    tokens = lexing.tokens
    typeComments = lexing.typeComments
    token = Token(kind: PythonTokenKind.endOfFile.rawValue, start: source.count, end: source.count)
    load()
  }

  consuming func finish(_ lexing: PythonLexing) -> SyntaxTree {
    issues.sort { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
    return builder.freeze(tokens: lexing.tokens, issues: issues, byteCount: source.count)
  }

  // MARK: Tokens

  @inline(__always)
  var start: Int { token.start }

  /// Makes the token at `position` the present one.
  @inline(__always)
  mutating func load() {
    token = tokens[position]
    kind = PythonTokenKind(rawValue: token.kind) ?? .unknown
  }

  /// Consumes a token. At the end of the file it stays there.
  @inline(__always)
  mutating func advance() {
    previousEnd = token.end
    skip()
  }

  /// Consumes a token of the line structure, which no node covers.
  @inline(__always)
  mutating func skip() {
    guard kind != .endOfFile else { return }
    position &+= 1
    load()
  }

  /// Kind of the token after the present one.
  @inline(__always)
  var next: PythonTokenKind { peek(1) }

  @inline(__always)
  func peek(_ distance: Int) -> PythonTokenKind {
    let index = position &+ distance
    guard index < tokens.count else { return .endOfFile }
    return PythonTokenKind(rawValue: tokens[index].kind) ?? .unknown
  }

  /// Consumes the token if it is of this kind.
  @inline(__always)
  mutating func eat(_ wanted: PythonTokenKind) -> Bool {
    guard kind == wanted else { return false }
    advance()
    return true
  }

  @inline(__always)
  mutating func expect(_ wanted: PythonTokenKind, _ message: @autoclosure () -> String) {
    if kind == wanted {
      advance()
    } else {
      report(message())
    }
  }

  /// Notes trouble at the present token, once for each statement.
  @inline(never)
  mutating func report(_ message: String) {
    guard !isBroken else { return }
    isBroken = true
    guard issues.count < limits.issuesPerFile else { return }
    // A lexer's issue at the same place says it better.
    let end = max(token.end, token.start)
    for issue in issues where Int(issue.range.start) <= end && token.start <= Int(issue.range.end) { return }
    issues.append(SyntaxIssue(range: ByteRange(token.start, end), message: message))
  }

  /// Whether the token is the name `word`, given as its bytes from the lowest.
  @inline(__always)
  func isWord(_ word: UInt64, length: Int, _ token: Token) -> Bool {
    token.length == length && source.word(at: token.start) & ((1 << UInt64(length * 8)) &- 1) == word
  }

  @inline(__always)
  mutating func intern(_ token: Token) -> NameID {
    names.intern(source, token.start, token.end)
  }

  // MARK: Module and blocks

  mutating func parseModule() {
    let mark = builder.mark()
    while kind != .endOfFile {
      let before = position
      parseStatement()
      if position == before { skipUnreadable() }
    }
    builder.finish(.module, from: mark, start: 0, end: source.count)
  }

  /// `:` and what it governs: an indented block, or simple statements on the same line.
  mutating func parseBlock() {
    let mark = builder.mark()
    var blockStart = start
    if !eat(.colon) {
      report("expected `:`")
      skipToLineEnd()
    }
    if kind != .newline {
      if kind != .endOfFile {
        blockStart = start
        parseSimpleLine()
      }
    } else if next == .indent {
      skip()
      blockStart = start
      parseIndented()
    } else {
      report("expected an indented block")
      skip()
    }
    builder.finish(.block, from: mark, start: blockStart, end: max(previousEnd, blockStart))
  }

  /// The statements from an indent to its dedent.
  mutating func parseIndented() {
    skip()
    depth += 1
    defer { depth -= 1 }
    guard depth <= limits.nestingDepth else {
      skipDeepBlock()
      return
    }
    while kind != .dedent && kind != .endOfFile {
      let before = position
      parseStatement()
      if position == before { skipUnreadable() }
    }
    if kind == .dedent { skip() }
  }

  // MARK: Recovery

  /// One token that no statement begins with.
  mutating func skipUnreadable() {
    isBroken = false
    report("this is no statement")
    let from = start
    advance()
    builder.leaf(.unread, start: from, end: previousEnd)
  }

  /// Up to the line end, which stays.
  mutating func skipToLineEnd() {
    while kind != .newline && kind != .endOfFile { advance() }
  }

  /// A line that is indented without reason, with its block.
  mutating func parseUnexpectedIndent() {
    let mark = builder.mark()
    isBroken = false
    report("this line is indented without a reason")
    let from = start
    parseIndented()
    builder.finish(.unread, from: mark, start: from, end: max(previousEnd, from))
  }

  /// An indented block deeper than the limit, as one node.
  private mutating func skipDeepBlock() {
    report("nested deeper than \(limits.nestingDepth) levels: not read")
    let from = start
    var open = 1
    while kind != .endOfFile {
      if kind == .indent { open += 1 }
      if kind == .dedent {
        open -= 1
        if open == 0 { break }
      }
      if kind == .indent || kind == .dedent || kind == .newline { skip() } else { advance() }
    }
    builder.leaf(.unread, start: from, end: max(previousEnd, from))
    if kind == .dedent { skip() }
  }

  /// An expression deeper than the limit, as one node: up to what can end an expression.
  mutating func skipDeepExpression() {
    report("nested deeper than \(limits.nestingDepth) levels: not read")
    let from = start
    var open = 0
    scan: while true {
      switch kind {
      case .leftParenthesis, .leftBracket, .leftBrace, .holeStart:
        open += 1
      case .rightParenthesis, .rightBracket, .rightBrace, .holeEnd:
        if open == 0 { break scan }
        open -= 1
      case .comma, .colon, .semicolon, .equal, .as, .backtick:
        if open == 0 { break scan }
      case .newline, .endOfFile, .indent, .dedent:
        break scan
      default: break
      }
      advance()
    }
    builder.leaf(.unread, start: from, end: max(previousEnd, from))
  }
}
