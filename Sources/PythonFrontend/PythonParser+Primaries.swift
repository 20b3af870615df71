// Atoms and what follows them: calls, subscripts, members; displays and comprehensions in brackets.

import Syntax

extension PythonParser {
  /// An atom with its trailers, which are read in a loop.
  mutating func parsePrimary() {
    let mark = builder.mark()
    let from = start
    parseAtom()
    while true {
      switch kind {
      case .dot:
        advance()
        var name = NameID.none
        if kind == .name || kind.isKeyword {
          name = intern(token)
          advance()
        } else {
          report("expected a name after `.`")
        }
        builder.finish(.member, from: mark, start: from, end: previousEnd, name: name)
      case .leftParenthesis:
        advance()
        parseArguments()
        builder.finish(.call, from: mark, start: from, end: previousEnd)
      case .leftBracket:
        advance()
        parseIndexes()
        builder.finish(.subscript, from: mark, start: from, end: previousEnd)
      default:
        return
      }
    }
  }

  private mutating func parseAtom() {
    switch kind {
    case .name:
      builder.leaf(.name, start: token.start, end: token.end, name: intern(token))
      advance()
    case .string, .stringTemplate:
      parseStrings()
    case .number:
      if isFloat(token) {
        builder.leaf(.float, start: token.start, end: token.end)
      } else {
        let isShort = token.end - token.start <= Limits.integerNameBytes
        builder.leaf(.integer, start: token.start, end: token.end, name: isShort ? intern(token) : .none)
      }
      advance()
    case .none, .true, .false, .ellipsis:
      builder.leaf(.constant, start: token.start, end: token.end, name: intern(token))
      advance()
    case .leftParenthesis:
      parseParenthesized()
    case .leftBracket:
      parseList()
    case .leftBrace:
      parseBraces()
    case .backtick:
      parseBackticks()
    case .async, .await:
      // Names before Python 3.7.
      builder.leaf(.name, start: token.start, end: token.end, name: intern(token))
      advance()
    default:
      report("expected an expression")
      builder.leaf(.unread, start: start, end: start)
    }
  }

  private func isFloat(_ token: Token) -> Bool {
    guard token.length > 1 else { return false }
    if source[token.start] == 0x30 {
      let second = source[token.start + 1] | 0x20
      if second == 0x78 || second == 0x62 || second == 0x6F { return false }
    }
    for at in token.start..<token.end {
      let byte = source[at]
      if byte == 0x2E || byte | 0x20 == 0x65 || byte | 0x20 == 0x6A { return true }
    }
    return false
  }

  /// Python 2 `` `x` ``, kept as a prefix operator.
  private mutating func parseBackticks() {
    let mark = builder.mark()
    let from = start
    let name = intern(token)
    advance()
    depth += 1
    if depth <= limits.nestingDepth { parseExpressions() } else { skipDeepExpression() }
    depth -= 1
    expect(.backtick, "expected a closing backtick")
    builder.finish(.unary, from: mark, start: from, end: previousEnd, name: name)
  }

  // MARK: Arguments and indexes

  /// The arguments of a call and the closing parenthesis.
  mutating func parseArguments() {
    while kind != .rightParenthesis {
      let mark = builder.mark()
      let from = start
      var flags: NodeFlags = []
      var name = NameID.none
      switch kind {
      case .name where next == .equal, .async where next == .equal, .await where next == .equal:
        name = intern(token)
        advance()
        advance()
        parseExpression()
      case .star:
        flags = .star
        advance()
        parseExpression()
      case .doubleStar:
        flags = .doubleStar
        advance()
        parseExpression()
      default:
        guard kind.beginsExpression else {
          report("expected an argument or `)`")
          return
        }
        parseNamedExpression()
        if startsComprehension {
          parseComprehension()
          builder.finish(.generatorComprehension, from: mark, start: from, end: previousEnd)
        }
      }
      builder.finish(.argument, from: mark, start: from, end: previousEnd, name: name, flags: flags)
      guard eat(.comma) else { break }
    }
    expect(.rightParenthesis, "expected `)`")
  }

  /// The indexes of a subscript and the closing bracket.
  private mutating func parseIndexes() {
    if kind == .rightBracket { report("expected an index") }
    while kind != .rightBracket {
      let mark = builder.mark()
      let from = start
      var flags: NodeFlags = []
      if kind == .star {
        flags = .star
        advance()
      }
      if kind != .colon && kind != .colonEqual {
        guard kind.beginsExpression else {
          report("expected an index or `]`")
          return
        }
        parseNamedExpression()
      }
      if kind == .colon {
        parseSlice(mark, from: from)
      } else {
        builder.finish(.argument, from: mark, start: from, end: previousEnd, flags: flags)
      }
      guard eat(.comma) else { break }
    }
    expect(.rightBracket, "expected `]`")
  }

  /// At the first `:` of a slice, whose lower bound, if any, was finished since `mark`.
  private mutating func parseSlice(_ mark: TreeBuilder.Mark, from: Int) {
    if builder.isEmpty(since: mark) { builder.leaf(.absent, start: from, end: from) }
    for _ in 0..<2 {
      if eat(.colon), kind != .colon, kind != .comma, kind != .rightBracket {
        parseNamedExpression()
      } else {
        builder.leaf(.absent, start: previousEnd, end: previousEnd)
      }
    }
    builder.finish(.slice, from: mark, start: from, end: previousEnd)
  }

  // MARK: Brackets

  /// `()`, `(x)`, `(a, b)`, `(yield)` and generators.
  private mutating func parseParenthesized() {
    let mark = builder.mark()
    let from = start
    advance()
    if kind == .rightParenthesis {
      advance()
      builder.finish(.tuple, from: mark, start: from, end: previousEnd)
      return
    }
    if kind == .yield {
      parseYieldOrExpressions()
      expect(.rightParenthesis, "expected `)`")
      return
    }
    parseStarOrNamedExpression()
    if startsComprehension {
      parseComprehension()
      expect(.rightParenthesis, "expected `)`")
      builder.finish(.generatorComprehension, from: mark, start: from, end: previousEnd)
      return
    }
    guard kind == .comma else {
      expect(.rightParenthesis, "expected `)`")
      return
    }
    parseMoreElements()
    expect(.rightParenthesis, "expected `)`")
    builder.finish(.tuple, from: mark, start: from, end: previousEnd)
  }

  /// `, b, c,` after a first element.
  private mutating func parseMoreElements() {
    while kind == .comma {
      advance()
      guard kind.beginsExpression else { return }
      parseStarOrNamedExpression()
    }
  }

  private mutating func parseList() {
    let mark = builder.mark()
    let from = start
    advance()
    var node = NodeKind.list
    if kind != .rightBracket {
      parseStarOrNamedExpression()
      if startsComprehension {
        parseComprehension(takesTuple: true)
        node = .listComprehension
      } else {
        parseMoreElements()
      }
    }
    expect(.rightBracket, "expected `]`")
    builder.finish(node, from: mark, start: from, end: previousEnd)
  }

  /// A set, a dictionary, or a comprehension of one.
  private mutating func parseBraces() {
    let mark = builder.mark()
    let from = start
    advance()
    var node = NodeKind.dictionary
    var isFirst = true
    while kind != .rightBrace {
      guard kind.beginsExpression || kind == .doubleStar else {
        report("expected an element or `}`")
        break
      }
      let isEntry = parseEntry()
      if isFirst {
        if !isEntry { node = .set }
        if startsComprehension {
          parseComprehension()
          node = isEntry ? .dictionaryComprehension : .setComprehension
          break
        }
        isFirst = false
      }
      guard eat(.comma) else { break }
    }
    expect(.rightBrace, "expected `}`")
    builder.finish(node, from: mark, start: from, end: previousEnd)
  }

  /// One element in braces; gives whether it belongs to a dictionary.
  private mutating func parseEntry() -> Bool {
    if kind == .doubleStar {
      parseStarred(.doubleStar)
      return true
    }
    let mark = builder.mark()
    let from = start
    parseStarOrNamedExpression()
    guard eat(.colon) else { return false }
    parseExpression()
    builder.finish(.dictionaryEntry, from: mark, start: from, end: previousEnd)
    return true
  }
}
