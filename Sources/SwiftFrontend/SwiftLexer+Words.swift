// Names, keywords, numbers, and which Unicode scalars may be part of a name or an operator (The Swift Programming
// Language, Lexical Structure).

import Syntax

extension SwiftLexer {
  /// Whether an ASCII byte continues a name.
  @inline(__always)
  static func isWordByte(_ byte: UInt8) -> Bool {
    // Digits and `$` in the low half; letters and `_` in the high half.
    let bits: UInt64 = byte & 0x40 == 0 ? 0x03FF_0010_0000_0000 : 0x07FF_FFFE_87FF_FFFE
    return byte < 0x80 && (bits >> UInt64(byte & 63)) & 1 != 0
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  static func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }

  /// A name or keyword that begins with an ASCII letter or `_`.
  mutating func lexWord() {
    let start = position
    var at = start + 1
    while SwiftLexer.isWordByte(source[at]) { at += 1 }
    if source[at] >= 0x80 {
      at = endOfName(from: at)
      position = at
      emit(.name, from: start, to: at)
      return
    }
    position = at
    let length = at - start
    // Few keywords begin with a capital letter, and those are short.
    guard length <= KeywordTable.longest, source[start] >= UInt8(ascii: "_") || length <= 8 else {
      emit(.name, from: start, to: at)
      return
    }
    if length == 1 {
      emit(source[start] == UInt8(ascii: "_") ? .wildcard : .name, from: start, to: at)
      return
    }
    emit(keywordKind(from: start, length: length), from: start, to: at)
  }

  @inline(__always)
  private func keywordKind(from start: Int, length: Int) -> SwiftTokenKind {
    let first = source.word(at: start)
    if length <= 8 {
      let kept = first & (UInt64.max >> UInt64(64 - length * 8))
      return keywords.kind(first: kept, last: kept, length: length)
    }
    return keywords.kind(first: first, last: source.word(at: start + length - 8), length: length)
  }

  /// End of a name whose next scalar may be outside ASCII.
  func endOfName(from start: Int) -> Int {
    var at = start
    while true {
      if SwiftLexer.isWordByte(source[at]) {
        at += 1
      } else if source[at] >= 0x80 {
        let (scalar, length) = scalar(at: at)
        guard SwiftLexer.continuesName(scalar) else { return at }
        at += length
      } else {
        return at
      }
    }
  }

  /// `$0`, `$name` and `$`.
  mutating func lexDollar() {
    let start = position
    let end = endOfName(from: start + 1)
    var digits = start + 1
    while SwiftLexer.isDigit(source[digits]) { digits += 1 }
    position = end
    emit(digits == end && end > start + 1 ? .dollarName : .name, from: start, to: end)
  }

  /// `` `name` `` and raw identifiers with spaces; a backtick without a partner on its line stands alone.
  mutating func lexBackticks() {
    let start = position
    var at = start + 1
    while at < count && source[at] != UInt8(ascii: "`") && source[at] != 0x0A && source[at] != 0x0D { at += 1 }
    guard source[at] == UInt8(ascii: "`") else {
      position = start + 1
      emit(.backtick, from: start, to: start + 1)
      report("a closing backtick is missing", from: start, to: start + 1)
      return
    }
    position = at + 1
    emit(.name, from: start, to: at + 1)
  }

  // MARK: Numbers

  mutating func lexNumber() {
    let start = position
    var at = start
    var isFloat = false
    switch (source[at], source[at + 1] | 0x20) {
    case (UInt8(ascii: "0"), UInt8(ascii: "x")):
      at += 2
      while SwiftLexer.isHexDigit(source[at]) || source[at] == UInt8(ascii: "_") { at += 1 }
      if let end = endOfHexFloat(from: at) {
        at = end
        isFloat = true
      }
    case (UInt8(ascii: "0"), UInt8(ascii: "b")), (UInt8(ascii: "0"), UInt8(ascii: "o")):
      at += 2
    default:
      at = endOfDigits(from: at)
      // After a period the number is the index of a tuple element: `pair.0.1`.
      if previous != .period && source[at] == UInt8(ascii: ".") && SwiftLexer.isDigit(source[at + 1]) {
        at = endOfDigits(from: at + 1)
        isFloat = true
      }
      if previous != .period, let end = endOfExponent(from: at, marker: UInt8(ascii: "e")) {
        at = end
        isFloat = true
      }
    }
    at = endOfName(from: at)
    position = at
    emit(isFloat ? .float : .integer, from: start, to: at)
  }

  private func endOfDigits(from start: Int) -> Int {
    var at = start
    while SwiftLexer.isDigit(source[at]) || source[at] == UInt8(ascii: "_") { at += 1 }
    return at
  }

  private func endOfExponent(from start: Int, marker: UInt8) -> Int? {
    guard source[start] | 0x20 == marker else { return nil }
    var at = start + 1
    if source[at] == UInt8(ascii: "+") || source[at] == UInt8(ascii: "-") { at += 1 }
    guard SwiftLexer.isDigit(source[at]) else { return nil }
    return endOfDigits(from: at)
  }

  /// A hexadecimal float has an exponent; without one, the period is a member access.
  private func endOfHexFloat(from start: Int) -> Int? {
    var at = start
    if source[at] == UInt8(ascii: ".") {
      guard SwiftLexer.isHexDigit(source[at + 1]) else { return nil }
      at += 1
      while SwiftLexer.isHexDigit(source[at]) || source[at] == UInt8(ascii: "_") { at += 1 }
    }
    return endOfExponent(from: at, marker: UInt8(ascii: "p"))
  }

  // MARK: Outside ASCII

  /// A token or gap that begins with a byte outside ASCII.
  mutating func lexUnicode() {
    let start = position
    let (scalar, length) = scalar(at: start)
    if SwiftLexer.isOperator(scalar) {
      lexOperator()
    } else if SwiftLexer.continuesName(scalar) {
      let end = endOfName(from: start + length)
      position = end
      emit(.name, from: start, to: end)
    } else {
      position = start + length
      if scalar != 0xA0 { report("invalid character in source file", from: start, to: start + length) }
    }
  }

  /// The scalar at an offset and its length in bytes. Bytes that are not UTF-8 give U+FFFF and length 1.
  func scalar(at offset: Int) -> (value: UInt32, length: Int) {
    let lead = UInt32(source[offset])
    let second = UInt32(source[offset + 1])
    guard lead >= 0xC2, second & 0xC0 == 0x80 else { return (0xFFFF, 1) }
    if lead < 0xE0 { return ((lead & 0x1F) << 6 | second & 0x3F, 2) }
    let third = UInt32(source[offset + 2])
    guard third & 0xC0 == 0x80 else { return (0xFFFF, 1) }
    if lead < 0xF0 { return ((lead & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F, 3) }
    let fourth = UInt32(source[offset + 3])
    guard lead < 0xF5, fourth & 0xC0 == 0x80 else { return (0xFFFF, 1) }
    return ((lead & 0x07) << 18 | (second & 0x3F) << 12 | (third & 0x3F) << 6 | fourth & 0x3F, 4)
  }

  /// Whether a scalar outside ASCII begins an operator.
  static func isOperator(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xA1...0xA7, 0xA9, 0xAB, 0xAC, 0xAE, 0xB0, 0xB1, 0xB6, 0xBB, 0xBF, 0xD7, 0xF7, 0x2016...0x2017,
      0x2020...0x2027, 0x2030...0x203E, 0x2041...0x2053, 0x2055...0x205E, 0x2190...0x23FF, 0x2500...0x2775,
      0x2794...0x2BFF, 0x2E00...0x2E7F, 0x3001...0x3003, 0x3008...0x3020, 0x3030:
      return true
    default: return false
    }
  }

  /// Whether a scalar outside ASCII continues an operator without being able to begin one.
  static func combinesWithOperator(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x300...0x36F, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xE0100...0xE01EF:
      return true
    default: return false
    }
  }

  /// Whether a scalar outside ASCII continues a name (combining marks begin none, but are read as names too).
  static func continuesName(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xA8, 0xAA, 0xAD, 0xAF, 0xB2...0xB5, 0xB7...0xBA, 0xBC...0xBE, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x167F,
      0x1681...0x180D, 0x180F...0x1FFF, 0x200B...0x200D, 0x202A...0x202E, 0x203F...0x2040, 0x2054, 0x2060...0x218F,
      0x2460...0x24FF, 0x2776...0x2793, 0x2C00...0x2DFF, 0x2E80...0x2FFF, 0x3004...0x3007, 0x3021...0x302F,
      0x3031...0xD7FF, 0xF900...0xFD3D, 0xFD40...0xFDCF, 0xFDF0...0xFE44, 0xFE47...0xFFFD:
      return true
    default: return scalar >= 0x10000 && scalar & 0xFFFF < 0xFFFE && scalar < 0xF0000
    }
  }
}
