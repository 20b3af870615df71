// The reports for people: full, with a code frame, related places, cost and proposed change, and concise, one line a
// finding. Decides layout; colour is asked for by the caller, line numbers and carets are CodeFrame's.

import Findings
import Syntax

func renderText(_ input: ReportInput, findings: [Finding], color: Bool) -> [UInt8] {
  var report = TextReport(input, color: color)
  for finding in findings { report.append(finding) }
  report.append(partial: input.summary.partial)
  report.appendSummary(input, findings: findings)
  return report.out.bytes
}

func renderConcise(_ input: ReportInput, findings: [Finding], color: Bool) -> [UInt8] {
  var report = TextReport(input, color: color)
  for finding in findings { report.appendHeader(of: finding) }
  report.append(partial: input.summary.partial)
  report.appendSummary(input, findings: findings)
  return report.out.bytes
}

/// Related places shown with a finding; more are counted.
private let mostRelatedPlaces = 12
/// Lines of a change that are shown, removed and added each.
private let mostChangedLines = 20
/// Files read in part that are listed; the JSON report has all.
private let mostPartialReads = 50

/// Lines between two changes that are shown; of more, only that there are some.
private let mostKeptLines = 3
/// Columns before what belongs to a finding.
private let indentation = 2

private struct TextReport {
  var out: TerminalText
  private var sources: ResolvedSources
  private let width: Int
  private let fixLevel: FixSafety

  init(_ input: ReportInput, color: Bool) {
    fixLevel = input.showsUnsafeFixes ? .unsafe : .safe
    out = TerminalText(color: color)
    sources = ResolvedSources(input.sources)
    width = min(max(input.width, 40), 2_000)
  }

  mutating func append(_ finding: Finding) {
    appendHeader(of: finding)
    appendPlaces(of: finding)
    if let cost = finding.cost {
      begin("cost")
      out.append(cost.before)
      out.append(" → ")
      out.append(cost.after)
      out.newline()
    }
    if let index = finding.index { append(index) }
    for evidence in finding.evidence where !isShown(evidence, among: finding.related) { append(evidence) }
    for fix in finding.fixes { append(fix, findingPath: finding.location.path) }
    begin("help")
    out.append("perf-lint explain ")
    out.append(finding.rule)
    out.newline()
    out.newline()
  }

  /// `path:line:column: severity[rule] [*] message (confidence)`, the star where a fix can be applied.
  mutating func appendHeader(of finding: Finding) {
    let start = sources.region(finding.location).start
    out.append(finding.location.path, .bold)
    out.append(":")
    out.number(start.line)
    out.append(":")
    out.number(start.column)
    out.append(": ")
    out.append("\(finding.severity.rawValue)[\(finding.rule)]", style(of: finding.severity))
    if isFixable(finding, upTo: fixLevel) { out.append(" [*]", .added) }
    out.append(" ")
    out.append(finding.message, .bold)
    out.append(" (\(finding.confidence.rawValue) confidence)", .faint)
    out.newline()
  }

  mutating func append(partial: [PartialRead]) {
    guard !partial.isEmpty else { return }
    out.append("read in part:", .bold)
    out.newline()
    // A file can have many places of which the same is to be said.
    var places: [PartialRead: Int] = [:]
    for read in partial { places[read, default: 0] += 1 }
    var told: Set<PartialRead> = []
    for read in partial where told.count < mostPartialReads && told.insert(read).inserted {
      out.spaces(indentation)
      out.append("\(read.path): \(read.reason)")
      if let count = places[read], count > 1 { out.append(" (\(count) places)") }
      out.newline()
    }
    if places.count > told.count {
      out.spaces(indentation)
      out.append("and \(places.count - told.count) more")
      out.newline()
    }
  }

  mutating func appendSummary(_ input: ReportInput, findings: [Finding]) {
    out.append(summaryLine(input.summary, findings: findings), .bold)
    out.newline()
    guard let line = fixLine(input, findings: findings) else { return }
    out.append(line)
    out.newline()
  }

  // MARK: places

  /// Places in the finding's own file share its frame, each with its role and message; others follow with their own.
  private mutating func appendPlaces(of finding: Finding) {
    let related = finding.related.prefix(mostRelatedPlaces)
    let main = Mark(range: finding.location.range, label: "", isMain: true, style: style(of: finding.severity))
    let own = related.filter { $0.location.path == finding.location.path }
    if let file = sources.file(finding.location.path) {
      appendFrame(lineMarks(main, in: file) + own.map(mark), in: file)
    } else {
      for place in own { append(elsewhere: place) }
    }
    for place in related where place.location.path != finding.location.path { append(elsewhere: place) }
    if finding.related.count > related.count {
      out.spaces(indentation)
      out.append("and \(counted(finding.related.count - related.count, "more place"))")
      out.newline()
    }
  }

  /// `role: path:line: message` and the line.
  private mutating func append(elsewhere place: RelatedPlace) {
    begin(place.role.rawValue)
    out.append(place.location.path, .bold)
    out.append(":")
    out.number(sources.region(place.location).start.line)
    out.append(": ")
    out.append(place.message)
    out.newline()
    guard let file = sources.file(place.location.path) else { return }
    appendFrame([Mark(range: place.location.range, label: "", isMain: false, style: .place)], in: file)
  }

  private func mark(_ place: RelatedPlace) -> Mark {
    Mark(
      range: place.location.range, label: "\(place.role.rawValue): \(place.message)", isMain: false, style: .place)
  }

  private mutating func appendFrame(_ marks: [Mark], in file: ResolvedFile) {
    Reporting.appendFrame(marks, of: file, width: width, margin: marginWidth(of: marks, in: file), to: &out)
  }

  // MARK: proposals and evidence

  private mutating func append(_ index: IndexProposal) {
    begin("index")
    out.append("\(index.table)(\(index.columns.joined(separator: ", ")))")
    if let predicate = index.predicate { out.append(" where \(predicate)") }
    out.newline()
    for line in index.ddl.split(whereSeparator: \.isNewline) {
      out.spaces(2 * indentation)
      out.append(String(line), .added)
      out.newline()
    }
  }

  /// Whether a related place is on the line that the evidence speaks of.
  private mutating func isShown(_ evidence: Evidence, among related: [RelatedPlace]) -> Bool {
    guard case .schema(let location) = evidence else { return false }
    let line = sources.region(location).start.line
    return related.prefix(mostRelatedPlaces).contains { place in
      place.location.path == location.path && sources.region(place.location).start.line == line
    }
  }

  private mutating func append(_ evidence: Evidence) {
    switch evidence {
    case .plan(let statement, let before, let after):
      begin("query")
      out.append(shortened(statement), .code)
      out.newline()
      begin("plan before")
      out.append(before.joined(separator: "; "))
      out.newline()
      begin("plan after")
      out.append(after.joined(separator: "; "))
      out.newline()
    case .schema(let location):
      begin("schema")
      out.append("\(location.path):\(sources.region(location).start.line)", .bold)
      out.newline()
      guard let file = sources.file(location.path) else { return }
      appendFrame([Mark(range: location.range, label: "", isMain: false, style: .place)], in: file)
    }
  }

  private mutating func append(_ fix: Fix, findingPath: String) {
    switch fix.safety {
    case .safe: begin("fix")
    case .unsafe: begin("fix, needs review")
    case .display: begin("proposal")
    }
    out.append(fix.title)
    out.newline()
    var paths: [String] = []
    for edit in fix.edits where !paths.contains(edit.location.path) { paths.append(edit.location.path) }
    for path in paths {
      guard let file = sources.file(path) else { continue }
      if path != findingPath || paths.count > 1 {
        out.spaces(2 * indentation)
        out.append(path, .bold)
        out.newline()
      }
      append(changedLines(by: fix.edits.filter { $0.location.path == path }, in: file), of: file)
    }
  }

  private mutating func append(_ changes: [ChangedLines]?, of file: ResolvedFile) {
    guard let changes else {
      out.spaces(2 * indentation)
      out.append("(the change is too long to show)", .faint)
      return out.newline()
    }
    let margin = changes.map { String(max($0.line + $0.removed.count, $0.newLine + $0.added.count)).utf8.count }.max()
    var previous: ChangedLines?
    for change in changes {
      if let previous { appendBetween(previous, change, of: file, margin: margin ?? 1) }
      previous = change
      append(change.removed, of: file.source, sign: "-", from: change.line, margin: margin ?? 1, style: .removed)
      append(change.added, of: change.replacement, sign: "+", from: change.newLine, margin: margin ?? 1, style: .added)
    }
  }

  /// The lines that stay between two changes, as far as they are few.
  private mutating func appendBetween(
    _ before: ChangedLines, _ after: ChangedLines, of file: ResolvedFile, margin: Int
  ) {
    let kept = before.line + before.removed.count..<after.line
    guard kept.count <= mostKeptLines else {
      out.spaces(2 * indentation)
      out.append("...", .place)
      return out.newline()
    }
    append(
      kept.map { file.lines.range(ofLine: $0) }, of: file.source, sign: " ", from: before.newLine + before.added.count,
      margin: margin, style: .plain)
  }

  private mutating func append(
    _ lines: [ByteRange], of source: SourceBytes, sign: String, from first: Int, margin: Int, style: Style
  ) {
    for (offset, line) in lines.prefix(mostChangedLines).enumerated() {
      let number = String(first + offset)
      out.spaces(2 * indentation + margin - number.utf8.count)
      out.append(number, .place)
      let shown = ShownLine(line, focus: nil, in: source, width: max(width - margin - 8, 20))
      out.append(" \(sign) ", style)
      out.append(printed: shown.printed, style)
      out.newline()
    }
    if lines.count > mostChangedLines {
      out.spaces(2 * indentation + margin + 1)
      out.append("\(sign) … \(counted(lines.count - mostChangedLines, "more line"))", style)
      out.newline()
    }
  }

  private mutating func begin(_ label: String) {
    out.spaces(indentation)
    out.append(label, .bold)
    out.append(": ")
  }

  /// A statement on one line that fits the report.
  private func shortened(_ statement: String) -> String {
    let words = statement.prefix(8 * max(width, 1)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let longest = max(width - 12, 20)
    return words.count <= longest ? words : words.prefix(longest - 1) + "…"
  }
}

private func style(of severity: Severity) -> Style {
  switch severity {
  case .error: .error
  case .warning: .warning
  case .note: .note
  }
}
