// What the conditions of WHERE and ON restrict. Only what an index can serve is told apart; everything else that names a
// column is a filter.

import Facts
import Syntax

extension StatementReader {
  /// Reads a condition: each part of a conjunction on its own.
  mutating func readCondition(_ condition: SQLExpression, _ scope: Int, _ common: CommonTables, _ depth: Int) {
    guard depth < PlanLimits.depth else { return }
    if case .logical(.and, let parts) = condition {
      for part in parts { readCondition(part, scope, common, depth + 1) }
      return
    }
    if case .logical(.or, let branches) = condition {
      readAlternatives(branches, scope)
    } else {
      readTerm(condition, scope)
    }
    readSubqueries(in: condition, scope, common, depth + 1)
  }

  private mutating func readTerm(_ term: SQLExpression, _ scope: Int) {
    if case .binary(.equal, .column(let left), .column(let right)) = term,
      let a = resolve(left, in: scope), let b = resolve(right, in: scope), !a.isOuter, !b.isOuter,
      a.target.use != b.target.use
    {
      addJoin(a.target, b.target)
      return
    }
    if case .binary(.equal, .row(let left), .row(let right)) = term, left.count == right.count {
      for (a, b) in zip(left, right) { readTerm(.binary(.equal, a, b), scope) }
      return
    }
    guard let (use, condition) = condition(term, in: scope) else { return }
    shape.uses[use].conditions.append(condition)
  }

  /// The restriction that one term puts on a key.
  private func condition(_ term: SQLExpression, in scope: Int) -> (use: Int, condition: Condition)? {
    switch term {
    case .binary(let comparison, let left, let right):
      return comparisonCondition(comparison, left, right, in: scope)
    case .between(let value, let low, let high, let isNegated):
      guard !mentionsSameUse(value, low, in: scope), !mentionsSameUse(value, high, in: scope) else { return nil }
      return restricted(value, isNegated ? .filter : .range(bounds: 2), [low, high], in: scope)
    case .inList(let value, let members, let isNegated):
      let isOpen = members.count == 1 && !members[0].isLiteral
      return restricted(value, isNegated ? .filter : .list(isOpen ? nil : members.count), members, in: scope)
    case .inSubquery(let value, _, let isNegated), .inTable(let value, _, let isNegated):
      return restricted(value, isNegated ? .filter : .list(nil), in: scope)
    case .isNull(let value, let isNegated):
      return restricted(value, isNegated ? .filter : .isNull, in: scope)
    case .like(let like):
      return restricted(like.value, .filter, in: scope)
    case .column:
      // `WHERE active`: true is not sought by an index in SQLite.
      return restricted(term, .filter, in: scope)
    case .unary(.not, let operand):
      guard case .column = operand else { return nil }
      return restricted(operand, .filter, in: scope)
    default:
      return nil
    }
  }

  private func comparisonCondition(
    _ comparison: SQLBinaryOperator, _ left: SQLExpression, _ right: SQLExpression, in scope: Int
  ) -> (use: Int, condition: Condition)? {
    let restriction: Restriction
    switch comparison {
    case .equal, .identical: restriction = .equal
    case .less, .lessOrEqual, .greater, .greaterOrEqual: restriction = .range(bounds: 1)
    case .notEqual, .notIdentical, .other: restriction = .filter
    }
    for (side, value) in [(left, right), (right, left)] {
      guard soughtKey(side, in: scope) != nil else { continue }
      guard !mentionsSameUse(side, value, in: scope) else { return restricted(side, .filter, in: scope) }
      if restriction == .equal && value.isFlagValue { return restricted(side, .flag, in: scope) }
      if restriction == .equal, case .literal(.null) = value { return restricted(side, .isNull, in: scope) }
      // An empty text stands for none: how many rows have none is not known.
      if restriction == .equal, value.statedValue == .text("") { return restricted(side, .filter, in: scope) }
      var found = restricted(side, restriction, [value], in: scope)
      let isBelow = comparison == .less || comparison == .lessOrEqual
      found?.condition.isUpperBound = isBelow == (side == left)
      return found
    }
    return nil
  }

  private func restricted(
    _ expression: SQLExpression, _ restriction: Restriction, _ values: [SQLExpression] = [], in scope: Int
  ) -> (use: Int, condition: Condition)? {
    guard let (target, key) = soughtKey(expression, in: scope) else { return nil }
    let stated = key.function == nil ? values.compactMap(\.statedValue) : []
    return (target.use, Condition(key: key, restriction: restriction, values: stated))
  }

  /// Whether a value depends on the same row as the key, so that nothing can be sought (`a < b` of one table).
  private func mentionsSameUse(_ key: SQLExpression, _ value: SQLExpression, in scope: Int) -> Bool {
    guard let use = soughtKey(key, in: scope)?.target.use else { return false }
    var isFound = false
    forEachColumn(in: value, depth: 0) { name in
      if let found = resolve(name, in: scope), !found.isOuter, found.target.use == use { isFound = true }
    }
    return isFound
  }

  /// An OR whose every branch restricts one and the same table can be a union of searches.
  private mutating func readAlternatives(_ branches: [SQLExpression], _ scope: Int) {
    readParts(branches.map(\.conjuncts), scope)
    var found: [[Condition]] = []
    var use: Int?
    for terms in branches.map(\.conjuncts) {
      var conditions: [Condition] = []
      for term in terms {
        guard let (target, condition) = condition(term, in: scope), condition.restriction != .filter else { continue }
        guard target == use ?? target else { continue }
        use = target
        conditions.append(condition)
      }
      guard !conditions.isEmpty else { return }
      found.append(conditions)
    }
    guard let use else { return }
    shape.uses[use].alternatives.append(Alternatives(branches: found))
  }

  /// What the branches of an OR ask of all tables together.
  private mutating func readParts(_ branches: [[SQLExpression]], _ scope: Int) {
    let parts = branches.map { terms in
      terms.compactMap { condition($0, in: scope) }.map {
        SpreadAlternatives.Part(use: $0.use, condition: $0.condition)
      }
    }
    guard !parts.contains([]) else { return }
    shape.alternatives.append(SpreadAlternatives(branches: parts, uses: Set(parts.joined().map(\.use))))
  }

  // MARK: Subqueries

  /// Reads the subqueries inside an expression; their names may come from here.
  mutating func readSubqueries(in expression: SQLExpression, _ scope: Int, _ common: CommonTables, _ depth: Int) {
    guard depth < PlanLimits.depth else { return }
    switch expression {
    case .exists(let select):
      ignoresResult = true
      _ = read(select, parent: scope, common: common, depth: depth + 1)
    case .subquery(let select):
      _ = read(select, parent: scope, common: common, depth: depth + 1)
    case .inSubquery(let value, let select, isNegated: _):
      readSubqueries(in: value, scope, common, depth + 1)
      _ = read(select, parent: scope, common: common, depth: depth + 1)
    default:
      for part in expression.parts { readSubqueries(in: part, scope, common, depth + 1) }
    }
  }
}

/// Calls `body` for each column in an expression, subqueries left out.
func forEachColumn(in expression: SQLExpression, depth: Int, _ body: (SQLColumnName) -> Void) {
  guard depth < PlanLimits.depth * 4 else { return }
  if case .column(let name) = expression { body(name) }
  for part in expression.parts { forEachColumn(in: part, depth: depth + 1, body) }
}

extension SQLExpression {
  /// The direct operands, without subqueries.
  var parts: [SQLExpression] {
    switch self {
    case .column, .literal, .placeholder, .hole, .star, .exists, .subquery, .raw: return []
    case .function(let call): return call.arguments + (call.filter.map { [$0] } ?? [])
    case .logical(_, let operands): return operands
    case .binary(_, let left, let right): return [left, right]
    case .arithmetic(let first, let operations): return [first] + operations.map(\.operand)
    case .unary(_, let operand): return [operand]
    case .between(let value, let low, let high, isNegated: _): return [value, low, high]
    case .inList(let value, let members, isNegated: _): return [value] + members
    case .inSubquery(let value, _, isNegated: _), .inTable(let value, _, isNegated: _): return [value]
    case .like(let like): return [like.value, like.pattern] + (like.escape.map { [$0] } ?? [])
    case .isNull(let value, isNegated: _): return [value]
    case .conditional(let operand, let branches, let otherwise):
      return (operand.map { [$0] } ?? []) + branches.flatMap { [$0.condition, $0.result] }
        + (otherwise.map { [$0] } ?? [])
    case .cast(let value, type: _), .collate(let value, _), .element(let value, _): return [value]
    case .row(let members), .array(let members): return members
    case .quantified(_, let value, isAll: _, let operand): return [value, operand]
    }
  }

  /// The parts of a conjunction.
  fileprivate var conjuncts: [SQLExpression] {
    if case .logical(.and, let parts) = self { return parts }
    return [self]
  }

  var isLiteral: Bool {
    if case .literal = self { return true }
    return false
  }

  /// The number or text that stands here.
  fileprivate var statedValue: StatedValue? {
    switch self {
    case .literal(.integer(let digits)), .literal(.float(let digits)): return Double(digits).map(StatedValue.number)
    case .literal(.string(let text)), .literal(.typed(_, let text)): return .text(text)
    default: return nil
    }
  }

  /// 0, 1, true or false.
  var isFlagValue: Bool {
    switch self {
    case .literal(.boolean): return true
    case .literal(.integer(let digits)): return digits == "0" || digits == "1"
    default: return false
    }
  }
}
