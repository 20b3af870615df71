// Statements that change rows, views, triggers, DROP.

extension SQLPrinter {
  mutating func print(_ statement: SQLStatement) {
    switch statement {
    case .select(let select): print(select)
    case .insert(let insert): print(insert)
    case .update(let update): print(update)
    case .delete(let delete): print(delete)
    case .createTable(let create): print(create)
    case .createIndex(let create): print(create)
    case .createView(let create): print(create)
    case .createTrigger(let create): print(create)
    case .alterTable(let alter): print(alter)
    case .drop(let drop): print(drop)
    case .opaque(let keyword): reject(keyword.isEmpty ? "statement known only when the program runs" : "`\(keyword)`")
    }
  }

  private mutating func print(_ insert: SQLInsert) {
    print(insert.with)
    text += "INSERT "
    if let conflict = insert.conflict {
      if isSQLite {
        text += "OR \(conflict.rawValue) "
      } else if conflict == .ignore && dialect == .mysql {
        text += "IGNORE "
      }
    }
    text += "INTO "
    name(insert.table)
    if let alias = insert.alias {
      text += " AS "
      name(alias)
    }
    if !insert.columns.isEmpty {
      text += "("
      names(insert.columns)
      text += ")"
    }
    text += " "
    switch insert.source {
    case .values(let rows, _):
      if rows.isEmpty { reject("rows known only when the program runs") }
      values(rows)
    case .select(let select): print(unambiguous(select, before: insert.upserts))
    case .defaultValues: text += "DEFAULT VALUES"
    }
    for upsert in insert.upserts { print(upsert) }
    print(returning: insert.returning)
  }

  /// `INSERT … SELECT … ON CONFLICT` needs a WHERE, or ON reads as that of a join: sqlite.org/lang_upsert.html
  private func unambiguous(_ select: SQLSelect, before upserts: [SQLUpsert]) -> SQLSelect {
    guard isSQLite && !upserts.isEmpty, var core = select.cores.last, core.where == nil, !core.from.isEmpty else {
      return select
    }
    core.where = .literal(.boolean(true))
    var result = select
    result.cores[result.cores.count - 1] = core
    return result
  }

  private mutating func print(_ upsert: SQLUpsert) {
    text += " ON CONFLICT"
    if !upsert.target.isEmpty {
      text += " ("
      print(upsert.target)
      text += ")"
      if let condition = upsert.targetWhere {
        text += " WHERE "
        print(condition)
      }
    }
    guard !upsert.assignments.isEmpty else {
      text += " DO NOTHING"
      return
    }
    text += " DO UPDATE SET "
    isInUpsert = true
    print(upsert.assignments)
    if let condition = upsert.updateWhere {
      text += " WHERE "
      print(condition)
    }
    isInUpsert = false
  }

  private mutating func print(_ assignments: [SQLAssignment]) {
    for (i, assignment) in assignments.enumerated() {
      if i > 0 { text += ", " }
      switch assignment.columns.count {
      case 0: reject("assignments known only when the program runs")
      case 1: name(assignment.columns[0])
      default:
        text += "("
        names(assignment.columns)
        text += ")"
      }
      text += " = "
      print(assignment.value)
    }
  }

  private mutating func print(returning columns: [SQLResultColumn]) {
    guard !columns.isEmpty else { return }
    text += " RETURNING "
    print(columns)
  }

  private mutating func print(_ update: SQLUpdate) {
    print(update.with)
    text += "UPDATE "
    if let conflict = update.conflict, isSQLite { text += "OR \(conflict.rawValue) " }
    print(update.table)
    text += " SET "
    print(update.assignments)
    var condition = update.where
    var from = update.from
    if let first = from.first {
      // MySQL joins the first of the other tables to the changed one: its condition moves to WHERE.
      if case .on(let joined) = first.condition { condition = and(joined, condition) }
      if case .using(let columns) = first.condition {
        condition = and(equal(columns, update.table, first.item), condition)
      }
      from[0] = SQLJoin(first.item)
      text += " FROM "
      print(from)
    }
    printTail(condition, update.orderBy, update.limit, update.returning)
  }

  private func and(_ left: SQLExpression, _ right: SQLExpression?) -> SQLExpression {
    guard let right else { return left }
    return .logical(.and, [left, right])
  }

  /// `USING (a)` between two tables as comparisons.
  private func equal(_ columns: [String], _ table: SQLTableReference, _ item: SQLFromItem) -> SQLExpression {
    var other: String?
    if case .table(let reference) = item { other = reference.alias ?? reference.name.name }
    let parts = columns.map { column in
      SQLExpression.binary(
        .equal, .column(SQLColumnName(table: table.alias ?? table.name.name, column)),
        .column(SQLColumnName(table: other, column)))
    }
    return parts.count == 1 ? parts[0] : .logical(.and, parts)
  }

  private mutating func printTail(
    _ condition: SQLExpression?, _ order: [SQLOrderingTerm], _ limit: SQLExpression?, _ returning: [SQLResultColumn]
  ) {
    if let condition {
      text += " WHERE "
      print(condition)
    }
    if isSQLite { print(returning: returning) }
    if !order.isEmpty {
      text += " "
      print(orderBy: order)
    }
    if let limit {
      text += " LIMIT "
      print(limit)
    }
    if !isSQLite { print(returning: returning) }
  }

  private mutating func print(_ delete: SQLDelete) {
    print(delete.with)
    text += "DELETE FROM "
    print(delete.table)
    guard isSQLite && !delete.using.isEmpty else {
      if !delete.using.isEmpty {
        text += " USING "
        print(delete.using)
      }
      printTail(delete.where, delete.orderBy, delete.limit, delete.returning)
      return
    }
    // SQLite deletes from one table: the others go to a subquery over the rows.
    text += " WHERE rowid IN (SELECT "
    name(delete.table.alias ?? delete.table.name.name)
    text += ".rowid FROM "
    var parts = [SQLJoin(.table(delete.table))] + delete.using
    if parts.count > 1, case .comma = parts[1].kind { parts[1].kind = .comma }
    print(parts)
    if let condition = delete.where {
      text += " WHERE "
      print(condition)
    }
    text += ")"
    printTail(nil, delete.orderBy, delete.limit, delete.returning)
  }

  // MARK: Views, triggers, DROP

  private mutating func print(_ create: SQLCreateView) {
    text += create.isTemporary ? "CREATE TEMP VIEW " : "CREATE VIEW "
    if create.isMaterialized && isSQLite { approximate("MATERIALIZED VIEW") }
    if create.ifNotExists { text += "IF NOT EXISTS " }
    name(create.name)
    if !create.columns.isEmpty {
      text += "("
      names(create.columns)
      text += ")"
    }
    text += " AS "
    print(create.select)
  }

  private mutating func print(_ create: SQLCreateTrigger) {
    text += create.isTemporary ? "CREATE TEMP TRIGGER " : "CREATE TRIGGER "
    if create.ifNotExists { text += "IF NOT EXISTS " }
    name(create.name)
    if !create.timing.isEmpty { text += " " + create.timing }
    if create.events.count != 1 { reject("trigger on several events") }
    for event in create.events.prefix(1) {
      text += " " + event.rawValue
      if event == .update && !create.columns.isEmpty {
        text += " OF "
        names(create.columns)
      }
    }
    text += " ON "
    name(create.table)
    if create.isForEachRow { text += " FOR EACH ROW" }
    if let condition = create.when {
      text += " WHEN "
      print(condition)
    }
    if create.body.isEmpty { reject("trigger that calls a procedure") }
    text += " BEGIN "
    for statement in create.body {
      print(statement)
      text += "; "
    }
    text += "END"
  }

  private mutating func print(_ drop: SQLDrop) {
    let word: String
    switch drop.kind {
    case .table: word = "TABLE"
    case .index: word = "INDEX"
    case .view: word = "VIEW"
    case .trigger: word = "TRIGGER"
    case .other(let kind):
      reject("`DROP \(kind)`")
      return
    }
    let head = "DROP \(word) " + (drop.ifExists ? "IF EXISTS " : "")
    for (i, dropped) in drop.names.enumerated() {
      var printer = SQLPrinter(dialect: dialect)
      printer.name(dropped)
      for reason in printer.untranslated { reject(reason) }
      if i == 0 { text = head + printer.text } else { additional.append(head + printer.text) }
    }
  }
}
