// The lines that edits change, before and after, for showing a fix beneath its finding. A whole diff of a file is the
// business of UnifiedDiff.swift.

import Findings
import Syntax

/// A run of lines that edits change.
struct ChangedLines {
  /// Number of the first changed line, before and after.
  var line: Int
  var newLine: Int
  var removed: [SourceBytes]
  var added: [SourceBytes]
}

/// Bytes of changed lines beyond which a change is told without its text.
private let longestShownChange = 8_192

/// Changed lines in order. Nil when edits overlap or change more than can be shown.
func changedLines(by edits: [TextEdit], in file: ResolvedFile) -> [ChangedLines]? {
  guard let sorted = inOrder(edits, sourceCount: file.source.count) else { return nil }
  var changes: [ChangedLines] = []
  var shift = 0
  var next = 0
  while next < sorted.count {
    let firstLine = file.lines.line(at: Int(sorted[next].location.range.start))
    var lastLine = file.lines.line(at: Int(sorted[next].location.range.end))
    var end = next + 1
    while end < sorted.count && file.lines.line(at: Int(sorted[end].location.range.start)) <= lastLine {
      lastLine = max(lastLine, file.lines.line(at: Int(sorted[end].location.range.end)))
      end += 1
    }
    let range = ByteRange(Int(file.lines.range(ofLine: firstLine).start), Int(file.lines.range(ofLine: lastLine).end))
    let length = sorted[next..<end].reduce(range.count) { $0 + $1.text.utf8.count }
    guard length <= longestShownChange else { return nil }
    let before = file.source.bytes(range)
    let after = replacing(sorted[next..<end], in: range, of: file.source)
    let change = ChangedLines(firstLine, shift: shift, before: before, after: after)
    shift += change.added.count - change.removed.count
    if !change.removed.isEmpty || !change.added.isEmpty { changes.append(change) }
    next = end
  }
  return changes
}

extension ChangedLines {
  /// Leaves out lines that are equal at either end.
  fileprivate init(_ firstLine: Int, shift: Int, before: [UInt8], after: [UInt8]) {
    let before = lines(of: before)
    let after = lines(of: after)
    var start = 0
    while start < min(before.count, after.count) && before[start] == after[start] { start += 1 }
    var (oldEnd, newEnd) = (before.count, after.count)
    while oldEnd > start && newEnd > start && before[oldEnd - 1] == after[newEnd - 1] {
      oldEnd -= 1
      newEnd -= 1
    }
    line = firstLine + start
    newLine = firstLine + start + shift
    removed = before[start..<oldEnd].map { SourceBytes($0) }
    added = after[start..<newEnd].map { SourceBytes($0) }
  }
}

/// Lines without their line ends.
private func lines(of bytes: [UInt8]) -> [[UInt8]] {
  bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
    Array(line.last == 0x0D ? line.dropLast() : line)
  }
}
