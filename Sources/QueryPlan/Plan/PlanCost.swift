// The work of a plan in rows visited, since SQLite prints no costs here. The formula, for each nest of loops from left to
// right, with `outer` the rows that come out of the loops before:
//
//   scan            outer × rows
//   row id          outer × 1
//   index search    outer × (1 + matching rows × 3), × 1 if the index covers: an entry, and a look-up in the table
//   skipped column  + distinct values × 3, a seek for each
//   automatic index rows × 2 once to build it, then as a covering search
//   temporary b-tree  rows that reach it × 2
//   subquery        once, or outer times if it is correlated
//
// These are the weights for rows visited, which is what people are told; where indexes compete, each step has the time
// that it was measured to take (PlanWeights.time).
// Matching rows are the table's rows × the share of each used key: 1 / distinct values for an equality, 1/4 for a bound
// (as SQLite assumes; 1/16 for one on a time, which mostly asks for the latest), the square of that for two. A LIMIT whose order needs no sort visits only the share of rows that it returns.

import Facts

/// What one step counts.
struct PlanWeights: Hashable, Sendable {
  /// An entry of an index.
  var entry: Double
  /// From an index's entry to its row.
  var lookUp: Double
  /// The same where rows lie in the index's order.
  var lookUpInOrder: Double
  /// Finding the first entry of a search.
  var seek: Double
  /// A row found by its id.
  var rowid: Double
  /// A row of a temporary b-tree.
  var sort: Double
  /// A row of an index built for one execution.
  var build: Double

  /// Rows and entries visited: what is told of a statement.
  static let rows = PlanWeights(entry: 1, lookUp: 2, lookUpInOrder: 2, seek: 1, rowid: 1, sort: 2, build: 2)
  /// Time, a scanned row being 1 (0.11 µs), as measured with SQLite 3.40 on the tables of TPC-H: what indexes compete by.
  static let time = PlanWeights(entry: 0.8, lookUp: 9, lookUpInOrder: 2, seek: 4, rowid: 4, sort: 10, build: 8)
}

/// Keys and uniqueness of an index in the in-memory database.
struct KnownIndex: Hashable, Sendable {
  var table: String
  var keys: [IndexKey]
  var isUnique: Bool
  var isPartial: Bool
  /// How plan lines are told to people.
  var shownName: String
}

/// Estimates the rows that a plan visits.
struct PlanCost {
  let plan: QueryPlan
  let shape: StatementShape
  let sizes: TableSizes
  let indexes: [String: KnownIndex]
  let weights: PlanWeights
  private var materializedRows: [String: Double] = [:]
  private var placed: Set<Int> = []
  /// What each use visits per execution of its step, for judging single steps.
  private(set) var visitedByUse: [Int: Double] = [:]

  init(
    plan: QueryPlan, shape: StatementShape, sizes: TableSizes, indexes: [String: KnownIndex],
    weights: PlanWeights = .rows
  ) {
    self.weights = weights
    self.plan = plan
    self.shape = shape
    self.sizes = sizes
    self.indexes = indexes
  }

  /// Rows visited by one execution of the statement.
  mutating func rowsVisited() -> Double {
    let nest = cost(of: 0..<plan.steps.count, depth: 0)
    guard shape.hasLimit, !nest.isSorted, nest.rows > 0 else { return nest.work }
    let wanted = Double(shape.limit ?? sizes.assumptions.limit)
    return max(nest.work * min(1, wanted / nest.rows), 1)
  }

  private struct Nest {
    var work = 0.0
    var rows = 1.0
    var isSorted = false
  }

  /// The work of the sibling steps at `depth` within a range of steps.
  private mutating func cost(of range: Range<Int>, depth: Int) -> Nest {
    var nest = Nest()
    var position = range.lowerBound
    while position < range.upperBound {
      let step = plan.steps[position]
      let end = endOfChildren(of: position, within: range)
      let children = position + 1..<end
      switch step.operation {
      case .read(let name, let access, let index, let isCovering, let constraints):
        read(name, access, index, isCovering, constraints, into: &nest)
      case .multipleIndexes:
        readAlternatives(children, into: &nest)
      case .sort(let purpose, let isPartial):
        nest.work += nest.rows * (isPartial ? weights.sort / 2 : weights.sort)
        nest.isSorted = nest.isSorted || (!isPartial && purpose != .compound)
      case .subquery(let isCorrelated):
        let inner = cost(of: children, depth: depth + 1)
        nest.work += inner.work * (isCorrelated ? max(nest.rows, 1) : 1)
      case .materialize(let name):
        let inner = cost(of: children, depth: depth + 1)
        nest.work += inner.work
        materializedRows[foldedName(name)] = inner.rows
      case .other:
        guard !children.isEmpty else { break }
        let inner = cost(of: children, depth: depth + 1)
        nest.work += inner.work
        nest.rows = max(nest.rows, inner.rows)
        nest.isSorted = nest.isSorted || inner.isSorted
      }
      position = max(end, position + 1)
    }
    return nest
  }

  private func endOfChildren(of position: Int, within range: Range<Int>) -> Int {
    var end = position + 1
    while end < range.upperBound && plan.steps[end].depth > plan.steps[position].depth { end += 1 }
    return end
  }

  private mutating func read(
    _ name: String, _ access: TableAccess, _ index: String?, _ isCovering: Bool, _ constraints: [PlanConstraint],
    into nest: inout Nest
  ) {
    guard let position = use(named: name, index: index) else {
      let rows = materializedRows[foldedName(name)] ?? 1
      nest.work += nest.rows * (access == .scan ? rows : 1 + rows / 10)
      nest.rows *= max(access == .scan ? rows : rows / 10, 1)
      return
    }
    let use = shape.uses[position]
    let rows = sizes.rows(of: use.table)
    let found = matching(constraints, index: index, use: use, rows: rows)
    let visited: Double
    switch access {
    case .scan:
      visited = rows * (index == nil ? 1 : step(isCovering, index, use.table))
    case .primaryKey:
      visited = max(found, 1) * weights.rowid
    case .search:
      visited = weights.seek + found * step(isCovering, index, use.table) + seeksOverSkipped(constraints, use)
    case .automaticIndex:
      nest.work += rows * weights.build
      visited = weights.seek + found
    }
    visitedByUse[position] = max(visitedByUse[position] ?? 0, visited)
    nest.work += nest.rows * visited
    placed.insert(position)
    let kept = min(rows * share(of: use), access == .scan ? rows : max(found, 1))
    nest.rows = max(nest.rows * kept * shareOfAlternatives(at: position), 0.01)
    if use.isOptional { nest.rows = max(nest.rows, 1) }
  }

  private mutating func readAlternatives(_ children: Range<Int>, into nest: inout Nest) {
    var visited = 0.0
    var position: Int?
    for step in plan.steps[children] {
      guard case .read(let name, _, let index, let isCovering, let constraints) = step.operation,
        let found = use(named: name, index: index)
      else { continue }
      position = found
      let use = shape.uses[found]
      visited +=
        weights.seek + matching(constraints, index: index, use: use, rows: sizes.rows(of: use.table))
        * (isCovering ? weights.entry : weights.entry + weights.lookUp)
    }
    guard let position else { return }
    visitedByUse[position] = max(visitedByUse[position] ?? 0, visited)
    nest.work += nest.rows * visited
    placed.insert(position)
    let use = shape.uses[position]
    nest.rows = max(nest.rows * min(sizes.rows(of: use.table) * share(of: use), visited), 0.01)
  }

  /// An entry of an index and, unless it covers, its row. Rows lie in the order of their primary key, more or less.
  private func step(_ isCovering: Bool, _ index: String?, _ table: TableDeclaration) -> Double {
    guard !isCovering else { return weights.entry }
    let first = index.flatMap { indexes[$0]?.keys.first }
    let isInOrder = table.primaryKey.first.map { first?.isColumn($0) ?? false } ?? false
    return weights.entry + (isInOrder ? weights.lookUpInOrder : weights.lookUp)
  }

  /// Entries visited to find each value of a column that a search skips over.
  private func seeksOverSkipped(_ constraints: [PlanConstraint], _ use: TableUse) -> Double {
    var seeks = 0.0
    for constraint in constraints where constraint.isSkipped {
      let values = constraint.column.map { sizes.distinctValues(of: $0, in: use.table) } ?? 1
      seeks = max(seeks, 1) * values * 3 * weights.seek
    }
    return seeks
  }

  /// Rows that the used keys leave.
  private func matching(_ constraints: [PlanConstraint], index: String?, use: TableUse, rows: Double) -> Double {
    var share = 1.0
    var members = 1.0
    var rangeBounds = 0
    var boundShare = 1.0
    let statedColumn = constraints.first { !$0.isEquality }?.column
    let statedShare = sizes.statedShare(of: statedColumn, in: use)
    for constraint in constraints where !constraint.isSkipped {
      let column = constraint.column ?? ""
      if constraint.isEquality {
        if column == "rowid" {
          share /= rows
        } else {
          share *=
            constraint.column.map { sizes.equalityShare(of: $0, in: use.table) }
            ?? Double(sizes.assumptions.rowsPerValue) / rows
        }
        for condition in use.conditions where sameName(condition.key.column, column) {
          if case .list(let count) = condition.restriction {
            members *= Double(count ?? sizes.assumptions.listMembers)
            break
          }
        }
      } else {
        rangeBounds += 1
        if let statedShare {
          boundShare = statedShare
        } else if rangeBounds <= 2 {
          boundShare *= self.share(ofBoundOn: constraint.column, use.table)
        }
      }
    }
    if let index, let known = indexes[index], known.isUnique, rangeBounds == 0, constraints.count == known.keys.count {
      return members
    }
    return max(rows * share * boundShare, 1 / 100) * members
  }

  /// Where time counts, a bound on a number of unknown span is not taken to keep few rows.
  private func share(ofBoundOn column: String?, _ table: TableDeclaration) -> Double {
    let share = sizes.boundShare(of: column, in: table)
    return weights == .time && !(column.flatMap(table.column)?.isTime ?? false) ? max(share, 1 / 2) : share
  }

  /// Share of a table's rows that all its conditions keep, joins with tables read before included.
  private func share(of use: TableUse) -> Double {
    var share = 1.0
    var columns: Set<SoughtKey> = []
    for condition in use.conditions { share *= self.share(of: condition, use, &columns) }
    return share
  }

  /// Share of the joined rows that the alternatives keep which can be tested now that the use at `position` is read.
  private func shareOfAlternatives(at position: Int) -> Double {
    guard weights == .time else { return 1 }
    var share = 1.0
    for alternatives in shape.alternatives
    where alternatives.uses.contains(position) && alternatives.uses.isSubset(of: placed) {
      var kept = 0.0
      for branch in alternatives.branches {
        var columns: Set<SoughtKey> = []
        kept += branch.reduce(1.0) { $0 * self.share(of: $1.condition, shape.uses[$1.use], &columns) }
      }
      share *= min(kept, 1)
    }
    return share
  }

  /// Share of the rows that one condition keeps; a column counts once.
  private func share(of condition: Condition, _ use: TableUse, _ columns: inout Set<SoughtKey>) -> Double {
    switch condition.restriction {
    case .equal, .flag, .isNull:
      guard columns.insert(condition.key).inserted else { return 1 }
      return sizes.equalityShare(of: condition.key.column, in: use.table)
    case .list(let count):
      guard columns.insert(condition.key).inserted else { return 1 }
      let members = Double(count ?? sizes.assumptions.listMembers)
      return min(sizes.equalityShare(of: condition.key.column, in: use.table) * members, 1)
    case .join(let other, column: _):
      guard placed.contains(other), columns.insert(condition.key).inserted else { return 1 }
      return sizes.equalityShare(of: condition.key.column, in: use.table)
    case .range(let bounds):
      if let stated = sizes.statedShare(of: condition.key.column, in: use) {
        return columns.insert(condition.key).inserted ? stated : 1
      }
      let bound = share(ofBoundOn: condition.key.column, use.table)
      return bounds > 1 ? bound * bound : bound
    case .filter:
      return 1 / 2
    }
  }

  /// The use that a plan line means: by name, and by the index's table where several have it; one not read yet first.
  private func use(named name: String, index: String?) -> Int? {
    var positions = shape.uses(named: name)
    if let index, let table = indexes[index]?.table {
      let ofTable = positions.filter { foldedName(shape.uses[$0].table.name) == table }
      if !ofTable.isEmpty { positions = ofTable }
    }
    return positions.first { !placed.contains($0) } ?? positions.first
  }
}
