// Strings, quoted names, dollar quotes and holes.

import Syntax

extension SQLLexer {
  /// Longest hole or template tag in bytes.
  static let holeBytes = 4096

  /// `E'…'`, `N'…'`, `X'…'`, `B'…'`, `U&'…'`, `U&"…"`; nil for anything else.
  mutating func prefixedString(_ first: UInt8, _ second: UInt8) -> SQLTokenKind? {
    if second == UInt8(ascii: "&") {
      guard first == UInt8(ascii: "u") else { return nil }
      if source[position + 2] == UInt8(ascii: "'") {
        string(from: position + 2, escapes: false)
        return .string
      }
      guard source[position + 2] == UInt8(ascii: "\"") else { return nil }
      position += 2
      quoted(UInt8(ascii: "\""))
      return .doubleQuoted
    }
    switch first {
    case UInt8(ascii: "e"):
      string(from: position + 1, escapes: true)
      return .string
    case UInt8(ascii: "n"):
      string(from: position + 1, escapes: nil)
      return .string
    case UInt8(ascii: "x"), UInt8(ascii: "b"):
      string(from: position + 1, escapes: false)
      return first == UInt8(ascii: "x") ? .blob : .string
    default: return nil
    }
  }

  /// Moves over a string whose quote stands at `start`. `escapes` tells whether a backslash hides the next byte; nil lets
  /// dialect and surroundings decide.
  mutating func string(from start: Int, escapes: Bool?) {
    var i = start + 1
    let known = escapes ?? knownEscapes()
    while i < end {
      let byte = source[i]
      if byte == UInt8(ascii: "'") {
        if source[i + 1] == UInt8(ascii: "'") && i + 1 < end {
          i += 2
          continue
        }
        position = i + 1
        return
      }
      if byte == UInt8(ascii: "\\") {
        if escapesSeen == nil && known == nil { noteEscape(source[i + 1]) }
        if hidesNext(i, known ?? escapesSeen) { i += 1 }
      }
      i += 1
    }
    isUnterminated = true
    position = end
  }

  private func knownEscapes() -> Bool? {
    if previous == .escape { return false }
    switch dialect {
    case .mysql: return true
    case .postgresql, .sqlite: return false
    case nil: return nil
    }
  }

  /// A text that writes `\n` in a string escapes its quotes too.
  private mutating func noteEscape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "\""): escapesSeen = true
    default: break
    }
  }

  /// Whether the backslash at `i` belongs to the byte after it. Only before a quote does it matter: a quote that is
  /// followed by what can follow a string ends it.
  @inline(__always)
  private func hidesNext(_ i: Int, _ known: Bool?) -> Bool {
    if let known { return known }
    let following = source[i + 1]
    guard following == UInt8(ascii: "'") else { return following == UInt8(ascii: "\\") }
    switch source[i + 2] {
    case UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: ";"), 0x20, 0x09, 0x0A, 0x0D, 0x00, UInt8(ascii: ":"):
      return false
    default: return true
    }
  }

  /// Moves over a name in quotes; the quote doubled stands for itself.
  mutating func quoted(_ quote: UInt8) {
    var i = position + 1
    let escapes = quote == UInt8(ascii: "\"") && dialect == .mysql
    while i < end {
      let byte = source[i]
      if byte == quote {
        if source[i + 1] == quote && i + 1 < end {
          i += 2
          continue
        }
        position = i + 1
        return
      }
      if escapes && byte == UInt8(ascii: "\\") { i += 1 }
      i += 1
    }
    isUnterminated = true
    position = end
  }

  /// `[name]` of SQLite and SQL Server, as against an array index.
  mutating func bracket() -> SQLTokenKind {
    let start = position
    let first = source[start + 1]
    let touches = start > 0 && source[start - 1] != 0x20 && source[start - 1] != 0x09 && source[start - 1] != 0x0A
    let isIndex = previous.endsOperand ? touches || !SQLLexer.startsName(first) : previous == .array
    if isIndex || previous.rawValue > SQLTokenKind.lastReserved && touches || first == UInt8(ascii: "]") {
      return single(.leftBracket)
    }
    var i = start + 1
    let stop = min(end, start + 130)
    while i < stop && source[i] != UInt8(ascii: "]") && source[i] != 0x0A { i += 1 }
    guard i < stop && source[i] == UInt8(ascii: "]") && (SQLLexer.startsName(first) || dialect == .sqlite) else {
      return single(.leftBracket)
    }
    position = i + 1
    return .quotedName
  }

  static func startsName(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  /// `$$ … $$` and `$tag$ … $tag$`; false where no dollar quote starts here.
  mutating func dollarQuote() -> Bool {
    let start = position
    var i = start + 1
    let stop = min(end, start + 66)
    while i < stop && SQLLexer.isWordByte(source[i]) { i += 1 }
    guard i < stop && source[i] == UInt8(ascii: "$") else { return false }
    guard i == start + 1 || SQLLexer.startsName(source[start + 1]) else { return false }
    let length = i + 1 - start
    i += 1
    while i < end {
      if source[i] == UInt8(ascii: "$") {
        var k = 1
        while k < length && i + k < end && source[i + k] == source[start + k] { k += 1 }
        if k == length {
          position = i + length
          dialect = dialect ?? .postgresql
          return true
        }
      }
      i += 1
    }
    isUnterminated = true
    position = end
    return true
  }

  // MARK: Holes

  /// `{…}`, `{{ … }}` or byte 1, together with the letters around it.
  mutating func hole() -> SQLTokenKind {
    guard skipHole() else { return single(.unknown) }
    guard position < end && (SQLLexer.isWordByte(source[position]) || joinsHole(position)) else { return .hole }
    return restOfHoleName()
  }

  /// Moves over one hole at the position; false where none starts.
  mutating func skipHole() -> Bool {
    if source[position] == 0x01 {
      position += 1
      return true
    }
    var depth = 0
    var i = position
    let stop = min(end, position + SQLLexer.holeBytes)
    while i < stop {
      if source[i] == UInt8(ascii: "{") { depth += 1 }
      if source[i] == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 {
          position = i + 1
          return true
        }
      }
      i += 1
    }
    return false
  }

  /// Whether a hole follows a name without a gap.
  func joinsHole(_ offset: Int) -> Bool {
    switch source[offset] {
    case UInt8(ascii: "{"): return source[offset + 1] != UInt8(ascii: "%") && source[offset + 1] != UInt8(ascii: "#")
    case 0x01: return offset < end
    case UInt8(ascii: "%"):
      return source[offset + 1] == UInt8(ascii: "s") && offset > 0 && source[offset - 1] == UInt8(ascii: "_")
    default: return false
    }
  }

  /// Letters and holes up to the end of the name.
  mutating func restOfHoleName() -> SQLTokenKind {
    while position < end {
      if SQLLexer.isWordByte(source[position]) {
        position += 1
      } else if joinsHole(position) {
        if source[position] == UInt8(ascii: "%") {
          position += 2
        } else if !skipHole() {
          return .holeName
        }
      } else {
        return .holeName
      }
    }
    return .holeName
  }
}
