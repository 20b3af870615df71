// Operators by precedence climbing, with SQLite's levels; those of PostgreSQL and MySQL that SQLite lacks are put where
// their own grammars have them. Operands are in SQLParser+Operand.swift.

import Syntax

/// How tightly operators bind: https://www.sqlite.org/lang_expr.html#operators_and_parse_affecting_attributes
private enum Level {
  static let or = 1
  static let and = 2
  static let not = 3
  static let equality = 4
  static let comparison = 5
  static let bitwise = 6
  static let additive = 7
  static let multiplicative = 8
  static let concatenation = 9
  static let operand = 10
}

extension SQLParser {
  /// One expression.
  mutating func expression() -> SQLExpression { nested(Level.or) }

  /// An expression without the operators that a column constraint could follow as (`NOT`, `IS`, `=`, …).
  mutating func defaultExpression() -> SQLExpression { nested(Level.comparison) }

  /// An expression without IN and equality, as in `position(a IN b)`.
  mutating func comparisonOperand() -> SQLExpression { nested(Level.comparison) }

  mutating func expressionList() -> [SQLExpression] {
    var list = [expression()]
    while !failed && accept(.comma) {
      if at(.rightParenthesis) { break }
      list.append(expression())
    }
    return list
  }

  private mutating func nested(_ minimum: Int) -> SQLExpression {
    guard enter() else {
      record("expression nested too deep")
      let first = position
      skipToListEnd()
      return .raw(text(from: first, to: position))
    }
    defer { leave() }
    return operation(minimum)
  }

  private mutating func operation(_ minimum: Int) -> SQLExpression {
    var left = prefixed()
    var wraps = 0
    while !failed {
      let before = position
      left = continued(left, minimum)
      if position == before { break }
      wraps += 1
      if wraps > limits.nestingDepth {
        fail("chain of operators too long")
        break
      }
    }
    return left
  }

  /// NOT, or an operand with its signs.
  private mutating func prefixed() -> SQLExpression {
    if at(.not) {
      advance()
      return .unary(.not, nested(Level.not))
    }
    return signed()
  }

  private mutating func signed() -> SQLExpression {
    let sign: SQLUnaryOperator
    switch current {
    case .minus: sign = .minus
    case .plus: sign = .plus
    case .tilde: sign = .bitwiseNot
    case .otherOperator:
      let text = source.text(token.range)
      advance()
      let operand = nested(Level.operand)
      return text == "!" ? .unary(.not, operand) : .function(SQLFunctionCall(text, [operand]))
    default: return postfixed(operand())
    }
    advance()
    return .unary(sign, nested(Level.operand))
  }

  /// `left` with the operator that follows it, if that binds tightly enough; else unchanged, and nothing is read.
  private mutating func continued(_ left: SQLExpression, _ minimum: Int) -> SQLExpression {
    switch current {
    case .or:
      return minimum <= Level.or ? logical(.or, .or, left, Level.and) : left
    case .xor:
      guard minimum <= Level.or else { return left }
      advance()
      return .binary(.other("XOR"), left, operation(Level.and))
    case .and:
      return minimum <= Level.and ? logical(.and, .and, left, Level.not) : left
    case .equal, .notEqual, .nullSafeEqual, .assign, .is, .isnull, .notnull, .in, .between, .like, .glob, .regexp,
      .rlike,
      .match, .ilike, .similar, .overlaps, .not, .word:
      return minimum <= Level.equality ? equality(left) : left
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      guard minimum <= Level.comparison else { return left }
      return comparison(comparisonOperator(), left, Level.bitwise)
    case .ampersand, .bar, .shiftLeft, .shiftRight:
      return minimum <= Level.bitwise ? arithmetic(left, Level.bitwise) : left
    case .plus, .minus:
      return minimum <= Level.additive ? arithmetic(left, Level.additive) : left
    case .star, .slash, .percent, .div, .mod:
      return minimum <= Level.multiplicative ? arithmetic(left, Level.multiplicative) : left
    case .concatenate, .arrow, .longArrow:
      return minimum <= Level.concatenation ? arithmetic(left, Level.concatenation) : left
    case .tilde, .otherOperator: return customOperator(left, minimum)
    default: return left
    }
  }

  private mutating func logical(
    _ kind: SQLTokenKind, _ operation: SQLLogicalOperator, _ left: SQLExpression, _ level: Int
  ) -> SQLExpression {
    var operands = [left]
    while !failed {
      if accept(kind) {
        operands.append(self.operation(level))
      } else if at(.hole) && operation == .and && isLastInClause() {
        // `WHERE a = 1 {more}`: more conditions that the program puts in.
        operands.append(.hole(source.text(token.range)))
        advance()
      } else {
        break
      }
    }
    return .logical(operation, operands)
  }

  private func isLastInClause() -> Bool {
    switch peek() {
    case .endOfText, .rightParenthesis, .semicolon, .order, .group, .limit, .having, .hole: return true
    default: return false
    }
  }

  // MARK: Arithmetic

  /// `first op a op b …` at one level.
  private mutating func arithmetic(_ first: SQLExpression, _ level: Int) -> SQLExpression {
    var operations: [SQLOperation] = []
    while !failed, let operation = arithmeticOperator(level) {
      advance()
      operations.append(SQLOperation(operation, self.operation(level + 1)))
    }
    return .arithmetic(first, operations)
  }

  private func arithmeticOperator(_ level: Int) -> SQLArithmeticOperator? {
    switch (current, level) {
    case (.ampersand, Level.bitwise): return .bitwiseAnd
    case (.bar, Level.bitwise): return .bitwiseOr
    case (.shiftLeft, Level.bitwise): return .shiftLeft
    case (.shiftRight, Level.bitwise): return .shiftRight
    case (.plus, Level.additive): return .add
    case (.minus, Level.additive): return .subtract
    case (.star, Level.multiplicative): return .multiply
    case (.slash, Level.multiplicative): return .divide
    case (.percent, Level.multiplicative), (.mod, Level.multiplicative): return .remainder
    case (.div, Level.multiplicative): return .other("DIV")
    case (.concatenate, Level.concatenation): return .concatenate
    case (.arrow, Level.concatenation): return .jsonValue
    case (.longArrow, Level.concatenation): return .jsonText
    default: return nil
    }
  }

  /// An operator that only its dialect knows. Neighbouring ones without a gap are one (`<<<`).
  private mutating func customOperator(_ left: SQLExpression, _ minimum: Int) -> SQLExpression {
    let text = source.text(token.range)
    if text == "&&" && dialect != .postgresql {
      guard minimum <= Level.and else { return left }
      return logical(.otherOperator, .and, left, Level.not)
    }
    if text == "!" { return factorial(left) }
    guard minimum <= Level.bitwise else { return left }
    advance()
    return comparison(.other(text), left, Level.additive)
  }

  private mutating func factorial(_ left: SQLExpression) -> SQLExpression {
    guard peek() == .endOfText || peek() == .rightParenthesis || peek() == .comma else { return left }
    advance()
    return .function(SQLFunctionCall("!", [left]))
  }

  // MARK: Comparison

  private mutating func comparisonOperator() -> SQLBinaryOperator {
    let result: SQLBinaryOperator
    switch current {
    case .less: result = .less
    case .lessOrEqual: result = .lessOrEqual
    case .greater: result = .greater
    case .greaterOrEqual: result = .greaterOrEqual
    case .equal: result = .equal
    case .notEqual: result = .notEqual
    case .nullSafeEqual: result = .identical
    default: result = .other(source.text(token.range))
    }
    let end = token.end
    advance()
    // PostgreSQL's own operators, such as `<<|` or `===`, come as several tokens without a gap.
    guard token.start == end && dialect != .sqlite else { return result }
    switch current {
    case .less, .greater, .equal, .otherOperator, .shiftLeft, .shiftRight, .percent, .ampersand, .bar, .greaterOrEqual:
      let first = position - 1
      advance()
      return .other(text(from: first, to: position))
    default: return result
    }
  }

  /// The right side of a comparison, with ANY and ALL.
  private mutating func comparison(
    _ operation: SQLBinaryOperator, _ left: SQLExpression, _ level: Int
  ) -> SQLExpression {
    guard at(.any) || at(.some) || at(.all), peek() == .leftParenthesis else {
      return .binary(operation, left, self.operation(level))
    }
    let isAll = at(.all)
    advance()
    let right = postfixed(operand())
    switch (operation, isAll, right) {
    case (.equal, false, .subquery(let select)): return .inSubquery(left, select, isNegated: false)
    case (.notEqual, true, .subquery(let select)): return .inSubquery(left, select, isNegated: true)
    case (.equal, false, .placeholder), (.equal, false, .hole), (.equal, false, .cast(.placeholder, _)):
      return .inList(left, [right], isNegated: false)
    case (.notEqual, true, .placeholder), (.notEqual, true, .hole), (.notEqual, true, .cast(.placeholder, _)):
      return .inList(left, [right], isNegated: true)
    case (.equal, false, .array(let members)): return .inList(left, members, isNegated: false)
    case (.notEqual, true, .array(let members)): return .inList(left, members, isNegated: true)
    default: return .quantified(operation, left, isAll: isAll, right)
    }
  }

  /// `=`, IS, IN, LIKE, BETWEEN and their relatives.
  private mutating func equality(_ left: SQLExpression) -> SQLExpression {
    switch current {
    case .equal, .notEqual, .nullSafeEqual, .assign, .overlaps:
      return comparison(comparisonOperator(), left, Level.comparison)
    case .is: return identity(left)
    case .isnull, .notnull:
      let isNegated = at(.notnull)
      advance()
      return .isNull(left, isNegated: isNegated)
    case .not:
      switch peek() {
      case .null:
        advance()
        advance()
        return .isNull(left, isNegated: true)
      case .in, .between, .like, .glob, .regexp, .rlike, .match, .ilike, .similar:
        advance()
        return membership(left, isNegated: true)
      default: return left
      }
    case .word:
      if atWord("sounds") && peek() == .like {
        advance()
        advance()
        return .binary(.other("SOUNDS LIKE"), left, operation(Level.comparison))
      }
      if atWord("operator") && peek() == .leftParenthesis {
        advance()
        let first = position
        skipParentheses()
        return comparison(.other("OPERATOR" + text(from: first, to: position)), left, Level.comparison)
      }
      if atWord("member") && peek() == .of {
        advance()
        advance()
        return .binary(.other("MEMBER OF"), left, operation(Level.comparison))
      }
      return left
    default: return membership(left, isNegated: false)
    }
  }

  private mutating func identity(_ left: SQLExpression) -> SQLExpression {
    advance()
    let isNegated = accept(.not)
    switch current {
    case .null:
      advance()
      return .isNull(left, isNegated: isNegated)
    case .distinct where peek() == .from:
      advance()
      advance()
      return .binary(isNegated ? .identical : .notIdentical, left, operation(Level.comparison))
    case .of where peek() == .leftParenthesis:
      let first = position
      advance()
      skipParentheses()
      return .binary(.other("IS"), left, .raw(text(from: first, to: position)))
    case .word:
      // `IS UNKNOWN`, `IS JSON OBJECT`, `IS NFC NORMALIZED`, `IS DOCUMENT`: predicates of their own.
      if atWord("unknown") {
        advance()
        return .isNull(left, isNegated: isNegated)
      }
      if atWord("json") || atWord("normalized") || atWord("document") || peekWord("normalized") {
        let first = position
        while at(.word) || at(.array) || at(.unique) || at(.with) || at(.without) { advance() }
        return .binary(.other(isNegated ? "IS NOT" : "IS"), left, .raw(text(from: first, to: position)))
      }
    default: break
    }
    return .binary(isNegated ? .notIdentical : .identical, left, operation(Level.comparison))
  }

  private mutating func membership(_ left: SQLExpression, isNegated: Bool) -> SQLExpression {
    switch current {
    case .in:
      advance()
      return inList(left, isNegated)
    case .between:
      advance()
      if !accept(.rowid) && atWord("symmetric") { advance() }
      let low = operation(Level.comparison)
      expect(.and, "AND expected after BETWEEN")
      return .between(left, low: low, high: operation(Level.comparison), isNegated: isNegated)
    case .like: return like(.like, left, isNegated)
    case .ilike: return like(.ilike, left, isNegated)
    case .glob: return like(.glob, left, isNegated)
    case .regexp, .rlike: return like(.regexp, left, isNegated)
    case .match: return like(.match, left, isNegated)
    case .similar:
      advance()
      // `substring(a SIMILAR b ESCAPE c)` has no TO.
      guard at(.to) else { return like(.similar, left, isNegated, advancing: false) }
      return like(.similar, left, isNegated)
    default: return left
    }
  }

  private mutating func like(
    _ kind: SQLLike.Kind, _ left: SQLExpression, _ isNegated: Bool, advancing: Bool = true
  ) -> SQLExpression {
    if advancing { advance() }
    if at(.any) || at(.some) || at(.all), peek() == .leftParenthesis {
      let isAll = at(.all)
      advance()
      let word = isNegated ? "NOT " + kind.rawValue : kind.rawValue
      return .quantified(.other(word), left, isAll: isAll, postfixed(operand()))
    }
    let pattern = operation(Level.comparison)
    let escape = accept(.escape) ? operation(Level.comparison) : nil
    return .like(SQLLike(kind, value: left, pattern: pattern, escape: escape, isNegated: isNegated))
  }

  private mutating func inList(_ left: SQLExpression, _ isNegated: Bool) -> SQLExpression {
    guard at(.leftParenthesis) else {
      switch current {
      case .placeholder, .hole: return .inList(left, [postfixed(operand())], isNegated: isNegated)
      default: break
      }
      if atWord("unnest") { return .inList(left, [postfixed(operand())], isNegated: isNegated) }
      let table = tableName()
      if at(.leftParenthesis) { skipParentheses() }
      return .inTable(left, table, isNegated: isNegated)
    }
    let result: SQLExpression
    if holdsQuery(at: position) {
      advance()
      let select = select()
      expect(.rightParenthesis, "`)` expected after a subquery")
      result = .inSubquery(left, select, isNegated: isNegated)
    } else {
      advance()
      let members = at(.rightParenthesis) ? [] : expressionList()
      expect(.rightParenthesis, "`)` expected after the members of IN")
      result = .inList(left, members, isNegated: isNegated)
    }
    guard accept(.collate) else { return result }
    return .collate(result, anyName("name of a collation expected"))
  }
}
