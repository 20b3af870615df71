// Statements with blocks other than declarations: conditions, loops, try, with.

import Syntax

extension PythonParser {
  mutating func parseAsync() {
    let mark = builder.mark()
    let from = start
    advance()
    switch kind {
    case .def: parseFunction(mark, from: from, flags: .async)
    case .for: parseFor(mark, from: from, flags: .async)
    default: parseWith(mark, from: from, flags: .async)
    }
  }

  /// `if` and its `elif` and `else` parts, one after the other.
  mutating func parseIf() {
    let mark = builder.mark()
    let from = start
    while true {
      let branch = builder.mark()
      let branchStart = start
      advance()
      parseNamedExpression()
      parseBlock()
      builder.finish(.ifBranch, from: branch, start: branchStart, end: previousEnd)
      if kind != .elif { break }
      isBroken = false
    }
    parseElse()
    builder.finish(.ifStatement, from: mark, start: from, end: previousEnd)
  }

  private mutating func parseElse() {
    guard kind == .else else { return }
    parseClause(.elseClause)
  }

  /// A word and its block.
  private mutating func parseClause(_ node: NodeKind) {
    let mark = builder.mark()
    let from = start
    isBroken = false
    advance()
    parseBlock()
    builder.finish(node, from: mark, start: from, end: previousEnd)
  }

  mutating func parseWhile() {
    let mark = builder.mark()
    let from = start
    advance()
    parseNamedExpression()
    parseBlock()
    parseElse()
    builder.finish(.whileLoop, from: mark, start: from, end: previousEnd)
  }

  mutating func parseFor(_ mark: TreeBuilder.Mark, from: Int, flags: NodeFlags) {
    advance()
    parseTargets()
    expect(.in, "expected `in`")
    parseExpressions()
    parseBlock()
    parseElse()
    builder.finish(.forLoop, from: mark, start: from, end: previousEnd, flags: flags)
  }

  mutating func parseTry() {
    let mark = builder.mark()
    let from = start
    advance()
    parseBlock()
    while kind == .except { parseExcept() }
    parseElse()
    if kind == .finally { parseClause(.finallyClause) }
    builder.finish(.tryStatement, from: mark, start: from, end: previousEnd)
  }

  private mutating func parseExcept() {
    let mark = builder.mark()
    let from = start
    isBroken = false
    advance()
    _ = eat(.star)
    var name = NameID.none
    if kind != .colon && kind != .newline {
      let exceptions = builder.mark()
      let exceptionStart = start
      parseExpression()
      if kind == .as {
        advance()
        name = parseBoundName()
      } else if kind == .comma && bindsAfterComma() {
        advance()
        name = parseBoundName()
      } else if kind == .comma {
        while eat(.comma) && kind.beginsExpression { parseExpression() }
        builder.finish(.tuple, from: exceptions, start: exceptionStart, end: previousEnd)
        if eat(.as) { name = parseBoundName() }
      }
    }
    parseBlock()
    builder.finish(.exceptClause, from: mark, start: from, end: previousEnd, name: name)
  }

  private mutating func parseBoundName() -> NameID {
    guard kind == .name else {
      report("expected a name")
      return .none
    }
    let name = intern(token)
    advance()
    return name
  }

  /// Python 2 `except E, e:` against Python 3.14 `except A, B:`: only exceptions begin with a capital letter.
  private func bindsAfterComma() -> Bool {
    guard next == .name, peek(2) == .colon else { return false }
    let first = source[tokens[position + 1].start]
    return first == 0x5F || (0x61...0x7A).contains(first)
  }

  // MARK: With

  mutating func parseWith(_ mark: TreeBuilder.Mark, from: Int, flags: NodeFlags) {
    advance()
    if kind == .leftParenthesis && hasParenthesizedItems() {
      advance()
      while kind != .rightParenthesis && kind != .newline && kind != .endOfFile {
        parseWithItem()
        guard eat(.comma) else { break }
      }
      expect(.rightParenthesis, "expected `)`")
    } else {
      repeat { parseWithItem() } while eat(.comma)
    }
    parseBlock()
    builder.finish(.withStatement, from: mark, start: from, end: previousEnd, flags: flags)
  }

  private mutating func parseWithItem() {
    let mark = builder.mark()
    let from = start
    parseNamedExpression()
    if eat(.as) { parseTarget() }
    builder.finish(.withItem, from: mark, start: from, end: previousEnd)
  }

  /// Whether the parenthesis after `with` holds the items: it ends right before the colon and is no generator.
  private func hasParenthesizedItems() -> Bool {
    var open = 0
    var index = position
    while index < tokens.count {
      switch PythonTokenKind(rawValue: tokens[index].kind) ?? .unknown {
      case .leftParenthesis, .leftBracket, .leftBrace, .holeStart:
        open += 1
      case .rightParenthesis, .rightBracket, .rightBrace, .holeEnd:
        open -= 1
        if open == 0 {
          return index + 1 < tokens.count && tokens[index + 1].kind == PythonTokenKind.colon.rawValue
        }
      case .for, .yield:
        if open == 1 { return false }
      case .newline, .endOfFile:
        return false
      default: break
      }
      index += 1
    }
    return false
  }
}
