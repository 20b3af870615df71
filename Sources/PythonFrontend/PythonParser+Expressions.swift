// Expressions by precedence: lambda, conditional, boolean, comparison, arithmetic, prefixes.
// Chains are loops; only what nests in the source recurses, and that is counted.

import Syntax

extension PythonParser {
  /// How tightly binary operators bind, where the parser asks by name; `PythonTokenKind.precedence` has them all.
  enum Precedence {
    static let or: UInt8 = 1
    static let and: UInt8 = 2
    static let comparison: UInt8 = 3
    static let pipe: UInt8 = 4
  }

  // MARK: Lists of expressions

  /// `yield …`, or expressions.
  mutating func parseYieldOrExpressions() {
    if kind == .yield { parseYield() } else { parseExpressions() }
  }

  private mutating func parseYield() {
    let mark = builder.mark()
    let from = start
    advance()
    var flags: NodeFlags = []
    if eat(.from) {
      flags = .star
      parseExpression()
    } else if kind.beginsExpression {
      parseExpressions()
    }
    builder.finish(.yield, from: mark, start: from, end: previousEnd, flags: flags)
  }

  /// `a`, or the tuple `a, *b, c` without its parentheses.
  mutating func parseExpressions() {
    let mark = builder.mark()
    let from = start
    parseStarOrNamedExpression()
    guard kind == .comma else { return }
    repeat {
      advance()
      guard kind.beginsExpression else { break }
      parseStarOrNamedExpression()
    } while kind == .comma
    builder.finish(.tuple, from: mark, start: from, end: previousEnd)
  }

  /// The targets of `for`: everything up to `in`.
  mutating func parseTargets() {
    let mark = builder.mark()
    let from = start
    parseTarget()
    guard kind == .comma else { return }
    repeat {
      advance()
      guard kind.beginsExpression else { break }
      parseTarget()
    } while kind == .comma
    builder.finish(.tuple, from: mark, start: from, end: previousEnd)
  }

  /// One target: an expression that stops at `in`.
  mutating func parseTarget() {
    if kind == .star { parseStarred(.star) } else { parseNestedOperators(Precedence.pipe) }
  }

  mutating func parseStarOrExpression() {
    if kind == .star { parseStarred(.star) } else { parseExpression() }
  }

  mutating func parseStarOrNamedExpression() {
    if kind == .star { parseStarred(.star) } else { parseNamedExpression() }
  }

  /// `*x` or `**x`
  mutating func parseStarred(_ star: PythonTokenKind) {
    let mark = builder.mark()
    let from = start
    advance()
    parseNestedOperators(Precedence.pipe)
    let flags: NodeFlags = star == .doubleStar ? .doubleStar : []
    builder.finish(.starred, from: mark, start: from, end: previousEnd, flags: flags)
  }

  /// An expression, or `x := e`.
  @inline(__always)
  mutating func parseNamedExpression() {
    let mark = builder.mark()
    let from = start
    parseExpression()
    if kind == .colonEqual {
      advance()
      parseExpression()
      builder.finish(.namedExpression, from: mark, start: from, end: previousEnd)
    }
  }

  // MARK: One expression

  /// `lambda`, or `a if c else b`, or operators. Nesting is counted here.
  mutating func parseExpression() {
    depth += 1
    defer { depth -= 1 }
    guard depth <= limits.nestingDepth else {
      skipDeepExpression()
      return
    }
    if kind == .lambda {
      parseLambda()
      return
    }
    let mark = builder.mark()
    let from = start
    parseOperators(Precedence.or)
    guard kind == .if else { return }
    parseConditional(mark, from: from)
  }

  /// After `a` in `a if c else b`. The node holds the condition first.
  private mutating func parseConditional(_ mark: TreeBuilder.Mark, from: Int) {
    advance()
    let condition = builder.mark()
    parseOperators(Precedence.or)
    builder.swap(from: mark, at: condition)
    expect(.else, "expected `else`")
    parseExpression()
    builder.finish(.conditional, from: mark, start: from, end: previousEnd)
  }

  private mutating func parseLambda() {
    let mark = builder.mark()
    let from = start
    advance()
    let parameters = builder.mark()
    let parametersStart = start
    let outer = signature
    signature = nil
    parseParameters(until: .colon, areAnnotated: false)
    signature = outer
    builder.finish(.parameterList, from: parameters, start: parametersStart, end: max(previousEnd, parametersStart))
    expect(.colon, "expected `:`")
    parseExpression()
    builder.finish(.closure, from: mark, start: from, end: previousEnd)
  }

  /// `parseOperators` where no `parseExpression` around it counts the nesting.
  private mutating func parseNestedOperators(_ minimum: UInt8) {
    depth += 1
    if depth <= limits.nestingDepth { parseOperators(minimum) } else { skipDeepExpression() }
    depth -= 1
  }

  /// Operands joined by operators that bind at least as tightly as `minimum`.
  mutating func parseOperators(_ minimum: UInt8) {
    let mark = builder.mark()
    let from = start
    if kind == .not && minimum <= Precedence.comparison {
      parseNot()
    } else {
      parseUnary()
    }
    while true {
      let precedence = kind.precedence
      guard precedence != 0, precedence >= minimum else { return }
      switch precedence {
      case Precedence.or, Precedence.and:
        let word = kind
        let name = intern(token)
        repeat {
          advance()
          parseOperators(precedence &+ 1)
        } while kind == word
        builder.finish(.logical, from: mark, start: from, end: previousEnd, name: name)
      case Precedence.comparison:
        guard kind != .not || next == .in else { return }
        let name = parseComparisonOperator()
        parseOperators(Precedence.pipe)
        while kind.precedence == Precedence.comparison && (kind != .not || next == .in) {
          _ = parseComparisonOperator()
          parseOperators(Precedence.pipe)
        }
        builder.finish(.binary, from: mark, start: from, end: previousEnd, name: name)
      default:
        let name = intern(token)
        advance()
        parseOperators(precedence &+ 1)
        builder.finish(.binary, from: mark, start: from, end: previousEnd, name: name)
      }
    }
  }

  /// Consumes `<`, `is not`, `not in`, … and gives its name.
  private mutating func parseComparisonOperator() -> NameID {
    let from = start
    let first = kind
    let firstToken = token
    advance()
    switch first {
    case .is where kind == .not:
      advance()
      return previousEnd - from == 6 ? names.intern(source, from, previousEnd) : names.intern("is not")
    case .not:
      advance()
      return previousEnd - from == 6 ? names.intern(source, from, previousEnd) : names.intern("not in")
    case .notEqual where source[from] == 0x3C:
      return names.intern("!=")
    default:
      return intern(firstToken)
    }
  }

  /// `not not x`: the words first, then the nodes from the inside out.
  private mutating func parseNot() {
    let mark = builder.mark()
    let first = position
    while kind == .not { advance() }
    let last = position
    parseOperators(Precedence.comparison)
    finishPrefixes(first..<last, mark)
  }

  /// `-x`, `+x`, `~x`, which bind more loosely than `**`.
  private mutating func parseUnary() {
    guard kind == .minus || kind == .plus || kind == .tilde else {
      parsePower()
      return
    }
    let mark = builder.mark()
    let first = position
    while kind == .minus || kind == .plus || kind == .tilde { advance() }
    let last = position
    parsePower()
    finishPrefixes(first..<last, mark)
  }

  private mutating func finishPrefixes(_ prefixes: Range<Int>, _ mark: TreeBuilder.Mark) {
    for index in prefixes.reversed() {
      let prefix = tokens[index]
      builder.finish(.unary, from: mark, start: prefix.start, end: previousEnd, name: intern(prefix))
    }
  }

  /// `await x ** y`
  @inline(__always)
  private mutating func parsePower() {
    let mark = builder.mark()
    let from = start
    if kind == .await { parseAwait() } else { parsePrimary() }
    if kind == .doubleStar { parseExponent(mark, from: from) }
  }

  private mutating func parseExponent(_ mark: TreeBuilder.Mark, from: Int) {
    let name = intern(token)
    advance()
    depth += 1
    if depth <= limits.nestingDepth { parseUnary() } else { skipDeepExpression() }
    depth -= 1
    builder.finish(.binary, from: mark, start: from, end: previousEnd, name: name)
  }

  private mutating func parseAwait() {
    guard next.beginsExpression, next != .star else {
      parsePrimary()
      return
    }
    let mark = builder.mark()
    let first = position
    while kind == .await { advance() }
    let last = position
    parsePrimary()
    for index in (first..<last).reversed() {
      builder.finish(.await, from: mark, start: tokens[index].start, end: previousEnd)
    }
  }

  // MARK: Comprehensions

  /// Whether a comprehension goes on here.
  @inline(__always)
  var startsComprehension: Bool { kind == .for || (kind == .async && next == .for) }

  /// `for x in y if z …`, as often as it comes. In lists Python 2 takes a bare tuple for `y`.
  mutating func parseComprehension(takesTuple: Bool = false) {
    while startsComprehension {
      let mark = builder.mark()
      let from = start
      let flags: NodeFlags = kind == .async ? .async : []
      if kind == .async { advance() }
      advance()
      parseTargets()
      expect(.in, "expected `in`")
      let iterable = builder.mark()
      let iterableStart = start
      parseOperandOrLambda()
      if takesTuple && kind == .comma {
        while eat(.comma) && kind.beginsExpression { parseOperandOrLambda() }
        builder.finish(.tuple, from: iterable, start: iterableStart, end: previousEnd)
      }
      while kind == .if {
        let condition = builder.mark()
        let conditionStart = start
        advance()
        parseCondition()
        builder.finish(.comprehensionCondition, from: condition, start: conditionStart, end: previousEnd)
      }
      builder.finish(.comprehensionFor, from: mark, start: from, end: previousEnd, flags: flags)
    }
  }

  /// A condition of a comprehension: no conditional expression without parentheses.
  private mutating func parseCondition() {
    let mark = builder.mark()
    let from = start
    parseOperandOrLambda()
    if kind == .colonEqual {
      advance()
      parseOperandOrLambda()
      builder.finish(.namedExpression, from: mark, start: from, end: previousEnd)
    }
  }

  private mutating func parseOperandOrLambda() {
    if kind == .lambda { parseExpression() } else { parseNestedOperators(Precedence.or) }
  }
}

extension PythonTokenKind {
  /// How tightly the kind binds as a binary operator; 0 if it is none. `not` stands for `not in`.
  @inline(__always)
  var precedence: UInt8 {
    switch self {
    case .or: return 1
    case .and: return 2
    case .not: return 3
    case .less, .greater, .lessEqual, .greaterEqual, .equalEqual, .notEqual, .in, .is: return 3
    case .pipe: return 4
    case .caret: return 5
    case .ampersand: return 6
    case .leftShift, .rightShift: return 7
    case .plus, .minus: return 8
    case .star, .slash, .doubleSlash, .percent, .at: return 9
    default: return 0
    }
  }

  /// Whether an expression can begin with the kind.
  @inline(__always)
  var beginsExpression: Bool {
    switch self {
    case .name, .number, .string, .stringTemplate, .leftParenthesis, .leftBracket, .leftBrace, .none, .true, .false,
      .ellipsis, .lambda, .not, .minus, .plus, .tilde, .star, .await, .backtick, .yield, .async:
      return true
    default:
      return false
    }
  }

  @inline(__always)
  var isAugmentedAssignment: Bool {
    rawValue >= PythonTokenKind.pipeEqual.rawValue && rawValue <= PythonTokenKind.doubleStarEqual.rawValue
  }

  @inline(__always)
  var isKeyword: Bool {
    rawValue >= PythonTokenKind.and.rawValue && rawValue <= PythonTokenKind.yield.rawValue
  }
}
