// CREATE INDEX, CREATE VIEW and CREATE TRIGGER.

import Syntax

extension SQLParser {
  mutating func createIndex() -> SQLStatement {
    advance()
    var create = SQLCreateIndex(name: nil, table: SQLTableName(""), columns: [])
    while !at(.index) && !at(.endOfText) {
      if at(.unique) { create.isUnique = true }
      if atWord("fulltext") || atWord("spatial") { create.method = source.text(token.range).lowercased() }
      advance()
    }
    advance()
    create.isConcurrent = accept(.concurrently)
    create.ifNotExists = acceptIfNotExists()
    if !at(.on) || peek() == .on {
      let name = tableName()
      create.name = name.name
    }
    if at(.using) {
      advance()
      create.method = name().lowercased()
    }
    expect(.on, "ON expected after the name of an index")
    _ = accept(.only)
    create.table = tableName()
    if at(.using) {
      advance()
      create.method = name().lowercased()
    }
    create.columns = indexedColumns()
    indexOptions(&create)
    return .createIndex(create)
  }

  private mutating func indexOptions(_ create: inout SQLCreateIndex) {
    while !failed {
      switch current {
      case .endOfText, .semicolon: return
      case .include:
        advance()
        create.include = columnList()
      case .where:
        advance()
        create.where = expression()
      case .leftParenthesis: skipParentheses()
      default:
        if isImplicitEnd() { return }
        advance()
      }
    }
  }

  /// `(column [COLLATE c] [operator class] [ASC | DESC] [NULLS …], …)`
  mutating func indexedColumns() -> [SQLIndexedColumn] {
    expect(.leftParenthesis, "`(` expected before the columns of an index")
    let columns = indexedColumnTerms()
    expect(.rightParenthesis, "`)` expected after the columns of an index")
    return columns
  }

  mutating func indexedColumnTerms() -> [SQLIndexedColumn] {
    var columns: [SQLIndexedColumn] = []
    while !failed && !at(.rightParenthesis) {
      columns.append(indexedColumn())
      if !accept(.comma) { break }
    }
    return columns
  }

  private mutating func indexedColumn() -> SQLIndexedColumn {
    var column: SQLIndexedColumn
    if current.isName && peek() == .leftParenthesis && peek(2) == .number && peek(3) == .rightParenthesis
      && isEndOfKey(4)
    {
      // MySQL's `name(10)`
      column = SQLIndexedColumn(.column(SQLColumnName(nameText(token))))
      column.prefixLength = Int(source.text(tokens[position + 2].range))
      advance()
      skipParentheses()
    } else if at(.string) && isEndOfKey(1) {
      column = SQLIndexedColumn(.column(SQLColumnName(name())))
    } else {
      column = SQLIndexedColumn(expression())
    }
    if case .collate(let inner, let collation) = column.expression {
      column.expression = inner
      column.collation = collation
    }
    while !failed {
      switch current {
      case .asc: advance()
      case .desc:
        advance()
        column.isDescending = true
      case .nulls:
        advance()
        column.nullsFirst = at(.first)
        advance()
      case .word, .quotedName, .doubleQuoted, .holeName:
        var name = name()
        while accept(.dot) { name = anyName() }
        column.operatorClass = name
        if at(.leftParenthesis) { skipParentheses() }
      case .with:
        // EXCLUDE's `WITH operator`
        advance()
        advance()
      case .hole: advance()
      default: return column
      }
    }
    return column
  }

  private func isEndOfKey(_ ahead: Int) -> Bool {
    switch peek(ahead) {
    case .comma, .rightParenthesis, .asc, .desc: return true
    default: return false
    }
  }

  // MARK: Views

  mutating func createView() -> SQLStatement {
    advance()
    var create = SQLCreateView(name: SQLTableName(""), select: SQLSelect(cores: []))
    while !at(.view) && !at(.endOfText) {
      if at(.temporary) { create.isTemporary = true }
      if at(.materialized) { create.isMaterialized = true }
      advance()
    }
    advance()
    create.ifNotExists = acceptIfNotExists()
    create.name = tableName()
    if at(.leftParenthesis) { create.columns = columnList() }
    while !at(.as) && !at(.endOfText) { if at(.leftParenthesis) { skipParentheses() } else { advance() } }
    expect(.as, "AS expected before the query of a view")
    guard !failed else { return .createView(create) }
    switch current {
    case .select, .with, .values, .leftParenthesis, .table: create.select = select()
    case .hole: skipToStatementEnd()
    default: fail("SELECT expected in a view")
    }
    if at(.with) { skipToStatementEnd() }
    return .createView(create)
  }

  // MARK: Triggers

  mutating func createTrigger() -> SQLStatement {
    advance()
    var create = SQLCreateTrigger(name: SQLTableName(""), table: SQLTableName(""), events: [])
    while !at(.trigger) && !at(.endOfText) {
      if at(.temporary) { create.isTemporary = true }
      advance()
    }
    advance()
    create.ifNotExists = acceptIfNotExists()
    create.name = tableName()
    if at(.before) || at(.after) {
      create.timing = at(.before) ? "BEFORE" : "AFTER"
      advance()
    } else if accept(.instead) {
      expect(.of, "OF expected after INSTEAD")
      create.timing = "INSTEAD OF"
    }
    repeat { triggerEvent(&create) } while !failed && accept(.or)
    expect(.on, "ON expected after the event of a trigger")
    create.table = tableName()
    triggerOptions(&create)
    return .createTrigger(create)
  }

  private mutating func triggerEvent(_ create: inout SQLCreateTrigger) {
    switch current {
    case .insert: create.events.append(.insert)
    case .update: create.events.append(.update)
    case .delete: create.events.append(.delete)
    case .truncate: create.events.append(.truncate)
    default: fail("event of a trigger expected")
    }
    advance()
    guard accept(.of) else { return }
    repeat { create.columns.append(name()) } while !failed && accept(.comma)
  }

  private mutating func triggerOptions(_ create: inout SQLCreateTrigger) {
    while !failed {
      switch current {
      case .for:
        advance()
        _ = accept(.each)
        create.isForEachRow = at(.row)
        advance()
      case .when:
        advance()
        create.when = expression()
      case .begin:
        advance()
        triggerBody(&create)
        return
      case .execute, .endOfText, .semicolon:
        skipToStatementEnd()
        return
      case .set, .insert, .update, .delete, .select:
        // MySQL's body of one statement.
        skipToStatementEnd()
        return
      default: advance()
      }
    }
  }

  /// `statement; … END`. A body that is no list of plain statements is left out.
  private mutating func triggerBody(_ create: inout SQLCreateTrigger) {
    while !failed && !at(.end) && !at(.endOfText) {
      switch current {
      case .select, .insert, .update, .delete, .replace, .with, .values:
        let before = position
        create.body.append(statement())
        if !accept(.semicolon) && !at(.end) && !failed { fail("`;` expected after a statement of a trigger") }
        if position == before { break }
        continue
      default: break
      }
      // A procedure in the language of MySQL or PostgreSQL.
      create.body = []
      position = tokens.count - 1
      current = .endOfText
      return
    }
    expect(.end, "END expected after the body of a trigger")
  }
}
