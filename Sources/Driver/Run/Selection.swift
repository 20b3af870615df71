// Which of the findings a run reports, and with which severity: rules, scopes, suppressions, confidence, and the files
// that a hook asked about. All formats get the same list.

import Facts
import Findings
import Syntax

/// The findings to report, in report order.
func select(
  _ findings: [Finding], outcomes: [FileOutcome], request: ScanRequest, rules: RuleSet,
  sources: inout SourceStore
) -> [Finding] {
  let configuration = request.configuration
  var scopes: [String: FileScope] = [:]
  for outcome in outcomes where outcome.scope != .normal { scopes[outcome.path] = outcome.scope }
  let enabled = rules.enabled
  let isReported: (String) -> Bool = { configuration.reportedScopes.contains(scopes[$0] ?? .normal) }
  var wanted = findings.filter { isReported($0.location.path) && enabled.contains($0.rule) }

  let suppressions = outcomes.filter { !$0.suppressions.isEmpty }.map {
    FileSuppressions(path: $0.path, comments: $0.suppressions)
  }
  if !suppressions.isEmpty {
    var lines: [String: LineIndex] = [:]
    for file in suppressions { lines[file.path] = sources.source(file.path).map { LineIndex($0) } }
    wanted = applySuppressions(
      suppressions, to: wanted, lines: { lines[$0] }, ranRules: enabled, reportsUnused: isReported)
    wanted.removeAll { !enabled.contains($0.rule) }
  }
  wanted.removeAll { $0.confidence < configuration.confidence }
  if let only = request.onlyFiles {
    let files = Set(only)
    wanted.removeAll { finding in
      !files.contains(finding.location.path) && !finding.related.contains { files.contains($0.location.path) }
    }
  }
  for index in wanted.indices {
    if let severity = configuration.rules[wanted[index].rule]?.severity { wanted[index].severity = severity }
  }
  return wanted
}
