// Operators and punctuation, with what brackets and holes of f-strings do to the state of the lexer.

import Syntax

extension PythonLexer {
  /// One operator, bracket or unknown byte.
  @inline(__always)
  mutating func mark(_ at: Int, _ byte: UInt8) -> Int {
    switch byte {
    case 0x28: return open(.leftParenthesis, at)
    case 0x29: return close(.rightParenthesis, at)
    case 0x5B: return open(.leftBracket, at)
    case 0x5D: return close(.rightBracket, at)
    case 0x7B: return open(.leftBrace, at)
    case 0x7D:
      if !holes.isEmpty && depth == floor { return endHole(at) }
      return close(.rightBrace, at)
    case 0x2C: return one(.comma, at)
    case 0x2E: return dot(at)
    case 0x3D: return source[at &+ 1] == 0x3D ? two(.equalEqual, at) : one(.equal, at)
    case 0x3A:
      if !holes.isEmpty && depth == floor { return beginFormat(at) }
      return source[at &+ 1] == 0x3D ? two(.colonEqual, at) : one(.colon, at)
    default: return rareMark(at, byte)
    }
  }

  private mutating func rareMark(_ at: Int, _ byte: UInt8) -> Int {
    let next = source[at &+ 1]
    switch byte {
    case 0x3B: return one(.semicolon, at)
    case 0x40: return next == 0x3D ? two(.atEqual, at) : one(.at, at)
    case 0x7E: return one(.tilde, at)
    case 0x60: return one(.backtick, at)
    case 0x2B: return next == 0x3D ? two(.plusEqual, at) : one(.plus, at)
    case 0x25: return next == 0x3D ? two(.percentEqual, at) : one(.percent, at)
    case 0x7C: return next == 0x3D ? two(.pipeEqual, at) : one(.pipe, at)
    case 0x26: return next == 0x3D ? two(.ampersandEqual, at) : one(.ampersand, at)
    case 0x5E: return next == 0x3D ? two(.caretEqual, at) : one(.caret, at)
    case 0x2D:
      if next == 0x3E { return two(.arrow, at) }
      return next == 0x3D ? two(.minusEqual, at) : one(.minus, at)
    case 0x2A:
      if next == 0x2A { return source[at + 2] == 0x3D ? three(.doubleStarEqual, at) : two(.doubleStar, at) }
      return next == 0x3D ? two(.starEqual, at) : one(.star, at)
    case 0x2F:
      if next == 0x2F { return source[at + 2] == 0x3D ? three(.doubleSlashEqual, at) : two(.doubleSlash, at) }
      return next == 0x3D ? two(.slashEqual, at) : one(.slash, at)
    case 0x3C:
      if next == 0x3C { return source[at + 2] == 0x3D ? three(.leftShiftEqual, at) : two(.leftShift, at) }
      if next == 0x3E { return two(.notEqual, at) }
      return next == 0x3D ? two(.lessEqual, at) : one(.less, at)
    case 0x3E:
      if next == 0x3E { return source[at + 2] == 0x3D ? three(.rightShiftEqual, at) : two(.rightShift, at) }
      return next == 0x3D ? two(.greaterEqual, at) : one(.greater, at)
    case 0x21:
      if next == 0x3D { return two(.notEqual, at) }
      if !holes.isEmpty && depth == floor { return one(.exclamation, at) }
    default: break
    }
    return unknown(at)
  }

  @inline(__always)
  private mutating func one(_ kind: PythonTokenKind, _ at: Int) -> Int {
    append(kind, at, at &+ 1)
    return at &+ 1
  }

  @inline(__always)
  private mutating func two(_ kind: PythonTokenKind, _ at: Int) -> Int {
    append(kind, at, at &+ 2)
    return at &+ 2
  }

  @inline(__always)
  private mutating func three(_ kind: PythonTokenKind, _ at: Int) -> Int {
    append(kind, at, at &+ 3)
    return at &+ 3
  }

  @inline(__always)
  private mutating func open(_ kind: PythonTokenKind, _ at: Int) -> Int {
    depth &+= 1
    return one(kind, at)
  }

  @inline(__always)
  private mutating func close(_ kind: PythonTokenKind, _ at: Int) -> Int {
    if depth > floor { depth &-= 1 }
    return one(kind, at)
  }

  private mutating func dot(_ at: Int) -> Int {
    let next = source[at &+ 1]
    if next &- 0x30 < 10 { return number(at) }
    if next == 0x2E && source[at &+ 2] == 0x2E { return three(.ellipsis, at) }
    return one(.dot, at)
  }

  /// A run of bytes that begin no token, as one token.
  private mutating func unknown(_ start: Int) -> Int {
    var at = start + 1
    while at < limit && PythonLexer.isUnknown(source[at]) { at += 1 }
    append(.unknown, start, at)
    report("this is no Python token", start, at)
    return at
  }

  private static func isUnknown(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0C && byte != 0x0D
      || byte == 0x24 || byte == 0x3F || byte == 0x7F
  }
}
