// The one way in: findings, the run's summary and the sources they speak of become the bytes of a report. Decides the
// order of findings; leaves reading files, choosing colour and writing the bytes to the caller.

import Findings
import Syntax

/// A form of report.
public enum OutputFormat: String, CaseIterable, Sendable {
  /// For people: code frames, related places, cost and proposed change.
  case text
  /// For people and `grep`: one line a finding.
  case concise
  case json
  case sarif
  /// Workflow commands that GitHub Actions shows as annotations.
  case github
}

/// Everything that a report is made of.
public struct ReportInput: Sendable {
  public var findings: [Finding]
  public var summary: RunSummary
  /// Rules that the run knew; a finding of another rule is reported all the same.
  public var rules: [RuleMetadata]
  /// The text of the files that findings mention.
  public var sources: any SourceLookup
  public var toolVersion: String
  /// Absolute `file://` URI of the scanned root, told in SARIF; nil keeps the report free of machine paths.
  public var workingDirectoryURI: String?
  /// Home page of the tool, told in SARIF.
  public var informationURI: String?
  /// Columns that a line of a code frame may take.
  public var width: Int
  /// Findings that the run fixed; nil when it was not asked to.
  public var fixed: Int?
  /// Whether fixes that need review count as fixable.
  public var showsUnsafeFixes = false

  public init(
    findings: [Finding], summary: RunSummary, rules: [RuleMetadata], sources: any SourceLookup, toolVersion: String,
    workingDirectoryURI: String? = nil, informationURI: String? = nil, width: Int = 120
  ) {
    self.findings = findings
    self.summary = summary
    self.rules = rules
    self.sources = sources
    self.toolVersion = toolVersion
    self.workingDirectoryURI = workingDirectoryURI
    self.informationURI = informationURI
    self.width = width
  }
}

/// The report as UTF-8, ending with a line feed. `color` asks for ANSI colours in the forms for people.
public func renderReport(_ input: ReportInput, format: OutputFormat, color: Bool = false) -> [UInt8] {
  let findings = inReportOrder(input.findings)
  switch format {
  case .text: return renderText(input, findings: findings, color: color)
  case .concise: return renderConcise(input, findings: findings, color: color)
  case .json: return renderJSON(input, findings: findings)
  case .sarif: return renderSARIF(input, findings: findings)
  case .github: return renderGitHub(input, findings: findings)
  }
}

/// Sorted by path (by its bytes), start and rule; what is equal in these by end, subject and message, so that the order never
/// depends on how the findings came.
public func inReportOrder(_ findings: [Finding]) -> [Finding] {
  findings.indices.sorted { comesBefore(findings[$0], findings[$1]) }.map { findings[$0] }
}

/// Sorted by cost: degree, severity, confidence, each from high to low; equals keep their order.
func byCost(_ findings: [Finding]) -> [Int] {
  findings.indices.sorted { first, second in
    let (a, b) = (findings[first], findings[second])
    if a.degree != b.degree { return a.degree > b.degree }
    if a.severity != b.severity { return a.severity > b.severity }
    if a.confidence != b.confidence { return a.confidence > b.confidence }
    return first < second
  }
}

private func comesBefore(_ a: Finding, _ b: Finding) -> Bool {
  if a.location.path != b.location.path {
    return a.location.path.utf8.lexicographicallyPrecedes(b.location.path.utf8)
  }
  let (first, second) = (a.location.range, b.location.range)
  if first.start != second.start { return first.start < second.start }
  if a.rule != b.rule { return a.rule < b.rule }
  if first.end != second.end { return first.end < second.end }
  if a.subject != b.subject { return a.subject < b.subject }
  return a.message < b.message
}
