// Cuts SQL of any dialect into tokens. What a dialect leaves ambiguous (`#`, `"…"`, `\'`, `[`, `?`, `%s`) is decided from
// what stands around it and from the dialect seen so far. Where statements end is decided in SQLStatementReader.swift;
// strings, quoted names and holes are in SQLLexer+Quotes.swift, operators in SQLLexer+Operators.swift.

import Syntax

/// Byte scanner over one range of a source. Every call of `next` moves on or gives `endOfText`.
struct SQLLexer {
  let source: SourceBytes
  let end: Int
  var position: Int
  /// The dialect that the text has spoken for so far.
  var dialect: SQLDialect?
  /// Kind of the token before the next one.
  var previous = SQLTokenKind.semicolon
  /// What `DELIMITER` set; empty for `;`.
  var delimiter: [UInt8] = []
  /// Inside MySQL's `/*! … */`, whose text is code.
  private var isInConditionalComment = false
  /// Whether comments nest: until one is found that then would not end.
  private var commentsNest = true
  /// Strings of an unknown dialect were seen to hold escapes.
  var escapesSeen: Bool?
  /// A string or name ran into the end of the text. A comment may: SQLite and MySQL let it.
  var isUnterminated = false
  let keywords = SQLKeywordTable.shared

  init(_ source: SourceBytes, range: ByteRange, dialect: SQLDialect? = nil) {
    self.source = source
    self.dialect = dialect
    end = min(Int(range.end), source.count)
    position = min(Int(range.start), end)
  }

  mutating func next() -> Token {
    skipTrivia()
    let start = position
    guard start < end else {
      previous = .endOfText
      return Token(kind: SQLTokenKind.endOfText.rawValue, start: end, end: end)
    }
    let kind = scan(source[start])
    if position > end { position = end }
    previous = kind
    return Token(kind: kind.rawValue, start: start, end: position)
  }

  /// Moves over the token that starts with `byte` and tells its kind.
  @inline(__always)
  private mutating func scan(_ byte: UInt8) -> SQLTokenKind {
    if !delimiter.isEmpty && byte == delimiter[0] && matchesDelimiter() {
      position += delimiter.count
      return .delimiter
    }
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...0xFF:
      return wordOrPrefixedString(byte)
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      number()
      return .number
    case UInt8(ascii: "'"):
      string(from: position, escapes: nil)
      return .string
    case UInt8(ascii: "\""):
      quoted(UInt8(ascii: "\""))
      return .doubleQuoted
    case UInt8(ascii: "`"):
      quoted(byte)
      return .quotedName
    case UInt8(ascii: ","): return single(.comma)
    case UInt8(ascii: "("): return single(.leftParenthesis)
    case UInt8(ascii: ")"): return single(.rightParenthesis)
    case UInt8(ascii: ";"): return single(.semicolon)
    case UInt8(ascii: "["): return bracket()
    case UInt8(ascii: "]"): return single(.rightBracket)
    case UInt8(ascii: "{"), 0x01: return hole()
    case UInt8(ascii: "\\"):
      skipLine()
      return .clientCommand
    default: return operatorOrPlaceholder(byte)
    }
  }

  @inline(__always)
  mutating func single(_ kind: SQLTokenKind) -> SQLTokenKind {
    position += 1
    return kind
  }

  private func matchesDelimiter() -> Bool {
    guard position + delimiter.count <= end else { return false }
    for i in delimiter.indices where source[position + i] != delimiter[i] { return false }
    return true
  }

  // MARK: Words and numbers

  @inline(__always)
  static func isWordByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "_")
      || byte >= 0x80
  }

  @inline(__always)
  private mutating func wordOrPrefixedString(_ first: UInt8) -> SQLTokenKind {
    let start = position
    let second = source[start + 1]
    if second == UInt8(ascii: "'") || second == UInt8(ascii: "&") {
      if let kind = prefixedString(first | 0x20, second) { return kind }
    }
    let dollars = delimiter.first != UInt8(ascii: "$")
    var i = wordEnd(start)
    while i < end && source[i] == UInt8(ascii: "$") && dollars { i = wordEnd(i + 1) }
    let length = i - start
    position = i
    let low = SQLLexer.folded(source.word(at: start), length)
    let kind =
      length <= 16
      ? keywords.kind(low, length > 8 ? SQLLexer.folded(source.word(at: start + 8), length - 8) : 0) : .word
    if i < end && kind == .word && joinsHole(i) { return restOfHoleName() }
    return previous == .dot && kind.isKeyword ? .word : kind
  }

  /// Offset of the first byte from `start` on that is not part of a word.
  @inline(__always)
  private func wordEnd(_ start: Int) -> Int {
    var i = start
    while i < end {
      let outside = bytesOutsideIdentifier(source.word(at: i))
      if outside != 0 { return min(i + outside.trailingZeroBitCount / 8, end) }
      i += 8
    }
    return end
  }

  /// The first bytes of a word as the table of keywords has them: bit 5 set, nothing after the last.
  @inline(__always)
  private static func folded(_ word: UInt64, _ length: Int) -> UInt64 {
    let all = word | everyByte(0x20)
    return length >= 8 ? all : all & ((1 &<< UInt64(length * 8)) &- 1)
  }

  private mutating func number() {
    var i = position
    if source[i] == UInt8(ascii: "0") && (source[i + 1] | 0x20 == UInt8(ascii: "x")) {
      i += 2
      while i < end && SQLLexer.isWordByte(source[i]) { i += 1 }
      position = i
      return
    }
    while i < end && isDigit(i) { i += 1 }
    if source[i] == UInt8(ascii: ".") && source[i + 1] != UInt8(ascii: ".") {
      i += 1
      while i < end && isDigit(i) { i += 1 }
    }
    if source[i] | 0x20 == UInt8(ascii: "e") {
      var k = i + 1
      if source[k] == UInt8(ascii: "+") || source[k] == UInt8(ascii: "-") { k += 1 }
      if source[k] &- UInt8(ascii: "0") < 10 {
        while k < end && isDigit(k) { k += 1 }
        i = k
      }
    }
    position = max(i, position + 1)
  }

  /// A fraction without a whole part: `.5`.
  mutating func fraction() -> SQLTokenKind {
    position += 1
    while position < end && isDigit(position) { position += 1 }
    if source[position] | 0x20 == UInt8(ascii: "e") {
      var k = position + 1
      if source[k] == UInt8(ascii: "+") || source[k] == UInt8(ascii: "-") { k += 1 }
      while k < end && isDigit(k) {
        k += 1
        position = k
      }
    }
    return .number
  }

  @inline(__always)
  private func isDigit(_ i: Int) -> Bool {
    source[i] &- UInt8(ascii: "0") < 10 || (source[i] == UInt8(ascii: "_") && source[i + 1] &- UInt8(ascii: "0") < 10)
  }

  // MARK: Trivia

  /// Skips spaces, comments and template tags.
  @inline(__always)
  private mutating func skipTrivia() {
    while position < end {
      switch source[position] {
      case 0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D: position += 1
      case UInt8(ascii: "-"):
        guard source[position + 1] == UInt8(ascii: "-") else { return }
        skipLine()
      case UInt8(ascii: "/"):
        guard source[position + 1] == UInt8(ascii: "*") else { return }
        blockComment()
      case UInt8(ascii: "*"):
        guard isInConditionalComment && source[position + 1] == UInt8(ascii: "/") else { return }
        isInConditionalComment = false
        position += 2
      case UInt8(ascii: "#"):
        guard startsHashComment() else { return }
        skipLine()
      case UInt8(ascii: "{"):
        guard skipTemplateTag() else { return }
      case 0xEF:
        guard source[position + 1] == 0xBB && source[position + 2] == 0xBF else { return }
        position += 3
      case 0xC2:
        guard source[position + 1] == 0xA0 else { return }
        position += 2
      default: return
      }
    }
    position = end
  }

  mutating func skipLine() {
    while position < end {
      let found = bytesEqual(source.word(at: position), 0x0A)
      if found != 0 {
        position += found.trailingZeroBitCount / 8
        break
      }
      position += 8
    }
    position = min(position, end)
  }

  private mutating func blockComment() {
    let third = source[position + 2]
    if third == UInt8(ascii: "!") || (third == UInt8(ascii: "M") && source[position + 3] == UInt8(ascii: "!")) {
      position += third == UInt8(ascii: "!") ? 3 : 4
      while position < end && source[position] &- UInt8(ascii: "0") < 10 { position += 1 }
      isInConditionalComment = true
      dialect = dialect ?? .mysql
      return
    }
    let start = position + 2
    var firstEnd: Int?
    var depth = 1
    var i = start
    while i < end {
      if source[i] == UInt8(ascii: "*") && source[i + 1] == UInt8(ascii: "/") {
        depth -= 1
        i += 2
        firstEnd = firstEnd ?? i
        if depth == 0 || !commentsNest { break }
      } else if source[i] == UInt8(ascii: "/") && source[i + 1] == UInt8(ascii: "*") && commentsNest {
        depth += 1
        i += 2
      } else {
        i += 1
      }
    }
    if depth > 0, let firstEnd {
      commentsNest = false
      i = firstEnd
    }
    position = min(i, end)
  }

  /// MySQL's `# comment`, as against PostgreSQL's `#` operators, `#{hole}` and names such as `#temporary`.
  private func startsHashComment() -> Bool {
    if source[position + 1] == UInt8(ascii: "{") { return false }
    if dialect == .mysql { return true }
    if !previous.endsOperand {
      let following = source[position + 1]
      return following == 0x20 || following == 0x09 || following == 0x0A || following == 0x0D
        || following == UInt8(ascii: "#") || isFirstOnLine(position)
    }
    return isFirstOnLine(position) && dialect != .postgresql
  }

  /// Whether only blanks stand before the offset on its line. Looks back a bounded way.
  func isFirstOnLine(_ offset: Int) -> Bool {
    var i = offset - 1
    let stop = max(0, offset - 200)
    while i >= stop {
      switch source[i] {
      case 0x0A, 0x0D: return true
      case 0x20, 0x09: i -= 1
      default: return false
      }
    }
    return i < 0
  }

  /// `{% … %}` and `{# … #}`
  private mutating func skipTemplateTag() -> Bool {
    let mark = source[position + 1]
    guard mark == UInt8(ascii: "%") || mark == UInt8(ascii: "#") else { return false }
    let stop = min(end, position + SQLLexer.holeBytes)
    var i = position + 2
    while i < stop {
      if source[i] == mark && source[i + 1] == UInt8(ascii: "}") {
        position = i + 2
        return true
      }
      i += 1
    }
    return false
  }
}
