// The run told in one line, and the list of what was not read as it stands.

import Findings

/// `12 findings (8 high, 4 medium) in 412 files, 98,211 lines, 0.21 s; skipped 31 files (tests 20, vendored 11); …`
public func summaryLine(_ summary: RunSummary, findings: [Finding]) -> String {
  var line = findings.isEmpty ? "no findings" : counted(findings.count, "finding")
  let confidences = Confidence.allCases.reversed().compactMap { confidence -> String? in
    let count = findings.count { $0.confidence == confidence }
    return count == 0 ? nil : "\(grouped(count)) \(confidence.rawValue)"
  }
  if !confidences.isEmpty { line += " (\(confidences.joined(separator: ", ")))" }
  line += " in \(counted(summary.files, "file")), \(counted(summary.lines, "line"))"
  line += ", \(fixedPoint(summary.seconds, decimals: 2, keepsZeros: true)) s"
  if let skipped = skippedFiles(summary) { line += "; \(skipped)" }
  let partial = Set(summary.partial.map(\.path)).count
  if partial > 0 { line += "; \(counted(partial, "file")) read in part" }
  if summary.callsNotFollowed > 0 {
    line += "; \(counted(summary.callsNotFollowed, "call")) not followed because of limits"
  }
  return line
}

/// `skipped 31 files (tests 20, vendored 11)`; nil when none were.
func skippedFiles(_ summary: RunSummary) -> String? {
  let skipped = summary.skipped.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
  guard !skipped.isEmpty else { return nil }
  let total = skipped.reduce(0) { $0 + $1.value }
  let reasons = skipped.map { "\($0.key) \(grouped($0.value))" }.joined(separator: ", ")
  return "skipped \(counted(total, "file")) (\(reasons))"
}

/// `1 file`, `2,000 files`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
}

/// The number with a comma between thousands.
private func grouped(_ count: Int) -> String {
  let digits = Array(String(count))
  var text = ""
  for (position, digit) in digits.enumerated() {
    let following = digits.count - position
    if position > 0 && following % 3 == 0 && digits[position - 1] != "-" { text.append(",") }
    text.append(digit)
  }
  return text
}
