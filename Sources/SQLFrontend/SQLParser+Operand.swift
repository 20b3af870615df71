// Operands: literals, columns, parentheses, CASE, CAST and what may follow an operand (`::type`, COLLATE, `[index]`).

import Syntax

extension SQLParser {
  mutating func operand() -> SQLExpression {
    switch current {
    case .number:
      let text = source.text(token.range)
      advance()
      return .literal(isFloat(text) ? .float(text) : .integer(text))
    case .string: return peek() == .dot ? named() : .literal(.string(stringContent()))
    case .blob:
      let content = unquoted(token)
      advance()
      return .literal(.blob(content))
    case .null:
      advance()
      return .literal(.null)
    case .placeholder, .hole:
      let text = source.text(token.range)
      let isHole = at(.hole)
      if peek() == .dot { return named() }
      advance()
      if isHole && at(.leftParenthesis) { return .function(functionCall(text)) }
      return isHole ? .hole(text) : .placeholder(text)
    case .star:
      advance()
      return .star(table: nil)
    case .leftParenthesis: return parenthesized()
    case .case: return conditional()
    case .exists: return exists()
    case .default:
      advance()
      return .raw("DEFAULT")
    case .not, .minus, .plus, .tilde, .otherOperator: return expression()
    case .values where peek() == .leftParenthesis: return named(isReserved: true)
    case .select: return .subquery(select())
    case .set, .insert, .unique, .check, .all, .distinct, .union, .delete:
      guard peek() == .leftParenthesis else { break }
      return named(isReserved: true)
    default: break
    }
    guard current.isName else {
      fail("expression expected")
      return .raw("")
    }
    return special() ?? named()
  }

  private func isFloat(_ text: String) -> Bool {
    let bytes = text.utf8
    if bytes.count > 1 && text.utf8.first == UInt8(ascii: "0")
      && (bytes.dropFirst().first ?? 0) | 0x20 == UInt8(ascii: "x")
    {
      return false
    }
    return bytes.contains { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }
  }

  /// A string, together with those that follow it on lines of their own.
  mutating func stringContent() -> String {
    var content = unquoted(token)
    var end = token.end
    advance()
    while at(.string) && (dialect == .mysql || hasLineBreak(end, token.start)) {
      content += unquoted(token)
      end = token.end
      advance()
    }
    if atWord("uescape") && peek() == .string {
      advance()
      advance()
    }
    return content
  }

  private func hasLineBreak(_ start: Int, _ end: Int) -> Bool {
    var i = start
    while i < end {
      if source[i] == 0x0A { return true }
      i += 1
    }
    return false
  }

  // MARK: Parentheses

  private mutating func parenthesized() -> SQLExpression {
    if holdsQuery(at: position) {
      advance()
      let select = select()
      expect(.rightParenthesis, "`)` expected after a subquery")
      return .subquery(select)
    }
    expect(.leftParenthesis, "`(` expected")
    if accept(.rightParenthesis) { return .row([]) }
    var members = expressionList()
    if at(.as) || (current.isBareAlias && peek() == .rightParenthesis) { _ = alias() }
    expect(.rightParenthesis, "`)` expected after an expression")
    guard members.count == 1 else { return .row(members) }
    return members.removeLast()
  }

  private mutating func exists() -> SQLExpression {
    advance()
    guard at(.leftParenthesis) else {
      fail("`(` expected after EXISTS")
      return .raw("")
    }
    let inner = parenthesized()
    guard case .subquery(let select) = inner else { return .function(SQLFunctionCall("EXISTS", [inner])) }
    return .exists(select)
  }

  private mutating func conditional() -> SQLExpression {
    advance()
    let operand = at(.when) ? nil : expression()
    var branches: [SQLBranch] = []
    while !failed && accept(.when) {
      let condition = expression()
      expect(.then, "THEN expected in CASE")
      branches.append(SQLBranch(condition: condition, result: expression()))
    }
    let otherwise = accept(.else) ? expression() : nil
    expect(.end, "END expected after CASE")
    if branches.isEmpty { fail("WHEN expected in CASE") }
    return .conditional(operand: operand, branches: branches, otherwise: otherwise)
  }

  // MARK: What may follow an operand

  mutating func postfixed(_ operand: SQLExpression) -> SQLExpression {
    var result = operand
    var wraps = 0
    while !failed {
      switch current {
      case .collate:
        advance()
        var collation = at(.string) ? name() : anyName("name of a collation expected")
        while accept(.dot) { collation = anyName() }
        result = .collate(result, collation)
      case .doubleColon:
        advance()
        result = .cast(result, type: castType())
      case .leftBracket:
        let first = position + 1
        skipParentheses()
        result = .element(result, text(from: first, to: max(first, position - 1)))
      case .dot:
        guard peek().isName || peek() == .star || peek().isKeyword else { return result }
        advance()
        result = .element(result, source.text(token.range))
        advance()
      case .at where peek() == .time:
        advance()
        advance()
        expect(.zone, "ZONE expected after AT TIME")
        let zone = postfixed(self.operand())
        result = .function(SQLFunctionCall("timezone", [zone, result]))
      case .at where peekWord("local"):
        advance()
        advance()
      default: return result
      }
      wraps += 1
      if wraps > limits.nestingDepth { fail("chain of operators too long") }
    }
    return result
  }

  // MARK: Names and calls

  /// A column or a call, with what qualifies its name.
  private mutating func named(isReserved: Bool = false) -> SQLExpression {
    let isDoubleQuoted = at(.doubleQuoted)
    if isDoubleQuoted && readsAsString() { return .literal(.string(stringContentOfName())) }
    if !at(.dot) && peek() == .leftParenthesis {
      let name = nameText(token)
      advance()
      return .function(functionCall(name))
    }
    let first = isReserved ? source.text(token.range) : nameText(token)
    advance()
    guard at(.dot) else { return .column(SQLColumnName(first, isDoubleQuoted: isDoubleQuoted)) }
    var parts = [first]
    while at(.dot) {
      if peek() == .star {
        advance()
        advance()
        return .star(table: parts.last)
      }
      guard peek().isName || peek().isKeyword || peek() == .hole || peek() == .string || peek() == .placeholder else {
        fail("name expected after `.`")
        break
      }
      advance()
      parts.append(nameText(token))
      advance()
      if parts.count > 5 { break }
    }
    if at(.leftParenthesis) && parts.count > 1 { return .function(functionCall(parts.joined(separator: "."))) }
    let count = parts.count
    return .column(
      SQLColumnName(
        schema: count > 2 ? parts[count - 3] : nil, table: count > 1 ? parts[count - 2] : nil, parts[count - 1],
        isDoubleQuoted: isDoubleQuoted))
  }

  /// MySQL reads `"…"` as a string, and so does everybody who writes what can be no name.
  private func readsAsString() -> Bool {
    if peek() == .dot || peek() == .leftParenthesis { return false }
    if dialect == .mysql { return true }
    if dialect != nil { return false }
    return token.length <= 2
  }

  private mutating func stringContentOfName() -> String {
    let content = unquoted(token)
    advance()
    return content
  }

  /// Words that begin a literal or an operand of their own; nil for a name.
  private mutating func special() -> SQLExpression? {
    let following = peek()
    switch current {
    case .true, .false:
      guard following != .leftParenthesis && following != .dot else { return nil }
      let value = at(.true)
      advance()
      return .literal(.boolean(value))
    case .cast:
      guard following == .leftParenthesis else { return nil }
      return cast()
    case .interval: return interval(following)
    case .date, .time, .timestamp: return typedLiteral(following)
    case .array:
      if following == .leftBracket { return array() }
      return nil
    case .row:
      guard following == .leftParenthesis else { return nil }
      advance()
      advance()
      let members = at(.rightParenthesis) ? [] : expressionList()
      expect(.rightParenthesis, "`)` expected after ROW")
      return .row(members)
    case .binary:
      switch following {
      case .word, .quotedName, .string, .placeholder, .number, .leftParenthesis:
        advance()
        return postfixed(operand())
      default: return nil
      }
    case .word: return specialWord(following)
    default: return nil
    }
  }

  private mutating func specialWord(_ following: SQLTokenKind) -> SQLExpression? {
    let first = source[token.start] | 0x20
    if following == .string || following == .blob {
      if source[token.start] == UInt8(ascii: "_") {
        advance()
        return operand()
      }
      if dialect == .postgresql || isTypeWord() { return typedLiteral(following) }
    }
    if atWord("double") && peekWord("precision") && peek(2) == .string {
      advance()
      return typedLiteral(.string)
    }
    if following == .otherOperator && atWord("prior") { return nil }
    guard first == UInt8(ascii: "c") || first == UInt8(ascii: "l") else { return nil }
    for word in SQLParser.currentWords where source.hasWord(word, at: token) {
      advance()
      if at(.leftParenthesis) { skipParentheses() }
      return .literal(.current("\(word)".uppercased()))
    }
    return nil
  }

  private static let currentWords: [StaticString] = [
    "current_timestamp", "current_date", "current_time", "localtimestamp", "localtime",
  ]

  private static let typeWords: [StaticString] = [
    "timestamptz", "timetz", "datetime", "bool", "boolean", "int", "int2", "int4", "int8", "integer", "bigint",
    "smallint",
    "float4", "float8", "numeric", "decimal", "real", "text", "varchar", "char", "json", "jsonb", "uuid", "inet",
    "cidr",
    "point", "box", "circle", "polygon", "path", "lseg", "line", "bytea", "xml", "money", "tsquery", "tsvector",
    "regclass",
    "name", "oid", "bit", "varbit", "macaddr", "point",
  ]

  private func isTypeWord() -> Bool {
    for word in SQLParser.typeWords where source.hasWord(word, at: token) { return true }
    return false
  }

  /// `DATE '2020-01-01'`, `TIMESTAMP WITH TIME ZONE '…'`; nil where no string follows.
  private mutating func typedLiteral(_ following: SQLTokenKind) -> SQLExpression? {
    let first = position
    var index = position + 1
    if following == .leftParenthesis && kind(at: position + 2) == .number && kind(at: position + 3) == .rightParenthesis
    {
      index = position + 4
    }
    if kind(at: index) == .with || kind(at: index) == .without,
      kind(at: index + 1) == .time, kind(at: index + 2) == .zone
    {
      index += 3
    }
    guard kind(at: index) == .string else { return nil }
    position = index
    current = .string
    let type = compactText(from: first, to: index).uppercased()
    return .literal(.typed(type, stringContent()))
  }

  /// `INTERVAL '1 day'`, `INTERVAL 1 DAY`, `INTERVAL (x + 1) HOUR`; nil for a name or call.
  private mutating func interval(_ following: SQLTokenKind) -> SQLExpression? {
    switch following {
    case .string:
      advance()
      let content = stringContent()
      let unit = intervalUnit()
      return .literal(.typed("INTERVAL", unit.isEmpty ? content : content + " " + unit))
    case .leftParenthesis:
      let after = kind(at: indexAfterParentheses(at: position + 1))
      if kind(at: position + 2) == .number && after == .string {
        advance()
        skipParentheses()
        return .literal(.typed("INTERVAL", stringContent()))
      }
      guard after == .word || after == .year || after == .month else { return nil }
    case .number, .placeholder, .hole, .minus, .word, .quotedName, .plus: break
    default: return nil
    }
    advance()
    let amount = comparisonOperand()
    let unit = intervalUnit()
    return .function(SQLFunctionCall("INTERVAL", unit.isEmpty ? [amount] : [amount, .raw(unit)]))
  }

  private mutating func intervalUnit() -> String {
    guard isIntervalUnit(0) else { return "" }
    let first = position
    advance()
    if at(.leftParenthesis) { skipParentheses() }
    if at(.to) && isIntervalUnit(1) {
      advance()
      advance()
      if at(.leftParenthesis) { skipParentheses() }
    }
    return compactText(from: first, to: position).uppercased()
  }

  private func isIntervalUnit(_ ahead: Int) -> Bool {
    switch peek(ahead) {
    case .year, .month: return true
    case .word:
      for word in SQLParser.intervalUnits where source.hasWord(word, at: tokens[position + ahead]) { return true }
      return false
    default: return false
    }
  }

  private static let intervalUnits: [StaticString] = [
    "day", "hour", "minute", "second", "week", "quarter", "microsecond", "days", "hours", "minutes", "seconds", "weeks",
    "months", "years", "day_hour", "day_minute", "day_second", "hour_minute", "hour_second", "minute_second",
    "year_month", "day_microsecond", "second_microsecond", "minute_microsecond", "hour_microsecond",
  ]

  private mutating func array() -> SQLExpression {
    advance()
    return arrayMembers()
  }

  /// `[a, [b]]`: members that are lists themselves are arrays.
  private mutating func arrayMembers() -> SQLExpression {
    guard enter() else {
      record("expression nested too deep")
      skipParentheses()
      return .array([])
    }
    defer { leave() }
    expect(.leftBracket, "`[` expected")
    var members: [SQLExpression] = []
    while !failed && !at(.rightBracket) {
      members.append(at(.leftBracket) ? arrayMembers() : expression())
      if !accept(.comma) { break }
    }
    expect(.rightBracket, "`]` expected after the members of an array")
    return .array(members)
  }
}
