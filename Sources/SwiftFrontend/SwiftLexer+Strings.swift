// String literals and their interpolations. A string is one token; strings inside the holes of strings are kept on a
// stack of the lexer, so that nesting costs no recursion.

import Syntax

extension SwiftLexer {
  /// A string that is being read.
  struct OpenString {
    /// Index of its token, or -1 before its first hole.
    var token: Int
    var start: Int
    var pounds: Int
    var quote: UInt8
    var isMultiline: Bool
    /// Brackets that wait outside its hole.
    var outside = BracketCounts()
    var bracketCount = 0
  }

  /// Begins at the pounds before the quote.
  mutating func beginString(pounds: Int) {
    let start = position
    let quote = source[start + pounds]
    var at = start + pounds + 1
    var isMultiline = false
    if quote == UInt8(ascii: "\"") && source[at] == quote && source[at + 1] == quote {
      isMultiline = pounds == 0 || !closesOnLine(from: at + 2, pounds: pounds)
      if isMultiline { at += 2 }
    }
    position = at
    readString(OpenString(token: -1, start: start, pounds: pounds, quote: quote, isMultiline: isMultiline))
  }

  /// Whether `#"""` is a string of one line: its end delimiter follows on the same line.
  private mutating func closesOnLine(from start: Int, pounds: Int) -> Bool {
    if hasPounds(pounds, at: start) { return true }
    guard lookaheadBudget > 0 else { return false }
    var at = start
    defer { lookaheadBudget -= at - start }
    while at < count && source[at] != 0x0A && source[at] != 0x0D {
      if source[at] == UInt8(ascii: "\"") && hasPounds(pounds, at: at + 1) { return true }
      at += 1
    }
    return false
  }

  @inline(__always)
  private func hasPounds(_ pounds: Int, at start: Int) -> Bool {
    var i = 0
    while i < pounds && start + i < count && source[start + i] == UInt8(ascii: "#") { i += 1 }
    return i == pounds
  }

  /// Reads on to the string's end or to its next hole.
  private mutating func readString(_ string: OpenString) {
    var at = position
    let quote = string.quote
    let pounds = string.pounds
    while true {
      let byte = source[at]
      if byte == quote {
        if !string.isMultiline {
          if hasPounds(pounds, at: at + 1) {
            finishString(string, at: at + 1 + pounds)
            return
          }
          at += 1
        } else if source[at + 1] == quote && source[at + 2] == quote && hasPounds(pounds, at: at + 3) {
          finishString(string, at: at + 3 + pounds)
          return
        } else {
          at += 1
        }
      } else if byte == UInt8(ascii: "\\") {
        guard hasPounds(pounds, at: at + 1) else {
          at += 1
          continue
        }
        let escaped = source[at + 1 + pounds]
        if escaped == UInt8(ascii: "(") {
          beginHole(of: string, from: at, to: at + 2 + pounds)
          return
        }
        let isLineEnd = escaped == 0x0A || escaped == 0x0D
        at += 1 + pounds + (isLineEnd || at + 1 + pounds >= count ? 0 : 1)
      } else if byte == 0x0A || byte == 0x0D {
        if !string.isMultiline { break }
        at += 1
      } else if byte == 0 && at >= count {
        break
      } else {
        at += 1
      }
    }
    report("unterminated string literal", from: string.start, to: min(at, count))
    finishString(string, at: min(at, count))
  }

  private mutating func finishString(_ string: OpenString, at end: Int) {
    position = end
    if string.token < 0 {
      emit(.string, from: string.start, to: end)
    } else {
      let kind = SwiftTokenKind.stringTemplate
      tokens[string.token] = Token(kind: kind.rawValue, start: string.start, end: end)
      layout[string.token] |= UInt32(truncatingIfNeeded: tokens.count)
      beforePrevious = previous
      previous = kind
      atLineStart = false
      if end - string.start > Token.maximumLength { report("the token is too long", from: string.start, to: end) }
    }
  }

  // MARK: Holes

  private mutating func beginHole(of string: OpenString, from start: Int, to end: Int) {
    var string = string
    if string.token < 0 {
      string.token = tokens.count
      emit(.stringTemplate, from: string.start, to: start)
    }
    string.outside = waiting
    string.bracketCount = brackets.count
    waiting = BracketCounts()
    strings.append(string)
    emit(.holeStart, from: start, to: end)
    position = end
  }

  /// Ends the innermost hole at its parenthesis, or where the line or file ends without one.
  mutating func endHole(at end: Int, closed: Bool) {
    guard let string = strings.popLast() else { return }
    if brackets.count > string.bracketCount { brackets.removeSubrange(string.bracketCount...) }
    waiting = string.outside
    position = closed ? end + 1 : end
    emit(.holeEnd, from: end, to: position)
    readString(string)
  }
}
