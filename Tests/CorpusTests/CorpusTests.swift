// Scans every case of the corpus and compares the findings with the markers, line by line: what is marked is found,
// what is not marked is silent, and a gap that is known closes with a failure here.

import Driver
import Findings
import Foundation
import Syntax
import Testing

/// A finding as the markers speak of it.
private struct Found {
  var path: String
  var line: Int
  var finding: Finding
}

@Test func everyFileIsACase() {
  #expect(!corpusCases().isEmpty)
  for item in ruleFolders().flatMap(entries) {
    #expect(purpose(of: item) != nil, "\(item.path) is named neither flagged nor clean nor fixed")
  }
}

@Test(arguments: corpusCases())
func corpus(_ test: CorpusCase) throws {
  let found = try findings(in: test.location)
  switch test.purpose {
  case .fixed: #expect(found.filter { $0.finding.rule == test.rule && isReported($0) }.map(place) == [])
  case .flagged, .clean, .project:
    var marked = files(of: test.location).flatMap { markers(in: $0.text, path: $0.path) }
    if let text = try? String(contentsOf: test.location.appendingPathComponent(expectationFile), encoding: .utf8) {
      marked += expectations(in: text)
    }
    compare(found.filter { isJudged($0.finding, test) }, marked)
    if test.purpose == .clean { #expect(marked == [], "a clean file expects nothing") }
    if test.purpose == .flagged {
      #expect(marked.contains { $0.rule == test.rule }, "a flagged file marks findings of its rule")
    }
  }
}

@Test(arguments: corpusCases().filter { $0.purpose == .fixed })
func fixesGiveTheFixedFile(_ test: CorpusCase) throws {
  let name = test.location.lastPathComponent
  let flagged = test.location.deletingLastPathComponent()
    .appendingPathComponent("flagged" + name.dropFirst("fixed".count))
  var request = ScanRequest(
    paths: [flagged.path], workingFolder: flagged.deletingLastPathComponent().path, configuration: Configuration())
  request.onlyRules = test.rule.map { [$0] }
  let file = try #require(try scanAndFix(request, upTo: .unsafe).files.first, "nothing is fixed")
  let fixed = file.after.bytes(ByteRange(0, file.after.count))
  let wanted = try String(contentsOf: test.location, encoding: .utf8)
  #expect(withoutMarkers(String(decoding: fixed, as: UTF8.self)) == withoutMarkers(wanted))
}

/// Findings with their lines, those told on request among them.
private func findings(in location: URL) throws -> [Found] {
  let folder = isFolder(location) ? location : location.deletingLastPathComponent()
  var configuration = Configuration()
  configuration.confidence = .low
  let request = ScanRequest(paths: [location.path], workingFolder: folder.path, configuration: configuration)
  let result = try scan(request)
  return result.findings.compactMap { finding in
    guard let source = result.sources[finding.location.path] else { return nil }
    let line = LineIndex(source).line(at: Int(finding.location.range.start))
    return Found(path: finding.location.path, line: line, finding: finding)
  }
}

private let ruleNames = Set(ruleFolders().map(\.lastPathComponent))

/// Index findings are judged in their own folders and in projects only: elsewhere the schema is incidental.
private func isJudged(_ finding: Finding, _ test: CorpusCase) -> Bool {
  let isIndex = finding.kind == "missing-index" || finding.kind == "useless-index"
  return !isIndex || test.kind == nil || test.kind == finding.kind
}

/// Whether a run without configuration reports a finding.
private func isReported(_ found: Found) -> Bool { found.finding.confidence >= Configuration().confidence }

private func compare(_ all: [Found], _ marked: [Marker]) {
  let found = all.filter(isReported)
  func isKnown(_ marker: Marker) -> Bool {
    all.contains { $0.path == marker.path && $0.line == marker.line && $0.finding.rule == marker.rule }
  }
  for marker in marked {
    #expect(ruleNames.contains(marker.rule), "\(marker.path):\(marker.line): there is no rule \(marker.rule)")
    let there = found.filter { $0.path == marker.path && $0.line == marker.line && $0.finding.rule == marker.rule }
    switch marker.sort {
    case .expect(let part):
      #expect(!there.isEmpty, "\(marker.path):\(marker.line): \(marker.rule) is not found")
      guard let part, !there.isEmpty else { continue }
      #expect(
        there.contains { $0.finding.message.contains(part) },
        "\(marker.path):\(marker.line): says \(there.map(\.finding.message)), not \"\(part)\"")
    case .doubted:
      #expect(isKnown(marker), "\(marker.path):\(marker.line): \(marker.rule) is not found on request")
      #expect(there.isEmpty, "\(marker.path):\(marker.line): \(marker.rule) is reported now: expect it")
    case .missed:
      #expect(!isKnown(marker), "\(marker.path):\(marker.line): \(marker.rule) is found now: expect or doubt it")
    }
  }
  for one in found
  where !marked.contains(where: { $0.path == one.path && $0.line == one.line && $0.rule == one.finding.rule }) {
    Issue.record("\(place(one)) was not expected")
  }
}

private func place(_ found: Found) -> String {
  "\(found.path):\(found.line): \(found.finding.rule): \(found.finding.message)"
}

/// The text without the comments that hold markers, and without the spaces before them.
private func withoutMarkers(_ text: String) -> String {
  text.replacing(/[ \t]*(#|\/\/|--|\{#) *(expect|doubted|missed):[^\n]*/, with: "")
}
