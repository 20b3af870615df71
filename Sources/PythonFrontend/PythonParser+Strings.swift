// String literals and templates as expressions: adjacent ones are joined, contents decoded where names are wanted.
// The bytes between the holes of a template stay in the source, unless it begins like SQL.

import Syntax

extension PythonParser {
  /// One or more adjacent literals.
  mutating func parseStrings() {
    let mark = builder.mark()
    let from = start
    let first = position
    var literals = 0
    var hasTemplate = false
    var keepsText = false
    while true {
      if kind == .string {
        literals &+= 1
        if keepsText { leaf(of: position) }
        advance()
      } else if kind == .stringTemplate {
        if !hasTemplate && beginsLikeSQL(first) {
          keepsText = true
          for index in first..<position { leaf(of: index) }
        }
        hasTemplate = true
        parseTemplate(keepsText: keepsText)
      } else {
        break
      }
    }
    if hasTemplate {
      builder.finish(.stringTemplate, from: mark, start: from, end: previousEnd)
      return
    }
    let bytesFlag: NodeFlags = isBytes(tokens[first]) ? .bytes : []
    let name = namesStrings ? contentName(first, literals) : .none
    builder.leaf(.string, start: from, end: previousEnd, name: name, flags: bytesFlag)
  }

  /// A template's holes, and the text between them if it is to be kept; else the template's range covers it.
  private mutating func parseTemplate(keepsText: Bool) {
    let end = token.end
    let text = keepsText ? content(of: token) : (range: 0..<0, isRaw: true)
    var textStart = text.range.lowerBound
    advance()
    while kind == .holeStart && start < end {
      if keepsText { leaf(textStart, start, isRaw: text.isRaw) }
      parseHole()
      textStart = previousEnd
    }
    if keepsText { leaf(textStart, text.range.upperBound, isRaw: text.isRaw) }
    previousEnd = end
  }

  private func beginsLikeSQL(_ index: Int) -> Bool {
    let range = content(of: tokens[index]).range
    return namesStrings && source.beginsLikeSQL(range.lowerBound, range.upperBound)
  }

  /// A plain literal as a part of a template.
  private mutating func leaf(of index: Int) {
    let name = contentName(index, 1)
    builder.leaf(.string, start: tokens[index].start, end: tokens[index].end, name: name)
  }

  /// Text between holes as a part of a template. A doubled brace is one.
  private mutating func leaf(_ start: Int, _ end: Int, isRaw: Bool) {
    guard start < end, end - start <= Limits.stringNameBytes else { return }
    scratch.removeAll(keepingCapacity: true)
    if isRaw || !hasBackslash(start..<end) { append(start..<end) } else { decode(start..<end, isBytes: false) }
    var kept = 0
    var at = 0
    while at < scratch.count {
      let byte = scratch[at]
      scratch[kept] = byte
      kept += 1
      at += (byte == 0x7B || byte == 0x7D) && at + 1 < scratch.count && scratch[at + 1] == byte ? 2 : 1
    }
    scratch.removeLast(scratch.count - kept)
    builder.leaf(.string, start: start, end: end, name: names.intern(scratch))
  }

  /// `{expression = !r : format}`
  private mutating func parseHole() {
    let mark = builder.mark()
    let from = start
    advance()
    depth += 1
    defer { depth -= 1 }
    guard depth <= limits.nestingDepth else {
      skipDeepExpression()
      _ = eat(.holeEnd)
      builder.finish(.stringHole, from: mark, start: from, end: previousEnd)
      return
    }
    parseYieldOrExpressions()
    _ = eat(.equal)
    if eat(.exclamation) { expect(.name, "expected a conversion after `!`") }
    if eat(.colon) {
      while kind == .holeStart { parseHole() }
    }
    if kind != .holeEnd {
      report("expected `}`")
      skipToHoleEnd()
    }
    _ = eat(.holeEnd)
    builder.finish(.stringHole, from: mark, start: from, end: previousEnd)
  }

  /// Past what could not be read in a hole.
  private mutating func skipToHoleEnd() {
    var open = 0
    while kind != .newline && kind != .endOfFile {
      if kind == .holeStart { open += 1 }
      if kind == .holeEnd {
        if open == 0 { return }
        open -= 1
      }
      advance()
    }
  }

  // MARK: Content

  private func isBytes(_ token: Token) -> Bool {
    source[token.start] | 0x20 == 0x62 || (source[token.start + 1] | 0x20 == 0x62 && source[token.start] | 0x20 == 0x72)
  }

  /// Offsets of the content of a literal, and whether backslashes mean themselves.
  private func content(of token: Token) -> (range: Range<Int>, isRaw: Bool) {
    var at = token.start
    var isRaw = false
    while source[at] != 0x22 && source[at] != 0x27 && at < token.end {
      if source[at] | 0x20 == 0x72 { isRaw = true }
      at += 1
    }
    let quote = source[at]
    let isTriple = source[at + 1] == quote && source[at + 2] == quote && at + 6 <= token.end
    let quotes = isTriple ? 3 : 1
    let start = min(at + quotes, token.end)
    var end = token.end
    if end - quotes >= start && source[end - 1] == quote { end -= quotes }
    return (start..<end, isRaw)
  }

  /// Name for the joined content of the `literals` tokens from `first` on, if it is short enough.
  private mutating func contentName(_ first: Int, _ literals: Int) -> NameID {
    if literals == 1 {
      let (range, isRaw) = content(of: tokens[first])
      guard range.count <= Limits.stringNameBytes else { return .none }
      if isRaw || !hasBackslash(range) { return names.intern(source, range.lowerBound, range.upperBound) }
    }
    scratch.removeAll(keepingCapacity: true)
    for index in first..<first + literals {
      let (range, isRaw) = content(of: tokens[index])
      guard scratch.count + range.count <= Limits.stringNameBytes else { return .none }
      if isRaw || !hasBackslash(range) { append(range) } else { decode(range, isBytes: isBytes(tokens[index])) }
    }
    return names.intern(scratch)
  }

  private func hasBackslash(_ range: Range<Int>) -> Bool {
    var at = range.lowerBound
    while at < range.upperBound {
      let found = bytesEqual(source.word(at: at), 0x5C)
      if found != 0 { return at + found.trailingZeroBitCount / 8 < range.upperBound }
      at += 8
    }
    return false
  }

  /// Adds source bytes to the content as they are.
  mutating func append(_ range: Range<Int>) {
    for at in range { scratch.append(source[at]) }
  }

  /// Adds source bytes to the content with their escapes resolved. `\N{…}` stays as written.
  private mutating func decode(_ range: Range<Int>, isBytes: Bool) {
    var at = range.lowerBound
    while at < range.upperBound {
      let byte = source[at]
      guard byte == 0x5C && at + 1 < range.upperBound else {
        scratch.append(byte)
        at += 1
        continue
      }
      let escape = source[at + 1]
      at += 2
      switch escape {
      case 0x0A: break
      case 0x0D: if source[at] == 0x0A { at += 1 }
      case 0x5C, 0x27, 0x22: scratch.append(escape)
      case 0x61: scratch.append(0x07)
      case 0x62: scratch.append(0x08)
      case 0x66: scratch.append(0x0C)
      case 0x6E: scratch.append(0x0A)
      case 0x72: scratch.append(0x0D)
      case 0x74: scratch.append(0x09)
      case 0x76: scratch.append(0x0B)
      case 0x30...0x37: at = appendCode(at - 1, range.upperBound, digits: 3, bitsPerDigit: 3, isBytes: isBytes)
      case 0x78: at = appendCode(at, range.upperBound, digits: 2, bitsPerDigit: 4, isBytes: isBytes)
      case 0x75 where !isBytes: at = appendCode(at, range.upperBound, digits: 4, bitsPerDigit: 4, isBytes: false)
      case 0x55 where !isBytes: at = appendCode(at, range.upperBound, digits: 8, bitsPerDigit: 4, isBytes: false)
      default:
        scratch.append(0x5C)
        scratch.append(escape)
      }
    }
  }

  /// Adds the character whose code is written in at most `digits` digits at `start`; gives where they end.
  private mutating func appendCode(_ start: Int, _ end: Int, digits: Int, bitsPerDigit: UInt32, isBytes: Bool) -> Int {
    var code: UInt32 = 0
    var at = start
    while at < end && at - start < digits {
      let byte = source[at]
      var digit = UInt32(byte &- 0x30)
      if digit > 9 { digit = UInt32((byte | 0x20) &- 0x61) + 10 }
      guard digit < 1 << bitsPerDigit else { break }
      code = code << bitsPerDigit | digit
      at += 1
    }
    if isBytes {
      scratch.append(UInt8(truncatingIfNeeded: code))
    } else {
      let character = Unicode.Scalar(code) ?? "\u{FFFD}"
      for byte in UTF8.encode(character) ?? UTF8.encodedReplacementCharacter { scratch.append(byte) }
    }
    return at
  }
}
