// Prints our SQLite trees until the printer of Syntax takes over; sqliteText(of:) is the only caller.

import Syntax

func q(_ n: String) -> String {
  let plain =
    n.utf8.allSatisfy { ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 == 0x5F || ($0 >= 0x30 && $0 <= 0x39) }
    && !n.isEmpty && !(n.utf8.first! >= 0x30 && n.utf8.first! <= 0x39)
    && !["select", "from", "where", "order", "group", "table", "index", "to", "values", "limit", "default", "check"]
      .contains(n.lowercased())
  return plain ? n : "\"" + n.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}
func tn(_ t: SQLTableName) -> String { (t.schema.map { q($0) + "." } ?? "") + q(t.name) }
func s(_ t: String) -> String {
  "'" + t.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
}
func ex(_ e: SQLExpression) -> String {
  switch e {
  case .column(let c): return (c.table.map { q($0) + "." } ?? "") + q(c.name)
  case .literal(let l):
    switch l {
    case .null: return "NULL"
    case .boolean(let b): return b ? "TRUE" : "FALSE"
    case .integer(let i): return i
    case .float(let f): return f
    case .string(let x): return s(x)
    case .blob(let b): return "X'\(b)'"
    case .current(let c): return c
    case .typed(let a, let b): return a + " " + s(b)
    }
  case .placeholder(let p), .hole(let p), .raw(let p): return p
  case .star(let t): return (t.map { q($0) + "." } ?? "") + "*"
  case .function(let c):
    return q(c.name) + "("
      + (c.isStar ? "*" : (c.isDistinct ? "DISTINCT " : "") + c.arguments.map(ex).joined(separator: ", ")) + ")"
      + (c.over != nil ? " OVER ()" : "")
  case .logical(let o, let xs): return "(" + xs.map(ex).joined(separator: " \(o.rawValue) ") + ")"
  case .binary(let o, let a, let b):
    let w: String
    switch o {
    case .equal: w = "="
    case .notEqual: w = "<>"
    case .less: w = "<"
    case .lessOrEqual: w = "<="
    case .greater: w = ">"
    case .greaterOrEqual: w = ">="
    case .identical: w = "IS"
    case .notIdentical: w = "IS NOT"
    case .other(let x): w = x
    }
    return "(\(ex(a)) \(w) \(ex(b)))"
  case .arithmetic(let f, let ops):
    return "(" + ex(f)
      + ops.map { op -> String in
        let w: String
        switch op.operator {
        case .add: w = "+"
        case .subtract: w = "-"
        case .multiply: w = "*"
        case .divide: w = "/"
        case .remainder: w = "%"
        case .concatenate: w = "||"
        case .bitwiseAnd: w = "&"
        case .bitwiseOr: w = "|"
        case .shiftLeft: w = "<<"
        case .shiftRight: w = ">>"
        case .jsonValue: w = "->"
        case .jsonText: w = "->>"
        case .other(let x): w = x
        }
        return " \(w) \(ex(op.operand))"
      }.joined() + ")"
  case .unary(let o, let x): return "(\(o.rawValue) \(ex(x)))"
  case .between(let v, let l, let h, let n): return "(\(ex(v))\(n ? " NOT" : "") BETWEEN \(ex(l)) AND \(ex(h)))"
  case .inList(let v, let m, let n): return "(\(ex(v))\(n ? " NOT" : "") IN (\(m.map(ex).joined(separator: ", "))))"
  case .inSubquery(let v, let x, let n): return "(\(ex(v))\(n ? " NOT" : "") IN (\(sel(x))))"
  case .inTable(let v, let t, let n): return "(\(ex(v))\(n ? " NOT" : "") IN \(tn(t)))"
  case .like(let l): return "(\(ex(l.value))\(l.isNegated ? " NOT" : "") \(l.kind.rawValue) \(ex(l.pattern)))"
  case .isNull(let v, let n): return "(\(ex(v)) IS \(n ? "NOT " : "")NULL)"
  case .exists(let x): return "EXISTS (\(sel(x)))"
  case .subquery(let x): return "(\(sel(x)))"
  case .conditional(let o, let b, let e):
    return "CASE \(o.map(ex) ?? "")" + b.map { " WHEN \(ex($0.condition)) THEN \(ex($0.result))" }.joined()
      + (e.map { " ELSE \(ex($0))" } ?? "") + " END"
  case .cast(let v, let t): return "CAST(\(ex(v)) AS \(t))"
  case .collate(let v, let c): return "\(ex(v)) COLLATE \(q(c))"
  case .row(let m): return "(" + m.map(ex).joined(separator: ", ") + ")"
  default: return "NULL"
  }
}
func fr(_ js: [SQLJoin]) -> String {
  var t = ""
  for (i, j) in js.enumerated() {
    if i > 0 { t += j.kind == .comma ? ", " : " \(j.kind.rawValue) " }
    switch j.item {
    case .table(let r): t += tn(r.name) + (r.alias.map { " AS " + q($0) } ?? "")
    case .subquery(let x, let a, _, _): t += "(\(sel(x)))" + (a.map { " AS " + q($0) } ?? "")
    case .function(let c, let a, _): t += ex(.function(c)) + (a.map { " AS " + q($0) } ?? "")
    case .group(let g): t += "(" + fr(g) + ")"
    }
    switch j.condition {
    case .none: break
    case .on(let c): t += " ON " + ex(c)
    case .using(let u): t += " USING (" + u.joined(separator: ", ") + ")"
    }
  }
  return t
}
func sel(_ x: SQLSelect) -> String {
  var t = ""
  if let w = x.with {
    t +=
      "WITH " + (w.isRecursive ? "RECURSIVE " : "")
      + w.tables.map { c in
        q(c.name) + (c.columns.isEmpty ? "" : "(" + c.columns.joined(separator: ", ") + ")") + " AS ("
          + printSQL(c.statement) + ")"
      }.joined(separator: ", ") + " "
  }
  for (i, c) in x.cores.enumerated() {
    if i > 0 { t += " \(x.operators[i - 1].rawValue) " }
    if !c.values.isEmpty {
      t += "VALUES " + c.values.map { "(" + $0.map(ex).joined(separator: ", ") + ")" }.joined(separator: ", ")
      continue
    }
    t +=
      "SELECT " + (c.isDistinct ? "DISTINCT " : "")
      + c.columns.map { ex($0.expression) + ($0.alias.map { " AS " + q($0) } ?? "") }.joined(separator: ", ")
    if !c.from.isEmpty { t += " FROM " + fr(c.from) }
    if let w = c.where { t += " WHERE " + ex(w) }
    if !c.groupBy.isEmpty { t += " GROUP BY " + c.groupBy.map(ex).joined(separator: ", ") }
    if let h = c.having { t += " HAVING " + ex(h) }
  }
  if !x.orderBy.isEmpty {
    t += " ORDER BY " + x.orderBy.map { ex($0.expression) + ($0.isDescending ? " DESC" : "") }.joined(separator: ", ")
  }
  if let l = x.limit { t += " LIMIT " + ex(l) }
  if let l = x.offset { t += " OFFSET " + ex(l) }
  return t
}
func ic(_ c: SQLIndexedColumn) -> String { ex(c.expression) + (c.isDescending ? " DESC" : "") }
func printSQL(_ st: SQLStatement) -> String {
  switch st {
  case .select(let x): return sel(x)
  case .createTable(let c):
    var parts = c.columns.map { col in
      q(col.name) + (col.type.isEmpty ? "" : " " + col.type)
        + col.constraints.map { k -> String in
          switch k {
          case .primaryKey: return " PRIMARY KEY"
          case .notNull: return " NOT NULL"
          case .collate(let n): return " COLLATE " + n
          default: return ""
          }
        }.joined()
    }
    for k in c.constraints {
      if case .primaryKey(let cols, _) = k.kind {
        parts.append("PRIMARY KEY (" + cols.map(ic).joined(separator: ", ") + ")")
      }
    }
    return "CREATE TABLE " + tn(c.table) + " (" + parts.joined(separator: ", ") + ")"
      + (c.withoutRowID ? " WITHOUT ROWID" : "")
  case .createIndex(let c):
    return "CREATE " + (c.isUnique ? "UNIQUE " : "") + "INDEX " + q(c.name ?? "x") + " ON " + tn(c.table) + " ("
      + c.columns.map(ic).joined(separator: ", ") + ")" + (c.where.map { " WHERE " + ex($0) } ?? "")
  case .createView(let v): return "CREATE VIEW " + tn(v.name) + " AS " + sel(v.select)
  case .drop(let d): return "DROP INDEX " + d.names.map(tn).joined()
  default: return ""
  }
}
