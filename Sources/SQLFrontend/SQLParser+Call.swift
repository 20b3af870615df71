// Calls, with the words that standard SQL and MySQL allow between arguments, and CAST with the names of types.

import Syntax

extension SQLParser {
  /// The call of `name`, from its opening parenthesis to FILTER and OVER.
  mutating func functionCall(_ name: String) -> SQLFunctionCall {
    var call = SQLFunctionCall(name)
    guard enter() else {
      record("expression nested too deep")
      skipParentheses()
      return call
    }
    defer { leave() }
    let open = position
    expect(.leftParenthesis, "`(` expected after the name of a function")
    if at(.star) && peek() == .rightParenthesis {
      advance()
      call.isStar = true
    } else if !at(.rightParenthesis) {
      arguments(&call)
    }
    if !failed && !at(.rightParenthesis) && isFreeForm(name) {
      position = open
      skipParentheses()
    } else {
      expect(.rightParenthesis, "`)` expected after the arguments of a function")
    }
    callSuffixes(&call)
    return call
  }

  /// XML and JSON constructors have grammars of their own.
  private func isFreeForm(_ name: String) -> Bool {
    let lower = name.lowercased()
    return lower.hasPrefix("xml") || lower.hasPrefix("json") || lower == "table" || lower == "columns"
  }

  private mutating func arguments(_ call: inout SQLFunctionCall) {
    if accept(.distinct) {
      call.isDistinct = true
      if at(.on) { advance() }
    } else if at(.all) && peek() != .leftParenthesis {
      advance()
    }
    trimOption(&call)
    while !failed && !at(.rightParenthesis) {
      if at(.order) || at(.separator) || at(.limit) { break }
      if atWord("variadic") && peek() != .comma && peek() != .rightParenthesis { advance() }
      if current.isName && (peek() == .assign || isNamedArgument()) {
        advance()
        advance()
      }
      if at(.from) || at(.for) || at(.using) {
        // `trim(FROM x)`
      } else if at(.star) {
        advance()
        call.arguments.append(.star(table: nil))
      } else if at(.select) || at(.with) && peek().isName {
        call.arguments.append(.subquery(select()))
      } else {
        call.arguments.append(isInSeparated(call) ? comparisonOperand() : expression())
      }
      if current.isBareAlias && isFreeForm(call.name) { return }
      if at(.as) {
        advance()
        if isFreeForm(call.name) || call.name.lowercased() == "struct" {
          _ = anyName()
        } else {
          call.separators.append("AS")
          call.arguments.append(.raw(castType()))
        }
      }
      if accept(.comma) { continue }
      guard let word = argumentSeparator() else { break }
      call.separators.append(word)
    }
    if at(.order) { call.orderBy = orderBy() }
    if accept(.separator) {
      call.separators.append("SEPARATOR")
      call.arguments.append(operand())
    }
    if accept(.limit) { _ = expressionList() }
    if atWord("respect") || at(.ignore), peek() == .nulls {
      advance()
      advance()
    }
  }

  /// `position(a IN b)`: IN separates and does not compare.
  private func isInSeparated(_ call: SQLFunctionCall) -> Bool {
    call.name.utf8.count == 8 && call.name.lowercased() == "position" && call.arguments.isEmpty
  }

  private func isNamedArgument() -> Bool {
    guard peek() == .otherOperator else { return false }
    let range = tokens[position + 1]
    return range.length == 2 && source[range.start] == UInt8(ascii: "=") && source[range.start + 1] == UInt8(ascii: ">")
  }

  /// BOTH, LEADING and TRAILING of `trim`.
  private mutating func trimOption(_ call: inout SQLFunctionCall) {
    guard at(.both) || at(.leading) || at(.trailing), peek() != .comma, peek() != .rightParenthesis, peek() != .dot
    else { return }
    call.separators.append(source.text(token.range).uppercased())
    advance()
  }

  private mutating func argumentSeparator() -> String? {
    switch current {
    case .from, .for, .in, .using:
      let word = source.text(token.range).uppercased()
      advance()
      return word
    default:
      return acceptWord("placing") ? "PLACING" : nil
    }
  }

  private mutating func callSuffixes(_ call: inout SQLFunctionCall) {
    while !failed {
      switch current {
      case .within:
        guard peek() == .group else { return }
        advance()
        advance()
        expect(.leftParenthesis, "`(` expected after WITHIN GROUP")
        call.orderBy = orderBy()
        expect(.rightParenthesis, "`)` expected after WITHIN GROUP")
      case .filter:
        guard peek() == .leftParenthesis else { return }
        advance()
        advance()
        expect(.where, "WHERE expected in FILTER")
        call.filter = expression()
        expect(.rightParenthesis, "`)` expected after FILTER")
      case .ignore:
        guard peek() == .nulls else { return }
        advance()
        advance()
      case .word:
        guard atWord("respect") && peek() == .nulls else { return }
        advance()
        advance()
      case .over:
        guard peek() == .leftParenthesis || peek().isName else { return }
        advance()
        if at(.leftParenthesis) { call.over = .window(window()) } else { call.over = .named(name()) }
        return
      default: return
      }
    }
  }

  // MARK: Types

  /// `CAST(x AS type)`
  mutating func cast() -> SQLExpression {
    advance()
    advance()
    let value = expression()
    expect(.as, "AS expected in CAST")
    let first = position
    while !at(.rightParenthesis) && !at(.endOfText) {
      if at(.leftParenthesis) || at(.leftBracket) { skipParentheses() } else { advance() }
    }
    let type = compactText(from: first, to: position)
    expect(.rightParenthesis, "`)` expected after CAST")
    return .cast(value, type: type)
  }

  /// The type after `::`: a name with its arguments, `[]` and the words that belong to it.
  mutating func castType() -> String {
    let first = position
    if acceptWord("setof") {}
    guard current.isName || at(.placeholder) || at(.hole) else {
      fail("type expected")
      return ""
    }
    if at(.interval) {
      advance()
      _ = intervalWords()
    } else {
      if atWord("double") && peekWord("precision") { advance() }
      let isVarying = atWord("character") || atWord("char") || atWord("bit") || atWord("national")
      advance()
      if isVarying && (atWord("varying") || atWord("character")) { advance() }
      while at(.dot) {
        advance()
        advance()
      }
    }
    if at(.leftParenthesis) { skipParentheses() }
    if at(.with) || at(.without), peek() == .time, peek(2) == .zone {
      advance()
      advance()
      advance()
    }
    while at(.leftBracket) || (at(.array) && peek() != .leftBracket) {
      if at(.array) { advance() } else { skipParentheses() }
    }
    return compactText(from: first, to: position)
  }

  private mutating func intervalWords() -> Bool {
    while at(.year) || at(.month) || at(.to) || atWord("day") || atWord("hour") || atWord("minute") || atWord("second")
    {
      advance()
    }
    return true
  }
}
