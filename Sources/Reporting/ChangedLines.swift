// The lines that edits change, before and after, for showing a fix beneath its finding. A whole diff of a file is the
// business of UnifiedDiff.swift.

import Findings
import Syntax

/// A run of lines that edits change.
struct ChangedLines {
  /// Number of the first changed line, before and after.
  var line: Int
  var newLine: Int
  /// Ranges of the file, without line ends.
  var removed: [ByteRange]
  /// Ranges of `replacement`, without line ends.
  var added: [ByteRange]
  var replacement: SourceBytes
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
    let replacement = SourceBytes(replacing(sorted[next..<end], in: range, of: file.source))
    let change = ChangedLines(firstLine, shift: shift, range: range, of: file.source, by: replacement)
    shift += change.added.count - change.removed.count
    if !change.removed.isEmpty || !change.added.isEmpty { changes.append(change) }
    next = end
  }
  return changes
}

extension ChangedLines {
  /// Leaves out lines that are equal at either end.
  fileprivate init(
    _ firstLine: Int, shift: Int, range: ByteRange, of source: SourceBytes, by replacement: SourceBytes
  ) {
    let before = lines(in: range, of: source)
    let after = lines(in: ByteRange(0, replacement.count), of: replacement)
    func isKept(_ old: Int, _ new: Int) -> Bool {
      before[old].count == after[new].count
        && (0..<before[old].count).allSatisfy {
          source[Int(before[old].start) + $0] == replacement[Int(after[new].start) + $0]
        }
    }
    var start = 0
    while start < min(before.count, after.count) && isKept(start, start) { start += 1 }
    var (oldEnd, newEnd) = (before.count, after.count)
    while oldEnd > start && newEnd > start && isKept(oldEnd - 1, newEnd - 1) {
      oldEnd -= 1
      newEnd -= 1
    }
    line = firstLine + start
    newLine = firstLine + start + shift
    removed = Array(before[start..<oldEnd])
    added = Array(after[start..<newEnd])
    self.replacement = replacement
  }
}

/// Lines without their line ends.
private func lines(in range: ByteRange, of source: SourceBytes) -> [ByteRange] {
  var lines: [ByteRange] = []
  var start = Int(range.start)
  for offset in start..<Int(range.end) where source[offset] == 0x0A {
    let end = offset > start && source[offset - 1] == 0x0D ? offset - 1 : offset
    lines.append(ByteRange(start, end))
    start = offset + 1
  }
  lines.append(ByteRange(start, Int(range.end)))
  return lines
}
