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

/// `[*] 3 fixable with --fix (2 more with --unsafe-fixes)`, or after fixing `fixed 3 findings (2 more …)`; nil when there
/// is nothing to say.
func fixLine(_ input: ReportInput, findings: [Finding]) -> String? {
  let level: FixSafety = input.showsUnsafeFixes ? .unsafe : .safe
  let fixable = findings.count { isFixable($0, upTo: level) }
  let hidden = findings.count { isFixable($0, upTo: .unsafe) } - fixable
  let more = hidden > 0 ? "\(grouped(hidden)) more with --unsafe-fixes" : ""
  if let fixed = input.fixed { return "fixed \(counted(fixed, "finding"))" + (more.isEmpty ? "" : " (\(more))") }
  guard fixable > 0 else { return hidden > 0 ? "\(grouped(hidden)) fixable with --fix --unsafe-fixes" : nil }
  let options = input.showsUnsafeFixes ? "--fix --unsafe-fixes" : "--fix"
  return "[*] \(grouped(fixable)) fixable with \(options)" + (more.isEmpty ? "" : " (\(more))")
}

/// Whether a fix of the finding can be applied as it is.
func isFixable(_ finding: Finding, upTo level: FixSafety) -> Bool {
  finding.fixes.contains { fix in
    switch fix.safety {
    case .safe: return !fix.edits.isEmpty
    case .unsafe: return !fix.edits.isEmpty && level == .unsafe
    case .display: return false
    }
  }
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
