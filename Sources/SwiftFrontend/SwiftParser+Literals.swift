// String literals as nodes: the decoded content as the name, the holes as children.

import Syntax

extension SwiftParser {
  /// A string without holes. Its name is the content with escapes resolved, if it is short enough to be kept.
  mutating func parseString() {
    builder.leaf(.string, start: start, end: end, name: stringName(start, end))
    advance()
  }

  /// A string with holes: `stringHole` nodes over the expressions in each, and `string` nodes over the text between
  /// them if the whole begins like SQL.
  mutating func parseTemplate() {
    let mark = builder.mark()
    let from = start
    let to = end
    let after = next(after: index)
    let text = textOfTemplate(from, to)
    var textStart = text?.range.lowerBound ?? from
    guard enter() else {
      advance()
      report("nested too deeply to be read", from: from, to: to)
      builder.leaf(.unread, start: from, end: to)
      return
    }
    index += 1
    load()
    while index < after && kind == .holeStart {
      if let text { leaf(textStart, start, pounds: text.pounds) }
      let hole = builder.mark()
      let holeStart = start
      advance()
      while kind != .holeEnd && kind != .endOfFile && index < after {
        let before = index
        if kind.isWord && nextKind() == .colon {
          advance()
          advance()
        }
        _ = take(.ampersand)
        parseExpression()
        if !take(.comma) || index == before { break }
      }
      if kind != .holeEnd {
        reportUnexpected()
        while kind != .holeEnd && kind != .endOfFile && index < after { advance() }
      }
      if index < after { advance() }
      finish(.stringHole, from: hole, start: holeStart)
      textStart = previousEnd
    }
    if let text { leaf(textStart, text.range.upperBound, pounds: text.pounds) }
    index = after
    load()
    previousEnd = to
    builder.finish(.stringTemplate, from: mark, start: from, end: to)
    leave()
  }

  // MARK: Content

  /// Where the content of a template that begins like SQL stands, and the number of its pounds.
  private func textOfTemplate(_ start: Int, _ end: Int) -> (range: Range<Int>, pounds: Int)? {
    var pounds = 0
    while source[start + pounds] == UInt8(ascii: "#") { pounds += 1 }
    let opening = start + pounds
    let quote = source[opening]
    let isMultiline = source[opening + 1] == quote && source[opening + 2] == quote && end - opening >= 6 + pounds
    let quotes = isMultiline ? 3 : 1
    let from = opening + quotes
    let to = end - pounds - quotes
    guard from < to, source[to] == quote, source.beginsLikeSQL(from, to) else { return nil }
    return (from..<to, pounds)
  }

  /// Text between holes as a part of a template.
  private mutating func leaf(_ start: Int, _ end: Int, pounds: Int) {
    guard start < end, end - start <= Limits.stringNameBytes else { return }
    let decoded = SourceBytes(decode(start, end, pounds: pounds, isMultiline: false))
    builder.leaf(.string, start: start, end: end, name: names.intern(decoded, 0, decoded.count))
  }

  private mutating func stringName(_ start: Int, _ end: Int) -> NameID {
    var pounds = 0
    while source[start + pounds] == UInt8(ascii: "#") { pounds += 1 }
    let quote = source[start + pounds]
    let opening = start + pounds
    let isMultiline =
      end - opening >= 6 + pounds && source[opening + 1] == quote && source[opening + 2] == quote
      && (pounds == 0 || hasLineEnd(opening, end))
    let quotes = isMultiline ? 3 : 1
    let from = opening + quotes
    let to = end - pounds - quotes
    guard to > from, to - from <= Limits.stringNameBytes, source[to] == quote else { return .none }
    if !isMultiline && !hasByte(UInt8(ascii: "\\"), from, to) { return names.intern(source, from, to) }
    let decoded = decode(from, to, pounds: pounds, isMultiline: isMultiline)
    let copy = SourceBytes(decoded)
    return names.intern(copy, 0, copy.count)
  }

  private mutating func hasByte(_ byte: UInt8, _ start: Int, _ end: Int) -> Bool {
    for i in start..<end where source[i] == byte { return true }
    return false
  }

  private mutating func hasLineEnd(_ start: Int, _ end: Int) -> Bool {
    hasByte(0x0A, start, end) || hasByte(0x0D, start, end)
  }

  /// The content with escapes resolved; for several lines, without the first line end and the indentation of the
  /// closing quotes.
  private mutating func decode(_ start: Int, _ end: Int, pounds: Int, isMultiline: Bool) -> [UInt8] {
    var from = start
    var to = end
    var indentation = 0
    if isMultiline {
      if source[from] == 0x0D { from += 1 }
      if source[from] == 0x0A { from += 1 }
      while to > from && (source[to - 1] == 0x20 || source[to - 1] == 0x09) { to -= 1 }
      indentation = end - to
      if to > from && source[to - 1] == 0x0A { to -= 1 }
      if to > from && source[to - 1] == 0x0D { to -= 1 }
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(max(to - from, 0))
    var at = from
    var isLineStart = isMultiline
    while at < to {
      if isLineStart {
        var stripped = 0
        while stripped < indentation && at < to && (source[at] == 0x20 || source[at] == 0x09) {
          at += 1
          stripped += 1
        }
        isLineStart = false
        continue
      }
      let byte = source[at]
      if byte == UInt8(ascii: "\\") && poundsFollow(pounds, at + 1, to) {
        at = decodeEscape(at + 1 + pounds, to, into: &bytes, &isLineStart)
      } else {
        bytes.append(byte)
        isLineStart = isMultiline && byte == 0x0A
        at += 1
      }
    }
    return bytes
  }

  private mutating func poundsFollow(_ pounds: Int, _ start: Int, _ end: Int) -> Bool {
    guard start + pounds < end else { return false }
    for i in 0..<pounds where source[start + i] != UInt8(ascii: "#") { return false }
    return true
  }

  /// Appends what the escape whose letter is at `at` stands for; gives the offset after it.
  private mutating func decodeEscape(_ at: Int, _ end: Int, into bytes: inout [UInt8], _ isLineStart: inout Bool) -> Int
  {
    switch source[at] {
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "0"): bytes.append(0)
    case UInt8(ascii: "u"): return decodeScalar(at + 1, end, into: &bytes)
    case 0x20, 0x09, 0x0A, 0x0D:
      // The line end is escaped: the lines are joined.
      var after = at
      while after < end && (source[after] == 0x20 || source[after] == 0x09) { after += 1 }
      if after < end && source[after] == 0x0D { after += 1 }
      if after < end && source[after] == 0x0A { after += 1 }
      isLineStart = true
      return max(after, at + 1)
    default: bytes.append(source[at])
    }
    return at + 1
  }

  /// `\u{…}`
  private mutating func decodeScalar(_ start: Int, _ end: Int, into bytes: inout [UInt8]) -> Int {
    guard source[start] == UInt8(ascii: "{") else { return start }
    var value: UInt32 = 0
    var at = start + 1
    while at < end && at - start <= 8 && SwiftLexer.isHexDigit(source[at]) {
      let byte = UInt32(source[at])
      value = value << 4 | (byte < 0x3A ? byte - 0x30 : (byte | 0x20) - 0x57)
      at += 1
    }
    if let scalar = Unicode.Scalar(value) { bytes.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
    return at < end && source[at] == UInt8(ascii: "}") ? at + 1 : max(at, start)
  }
}
