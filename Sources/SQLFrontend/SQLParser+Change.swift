// INSERT, UPDATE and DELETE.

import Syntax

extension SQLParser {
  mutating func insert(with: SQLWith?) -> SQLStatement {
    var conflict: SQLConflict? = at(.replace) ? .replace : nil
    advance()
    if accept(.or) { conflict = conflictAction() }
    insertOptions(&conflict)
    _ = accept(.into)
    if at(.table) && peek().isName { advance() }
    _ = acceptWord("overwrite")
    var insert = SQLInsert(
      with: with, conflict: conflict, table: tableName(), source: .values([], rowCount: 0))
    if at(.partition) && peek() == .leftParenthesis {
      advance()
      skipParentheses()
    }
    if accept(.as) {
      insert.alias = name()
    } else if current == .word && !atWord("value") && !atWord("overriding") {
      insert.alias = name()
    }
    if at(.leftParenthesis) && !isQueryAhead() { insert.columns = columnList() }
    if acceptWord("overriding") {
      advance()
      if atWord("value") { advance() }
    }
    if at(.hole) && peek() != .endOfText { advance() }
    insert.source = insertSource(&insert)
    insertTail(&insert)
    return .insert(insert)
  }

  private mutating func insertOptions(_ conflict: inout SQLConflict?) {
    while true {
      switch current {
      case .ignore:
        advance()
        conflict = conflict ?? .ignore
      case .word:
        guard atWord("low_priority") || atWord("delayed") || atWord("high_priority") else { return }
        advance()
      default: return
      }
    }
  }

  mutating func conflictAction() -> SQLConflict? {
    let word = source.text(token.range).uppercased()
    advance()
    return SQLConflict(rawValue: word)
  }

  private func isQueryAhead() -> Bool {
    switch firstAfterParentheses() {
    case .select, .with, .values: return true
    default: return false
    }
  }

  private mutating func insertSource(_ insert: inout SQLInsert) -> SQLInsertSource {
    switch current {
    case .values:
      if peek() == .leftParenthesis || peek() == .hole || peek() == .placeholder || peek() == .row {
        advance()
        let (rows, count) = valueRows()
        if atSetOperator() || at(.order) || at(.limit) {
          return .select(select(continuing: SQLSelectCore(columns: [], values: rows)))
        }
        return .values(rows, rowCount: count)
      }
      advance()
      return .values([], rowCount: 0)
    case .default:
      advance()
      expect(.values, "VALUES expected after DEFAULT")
      return .defaultValues
    case .select, .with, .leftParenthesis, .table: return .select(select())
    case .set:
      advance()
      var row: [SQLExpression] = []
      for assignment in assignments() {
        insert.columns += assignment.columns
        row.append(assignment.value)
      }
      return .values([row], rowCount: 1)
    case .hole, .endOfText:
      if at(.hole) { advance() }
      return .values([], rowCount: 0)
    default:
      if acceptWord("value") {
        let (rows, count) = valueRows()
        return .values(rows, rowCount: count)
      }
      fail("VALUES or SELECT expected")
      return .values([], rowCount: 0)
    }
  }

  private mutating func insertTail(_ insert: inout SQLInsert) {
    while !failed {
      switch current {
      case .as:
        // MySQL's name for the new row.
        advance()
        _ = name()
        _ = columnList()
      case .on:
        advance()
        insert.upserts.append(at(.duplicate) ? duplicateKey() : upsert())
      case .returning: insert.returning = returning()
      case .hole: advance()
      default: return
      }
    }
  }

  private mutating func duplicateKey() -> SQLUpsert {
    advance()
    expect(.key, "KEY expected after ON DUPLICATE")
    expect(.update, "UPDATE expected after ON DUPLICATE KEY")
    return SQLUpsert(assignments: assignments())
  }

  private mutating func upsert() -> SQLUpsert {
    var upsert = SQLUpsert()
    expect(.conflict, "CONFLICT expected after ON")
    if at(.leftParenthesis) {
      upsert.target = indexedColumns()
      if accept(.where) { upsert.targetWhere = expression() }
    } else if accept(.on) {
      advance()
      _ = name()
    }
    expect(.do, "DO expected after ON CONFLICT")
    if accept(.nothing) { return upsert }
    expect(.update, "UPDATE or NOTHING expected after DO")
    if at(.set) { upsert.assignments = setClause() }
    if accept(.where) { upsert.updateWhere = expression() }
    return upsert
  }

  mutating func returning() -> [SQLResultColumn] {
    advance()
    let columns = resultColumns()
    if at(.into) { skipToStatementEnd() }
    return columns
  }

  private mutating func setClause() -> [SQLAssignment] {
    expect(.set, "SET expected")
    return assignments()
  }

  mutating func assignments() -> [SQLAssignment] {
    var list: [SQLAssignment] = []
    repeat {
      if at(.hole) && peek() != .equal && peek() != .dot {
        list.append(SQLAssignment(columns: [], value: .hole(source.text(token.range))))
        advance()
        continue
      }
      var columns: [String] = []
      if at(.leftParenthesis) {
        columns = columnList()
      } else {
        var column = anyName("column name expected")
        while accept(.dot) { column = anyName("column name expected") }
        while at(.leftBracket) || at(.dot) {
          if at(.leftBracket) { skipParentheses() } else { advance() }
          if current.isName && !at(.equal) { advance() }
        }
        columns = [column]
      }
      if !accept(.assign) { expect(.equal, "`=` expected after the column to set") }
      list.append(SQLAssignment(columns: columns, value: expression()))
    } while !failed && accept(.comma)
    return list
  }

  mutating func update(with: SQLWith?) -> SQLStatement {
    advance()
    var conflict: SQLConflict?
    if accept(.or) { conflict = conflictAction() }
    if acceptWord("low_priority") {}
    if at(.ignore) && peek() != .set {
      advance()
      conflict = .ignore
    }
    var tables = fromList()
    let target = takeTarget(&tables)
    var update = SQLUpdate(with: with, conflict: conflict, table: target, assignments: setClause(), from: tables)
    while !failed {
      switch current {
      case .from:
        advance()
        update.from += fromList()
      case .where:
        advance()
        update.where = whereOrCursor()
      case .order: update.orderBy = orderBy()
      case .limit: update.limit = changeLimit()
      case .returning: update.returning = returning()
      case .hole: advance()
      default: return .update(update)
      }
    }
    return .update(update)
  }

  /// Takes the first table out of a list that names several.
  private mutating func takeTarget(_ tables: inout [SQLJoin]) -> SQLTableReference {
    guard !failed else { return SQLTableReference(SQLTableName("")) }
    guard let first = tables.first, case .table(let reference) = first.item else {
      if case .subquery = tables.first?.item { return SQLTableReference(SQLTableName("")) }
      fail("table name expected")
      return SQLTableReference(SQLTableName(""))
    }
    tables.removeFirst()
    return reference
  }

  /// A condition, or `CURRENT OF cursor`.
  private mutating func whereOrCursor() -> SQLExpression? {
    if at(.current) && peek() == .of {
      advance()
      advance()
      _ = name()
      return nil
    }
    return condition()
  }

  private mutating func changeLimit() -> SQLExpression? {
    advance()
    let limit = expression()
    if accept(.offset) || accept(.comma) { _ = expression() }
    return limit
  }

  mutating func delete(with: SQLWith?) -> SQLStatement {
    advance()
    while atWord("low_priority") || atWord("quick") || at(.ignore) { advance() }
    var targets: [SQLTableName] = []
    if !at(.from) {
      // MySQL: `DELETE a, b FROM a JOIN b …`
      repeat {
        targets.append(tableName())
        if at(.dot) && peek() == .star { advance() }
        _ = accept(.star)
      } while !failed && accept(.comma)
    }
    if at(.from) { advance() } else if targets.isEmpty { fail("FROM expected after DELETE") }
    var tables = targets.count > 0 && at(.endOfText) ? [] : fromList()
    let target: SQLTableReference
    if tables.isEmpty {
      target = SQLTableReference(targets.first ?? SQLTableName(""))
    } else if let name = targets.first?.name, let index = tables.firstIndex(where: { Self.isNamed($0.item, name) }),
      case .table(let reference) = tables[index].item
    {
      target = reference
      tables.remove(at: index)
    } else {
      target = takeTarget(&tables)
    }
    var delete = SQLDelete(with: with, table: target, using: tables)
    while !failed {
      switch current {
      case .using:
        advance()
        delete.using += fromList()
      case .where:
        advance()
        delete.where = whereOrCursor()
      case .order: delete.orderBy = orderBy()
      case .limit: delete.limit = changeLimit()
      case .returning: delete.returning = returning()
      case .for where peekWord("portion"):
        advance()
        advance()
        while at(.of) || at(.word) || at(.from) || at(.to) || at(.number) || at(.string) || at(.date) { advance() }
      case .hole: advance()
      default: return .delete(delete)
      }
    }
    return .delete(delete)
  }

  private static func isNamed(_ item: SQLFromItem, _ name: String) -> Bool {
    guard case .table(let reference) = item else { return false }
    return reference.alias == name || reference.name.name == name
  }
}
