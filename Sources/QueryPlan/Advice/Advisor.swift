// Advice for a whole repository: advice for each statement, merged to one small set, against which every statement is
// planned again. An index stays only if it serves a statement in that last round.

import Facts
import Findings
import Syntax

struct Advisor {
  private var workload: Workload
  let facts: [StatementFact]
  private let options: PlannerOptions
  private let runner: any WorkRunner
  private var advice = IndexAdvice()
  /// The wanted indexes of each root, with the weight of the statements that want them.
  private var wanted: [SchemaRoot: [Candidate: Double]] = [:]
  private var served: [SchemaRoot: [Candidate: [ServedStatement]]] = [:]

  init(workload: Workload, facts: [StatementFact], options: PlannerOptions, runner: any WorkRunner) {
    self.options = options
    self.workload = workload
    self.facts = facts
    self.runner = runner
  }

  mutating func advise() -> IndexAdvice {
    advice.untranslated = workload.untranslated + workload.catalog.untranslated
    advice.statementsSeen = workload.statementsSeen
    advice.statementsPlanned = workload.statementsWithoutLookup
    if options.countsTables { countTables() }
    let (workload, facts) = (self.workload, self.facts)
    let plansAll = options.countsTables || options.searchesSet || options.keepsPlans
    let keepsPlans = options.keepsPlans
    let groups = runner.map(workload.groups.count) {
      AdvisedGroup(workload, $0, facts, plansAll: plansAll, keepsPlans: keepsPlans)
    }
    for (position, group) in groups.enumerated() { take(group, at: position) }
    if options.keepsPlans {
      advice.plans = groups.flatMap(\.plans).sorted { ($0.root.name, $0.text) < ($1.root.name, $1.text) }
      sortUntranslated()
      return advice
    }
    var final: [SchemaRoot: [Candidate: String]] = [:]
    let sets = searchedSets(groups)
    for (root, candidates) in wanted where sets[root] == nil {
      final[root] = named(merged(candidates), root: root)
    }
    for (root, candidates) in sets { final[root] = named(candidates, root: root) }
    let (reread, indexes) = (self.workload, final.mapValues(NamedSet.init))
    let rounds = runner.map(groups.count) { position in
      let group = reread.groups[position]
      return planAgain(
        group, groups[position], indexes: indexes[group.root] ?? NamedSet([:]),
        weights: sets[group.root] == nil ? .rows : .time, facts)
    }
    for (position, round) in rounds.enumerated() {
      let root = reread.groups[position].root
      for (candidate, statement) in round { served[root, default: [:]][candidate, default: []].append(statement) }
    }
    addProposals(final)
    sortUntranslated()
    return advice
  }

  private mutating func sortUntranslated() {
    advice.untranslated.sort {
      ($0.location.path, $0.location.range.start) < ($1.location.path, $1.location.range.start)
    }
  }

  /// Creates every declared table once, to tell how much of the schema got through.
  private mutating func countTables() {
    let byRoot = Dictionary(grouping: workload.catalog.tables, by: \.root)
    let roots = byRoot.keys.sorted()
    let refusals = runner.map(roots.count) { position -> [(location: Location, name: String, reason: String)]? in
      let tables = byRoot[roots[position]] ?? []
      let sizes = TableSizes(tables, assumptions: SizeAssumptions(), statistics: nil)
      let known = Array(tables.prefix(PlanLimits.tables))
      guard let database = try? WhatIfDatabase(tables: known, views: [], sizes: sizes) else { return nil }
      return database.refused.map { ($0.table.location, $0.table.name, $0.reason) }
    }
    for (root, refused) in zip(roots, refusals) {
      let tables = byRoot[root] ?? []
      advice.tablesSeen += tables.count
      guard let refused else { continue }
      let failed = Set(refused.filter { !$0.reason.hasPrefix("index ") }.map { foldedName($0.name) })
      advice.tablesCreated += min(tables.count, PlanLimits.tables) - failed.count
      for refusal in refused {
        let reason = "table `\(refusal.name)`: \(refusal.reason)"
        advice.untranslated.append(UntranslatedStatement(location: refusal.location, reason: reason))
      }
    }
  }

  private mutating func take(_ group: AdvisedGroup, at position: Int) {
    advice.statementsPlanned += group.planned
    advice.untranslated += group.untranslated
    for (number, statement) in group.reread { workload.replace(statement, at: number, inGroup: position) }
    for (candidate, weight) in group.wanted { wanted[group.root, default: [:]][candidate, default: 0] += weight }
  }

  // MARK: The set

  /// The best set of each root whose sizes are known, or of all roots for a budget, which they share by their bytes.
  private func searchedSets(_ groups: [AdvisedGroup]) -> [SchemaRoot: [Candidate]] {
    guard options.searchesSet else { return [:] }
    let workload = self.workload
    let positions = Dictionary(grouping: groups.indices, by: { groups[$0].root })
    let roots = positions.keys.sorted().filter { root in
      options.budget != nil || (workload.tables[root] ?? []).contains { $0.rowCount != nil }
    }
    let bytes = roots.map { root in
      (workload.tables[root] ?? []).reduce(0.0) { $0 + (workload.sizes(of: root)?.bytes(of: $1) ?? 0) }
    }
    let all = bytes.reduce(0, +)
    let budget = options.budget.map(Double.init)
    let sets = runner.map(roots.count) { number -> [Candidate] in
      let root = roots[number]
      guard let sizes = workload.sizes(of: root) else { return [] }
      let searched = (positions[root] ?? []).compactMap { position in
        SearchedGroup(workload.groups[position], bases: groups[position].bases)
      }
      var search = IndexSetSearch(
        searched, tables: workload.tables[root] ?? [], sizes: sizes,
        popularity: workload.popularity[root] ?? ColumnPopularity(),
        budget: budget.map { $0 * bytes[number] / max(all, 1) })
      search.run()
      return search.chosen
    }
    return Dictionary(uniqueKeysWithValues: zip(roots, sets))
  }

  /// Drops what another candidate begins with: `(a)` when `(a, b)` is wanted too.
  private func merged(_ candidates: [Candidate: Double]) -> [Candidate] {
    let byTable = Dictionary(grouping: candidates.keys, by: \.table)
    return byTable.keys.sorted().flatMap { table in
      let sorted = (byTable[table] ?? []).sorted { $0.order < $1.order }
      return sorted.filter { candidate in !sorted.contains { candidate.begins($0) } }
    }
  }

  private func named(_ candidates: [Candidate], root: SchemaRoot) -> [Candidate: String] {
    var taken: Set<String> = []
    for table in workload.catalog.tables where table.root == root {
      taken.insert(foldedName(table.name))
      for index in table.indexes { if let name = index.name { taken.insert(foldedName(name)) } }
    }
    var names: [Candidate: String] = [:]
    for candidate in candidates {
      let base = indexName(table: candidate.table, keys: candidate.keys)
      var name = base
      var number = 2
      while !taken.insert(foldedName(name)).inserted {
        name = "\(base)_\(number)"
        number += 1
      }
      names[candidate] = name
    }
    return names
  }

  private mutating func addProposals(_ final: [SchemaRoot: [Candidate: String]]) {
    for root in final.keys.sorted() {
      for candidate in (final[root] ?? [:]).keys.sorted(by: { $0.order < $1.order }) {
        guard let name = final[root]?[candidate], let table = workload.catalog.table(candidate.table, in: root),
          var statements = served[root]?[candidate], !statements.isEmpty
        else { continue }
        statements.sort { ($0.location.path, $0.location.range.start) < ($1.location.path, $1.location.range.start) }
        let definition = sqliteIndex(name: name, table: table.name, keys: candidate.keys)
        let proposal = IndexProposal(
          table: table.name, columns: candidate.keys.map(\.shown), ddl: sqliteText(.createIndex(definition)))
        advice.proposals.append(
          ProposedIndex(
            root: root, index: proposal, definition: definition, table: table.location, statements: statements,
            replaces: table.indexes.first { $0.isReplaced(by: candidate) },
            confidence: isDeclaredElsewhere(candidate, root) ? .low : confidence(of: statements)))
      }
    }
  }

  /// Whether another schema of the project has the index: of a dump beside models, one is behind.
  private func isDeclaredElsewhere(_ candidate: Candidate, _ root: SchemaRoot) -> Bool {
    workload.catalog.tables(named: candidate.table).contains { table in
      table.root != root && table.hasIndex(beginningWith: candidate.keys)
    }
  }

  private func confidence(of statements: [ServedStatement]) -> Confidence {
    var best = Confidence.low
    for statement in statements {
      guard statement.need != .uncertain else { continue }
      let saved = statement.rowsBefore - statement.rowsAfter
      switch statement.reason {
      case .scan, .automaticIndex:
        let isSharp = statement.rowsAfter <= statement.rowsBefore / 100
        best = max(best, isSharp ? .high : .medium)
      case .shortSearch, .sort:
        switch statement.need {
        case .narrowsJoin, .rareState, .uncertain: continue
        case .withinParent: best = max(best, saved >= AdviceThreshold.savedRowsOfScan ? .medium : .low)
        case .latestOfOne: best = max(best, .medium)
        case .plain:
          best = max(best, saved >= AdviceThreshold.savedRowsOfScan || statement.loopDepth > 0 ? .medium : .low)
        }
      }
    }
    return best
  }
}

extension Candidate {
  /// Text to sort by, so that output never depends on hashing.
  var order: String { ([table] + keys.map(\.shown)).joined(separator: "\u{0}") }
}

extension IndexKey {
  /// As in DDL.
  var shown: String {
    let direction = isDescending ? " DESC" : ""
    switch term {
    case .column(let name): return name + direction
    case .expression(.function(let call)):
      let arguments = call.arguments.map { argument -> String in
        if case .column(let name) = argument { return name.name }
        return "?"
      }
      return "\(call.name)(\(arguments.joined(separator: ", ")))" + direction
    case .expression: return "expression" + direction
    }
  }
}

extension IndexDeclaration {
  /// Whether the candidate begins with all keys of this plain index.
  fileprivate func isReplaced(by candidate: Candidate) -> Bool {
    !isUnique && predicate == nil && method == .tree && keys.count < candidate.keys.count
      && zip(keys, candidate.keys).allSatisfy { $0.matches($1) }
  }
}

/// `idx_<table>_<columns>`, letters, digits and underscores only, at most 63 bytes as PostgreSQL allows.
func indexName(table: String, keys: [IndexKey]) -> String {
  let text = (["idx", table] + keys.map(\.shown)).joined(separator: "_").lowercased()
  var name = ""
  for byte in text.utf8 {
    let isPlain = (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
    if isPlain {
      name.unicodeScalars.append(Unicode.Scalar(byte))
    } else if !name.isEmpty && name.utf8.last != 0x5F {
      name += "_"
    }
  }
  while name.utf8.last == 0x5F { name.removeLast() }
  return String(name.prefix(63))
}
