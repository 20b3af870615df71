// What the rest of the tool calls: tokens for inspection, whole texts to statements.

import Syntax

/// The tokens of a stretch of a SQL text, for inspection.
public func lexSQL(_ source: SourceBytes, range: ByteRange, dialect: SQLDialect? = nil) -> [Token] {
  var lexer = SQLLexer(source, range: range, dialect: dialect)
  var tokens: [Token] = []
  tokens.reserveCapacity(range.count / 5 + 1)
  while true {
    let token = lexer.next()
    if lexer.previous == .endOfText { return tokens }
    tokens.append(token)
  }
}

/// Reads a SQL file. `dialect` is what is known beforehand; without it the text speaks for itself.
public func parseSQL(_ source: SourceBytes, limits: Limits = Limits(), dialect: SQLDialect? = nil) -> SQLFile {
  var run = SQLParseRun(source: source, limits: limits, dialect: dialect)
  run.parse()
  return run.file()
}

/// Reads SQL found in a string literal of another language, escapes decoded. Text that the program puts in is a hole,
/// written `{…}` or as the single byte 1.
public func parseSQLText(_ text: [UInt8], limits: Limits = Limits(), dialect: SQLDialect? = nil) -> SQLFile {
  parseSQL(SourceBytes(text), limits: limits, dialect: dialect)
}

/// As above, for a `String`.
public func parseSQLText(_ text: String, limits: Limits = Limits(), dialect: SQLDialect? = nil) -> SQLFile {
  parseSQLText(Array(text.utf8), limits: limits, dialect: dialect)
}

/// One pass over a source: reader and parser taking turns, statement by statement.
struct SQLParseRun {
  private let source: SourceBytes
  var reader: SQLStatementReader
  private var parser: SQLParser
  private var items: [SQLFile.Item] = []

  init(source: SourceBytes, limits: Limits, dialect: SQLDialect?) {
    self.source = source
    let lexer = SQLLexer(source, range: ByteRange(0, source.count), dialect: dialect)
    reader = SQLStatementReader(lexer: lexer, limits: limits)
    parser = SQLParser(source: source, limits: limits, dialect: dialect)
  }

  mutating func parse() {
    while reader.read() { parseStatement() }
  }

  /// Parses what the reader read last.
  mutating func parseStatement() {
    swap(&parser.tokens, &reader.tokens)
    defer { swap(&parser.tokens, &reader.tokens) }
    parser.dialect = reader.lexer.dialect
    parser.skippedRows = reader.skippedRows
    parser.startTokens()
    if reader.unread != nil {
      items.append(item(from: 0, .opaque(keyword: parser.firstWords()), isComplete: true))
      return
    }
    while !parser.at(.endOfText) {
      if parser.accept(.semicolon) { continue }
      let first = parser.position
      parser.start(at: first)
      if parser.skipBatchSeparator() { continue }
      let statement = parser.statement()
      if !parser.failed && !parser.at(.endOfText) && !parser.at(.semicolon) && !parser.isImplicitEnd() {
        parser.fail("end of the statement expected")
      }
      items.append(item(from: first, statement, isComplete: !parser.failed))
      if parser.failed || parser.position == first { break }
    }
    reader.lexer.dialect = parser.dialect
    if reader.lexer.isUnterminated && !reader.isTerminated && !parser.failed { noteOpenEnd() }
  }

  /// The text ended inside a string or name: the last statement is not what was meant.
  private mutating func noteOpenEnd() {
    parser.record("end of a string or name expected")
    if !items.isEmpty { items[items.count - 1].isComplete = false }
  }

  private func item(from first: Int, _ statement: SQLStatement, isComplete: Bool) -> SQLFile.Item {
    let last = parser.at(.endOfText) ? parser.tokens.count - 2 : parser.position - 1
    let end = parser.tokens[max(last, first)].end
    return SQLFile.Item(
      range: ByteRange(parser.tokens[first].start, end), statement: statement, isComplete: isComplete)
  }

  /// What was read so far.
  func file() -> SQLFile {
    SQLFile(
      items: items, issues: parser.issues, issueCount: parser.issueCount, passedOver: reader.passedOver,
      dialect: reader.lexer.dialect)
  }
}

extension SQLParser {
  /// The words that a statement begins with, in upper case.
  func firstWords() -> String {
    var words = ""
    for i in 0..<min(tokens.count - 1, 4) {
      guard i == 0 || kind(at: i).isKeyword else { break }
      words += (words.isEmpty ? "" : " ") + source.text(tokens[i].range).uppercased()
    }
    return words
  }

  /// Whether a new statement starts here although nothing ended the last: at the start of a line, with a word that
  /// statements begin with.
  func isImplicitEnd() -> Bool {
    switch current {
    case .select, .insert, .update, .delete, .create, .alter, .drop, .copy, .explain, .truncate, .begin, .pragma,
      .slash,
      .set, .replace, .analyze:
      break
    case .with where peek().isName || peek() == .recursive: break
    case .word where atWord("go") || atWord("commit") || atWord("grant") || atWord("call") || atWord("exec"): break
    default: return false
    }
    var i = token.start - 1
    while i >= 0 {
      switch source[i] {
      case 0x0A, 0x0D: return true
      case 0x20, 0x09: i -= 1
      default: return false
      }
    }
    return true
  }

  /// `GO` of SQL Server and `/` of Oracle, on lines of their own.
  mutating func skipBatchSeparator() -> Bool {
    guard at(.slash) || atWord("go") else { return false }
    advance()
    return true
  }
}
