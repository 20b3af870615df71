// Regex literals: whether a slash begins one (SE-0354 says how to tell it from an operator), and where it ends.

import Syntax

extension SwiftLexer {
  /// End of the regex literal that begins at the slash of an operator, or nil if the slash is just an operator.
  mutating func regexInOperator(from start: Int, to end: Int, slash: Int, isLeftBound: Bool) -> Int? {
    guard !isLeftBound, previous != .func, previous != .operator else { return nil }
    var mustBeRegex = false
    if !isRightBound(end, isLeftBound: isLeftBound) {
      // With space or a separator on both sides it looks binary, unless a binary operator cannot stand here.
      mustBeRegex =
        beforePrevious == .try && (previous == .questionPostfix || previous == .exclamation)
      guard mustBeRegex || isRegexPosition else { return nil }
      switch previous {
      case .leftParen, .leftBracket, .comma, .colon, .doubleColon: break
      default: mustBeRegex = true
      }
    }
    return regexEnd(from: slash, mustBeRegex: mustBeRegex)
  }

  /// Whether an operand may begin after the previous token.
  private var isRegexPosition: Bool {
    switch previous {
    case .leftParen, .leftBracket, .leftBrace, .comma, .colon, .semicolon, .equal, .operatorBinary, .operatorPrefix,
      .ampersand, .questionInfix, .poundIf, .poundElse, .poundElseif, .poundEndif, .unknown, .holeStart:
      return true
    case .true, .false, .anyType, .nil, .selfValue, .selfType, .super, .wildcard:
      return false
    case .endOfFile:
      return tokens.isEmpty
    default:
      return previous.isWord && !previous.isName
    }
  }

  /// End of a regex literal from its pounds or slash. A bare one holds no line end, does not begin or end with space
  /// and has balanced parentheses; else nil.
  mutating func regexEnd(from start: Int, mustBeRegex: Bool) -> Int? {
    guard lookaheadBudget > 0 else { return nil }
    var at = start
    while source[at] == UInt8(ascii: "#") { at += 1 }
    let pounds = at - start
    guard source[at] == UInt8(ascii: "/") else { return nil }
    at += 1
    var isMultiline = false
    if pounds == 0 {
      switch source[at] {
      case 0x20, 0x09: if !mustBeRegex { return nil }
      case UInt8(ascii: "*"), UInt8(ascii: "/"): return nil
      default: break
      }
      if start > 0 && source[start - 1] == UInt8(ascii: "*") { return nil }
    } else {
      var line = at
      while source[line] == 0x20 || source[line] == 0x09 { line += 1 }
      isMultiline = source[line] == 0x0A || source[line] == 0x0D
    }
    let first = at
    let end = endOfPattern(&at, pounds: pounds, isMultiline: isMultiline, mustBeRegex: mustBeRegex)
    if end == nil { lookaheadBudget -= at - start }
    if end == nil && mustBeRegex && pounds > 0 {
      report("unterminated regex literal", from: start, to: min(at, count))
      return isMultiline ? first : min(at, count)
    }
    if end == nil && mustBeRegex && at > first && !isMultiline && isUnterminated(at) {
      report("unterminated regex literal", from: start, to: min(at, count))
      return min(at, count)
    }
    return end
  }

  private func isUnterminated(_ at: Int) -> Bool { at >= count || source[at] == 0x0A || source[at] == 0x0D }

  /// Walks `at` through the pattern; nil where it is none, with `at` where that was seen.
  private func endOfPattern(_ at: inout Int, pounds: Int, isMultiline: Bool, mustBeRegex: Bool) -> Int? {
    var groups = 0
    var classes = 0
    while at < count {
      let byte = source[at]
      switch byte {
      case UInt8(ascii: "/"):
        var closing = at + 1
        while closing - at - 1 < pounds && source[closing] == UInt8(ascii: "#") { closing += 1 }
        if closing - at - 1 == pounds {
          guard pounds == 0 else { return endOfPounds(closing) }
          if source[closing] == UInt8(ascii: "*") || source[closing] == UInt8(ascii: "/") { return nil }
          let last = source[at - 1]
          let isEscaped = source[at - 2] == UInt8(ascii: "\\")
          if !mustBeRegex && (last == 0x20 || last == 0x09) && !isEscaped { return nil }
          return closing
        }
      case UInt8(ascii: "\\"):
        if isMultiline || (source[at + 1] != 0x0A && source[at + 1] != 0x0D) { at += 1 }
      case 0x0A, 0x0D:
        if !isMultiline { return nil }
      case UInt8(ascii: "("):
        if classes == 0 { groups += 1 }
      case UInt8(ascii: ")"):
        if classes == 0 {
          if groups > 0 { groups -= 1 } else if !mustBeRegex { return nil }
        }
      case UInt8(ascii: "["): classes += 1
      case UInt8(ascii: "]"): if classes > 0 { classes -= 1 }
      default: break
      }
      at += 1
    }
    return nil
  }

  private func endOfPounds(_ start: Int) -> Int {
    var at = start
    while source[at] == UInt8(ascii: "#") { at += 1 }
    return at
  }
}
