// Finds where statements end: at `;` or what DELIMITER set, not inside the body of a trigger or procedure. Passes over
// the data of COPY and all but the first rows of an INSERT, so that a dump costs little more than its bytes.

import Syntax

/// Reads the tokens of one statement after the other.
struct SQLStatementReader {
  /// Rows of one VALUES list that become nodes.
  static let keptRows = 3
  /// Tokens that are kept of a statement whose text is not read.
  private static let keptTokens = 16

  var lexer: SQLLexer
  /// The tokens of the statement read last, without its terminator, followed by an `endOfText`.
  var tokens: [Token] = []
  /// Rows of the statement read last that were passed over.
  var skippedRows = 0
  /// The statement read last was ended by a terminator, and not by the end of the text.
  private(set) var isTerminated = false
  /// The statement read last is known by its first words only: the reason.
  private(set) var unread: SQLFile.PassedOver.Reason?
  var passedOver: [SQLFile.PassedOver] = []
  /// The text ended inside the data of a COPY.
  private(set) var isInCopyData = false
  private let statementBytes: Int

  init(lexer: SQLLexer, limits: Limits) {
    self.lexer = lexer
    statementBytes = limits.statementBytes
  }

  /// What the first words say about the statement's extent.
  private enum Shape {
    case plain
    case create
    case trigger
    case procedure
    /// PostgreSQL's CREATE RULE, whose parentheses may hold semicolons.
    case rule
    case insert
    case copy
  }

  /// Reads on to the end of the next statement; false at the end of the text.
  mutating func read() -> Bool {
    tokens.removeAll(keepingCapacity: true)
    skippedRows = 0
    isTerminated = false
    unread = nil
    var shape = Shape.plain
    var depth = 0
    var blocks = 0
    var rows = -1
    var skippedBytes = 0
    var token = lexer.next()
    while true {
      let kind = lexer.previous
      switch kind {
      case .endOfText: return finish(at: token, terminated: false)
      case .clientCommand:
        passedOver.append(SQLFile.PassedOver(reason: .clientCommand, range: token.range))
        if !tokens.isEmpty { return finish(at: token, terminated: true) }
        token = lexer.next()
        continue
      case .delimiter:
        if !tokens.isEmpty { return finish(at: token, terminated: true) }
        token = lexer.next()
        continue
      case .semicolon:
        if lexer.delimiter.isEmpty && blocks <= 0 && !(shape == .rule && depth > 0) {
          if !tokens.isEmpty {
            _ = finish(at: token, terminated: true)
            if shape == .copy { skipCopyData() }
            return true
          }
          token = lexer.next()
          continue
        }
      case .leftParenthesis: depth += 1
      case .rightParenthesis:
        depth -= 1
        if rows >= 0 && depth == 0 {
          rows += 1
          if rows == SQLStatementReader.keptRows {
            tokens.append(token)
            let from = token.end
            token = skipRows()
            skippedBytes = token.start - from
            if skippedRows > 0 {
              passedOver.append(SQLFile.PassedOver(reason: .insertRows, range: ByteRange(from, token.start)))
            }
            rows = -1
            continue
          }
        }
      case .values:
        if shape == .insert && depth == 0 { rows = 0 }
      case .begin:
        if shape == .trigger || shape == .procedure { blocks += 1 }
      case .case:
        if blocks > 0 && tokens.last?.kind != SQLTokenKind.end.rawValue { blocks += 1 }
      case .end:
        if blocks > 0 { blocks -= closesBlock() ? 1 : 0 }
      case .on, .returning: rows = -1
      default: break
      }
      if tokens.isEmpty {
        switch kind {
        case .delimiterWord:
          if lexer.isFirstOnLine(token.start) {
            readDelimiter()
            token = lexer.next()
            continue
          }
        case .create: shape = .create
        case .insert, .replace: shape = .insert
        case .copy: shape = .copy
        default: break
        }
      } else if shape == .create {
        shape = createShape(kind, token)
        if shape == .procedure { unread = .procedureBody }
      }
      keep(token, skippedBytes)
      token = lexer.next()
    }
  }

  private mutating func keep(_ token: Token, _ skippedBytes: Int) {
    if tokens.count >= SQLStatementReader.keptTokens {
      if unread != nil { return }
      if token.end - tokens[0].start - skippedBytes > statementBytes {
        unread = .longStatement
        tokens.removeSubrange(SQLStatementReader.keptTokens...)
        return
      }
    }
    tokens.append(token)
  }

  private mutating func finish(at token: Token, terminated: Bool) -> Bool {
    isTerminated = terminated
    let end = terminated || token.start > (tokens.last?.end ?? 0) ? token.start : tokens.last?.end ?? token.start
    tokens.append(Token(kind: SQLTokenKind.endOfText.rawValue, start: end, end: end))
    if let unread, let first = tokens.first {
      passedOver.append(SQLFile.PassedOver(reason: unread, range: ByteRange(first.start, end)))
    }
    return tokens.count > 1
  }

  private func createShape(_ kind: SQLTokenKind, _ token: Token) -> Shape {
    switch kind {
    case .trigger: return .trigger
    case .procedure, .function, .event, .package: return .procedure
    case .table, .view, .index, .as, .schema, .sequence, .type, .database, .extension, .leftParenthesis: return .plain
    default:
      if kind == .word && token.length == 4 && sourceWord(token, is: "rule") { return .rule }
      return tokens.count > SQLStatementReader.keptTokens ? .plain : .create
    }
  }

  private func sourceWord(_ token: Token, is word: StaticString) -> Bool {
    lexer.source.hasWord(word, at: token)
  }

  /// Whether the END just met closes a block: `END IF`, `END LOOP` and their like close what is not counted.
  private mutating func closesBlock() -> Bool {
    var ahead = lexer
    let following = ahead.next()
    switch ahead.previous {
    case .if: return false
    case .word:
      return
        !(sourceWord(following, is: "loop") || sourceWord(following, is: "while")
        || sourceWord(following, is: "repeat"))
    default: return true
    }
  }

  /// Passes over `, (…)` as often as it comes; gives the token after it.
  private mutating func skipRows() -> Token {
    var token = lexer.next()
    while lexer.previous == .comma {
      token = lexer.next()
      if lexer.previous == .row { token = lexer.next() }
      guard lexer.previous == .leftParenthesis else { return token }
      var depth = 1
      while depth > 0 {
        token = lexer.next()
        switch lexer.previous {
        case .leftParenthesis: depth += 1
        case .rightParenthesis: depth -= 1
        case .endOfText: return token
        default: break
        }
      }
      skippedRows += 1
      token = lexer.next()
    }
    return token
  }

  /// `DELIMITER //`
  private mutating func readDelimiter() {
    let source = lexer.source
    var start = lexer.position
    while start < lexer.end && (source[start] == 0x20 || source[start] == 0x09) { start += 1 }
    lexer.skipLine()
    var end = lexer.position
    while end > start && source[end - 1] <= 0x20 { end -= 1 }
    let text = source.bytes(ByteRange(start, min(end, start + 16)))
    lexer.delimiter = text == [UInt8(ascii: ";")] ? [] : text
    lexer.dialect = lexer.dialect ?? .mysql
  }

  // MARK: Data of COPY

  /// Passes over the lines up to `\.` if the statement just read was `COPY … FROM stdin`.
  private mutating func skipCopyData() {
    var isInput = false
    for i in tokens.indices.dropLast() where tokens[i].kind == SQLTokenKind.from.rawValue {
      isInput = isInput || sourceWord(tokens[i + 1], is: "stdin")
    }
    guard isInput else { return }
    lexer.dialect = lexer.dialect ?? .postgresql
    lexer.skipLine()
    if lexer.position < lexer.end { lexer.position += 1 }
    isInCopyData = true
    continueCopyData()
  }

  /// Moves on to the line after `\.`, or to the start of the last line that the text has whole.
  mutating func continueCopyData() {
    let source = lexer.source
    let start = lexer.position
    var line = start
    while line < lexer.end {
      if source[line] == UInt8(ascii: "\\") && source[line + 1] == UInt8(ascii: "."),
        source[line + 2] == 0x0A || source[line + 2] == 0x0D || (line + 2 == lexer.end)
      {
        passedOver.append(SQLFile.PassedOver(reason: .copyData, range: ByteRange(start, line)))
        lexer.position = line
        lexer.skipLine()
        isInCopyData = false
        return
      }
      var i = line
      while i < lexer.end && source[i] != 0x0A { i += 1 }
      if i >= lexer.end { break }
      line = i + 1
    }
    lexer.position = line
    passedOver.append(SQLFile.PassedOver(reason: .copyData, range: ByteRange(start, line)))
  }

  /// Goes on inside the data of a COPY that began in an earlier piece of the same dump.
  mutating func resumeCopyData() {
    isInCopyData = true
    continueCopyData()
  }
}

extension SourceBytes {
  /// Whether the token spells `word` (lower case) in any case.
  func hasWord(_ word: StaticString, at token: Token) -> Bool {
    let length = word.utf8CodeUnitCount
    guard token.length == length else { return false }
    return word.withUTF8Buffer { text in
      for i in 0..<length where self[token.start + i] | 0x20 != text[i] | 0x20 { return false }
      return true
    }
  }
}
