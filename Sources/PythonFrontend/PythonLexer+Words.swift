// Names, keywords, numbers and operators. Eight bytes are looked at together where that is faster than one by one.

import Syntax

extension PythonLexer {
  /// Offset of the first CR or LF at or after `start`, or the end.
  @inline(__always)
  func lineEndOffset(_ start: Int) -> Int {
    var at = start
    while at < limit {
      let word = source.word(at: at)
      let found = bytesEqual(word, 0x0A) | bytesEqual(word, 0x0D)
      if found != 0 { return min(at &+ found.trailingZeroBitCount / 8, limit) }
      at &+= 8
    }
    return limit
  }

  /// A name, a keyword, or a string with a prefix.
  @inline(__always)
  mutating func word(_ start: Int) -> Int {
    let first = source.word(at: start)
    let outside = bytesOutsideIdentifier(first)
    if outside == 0 {
      var end = start &+ 8
      while true {
        let next = bytesOutsideIdentifier(source.word(at: end))
        if next != 0 {
          end &+= next.trailingZeroBitCount / 8
          break
        }
        end &+= 8
        guard end < limit else { break }
      }
      end = min(end, limit)
      let kind: PythonTokenKind =
        end &- start == 8 ? PythonLexer.keyword(first, length: 8) : .name
      append(kind, start, end)
      return end
    }
    let length = outside.trailingZeroBitCount / 8
    let end = min(start &+ length, limit)
    if length <= 3 {
      let next = source[end]
      if (next == 0x22 || next == 0x27) && end < limit, let isTemplate = stringPrefix(start, end) {
        return string(start, quoteAt: end, isTemplate: isTemplate)
      }
    }
    let kind = PythonLexer.keyword(first & ((1 << UInt64(outside.trailingZeroBitCount & 56)) &- 1), length: length)
    if depth != 0 && tokens.count == lineTokenCount && kind.beginsOnlyStatements { recoverLine(start) }
    append(kind, start, end)
    return end
  }

  /// Whether the letters before a quote are a string prefix, and if so whether it makes a template.
  private func stringPrefix(_ start: Int, _ end: Int) -> Bool? {
    guard end - start <= 2 else { return nil }
    var isTemplate = false
    var at = start
    while at < end {
      switch source[at] | 0x20 {
      case 0x66, 0x74: isTemplate = true
      case 0x72, 0x62, 0x75: break
      default: return nil
      }
      at += 1
    }
    return isTemplate
  }

  /// Keyword of `length` bytes packed from the lowest byte, or `name`.
  @inline(__always)
  static func keyword(_ word: UInt64, length: Int) -> PythonTokenKind {
    switch length {
    case 2:
      switch word {
      case 0x7361: return .as
      case 0x6669: return .if
      case 0x6E69: return .in
      case 0x7369: return .is
      case 0x726F: return .or
      default: return .name
      }
    case 3:
      switch word {
      case 0x64_6E61: return .and
      case 0x66_6564: return .def
      case 0x6C_6564: return .del
      case 0x72_6F66: return .for
      case 0x74_6F6E: return .not
      case 0x79_7274: return .try
      default: return .name
      }
    case 4:
      switch word {
      case 0x656E_6F4E: return .none
      case 0x6575_7254: return .true
      case 0x6669_6C65: return .elif
      case 0x6573_6C65: return .else
      case 0x6D6F_7266: return .from
      case 0x7373_6170: return .pass
      case 0x6874_6977: return .with
      default: return .name
      }
    case 5:
      switch word {
      case 0x65_736C_6146: return .false
      case 0x63_6E79_7361: return .async
      case 0x74_6961_7761: return .await
      case 0x6B_6165_7262: return .break
      case 0x73_7361_6C63: return .class
      case 0x65_7369_6172: return .raise
      case 0x65_6C69_6877: return .while
      case 0x64_6C65_6979: return .yield
      default: return .name
      }
    case 6:
      switch word {
      case 0x7472_6573_7361: return .assert
      case 0x7470_6563_7865: return .except
      case 0x6C61_626F_6C67: return .global
      case 0x7472_6F70_6D69: return .import
      case 0x6164_626D_616C: return .lambda
      case 0x6E72_7574_6572: return .return
      default: return .name
      }
    case 7: return word == 0x79_6C6C_616E_6966 ? .finally : .name
    case 8:
      if word == 0x6575_6E69_746E_6F63 { return .continue }
      return word == 0x6C61_636F_6C6E_6F6E ? .nonlocal : .name
    default: return .name
    }
  }

  // MARK: Numbers

  /// A number, which begins with a digit or with a dot before a digit. Old octal and long forms are numbers too.
  @inline(__always)
  mutating func number(_ start: Int) -> Int {
    let second = source[start &+ 1]
    // One digit and then something that cannot go on with it: by far the most frequent case.
    if bytesOutsideIdentifier(UInt64(second)) & 0x80 != 0 && second != 0x2E && source[start] != 0x2E {
      append(.number, start, start &+ 1)
      return start &+ 1
    }
    let end = min(numberEnd(start), limit)
    append(.number, start, end)
    return end
  }

  private func numberEnd(_ start: Int) -> Int {
    var at = start
    if source[at] == 0x30 {
      switch source[at + 1] | 0x20 {
      case 0x78: return longSuffix(digitsEnd(at + 2, isHex: true))
      case 0x62, 0x6F: return longSuffix(digitsEnd(at + 2, isHex: false))
      default: break
      }
    }
    at = digitsEnd(at, isHex: false)
    var isInteger = true
    if source[at] == 0x2E {
      isInteger = false
      at = digitsEnd(at + 1, isHex: false)
    }
    if source[at] | 0x20 == 0x65 {
      var digits = at + 1
      if source[digits] == 0x2B || source[digits] == 0x2D { digits += 1 }
      if source[digits] &- 0x30 < 10 {
        isInteger = false
        at = digitsEnd(digits, isHex: false)
      }
    }
    if source[at] | 0x20 == 0x6A { return at + 1 }
    return isInteger ? longSuffix(at) : at
  }

  /// Past digits and the underscores between them.
  private func digitsEnd(_ start: Int, isHex: Bool) -> Int {
    var at = start
    while at < limit {
      let byte = source[at]
      if byte &- 0x30 < 10 || (isHex && (byte | 0x20) &- 0x61 < 6) {
        at += 1
      } else if byte == 0x5F && (source[at + 1] &- 0x30 < 10 || (isHex && (source[at + 1] | 0x20) &- 0x61 < 6)) {
        at += 2
      } else {
        break
      }
    }
    return at
  }

  /// Past the `L` of Python 2 long integers.
  private func longSuffix(_ at: Int) -> Int {
    guard source[at] | 0x20 == 0x6C else { return at }
    return bytesOutsideIdentifier(UInt64(source[at + 1])) & 0x80 != 0 ? at + 1 : at
  }
}

extension PythonTokenKind {
  /// Keywords that no expression can hold, so that one at the start of a line inside brackets tells of a missing one.
  @inline(__always)
  var beginsOnlyStatements: Bool {
    switch self {
    case .def, .class, .return, .import, .while, .try, .raise, .del, .pass, .break, .continue, .global, .nonlocal,
      .with, .assert, .except, .finally, .elif:
      return true
    default:
      return false
    }
  }
}
