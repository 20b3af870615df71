// Advice for a whole repository: advice for each statement, merged to one small set, against which every statement is
// planned again. An index stays only if it serves a statement in that last round.

import Facts
import Findings
import Syntax

struct Advisor {
  private var workload: Workload
  let facts: [StatementFact]
  private var advice = IndexAdvice()
  /// The wanted indexes of each root, with the weight of the statements that want them.
  private var wanted: [SchemaRoot: [Candidate: Double]] = [:]
  /// Estimates without any proposal, by group and statement.
  private var bases: [[EstimatedPlan?]] = []
  /// Tables that a database could not be given, by root and name.
  private var refusedTables: [SchemaRoot: [String: UntranslatedStatement]] = [:]
  private var served: [SchemaRoot: [Candidate: [ServedStatement]]] = [:]

  init(workload: Workload, facts: [StatementFact]) {
    self.workload = workload
    self.facts = facts
  }

  mutating func advise() -> IndexAdvice {
    advice.untranslated = workload.untranslated + workload.catalog.untranslated
    advice.statementsSeen = workload.statementsSeen
    advice.statementsPlanned = workload.statementsWithoutLookup
    countTables()
    for position in workload.groups.indices { adviseEach(inGroup: position) }
    var final: [SchemaRoot: [Candidate: String]] = [:]
    for (root, candidates) in wanted {
      final[root] = named(merged(candidates), root: root)
    }
    for (position, group) in workload.groups.enumerated() {
      planAgain(group, bases: bases[position], indexes: final[group.root] ?? [:])
    }
    addProposals(final)
    advice.untranslated.sort {
      ($0.location.path, $0.location.range.start) < ($1.location.path, $1.location.range.start)
    }
    return advice
  }

  /// Creates every declared table once, to tell how much of the schema got through.
  private mutating func countTables() {
    for root in workload.catalog.roots {
      let tables = workload.catalog.tables.filter { $0.root == root }
      advice.tablesSeen += tables.count
      let sizes = TableSizes(tables, assumptions: SizeAssumptions(), statistics: nil)
      let known = Array(tables.prefix(PlanLimits.tables))
      guard let database = try? WhatIfDatabase(tables: known, views: [], sizes: sizes) else { continue }
      let failed = Set(database.refused.filter { !$0.reason.hasPrefix("index ") }.map { foldedName($0.table.name) })
      advice.tablesCreated += known.count - failed.count
      for refusal in database.refused {
        let reason = "table `\(refusal.table.name)`: \(refusal.reason)"
        advice.untranslated.append(UntranslatedStatement(location: refusal.table.location, reason: reason))
      }
    }
  }

  // MARK: Each statement

  private mutating func adviseEach(inGroup position: Int) {
    let group = workload.groups[position]
    guard let database = try? WhatIfDatabase(tables: group.tables, views: group.views, sizes: group.sizes) else {
      bases.append(group.statements.map { _ in nil })
      return
    }
    let popularity = workload.popularity[group.root] ?? ColumnPopularity()
    var estimates: [EstimatedPlan?] = []
    // Partial indexes depend on values: there every statement is a case of its own.
    let hasPartial = group.tables.contains { table in table.indexes.contains { $0.predicate != nil } }
    for (number, read) in group.statements.enumerated() {
      var statement = read
      do {
        let base = try estimate(&statement, in: database, root: group.root)
        workload.replace(statement, at: number, inGroup: position)
        estimates.append(base)
        advice.statementsPlanned += statement.facts.count
      } catch {
        estimates.append(nil)
        for fact in statement.facts {
          advice.untranslated.append(
            UntranslatedStatement(location: facts[fact].location, reason: error.message))
        }
      }
    }
    bases.append(estimates)
    // All statements are planned without candidates before the first candidate exists.
    var advised: [String: [Candidate]] = [:]
    for (statement, base) in zip(workload.groups[position].statements, estimates) {
      guard let base else { continue }
      let key = (hasPartial ? statement.text : statement.pattern) + "\u{0}\(statement.loopDepth)"
      let candidates = advised[key] ?? database.advise(statement, base: base, popularity: popularity)
      advised[key] = candidates
      for candidate in candidates {
        wanted[group.root, default: [:]][candidate, default: 0] += statement.weight
      }
    }
  }

  /// The plan without proposals. A double-quoted name that is no column is read again as the string that SQLite and
  /// MySQL take it for.
  private func estimate(
    _ statement: inout PlannedStatement, in database: WhatIfDatabase, root: SchemaRoot
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

  // MARK: The set

  /// Drops what another candidate begins with: `(a)` when `(a, b)` is wanted too.
  private func merged(_ candidates: [Candidate: Double]) -> [Candidate] {
    let sorted = candidates.keys.sorted { $0.order < $1.order }
    return sorted.filter { candidate in
      !sorted.contains { other in
        other.table == candidate.table && other.keys.count > candidate.keys.count
          && zip(other.keys, candidate.keys).allSatisfy { $0.matches($1) }
      }
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

  /// Plans the statements of a group with the whole set, and notes which index serves which statement.
  private mutating func planAgain(
    _ group: StatementGroup, bases: [EstimatedPlan?], indexes: [Candidate: String]
  ) {
    let tables = Set(group.tables.map { foldedName($0.name) })
    let relevant = indexes.keys.filter { tables.contains($0.table) }.sorted { $0.order < $1.order }
    guard !relevant.isEmpty,
      let database = try? WhatIfDatabase(tables: group.tables, views: group.views, sizes: group.sizes)
    else { return }
    let names = database.setCandidates(relevant, shownNames: indexes)
    for (statement, base) in zip(group.statements, bases) {
      guard let base, let after = try? database.estimate(statement) else { continue }
      let used = relevant.filter { candidate in names[candidate].map { after.plan.usesIndex($0) } ?? false }
      guard !used.isEmpty, after.rows < base.rows else { continue }
      let linesBefore = database.shownLines(of: base.plan)
      let linesAfter = database.shownLines(of: after.plan)
      for candidate in used {
        for fact in statement.facts {
          served[group.root, default: [:]][candidate, default: []].append(
            ServedStatement(
              location: facts[fact].location, text: statement.text, before: linesBefore, after: linesAfter,
              reason: base.reason(in: statement, table: candidate.table, after: after), rowsBefore: base.rows,
              rowsAfter: after.rows, loopDepth: facts[fact].loopDepth))
        }
      }
    }
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
            root: root, index: proposal, table: table.location, statements: statements,
            replaces: table.indexes.first { $0.isReplaced(by: candidate) }, confidence: confidence(of: statements)))
      }
    }
  }

  private func confidence(of statements: [ServedStatement]) -> Confidence {
    var best = Confidence.low
    for statement in statements {
      let saved = statement.rowsBefore - statement.rowsAfter
      switch statement.reason {
      case .scan, .automaticIndex:
        let isSharp = statement.rowsAfter <= statement.rowsBefore / 100
        best = max(best, isSharp ? .high : .medium)
      case .shortSearch, .sort:
        best = max(best, saved >= AdviceThreshold.savedRowsOfScan || statement.loopDepth > 0 ? .medium : .low)
      }
    }
    return best
  }
}

/// The column that a message of SQLite says is missing, folded.
private func missingColumn(in message: String) -> String? {
  let prefix = "no such column: "
  guard message.hasPrefix(prefix) else { return nil }
  return message.dropFirst(prefix.count).lowercased().filter { $0 != "\"" }
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
