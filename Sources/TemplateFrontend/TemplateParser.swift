// Template tokens to the common tree: the parser's state, outputs, and the stack of open tags. The headers of single
// tags are read in TemplateParser+Tags.swift, bindings and signatures in TemplateParser+Bindings.swift, expressions in
// TemplateParser+Expressions.swift. Text between tags makes no nodes.

import Syntax

/// Reads one Django or Jinja template; the text does not say which of the two it is. Never fails.
public func parseTemplate(_ source: SourceBytes, names: inout NameTable, limits: Limits) -> SyntaxTree {
  let lexing = lexTemplate(source, limits: limits)
  var parser = TemplateParser(source, lexing, limits: limits, names: names)
  names = NameTable(capacity: 1)
  parser.parsePage()
  swap(&names, &parser.names)
  return parser.finish(lexing)
}

struct TemplateParser {
  let source: SourceBytes
  let tokens: [Token]
  let limits: Limits
  var builder: TreeBuilder
  var names: NameTable
  var issues: [SyntaxIssue]

  var tags: [TemplateTag] = []
  var position = 0
  /// Open tags with a body, outermost first: never more than `limits.nestingDepth`.
  var frames: [Frame] = []

  // MARK: The tag or output being read
  /// Nesting of the expression being read, bounded by `limits.nestingDepth`.
  var depth = 0
  /// Brackets around the expression being read: inside them a colon is no filter argument.
  var brackets = 0
  /// Whether space ends an argument (`{% tag a (b) %}` has two), as in tags without a grammar of their own.
  var isSpaceSeparated = false
  /// Whether something was not readable.
  var isBroken = false
  /// Content of a string with escapes, reused.
  var scratch: [UInt8] = []

  /// A tag whose body is being read.
  struct Frame {
    var shape: Shape
    /// The tag's name, which its end repeats.
    var name: NameID
    /// Name of the node, where it has one.
    var nodeName: NameID = .none
    var start: Int
    var mark: TreeBuilder.Mark
    /// Start of the branch or else clause being read.
    var clauseStart: Int
    var clauseMark: TreeBuilder.Mark
    var blockStart = 0
    var blockMark: TreeBuilder.Mark
    var isElse = false
    /// Where the target of an assignment around the node was left.
    var assignment: TreeBuilder.Mark?
    /// Where the items of a `with` around the node begin, and its block.
    var items: TreeBuilder.Mark?
    var itemsBlock: TreeBuilder.Mark?
  }

  /// What an open tag becomes.
  enum Shape {
    case loop, condition, with, templateBlock, macro, tag

    /// Whether `{% else %}` may divide its body.
    var takesElse: Bool {
      switch self {
      case .loop, .condition, .tag: true
      case .with, .templateBlock, .macro: false
      }
    }
  }

  init(_ source: SourceBytes, _ lexing: TemplateLexing, limits: Limits, names: consuming NameTable) {
    self.source = source
    self.limits = limits
    self.names = names
    tokens = lexing.tokens
    issues = lexing.issues
    builder = TreeBuilder(capacity: lexing.tokens.count + 16)
  }

  consuming func finish(_ lexing: TemplateLexing) -> SyntaxTree {
    issues.sort { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
    return builder.freeze(tokens: lexing.tokens, issues: issues, byteCount: source.count)
  }

  // MARK: Tokens

  @inline(__always)
  var kind: TemplateTokenKind { kind(at: position) }

  @inline(__always)
  func kind(at index: Int) -> TemplateTokenKind {
    index < tokens.count ? TemplateTokenKind(rawValue: tokens[index].kind) ?? .unknown : .tagEnd
  }

  @inline(__always)
  var start: Int { position < tokens.count ? tokens[position].start : source.count }

  /// End of the token before the present one.
  @inline(__always)
  var previousEnd: Int { position > 0 ? tokens[position - 1].end : 0 }

  /// Consumes a token inside a tag; never its end.
  @inline(__always)
  mutating func advance() {
    if !kind.isEnd { position += 1 }
  }

  mutating func accept(_ wanted: TemplateTokenKind) -> Bool {
    guard kind == wanted else { return false }
    advance()
    return true
  }

  /// Whether the present token is a name spelled so.
  func isAt(_ word: StaticString) -> Bool { kind.isWord && source.spells(word, tokens[position]) }

  mutating func acceptWord(_ word: StaticString) -> Bool {
    guard isAt(word) else { return false }
    advance()
    return true
  }

  mutating func intern(_ token: Token) -> NameID { names.intern(source, token.start, token.end) }

  /// Finishes a node that ends with the token consumed last.
  @inline(__always)
  mutating func finish(
    _ kind: NodeKind, from mark: TreeBuilder.Mark, start: Int, name: NameID = .none, flags: NodeFlags = []
  ) {
    builder.finish(kind, from: mark, start: start, end: max(start, previousEnd), name: name, flags: flags)
  }

  mutating func report(_ start: Int, _ end: Int, _ message: String) {
    guard issues.count < limits.issuesPerFile else { return }
    issues.append(SyntaxIssue(range: ByteRange(start, end), message: message))
  }

  // MARK: The page

  mutating func parsePage() {
    let mark = builder.mark()
    tags = pairTags(tokens, source, names: &names)
    var next = 0
    while position < tokens.count {
      depth = 0
      brackets = 0
      isBroken = false
      isSpaceSeparated = false
      if kind == .outputStart {
        parseOutput()
      } else if next < tags.count, tags[next].first == position {
        let tag = tags[next]
        next += 1
        parseTag(tag)
        while next < tags.count, tags[next].first < position { next += 1 }
      } else {
        parseNamelessTag()
      }
    }
    while let frame = frames.last {
      reportUnclosed(frame)
      closeInnermost(at: source.count, end: source.count)
    }
    builder.finish(.module, from: mark, start: 0, end: source.count)
  }

  /// `{{ expression }}`. What does not read as one expression may be another language's and makes no issue.
  private mutating func parseOutput() {
    let mark = builder.mark()
    let from = start
    position += 1
    let contentStart = start
    parseExpressionList()
    skipRest(mark, from: contentStart)
    position += 1
    finish(.output, from: mark, start: from)
  }

  /// `{% "x" %}` or `{% %}`
  private mutating func parseNamelessTag() {
    let mark = builder.mark()
    let from = start
    position += 1
    while !kind.isEnd { position += 1 }
    position += 1
    finish(.unread, from: mark, start: from)
  }

  /// Reads what is left of an output as best it can and puts everything since `mark` under one `unread` node.
  private mutating func skipRest(_ mark: TreeBuilder.Mark, from: Int) {
    guard isBroken || !kind.isEnd else { return }
    while !kind.isEnd {
      let before = position
      depth = 0
      if !parseOperandIfAny() || position == before { advance() }
    }
    finish(.unread, from: mark, start: from)
  }

  // MARK: Open tags

  /// Begins the body of a tag whose header has been read, and goes past the header.
  mutating func open(_ frame: consuming Frame, _ tag: TemplateTag) {
    closeHeader(tag)
    frame.blockStart = previousEnd
    frame.blockMark = builder.mark()
    frames.append(frame)
  }

  /// Goes past the end of a tag. What its grammar left over is an issue.
  mutating func closeHeader(_ tag: TemplateTag) {
    if isBroken || position < tag.last {
      let from = position < tag.last ? tokens[position].start : tokens[tag.first].start
      let name = source.text(tokens[tag.first + 1].range)
      report(from, tokens[tag.last].start, "cannot read all of `\(name)`")
    }
    position = tag.last + 1
  }

  /// Whether there is room for one more open tag. If not, the tag and its body become one `unread` node.
  mutating func hasRoom(_ tag: TemplateTag) -> Bool {
    guard frames.count >= limits.nestingDepth else { return true }
    let last = tag.partner >= 0 ? tags[tag.partner].last : tag.last
    let from = tokens[tag.first].start
    report(from, tokens[tag.last].end, "tags nested more than \(limits.nestingDepth) levels deep are not read")
    position = last + 1
    builder.leaf(.unread, start: from, end: previousEnd)
    return false
  }

  /// Finishes the block being read of the innermost open tag.
  mutating func finishBlock(_ frame: Frame, at end: Int) {
    builder.finish(.block, from: frame.blockMark, start: frame.blockStart, end: end)
  }

  /// Finishes the branch or else clause being read, its block done.
  mutating func finishClause(_ frame: Frame, at end: Int) {
    if frame.isElse {
      builder.finish(.elseClause, from: frame.clauseMark, start: frame.clauseStart, end: end)
    } else if frame.shape == .condition {
      builder.finish(.ifBranch, from: frame.clauseMark, start: frame.clauseStart, end: end)
    }
  }

  /// Ends the innermost open tag: its body ends at `bodyEnd`, the node at `end`.
  mutating func closeInnermost(at bodyEnd: Int, end: Int) {
    guard let frame = frames.popLast() else { return }
    finishBlock(frame, at: bodyEnd)
    let kind: NodeKind
    switch frame.shape {
    case .loop:
      finishClause(frame, at: bodyEnd)
      kind = .forLoop
    case .condition:
      finishClause(frame, at: bodyEnd)
      kind = .ifStatement
    case .with: kind = .withStatement
    case .templateBlock: kind = .templateBlock
    case .macro: kind = .functionDeclaration
    case .tag: kind = .tag
    }
    builder.finish(kind, from: frame.mark, start: frame.start, end: end, name: frame.nodeName)
    if let items = frame.items, let block = frame.itemsBlock {
      builder.finish(.block, from: block, start: frame.start, end: end)
      builder.finish(.withStatement, from: items, start: frame.start, end: end)
    }
    if let assignment = frame.assignment {
      builder.finish(.assignment, from: assignment, start: frame.start, end: end)
    }
  }

  /// `{% endNAME %}`: ends the nearest open tag of that name and those inside it; `{% end %}` ends the innermost.
  mutating func closeTag(_ tag: TemplateTag) {
    let from = tokens[tag.first].start
    position = tag.last + 1
    let found = tag.name == .none ? frames.indices.last : frames.lastIndex { $0.name == tag.name }
    guard let found else {
      report(from, previousEnd, "`\(source.text(tokens[tag.first + 1].range))` ends nothing")
      return
    }
    while frames.count > found + 1 {
      if let frame = frames.last { reportUnclosed(frame) }
      closeInnermost(at: from, end: from)
    }
    closeInnermost(at: from, end: previousEnd)
  }

  private mutating func reportUnclosed(_ frame: Frame) {
    report(frame.start, frame.start + 2, "`\(names.text(frame.name))` is never closed")
  }
}
