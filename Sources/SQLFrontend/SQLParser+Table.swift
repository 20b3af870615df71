// CREATE TABLE: columns, constraints and MySQL's index lines. A definition that cannot be read is passed over alone.

import Syntax

extension SQLParser {
  mutating func createTable() -> SQLStatement {
    var create = SQLCreateTable(table: SQLTableName(""))
    advance()
    while !at(.table) && !at(.endOfText) {
      if at(.temporary) { create.isTemporary = true }
      if at(.virtual) { return virtualTable() }
      advance()
    }
    advance()
    create.ifNotExists = acceptIfNotExists()
    create.table = tableName()
    if at(.of) {
      // PostgreSQL's typed tables.
      advance()
      _ = tableName()
    }
    if at(.partition) && peek() == .of {
      advance()
      advance()
      create.likeTable = tableName()
    } else if accept(.like) {
      create.likeTable = tableName()
      return .createTable(create)
    }
    if at(.leftParenthesis) && !isQueryAfterParenthesis() {
      advance()
      if at(.like) && create.likeTable == nil {
        advance()
        create.likeTable = tableName()
        skipToListEnd()
        if accept(.comma) { definitions(&create) }
      } else {
        definitions(&create)
      }
      expect(.rightParenthesis, "`)` expected after the columns of a table")
    } else if create.likeTable == nil && !at(.as) && !at(.select) && !at(.leftParenthesis) && !at(.endOfText)
      && !current.isName && !at(.with)
    {
      fail("`(` expected after the name of a table")
    }
    tableOptions(&create)
    return .createTable(create)
  }

  private func isQueryAfterParenthesis() -> Bool {
    switch firstAfterParentheses() {
    case .select, .values: return true
    case .with: return peek() == .with && peek(2).isName && (peek(3) == .as || peek(3) == .leftParenthesis)
    default: return false
    }
  }

  mutating func acceptIfNotExists() -> Bool {
    guard at(.if) && peek() == .not && peek(2) == .exists else { return false }
    advance()
    advance()
    advance()
    return true
  }

  private mutating func virtualTable() -> SQLStatement {
    advance()
    expect(.table, "TABLE expected after VIRTUAL")
    let ifNotExists = acceptIfNotExists()
    let table = tableName()
    expect(.using, "USING expected after the name of a virtual table")
    let module = name()
    var arguments = ""
    if at(.leftParenthesis) {
      let first = position + 1
      skipParentheses()
      arguments = text(from: first, to: max(first, position - 1))
    }
    return .createTable(
      SQLCreateTable(
        table: table, ifNotExists: ifNotExists, module: SQLVirtualModule(name: module, arguments: arguments)))
  }

  /// The lines between the parentheses.
  private mutating func definitions(_ create: inout SQLCreateTable) {
    while !at(.rightParenthesis) && !at(.endOfText) {
      let start = position
      definition(&create)
      if failed || !(at(.comma) || at(.rightParenthesis) || atDefinition()) {
        if !failed { record("`,` or `)` expected in the definition of a column") }
        recover(at: start)
        skipToListEnd()
      }
      // SQLite lets commas between constraints be left out.
      if !accept(.comma) && position == start { break }
    }
  }

  /// Whether a table constraint starts here, for lists that leave out commas.
  private func atDefinition() -> Bool {
    switch current {
    case .constraint, .primary, .unique, .check, .foreign: return true
    default: return false
    }
  }

  private mutating func definition(_ create: inout SQLCreateTable) {
    let start = token.start
    switch current {
    case .constraint, .primary, .unique, .check, .foreign, .exclude:
      if current == .exclude && peek() != .using && peek() != .leftParenthesis { break }
      create.constraints.append(tableConstraint())
      return
    case .key, .index:
      if isInlineIndex() {
        create.indexes.append(inlineIndex())
        return
      }
    case .like where peek().isName:
      advance()
      create.likeTable = create.likeTable ?? tableName()
      skipToListEnd()
      return
    case .word:
      if (atWord("fulltext") || atWord("spatial")) && isInlineIndex() {
        create.indexes.append(inlineIndex())
        return
      }
      if atWord("period") && peek() == .for {
        skipToListEnd()
        return
      }
    case .hole:
      advance()
      if at(.comma) || at(.rightParenthesis) { return }
    default: break
    }
    create.columns.append(columnDefinition(from: start))
  }

  /// `KEY name (…)`, `INDEX (…)`, `FULLTEXT KEY name (…)`, as against a column named `key`.
  private func isInlineIndex() -> Bool {
    var index = position + 1
    if kind(at: index) == .key || kind(at: index) == .index { index += 1 }
    if kind(at: index) == .if { return true }
    if kind(at: index) == .leftParenthesis { return kind(at: index + 1) != .number }
    guard kind(at: index).isName else { return false }
    return kind(at: index + 1) == .leftParenthesis && kind(at: index + 2) != .number && kind(at: index + 2) != .string
      || kind(at: index + 1) == .using
  }

  /// MySQL's `[FULLTEXT | SPATIAL] KEY [name] [USING method] (columns) [options]`.
  mutating func inlineIndex() -> SQLInlineIndex {
    let start = token.start
    let isSpecial = acceptWord("fulltext") || acceptWord("spatial")
    _ = accept(.key) || accept(.index)
    _ = acceptIfNotExists()
    let name = at(.leftParenthesis) || at(.using) ? nil : name()
    if accept(.using) { advance() }
    let columns = indexedColumns()
    let end = tokens[max(position - 1, 0)].end
    skipIndexOptions()
    return SQLInlineIndex(name: name, columns: columns, isSpecial: isSpecial, range: ByteRange(start, end))
  }

  private mutating func skipIndexOptions() {
    while !failed {
      switch current {
      case .comma, .rightParenthesis, .endOfText, .semicolon: return
      case .leftParenthesis: skipParentheses()
      default: advance()
      }
    }
  }

  /// A constraint of the table, with its name.
  mutating func tableConstraint() -> SQLTableConstraint {
    let start = token.start
    var name: String?
    if accept(.constraint) {
      if !at(.primary) && !at(.unique) && !at(.check) && !at(.foreign) { name = self.name() }
    }
    let kind: SQLTableConstraint.Kind
    switch current {
    case .primary:
      advance()
      expect(.key, "KEY expected after PRIMARY")
      kind = primaryKey()
    case .unique:
      advance()
      _ = accept(.key) || accept(.index)
      _ = acceptIfNotExists()
      if at(.nulls) {
        while at(.nulls) || at(.not) || at(.distinct) { advance() }
      }
      if current.isName && !at(.using) { name = self.name() }
      kind = .unique(keyColumns())
    case .foreign:
      advance()
      expect(.key, "KEY expected after FOREIGN")
      _ = acceptIfNotExists()
      if current.isName { name = name ?? self.name() }
      let columns = columnList()
      kind = .foreignKey(columns: columns, reference())
    case .check:
      advance()
      kind = .check(parenthesizedCondition())
    default:
      let first = position
      skipToListEnd()
      kind = .other(text(from: first, to: position))
    }
    let end = tokens[max(position - 1, 0)].end
    constraintOptions()
    return SQLTableConstraint(name: name, kind, range: ByteRange(start, end))
  }

  private mutating func primaryKey() -> SQLTableConstraint.Kind {
    if current.isName && !at(.using) { _ = name() }
    if at(.using) && peek() == .index {
      skipToListEnd()
      return .primaryKey([], isAutoincrement: false)
    }
    if accept(.using) { advance() }
    guard at(.leftParenthesis) else {
      fail("`(` expected after PRIMARY KEY")
      return .primaryKey([], isAutoincrement: false)
    }
    advance()
    let columns = indexedColumnTerms()
    let isAutoincrement = accept(.autoincrement)
    expect(.rightParenthesis, "`)` expected after the columns of a key")
    return .primaryKey(columns, isAutoincrement: isAutoincrement)
  }

  private mutating func keyColumns() -> [SQLIndexedColumn] {
    if at(.using) && peek() == .index {
      skipToListEnd()
      return []
    }
    if accept(.using) { advance() }
    return indexedColumns()
  }

  mutating func parenthesizedCondition() -> SQLExpression {
    expect(.leftParenthesis, "`(` expected after CHECK")
    let condition = expression()
    expect(.rightParenthesis, "`)` expected after CHECK")
    return condition
  }

  /// ON CONFLICT, DEFERRABLE, USING, INCLUDE and other words after a constraint.
  private mutating func constraintOptions() {
    while !failed {
      switch current {
      case .on:
        guard peek() == .conflict else { return }
        advance()
        advance()
        advance()
      case .not where peek() == .deferrable:
        advance()
        advance()
      case .not where peekWord("valid") || peekWord("enforced"):
        advance()
        advance()
      case .deferrable: advance()
      case .initially:
        advance()
        advance()
      case .using:
        advance()
        if at(.index) { advance() }
        advance()
        if at(.word) { advance() }
      case .include, .with:
        advance()
        if at(.leftParenthesis) { skipParentheses() }
      case .no where peekWord("inherit"):
        advance()
        advance()
      case .word:
        if atWord("tablespace") || atWord("comment") || atWord("key_block_size") {
          advance()
          _ = accept(.equal)
          advance()
        } else if atWord("enforced") || atWord("visible") || atWord("invisible") || atWord("clustered")
          || atWord("nonclustered") || atWord("ignored")
        {
          advance()
        } else if isImplicitEnd() {
          return
        } else {
          advance()
        }
      default: return
      }
    }
  }

  /// `REFERENCES table (columns) …`
  mutating func reference() -> SQLReference {
    expect(.references, "REFERENCES expected")
    var reference = SQLReference(table: tableName())
    reference.columns = columnList()
    while !failed {
      switch current {
      case .on:
        guard peek() == .delete || peek() == .update else { return reference }
        advance()
        let isDelete = at(.delete)
        advance()
        let action = referenceAction()
        if isDelete { reference.onDelete = action } else { reference.onUpdate = action }
      case .match:
        advance()
        advance()
      case .not where peek() == .deferrable:
        advance()
        advance()
      case .deferrable: advance()
      case .initially:
        advance()
        reference.isDeferred = at(.deferred)
        advance()
      default: return reference
      }
    }
    return reference
  }

  private mutating func referenceAction() -> SQLReferenceAction? {
    switch current {
    case .set:
      advance()
      let isNull = at(.null)
      advance()
      if at(.leftParenthesis) { skipParentheses() }
      return isNull ? .setNull : .setDefault
    case .cascade:
      advance()
      return .cascade
    case .restrict:
      advance()
      return .restrict
    case .no:
      advance()
      expect(.action, "ACTION expected after NO")
      return .noAction
    default:
      fail("action expected after ON DELETE or ON UPDATE")
      return nil
    }
  }

  // MARK: After the parentheses

  private mutating func tableOptions(_ create: inout SQLCreateTable) {
    while !failed {
      switch current {
      case .endOfText, .semicolon: return
      case .without:
        advance()
        if at(.rowid) { create.withoutRowID = true }
        advance()
      case .strict:
        advance()
        create.isStrict = true
      case .as:
        advance()
        tableQuery(&create)
      case .select, .values: tableQuery(&create)
      case .for:
        // PostgreSQL's FOR VALUES IN (…) of a partition.
        advance()
        _ = accept(.values)
      case .with:
        if peek() == .leftParenthesis || peekWord("no") || peekWord("data") || peek() == .no {
          advance()
          if at(.leftParenthesis) { skipParentheses() } else { advance() }
        } else {
          advance()
        }
      case .leftParenthesis:
        if isQueryAfterParenthesis() { tableQuery(&create) } else { skipParentheses() }
      case .word:
        if atWord("inherits") && peek() == .leftParenthesis {
          create.likeTable = kind(at: position + 2).isName ? SQLTableName(nameText(tokens[position + 2])) : nil
        } else if atWord("engine") || atWord("charset") {
          dialect = dialect ?? .mysql
        } else if isImplicitEnd() {
          return
        }
        advance()
      default:
        if isImplicitEnd() { return }
        advance()
      }
    }
  }

  private mutating func tableQuery(_ create: inout SQLCreateTable) {
    switch current {
    case .select, .with, .values, .leftParenthesis, .table: create.select = select()
    case .execute, .hole: skipToStatementEnd()
    default: fail("SELECT expected after AS")
    }
  }
}
