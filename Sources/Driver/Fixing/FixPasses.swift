// Applies fixes to the text of a run, in memory, pass by pass, until nothing changes: each pass must leave files that
// parse as well as before and findings that are gone, or it is taken back. Writing is FixWriting.swift's business.

import Facts
import Findings
import Reporting
import SQLFrontend
import Syntax

/// Passes after which the rest is left to another run.
private let mostPasses = 24

/// A file that fixes changed.
public struct FixedFile: Sendable {
  /// As reports show it.
  public var path: String
  var location: String
  public var before: SourceBytes
  public var after: SourceBytes
}

/// What fixing a run came to.
public struct FixResult: Sendable {
  /// The run over the fixed text: what is left.
  public var scan: ScanResult
  /// Ordered by path.
  public var files: [FixedFile] = []
  /// Findings before the first pass.
  public var found = 0
  /// Findings that were fixed.
  public var fixed = 0
  /// What was not done, and why.
  public var messages: [String] = []
}

/// Scans, applies the fixes up to `level` and scans again until no fix is left to apply.
public func scanAndFix(
  _ request: ScanRequest, upTo level: FixSafety, progress: ((ScanProgress) -> Void)? = nil
) throws(UsageError) -> FixResult {
  var passes = FixPasses(request, level)
  var result = FixResult(scan: try scan(request, progress: progress))
  result.found = result.scan.findings.count
  var pass = 0
  while let attempt = passes.attempt(on: result.scan) {
    guard pass < mostPasses else {
      passes.messages.append("stopped after \(mostPasses) passes; run it again for the rest")
      break
    }
    pass += 1
    let next = try scan(attempt.request)
    guard passes.accepts(attempt, before: result.scan, after: next) else { continue }
    passes.request = attempt.request
    result.fixed += attempt.fixes.count
    result.scan = next
  }
  result.messages = passes.messages
  result.files = passes.changedFiles(result.scan)
  return result
}

/// One pass that is being tried.
private struct Attempt {
  var request: ScanRequest
  var fixes: [ChosenFix]
  var maps: [String: OffsetMap]
}

private struct FixPasses {
  var request: ScanRequest
  let level: FixSafety
  var messages: [String] = []
  private var refused: Set<FixIdentity> = []
  private var originals: [String: SourceBytes] = [:]

  init(_ request: ScanRequest, _ level: FixSafety) {
    self.request = request
    self.level = level
  }

  /// The next pass over the text that a scan saw; nil when nothing is left to do.
  mutating func attempt(on scan: ScanResult) -> Attempt? {
    var edits = FixEdits(request)
    // Each round refuses a fix or ends.
    for _ in 0...scan.findings.count {
      var open = scan.findings
      for index in open.indices where refused.contains(FixIdentity(open[index], map: [:])) { open[index].fixes = [] }
      open = edits.joined(open, upTo: level) { scan.sources[$0] }
      let fixes = chooseFixes(open, upTo: level) { index, fix in
        guard let reason = obstacle(to: fix, in: scan) else { return true }
        refuse(scan.findings[index], reason, scan)
        return false
      }
      guard !fixes.isEmpty else { return nil }
      if let attempt = apply(fixes, to: scan) { return attempt }
    }
    return nil
  }

  /// Why a fix cannot be applied to the files that it edits.
  private func obstacle(to fix: Fix, in scan: ScanResult) -> String? {
    for edit in fix.edits {
      let path = edit.location.path
      guard let file = scan.editable[path], scan.sources[path] != nil else { return "\(path) is not at hand" }
      if let reason = file.reason { return "\(path) is left as it is: \(reason)" }
    }
    return nil
  }

  private mutating func refuse(_ finding: Finding, _ reason: String, _ scan: ScanResult) {
    guard refused.insert(FixIdentity(finding, map: [:])).inserted else { return }
    let line = scan.line(of: finding.location).map { ":\($0)" } ?? ""
    messages.append("\(finding.location.path)\(line): \(finding.rule) was not fixed: \(reason)")
  }

  /// The text with the fixes, or nil when a file would not parse as well as before: its fixes are then refused.
  private mutating func apply(_ fixes: [ChosenFix], to scan: ScanResult) -> Attempt? {
    var byPath: [String: [TextEdit]] = [:]
    for fix in fixes { for edit in fix.edits { byPath[edit.location.path, default: []].append(edit) } }
    var next = Attempt(request: request, fixes: fixes, maps: [:])
    var isWhole = true
    for (path, edits) in byPath.sorted(by: { $0.key < $1.key }) {
      guard let source = scan.sources[path], let language = scan.editable[path]?.language else { continue }
      let fitting = withLineEnds(edits, of: source)
      guard let text = applyEdits(fitting, to: source) else { continue }
      let changed = SourceBytes(text)
      if issueCount(changed, language, request.limits) > issueCount(source, language, request.limits) {
        isWhole = false
        for fix in fixes where fix.edits.contains(where: { $0.location.path == path }) {
          refuse(scan.findings[fix.finding], "\(path) would not parse", scan)
        }
        continue
      }
      if originals[path] == nil { originals[path] = source }
      next.request.overlay[path] = changed
      next.maps[path] = OffsetMap(fitting)
    }
    return isWhole ? next : nil
  }

  /// Whether every finding that was fixed is gone; those that are not are refused.
  mutating func accepts(_ attempt: Attempt, before: ScanResult, after: ScanResult) -> Bool {
    let left = Set(after.findings.map { FixIdentity($0, map: [:]) })
    var isWhole = true
    for fix in attempt.fixes {
      let finding = before.findings[fix.finding]
      guard left.contains(FixIdentity(finding, map: attempt.maps)) else { continue }
      isWhole = false
      refuse(finding, "it would still be there after its fix", before)
    }
    return isWhole
  }

  func changedFiles(_ scan: ScanResult) -> [FixedFile] {
    request.overlay.sorted { $0.key < $1.key }.compactMap { path, text in
      guard let before = originals[path], let file = scan.editable[path] else { return nil }
      return FixedFile(path: path, location: file.location, before: before, after: text)
    }
  }
}

/// What makes a finding the same before and after a pass: rule, subject, place of its rows and its own line of text.
private struct FixIdentity: Hashable {
  var rule: String
  var subject: String
  var path: String
  var place: Int
  var sourcePath: String
  var source: Int

  init(_ finding: Finding, map: [String: OffsetMap]) {
    func offset(_ location: Location) -> Int {
      map[location.path]?.moved(Int(location.range.start)) ?? Int(location.range.start)
    }
    rule = finding.rule
    subject = finding.subject
    path = finding.location.path
    place = offset(finding.location)
    let rows = finding.related.first { $0.role == .source }
    sourcePath = rows?.location.path ?? ""
    source = rows.map { offset($0.location) } ?? 0
  }
}

/// Where offsets of a text are after edits.
private struct OffsetMap {
  private var shifts: [(end: Int, by: Int)]

  init(_ edits: [TextEdit]) {
    shifts = edits.map { (Int($0.location.range.end), $0.text.utf8.count - $0.location.range.count) }
  }

  func moved(_ offset: Int) -> Int {
    shifts.reduce(offset) { $0 + ($1.end <= offset ? $1.by : 0) }
  }
}

/// The edits with the line ends of the file that they go to.
private func withLineEnds(_ edits: [TextEdit], of source: SourceBytes) -> [TextEdit] {
  guard edits.contains(where: { $0.text.utf8.contains(0x0A) }), firstLineEndIsPair(source) else { return edits }
  return edits.map {
    TextEdit(location: $0.location, text: $0.text.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n"))
  }
}

private func firstLineEndIsPair(_ source: SourceBytes) -> Bool {
  var offset = 0
  while offset < source.count {
    if source[offset] == 0x0A { return offset > 0 && source[offset - 1] == 0x0D }
    offset += 1
  }
  return false
}

/// Places of a text that its parser does not understand.
private func issueCount(_ source: SourceBytes, _ language: Language, _ limits: Limits) -> Int {
  switch language {
  case .sql: return parseSQL(source, limits: limits).issueCount
  case .python, .swift, .template:
    var names = NameTable(capacity: 1 << 10)
    return parse(source, language, names: &names, limits: limits).issues.count
  }
}
