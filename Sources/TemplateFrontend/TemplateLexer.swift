// Page text to tokens: finds the tags and outputs, passes over comments and raw bodies, and decides when an opening
// brace pair is no tag at all. What stands between the braces is cut into tokens in TemplateLexer+Inside.swift.
// Django and Jinja are read alike: a string may hold the closing sign, and a tag may go over several lines.

import Syntax

/// Tokens of one template. Every `tagStart` is followed by its `tagEnd` and every `outputStart` by its `outputEnd`,
/// with nothing of these four in between.
public struct TemplateLexing: Sendable {
  public let tokens: [Token]
  public let issues: [SyntaxIssue]
}

/// Cuts a template into tokens. Linear in the bytes, whatever they are.
public func lexTemplate(_ source: SourceBytes, limits: Limits) -> TemplateLexing {
  var lexer = TemplateLexer(source, limits: limits)
  lexer.lexPage()
  return TemplateLexing(tokens: lexer.tokens, issues: lexer.issues)
}

struct TemplateLexer {
  let source: SourceBytes
  let limits: Limits
  var tokens: [Token] = []
  var issues: [SyntaxIssue] = []
  var position = 0

  /// Where the search for the end of a string last failed: no quote before it closes.
  var noClosingSingle = 0
  var noClosingDouble = 0
  /// Bytes that may still be read twice because an opening brace pair turned out to be text.
  private var rereadBudget: Int
  private var hasNoCommentEnd = false
  private var hasNoRawEnd = false

  /// Measured on the templates of Django, wagtail, pretix and ckan: one token in 14 bytes; mostly HTML has far fewer.
  private static let bytesPerToken = 20
  /// How often, on average, a byte may be read again before the rest of the file is taken as text.
  private static let rereadings = 4

  init(_ source: SourceBytes, limits: Limits) {
    self.source = source
    self.limits = limits
    rereadBudget = source.count * TemplateLexer.rereadings + 4096
    tokens.reserveCapacity(min(source.count / TemplateLexer.bytesPerToken, 1 << 16) + 16)
  }

  mutating func lexPage() {
    while true {
      position = source.firstOffset(ofByte: UInt8(ascii: "{"), from: position)
      guard position < source.count else { return }
      switch source[position + 1] {
      case UInt8(ascii: "{"): lexBraces(.outputStart, closing: .outputEnd)
      case UInt8(ascii: "%"): lexBraces(.tagStart, closing: .tagEnd)
      case UInt8(ascii: "#"): skipComment()
      default: position += 1
      }
      guard rereadBudget > 0 else {
        report(position, source.count, "too many tags that are never closed: the rest is taken as text")
        return
      }
    }
  }

  /// A tag or an output, or two bytes of text if its end does not come before the next one begins.
  private mutating func lexBraces(_ kind: TemplateTokenKind, closing: TemplateTokenKind) {
    let start = position
    let first = tokens.count
    position += 2
    if source[position] == UInt8(ascii: "-") || (kind == .tagStart && source[position] == UInt8(ascii: "+")) {
      position += 1
    }
    emit(kind, from: start)
    guard lexInside(until: closing) else {
      rereadBudget -= position - start
      tokens.removeSubrange(first...)
      if kind == .tagStart, isLetter(source[skippingSpace(from: start + 2)]) {
        report(start, start + 2, "tag is never closed")
      }
      position = start + 2
      return
    }
    if kind == .tagStart { skipRawBody(openedBy: first) }
  }

  /// `{# … #}`. Without an end it is text, as `{#` is in other languages.
  private mutating func skipComment() {
    position += 2
    guard !hasNoCommentEnd else { return }
    var at = position
    while true {
      at = source.firstOffset(ofByte: UInt8(ascii: "#"), from: at)
      guard at < source.count else { break }
      if source[at + 1] == UInt8(ascii: "}") {
        position = at + 2
        return
      }
      at += 1
    }
    hasNoCommentEnd = true
  }

  /// After `{% raw %}`, `{% verbatim name %}` or `{% comment %}`: goes on at the tag that ends it, which becomes tokens.
  private mutating func skipRawBody(openedBy first: Int) {
    guard first + 2 < tokens.count, !hasNoRawEnd else { return }
    let name = tokens[first + 1]
    let isVerbatim = source.spells("verbatim", name)
    guard isVerbatim || source.spells("raw", name) || source.spells("comment", name) else { return }
    // Django ends `{% verbatim x %}` at `{% endverbatim x %}` only.
    let markStart = isVerbatim && tokens.count > first + 3 ? tokens[first + 2].start : 0
    let markEnd = isVerbatim && tokens.count > first + 3 ? tokens[tokens.count - 2].end : 0
    var at = position
    while true {
      at = source.firstOffset(ofByte: UInt8(ascii: "{"), from: at)
      guard at < source.count else { break }
      if source[at + 1] == UInt8(ascii: "%"), isEnd(at + 2, of: name, marked: markStart, markEnd) {
        position = at
        return
      }
      at += 1
    }
    hasNoRawEnd = true
    report(name.start, name.end, "`\(source.text(name.range))` is never closed")
  }

  /// Whether ` endNAME mark ` follows at `at`.
  private func isEnd(_ at: Int, of name: Token, marked markStart: Int, _ markEnd: Int) -> Bool {
    var at = at
    if source[at] == UInt8(ascii: "-") || source[at] == UInt8(ascii: "+") { at += 1 }
    at = skippingSpace(from: at)
    guard source[at] == UInt8(ascii: "e"), source[at + 1] == UInt8(ascii: "n"), source[at + 2] == UInt8(ascii: "d")
    else { return false }
    at += 3
    guard matches(at, name.start, name.end) else { return false }
    at += name.length
    guard !isWordByte(source[at]) else { return false }
    return markEnd <= markStart || matches(skippingSpace(from: at), markStart, markEnd)
  }

  /// Whether the bytes `start ..< end` stand at `at` too.
  private func matches(_ at: Int, _ start: Int, _ end: Int) -> Bool {
    guard at + (end - start) <= source.count else { return false }
    for i in 0..<(end - start) where source[at + i] != source[start + i] { return false }
    return true
  }

  // MARK: Shared with the other lexer file

  @inline(__always)
  mutating func emit(_ kind: TemplateTokenKind, from start: Int) {
    tokens.append(Token(kind: kind.rawValue, start: start, end: position))
  }

  func skippingSpace(from start: Int) -> Int {
    var at = start
    while isSpace(source[at]) { at += 1 }
    return at
  }

  mutating func report(_ start: Int, _ end: Int, _ message: String) {
    guard issues.count < limits.issuesPerFile else { return }
    issues.append(SyntaxIssue(range: ByteRange(start, end), message: message))
  }
}

// MARK: Bytes

@inline(__always)
func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

/// Letters, `_` and every byte of a scalar beyond ASCII.
@inline(__always)
func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_") || byte >= 0x80 }

@inline(__always)
func isWordByte(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

extension SourceBytes {
  /// First offset of `byte` at or after `start`, or `count`. Reads eight bytes at a time.
  func firstOffset(ofByte byte: UInt8, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let wanted = ones &* UInt64(byte)
    var at = start
    while at < count {
      // A byte that equals the wanted one is zero here, and the lowest zero byte is found exactly.
      let difference = word(at: at) ^ wanted
      let zeros = (difference &- ones) & ~difference & highs
      if zeros != 0 { return min(at + zeros.trailingZeroBitCount / 8, count) }
      at += 8
    }
    return count
  }

  /// Whether a token's bytes are exactly `text`.
  func spells(_ text: StaticString, _ token: Token) -> Bool {
    let length = text.utf8CodeUnitCount
    guard token.length == length else { return false }
    return text.withUTF8Buffer { wanted in
      for i in 0..<length where self[token.start + i] != wanted[i] { return false }
      return true
    }
  }
}
