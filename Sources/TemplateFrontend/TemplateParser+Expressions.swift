// Expressions of Django and Jinja in one grammar: Jinja's operators and brackets, Django's `filter:argument` and dotted
// numbers. Every function leaves exactly one node.

import Syntax

/// Binding strength of the operators, weakest first.
enum Precedence {
  static let or = 1
  static let and = 2
  static let not = 3
  static let comparison = 4
  static let sum = 5
  static let join = 6
  static let product = 7
  static let power = 8
}

extension TemplateParser {
  /// One expression, or several with commas as a tuple.
  mutating func parseExpressionList() {
    let mark = builder.mark()
    let from = start
    parseExpression()
    finishTupleIfComma(mark, from: from)
  }

  /// Further elements after the first, if a comma follows.
  mutating func finishTupleIfComma(_ mark: TreeBuilder.Mark, from: Int) {
    guard kind == .comma else { return }
    while accept(.comma) {
      guard startsOperand else { break }
      parseExpression()
    }
    finish(.tuple, from: mark, start: from)
  }

  /// `a`, `a if c`, `a if c else b`
  mutating func parseExpression() {
    let mark = builder.mark()
    let from = start
    guard enter() else { return }
    defer { depth -= 1 }
    parseOperators(Precedence.or)
    guard accept(.if) else { return }
    let condition = builder.mark()
    parseOperators(Precedence.or)
    builder.swap(from: mark, at: condition)
    if accept(.else) {
      parseExpression()
    } else {
      builder.leaf(.absent, start: previousEnd, end: previousEnd)
    }
    finish(.conditional, from: mark, start: from)
  }

  /// Operators that bind at least as strongly as `minimum`.
  mutating func parseOperators(_ minimum: Int) {
    let mark = builder.mark()
    let from = start
    guard enter() else { return }
    defer { depth -= 1 }
    if kind == .not, minimum <= Precedence.not {
      let name = intern(tokens[position])
      advance()
      parseOperators(Precedence.not)
      finish(.unary, from: mark, start: from, name: name)
    } else {
      parseUnary()
    }
    var links = 0
    while let precedence = precedence(at: position), precedence >= minimum {
      links += 1
      guard depth + links <= limits.nestingDepth else { return giveUp() }
      let name = operatorName()
      parseOperators(precedence + 1)
      switch precedence {
      case Precedence.or, Precedence.and:
        let joining: TemplateTokenKind = precedence == Precedence.or ? .or : .and
        while accept(joining) { parseOperators(precedence + 1) }
        finish(.logical, from: mark, start: from, name: name)
      case Precedence.comparison:
        while self.precedence(at: position) == Precedence.comparison {
          _ = operatorName()
          parseOperators(Precedence.sum)
        }
        finish(.binary, from: mark, start: from, name: name)
      default:
        finish(.binary, from: mark, start: from, name: name)
      }
    }
  }

  private func precedence(at index: Int) -> Int? {
    switch kind(at: index) {
    case .or: Precedence.or
    case .and: Precedence.and
    case .not: kind(at: index + 1) == .in ? Precedence.comparison : nil
    case .in, .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual: Precedence.comparison
    case .plus, .minus: Precedence.sum
    case .tilde: Precedence.join
    case .star, .slash, .doubleSlash, .percent: Precedence.product
    case .doubleStar: Precedence.power
    default: nil
    }
  }

  /// Consumes an operator.
  private mutating func operatorName() -> NameID {
    let token = tokens[position]
    let isNegated = kind == .not
    advance()
    guard isNegated else { return intern(token) }
    advance()
    return names.intern("not in")
  }

  /// A sign or a primary with everything that follows it: members, calls, subscripts, filters, tests.
  mutating func parseUnary() {
    let mark = builder.mark()
    let from = start
    guard enter() else { return }
    defer { depth -= 1 }
    parseSigned(mark, from: from)
    parseFiltersAndTests(mark, from: from)
  }

  private mutating func parseSigned(_ mark: TreeBuilder.Mark, from: Int) {
    guard kind == .minus || kind == .plus else {
      parsePrimary()
      parsePostfix(mark, from: from)
      return
    }
    let name = intern(tokens[position])
    advance()
    if kind == .minus || kind == .plus {
      isBroken = true
      builder.leaf(.absent, start: start, end: start)
    } else {
      let operand = builder.mark()
      let operandStart = start
      parsePrimary()
      parsePostfix(operand, from: operandStart)
    }
    finish(.unary, from: mark, start: from, name: name)
  }

  /// Parses an operand if one begins here.
  mutating func parseOperandIfAny() -> Bool {
    guard startsOperand, kind != .not else { return false }
    parseUnary()
    return true
  }

  var startsOperand: Bool {
    switch kind {
    case .name, .not, .integer, .float, .string, .leftParenthesis, .leftBracket, .leftBrace: true
    case .minus, .plus: kind(at: position + 1) == .integer || kind(at: position + 1) == .float
    default: false
    }
  }

  // MARK: Primaries

  private mutating func parsePrimary() {
    let token = position < tokens.count ? tokens[position] : Token(kind: 0, start: source.count, end: source.count)
    switch kind {
    case .name:
      advance()
      builder.leaf(isConstant(token) ? .constant : .name, start: token.start, end: token.end, name: intern(token))
    case .integer, .float:
      let node: NodeKind = kind == .integer ? .integer : .float
      advance()
      builder.leaf(node, start: token.start, end: token.end, name: intern(token))
    case .string: parseString()
    case .leftParenthesis: parseParentheses()
    case .leftBracket: parseList()
    case .leftBrace: parseDictionary()
    default:
      isBroken = true
      builder.leaf(.absent, start: token.start, end: token.start)
    }
  }

  private func isConstant(_ token: Token) -> Bool {
    switch token.length {
    case 4:
      return source.spells("True", token) || source.spells("true", token) || source.spells("None", token)
        || source.spells("none", token)
    case 5: return source.spells("False", token) || source.spells("false", token)
    default: return false
    }
  }

  /// A string; inside brackets, adjacent strings are one.
  private mutating func parseString() {
    let from = start
    let first = tokens[position]
    advance()
    guard brackets > 0, kind == .string else {
      let name = stringName(first)
      builder.leaf(.string, start: from, end: first.end, name: name)
      return
    }
    scratch.removeAll(keepingCapacity: true)
    appendContent(first)
    while kind == .string {
      if scratch.count <= Limits.stringNameBytes { appendContent(tokens[position]) }
      advance()
    }
    builder.leaf(.string, start: from, end: previousEnd, name: nameOfScratch())
  }

  /// The decoded content of a string token as a name, if it is short enough.
  mutating func stringName(_ token: Token) -> NameID {
    guard token.length >= 2, token.length - 2 <= Limits.stringNameBytes else { return .none }
    for i in (token.start + 1)..<(token.end - 1) where source[i] == UInt8(ascii: "\\") {
      scratch.removeAll(keepingCapacity: true)
      appendContent(token)
      return nameOfScratch()
    }
    return names.intern(source, token.start + 1, token.end - 1)
  }

  private mutating func nameOfScratch() -> NameID {
    guard scratch.count <= Limits.stringNameBytes else { return .none }
    return names.intern(String(decoding: scratch, as: UTF8.self))
  }

  private mutating func appendContent(_ token: Token) {
    var at = token.start + 1
    while at < token.end - 1 {
      var byte = source[at]
      if byte == UInt8(ascii: "\\"), at + 1 < token.end - 1 {
        at += 1
        byte = source[at]
        if byte == UInt8(ascii: "n") { byte = 0x0A } else if byte == UInt8(ascii: "t") { byte = 0x09 }
      }
      scratch.append(byte)
      at += 1
    }
  }

  /// `(a)` is `a`; `()`, `(a,)` and `(a, b)` are tuples.
  private mutating func parseParentheses() {
    let mark = builder.mark()
    let from = start
    advance()
    brackets += 1
    defer { brackets -= 1 }
    if accept(.rightParenthesis) { return finish(.tuple, from: mark, start: from) }
    parseExpression()
    let isTuple = kind == .comma
    while accept(.comma), startsOperand { parseExpression() }
    if !accept(.rightParenthesis) { isBroken = true }
    if isTuple { finish(.tuple, from: mark, start: from) }
  }

  private mutating func parseList() {
    let mark = builder.mark()
    let from = start
    advance()
    brackets += 1
    defer { brackets -= 1 }
    while startsOperand {
      parseExpression()
      guard accept(.comma) else { break }
    }
    if !accept(.rightBracket) { isBroken = true }
    finish(.list, from: mark, start: from)
  }

  private mutating func parseDictionary() {
    let mark = builder.mark()
    let from = start
    advance()
    brackets += 1
    defer { brackets -= 1 }
    while startsOperand {
      let entry = builder.mark()
      let entryStart = start
      parseExpression()
      if accept(.colon) { parseExpression() } else { isBroken = true }
      finish(.dictionaryEntry, from: entry, start: entryStart)
      guard accept(.comma) else { break }
    }
    if !accept(.rightBrace) { isBroken = true }
    finish(.dictionary, from: mark, start: from)
  }

  // MARK: What follows a primary

  /// `.name`, `.0`, `(…)`, `[…]`, applied to what was finished since `mark`.
  mutating func parsePostfix(_ mark: TreeBuilder.Mark, from: Int) {
    var links = 0
    while true {
      let isApart = isSpaceSeparated && brackets == 0 && start != previousEnd
      switch kind {
      case .dot where kind(at: position + 1).isWord:
        let name = intern(tokens[position + 1])
        position += 2
        finish(.member, from: mark, start: from, name: name)
      case .dot where kind(at: position + 1) == .integer:
        position += 1
        let index = builder.mark()
        let token = tokens[position]
        advance()
        builder.leaf(.integer, start: token.start, end: token.end, name: intern(token))
        builder.finish(.argument, from: index, start: token.start, end: token.end)
        finish(.subscript, from: mark, start: from)
      case .leftParenthesis where !isApart:
        parseCallArguments()
        finish(.call, from: mark, start: from)
      case .leftBracket where !isApart:
        parseIndices()
        finish(.subscript, from: mark, start: from)
      default: return
      }
      links += 1
      guard depth + links <= limits.nestingDepth else { return giveUp() }
    }
  }

  /// `(a, k=v, *c, **d)`
  private mutating func parseCallArguments() {
    advance()
    brackets += 1
    defer { brackets -= 1 }
    while !kind.isEnd, kind != .rightParenthesis {
      let mark = builder.mark()
      let from = start
      var name = NameID.none
      var flags: NodeFlags = []
      if accept(.star) {
        flags = .star
      } else if accept(.doubleStar) {
        flags = .doubleStar
      } else if kind.isWord, kind(at: position + 1) == .assign {
        name = intern(tokens[position])
        position += 2
      }
      guard startsOperand else {
        isBroken = true
        builder.leaf(.absent, start: start, end: start)
        finish(.argument, from: mark, start: from, name: name, flags: flags)
        return
      }
      parseExpression()
      finish(.argument, from: mark, start: from, name: name, flags: flags)
      guard accept(.comma) else { break }
    }
    if !accept(.rightParenthesis) { isBroken = true }
  }

  /// `[a]`, `[a, b]`, `[a:b:c]`
  private mutating func parseIndices() {
    advance()
    brackets += 1
    defer { brackets -= 1 }
    while startsOperand || kind == .colon {
      let mark = builder.mark()
      let from = start
      if kind == .colon { builder.leaf(.absent, start: from, end: from) } else { parseExpression() }
      if kind == .colon {
        for _ in 0..<2 {
          if accept(.colon), startsOperand {
            parseExpression()
          } else {
            builder.leaf(.absent, start: previousEnd, end: previousEnd)
          }
        }
        finish(.slice, from: mark, start: from)
      } else {
        finish(.argument, from: mark, start: from)
      }
      guard accept(.comma) else { break }
    }
    if !accept(.rightBracket) { isBroken = true }
  }

  /// `|filter:x`, `|filter(x)`, `is [not] test`, applied to what was finished since `mark`.
  mutating func parseFiltersAndTests(_ mark: TreeBuilder.Mark, from: Int) {
    var links = 0
    while true {
      if kind == .pipe {
        advance()
        parseFilter(mark, from: from)
        guard !isBroken else { return }
      } else if kind == .is, !isSpaceSeparated || brackets > 0 {
        parseTest(mark, from: from)
      } else {
        return
      }
      links += 1
      guard depth + links <= limits.nestingDepth else { return giveUp() }
    }
  }

  /// The filter's name and arguments. A name with dots keeps its last part.
  mutating func parseFilter(_ mark: TreeBuilder.Mark, from: Int) {
    guard kind.isWord else {
      isBroken = true
      return
    }
    var name = tokens[position]
    advance()
    while kind == .dot, kind(at: position + 1).isWord {
      name = tokens[position + 1]
      position += 2
    }
    if kind == .leftParenthesis {
      parseCallArguments()
    } else if brackets == 0, accept(.colon) {
      let argument = builder.mark()
      let argumentStart = start
      parseSigned(argument, from: argumentStart)
      finish(.argument, from: argument, start: argumentStart)
    }
    finish(.filter, from: mark, start: from, name: intern(name))
  }

  /// `is defined`, `is divisibleby 3`, `is sameas(x)`, `is not None`: `binary` with the test, or a call of it, on the
  /// right.
  private mutating func parseTest(_ mark: TreeBuilder.Mark, from: Int) {
    var name = intern(tokens[position])
    advance()
    if accept(.not) { name = names.intern("is not") }
    let test = builder.mark()
    let testStart = start
    if kind == .in {
      let token = tokens[position]
      advance()
      builder.leaf(.name, start: token.start, end: token.end, name: intern(token))
    } else {
      parsePrimary()
    }
    parsePostfix(test, from: testStart)
    let isTestName = builder.lastKind(since: test) == .name
    if isTestName, kind == .name || kind == .string || kind == .integer || kind == .float || kind == .leftBrace {
      let argument = builder.mark()
      let argumentStart = start
      parsePrimary()
      parsePostfix(argument, from: argumentStart)
      finish(.argument, from: argument, start: argumentStart)
      finish(.call, from: test, start: testStart)
    }
    finish(.binary, from: mark, start: from, name: name)
  }

  // MARK: The limit

  /// One level deeper. At the limit the rest of the tag becomes one `unread` node.
  mutating func enter() -> Bool {
    depth += 1
    guard depth > limits.nestingDepth else { return true }
    depth -= 1
    let from = start
    giveUp()
    builder.leaf(.unread, start: from, end: max(from, previousEnd))
    return false
  }

  /// Leaves the rest of the tag unread.
  private mutating func giveUp() {
    let from = start
    while !kind.isEnd { position += 1 }
    if !isBroken {
      report(from, start, "expression nested more than \(limits.nestingDepth) levels deep is not read")
    }
    isBroken = true
  }
}
