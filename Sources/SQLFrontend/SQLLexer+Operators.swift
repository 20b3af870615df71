// Operators, and the placeholders that begin with the same bytes.

import Syntax

extension SQLLexer {
  mutating func operatorOrPlaceholder(_ byte: UInt8) -> SQLTokenKind {
    let second = source[position + 1]
    switch byte {
    case UInt8(ascii: "."):
      return second &- UInt8(ascii: "0") < 10 && !previous.endsOperand ? fraction() : single(.dot)
    case UInt8(ascii: "="):
      if second == UInt8(ascii: "=") { return take(2, .equal) }
      return second == UInt8(ascii: ">") ? take(2, .otherOperator) : single(.equal)
    case UInt8(ascii: "<"): return less(second)
    case UInt8(ascii: ">"):
      if second == UInt8(ascii: "=") { return take(2, .greaterOrEqual) }
      return second == UInt8(ascii: ">") ? take(2, .shiftRight) : single(.greater)
    case UInt8(ascii: "+"): return single(.plus)
    case UInt8(ascii: "-"):
      guard second == UInt8(ascii: ">") else {
        return second == UInt8(ascii: "|") ? run(.otherOperator) : single(.minus)
      }
      return source[position + 2] == UInt8(ascii: ">") ? take(3, .longArrow) : take(2, .arrow)
    case UInt8(ascii: "*"):
      let isComparison = second == UInt8(ascii: "=") || second == UInt8(ascii: "<") || second == UInt8(ascii: ">")
      return isComparison && previous.endsOperand ? run(.otherOperator) : single(.star)
    case UInt8(ascii: "/"): return single(.slash)
    case UInt8(ascii: "|"):
      if second == UInt8(ascii: "|") {
        return source[position + 2] == UInt8(ascii: "/") ? take(3, .otherOperator) : take(2, .concatenate)
      }
      return second == UInt8(ascii: "/") || second == UInt8(ascii: "&") || second == UInt8(ascii: ">")
        ? run(.otherOperator) : single(.bar)
    case UInt8(ascii: "&"):
      return second == UInt8(ascii: "&") || second == UInt8(ascii: "<") || second == UInt8(ascii: ">")
        ? run(.otherOperator) : single(.ampersand)
    case UInt8(ascii: "~"):
      if dialect == .sqlite { return single(.tilde) }
      return second == UInt8(ascii: "*") || second == UInt8(ascii: "~") || second == UInt8(ascii: "=")
        || second == UInt8(ascii: "<") || second == UInt8(ascii: ">") ? run(.otherOperator) : single(.tilde)
    case UInt8(ascii: "!"):
      if second == UInt8(ascii: "=") { return take(2, .notEqual) }
      return second == UInt8(ascii: "~") || second == UInt8(ascii: "!") ? run(.otherOperator) : single(.otherOperator)
    case UInt8(ascii: "^"): return second == UInt8(ascii: "@") ? take(2, .otherOperator) : single(.otherOperator)
    case UInt8(ascii: "%"): return percent(second)
    case UInt8(ascii: "?"): return question(second)
    case UInt8(ascii: ":"): return colon(second)
    case UInt8(ascii: "@"): return at(second)
    case UInt8(ascii: "$"): return dollar(second)
    case UInt8(ascii: "#"): return hash(second)
    default: return single(.unknown)
    }
  }

  private mutating func take(_ count: Int, _ kind: SQLTokenKind) -> SQLTokenKind {
    position += count
    return kind
  }

  /// A run of operator bytes as one operator of PostgreSQL.
  private mutating func run(_ kind: SQLTokenKind) -> SQLTokenKind {
    position += 1
    while position < end {
      switch source[position] {
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "~"), UInt8(ascii: "!"),
        UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "*"),
        UInt8(ascii: "/"):
        position += 1
      case UInt8(ascii: "-"):
        guard source[position + 1] == UInt8(ascii: "|") else { return kind }
        position += 1
      default: return kind
      }
    }
    return kind
  }

  private mutating func less(_ second: UInt8) -> SQLTokenKind {
    let third = source[position + 2]
    switch second {
    case UInt8(ascii: "="):
      return third == UInt8(ascii: ">") ? take(3, .nullSafeEqual) : take(2, .lessOrEqual)
    case UInt8(ascii: ">"): return take(2, .notEqual)
    case UInt8(ascii: "<"):
      return third == UInt8(ascii: "|") || third == UInt8(ascii: "=") ? run(.otherOperator) : take(2, .shiftLeft)
    case UInt8(ascii: "@"):
      return third &- UInt8(ascii: "A") < 58 || third == UInt8(ascii: "@") ? single(.less) : run(.otherOperator)
    case UInt8(ascii: "-"):
      guard third == UInt8(ascii: ">") else { return single(.less) }
      position += 2
      return run(.otherOperator)
    case UInt8(ascii: "#"), UInt8(ascii: "?"), UInt8(ascii: "~"), UInt8(ascii: "^"):
      return third == UInt8(ascii: ">")
        ? take(3, .otherOperator) : second == UInt8(ascii: "^") ? take(2, .otherOperator) : single(.less)
    default: return single(.less)
    }
  }

  /// `%s`, `%(name)s`, `%%` and the remainder operator. `%s` after an operand is a remainder only where no blank stands
  /// before it.
  private mutating func percent(_ second: UInt8) -> SQLTokenKind {
    if second == UInt8(ascii: "%") { return take(2, .percent) }
    if second == UInt8(ascii: ">") { return run(.otherOperator) }
    let follows = previous.endsOperand && position > 0 && source[position - 1] > 0x20
    if second == UInt8(ascii: "(") {
      var i = position + 2
      let stop = min(end, position + 130)
      while i < stop && source[i] != UInt8(ascii: ")") && source[i] != 0x0A { i += 1 }
      let conversion = source[i + 1] | 0x20
      if source[i] == UInt8(ascii: ")") && i > position + 2
        && (conversion == UInt8(ascii: "s") || conversion == UInt8(ascii: "d") || conversion == UInt8(ascii: "i"))
        && !SQLLexer.isWordByte(source[i + 2])
      {
        position = i + 2
        return .placeholder
      }
      return single(.percent)
    }
    let conversion = second | 0x20
    if (conversion == UInt8(ascii: "s") || conversion == UInt8(ascii: "d") || conversion == UInt8(ascii: "i")
      || conversion == UInt8(ascii: "r")) && !follows
    {
      let third = source[position + 2]
      if !SQLLexer.isWordByte(third) { return take(2, .placeholder) }
      if third == UInt8(ascii: "_") {
        position += 2
        return restOfHoleName()
      }
    }
    return single(.percent)
  }

  /// `?`, `?1`, and PostgreSQL's `?`, `?|`, `?&` between operands.
  private mutating func question(_ second: UInt8) -> SQLTokenKind {
    if previous.endsOperand && previous != .placeholder {
      if (second == UInt8(ascii: "|") || second == UInt8(ascii: "&")) && source[position + 2] != second {
        return take(2, .otherOperator)
      }
      switch second {
      case UInt8(ascii: "-"), UInt8(ascii: "#"), UInt8(ascii: "<"), UInt8(ascii: "@"), UInt8(ascii: "~"):
        return run(.otherOperator)
      default: break
      }
      var i = position + 1
      while source[i] == 0x20 { i += 1 }
      if source[i] == UInt8(ascii: "'") { return single(.otherOperator) }
    }
    position += 1
    while position < end && source[position] &- UInt8(ascii: "0") < 10 { position += 1 }
    return .placeholder
  }

  /// `::`, `:=`, `:name`, `:'name'`, `:"name"`.
  private mutating func colon(_ second: UInt8) -> SQLTokenKind {
    if second == UInt8(ascii: ":") {
      dialect = dialect ?? .postgresql
      return take(2, .doubleColon)
    }
    if second == UInt8(ascii: "=") { return take(2, .assign) }
    if second == UInt8(ascii: "'") || second == UInt8(ascii: "\"") {
      position += 1
      quoted(second)
      return .placeholder
    }
    guard SQLLexer.isWordByte(second) else {
      if second == UInt8(ascii: "{") || second == 0x01 {
        position += 1
        return skipHole() ? .placeholder : .colon
      }
      return single(.colon)
    }
    position += 1
    skipWord()
    return .placeholder
  }

  /// `@name`, `@@name`, `@'name'` and PostgreSQL's operators.
  private mutating func at(_ second: UInt8) -> SQLTokenKind {
    let third = source[position + 2]
    if SQLLexer.isWordByte(second) || (second == UInt8(ascii: "@") && SQLLexer.startsName(third)) {
      position += second == UInt8(ascii: "@") ? 2 : 1
      skipWord()
      while source[position] == UInt8(ascii: ".") && SQLLexer.startsName(source[position + 1]) {
        position += 1
        skipWord()
      }
      return .placeholder
    }
    if (second == UInt8(ascii: "`") || second == UInt8(ascii: "'") || second == UInt8(ascii: "\""))
      && dialect != .postgresql
    {
      position += 1
      quoted(second)
      return .placeholder
    }
    return second == UInt8(ascii: "-") && third == UInt8(ascii: "@") ? take(3, .otherOperator) : run(.otherOperator)
  }

  /// `$1`, `$name`, `${hole}` and dollar quotes.
  private mutating func dollar(_ second: UInt8) -> SQLTokenKind {
    if second &- UInt8(ascii: "0") < 10 {
      position += 1
      skipWord()
      return .placeholder
    }
    if second == UInt8(ascii: "{") {
      position += 1
      return hole()
    }
    if dollarQuote() { return .string }
    guard SQLLexer.isWordByte(second) else { return single(.unknown) }
    position += 1
    skipWord()
    return .placeholder
  }

  /// `#{hole}`, `#name` of SQL Server, and PostgreSQL's operators.
  private mutating func hash(_ second: UInt8) -> SQLTokenKind {
    if second == UInt8(ascii: "{") {
      position += 1
      return hole()
    }
    if SQLLexer.startsName(second) && !previous.endsOperand {
      position += 1
      skipWord()
      return .word
    }
    if second == UInt8(ascii: "-") { return take(2, .otherOperator) }
    return run(.otherOperator)
  }

  private mutating func skipWord() {
    while position < end && SQLLexer.isWordByte(source[position]) { position += 1 }
  }
}
