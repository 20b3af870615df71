// Queries.

extension SQLPrinter {
  mutating func print(_ with: SQLWith?) {
    guard let with, !with.tables.isEmpty else { return }
    text += with.isRecursive ? "WITH RECURSIVE " : "WITH "
    for (i, table) in with.tables.enumerated() {
      if i > 0 { text += ", " }
      name(table.name)
      if !table.columns.isEmpty {
        text += "("
        names(table.columns)
        text += ")"
      }
      text += " AS "
      if let isMaterialized = table.isMaterialized { text += isMaterialized ? "MATERIALIZED " : "NOT MATERIALIZED " }
      text += "("
      if case .select = table.statement {} else if isSQLite { reject("WITH a statement that is no query") }
      print(table.statement)
      text += ")"
    }
    text += " "
  }

  mutating func print(_ select: SQLSelect) {
    print(select.with)
    for (i, core) in select.cores.enumerated() {
      if i > 0 {
        let joined = i - 1 < select.operators.count ? select.operators[i - 1] : .unionAll
        text += " \(word(joined)) "
      }
      print(core)
    }
    if select.cores.isEmpty { reject("query known only when the program runs") }
    if !select.orderBy.isEmpty {
      text += " "
      print(orderBy: select.orderBy)
    }
    if let limit = select.limit {
      text += " LIMIT "
      print(limit)
    } else if select.offset != nil && dialect != .postgresql {
      text += " LIMIT -1"
    }
    if let offset = select.offset {
      text += " OFFSET "
      print(offset)
    }
  }

  private mutating func word(_ operation: SQLSetOperator) -> String {
    guard isSQLite else { return operation.rawValue }
    switch operation {
    case .union, .unionAll, .intersect, .except: return operation.rawValue
    case .intersectAll:
      approximate("INTERSECT ALL")
      return "INTERSECT"
    case .exceptAll:
      approximate("EXCEPT ALL")
      return "EXCEPT"
    }
  }

  mutating func print(orderBy terms: [SQLOrderingTerm]) {
    text += "ORDER BY "
    for (i, term) in terms.enumerated() {
      if i > 0 { text += ", " }
      print(term.expression)
      if term.isDescending { text += " DESC" }
      if let nullsFirst = term.nullsFirst { text += nullsFirst ? " NULLS FIRST" : " NULLS LAST" }
    }
  }

  mutating func print(_ core: SQLSelectCore) {
    if !core.values.isEmpty {
      values(core.values)
      return
    }
    text += "SELECT "
    if !core.distinctOn.isEmpty {
      if isSQLite {
        approximate("DISTINCT ON")
        text += "DISTINCT "
      } else {
        text += "DISTINCT ON ("
        list(core.distinctOn)
        text += ") "
      }
    } else if core.isDistinct {
      text += "DISTINCT "
    }
    if core.columns.isEmpty { text += "NULL" }
    print(core.columns)
    if !core.from.isEmpty {
      text += " FROM "
      print(core.from)
    }
    if let condition = core.where {
      text += " WHERE "
      print(condition)
    }
    if !core.groupBy.isEmpty {
      text += " GROUP BY "
      list(core.groupBy)
    }
    if let having = core.having {
      text += " HAVING "
      print(having)
    }
    for (i, window) in core.windows.enumerated() {
      text += i == 0 ? " WINDOW " : ", "
      name(window.name)
      text += " AS "
      print(window.window)
    }
  }

  mutating func values(_ rows: [[SQLExpression]]) {
    text += "VALUES "
    for (i, row) in rows.enumerated() {
      text += i > 0 ? ", (" : "("
      list(row)
      text += ")"
    }
  }

  mutating func print(_ columns: [SQLResultColumn]) {
    for (i, column) in columns.enumerated() {
      if i > 0 { text += ", " }
      print(column.expression)
      if let alias = column.alias {
        text += " AS "
        name(alias)
      }
    }
  }

  // MARK: FROM

  mutating func print(_ parts: [SQLJoin]) {
    for (i, part) in parts.enumerated() {
      if i > 0 {
        if part.kind == .comma {
          text += ", "
        } else {
          text += part.isNatural ? " NATURAL \(part.kind.rawValue) " : " \(part.kind.rawValue) "
        }
      }
      print(part.item)
      switch part.condition {
      case .none: break
      case .on(let condition):
        text += " ON "
        print(condition)
      case .using(let columns):
        text += " USING ("
        names(columns)
        text += ")"
      }
    }
  }

  private mutating func print(_ item: SQLFromItem) {
    switch item {
    case .table(let reference): print(reference)
    case .subquery(let select, let alias, let columns, let isLateral):
      if isLateral {
        if isSQLite { reject("LATERAL") } else { text += "LATERAL " }
      }
      text += "("
      if isSQLite && !columns.isEmpty {
        // SQLite names the columns of a subquery only in WITH.
        text += "WITH "
        name(alias ?? "t")
        text += "("
        names(columns)
        text += ") AS ("
        print(select)
        text += ") SELECT * FROM "
        name(alias ?? "t")
      } else {
        print(select)
      }
      text += ")"
      print(alias: alias)
      if !isSQLite && !columns.isEmpty { list(ofColumns: columns) }
    case .function(let call, let alias, let columns):
      if isSQLite && !SQLPrinter.tableFunctions.contains(call.name.lowercased()) {
        reject("table function `\(call.name)`")
      }
      name(call.name)
      text += "("
      list(call.arguments)
      text += ")"
      print(alias: alias)
      if !isSQLite && !columns.isEmpty { list(ofColumns: columns) }
    case .group(let parts):
      text += "("
      print(parts)
      text += ")"
    }
  }

  private static let tableFunctions: Set<String> = [
    "json_each", "json_tree", "pragma_table_info", "pragma_index_list", "pragma_index_info", "pragma_table_xinfo",
    "pragma_foreign_key_list", "pragma_table_list", "pragma_database_list", "pragma_index_xinfo",
  ]

  private mutating func list(ofColumns columns: [String]) {
    text += "("
    names(columns)
    text += ")"
  }

  private mutating func print(alias: String?) {
    guard let alias else { return }
    text += " AS "
    name(alias)
  }

  mutating func print(_ reference: SQLTableReference) {
    name(reference.name)
    print(alias: reference.alias)
    switch reference.hint {
    case .indexedBy(let index):
      guard isSQLite else { break }
      text += " INDEXED BY "
      name(index)
    case .notIndexed: text += isSQLite ? " NOT INDEXED" : ""
    case nil: break
    }
  }

  // MARK: Windows

  mutating func print(_ window: SQLWindow) {
    text += "("
    var gap = ""
    if let base = window.base {
      name(base)
      gap = " "
    }
    if !window.partitionBy.isEmpty {
      text += gap + "PARTITION BY "
      list(window.partitionBy)
      gap = " "
    }
    if !window.orderBy.isEmpty {
      text += gap
      print(orderBy: window.orderBy)
      gap = " "
    }
    if let frame = window.frame { text += gap + frame }
    text += ")"
  }
}
