// ALTER TABLE, action by action. What does not change columns, keys or indexes is kept by its first words.

import Syntax

extension SQLParser {
  mutating func alter() -> SQLStatement {
    guard let tableIndex = alterTableIndex() else { return opaque(words: 2) }
    position = tableIndex
    current = kind(at: position)
    advance()
    if at(.if) && peek() == .exists {
      advance()
      advance()
    }
    _ = accept(.only)
    var alter = SQLAlterTable(table: tableName(), actions: [])
    _ = accept(.star)
    while !failed && !at(.endOfText) && !at(.semicolon) {
      action(&alter)
      if !accept(.comma) { break }
    }
    if !failed && !at(.endOfText) && !at(.semicolon) && !isImplicitEnd() { skipToStatementEnd() }
    return .alterTable(alter)
  }

  /// Index of TABLE in `ALTER [ONLINE | IGNORE | FOREIGN] TABLE`.
  private func alterTableIndex() -> Int? {
    for ahead in 1...3 {
      switch peek(ahead) {
      case .table: return position + ahead
      case .ignore, .foreign, .word: continue
      default: return nil
      }
    }
    return nil
  }

  private mutating func action(_ alter: inout SQLAlterTable) {
    switch current {
    case .add:
      advance()
      add(&alter)
    case .drop:
      advance()
      alter.actions.append(dropAction())
    case .rename:
      advance()
      alter.actions.append(rename())
    case .alter:
      advance()
      _ = accept(.column)
      alter.actions.append(alterColumn())
    case .modify:
      advance()
      _ = accept(.column)
      if at(.if) {
        advance()
        advance()
      }
      let column = alteredColumn()
      alter.actions.append(.changeColumn(from: column.name, column))
    case .word where atWord("change"):
      advance()
      _ = accept(.column)
      if at(.if) {
        advance()
        advance()
      }
      let old = name()
      alter.actions.append(.changeColumn(from: old, alteredColumn()))
    default: alter.actions.append(otherAction())
    }
  }

  /// Up to the next comma outside parentheses, by its first two words.
  private mutating func otherAction() -> SQLAlterAction {
    let first = position
    while !at(.comma) && !at(.endOfText) && !at(.semicolon) {
      if at(.leftParenthesis) { skipParentheses() } else { advance() }
    }
    return .other(compactText(from: first, to: min(first + 2, position)).uppercased())
  }

  private mutating func alteredColumn() -> SQLColumnDefinition {
    let column = columnDefinition(from: token.start)
    if accept(.after) { _ = name() } else { _ = accept(.first) }
    return column
  }

  // MARK: ADD

  private mutating func add(_ alter: inout SQLAlterTable) {
    switch current {
    case .constraint, .primary, .unique, .foreign, .check:
      alter.actions.append(.addConstraint(tableConstraint()))
      return
    case .exclude where peek() == .using:
      alter.actions.append(.addConstraint(tableConstraint()))
      return
    case .index, .key:
      if peek() == .leftParenthesis || peek(2) == .leftParenthesis || peek(2) == .using || peek() == .if {
        alter.actions.append(.addIndex(inlineIndex()))
        return
      }
    case .word:
      if atWord("fulltext") || atWord("spatial") {
        alter.actions.append(.addIndex(inlineIndex()))
        return
      }
      if atWord("system") || atWord("period") {
        alter.actions.append(otherAction())
        return
      }
    case .partition:
      alter.actions.append(otherAction())
      return
    default: break
    }
    _ = accept(.column)
    let ifNotExists = acceptIfNotExists()
    guard at(.leftParenthesis) else {
      alter.actions.append(.addColumn(alteredColumn(), ifNotExists: ifNotExists))
      return
    }
    // MySQL and Oracle: `ADD (a int, b int)`
    advance()
    repeat {
      alter.actions.append(.addColumn(alteredColumn(), ifNotExists: ifNotExists))
    } while !failed && accept(.comma)
    expect(.rightParenthesis, "`)` expected after added columns")
  }

  // MARK: DROP, RENAME, ALTER COLUMN

  private mutating func acceptIfExists() {
    guard at(.if) && peek() == .exists else { return }
    advance()
    advance()
  }

  private mutating func dropAction() -> SQLAlterAction {
    let action: SQLAlterAction
    switch current {
    case .constraint, .check:
      advance()
      acceptIfExists()
      action = .dropConstraint(name())
    case .foreign:
      advance()
      expect(.key, "KEY expected after FOREIGN")
      acceptIfExists()
      action = .dropConstraint(name())
    case .primary:
      advance()
      expect(.key, "KEY expected after PRIMARY")
      action = .dropPrimaryKey
    case .index, .key:
      advance()
      acceptIfExists()
      action = .dropIndex(name())
    case .partition: action = otherAction()
    default:
      _ = accept(.column)
      acceptIfExists()
      action = .dropColumn(name())
    }
    _ = accept(.cascade) || accept(.restrict)
    return action
  }

  private mutating func rename() -> SQLAlterAction {
    switch current {
    case .to, .as:
      advance()
      return .renameTable(tableName())
    case .constraint:
      return otherAction()
    case .index, .key:
      guard peek(2) == .to else { break }
      advance()
      let old = name()
      advance()
      return .renameIndex(from: old, to: name())
    default: break
    }
    if !at(.column) && (peek() == .endOfText || peek() == .semicolon || peek() == .dot) {
      return .renameTable(tableName())
    }
    if at(.column) && peek() != .to { advance() }
    acceptIfExists()
    let old = name()
    expect(.to, "TO expected in RENAME")
    return .renameColumn(from: old, to: name())
  }

  private mutating func alterColumn() -> SQLAlterAction {
    let first = position
    guard current.isName else { return otherAction() }
    let column = name()
    switch current {
    case .type:
      advance()
      return typeAction(column)
    case .set:
      if peekWord("data") && peek(2) == .type {
        advance()
        advance()
        advance()
        return typeAction(column)
      }
      if peek() == .not && peek(2) == .null {
        advance()
        advance()
        advance()
        return .setNotNull(column: column, true)
      }
      if peek() == .default {
        advance()
        advance()
        return .setDefault(column: column, expression())
      }
    case .drop:
      if peek() == .not && peek(2) == .null {
        advance()
        advance()
        advance()
        return .setNotNull(column: column, false)
      }
      if peek() == .default {
        advance()
        advance()
        return .setDefault(column: column, nil)
      }
    default: break
    }
    recover(at: first)
    return otherAction()
  }

  private mutating func typeAction(_ column: String) -> SQLAlterAction {
    let type = castType()
    if accept(.collate) {
      repeat { _ = anyName() } while accept(.dot)
    }
    if accept(.using) { _ = expression() }
    return .setType(column: column, type: type)
  }
}
