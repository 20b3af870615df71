// What the statements of one group want, each by itself, and how they fare with the set that all groups together got.
// Both are asked of a database of the group's own, so that groups may be advised side by side.

import Facts
import Findings

/// The first round: each statement's plan as it is, and the indexes that it wants.
struct AdvisedGroup: Sendable {
  let root: SchemaRoot
  /// Estimates without any proposal, by statement.
  private(set) var bases: [EstimatedPlan?] = []
  private(set) var wanted: [Candidate: Double] = [:]
  /// The plan of each statement, if it is to be kept.
  private(set) var plans: [StatementPlan] = []
  /// Statements that were read again, by their number.
  private(set) var reread: [Int: PlannedStatement] = [:]
  private(set) var untranslated: [UntranslatedStatement] = []
  private(set) var planned = 0
  /// Statements that no index of their own could help: planned only if another's index may serve them.
  private(set) var unplanned: Set<Int> = []

  /// `plansAll` asks for the plan of every statement, also where nothing can follow from it.
  /// `keepsPlans` asks for the plans and for nothing that might follow from them.
  init(_ workload: Workload, _ position: Int, _ facts: [StatementFact], plansAll: Bool, keepsPlans: Bool = false) {
    let group = workload.groups[position]
    root = group.root
    let popularity = workload.popularity[group.root] ?? ColumnPopularity()
    if !plansAll {
      for (number, statement) in group.statements.enumerated()
      where statement.doubleQuotedNames.isEmpty
        && CandidateList.candidates(
          for: statement.shape, at: Array(statement.shape.uses.indices), sizes: group.sizes, popularity: popularity
        ).isEmpty
      {
        unplanned.insert(number)
      }
    }
    guard unplanned.count < group.statements.count else {
      bases = group.statements.map { _ in nil }
      return
    }
    guard let database = try? WhatIfDatabase(tables: group.tables, views: group.views, sizes: group.sizes) else {
      bases = group.statements.map { _ in nil }
      return
    }
    var statements = group.statements
    for number in statements.indices {
      if unplanned.contains(number) {
        bases.append(nil)
        continue
      }
      do {
        let before = statements[number].text
        bases.append(try estimate(&statements[number], in: database, workload, facts))
        if statements[number].text != before { reread[number] = statements[number] }
        planned += statements[number].facts.count
      } catch {
        bases.append(nil)
        for fact in statements[number].facts {
          untranslated.append(UntranslatedStatement(location: facts[fact].location, reason: error.message))
        }
      }
    }
    if keepsPlans {
      keepPlans(of: statements, in: database, facts)
      return
    }
    // Partial indexes depend on values: there every statement is a case of its own.
    let hasPartial = group.tables.contains { table in table.indexes.contains { $0.predicate != nil } }
    // All statements are planned without candidates before the first candidate exists.
    var advised: [String: [Candidate]] = [:]
    for (statement, base) in zip(statements, bases) {
      guard let base else { continue }
      let key = (hasPartial ? statement.text : statement.pattern(facts)) + "\u{0}\(statement.loopDepth)"
      let candidates = advised[key] ?? database.advise(statement, base: base, popularity: popularity)
      advised[key] = candidates
      for candidate in candidates { wanted[candidate, default: 0] += statement.weight }
    }
  }

  private mutating func keepPlans(
    of statements: [PlannedStatement], in database: WhatIfDatabase, _ facts: [StatementFact]
  ) {
    for (statement, base) in zip(statements, bases) {
      guard let base else { continue }
      plans.append(
        StatementPlan(
          root: root, text: statement.text, places: statement.facts.map { facts[$0].location },
          plan: database.shown(base.plan)))
    }
  }

  /// The plan without proposals. A double-quoted name that is no column is read again as the string that SQLite and
  /// MySQL take it for.
  private func estimate(
    _ statement: inout PlannedStatement, in database: WhatIfDatabase, _ workload: Workload, _ facts: [StatementFact]
  ) throws(SQLiteError) -> EstimatedPlan {
    var strings: Set<String> = []
    for _ in 0..<PlanLimits.functionsPerStatement {
      do {
        return try database.estimate(statement)
      } catch {
        guard let name = missingColumn(in: error.message), statement.doubleQuotedNames.contains(name),
          strings.insert(name).inserted, let first = statement.facts.first,
          let reread = workload.reread(statement, fact: facts[first], root: root, strings: strings)
        else { throw error }
        statement = reread
      }
    }
    return try database.estimate(statement)
  }
}

/// The chosen indexes of one root with their names, each table's in order.
struct NamedSet: Sendable {
  private(set) var names: [Candidate: String]
  private var byTable: [String: [Candidate]]

  init(_ names: [Candidate: String]) {
    self.names = names
    byTable = Dictionary(grouping: names.keys, by: \.table)
    for table in byTable.keys { byTable[table]?.sort { $0.order < $1.order } }
  }

  func candidates(on tables: [TableDeclaration]) -> [Candidate] {
    tables.flatMap { byTable[foldedName($0.name)] ?? [] }
  }
}

/// The second round: plans the statements of a group with the whole set; which index serves which statement.
func planAgain(
  _ group: StatementGroup, _ first: AdvisedGroup, indexes: NamedSet, weights: PlanWeights, _ facts: [StatementFact]
) -> [(candidate: Candidate, statement: ServedStatement)] {
  let relevant = indexes.candidates(on: group.tables)
  guard !relevant.isEmpty,
    let database = try? WhatIfDatabase(tables: group.tables, views: group.views, sizes: group.sizes)
  else { return [] }
  // Where the set was chosen by time, it is told what each statement takes without it.
  let bases = first.bases.enumerated().map { number, base in
    let isLeft = first.unplanned.contains(number)
    guard isLeft || (base != nil && weights != .rows) else { return base }
    return try? database.estimate(group.statements[number], weights: weights)
  }
  let names = database.setCandidates(relevant, shownNames: indexes.names)
  var result: [(candidate: Candidate, statement: ServedStatement)] = []
  for (statement, base) in zip(group.statements, bases) {
    guard let base, let after = try? database.estimate(statement, weights: weights) else { continue }
    let used = relevant.filter { candidate in names[candidate].map { after.plan.usesIndex($0) } ?? false }
    guard !used.isEmpty, after.rows < base.rows else { continue }
    let linesBefore = database.shownLines(of: base.plan)
    let linesAfter = database.shownLines(of: after.plan)
    for candidate in used {
      let need = database.need(of: candidate, statement, without: base.plan)
      let isExact = statement.shape.finds(candidate)
      for fact in statement.facts {
        let isUncertain =
          facts[fact].isOffline || facts[fact].isPartial && !isExact
          || candidate.keys.contains { $0.column.map { facts[fact].optionalColumns.contains(foldedName($0)) } ?? false }
        let served = ServedStatement(
          location: facts[fact].location, text: statement.text, before: linesBefore, after: linesAfter,
          reason: base.reason(in: statement, table: candidate.table, after: after), rowsBefore: base.rows,
          rowsAfter: after.rows, loopDepth: facts[fact].loopDepth,
          need: isUncertain ? .uncertain : need)
        result.append((candidate, served))
      }
    }
  }
  return result
}

/// The column that a message of SQLite says is missing, folded.
private func missingColumn(in message: String) -> String? {
  let prefix = "no such column: "
  guard message.hasPrefix(prefix) else { return nil }
  return message.dropFirst(prefix.count).lowercased().filter { $0 != "\"" }
}
