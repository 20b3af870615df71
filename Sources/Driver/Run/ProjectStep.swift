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
  // Generic views put names into a context that the project's own code need not mention.
  for table in tables where table.name.hasSuffix("templates") {
    for line in table.lines { _ = symbols.intern(line.value) }
  }
  let outside = outsideModels(tables, besides: facts, request.limits, symbols)
  let analysis = ProjectAnalysis(
    project: Project(files: facts, outside: outside, symbols: symbols), tables: tables,
    reportedScopes: request.configuration.reportedScopes,
    inquiries: inquiries(of: outcomes))
  // What the code says of the schema is read beside the interpretation.
  let work = parallelMap(
    order: Array(0..<analysis.parts + 2), threads: request.jobs, scratch: {},
    body: { _, number -> ProjectWork in
      switch number - analysis.parts {
      case 0: return .schema(analysis.modelSchema())
      case 1: return .texts(analysis.statementTexts())
      default: return .part(analysis.analyze(part: number))
      }
    })
  var parts: [PartialAnalysis] = []
  var models: ModelSchema?
  var texts: [StatementUse] = []
  for item in work {
    switch item {
    case .part(let part): parts.append(part)
    case .schema(let schema): models = schema
    case .texts(let uses): texts = uses
    }
  }
  result.findings = analysis.findings(of: parts)
  result.callsNotFollowed = parts.reduce(0) { $0 + $1.cutOff }
  let oracle = AnalysisOracle(answers: analysis.answers(of: parts))
  for outcome in outcomes {
    result.findings += outcome.matches.compactMap { $0.finding(path: outcome.path, oracle: oracle) }
  }
  let outsidePaths = Set(outside.map(\.path))
  result.findings.removeAll { outsidePaths.contains($0.location.path) }
  for index in result.findings.indices {
    result.findings[index].related.removeAll { outsidePaths.contains($0.location.path) }
  }
  var schema = SchemaStep(request)
  if let models { schema.add(models, parts.flatMap(\.statements)) }
  schema.replay(outcomes, texts)
  schema.finish(into: &result)
  return result
}

/// A piece of the analysis that runs beside the others.
private enum ProjectWork: Sendable {
  case part(PartialAnalysis)
  case schema(ModelSchema)
  case texts([StatementUse])
}
