// Statements and bodies: which item begins here, loops, do, defer, jumps, `#if`.

import Syntax

extension SwiftParser {
  /// What kind of items a body holds.
  enum Body {
    case code
    case members
    /// Members of an enum, where `case` declares.
    case enumMembers
    /// Statements of a `case` clause, which the next clause ends.
    case clause
  }

  /// `{ items }` as a block. `open` is reported when the brace is missing.
  mutating func parseBlock(_ body: Body = .code) {
    let mark = builder.mark()
    let from = start
    let open = index
    guard take(.leftBrace) else {
      report("expected `{`")
      builder.leaf(.block, start: previousEnd, end: previousEnd)
      return
    }
    parseItems(body)
    closeBrace(open, body)
    finish(.block, from: mark, start: from)
  }

  /// Takes the `}` of the brace at `open`, reading on over closing brackets that match nothing.
  mutating func closeBrace(_ open: Int, _ body: Body) {
    while !take(.rightBrace) {
      let partner = partner(open)
      guard partner > index else {
        report("expected `}`")
        return
      }
      reportUnexpected()
      builder.leaf(.unread, start: start, end: end)
      advance()
      parseItems(body)
    }
  }

  /// Items up to a closing bracket, the end of a hole, a directive that ends a branch, or the end of the file.
  mutating func parseItems(_ body: Body) {
    guard enter() else {
      skipDeepItems()
      return
    }
    while true {
      switch kind {
      case .endOfFile, .rightBrace, .rightParen, .rightBracket, .holeEnd, .poundElse, .poundElseif, .poundEndif:
        leave()
        return
      case .semicolon:
        advance()
        continue
      case .case, .default:
        if body == .clause {
          leave()
          return
        }
      case .at:
        if body == .clause && isUnknownCase() {
          leave()
          return
        }
      case .poundIf:
        if body == .clause && directiveHoldsClauses() {
          leave()
          return
        }
      default: break
      }
      let before = index
      let beforeStart = start
      parseItem(body)
      if index == before && start == beforeStart {
        reportUnexpected()
        builder.leaf(.unread, start: start, end: end)
        advance()
      } else if !isAtLineStart() && !endsItem() {
        report("consecutive statements on a line must be separated by `;`")
      }
    }
  }

  /// `@unknown default`
  private mutating func isUnknownCase() -> Bool {
    let after = next(after: next(after: index))
    return kind(at: after) == .default || kind(at: after) == .case
  }

  /// Whether the lines after this `#if` are clauses of the switch rather than statements.
  mutating func directiveHoldsClauses() -> Bool {
    var at = index
    while true {
      at = next(after: at)
      switch kind(at: at) {
      case .endOfFile: return false
      case .poundIf: continue
      case .case, .default: return startsLine(at)
      case .at: if startsLine(at) { return kind(at: at + 2) == .default || kind(at: at + 2) == .case }
      default: if startsLine(at) && kind(at: at - 1) != .poundIf { return false }
      }
    }
  }

  private mutating func endsItem() -> Bool {
    switch kind {
    case .endOfFile, .rightBrace, .semicolon, .holeEnd, .poundElse, .poundElseif, .poundEndif, .rightParen,
      .rightBracket, .case, .default:
      return true
    default:
      return previousEnd > 0 && source[previousEnd - 1] == UInt8(ascii: ";")
    }
  }

  /// Passes over a body that lies deeper than the limit, up to its closing brace.
  private mutating func skipDeepItems() {
    report("nested too deeply to be read")
    let mark = builder.mark()
    let from = start
    while true {
      switch kind {
      case .endOfFile, .rightBrace, .holeEnd, .poundElse, .poundElseif, .poundEndif, .rightParen, .rightBracket:
        finish(.unread, from: mark, start: from)
        return
      case .leftParen, .leftBracket, .leftBrace:
        jump(to: indexAfterGroup(index))
      case .poundIf:
        skipDirective()
      default:
        advance()
      }
    }
  }

  // MARK: One item

  mutating func parseItem(_ body: Body) {
    switch kind {
    case .poundIf:
      if directiveHoldsAttributes() { parseDeclaration(body) } else { parseConditionalCompilation(body) }
    case .poundSourceLocation:
      let from = start
      advance()
      if kind == .leftParen { jump(to: indexAfterGroup(index)) }
      builder.leaf(.passStatement, start: from, end: previousEnd)
    case .case:
      if body == .enumMembers { parseDeclaration(body) } else { parseStrayCase() }
    case .if: parseIf()
    case .guard: parseGuard()
    case .for: parseFor()
    case .while: parseWhile()
    case .repeat:
      if nextKind() == .leftBrace { parseRepeat() } else { parseExpressionStatement() }
    case .switch: parseSwitch()
    case .do: parseDo()
    case .defer: parseDefer()
    case .return: parseJump(.returnStatement)
    case .throw: parseJump(.raiseStatement)
    case .break: parseLabelJump(.breakStatement)
    case .continue: parseLabelJump(.continueStatement)
    case .fallthrough:
      builder.leaf(.passStatement, start: start, end: end)
      advance()
    case .yield, .then, .discard:
      if startsContextualStatement() { parseContextualStatement() } else { parseNameItem(body) }
    default:
      if kind.isName {
        parseNameItem(body)
      } else if startsDeclaration(body) {
        parseDeclaration(body)
      } else {
        parseExpressionStatement()
      }
    }
  }

  /// An item that begins with a word which may be a name: a label, a declaration, or an expression.
  private mutating func parseNameItem(_ body: Body) {
    if nextKind() == .colon && startsLabelledStatement() {
      advance()
      advance()
      parseItem(body)
    } else if kind != .name && startsDeclaration(body) {
      parseDeclaration(body)
    } else {
      parseExpressionStatement()
    }
  }

  private mutating func startsLabelledStatement() -> Bool {
    switch kind(at: index + 2) {
    case .for, .while, .repeat, .if, .do, .switch: return true
    default: return false
    }
  }

  /// A `case` outside a switch: read as a clause, so that its statements are not lost.
  private mutating func parseStrayCase() {
    report("`case` outside a `switch` or `enum`")
    parseCaseClause()
  }

  /// `yield x`, `then x`, `discard self` on one line.
  private mutating func startsContextualStatement() -> Bool {
    let next = next(after: index)
    guard !startsLine(next) else { return false }
    switch kind(at: next) {
    case .ampersand: return kind == .yield
    case .selfValue, .integer, .float, .string, .stringTemplate, .nil, .true, .false, .backslash, .super, .try:
      return true
    case .leftParen: return kind == .yield && tokens[next].start > end
    default: return kind(at: next).isName
    }
  }

  private mutating func parseContextualStatement() {
    let mark = builder.mark()
    let from = start
    let isYield = kind == .yield
    advance()
    if isYield { _ = take(.ampersand) }
    parseExpression()
    if isYield { finish(.yield, from: mark, start: from) }
    finish(.expressionStatement, from: mark, start: from)
  }

  mutating func parseExpressionStatement() {
    let mark = builder.mark()
    let from = start
    parseExpression()
    switch builder.lastKind(since: mark) {
    case .assignment, .augmentedAssignment, .ifStatement, .matchStatement, .none: break
    default: finish(.expressionStatement, from: mark, start: from)
    }
  }

  // MARK: Loops

  private mutating func parseFor() {
    let mark = builder.mark()
    let from = start
    var flags: NodeFlags = []
    advance()
    while true {
      if kind == .await {
        flags.insert(.async)
        advance()
      } else if kind == .try || (kind == .unsafe && nextKind() != .in) {
        advance()
      } else {
        break
      }
    }
    if take(.case) {
      parseMatchingPattern([.pattern, .matching])
    } else {
      parsePattern()
    }
    if take(.colon) { discardType() }
    expect(.in, "in")
    parseExpression([.condition])
    if kind == .where {
      let condition = builder.mark()
      let conditionStart = start
      advance()
      parseExpression([.condition])
      finish(.comprehensionCondition, from: condition, start: conditionStart)
    }
    parseBlock()
    finish(.forLoop, from: mark, start: from, flags: flags)
  }

  private mutating func parseWhile() {
    let mark = builder.mark()
    let from = start
    advance()
    parseConditions()
    parseBlock()
    finish(.whileLoop, from: mark, start: from)
  }

  private mutating func parseRepeat() {
    let mark = builder.mark()
    let from = start
    advance()
    parseBlock()
    expect(.while, "while")
    parseExpression()
    finish(.repeatLoop, from: mark, start: from)
  }

  // MARK: do, defer, jumps

  private mutating func parseDo() {
    let mark = builder.mark()
    let from = start
    advance()
    if kind == .throws { skipThrows() }
    parseBlock()
    while kind == .catch { parseCatch() }
    finish(.tryStatement, from: mark, start: from)
  }

  private mutating func parseCatch() {
    let mark = builder.mark()
    let from = start
    var name = words.error
    advance()
    let patterns = builder.mark()
    let patternsStart = start
    var isCompound = false
    while kind != .leftBrace && kind != .endOfFile {
      if (kind == .let || kind == .var) && nextKind().isName && kind(at: index + 2) == .leftBrace {
        advance()
        name = currentName()
        advance()
        break
      }
      if kind == .let && nextKind().isName { name = boundName() }
      parseMatchingPattern([.condition, .pattern, .matching])
      if take(.where) {
        isCompound = true
        parseExpression([.condition])
      }
      guard take(.comma) else { break }
      isCompound = true
    }
    if isCompound {
      // Several patterns and their `where` go under one node.
      finish(.pattern, from: patterns, start: patternsStart)
    }
    parseBlock()
    finish(.exceptClause, from: mark, start: from, name: name)
  }

  /// Name of the token after the current one.
  private mutating func boundName() -> NameID {
    names.intern(source, tokens[index + 1].start, tokens[index + 1].end)
  }

  private mutating func parseDefer() {
    let mark = builder.mark()
    let from = start
    advance()
    parseBlock()
    finish(.finallyClause, from: mark, start: from)
  }

  private mutating func parseJump(_ kind: NodeKind) {
    let mark = builder.mark()
    let from = start
    advance()
    if !endsJump() { parseExpression() }
    finish(kind, from: mark, start: from)
  }

  /// Whether no value follows `return`: the body ends, or the next line begins another statement.
  private mutating func endsJump() -> Bool {
    switch kind {
    case .endOfFile, .rightBrace, .rightParen, .rightBracket, .semicolon, .holeEnd, .poundIf, .poundElse, .poundElseif,
      .poundEndif, .case, .default:
      return true
    case .if, .switch, .do:
      return false
    case .for, .while, .repeat, .guard, .defer, .return, .throw, .break, .continue, .fallthrough:
      return isAtLineStart()
    default:
      return isAtLineStart() && startsDeclaration(.code)
    }
  }

  private mutating func parseLabelJump(_ kind: NodeKind) {
    let from = start
    advance()
    if self.kind.isName && !isAtLineStart() { advance() }
    builder.leaf(kind, start: from, end: previousEnd)
  }

  // MARK: Directives

  /// Moves over `#if condition` or its like to the next line.
  mutating func skipDirective() {
    advance()
    while kind != .endOfFile && kind != .holeEnd && !isAtLineStart() { advance() }
  }

  /// `#if … #endif`: the items of every branch.
  private mutating func parseConditionalCompilation(_ body: Body) {
    let mark = builder.mark()
    let from = start
    skipDirective()
    while true {
      let branch = builder.mark()
      let branchStart = start
      parseItems(body)
      finish(.block, from: branch, start: branchStart)
      guard kind == .poundElse || kind == .poundElseif else { break }
      skipDirective()
    }
    if kind == .poundEndif { advance() } else { report("expected `#endif`") }
    finish(.conditionalCompilation, from: mark, start: from)
  }
}
