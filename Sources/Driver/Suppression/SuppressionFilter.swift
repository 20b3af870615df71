// Takes out the findings that a comment silences and reports the comments that silence nothing.

import Findings
import Syntax

/// Rule id of the finding about a comment that silences nothing.
public let unusedSuppressionRule = "unused-suppression"

/// The comments of one file.
struct FileSuppressions: Sendable {
  var path: String
  var comments: [SuppressionComment]
}

/// A finding is silenced by a comment for the first or last line of its main place, or for the line of a loop that
/// belongs to it.
///
/// `ranRules` are the rules whose absence of findings means something: a comment for a rule that did not run is not
/// called unused.
func applySuppressions(
  _ suppressions: [FileSuppressions], to findings: [Finding], lines: (String) -> LineIndex?,
  ranRules: Set<String>, reportsUnused: (String) -> Bool
) -> [Finding] {
  guard !suppressions.isEmpty else { return findings }
  var files: [String: SuppressedFile] = [:]
  for file in suppressions { files[file.path] = SuppressedFile(file) }
  var kept: [Finding] = []
  kept.reserveCapacity(findings.count)
  for finding in findings {
    let places = [finding.location] + finding.related.filter { $0.role == .loop }.map(\.location)
    var isSilenced = false
    for (number, place) in places.enumerated() where files[place.path] != nil {
      guard let index = lines(place.path) else { continue }
      let first = index.line(at: Int(place.range.start))
      let last = number == 0 ? index.line(at: max(Int(place.range.end) - 1, Int(place.range.start))) : first
      if files[place.path]?.silences(finding.rule, lines: first, last) == true { isSilenced = true }
    }
    if !isSilenced { kept.append(finding) }
  }
  for file in suppressions where reportsUnused(file.path) {
    kept += files[file.path]?.unused(ranRules: ranRules) ?? []
  }
  return kept
}

/// The comments of one file by the line that they cover, with what they have silenced so far.
private struct SuppressedFile {
  private let file: FileSuppressions
  private var byLine: [Int: [Int]] = [:]
  private var wholeFile: [Int] = []
  /// Rules that each comment has silenced.
  private var used: [Set<String>]

  init(_ file: FileSuppressions) {
    self.file = file
    used = Array(repeating: [], count: file.comments.count)
    for (number, comment) in file.comments.enumerated() {
      switch comment.coverage {
      case .line(let line): byLine[line, default: []].append(number)
      case .file: wholeFile.append(number)
      }
    }
  }

  mutating func silences(_ rule: String, lines first: Int, _ last: Int) -> Bool {
    var candidates = wholeFile + (byLine[first] ?? [])
    if last != first { candidates += byLine[last] ?? [] }
    var isSilenced = false
    for number in candidates {
      let rules = file.comments[number].rules
      guard rules.isEmpty || rules.contains(rule) else { continue }
      used[number].insert(rule)
      isSilenced = true
    }
    return isSilenced
  }

  func unused(ranRules: Set<String>) -> [Finding] {
    var findings: [Finding] = []
    for (number, comment) in file.comments.enumerated() {
      if comment.rules.isEmpty {
        if used[number].isEmpty { findings.append(finding(comment, rule: nil)) }
        continue
      }
      for rule in comment.rules where !used[number].contains(rule) && ranRules.contains(rule) {
        findings.append(finding(comment, rule: rule))
      }
    }
    return findings
  }

  private func finding(_ comment: SuppressionComment, rule: String?) -> Finding {
    let message = rule.map { "`\($0)` reports nothing here that this comment could silence" }
    return Finding(
      rule: unusedSuppressionRule, kind: "suppression", severity: .note, confidence: .high,
      message: (message ?? "no rule reports anything here that this comment could silence")
        + "; the comment can go",
      subject: rule ?? "ignore", location: Location(path: file.path, range: comment.range), degree: 0)
  }
}
