// Hashes of lines as GitHub's code scanning computes them for a result that has none, so that results uploaded with
// and without them are known as the same: the next hundred UTF-16 units from the start of the line on, without spaces
// and tabs, and how many lines up to this one have that hash.

import Syntax

/// `hash:occurrence` for each of `lines` (from 1) of a file.
func lineHashes(of lines: [Int], in source: SourceBytes) -> [Int: String] {
  var hasher = LineHasher()
  hasher.read(source)
  let wanted = Set(lines.filter { $0 >= 1 && $0 <= hasher.hashes.count })
  let wantedHashes = Set(wanted.map { hasher.hashes[$0 - 1] })
  var occurrences: [UInt64: Int] = [:]
  var result: [Int: String] = [:]
  for (index, hash) in hasher.hashes.enumerated() where wantedHashes.contains(hash) {
    occurrences[hash, default: 0] += 1
    if wanted.contains(index + 1) { result[index + 1] = "\(String(hash, radix: 16)):\(occurrences[hash, default: 0])" }
  }
  return result
}

/// A rolling polynomial hash over the last `window` units; a line's hash is known `window` units after its start.
private struct LineHasher {
  private static let window = 100
  private static let factor: UInt64 = 37
  private static let endOfFile: UInt16 = 0xFFFF

  /// One for each line.
  private(set) var hashes: [UInt64] = []
  private var ring = [UInt16](repeating: 0, count: window)
  private var hash: UInt64 = 0
  private var unitCount = 0
  /// Positions of the first units of lines, of which those from `hashes.count` on wait for their hash.
  private var lineStarts: [Int] = []
  /// Weight of the unit that leaves the window.
  private let leaving = (0..<window).reduce(UInt64(1)) { weight, _ in weight &* factor }

  mutating func read(_ source: SourceBytes) {
    var offset = 0
    var atLineStart = true
    while offset < source.count {
      let (scalar, length) = decodeScalar(in: source, at: offset)
      let isCarriageReturn = scalar == "\r"
      offset += length
      if scalar == " " || scalar == "\t" { continue }
      if atLineStart { lineStarts.append(unitCount) }
      atLineStart = isCarriageReturn || scalar == "\n"
      if atLineStart {
        append(0x0A)
        if isCarriageReturn && offset < source.count && source[offset] == 0x0A { offset += 1 }
      } else {
        for unit in Unicode.UTF16.encode(scalar) ?? Unicode.UTF16.encodedReplacementCharacter { append(unit) }
      }
    }
    if atLineStart { lineStarts.append(unitCount) }
    append(LineHasher.endOfFile)
    while hashes.count < lineStarts.count { append(0) }
  }

  private mutating func append(_ unit: UInt16) {
    let slot = unitCount % LineHasher.window
    hash = hash &* LineHasher.factor &+ UInt64(unit) &- leaving &* UInt64(ring[slot])
    ring[slot] = unit
    unitCount += 1
    if hashes.count < lineStarts.count && lineStarts[hashes.count] + LineHasher.window == unitCount {
      hashes.append(hash)
    }
  }
}
