// The difference of two texts as a unified diff that `patch` and `git apply` take. Decides which lines changed; the
// bytes of the lines go through as they are, so a caller that prints to a terminal has to make them printable.

import Syntax

/// Lines shown around a change.
private let contextLines = 3

/// Edits beyond which the shortest difference is no longer sought and the lines in between count as replaced.
private let mostEdits = 1_000

/// A unified diff with `a/` and `b/` paths; empty when the texts are equal.
public func unifiedDiff(path: String, before: [UInt8], after: [UInt8]) -> [UInt8] {
  guard before != after else { return [] }
  let old = splitLines(before)
  let new = splitLines(after)
  let changes = changedRanges(old, new)
  var out: [UInt8] = Array("--- \(quoted("a/" + path))\n+++ \(quoted("b/" + path))\n".utf8)
  var next = 0
  while next < changes.count {
    var end = next + 1
    while end < changes.count && changes[end].old.lowerBound - changes[end - 1].old.upperBound <= 2 * contextLines {
      end += 1
    }
    appendHunk(changes[next..<end], old, new, to: &out)
    next = end
  }
  return out
}

/// Lines `old` of the first text that become lines `new` of the second.
private struct Change {
  var old: Range<Int>
  var new: Range<Int>
}

private func appendHunk(
  _ changes: ArraySlice<Change>, _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>], to out: inout [UInt8]
) {
  guard let first = changes.first, let last = changes.last else { return }
  let leading = min(contextLines, first.old.lowerBound)
  let trailing = min(contextLines, old.count - last.old.upperBound)
  let oldLines = first.old.lowerBound - leading..<last.old.upperBound + trailing
  let newLines = first.new.lowerBound - leading..<last.new.upperBound + trailing
  out += "@@ -\(extent(oldLines)) +\(extent(newLines)) @@\n".utf8
  var line = oldLines.lowerBound
  for change in changes {
    for unchanged in line..<change.old.lowerBound { append(old[unchanged], sign: " ", to: &out) }
    for removed in change.old { append(old[removed], sign: "-", to: &out) }
    for added in change.new { append(new[added], sign: "+", to: &out) }
    line = change.old.upperBound
  }
  for unchanged in line..<oldLines.upperBound { append(old[unchanged], sign: " ", to: &out) }
}

private func extent(_ lines: Range<Int>) -> String {
  switch lines.count {
  case 0: "\(lines.lowerBound),0"
  case 1: "\(lines.lowerBound + 1)"
  default: "\(lines.lowerBound + 1),\(lines.count)"
  }
}

private func append(_ line: ArraySlice<UInt8>, sign: String, to out: inout [UInt8]) {
  out += sign.utf8
  out += line
  if line.last != 0x0A { out += "\n\\ No newline at end of file\n".utf8 }
}

/// Lines with their line feeds.
private func splitLines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  var lines: [ArraySlice<UInt8>] = []
  var start = 0
  for offset in bytes.indices where bytes[offset] == 0x0A {
    lines.append(bytes[start...offset])
    start = offset + 1
  }
  if start < bytes.count { lines.append(bytes[start...]) }
  return lines
}

/// A path with characters that would break a diff's header, quoted as git quotes it.
private func quoted(_ path: String) -> String {
  let isPlain = path.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
  if isPlain { return path }
  var result = "\""
  for byte in path.utf8 {
    switch byte {
    case 0x22: result += "\\\""
    case 0x5C: result += "\\\\"
    case 0x20..<0x7F: result.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      let digits = String(byte, radix: 8)
      result += "\\" + String(repeating: "0", count: 3 - digits.utf8.count) + digits
    }
  }
  return result + "\""
}

// MARK: which lines changed

private func changedRanges(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Change] {
  var prefix = 0
  while prefix < min(old.count, new.count) && old[prefix] == new[prefix] { prefix += 1 }
  var suffix = 0
  while suffix < min(old.count, new.count) - prefix && old[old.count - 1 - suffix] == new[new.count - 1 - suffix] {
    suffix += 1
  }
  var numbers: [ArraySlice<UInt8>: Int] = [:]
  func numbered(_ lines: ArraySlice<ArraySlice<UInt8>>) -> [Int] {
    lines.map { line in
      let number = numbers[line] ?? numbers.count
      numbers[line] = number
      return number
    }
  }
  let first = numbered(old[prefix..<old.count - suffix])
  let second = numbered(new[prefix..<new.count - suffix])
  let kept = keptLines(first, second)
  var changes: [Change] = []
  var (oldLine, newLine) = (0, 0)
  for pair in kept + [(first.count, second.count)] {
    if pair.0 > oldLine || pair.1 > newLine {
      changes.append(Change(old: prefix + oldLine..<prefix + pair.0, new: prefix + newLine..<prefix + pair.1))
    }
    (oldLine, newLine) = (pair.0 + 1, pair.1 + 1)
  }
  return changes
}

/// Pairs of equal lines that a shortest difference keeps (Myers, "An O(ND) Difference Algorithm", 1986); none when it
/// needs more than `mostEdits`.
private func keptLines(_ first: [Int], _ second: [Int]) -> [(Int, Int)] {
  guard !first.isEmpty && !second.isEmpty else { return [] }
  let bound = min(first.count + second.count, mostEdits)
  /// Furthest line of `first` reached on each diagonal, for each number of edits.
  var rounds: [[Int]] = []
  for edits in 0...bound {
    var reached = [Int](repeating: 0, count: 2 * edits + 1)
    for diagonal in stride(from: -edits, through: edits, by: 2) {
      var x = start(of: diagonal, edits: edits, rounds.last).x
      while x < first.count && x - diagonal < second.count && x - diagonal >= 0 && first[x] == second[x - diagonal] {
        x += 1
      }
      reached[diagonal + edits] = x
      if x >= first.count && x - diagonal >= second.count {
        return walkBack(x, diagonal, rounds)
      }
    }
    rounds.append(reached)
  }
  return []
}

/// Where a round starts on a diagonal: after an insertion from the diagonal above or a removal from the one below.
private func start(of diagonal: Int, edits: Int, _ previous: [Int]?) -> (x: Int, isInsertion: Bool) {
  guard let previous else { return (0, true) }
  let inserted = diagonal < edits - 1 ? previous[diagonal + 1 + edits - 1] : -1
  let removed = diagonal > 1 - edits ? previous[diagonal - 1 + edits - 1] : -1
  if diagonal == -edits || (diagonal != edits && removed < inserted) { return (inserted, true) }
  return (removed + 1, false)
}

private func walkBack(_ end: Int, _ lastDiagonal: Int, _ rounds: [[Int]]) -> [(Int, Int)] {
  var kept: [(Int, Int)] = []
  var x = end
  var diagonal = lastDiagonal
  for edits in stride(from: rounds.count, through: 0, by: -1) {
    let origin = start(of: diagonal, edits: edits, edits > 0 ? rounds[edits - 1] : nil)
    while x > origin.x {
      x -= 1
      kept.append((x, x - diagonal))
    }
    guard edits > 0 else { break }
    if origin.isInsertion {
      diagonal += 1
    } else {
      x -= 1
      diagonal -= 1
    }
  }
  return kept.reversed()
}
