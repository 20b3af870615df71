// Cuts Swift source into tokens: the main loop, brackets and punctuation. Words, numbers, operators, strings and
// regex literals have their own files. Nothing here knows the grammar beyond what Swift's own lexer needs.

import Syntax

/// Tokens of one file.
public struct SwiftLexing: Sendable {
  public var tokens: [Token]
  public var issues: [SyntaxIssue]
  /// Beside each token: the top bit says that a line ends between it and the token before; the rest is, for an opening
  /// bracket, the index of its partner, and for a string with holes the index after its last hole (0: none).
  var layout: [UInt32]
}

/// Reads the tokens of `source`. Every byte is in a token or in a gap (spaces, comments) between two; the last token is
/// `endOfFile`.
public func lexSwift(_ source: SourceBytes, limits: Limits) -> SwiftLexing {
  var lexer = SwiftLexer(source, limits: limits)
  lexer.run()
  return SwiftLexing(tokens: lexer.tokens, issues: lexer.issues, layout: lexer.layout)
}

/// State of reading one file from left to right.
struct SwiftLexer {
  let source: SourceBytes
  let count: Int
  let keywords: KeywordTable
  let issueLimit: Int
  var tokens: [Token] = []
  var layout: [UInt32] = []
  var issues: [SyntaxIssue] = []
  var position = 0
  /// Whether a line ended since the last token.
  var atLineStart = true
  var previous = SwiftTokenKind.endOfFile
  var beforePrevious = SwiftTokenKind.endOfFile
  /// Brackets that wait for their partner.
  var brackets: [OpenBracket] = []
  /// How many of each bracket wait since the innermost hole began.
  var waiting = BracketCounts()
  /// Strings whose hole is being read, outermost first.
  var strings: [OpenString] = []
  /// Bytes that looks ahead for the end of a literal may still pass, so that no input costs quadratic time.
  var lookaheadBudget: Int

  static let newlineBit: UInt32 = 1 << 31

  struct OpenBracket {
    var token: Int32
    var closing: SwiftTokenKind
  }

  struct BracketCounts {
    var paren = 0
    var bracket = 0
    var brace = 0
  }

  init(_ source: SourceBytes, limits: Limits) {
    self.source = source
    count = source.count
    keywords = KeywordTable.shared
    issueLimit = limits.issuesPerFile
    lookaheadBudget = 16 * source.count + 65_536
    // The Swift tree of Benchmarks has a token in 7.4 bytes.
    let capacity = source.count / 6 + 16
    tokens.reserveCapacity(capacity)
    layout.reserveCapacity(capacity)
  }

  mutating func run() {
    if source[0] == 0xEF && source[1] == 0xBB && source[2] == 0xBF { position = 3 }
    if source[position] == UInt8(ascii: "#") && source[position + 1] == UInt8(ascii: "!") { skipLine() }
    while position < count || !strings.isEmpty {
      if position >= count {
        // The file ends inside a hole.
        endHole(at: count, closed: false)
        continue
      }
      step()
    }
    emit(.endOfFile, from: count, to: count)
  }

  /// Reads one token or a stretch of space.
  private mutating func step() {
    let start = position
    switch source[start] {
    case 0x20:
      var at = start + 1
      while source[at] == 0x20 { at += 1 }
      position = at
    case 0x09, 0x0B, 0x0C, 0x00:
      position = start + 1
    case 0x0A, 0x0D:
      if let string = strings.last, !string.isMultiline {
        endHole(at: start, closed: false)
        return
      }
      atLineStart = true
      var at = start + 1
      while source[at] == 0x20 { at += 1 }
      position = at
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      lexWord()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): lexNumber()
    case UInt8(ascii: "$"): lexDollar()
    case UInt8(ascii: "`"): lexBackticks()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): beginString(pounds: 0)
    case UInt8(ascii: "#"): lexPound()
    case UInt8(ascii: "("): open(.leftParen, closedBy: .rightParen)
    case UInt8(ascii: "["): open(.leftBracket, closedBy: .rightBracket)
    case UInt8(ascii: "{"): open(.leftBrace, closedBy: .rightBrace)
    case UInt8(ascii: ")"): closeParen()
    case UInt8(ascii: "]"): close(.rightBracket)
    case UInt8(ascii: "}"): close(.rightBrace)
    case UInt8(ascii: ","): single(.comma)
    case UInt8(ascii: ";"): single(.semicolon)
    case UInt8(ascii: "@"): single(.at)
    case UInt8(ascii: "\\"): single(.backslash)
    case UInt8(ascii: "."):
      if SwiftLexer.isOperatorByte(source[start + 1]) { lexOperator() } else { single(.period) }
    case UInt8(ascii: ":"):
      if source[start + 1] == UInt8(ascii: ":") {
        position = start + 2
        emit(.doubleColon, from: start, to: start + 2)
      } else {
        single(.colon)
      }
    case UInt8(ascii: "/"):
      switch source[start + 1] {
      case UInt8(ascii: "/"): skipLine()
      case UInt8(ascii: "*"): skipBlockComment()
      default: lexOperator()
      }
    case UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "!"), UInt8(ascii: "*"),
      UInt8(ascii: "%"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "|"),
      UInt8(ascii: "^"), UInt8(ascii: "~"), UInt8(ascii: "?"):
      lexOperator()
    case 0x80...0xFF:
      lexUnicode()
    default:
      position = start + 1
      report("invalid character in source file", from: start, to: start + 1)
    }
  }

  // MARK: Tokens

  @inline(__always)
  mutating func emit(_ kind: SwiftTokenKind, from start: Int, to end: Int) {
    tokens.append(Token(kind: kind.rawValue, start: start, end: end))
    layout.append(atLineStart ? SwiftLexer.newlineBit : 0)
    atLineStart = false
    beforePrevious = previous
    previous = kind
    if end - start > Token.maximumLength { report("the token is too long", from: start, to: end) }
  }

  @inline(__always)
  private mutating func single(_ kind: SwiftTokenKind) {
    emit(kind, from: position, to: position + 1)
    position += 1
  }

  mutating func report(_ message: String, from start: Int, to end: Int) {
    guard issues.count < issueLimit else { return }
    issues.append(SyntaxIssue(range: ByteRange(start, end), message: message))
  }

  // MARK: Brackets

  private mutating func open(_ kind: SwiftTokenKind, closedBy closing: SwiftTokenKind) {
    brackets.append(OpenBracket(token: Int32(truncatingIfNeeded: tokens.count), closing: closing))
    count(closing, by: 1)
    single(kind)
  }

  private mutating func count(_ closing: SwiftTokenKind, by step: Int) {
    switch closing {
    case .rightParen: waiting.paren += step
    case .rightBracket: waiting.bracket += step
    default: waiting.brace += step
    }
  }

  private mutating func closeParen() {
    if waiting.paren == 0 && !strings.isEmpty {
      endHole(at: position, closed: true)
    } else {
      close(.rightParen)
    }
  }

  /// Joins a closing bracket with its partner; brackets in between stay without one.
  private mutating func close(_ kind: SwiftTokenKind) {
    let isExpected: Bool
    switch kind {
    case .rightParen: isExpected = waiting.paren > 0
    case .rightBracket: isExpected = waiting.bracket > 0
    default: isExpected = waiting.brace > 0
    }
    if isExpected {
      while let last = brackets.popLast() {
        count(last.closing, by: -1)
        if last.closing == kind {
          layout[Int(last.token)] |= UInt32(truncatingIfNeeded: tokens.count)
          break
        }
      }
    }
    single(kind)
  }

  // MARK: Gaps

  mutating func skipLine() {
    position = endOfLine(from: position)
  }

  /// Offset of the next LF or CR, eight bytes at a time.
  func endOfLine(from start: Int) -> Int {
    var at = start
    while at < count {
      let word = source.word(at: at)
      let ends = SwiftLexer.zeroBytes(word ^ 0x0A0A_0A0A_0A0A_0A0A) | SwiftLexer.zeroBytes(word ^ 0x0D0D_0D0D_0D0D_0D0D)
      if ends != 0 { return min(at + ends.trailingZeroBitCount / 8, count) }
      at += 8
    }
    return count
  }

  /// The high bit of each zero byte; above the lowest of them other bytes may be marked too.
  @inline(__always)
  static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  private mutating func skipBlockComment() {
    let start = position
    var at = position + 2
    var depth = 1
    while at < count {
      switch source[at] {
      case UInt8(ascii: "*"):
        if source[at + 1] == UInt8(ascii: "/") {
          at += 2
          depth -= 1
          if depth == 0 {
            position = at
            return
          }
        } else {
          at += 1
        }
      case UInt8(ascii: "/"):
        if source[at + 1] == UInt8(ascii: "*") {
          at += 2
          depth += 1
        } else {
          at += 1
        }
      case 0x0A, 0x0D:
        atLineStart = true
        at += 1
      default:
        at += 1
      }
    }
    position = count
    report("unterminated comment", from: start, to: count)
  }

  // MARK: Pounds

  /// `#"…"#`, `#/…/#`, `#if` and its like, or the pound of a macro.
  private mutating func lexPound() {
    var start = position
    var at = start
    while source[at] == UInt8(ascii: "#") { at += 1 }
    switch source[at] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      beginString(pounds: at - start)
      return
    case UInt8(ascii: "/"):
      if let end = regexEnd(from: start, mustBeRegex: true) {
        position = end
        emit(.regex, from: start, to: end)
        return
      }
    default:
      break
    }
    while start + 1 < at {
      single(.pound)
      start += 1
    }
    let kind = directive(at: start + 1)
    if kind == .pound {
      single(.pound)
    } else {
      var end = start + 1
      while SwiftLexer.isWordByte(source[end]) { end += 1 }
      position = end
      emit(kind, from: start, to: end)
    }
  }

  private func directive(at start: Int) -> SwiftTokenKind {
    switch source[start] {
    case UInt8(ascii: "i"): return isWord("if", at: start) ? .poundIf : .pound
    case UInt8(ascii: "e"):
      if isWord("endif", at: start) { return .poundEndif }
      if isWord("else", at: start) { return .poundElse }
      return isWord("elseif", at: start) ? .poundElseif : .pound
    case UInt8(ascii: "a"): return isWord("available", at: start) ? .poundAvailable : .pound
    case UInt8(ascii: "u"): return isWord("unavailable", at: start) ? .poundUnavailable : .pound
    case UInt8(ascii: "s"): return isWord("sourceLocation", at: start) ? .poundSourceLocation : .pound
    default: return .pound
    }
  }

  /// Whether exactly the word `text` stands at `start`.
  private func isWord(_ text: StaticString, at start: Int) -> Bool {
    text.withUTF8Buffer { bytes in
      for i in 0..<bytes.count where source[start + i] != bytes[i] { return false }
      return !SwiftLexer.isWordByte(source[start + bytes.count])
    }
  }
}
