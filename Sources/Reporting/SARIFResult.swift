// One finding as a SARIF result: where it is, the chain that leads there, the fixes, and the fingerprints by which
// code scanning knows it again. Columns count UTF-16 code units.

import Findings
import Syntax

/// Related places of one result that code scanning shows.
private let mostRelatedLocations = 100

/// The results of a log, in the order they are listed.
struct SARIFResults {
  private let findings: [Finding]
  private let listed: [Int]
  private let rules: RuleTable
  private let fingerprints: [String]
  private var sources: ResolvedSources
  /// For each path and line of a listed finding.
  private var lineHashes: [String: [Int: String]] = [:]

  init(_ findings: [Finding], listed: [Int], rules: RuleTable, sources: any SourceLookup) {
    self.findings = findings
    self.listed = listed
    self.rules = rules
    self.sources = ResolvedSources(sources, countsUTF16: true)
    fingerprints = Reporting.fingerprints(of: findings, sources: &self.sources)
    var lines: [String: [Int]] = [:]
    for index in listed {
      let location = findings[index].location
      lines[location.path, default: []].append(self.sources.region(location).start.line)
    }
    for (path, lines) in lines {
      guard let file = self.sources.file(path) else { continue }
      lineHashes[path] = Reporting.lineHashes(of: lines, in: file.source)
    }
  }

  mutating func append(to json: inout JSONWriter) {
    for index in listed {
      json.element()
      append(findings[index], fingerprint: fingerprints[index], to: &json)
    }
  }

  private mutating func append(_ finding: Finding, fingerprint: String, to json: inout JSONWriter) {
    let related = relatedLocations(of: finding)
    json.object { json in
      json.member("ruleId", finding.rule)
      json.member("ruleIndex", rules.index(of: finding.rule))
      json.member("level", sarifLevel(finding.severity))
      json.text("message", message(of: finding, related: related))
      json.key("locations")
      json.array { json in
        json.element()
        append(finding.location, message: nil, id: nil, to: &json)
      }
      if !related.isEmpty {
        json.key("relatedLocations")
        json.array { json in
          for (id, place) in related.enumerated() {
            json.element()
            append(place.location, message: "\(place.role): \(place.message)", id: id + 1, to: &json)
          }
        }
      }
      appendCodeFlow(of: finding, to: &json)
      appendFixes(of: finding, to: &json)
      json.key("partialFingerprints")
      json.object { json in
        let line = sources.region(finding.location).start.line
        if let hash = lineHashes[finding.location.path]?[line] { json.member("primaryLocationLineHash", hash) }
        json.member("perfLint/v1", fingerprint)
      }
      json.key("rank")
      json.number(rank(of: finding))
      appendProperties(of: finding, to: &json)
    }
  }

  // MARK: places

  private struct Related: Hashable {
    var location: Location
    var role: String
    var message: String
  }

  private func relatedLocations(of finding: Finding) -> [Related] {
    var places = finding.related.map { Related(location: $0.location, role: $0.role.rawValue, message: $0.message) }
    for evidence in finding.evidence {
      switch evidence {
      case .schema(let location):
        places.append(Related(location: location, role: "schema", message: "the schema says so"))
      case .plan: continue
      }
    }
    return Array(places.prefix(mostRelatedLocations))
  }

  private mutating func append(_ location: Location, message: String?, id: Int?, to json: inout JSONWriter) {
    json.object { json in
      if let id { json.member("id", id) }
      json.key("physicalLocation")
      json.object { json in
        json.key("artifactLocation")
        json.artifactLocation(location.path)
        json.key("region")
        json.region(sources.utf16Region(location))
      }
      if let message { json.text("message", message) }
    }
  }

  /// The chain from the source of the rows to the costly place, when there is one.
  private mutating func appendCodeFlow(of finding: Finding, to json: inout JSONWriter) {
    let chain = chain(of: finding)
    guard chain.count >= 2 else { return }
    json.key("codeFlows")
    json.array { json in
      json.element()
      json.object { json in
        json.key("threadFlows")
        json.array { json in
          json.element()
          json.object { json in
            json.key("locations")
            json.array { json in
              for place in chain {
                json.element()
                json.object { json in
                  json.key("location")
                  append(place.location, message: place.message, id: nil, to: &json)
                }
              }
            }
          }
        }
      }
    }
  }

  /// Related places in their order with the finding's own place among them: before what it leads to (a call, the
  /// access or the query in it) when it lies in the loop, else at the end.
  private func chain(of finding: Finding) -> [(location: Location, message: String)] {
    let steps = finding.related.filter { isStep($0.role) && $0.location != finding.location }
    let main = (finding.location, finding.message)
    let leadsOn = steps.last.map { $0.role == .query || $0.role == .access } ?? false
    let split = leadsOn ? steps.firstIndex { !($0.role == .source || $0.role == .loop) } ?? steps.count : steps.count
    let before = steps[..<split].map { ($0.location, $0.message) }
    let after = steps[split...].map { ($0.location, $0.message) }
    return before + [main] + after
  }

  private func isStep(_ role: Role) -> Bool {
    switch role {
    case .loop, .access, .call, .source, .query: true
    case .model, .index: false
    }
  }

  // MARK: fixes

  private mutating func appendFixes(of finding: Finding, to json: inout JSONWriter) {
    var fixes: [Fix] = []
    for fix in finding.fixes where !fix.edits.isEmpty && !fixes.contains(fix) { fixes.append(fix) }
    guard !fixes.isEmpty else { return }
    json.key("fixes")
    json.array { json in
      for fix in fixes {
        json.element()
        append(fix, to: &json)
      }
    }
  }

  private mutating func append(_ fix: Fix, to json: inout JSONWriter) {
    var paths: [String] = []
    for edit in fix.edits where !paths.contains(edit.location.path) { paths.append(edit.location.path) }
    json.object { json in
      json.text("description", fix.title)
      json.key("artifactChanges")
      json.array { json in
        for path in paths {
          json.element()
          json.object { json in
            json.key("artifactLocation")
            json.artifactLocation(path)
            json.key("replacements")
            json.array { json in
              for edit in fix.edits where edit.location.path == path {
                json.element()
                append(edit, to: &json)
              }
            }
          }
        }
      }
      json.key("properties")
      json.object { json in json.member("safety", fix.safety.rawValue) }
    }
  }

  private mutating func append(_ edit: TextEdit, to json: inout JSONWriter) {
    json.object { json in
      json.key("deletedRegion")
      json.region(sources.utf16Region(edit.location))
      if !edit.text.isEmpty { json.text("insertedContent", edit.text) }
    }
  }

  // MARK: what has no member of its own in SARIF

  private func appendProperties(of finding: Finding, to json: inout JSONWriter) {
    json.key("properties")
    json.object { json in
      json.member("kind", finding.kind)
      json.member("confidence", finding.confidence.rawValue)
      json.member("subject", finding.subject)
      if let cost = finding.cost {
        json.member("costBefore", cost.before)
        json.member("costAfter", cost.after)
      }
      if let index = finding.index { json.member("indexDDL", index.ddl) }
      for evidence in finding.evidence {
        guard case .plan(let statement, let before, let after) = evidence else { continue }
        json.member("statement", statement)
        json.member("planBefore", before)
        json.member("planAfter", after)
        break
      }
    }
  }

  /// The finding's message, its cost, and links to the related places, which code scanning shows only when linked.
  private func message(of finding: Finding, related: [Related]) -> String {
    var text = literal(finding.message)
    if let cost = finding.cost { text += "; cost: \(literal(cost.before)) → \(literal(cost.after))" }
    if let index = finding.index { text += "; proposed: \(literal(index.ddl))" }
    if related.isEmpty { return text }
    return text + "; see " + related.indices.map { "[\(related[$0].role)](\($0 + 1))" }.joined(separator: ", ")
  }

  /// Escapes what a viewer would take for a link (SARIF 2.1.0, 3.11.6).
  private func literal(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "[")) else { return text }
    var isLink = false
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if previous == UInt8(ascii: "]") && byte == UInt8(ascii: "(") { isLink = true }
      previous = byte
    }
    guard isLink else { return text }
    return text.reduce(into: "") { result, character in
      if character == "[" || character == "]" || character == "\\" { result.append("\\") }
      result.append(character)
    }
  }
}

/// From 0 to 100: each multiplied size weighs more than any severity, severity more than confidence.
private func rank(of finding: Finding) -> Int {
  let severity = Severity.allCases.firstIndex(of: finding.severity) ?? 0
  let confidence = Confidence.allCases.firstIndex(of: finding.confidence) ?? 0
  return min(max(finding.degree, 0), 10) * 9 + severity * 3 + confidence
}

extension JSONWriter {
  fileprivate mutating func region(_ region: Region) {
    object { json in
      json.member("startLine", region.start.line)
      json.member("startColumn", region.start.column)
      json.member("endLine", region.end.line)
      json.member("endColumn", region.end.column)
    }
  }
}
