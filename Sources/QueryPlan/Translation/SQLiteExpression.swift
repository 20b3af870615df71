// Expressions in SQLite's terms. What SQLite does not have becomes a call of a function that it is told about, which
// keeps the planner from using an index there, as the database in question might or might not.

import Syntax

extension QueryTranslator {
  mutating func expression(_ expression: SQLExpression, depth: Int) -> SQLExpression {
    guard depth < PlanLimits.depth * 4 else {
      fail("an expression is nested too deep")
      return .literal(.null)
    }
    let next = depth + 1
    switch expression {
    case .column(let column):
      if column.isDoubleQuoted && column.table == nil {
        if stringsInDoubleQuotes.contains(column.name.lowercased()) { return .literal(.string(column.name)) }
        meet(doubleQuoted: column.name)
      }
      return .column(SQLColumnName(table: column.table, column.name))
    case .placeholder, .hole, .raw:
      return .placeholder("?")
    case .literal(let literal):
      return hidesValues && literal.isValue ? .placeholder("?") : self.literal(literal)
    case .star:
      return expression
    case .function(let call):
      return .function(self.call(call, depth: next))
    case .logical(let logical, let operands):
      return .logical(logical, operands.map { self.expression($0, depth: next) })
    case .binary(let comparison, let left, let right):
      return binary(comparison, self.expression(left, depth: next), self.expression(right, depth: next))
    case .arithmetic(let first, let operations):
      return arithmetic(first, operations, depth: next)
    case .unary(let unary, let operand):
      return .unary(unary, self.expression(operand, depth: next))
    case .between(let value, let low, let high, let isNegated):
      return .between(
        self.expression(value, depth: next), low: self.expression(low, depth: next),
        high: self.expression(high, depth: next), isNegated: isNegated)
    case .inList(let value, let members, let isNegated):
      let members = members.map { self.expression($0, depth: next) }
      return .inList(self.expression(value, depth: next), members, isNegated: isNegated)
    case .inSubquery(let value, let select, let isNegated):
      return .inSubquery(
        self.expression(value, depth: next), self.select(select, depth: next), isNegated: isNegated)
    case .inTable(let value, let table, let isNegated):
      return .inTable(self.expression(value, depth: next), tableName(table), isNegated: isNegated)
    case .like(let like):
      return self.like(like, depth: next)
    case .isNull(let value, let isNegated):
      return .isNull(self.expression(value, depth: next), isNegated: isNegated)
    case .exists(let select):
      return .exists(self.select(select, depth: next))
    case .subquery(let select):
      return .subquery(self.select(select, depth: next))
    case .conditional(let operand, let branches, let otherwise):
      let branches = branches.map { branch in
        SQLBranch(
          condition: self.expression(branch.condition, depth: next),
          result: self.expression(branch.result, depth: next))
      }
      return .conditional(
        operand: operand.map { self.expression($0, depth: next) }, branches: branches,
        otherwise: otherwise.map { self.expression($0, depth: next) })
    case .cast(let value, let type):
      return cast(self.expression(value, depth: next), type: type)
    case .collate(let value, let collation):
      return .collate(self.expression(value, depth: next), collation)
    case .row(let members):
      return .row(members.map { self.expression($0, depth: next) })
    case .array(let members):
      return standIn("array", members.map { self.expression($0, depth: next) })
    case .element(let value, _):
      return standIn("element", [self.expression(value, depth: next)])
    case .quantified(let comparison, let value, let isAll, let operand):
      return quantified(comparison, value, isAll: isAll, operand, depth: next)
    }
  }

  /// A function that stands for something SQLite lacks.
  private func standIn(_ name: String, _ operands: [SQLExpression]) -> SQLExpression {
    .function(SQLFunctionCall("unknown_" + name, operands))
  }

  private func literal(_ literal: SQLLiteral) -> SQLExpression {
    switch literal {
    case .typed(_, let content): return .literal(.string(content))
    case .current(let word):
      let known = ["CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP"].contains(word)
      return .literal(known ? literal : .current("CURRENT_TIMESTAMP"))
    case .null, .boolean, .integer, .float, .string, .blob: return .literal(literal)
    }
  }

  private func binary(_ comparison: SQLBinaryOperator, _ left: SQLExpression, _ right: SQLExpression) -> SQLExpression {
    switch comparison {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .identical, .notIdentical:
      return .binary(comparison, left, right)
    case .other:
      return standIn("operator", [left, right])
    }
  }

  private mutating func arithmetic(_ first: SQLExpression, _ operations: [SQLOperation], depth: Int) -> SQLExpression {
    let first = expression(first, depth: depth)
    let operations = operations.map { SQLOperation($0.operator, expression($0.operand, depth: depth)) }
    let isKnown = operations.allSatisfy { operation in
      if case .other = operation.operator { return false }
      return true
    }
    return isKnown ? .arithmetic(first, operations) : standIn("operator", [first] + operations.map(\.operand))
  }

  private mutating func like(_ like: SQLLike, depth: Int) -> SQLExpression {
    let value = expression(like.value, depth: depth)
    let pattern = expression(like.pattern, depth: depth)
    switch like.kind {
    case .like, .ilike, .glob:
      let escape = like.kind == .glob ? nil : like.escape.map { expression($0, depth: depth) }
      let kind = like.kind == .glob ? SQLLike.Kind.glob : .like
      return .like(SQLLike(kind, value: value, pattern: pattern, escape: escape, isNegated: like.isNegated))
    case .regexp, .match, .similar:
      return standIn("match", [value, pattern])
    }
  }

  /// `= ANY (subquery)` is IN, `<> ALL (subquery)` is NOT IN; others cannot be sought.
  private mutating func quantified(
    _ comparison: SQLBinaryOperator, _ value: SQLExpression, isAll: Bool, _ operand: SQLExpression, depth: Int
  ) -> SQLExpression {
    let value = expression(value, depth: depth)
    guard comparison == (isAll ? .notEqual : .equal) else {
      return standIn("quantified", [value, expression(operand, depth: depth)])
    }
    if case .subquery(let select) = operand {
      return .inSubquery(value, self.select(select, depth: depth), isNegated: isAll)
    }
    if case .array(let members) = operand {
      return .inList(value, members.map { expression($0, depth: depth) }, isNegated: isAll)
    }
    return .inList(value, [expression(operand, depth: depth)], isNegated: isAll)
  }

  /// A cast of a parameter or literal tells the database a type and does not matter here.
  private func cast(_ value: SQLExpression, type: String) -> SQLExpression {
    switch value {
    case .placeholder, .literal: return value
    default: return .cast(value, type: sqliteTypeName(type))
    }
  }

  mutating func call(_ call: SQLFunctionCall, depth: Int) -> SQLFunctionCall {
    // `pg_catalog.now` is `now`: the part after the last dot.
    let name = call.name.utf8.split(separator: 0x2E).last.map { String(Substring($0)) } ?? call.name
    let isExtract = name.lowercased() == "extract" && !call.separators.isEmpty
    var arguments: [SQLExpression] = []
    for (position, argument) in call.arguments.enumerated() {
      switch argument {
      // A word such as `year`, which the printer knows what to do with.
      case .raw: arguments.append(argument)
      case .column(let field) where isExtract && position == 0: arguments.append(.literal(.string(field.name)))
      default: arguments.append(expression(argument, depth: depth))
      }
    }
    var result = SQLFunctionCall(name.lowercased() == "interval" ? "unknown_interval" : name, arguments)
    result.separators = call.separators
    result.isStar = call.isStar
    result.isDistinct = call.isDistinct && call.arguments.count == 1
    result.filter = call.filter.map { expression($0, depth: depth) }
    switch call.over {
    case .named(let name): result.over = .named(name)
    case .window(let window): result.over = .window(self.window(window, depth: depth))
    case nil: break
    }
    return result
  }
}

extension SQLLiteral {
  /// Whether the plan does not depend on it: not a flag, not NULL.
  fileprivate var isValue: Bool {
    switch self {
    case .null, .boolean: return false
    case .integer(let digits): return digits != "0" && digits != "1"
    case .float, .string, .blob, .current, .typed: return true
    }
  }
}
