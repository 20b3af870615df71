// Reads Swift tokens to the common tree: the parser's state, how it moves, and how it keeps going over what it cannot
// read. The grammar is in the extensions, one file per area. Names are not resolved here.

import Syntax

/// Parses `source` to the common tree. It always succeeds; what could not be read is told in the tree's issues.
public func parseSwift(_ source: SourceBytes, names: inout NameTable, limits: Limits) -> SyntaxTree {
  let lexing = lexSwift(source, limits: limits)
  var lent = NameTable(capacity: 0)
  swap(&lent, &names)
  var parser = SwiftParser(source, lexing, names: lent, limits: limits)
  parser.parseModule()
  swap(&parser.names, &names)
  return parser.builder.freeze(tokens: lexing.tokens, issues: parser.issues, byteCount: source.count)
}

/// State of parsing one file. Its methods append nodes to `builder` and move forward over the tokens.
///
/// Methods that only look ahead are `mutating` too: a nonmutating one gets a copy of this struct, 250 bytes on the stack
/// for each call in a function, which made the frames of nested expressions five times larger.
struct SwiftParser {
  let source: SourceBytes
  let tokens: [Token]
  let layout: [UInt32]
  let depthLimit: Int
  let issueLimit: Int
  var builder: TreeBuilder
  var names: NameTable
  var issues: [SyntaxIssue]
  let words: CommonNames

  /// The current token. `start` may lie inside it after the first character of an operator was taken (`>>`).
  var index = 0
  var kind = SwiftTokenKind.endOfFile
  var start = 0
  var end = 0
  /// End of the token before.
  var previousEnd = 0
  var depth = 0
  /// Whether the tree has nodes for what is missing.
  var hasMissing = false
  /// Open `#if` in the postfix chains being read.
  var postfixDirectives = 0
  /// Operators whose right operand is being read, of all enclosing expressions.
  var operators: [PendingOperator] = []

  init(_ source: SourceBytes, _ lexing: SwiftLexing, names: consuming NameTable, limits: Limits) {
    self.source = source
    tokens = lexing.tokens
    layout = lexing.layout
    depthLimit = limits.nestingDepth
    issueLimit = limits.issuesPerFile
    issues = lexing.issues
    var names = names
    words = CommonNames(&names)
    self.names = names
    // The Swift tree of Benchmarks has about as many nodes as tokens.
    builder = TreeBuilder(capacity: lexing.tokens.count + 16)
    operators.reserveCapacity(32)
    load()
  }

  /// Where an expression stands.
  struct Style: OptionSet {
    let rawValue: UInt8
    /// Before a body: `{` does not begin a trailing closure.
    static let condition = Style(rawValue: 1)
    /// In a `case` or an argument: `let` and `var` bind.
    static let pattern = Style(rawValue: 2)
    /// Before the `=` of a condition: `=` ends it.
    static let matching = Style(rawValue: 4)
  }

  // MARK: Moving

  mutating func load() {
    let token = tokens[index]
    kind = SwiftTokenKind(rawValue: token.kind) ?? .unknown
    start = token.start
    end = token.end
  }

  /// Index of the token after the one at `index`; the holes of a string are passed over.
  mutating func next(after index: Int) -> Int {
    if tokens[index].kind == SwiftTokenKind.stringTemplate.rawValue {
      let next = partner(index)
      return next > index ? next : index + 1
    }
    return min(index + 1, tokens.count - 1)
  }

  @inline(never)  // keeps the frames of the functions that recurse small
  mutating func advance() {
    guard kind != .endOfFile else { return }
    previousEnd = end
    index = kind == .stringTemplate ? next(after: index) : index + 1
    load()
  }

  /// Goes to the token at `target`, which lies ahead.
  mutating func jump(to target: Int) {
    guard target > index else { return }
    previousEnd = tokens[target - 1].end
    index = min(target, tokens.count - 1)
    load()
  }

  /// Kind of the token after the current one.
  mutating func nextKind() -> SwiftTokenKind { kind(at: next(after: index)) }

  mutating func kind(at index: Int) -> SwiftTokenKind {
    index < tokens.count ? SwiftTokenKind(rawValue: tokens[index].kind) ?? .unknown : .endOfFile
  }

  /// Whether a line ends between the token before and the current one.
  mutating func isAtLineStart() -> Bool { startsLine(index) }

  mutating func startsLine(_ index: Int) -> Bool { layout[index] & SwiftLexer.newlineBit != 0 }

  /// Index of the closing bracket for the opening one at `index`; 0 if there is none.
  mutating func partner(_ index: Int) -> Int { Int(layout[index] & ~SwiftLexer.newlineBit) }

  /// Index after the bracketed group at `index`, or of the next token if it is not closed.
  mutating func indexAfterGroup(_ index: Int) -> Int {
    let partner = partner(index)
    return partner > index ? partner + 1 : next(after: index)
  }

  /// Takes the token if it is of this kind.
  mutating func take(_ wanted: SwiftTokenKind) -> Bool {
    guard kind == wanted else { return false }
    advance()
    return true
  }

  /// Takes the token of this kind, or tells that it is missing.
  mutating func expect(_ wanted: SwiftTokenKind, _ text: StaticString) {
    if !take(wanted) { report("expected `\(text)`") }
  }

  /// Takes the first character of an operator token, leaving the rest as the current token.
  mutating func takeFirst(_ character: UInt8) -> Bool {
    guard source[start] == character, kind.isOperator else { return false }
    if end - start == 1 {
      advance()
      return true
    }
    start += 1
    previousEnd = start
    switch source[start] {
    case UInt8(ascii: "?"): kind = .questionPostfix
    case UInt8(ascii: "!"): kind = .exclamation
    case UInt8(ascii: "=") where end - start == 1: kind = .equal
    case UInt8(ascii: "-") where end - start == 2 && source[start + 1] == UInt8(ascii: ">"): kind = .arrow
    case UInt8(ascii: "."): kind = end - start == 1 ? .period : .operatorPostfix
    default: kind = .operatorPostfix
    }
    return true
  }

  /// Takes one `?` or `!`, also from the rest of a split operator (`Set<Int?>?`).
  mutating func takeMark() {
    if end - start > 1 {
      let character = source[start]
      kind = .operatorPostfix
      _ = takeFirst(character)
    } else {
      advance()
    }
  }

  /// Whether the current token is an operator that begins with this character.
  mutating func isAtOperator(_ character: UInt8) -> Bool { kind.isOperator && source[start] == character }

  /// Whether the current token is exactly this text.
  mutating func isAt(_ text: StaticString) -> Bool {
    guard end - start == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { bytes in
      for i in 0..<bytes.count where source[start + i] != bytes[i] { return false }
      return true
    }
  }

  // MARK: Nodes

  /// Finishes a node that begins at `from` and ends with the token before. Where something is missing at its beginning,
  /// the node reaches back to it, so that parents hold their children.
  mutating func finish(
    _ kind: NodeKind, from mark: TreeBuilder.Mark, start from: Int, name: NameID = .none, flags: NodeFlags = []
  ) {
    var start = min(from, previousEnd)
    if hasMissing, let first = builder.firstRange(since: mark) { start = min(start, Int(first.start)) }
    builder.finish(kind, from: mark, start: start, end: previousEnd, name: name, flags: flags)
  }

  /// Takes the name here as a member of what was finished since `mark`.
  mutating func takeMember(_ mark: TreeBuilder.Mark, _ from: Int, flags: NodeFlags = []) {
    let name = currentName()
    advance()
    finish(.member, from: mark, start: from, name: name, flags: flags)
  }

  /// An empty node where something is missing.
  mutating func appendMissing() {
    hasMissing = true
    builder.leaf(.unread, start: previousEnd, end: previousEnd)
  }

  // MARK: Names

  /// Name of the current token, without backticks.
  mutating func currentName() -> NameID {
    if source[start] == UInt8(ascii: "`") && end - start > 2 { return names.intern(source, start + 1, end - 1) }
    return names.intern(source, start, end)
  }

  // MARK: Trouble

  @inline(never)
  mutating func reportUnexpected() { report("unexpected `\(kind.symbol)`") }

  mutating func report(_ message: String) { report(message, from: start, to: max(end, start)) }

  mutating func report(_ message: String, from start: Int, to end: Int) {
    guard issues.count < issueLimit else { return }
    issues.append(SyntaxIssue(range: ByteRange(start, end), message: message))
  }

  /// One level deeper, or false at the limit. Expressions cost two: a level of them takes more of the stack (3 KB in a
  /// release) than a level of bodies, types or patterns.
  mutating func enter(_ cost: Int = 1) -> Bool {
    guard depth + cost <= depthLimit else { return false }
    depth += cost
    return true
  }

  mutating func leave(_ cost: Int = 1) { depth -= cost }

  /// Passes over what lies deeper than the limit: to the next separator, closing bracket or line on this level.
  mutating func skipDeep() {
    report("nested too deeply to be read")
    let from = start
    let mark = builder.mark()
    skipToSeparator()
    finish(.unread, from: mark, start: from)
  }

  /// Moves to the next separator, closing bracket or line start on this level, at least past an opening bracket.
  mutating func skipToSeparator() {
    var isFirst = true
    while true {
      switch kind {
      case .endOfFile, .rightParen, .rightBracket, .rightBrace, .holeEnd, .comma, .semicolon, .poundElse,
        .poundElseif, .poundEndif:
        return
      case .leftParen, .leftBracket, .leftBrace:
        jump(to: indexAfterGroup(index))
      default:
        if !isFirst && isAtLineStart() { return }
        advance()
      }
      isFirst = false
    }
  }

  /// Passes over the rest of a bracketed group whose opening token is at `open`, and takes its closing bracket.
  mutating func close(_ open: Int, _ closing: SwiftTokenKind, _ text: StaticString) {
    if take(closing) { return }
    report("expected `\(text)`")
    let partner = partner(open)
    if partner > index {
      let mark = builder.mark()
      let from = start
      jump(to: partner)
      finish(.unread, from: mark, start: from)
      advance()
    } else if partner == index {
      advance()
    }
  }

  // MARK: The file

  mutating func parseModule() {
    let mark = builder.mark()
    while kind != .endOfFile {
      parseItems(.code)
      if kind == .endOfFile { break }
      // A closing bracket or directive without its opening.
      reportUnexpected()
      builder.leaf(.unread, start: start, end: end)
      advance()
    }
    builder.finish(.module, from: mark, start: 0, end: source.count)
  }
}

/// Names that the parser gives to nodes itself, interned once per file.
struct CommonNames {
  let and, or, not, initializer, deinitializer, subscripting, get, error, wildcard, arrow, asWord, isWord: NameID
  let asOptional, asForced, available, unavailable, ampersand: NameID

  init(_ names: inout NameTable) {
    and = names.intern("and")
    or = names.intern("or")
    not = names.intern("not")
    initializer = names.intern("init")
    deinitializer = names.intern("deinit")
    subscripting = names.intern("subscript")
    get = names.intern("get")
    error = names.intern("error")
    wildcard = names.intern("_")
    arrow = names.intern("->")
    asWord = names.intern("as")
    isWord = names.intern("is")
    asOptional = names.intern("as?")
    asForced = names.intern("as!")
    available = names.intern("available")
    unavailable = names.intern("unavailable")
    ampersand = names.intern("&")
  }
}

extension SwiftTokenKind {
  /// Whether the token is made of operator characters.
  var isOperator: Bool {
    switch self {
    case .operatorBinary, .operatorPrefix, .operatorPostfix, .ampersand, .questionPostfix, .questionInfix, .exclamation,
      .equal, .arrow:
      return true
    default: return false
    }
  }

  /// `async`, `throws` and their like.
  var isEffect: Bool { self == .async || self == .throws || self == .rethrows || self == .reasync }

  /// How messages show the token.
  var symbol: String {
    switch self {
    case .rightParen: return ")"
    case .rightBracket: return "]"
    case .rightBrace: return "}"
    default: return label
    }
  }
}
