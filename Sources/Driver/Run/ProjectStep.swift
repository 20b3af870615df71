// From the facts of all files to findings: the analysis, in parallel parts, and the open questions of patterns. The
// schema and its indexes are SchemaStep's business.

import Analysis
import Facts
import Findings
import Patterns
import QueryPlan
import RuleCatalog
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
  schema.add(analysis.modelSchema(), parts.flatMap(\.statements))
  schema.replay(outcomes, analysis.statementTexts())
  schema.finish(into: &result)
  return result
}
