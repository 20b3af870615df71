// Applying the edits of a fix to the text they were made for. Decides what a valid set of edits is; which fixes are
// applied and who writes the file is decided elsewhere.

import Findings
import Syntax

/// The text after the edits, or nil when two of them overlap, one lies outside the file, or they speak of several files.
///
/// Edits that insert at the same place stand in the order given, before one that replaces what follows.
public func applyEdits(_ edits: [TextEdit], to source: SourceBytes) -> [UInt8]? {
  guard let sorted = inOrder(edits, sourceCount: source.count) else { return nil }
  return replacing(sorted[...], in: ByteRange(0, source.count), of: source)
}

/// The edits by place, or nil when they cannot be applied together.
func inOrder(_ edits: [TextEdit], sourceCount: Int) -> [TextEdit]? {
  let order = edits.indices.sorted { first, second in
    let (a, b) = (edits[first].location.range, edits[second].location.range)
    return (a.start, a.end, first) < (b.start, b.end, second)
  }
  var end: UInt32 = 0
  for index in order {
    let location = edits[index].location
    guard location.path == edits[0].location.path else { return nil }
    guard location.range.start >= end && location.range.end >= location.range.start else { return nil }
    end = location.range.end
  }
  return Int(end) <= sourceCount ? order.map { edits[$0] } : nil
}

/// The bytes of `range` with the edits applied, all of which lie inside it, in order.
func replacing(_ edits: ArraySlice<TextEdit>, in range: ByteRange, of source: SourceBytes) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(edits.reduce(range.count) { $0 + $1.text.utf8.count })
  var copied = range.start
  for edit in edits {
    result += source.bytes(ByteRange(start: copied, end: edit.location.range.start))
    result += edit.text.utf8
    copied = edit.location.range.end
  }
  return result + source.bytes(ByteRange(start: copied, end: range.end))
}
