// Which indexes are worth trying for a query: equalities first, then one range or the order, a column at a time.
// Whether any of them helps is the planner's decision.

import Facts
import Syntax

/// An index that might help.
struct Candidate: Hashable, Sendable {
  /// The table's name, folded.
  var table: String
  var keys: [IndexKey]
}

/// How often each column of each table is sought by equality, over all statements: the order in which equal candidates
/// put their columns, so that many statements share a prefix.
struct ColumnPopularity: Sendable {
  private var counts: [String: [String: Double]] = [:]

  mutating func count(_ shape: StatementShape, weight: Double) {
    for use in shape.uses {
      for condition in use.conditions {
        switch condition.restriction {
        case .equal, .flag, .list, .isNull, .join:
          counts[foldedName(use.table.name), default: [:]][foldedName(condition.key.column), default: 0] += weight
        case .range, .filter:
          continue
        }
      }
    }
  }

  func weight(of column: String, in table: TableDeclaration) -> Double {
    counts[foldedName(table.name)]?[foldedName(column)] ?? 0
  }
}

/// Lists the candidates for one query.
struct CandidateList {
  let sizes: TableSizes
  let popularity: ColumnPopularity
  private var found: [Candidate] = []
  private var seen: Set<Candidate> = []

  init(sizes: TableSizes, popularity: ColumnPopularity) {
    self.sizes = sizes
    self.popularity = popularity
  }

  /// Candidates for the table uses at `positions`, the shortest first, at most `PlanLimits.candidatesPerStatement`.
  static func candidates(
    for shape: StatementShape, at positions: [Int], sizes: TableSizes, popularity: ColumnPopularity
  ) -> [Candidate] {
    var list = CandidateList(sizes: sizes, popularity: popularity)
    for position in positions { list.addCandidates(for: shape.uses[position]) }
    return Array(list.found.prefix(PlanLimits.candidatesPerStatement))
  }

  private mutating func addCandidates(for use: TableUse) {
    let table = use.table
    guard !table.isVirtual, !sizes.isSmall(table) else { return }
    let constants = equalities(of: use, joinedTo: nil)
    var partners: [Int] = []
    for condition in use.conditions {
      if case .join(let partner, column: _) = condition.restriction, !partners.contains(partner) {
        partners.append(partner)
      }
    }
    addFamily(constants, of: use)
    for partner in partners {
      let joined = equalities(of: use, joinedTo: partner)
      addFamily(joined, of: use)
      if !constants.isEmpty { addFamily(constants + joined, of: use, addsSingles: false) }
      if !constants.isEmpty { addFamily(joined + constants, of: use, addsSingles: false) }
    }
    if partners.count > 1 {
      addFamily(partners.flatMap { equalities(of: use, joinedTo: $0) }, of: use, addsSingles: false)
    }
    for alternatives in use.alternatives { addAlternatives(alternatives, of: use) }
    addOrder(after: [], of: use, needsLimit: true)
  }

  /// Candidates from one set of equalities: single keys, all, all with a range, all with the order.
  private mutating func addFamily(_ equalities: [SoughtKey], of use: TableUse, addsSingles: Bool = true) {
    if addsSingles {
      for key in equalities where isSelective(key, use.table) { add([key], of: use) }
    }
    if equalities.count > 1, !use.table.hasIndex(beginningWithSetOf: equalities.map(\.indexKey)) {
      add(equalities, of: use)
    }
    for range in ranges(of: use) {
      if addsSingles { add([range], of: use) }
      add(equalities + [range], of: use)
      if addsSingles && equalities.count > 1 {
        for key in equalities where isSelective(key, use.table) { add([key, range], of: use) }
      }
    }
    // Where a range leaves few rows, sorting all of them is cheaper than reading all in order.
    if !equalities.isEmpty { addOrder(after: equalities, of: use, needsLimit: !ranges(of: use).isEmpty) }
  }

  private mutating func addAlternatives(_ alternatives: Alternatives, of use: TableUse) {
    for branch in alternatives.branches {
      for condition in branch where isSelective(condition.key, use.table) {
        add([condition.key], of: use)
      }
    }
  }

  private mutating func addOrder(after equalities: [SoughtKey], of use: TableUse, needsLimit: Bool) {
    guard let order = use.order, order.purpose == .orderBy, order.isLimited || !needsLimit else { return }
    let terms = order.terms.filter { term in !equalities.contains(term.key) }
    guard !terms.isEmpty, equalities.count + terms.count <= PlanLimits.indexColumns else { return }
    // A b-tree is read backwards as well: directions matter only where they differ.
    let isMixed = Set(terms.map(\.isDescending)).count > 1
    var keys = equalities.map(\.indexKey)
    for term in terms {
      // The row id is the last part of every index already.
      if term.key.column == use.table.rowidColumn { break }
      var key = term.key.indexKey
      key.isDescending = isMixed && term.isDescending
      keys.append(key)
    }
    add(keys, to: use.table)
  }

  private mutating func add(_ keys: [SoughtKey], of use: TableUse) {
    var distinct: [SoughtKey] = []
    for key in keys where !distinct.contains(key) { distinct.append(key) }
    guard distinct.contains(where: { isSelective($0, use.table) }) else { return }
    add(distinct.prefix(PlanLimits.indexColumns).map(\.indexKey), to: use.table)
  }

  private mutating func add(_ given: [IndexKey], to table: TableDeclaration) {
    var keys: [IndexKey] = []
    for key in given where !keys.contains(where: { $0.term == key.term }) { keys.append(key) }
    guard !keys.isEmpty, keys.count <= PlanLimits.indexColumns else { return }
    // What begins with the whole row id is the table itself.
    if let rowid = table.rowidColumn, keys.contains(where: { $0.column.map { sameName($0, rowid) } ?? false }) {
      return
    }
    let candidate = Candidate(table: foldedName(table.name), keys: keys)
    guard !table.hasIndex(beginningWith: keys), seen.insert(candidate).inserted else { return }
    found.append(candidate)
  }

  /// Keys sought by equality with values (`partner` nil) or with one other use, the most popular first; those that
  /// tell few rows apart last.
  private func equalities(of use: TableUse, joinedTo partner: Int?) -> [SoughtKey] {
    var keys: [SoughtKey] = []
    for condition in use.conditions where !keys.contains(condition.key) {
      guard !(use.table.column(condition.key.column)?.isLongText ?? false) else { continue }
      switch condition.restriction {
      case .equal, .flag, .list:
        if partner == nil { keys.append(condition.key) }
      case .isNull:
        // How many rows have no value is not known: only a query that asks for nothing else may want an index for it.
        if partner == nil && use.conditions.count == 1 { keys.append(condition.key) }
      case .join(let other, column: _):
        if partner == other { keys.append(condition.key) }
      case .range, .filter:
        continue
      }
    }
    let table = use.table
    let sorted = keys.enumerated().sorted { a, b in
      let isSelectiveA = isSelective(a.element, table)
      let isSelectiveB = isSelective(b.element, table)
      if isSelectiveA != isSelectiveB { return isSelectiveA }
      let weightA = popularity.weight(of: a.element.column, in: table)
      let weightB = popularity.weight(of: b.element.column, in: table)
      if weightA != weightB { return weightA > weightB }
      let placeA = table.position(of: a.element.column)
      let placeB = table.position(of: b.element.column)
      return placeA != placeB ? placeA < placeB : a.offset < b.offset
    }.map(\.element)
    return withPairs(sorted, table)
  }

  /// Puts the kind of a row that is referred to before its number: `(object_type, object_id)`.
  private func withPairs(_ keys: [SoughtKey], _ table: TableDeclaration) -> [SoughtKey] {
    var result = keys
    for key in keys {
      guard let kind = table.kindColumn(besideNumber: key.column), let to = result.firstIndex(of: key),
        let from = result.firstIndex(where: { sameName($0.column, kind) })
      else { continue }
      let moved = result.remove(at: from)
      result.insert(moved, at: from < to ? to - 1 : to)
    }
    return result
  }

  private func ranges(of use: TableUse) -> [SoughtKey] {
    var keys: [SoughtKey] = []
    for condition in use.conditions {
      guard case .range = condition.restriction, !keys.contains(condition.key) else { continue }
      keys.append(condition.key)
    }
    return Array(keys.prefix(3))
  }

  /// Whether a key alone keeps few enough rows for an index on it to pay.
  private func isSelective(_ key: SoughtKey, _ table: TableDeclaration) -> Bool {
    sizes.distinctValues(of: key.column, in: table) >= PlanLimits.selectiveValues
  }
}

extension TableDeclaration {
  /// Position of a column, or the number of columns for an unknown one.
  func position(of name: String) -> Int {
    columns.firstIndex { sameName($0.name, name) } ?? columns.count
  }

  /// The column that tells which table a number refers to: `object_type` beside `object_id`, `content_type_id` too.
  /// Numbers of several tables overlap: one without the other finds rows of all of them.
  func kindColumn(besideNumber name: String) -> String? {
    let name = foldedName(name)
    guard name.hasSuffix("_id"), !name.hasSuffix("_type_id") else { return nil }
    let stem = name.dropLast(3)
    var kinds = [stem + "_type", stem + "_type_id", stem + "_content_type_id", stem + "_kind"]
    if stem == "object" { kinds += ["content_type_id", "content_type"] }
    return kinds.lazy.compactMap { self.column(String($0))?.name }.first
  }

  /// Whether an index, unique set or primary key begins with these keys in any order.
  func hasIndex(beginningWithSetOf keys: [IndexKey]) -> Bool {
    let wanted = Set(keys.compactMap { $0.column.map(foldedName) })
    guard wanted.count == keys.count else { return false }
    if primaryKey.count >= keys.count, Set(primaryKey.prefix(keys.count).map(foldedName)) == wanted { return true }
    return sqliteIndexes.contains { existing in
      let declared = existing.declaration
      guard declared.predicate == nil, declared.method == .tree, declared.keys.count >= keys.count else { return false }
      return Set(declared.keys.prefix(keys.count).compactMap { $0.column.map(foldedName) }) == wanted
    }
  }

  /// Whether an index, unique set or primary key begins with exactly these keys.
  func hasIndex(beginningWith keys: [IndexKey]) -> Bool {
    if primaryKey.count >= keys.count, zip(primaryKey, keys).allSatisfy({ name, key in key.isPlain(name) }) {
      return true
    }
    return sqliteIndexes.contains { existing in
      let declared = existing.declaration
      guard declared.predicate == nil, declared.method == .tree, declared.keys.count >= keys.count else { return false }
      return zip(declared.keys, keys).allSatisfy { $0.matches($1) }
    }
  }
}

extension IndexKey {
  func isColumn(_ name: String) -> Bool { column.map { sameName($0, name) } ?? false }

  fileprivate func isPlain(_ name: String) -> Bool {
    !isDescending && (column.map { sameName($0, name) } ?? false)
  }
}
