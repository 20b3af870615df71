// Which statement a line is, and the statements that fit on one line.

import Syntax

extension PythonParser {
  mutating func parseStatement() {
    isBroken = false
    switch kind {
    case .newline, .dedent: skip()
    case .indent: parseUnexpectedIndent()
    case .if: parseIf()
    case .for: parseFor(builder.mark(), from: start, flags: [])
    case .while: parseWhile()
    case .try: parseTry()
    case .with: parseWith(builder.mark(), from: start, flags: [])
    case .def: parseFunction(builder.mark(), from: start, flags: [])
    case .class: parseClass(builder.mark(), from: start)
    case .at: parseDecorated()
    case .async where next == .def || next == .for || next == .with: parseAsync()
    case .name where startsMatch(): parseMatch()
    default: parseSimpleLine()
    }
  }

  /// `a; b; c` and the line end.
  mutating func parseSimpleLine() {
    let mark = builder.mark()
    let from = start
    isBroken = false
    while true {
      parseSimpleStatement()
      guard kind == .semicolon else { break }
      advance()
      if kind == .newline || kind == .endOfFile { break }
    }
    if kind == .newline {
      skip()
    } else if kind != .endOfFile {
      report("expected the end of the statement")
      parseRest(mark, from: from)
    }
  }

  /// What stands between a broken statement and the next line; a block that follows is read all the same.
  private mutating func parseRest(_ mark: TreeBuilder.Mark, from: Int) {
    skipToLineEnd()
    if kind == .newline {
      skip()
      if kind == .indent {
        let block = builder.mark()
        let blockStart = start
        parseIndented()
        builder.finish(.block, from: block, start: blockStart, end: max(previousEnd, blockStart))
      }
    }
    builder.finish(.unread, from: mark, start: from, end: max(previousEnd, from))
  }

  private mutating func parseSimpleStatement() {
    let mark = builder.mark()
    let from = start
    switch kind {
    case .pass: parseWord(.passStatement)
    case .break: parseWord(.breakStatement)
    case .continue: parseWord(.continueStatement)
    case .return:
      advance()
      if kind.beginsExpression { parseExpressions() }
      builder.finish(.returnStatement, from: mark, start: from, end: previousEnd)
    case .raise: parseRaise(mark, from)
    case .import: parseImport(mark, from)
    case .from: parseImportFrom(mark, from)
    case .global, .nonlocal: parseScope(mark, from)
    case .del:
      advance()
      parseItems()
      builder.finish(.deleteStatement, from: mark, start: from, end: previousEnd)
    case .assert:
      advance()
      parseExpression()
      if eat(.comma) { parseExpression() }
      builder.finish(.assertStatement, from: mark, start: from, end: previousEnd)
    case .string where next == .newline:
      // Most of these are docstrings, and nobody asks for their content.
      namesStrings = false
      parseExpressions()
      namesStrings = true
      builder.finish(.expressionStatement, from: mark, start: from, end: previousEnd)
    case .name where startsTypeAlias(): parseTypeAlias(mark, from)
    case .name where startsPrint(): parsePrint(mark, from)
    default: parseExpressionStatement(mark, from)
    }
  }

  private mutating func parseWord(_ node: NodeKind) {
    let from = start
    advance()
    builder.leaf(node, start: from, end: previousEnd)
  }

  // MARK: Expressions and assignments

  private mutating func parseExpressionStatement(_ mark: TreeBuilder.Mark, _ from: Int) {
    parseYieldOrExpressions()
    switch kind {
    case .equal:
      while kind == .equal {
        advance()
        let value = builder.mark()
        parseYieldOrExpressions()
        if kind == .newline { parseAssignmentComment(value) }
      }
      builder.finish(.assignment, from: mark, start: from, end: previousEnd, flags: .hasValue)
    case .colon:
      advance()
      parseAnnotation()
      var flags: NodeFlags = []
      if eat(.equal) {
        parseYieldOrExpressions()
        flags = .hasValue
      }
      builder.finish(.assignment, from: mark, start: from, end: previousEnd, flags: flags)
    default:
      if kind.isAugmentedAssignment {
        let name = names.intern(source, token.start, token.end - 1)
        advance()
        parseYieldOrExpressions()
        builder.finish(.augmentedAssignment, from: mark, start: from, end: previousEnd, name: name)
      } else {
        builder.finish(.expressionStatement, from: mark, start: from, end: previousEnd)
      }
    }
  }

  /// One expression as a `typeAnnotation`.
  mutating func parseAnnotation() {
    let mark = builder.mark()
    let from = start
    parseStarOrExpression()
    builder.finish(.typeAnnotation, from: mark, start: from, end: previousEnd)
  }

  /// `a, b, c` as so many nodes.
  private mutating func parseItems() {
    while kind.beginsExpression {
      parseStarOrExpression()
      guard eat(.comma) else { return }
    }
  }

  // MARK: Other simple statements

  private mutating func parseRaise(_ mark: TreeBuilder.Mark, _ from: Int) {
    advance()
    if kind.beginsExpression {
      parseExpression()
      if kind == .from {
        advance()
        parseExpression()
      } else if kind == .comma {  // Python 2: class, value, traceback
        advance()
        parseItems()
      }
    }
    builder.finish(.raiseStatement, from: mark, start: from, end: previousEnd)
  }

  private mutating func parseScope(_ mark: TreeBuilder.Mark, _ from: Int) {
    advance()
    repeat {
      guard kind == .name else {
        report("expected a name")
        break
      }
      builder.leaf(.name, start: token.start, end: token.end, name: intern(token))
      advance()
    } while eat(.comma)
    builder.finish(.scopeDeclaration, from: mark, start: from, end: previousEnd)
  }

  private mutating func parseImport(_ mark: TreeBuilder.Mark, _ from: Int) {
    advance()
    repeat { parseImportedName() } while eat(.comma)
    builder.finish(.importDeclaration, from: mark, start: from, end: previousEnd)
  }

  private mutating func parseImportFrom(_ mark: TreeBuilder.Mark, _ from: Int) {
    advance()
    let name = parseDottedName()
    guard kind == .import else {
      report("expected `import`")
      builder.finish(.importFrom, from: mark, start: from, end: previousEnd, name: name)
      return
    }
    advance()
    let isParenthesized = eat(.leftParenthesis)
    if kind == .star {
      builder.leaf(.importedName, start: token.start, end: token.end, name: intern(token))
      advance()
    } else {
      while true {
        parseImportedName()
        guard eat(.comma) else { break }
        if kind == .rightParenthesis || kind == .newline { break }
      }
    }
    if isParenthesized { expect(.rightParenthesis, "expected `)`") }
    builder.finish(.importFrom, from: mark, start: from, end: previousEnd, name: name)
  }

  private mutating func parseImportedName() {
    let mark = builder.mark()
    let from = start
    guard kind == .name else {
      report("expected a name to import")
      return
    }
    let name = parseDottedName()
    if kind == .as {
      advance()
      if kind == .name {
        builder.leaf(.alias, start: token.start, end: token.end, name: intern(token))
        advance()
      } else {
        report("expected a name after `as`")
      }
    }
    builder.finish(.importedName, from: mark, start: from, end: previousEnd, name: name)
  }

  /// `..a.b`, interned without the spaces and line ends that may stand in it.
  private mutating func parseDottedName() -> NameID {
    let from = start
    var length = 0
    var isContiguous = true
    let first = position
    while kind == .name || kind == .dot || kind == .ellipsis {
      if kind == .name && position > first && peek(-1) == .name { break }
      if length > 0 && token.start != previousEnd { isContiguous = false }
      length += token.length
      advance()
    }
    guard length > 0 else {
      report("expected a module")
      return .none
    }
    if isContiguous { return names.intern(source, from, previousEnd) }
    scratch.removeAll(keepingCapacity: true)
    for index in first..<position { append(tokens[index].start..<tokens[index].end) }
    let joined = SourceBytes(scratch)
    return names.intern(joined, 0, joined.count)
  }

  // MARK: Soft keywords and Python 2

  /// `type X = …` and `type X[T] = …`
  private func startsTypeAlias() -> Bool {
    next == .name && isWord(0x6570_7974, length: 4, token) && (peek(2) == .equal || peek(2) == .leftBracket)
  }

  private mutating func parseTypeAlias(_ mark: TreeBuilder.Mark, _ from: Int) {
    advance()
    let name = intern(token)
    advance()
    if kind == .leftBracket { parseTypeParameters() }
    expect(.equal, "expected `=`")
    parseAnnotation()
    builder.finish(.typeAlias, from: mark, start: from, end: previousEnd, name: name)
  }

  /// The Python 2 statements `print x, y`, `print >>f, x` and `exec code`.
  private func startsPrint() -> Bool {
    switch next {
    case .name, .number, .string, .stringTemplate, .not, .lambda, .none, .true, .false, .tilde, .backtick, .leftBrace,
      .rightShift:
      return isWord(0x74_6E69_7270, length: 5, token) || (isWord(0x6365_7865, length: 4, token) && next != .rightShift)
    default:
      return false
    }
  }

  private mutating func parsePrint(_ mark: TreeBuilder.Mark, _ from: Int) {
    builder.leaf(.name, start: token.start, end: token.end, name: intern(token))
    advance()
    _ = eat(.rightShift)
    while kind.beginsExpression {
      let argument = builder.mark()
      let argumentStart = start
      parseExpression()
      builder.finish(.argument, from: argument, start: argumentStart, end: previousEnd)
      guard eat(.comma) else { break }
    }
    builder.finish(.call, from: mark, start: from, end: previousEnd)
    builder.finish(.expressionStatement, from: mark, start: from, end: previousEnd)
  }
}
