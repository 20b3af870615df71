// Workflow commands of GitHub Actions: an annotation a finding. The most costly come first, as GitHub shows only the
// first ten of a step.

import Findings

func renderGitHub(_ input: ReportInput, findings: [Finding]) -> [UInt8] {
  var sources = ResolvedSources(input.sources)
  var bytes: [UInt8] = []
  for index in byCost(findings) {
    let finding = findings[index]
    let region = sources.region(finding.location)
    bytes.append(contentsOf: "::\(command(finding.severity)) file=".utf8)
    appendEscaped(finding.location.path, isProperty: true, to: &bytes)
    append(",line=", region.start.line, to: &bytes)
    append(",endLine=", region.end.line, to: &bytes)
    if region.start.line == region.end.line {
      append(",col=", region.start.column, to: &bytes)
      append(",endColumn=", region.end.column, to: &bytes)
    }
    bytes.append(contentsOf: ",title=".utf8)
    appendEscaped(finding.rule, isProperty: true, to: &bytes)
    bytes.append(contentsOf: "::".utf8)
    appendEscaped(text(of: finding), isProperty: false, to: &bytes)
    bytes.append(0x0A)
  }
  var summary = TerminalText(color: false)
  summary.append(summaryLine(input.summary, findings: findings))
  summary.newline()
  return bytes + summary.bytes
}

private func command(_ severity: Severity) -> String {
  switch severity {
  case .error: "error"
  case .warning: "warning"
  case .note: "notice"
  }
}

private func append(_ name: String, _ value: Int, to bytes: inout [UInt8]) {
  bytes.append(contentsOf: name.utf8)
  appendDecimal(value, to: &bytes)
}

private func text(of finding: Finding) -> String {
  var lines = ["\(finding.message) (\(finding.confidence.rawValue) confidence)"]
  if let cost = finding.cost { lines.append("cost: \(cost.before) → \(cost.after)") }
  if let fix = finding.fixes.first { lines.append("fix: \(fix.title)") }
  if let index = finding.index { lines.append(index.ddl) }
  return lines.joined(separator: "\n")
}

/// Escapes what the runner's own parser takes apart, and the characters that steer a terminal.
private func appendEscaped(_ text: String, isProperty: Bool, to bytes: inout [UInt8]) {
  let isPlain = text.utf8.allSatisfy { byte in
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "%")
      && !(isProperty && (byte == UInt8(ascii: ":") || byte == UInt8(ascii: ",")))
  }
  if isPlain { return bytes.append(contentsOf: text.utf8) }
  for scalar in text.unicodeScalars {
    switch scalar {
    case "%": bytes.append(contentsOf: "%25".utf8)
    case "\r": bytes.append(contentsOf: "%0D".utf8)
    case "\n": bytes.append(contentsOf: "%0A".utf8)
    case ":" where isProperty: bytes.append(contentsOf: "%3A".utf8)
    case "," where isProperty: bytes.append(contentsOf: "%2C".utf8)
    default: append(printable(scalar), to: &bytes)
    }
  }
}
