// One pass over the bytes of a file for what can be told without a lexer: how many lines it has, and whether a
// suppression comment may be in it.

import Syntax

/// What a look at all bytes of a file tells.
struct ByteSurvey {
  /// A last line without a line end counts.
  var lines = 0
  /// Offset of the first `perf-lint:`, or nil.
  var firstMarker: Int?

  /// Looks at eight bytes a step; the padding of the source stands in for the last ones.
  init(_ source: SourceBytes) {
    let count = source.count
    // Where the hyphen of `perf-lint:` stands after its `p`.
    let hyphenOffset = 4
    var i = 0
    while i < count {
      let word = source.word(at: i)
      lines &+= zeroBytes(word ^ repeated(0x0A)).nonzeroBitCount
      if firstMarker == nil {
        let letters = zeroBytes(word ^ repeated(UInt8(ascii: "p")))
        if letters != 0, letters & zeroBytes(source.word(at: i + hyphenOffset) ^ repeated(UInt8(ascii: "-"))) != 0 {
          firstMarker = markerOffset(source, i, i + 8)
        }
      }
      i += 8
    }
    if count > 0 && source[count - 1] != 0x0A { lines += 1 }
  }
}

/// The byte in all eight places of a word.
@inline(__always)
private func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

/// The top bit of every byte that is zero, exactly.
@inline(__always)
private func zeroBytes(_ word: UInt64) -> UInt64 {
  let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  return ~(((word & low) &+ low) | word | low)
}

/// First marker that begins in `start ..< end`.
private func markerOffset(_ source: SourceBytes, _ start: Int, _ end: Int) -> Int? {
  suppressionMarker.withUTF8Buffer { marker in
    var i = start
    while i < end && i + marker.count <= source.count {
      var k = 0
      while k < marker.count && source[i + k] == marker[k] { k += 1 }
      if k == marker.count { return i }
      i += 1
    }
    return nil
  }
}
