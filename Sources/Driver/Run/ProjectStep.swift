// From the facts of all files to findings: the analysis, in parallel parts, the open questions of patterns, and the
// indexes that the statements want.

import Analysis
import Facts
import Findings
import Patterns
import QueryPlan
import RuleCatalog
import SQLFrontend
import Syntax

/// What the project step gives.
struct ProjectResult: Sendable {
  var findings: [Finding] = []
  var partial: [PartialRead] = []
  var advice = IndexAdvice()
  var callsNotFollowed = 0
}

/// Joins the facts of all files, which are in path order, and finds the work that does not scale. Takes the facts out
/// of the outcomes, so that they are not held twice.
func analyse(_ outcomes: inout [FileOutcome], _ request: ScanRequest, _ symbols: SymbolTable) -> ProjectResult {
  let facts = outcomes.indices.compactMap { outcomes[$0].facts.take() }
  var result = ProjectResult()
  let tables = embeddedTables(in: "frameworks") + embeddedTables(in: "libraries")
  let analysis = ProjectAnalysis(
    project: Project(files: facts, symbols: symbols), tables: tables,
    reportedScopes: request.configuration.reportedScopes)
  let parts = parallelMap(
    order: Array(0..<analysis.parts), threads: request.jobs, scratch: {},
    body: { _, part in analysis.analyze(part: part) })
  result.findings = analysis.findings(of: parts)
  result.callsNotFollowed = parts.reduce(0) { $0 + $1.cutOff }
  for outcome in outcomes {
    result.findings += outcome.matches.compactMap { $0.finding(path: outcome.path, oracle: UnknowingOracle()) }
  }
  var schema = SchemaStep(request)
  for outcome in inReplayOrder(outcomes.filter { !$0.statements.isEmpty }) { schema.add(outcome) }
  for use in analysis.statementTexts() { schema.add(use) }
  schema.add(analysis.modelSchema(), parts.flatMap(\.statements))
  schema.finish(into: &result)
  return result
}

/// Collects the schema and the statements of a project and asks the planner.
private struct SchemaStep {
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

  mutating func add(_ outcome: FileOutcome) {
    let root = SchemaRoot(schemaRoot(of: outcome.path))
    let isReported = request.configuration.reportedScopes.contains(outcome.scope)
    for item in outcome.statements {
      let location = Location(path: outcome.path, range: item.range)
      catalog.apply(item.statement, root: root, at: location, rangesAreInFile: outcome.hasInnerRanges)
      if isReported, item.isComplete, item.statement.isPlanned {
        statements.append(StatementFact(statement: item.statement, location: location, origin: .sqlFile))
      }
    }
  }

  mutating func add(_ use: StatementUse) {
    guard let text = use.text else { return }
    for item in parseSQLText(text, limits: request.limits).items where item.isComplete {
      let root = SchemaRoot(schemaRoot(of: use.location.path))
      catalog.apply(item.statement, root: root, at: use.location, rangesAreInFile: false)
      guard item.statement.isPlanned else { continue }
      statements.append(
        StatementFact(
          statement: item.statement, location: use.location, origin: .stringLiteral, loopDepth: use.loopDepth))
    }
  }

  mutating func add(_ models: ModelSchema, _ uses: [StatementUse]) {
    for table in models.tables { catalog.declare(table) }
    statements += models.statements(uses)
  }

  mutating func finish(into result: inout ProjectResult) {
    catalog.setRowCounts(request.configuration.tableSizes)
    result.partial += partial
    for failed in catalog.untranslated {
      result.partial.append(PartialRead(path: failed.location.path, reason: failed.reason))
    }
    if !statements.isEmpty && !catalog.tables.isEmpty {
      result.advice = SQLitePlanner(options: options).proposeIndexes(for: statements, catalog: catalog)
      result.findings += onePerIndex(missingIndexFindings(result.advice))
    }
    // An index that a base class declares is one declaration, however many tables have it.
    var places: Set<Location> = []
    result.findings += redundantIndexFindings(catalog).filter { places.insert($0.location).inserted }
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
  /// Whether it reads or changes rows, so that a planner has something to say.
  fileprivate var isPlanned: Bool {
    switch self {
    case .select, .insert, .update, .delete: return true
    case .createTable, .createIndex, .createView, .createTrigger, .alterTable, .drop, .opaque: return false
    }
  }
}

/// The schema that a SQL file belongs to: numbered files of one folder make one schema, any other file is its own.
private func schemaRoot(of path: String) -> String {
  guard isNumbered(lastPart(of: path)) else { return path }
  let folder = parentFolder(of: path)
  return folder.isEmpty ? "." : folder
}

/// `001_users.sql`, `V2__orders.sql`, `20240101120000_add_index.up.sql`.
private func isNumbered(_ name: String) -> Bool {
  let bytes = Array(name.utf8.prefix(2))
  guard let first = bytes.first else { return false }
  if (0x30...0x39).contains(first) { return true }
  return (first == UInt8(ascii: "V") || first == UInt8(ascii: "v")) && bytes.count > 1
    && (0x30...0x39).contains(bytes[1])
}

/// Snapshots before numbered deltas, and these by their numbers: `9_x.sql` comes before `10_x.sql`.
private func inReplayOrder(_ outcomes: [FileOutcome]) -> [FileOutcome] {
  let snapshots = outcomes.filter { !isNumbered(lastPart(of: $0.path)) }
  let deltas = outcomes.filter { isNumbered(lastPart(of: $0.path)) && !isReversal($0.path) }
  return snapshots + deltas.sorted { replayKey($0.path) < replayKey($1.path) }
}

/// A migration's way back (`0001_x.down.sql`) is not part of the schema.
private func isReversal(_ path: String) -> Bool { path.hasSuffix(".down.sql") || path.hasSuffix("_down.sql") }

private func replayKey(_ path: String) -> (String, Int, String) {
  let name = lastPart(of: path)
  let digits = name.drop { !$0.isNumber }.prefix { $0.isNumber }
  return (parentFolder(of: path), Int(digits) ?? 0, name)
}
