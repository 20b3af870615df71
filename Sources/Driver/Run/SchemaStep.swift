// Collects the schema and the statements of a project and asks the planner which indexes they want. What is replayed
// in which order, and what a later snapshot stands for, is decided by SchemaLayout.

import Analysis
import Facts
import Findings
import QueryPlan
import SQLFrontend
import Syntax

struct SchemaStep {
  private let request: ScanRequest
  private var catalog = SchemaCatalog()
  private var statements: [StatementFact] = []
  private var options = PlannerOptions()
  private var partial: [PartialRead] = []

  init(_ request: ScanRequest) {
    self.request = request
    guard let path = request.configuration.database else { return }
    let contents = readDatabase(at: path, root: SchemaRoot(lastPart(of: path)))
    for table in contents.tables { catalog.declare(table) }
    options.statistics = contents.statistics
    for issue in contents.issues { partial.append(PartialRead(path: lastPart(of: path), reason: issue)) }
  }

  mutating func add(_ models: ModelSchema, _ uses: [StatementUse]) {
    for table in models.tables { catalog.declare(table) }
    statements += models.statements(uses)
  }

  /// Replays the DDL of all files and string literals in the order in which a database would see it.
  mutating func replay(_ outcomes: [FileOutcome], _ uses: [StatementUse]) {
    var files: [String: FileOutcome] = [:]
    for outcome in outcomes where !outcome.statements.isEmpty { files[outcome.path] = outcome }
    let texts = Dictionary(grouping: uses, by: \.location.path)
    let layout = SchemaLayout(Array(files.keys) + texts.keys.filter { files[$0] == nil })
    let sources = files.keys.filter { !isReversal($0) }.sorted(by: layout.precedes)
    // Literals of code that is a step of a schema have their turn among the files; those of other code come last.
    let (steps, others) = texts.keys.reduce(into: ([String](), [String]())) { sorted, path in
      if layout[path].version != nil { sorted.0.append(path) } else { sorted.1.append(path) }
    }
    for path in (sources + steps).sorted(by: layout.precedes) + others.sorted() {
      let place = layout[path]
      guard !place.isSuperseded else { continue }
      if let outcome = files[path] { add(outcome, place) }
      for use in texts[path] ?? [] { add(use, place) }
    }
  }

  private mutating func add(_ outcome: FileOutcome, _ place: SchemaPlace) {
    let isReported = request.configuration.reportedScopes.contains(outcome.scope)
    for item in outcome.statements {
      let location = Location(path: outcome.path, range: item.range)
      catalog.apply(item.statement, root: place.root, at: location, rangesAreInFile: outcome.hasInnerRanges)
      // What a step changes it changes once.
      guard isReported, item.isComplete, item.statement.reads || item.statement.changes && place.version == nil else {
        continue
      }
      statements.append(StatementFact(statement: item.statement, location: location, origin: .sqlFile))
    }
  }

  private mutating func add(_ use: StatementUse, _ place: SchemaPlace) {
    guard let text = use.text else { return }
    for item in parseSQLText(text, limits: request.limits).items where item.isComplete {
      catalog.apply(item.statement, root: place.root, at: use.location, rangesAreInFile: false)
      guard item.statement.reads || item.statement.changes, !use.isOneTime, place.version == nil else { continue }
      statements.append(
        StatementFact(
          statement: item.statement, location: use.location, origin: .stringLiteral, loopDepth: use.loopDepth))
    }
  }

  mutating func finish(into result: inout ProjectResult) {
    catalog.setRowCounts(request.configuration.tableSizes)
    result.partial += partial
    if !request.workload.isEmpty { statements = request.workload.flatMap(statements(of:)) }
    for failed in catalog.untranslated {
      result.partial.append(PartialRead(path: failed.location.path, reason: failed.reason))
    }
    if !statements.isEmpty && !catalog.tables.isEmpty {
      options.countsTables = request.countsTables
      options.searchesSet = request.searchesIndexSet
      options.budget = request.indexBudget
      options.keepsPlans = request.keepsPlans
      let planner = SQLitePlanner(options: options, runner: ThreadRunner(threads: request.jobs))
      result.advice = planner.proposeIndexes(for: statements, catalog: catalog)
      result.findings += onePerIndex(missingIndexFindings(result.advice))
    }
    // An index that a base class declares is one declaration, however many tables have it.
    var places: Set<Location> = []
    result.findings += redundantIndexFindings(catalog).filter { places.insert($0.location).inserted }
  }
}

extension SchemaStep {
  private func statements(of file: WorkloadFile) -> [StatementFact] {
    parseSQL(file.source, limits: request.limits).items.filter(\.isComplete).map { item in
      StatementFact(
        statement: item.statement, location: Location(path: file.path, range: item.range), origin: .sqlFile)
    }
  }
}

/// Lends the run's threads to the planner.
private struct ThreadRunner: WorkRunner {
  var threads: Int

  func map<Output: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) -> Output) -> [Output] {
    parallelMap(order: Array(0..<count), threads: threads, scratch: {}, body: { _, item in body(item) })
  }
}

/// A table that a SQL file and a model both declare is one table to a reader: its index is proposed once, with the
/// places of both.
private func onePerIndex(_ findings: [Finding]) -> [Finding] {
  var positions: [String: Int] = [:]
  var result: [Finding] = []
  for finding in findings {
    guard let known = positions[finding.subject] else {
      positions[finding.subject] = result.count
      result.append(finding)
      continue
    }
    result[known].related.append(
      RelatedPlace(location: finding.location, role: .query, message: "this query wants it too"))
    result[known].related += finding.related
  }
  return result
}

extension SQLStatement {
  /// Whether it only reads rows.
  fileprivate var reads: Bool {
    if case .select = self { return true }
    return false
  }

  /// Whether it changes rows, which a planner has to find first.
  fileprivate var changes: Bool {
    switch self {
    case .insert, .update, .delete: return true
    case .select, .createTable, .createIndex, .createView, .createTrigger, .alterTable, .drop, .opaque: return false
    }
  }
}

/// A migration's way back (`0001_x.down.sql`) is not part of the schema.
private func isReversal(_ path: String) -> Bool { path.hasSuffix(".down.sql") || path.hasSuffix("_down.sql") }
