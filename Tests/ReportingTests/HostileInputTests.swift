// Places, texts and sources of any kind, also such as no rule would give: every report is made, none traps.

import Findings
import Foundation
import Reporting
import Syntax
import Testing

/// A small generator with the same numbers in every run (xorshift64).
private struct Numbers: RandomNumberGenerator {
  var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

private let pieces = [
  "a", "\n", "\r", "\r\n", "\t", "日", "é", "👍", "\u{301}", "\u{1B}[2J", "\u{202E}", "\"", "\\", "`", "*", "[x](1)",
  "%", "::", "\u{0}", "\u{2028}", "word ", "    ",
]

extension Numbers {
  fileprivate mutating func text(_ count: Int) -> String {
    (0..<Int.random(in: 0...count, using: &self)).map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
  }

  fileprivate mutating func location() -> Location {
    let bound = Bool.random(using: &self) ? 200 : UInt32.max
    let range = ByteRange(
      start: UInt32.random(in: 0...bound, using: &self), end: UInt32.random(in: 0...bound, using: &self))
    let paths = ["a.py", "b.py", "/c.py", "", "missing: 100%"]
    return Location(path: paths.randomElement(using: &self) ?? "", range: range)
  }

  fileprivate mutating func finding() -> Finding {
    let places = (0..<Int.random(in: 0...20, using: &self)).map { _ in
      RelatedPlace(location: location(), role: Role.allCases.randomElement(using: &self) ?? .loop, message: text(9))
    }
    let fixes = (0..<Int.random(in: 0...2, using: &self)).map { _ in
      Fix(
        title: text(9), safety: FixSafety.allCases.randomElement(using: &self) ?? .safe,
        edits: (0..<Int.random(in: 0...3, using: &self)).map { _ in TextEdit(location: location(), text: text(9)) })
    }
    return Finding(
      rule: text(3), kind: text(2), severity: Severity.allCases.randomElement(using: &self) ?? .note,
      confidence: Confidence.allCases.randomElement(using: &self) ?? .low, message: text(20), subject: text(5),
      location: location(), related: places, cost: CostChange(before: text(4), after: text(4)),
      index: IndexProposal(table: text(3), columns: [text(3)], predicate: text(3), ddl: text(9)), fixes: fixes,
      evidence: [.schema(location()), .plan(statement: text(9), before: [text(9)], after: [])],
      degree: Int.random(in: Int.min...Int.max, using: &self))
  }
}

@Test func anyInputGivesAReport() throws {
  var numbers = Numbers()
  for _ in 0..<60 {
    var sources: [String: SourceBytes] = [:]
    for path in ["a.py", "b.py", "/c.py", ""] {
      let noise = (0..<150).map { _ in UInt8.random(in: 0...255, using: &numbers) }
      sources[path] = SourceBytes(Bool.random(using: &numbers) ? Array(numbers.text(150).utf8) : noise)
    }
    var summary = RunSummary()
    summary.files = Int.random(in: Int.min...Int.max, using: &numbers)
    summary.seconds = Double(bitPattern: numbers.next())
    summary.skipped = [numbers.text(3): Int.random(in: -9...9, using: &numbers)]
    summary.partial = [PartialRead(path: numbers.text(3), reason: numbers.text(9))]
    let input = ReportInput(
      findings: (0..<8).map { _ in numbers.finding() }, summary: summary, rules: [], sources: sources,
      toolVersion: numbers.text(2), workingDirectoryURI: "file:///",
      width: Int.random(in: Int.min...Int.max, using: &numbers))
    for format in OutputFormat.allCases {
      let report = renderReport(input, format: format, color: false)
      switch format {
      case .json, .sarif: _ = try JSONSerialization.jsonObject(with: Data(report))
      case .text, .concise, .github:
        #expect(!report.contains { ($0 < 0x20 && $0 != 0x0A) || $0 == 0x7F })
        #expect(String(validating: report, as: UTF8.self) != nil)
      }
    }
    _ = renderRulePage(numbers.text(200), color: true, width: Int.random(in: Int.min...Int.max, using: &numbers))
  }
}

@Test func anyTwoTextsHaveADifferenceThatLeadsFromOneToTheOther() {
  var numbers = Numbers()
  for _ in 0..<200 {
    let before = (0..<Int.random(in: 0...40, using: &numbers)).map { _ in UInt8.random(in: 0...3, using: &numbers) + 9 }
    let after = (0..<Int.random(in: 0...40, using: &numbers)).map { _ in UInt8.random(in: 0...3, using: &numbers) + 9 }
    let diff = unifiedDiff(path: "a", before: before, after: after)
    #expect(diff.isEmpty ? before == after : patched(before, by: diff) == after)
  }
}

/// The text that a diff makes of `before`, read from its hunks.
private func patched(_ before: [UInt8], by diff: [UInt8]) -> [UInt8] {
  var lines: [ArraySlice<UInt8>] = []
  var start = 0
  for offset in before.indices where before[offset] == 0x0A {
    lines.append(before[start...offset])
    start = offset + 1
  }
  if start < before.count { lines.append(before[start...]) }
  var result: [UInt8] = []
  var copied = 0
  var isAdded = false
  for line in diff.split(separator: 0x0A).dropFirst(2) {
    switch line.first {
    case UInt8(ascii: "@"):
      let numbers = String(decoding: line, as: UTF8.self).split { !$0.isNumber && $0 != "," }
      let old = numbers[0].split(separator: ",").compactMap { Int($0) }
      let first = old.count == 2 && old[1] == 0 ? old[0] : old[0] - 1
      while copied < first {
        result += lines[copied]
        copied += 1
      }
    case UInt8(ascii: "-"): copied += 1
    case UInt8(ascii: " "):
      result += lines[copied]
      copied += 1
    case UInt8(ascii: "+"): result += line.dropFirst() + [0x0A]
    default: if isAdded { result.removeLast() }
    }
    isAdded = line.first == UInt8(ascii: "+")
  }
  while copied < lines.count {
    result += lines[copied]
    copied += 1
  }
  return result
}
