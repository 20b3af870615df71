// Python bytes to tokens: the main loop, logical lines and indentation.
// Strings, numbers, words and operators have their own files; whether the tokens make sense is the parser's business.
// Source: "Lexical analysis" in the Python language reference, PEP 701 (f-strings), PEP 750 (t-strings).

import Syntax

/// Tokens of one file and what could not be read as written.
public struct PythonLexing: Sendable {
  public var tokens: [Token]
  public var issues: [SyntaxIssue]
  /// `# type:` comments in order, other than `# type: ignore`.
  var typeComments: [TypeComment]

  /// A type comment by the token that follows it.
  struct TypeComment: Sendable {
    var tokenIndex: Int
    var range: ByteRange
  }
}

/// Splits Python source into tokens. The last one is always `endOfFile`.
public func lexPython(_ source: SourceBytes, limits: Limits) -> PythonLexing {
  var lexer = PythonLexer(source, limits: limits, range: 0..<source.count, nested: false)
  lexer.run()
  return PythonLexing(tokens: lexer.tokens, issues: lexer.issues, typeComments: lexer.typeComments)
}

/// Tokens of a part of the source that lies inside a line, such as the text of a type comment.
func lexPythonFragment(_ source: SourceBytes, range: Range<Int>, limits: Limits) -> [Token] {
  var lexer = PythonLexer(source, limits: limits, range: range, nested: true)
  lexer.run()
  return lexer.tokens
}

struct PythonLexer {
  let source: SourceBytes
  let limits: Limits
  let begin: Int
  let limit: Int
  var tokens: [Token] = []
  var issues: [SyntaxIssue] = []
  var typeComments: [PythonLexing.TypeComment] = []
  /// Columns of the open blocks, the file's own 0 first.
  var indents: [Int] = [0]
  /// Open holes of f-strings, innermost last.
  var holes: [Hole] = []
  /// Open brackets and holes. Line ends count only when it is 0.
  var depth = 0
  /// Depth that a closing bracket cannot go below: that of the innermost hole.
  var floor = 0
  /// Number of tokens when the present line began inside brackets.
  var lineTokenCount = -1

  /// Measured on the standard library: one token in 4.2 bytes at the densest tenth of the files.
  static let bytesPerToken = 4

  init(_ source: SourceBytes, limits: Limits, range: Range<Int>, nested: Bool) {
    self.source = source
    self.limits = limits
    begin = range.lowerBound
    limit = range.upperBound
    if nested {
      depth = 1
      floor = 1
    }
    tokens.reserveCapacity(range.count / PythonLexer.bytesPerToken + 8)
  }

  mutating func run() {
    var at = begin
    if depth == 0 {
      if source[at] == 0xEF && source[at + 1] == 0xBB && source[at + 2] == 0xBF { at += 3 }
      at = startLine(at)
    }
    while true {
      var byte = source[at]
      while byte == 0x20 {
        at &+= 1
        byte = source[at]
      }
      guard at < limit else { break }
      switch byte {
      case 0x41...0x5A, 0x5F, 0x61...0x7A, 0x80...0xFF:
        at = word(at)
      case 0x30...0x39:
        at = number(at)
      case 0x22, 0x27:
        at = string(at, quoteAt: at, isTemplate: false)
      case 0x0A, 0x0D:
        at = lineEnd(at)
      case 0x23:
        at = comment(at)
      case 0x09, 0x0C:
        at &+= 1
      case 0x5C:
        at = backslash(at)
      default:
        at = mark(at, byte)
      }
    }
    finishFile()
  }

  @inline(__always)
  mutating func append(_ kind: PythonTokenKind, _ start: Int, _ end: Int) {
    tokens.append(Token(kind: kind.rawValue, start: start, end: end))
  }

  /// Keeps an issue unless the file has its fill of them.
  @inline(never)
  mutating func report(_ message: String, _ start: Int, _ end: Int) {
    guard issues.count < limits.issuesPerFile else { return }
    issues.append(SyntaxIssue(range: ByteRange(start, min(end, source.count)), message: message))
  }

  // MARK: Lines

  /// At a line end: ends the logical line, unless brackets are open.
  private mutating func lineEnd(_ at: Int) -> Int {
    let next = source[at] == 0x0D && source[at + 1] == 0x0A ? at + 2 : at + 1
    guard depth == 0 else {
      lineTokenCount = tokens.count
      return next
    }
    append(.newline, at, next)
    return startLine(next)
  }

  /// Past blank lines and comment lines to the first token of the next logical line, with its indents and dedents.
  private mutating func startLine(_ lineStart: Int) -> Int {
    var at = lineStart
    var column = 0
    var continued = 0
    while true {
      let byte = source[at]
      switch byte {
      case 0x20:
        column &+= 1
        at &+= 1
      case 0x09:
        column = (column / 8 + 1) * 8
        at &+= 1
      case 0x0C:
        column = 0
        at &+= 1
      case 0x0A, 0x0D:
        guard at < limit else { return at }
        at &+= 1
        column = 0
        continued = 0
      case 0x23:
        at = comment(at)
      case 0x5C where source[at + 1] == 0x0A || source[at + 1] == 0x0D:
        continued = continued == 0 ? column : continued
        at = backslash(at)
      default:
        guard at < limit else { return min(at, limit) }
        setIndent(continued == 0 ? column : continued, at)
        return at
      }
    }
  }

  /// Opens or closes blocks for a line that begins in `column`.
  @inline(__always)
  private mutating func setIndent(_ column: Int, _ at: Int) {
    let current = indents[indents.count - 1]
    guard column != current else { return }
    if column > current {
      indents.append(column)
      append(.indent, at, at)
      return
    }
    while let last = indents.last, last > column {
      indents.removeLast()
      append(.dedent, at, at)
    }
    if indents.last != column { report("this line is indented like no block around it", at, at + 1) }
  }

  /// A statement that begins a line inside brackets or holes: they were never closed. Ends the line before it.
  mutating func recoverLine(_ at: Int) {
    var lineStart = at
    while lineStart > 0 && source[lineStart - 1] != 0x0A && source[lineStart - 1] != 0x0D { lineStart -= 1 }
    report("a bracket before this line is not closed", at, at + 1)
    if !holes.isEmpty { closeHoles(at: lineStart) }
    depth = 0
    append(.newline, lineStart, lineStart)
    _ = startLine(lineStart)
  }

  /// `\` and a line end join two lines; anything else is unknown.
  private mutating func backslash(_ at: Int) -> Int {
    if source[at + 1] == 0x0A { return at + 2 }
    if source[at + 1] == 0x0D { return source[at + 2] == 0x0A ? at + 3 : at + 2 }
    append(.unknown, at, at + 1)
    report("a backslash that joins no lines", at, at + 1)
    return at + 1
  }

  /// To the end of the line, keeping where type comments are.
  private mutating func comment(_ start: Int) -> Int {
    let end = lineEndOffset(start)
    var at = start + 1
    while source[at] == 0x20 || source[at] == 0x09 { at &+= 1 }
    // "type:" in the five low bytes of the word, then not "ignore"
    guard source.word(at: at) & 0xFF_FFFF_FFFF == 0x3A_6570_7974, at < end else { return end }
    at += 5
    while source[at] == 0x20 || source[at] == 0x09 { at &+= 1 }
    if source.word(at: at) & 0xFFFF_FFFF_FFFF == 0x65_726F_6E67_69 { return end }
    typeComments.append(.init(tokenIndex: tokens.count, range: ByteRange(at, end)))
    return end
  }

  /// Closes what is open at the end of the file.
  private mutating func finishFile() {
    if !holes.isEmpty {
      report("an f-string is not closed", tokens[holes[0].tokenIndex].start, limit)
      closeHoles(at: limit)
    }
    if begin == 0 {
      if let last = tokens.last {
        let kind = PythonTokenKind(rawValue: last.kind)
        if kind != .newline && kind != .dedent { append(.newline, limit, limit) }
      }
      while indents.count > 1 {
        indents.removeLast()
        append(.dedent, limit, limit)
      }
    }
    append(.endOfFile, limit, limit)
  }
}
