// One column of a table: its name, its type and the constraints after it.

import Syntax

extension SQLParser {
  mutating func columnDefinition(from start: Int) -> SQLColumnDefinition {
    var column = SQLColumnDefinition(name: name("column name expected"))
    if at(.dot) { fail("column name expected") }
    column.type = columnType()
    noteDialect(of: column.type)
    columnConstraints(&column)
    column.range = ByteRange(start, tokens[max(position - 1, 0)].end)
    return column
  }

  private mutating func noteDialect(of type: String) {
    guard dialect == nil, let first = type.utf8.first,
      first | 0x20 == UInt8(ascii: "s") || first | 0x20 == UInt8(ascii: "b")
    else { return }
    let lower = type.lowercased()
    if lower == "serial" || lower == "bigserial" || lower == "smallserial" { dialect = .postgresql }
  }

  /// All words up to the first constraint; every dialect, and SQLite in any order, has its own.
  mutating func columnType() -> String {
    let first = position
    while !atConstraint() {
      switch current {
      case .leftParenthesis, .leftBracket: skipParentheses()
      case .comma, .rightParenthesis, .endOfText, .semicolon, .equal: return compactText(from: first, to: position)
      case .dot, .percent, .minus, .number, .string: advance()
      default:
        guard current.isName || current == .set || current == .hole || current == .placeholder || current == .all else {
          return compactText(from: first, to: position)
        }
        advance()
      }
    }
    return compactText(from: first, to: position)
  }

  private func atConstraint() -> Bool {
    switch current {
    case .constraint, .primary, .not, .null, .unique, .check, .default, .collate, .references, .as, .autoincrement, .on,
      .key, .using, .after, .first, .initially, .deferrable, .foreign:
      return true
    case .generated: return peek() == .always || peek() == .by || peek() == .as
    case .with, .without: return peek() != .time && !peekWord("local")
    case .word:
      return atWord("comment") || atWord("identity") || atWord("invisible") || atWord("storage")
        || atWord("compression") || atWord("encode") || atWord("options")
    default: return false
    }
  }

  private mutating func columnConstraints(_ column: inout SQLColumnDefinition) {
    while !failed {
      switch current {
      case .comma, .rightParenthesis, .endOfText, .semicolon: return
      case .constraint:
        if peek(2) == .foreign || peek(2) == .primary && peek(4) == .leftParenthesis { return }
        advance()
        if current.isName && !at(.default) { _ = name() }
      case .primary, .key: keyConstraint(&column)
      case .autoincrement:
        advance()
        column.constraints.append(.autoincrement)
      case .not:
        advance()
        if accept(.null) {
          column.constraints.append(.notNull)
          skipConflict()
        } else if atWord("valid") || at(.deferrable) || atWord("enforced") {
          advance()
        } else {
          fail("NULL expected after NOT")
        }
      case .null:
        advance()
        skipConflict()
      case .unique:
        if peek() == .leftParenthesis { return }
        advance()
        _ = accept(.key)
        if at(.nulls) { while at(.nulls) || at(.not) || at(.distinct) { advance() } }
        column.constraints.append(.unique)
        skipConflict()
      case .default: columnDefault(&column)
      case .references: column.constraints.append(.references(reference()))
      case .check:
        advance()
        column.constraints.append(.check(parenthesizedCondition()))
        if at(.no) {
          advance()
          if atWord("inherit") { advance() }
        }
        skipConflict()
      case .collate:
        advance()
        var collation = anyName("name of a collation expected")
        while accept(.dot) { collation = anyName() }
        column.constraints.append(.collate(collation))
      case .generated, .as: generated(&column)
      case .foreign: return
      default:
        guard otherConstraint(&column) else { return }
      }
    }
  }

  private mutating func keyConstraint(_ column: inout SQLColumnDefinition) {
    if at(.primary) { advance() }
    expect(.key, "KEY expected after PRIMARY")
    var isDescending = false
    if accept(.desc) { isDescending = true } else { _ = accept(.asc) }
    skipConflict()
    column.constraints.append(.primaryKey(isDescending: isDescending, isAutoincrement: accept(.autoincrement)))
    if at(.using) && peek() == .index {
      while !at(.comma) && !at(.rightParenthesis) && !at(.endOfText) { advance() }
    }
  }

  private mutating func skipConflict() {
    guard at(.on) && peek() == .conflict else { return }
    advance()
    advance()
    advance()
  }

  private mutating func columnDefault(_ column: inout SQLColumnDefinition) {
    advance()
    if at(.null) {
      advance()
      column.constraints.append(.default(.literal(.null)))
      return
    }
    var value = defaultExpression()
    // The grammar of columns has COLLATE after the default, not in it.
    if case .collate(let inner, let collation) = value {
      value = inner
      column.constraints.append(.collate(collation))
    }
    column.constraints.append(.default(value))
    if at(.for) && peek().isName && peek(2) != .leftParenthesis { skipToListEnd() }
  }

  /// `GENERATED ALWAYS AS (…) STORED` and `GENERATED … AS IDENTITY (…)`.
  private mutating func generated(_ column: inout SQLColumnDefinition) {
    if accept(.generated) {
      if accept(.by) { expect(.default, "DEFAULT expected after GENERATED BY") } else { _ = accept(.always) }
      if at(.on) {
        advance()
        advance()
      }
    }
    expect(.as, "AS expected after GENERATED")
    if acceptWord("identity") {
      if at(.leftParenthesis) { skipParentheses() }
      column.constraints.append(.autoincrement)
      return
    }
    if at(.row) {
      advance()
      advance()
      return
    }
    expect(.leftParenthesis, "`(` expected after AS")
    let value = expression()
    expect(.rightParenthesis, "`)` expected after a generated column")
    let isStored = accept(.stored) || acceptWord("persistent")
    if !isStored { _ = accept(.virtual) }
    column.constraints.append(.generated(value, isStored: isStored))
  }

  /// Constraints that do not matter to a plan; false at what is none.
  private mutating func otherConstraint(_ column: inout SQLColumnDefinition) -> Bool {
    switch current {
    case .on:
      // MySQL's ON UPDATE CURRENT_TIMESTAMP
      guard peek() == .update || peek() == .conflict else { return false }
      advance()
      advance()
      if current.isName { _ = operand() }
      return true
    case .deferrable:
      advance()
      return true
    case .initially, .using:
      advance()
      advance()
      return true
    case .after, .first: return false
    case .with, .without:
      advance()
      while at(.word) || at(.leftParenthesis) { if at(.word) { advance() } else { skipParentheses() } }
      return true
    case .string, .hole:
      advance()
      return true
    case .word:
      if atWord("identity") {
        advance()
        if at(.leftParenthesis) { skipParentheses() }
        column.constraints.append(.autoincrement)
        return true
      }
      if atWord("comment") || atWord("storage") || atWord("compression") || atWord("encode") || atWord("column_format")
        || atWord("character") || atWord("charset")
      {
        advance()
        _ = accept(.set) || accept(.equal)
        advance()
        return true
      }
      if atWord("options") {
        advance()
        if at(.leftParenthesis) { skipParentheses() }
        return true
      }
      if isImplicitEnd() { return false }
      advance()
      return true
    default: return false
    }
  }
}
