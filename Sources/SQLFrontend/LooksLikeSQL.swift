// Whether a string literal is worth parsing as SQL: cheap on strings that are none, and precise enough that sentences
// ("Select a file from the list", "Update settings") stay out.

import Syntax

/// Whether `text` begins like a SQL statement. Reads the first word of any text and up to about sixty tokens of one whose
/// first word begins statements.
public func looksLikeSQL(_ text: [UInt8]) -> Bool {
  var start = 0
  while start < text.count, text[start] <= 0x20 || text[start] == UInt8(ascii: "(") { start += 1 }
  guard start + 5 < text.count else { return false }
  switch text[start] | 0x20 {
  case UInt8(ascii: "-"), UInt8(ascii: "/"): break
  case UInt8(ascii: "s"), UInt8(ascii: "i"), UInt8(ascii: "u"), UInt8(ascii: "d"), UInt8(ascii: "c"), UInt8(ascii: "w"),
    UInt8(ascii: "a"), UInt8(ascii: "r"), UInt8(ascii: "e"), UInt8(ascii: "v"):
    guard beginsWithStatementWord(text, start) else { return false }
  default: return false
  }
  return SQLShape(Array(text[start..<min(text.count, start + 4096)])).isStatement
}

/// As above, for a `String`.
public func looksLikeSQL(_ text: String) -> Bool { looksLikeSQL(Array(text.utf8)) }

private let statementWords: [StaticString] = [
  "select", "insert", "update", "delete", "create", "with", "alter", "replace", "explain", "drop", "values",
]

private func beginsWithStatementWord(_ text: [UInt8], _ start: Int) -> Bool {
  for word in statementWords where word.utf8Start[0] == text[start] | 0x20 {
    let length = word.utf8CodeUnitCount
    guard start + length < text.count else { continue }
    let isEqual = word.withUTF8Buffer { letters in
      for i in 0..<length where text[start + i] | 0x20 != letters[i] { return false }
      return true
    }
    if isEqual && !SQLLexer.isWordByte(text[start + length]) { return true }
  }
  return false
}

/// The first tokens of a text and what they show.
private struct SQLShape {
  private let source: SourceBytes
  private var tokens: [Token] = []
  private static let tokenCount = 60

  init(_ text: [UInt8]) {
    source = SourceBytes(text)
    var lexer = SQLLexer(source, range: ByteRange(0, source.count))
    while tokens.count < SQLShape.tokenCount {
      let token = lexer.next()
      if lexer.previous == .endOfText { break }
      tokens.append(token)
    }
  }

  private func kind(_ index: Int) -> SQLTokenKind {
    guard index < tokens.count else { return .endOfText }
    return SQLTokenKind(rawValue: tokens[index].kind) ?? .unknown
  }

  private func isUpper(_ index: Int) -> Bool {
    guard index < tokens.count else { return false }
    for i in tokens[index].start..<tokens[index].end where source[i] &- UInt8(ascii: "a") < 26 { return false }
    return true
  }

  /// `Select`: how a sentence begins.
  private var isCapitalized: Bool {
    let token = tokens[0]
    return source[token.start] &- UInt8(ascii: "A") < 26 && source[token.start + 1] &- UInt8(ascii: "a") < 26
  }

  private func isName(_ index: Int) -> Bool {
    let kind = kind(index)
    return (kind.isName || kind == .hole || kind == .placeholder || kind == .string) && !isArticle(index)
  }

  /// Words that sentences have where SQL has names.
  private func isArticle(_ index: Int) -> Bool {
    guard kind(index) == .word, index < tokens.count else { return false }
    for word in SQLShape.articles where source.hasWord(word, at: tokens[index]) { return true }
    return false
  }

  private static let articles: [StaticString] = [
    "the", "an", "this", "that", "these", "those", "your", "our", "their", "its", "one", "my", "every", "which", "each",
  ]

  var isStatement: Bool {
    guard !tokens.isEmpty else { return false }
    if isCapitalized && !hasMarks { return false }
    switch kind(0) {
    case .select: return isSelect(from: 0)
    case .with: return isWith
    case .insert: return isInsert
    case .replace: return kind(1) == .into && isName(2)
    case .update: return isUpdate
    case .delete: return isDelete
    case .create: return isCreate
    case .alter: return kind(1) == .table && isName(2) && !isSentence(after: 3)
    case .drop: return isDrop
    case .explain: return isUpper(0) || tokens.contains { $0.kind == SQLTokenKind.select.rawValue }
    case .values: return kind(1) == .leftParenthesis && isUpper(0)
    default: return false
    }
  }

  /// Marks that sentences lack.
  private var hasMarks: Bool {
    tokens.contains { token in
      switch SQLTokenKind(rawValue: token.kind) ?? .unknown {
      case .star, .equal, .placeholder, .quotedName, .doubleQuoted, .hole, .holeName: return true
      default: return false
      }
    }
  }

  /// Whether plain words follow each other without anything that SQL has between them.
  private func isSentence(after index: Int) -> Bool {
    kind(index) == .word && kind(index + 1) == .word && kind(index + 2) == .word
  }

  private func isSelect(from first: Int) -> Bool {
    let isLoud = isUpper(first)
    guard let from = index(of: .from, from: first + 1) else {
      // A query without FROM: a call or a value.
      switch kind(first + 1) {
      case .number, .string, .placeholder: return tokens.count < 4 || isLoud
      case .word: return kind(first + 2) == .leftParenthesis && isLoud
      case .star, .exists, .case: return isLoud || tokens.count > 3
      default: return tokens.count == SQLShape.tokenCount && isLoud
      }
    }
    guard from > first + 1, !isArticle(first + 1) || isLoud && isUpper(from) else { return false }
    guard
      isName(from + 1) || kind(from + 1) == .leftParenthesis || kind(from + 1) == .only || kind(from + 1) == .lateral
    else { return false }
    if isLoud && isUpper(from) { return true }
    return isPlainList(first + 1, from) && !isSentence(after: from + 1)
  }

  /// Whether names in a select list are set apart by commas, AS or operators.
  private func isPlainList(_ start: Int, _ end: Int) -> Bool {
    var i = start
    while i + 1 < end {
      if kind(i) == .word && kind(i + 1) == .word { return false }
      i += 1
    }
    return kind(start) != .word || !isArticle(start)
  }

  private func index(of wanted: SQLTokenKind, from first: Int) -> Int? {
    var i = first
    while i < tokens.count {
      if kind(i) == wanted { return i }
      i += 1
    }
    return nil
  }

  private var isWith: Bool {
    let name = kind(1) == .recursive ? 2 : 1
    guard isName(name) else { return false }
    if kind(name + 1) == .as {
      return kind(name + 2) == .leftParenthesis || kind(name + 2) == .not || kind(name + 2) == .materialized
    }
    return kind(name + 1) == .leftParenthesis && index(of: .as, from: name) != nil
      && index(of: .select, from: name) != nil
  }

  private var isInsert: Bool {
    var i = 1
    if kind(i) == .or { i += 2 }
    if kind(i) == .ignore { i += 1 }
    guard kind(i) == .into, isName(i + 1) else { return false }
    var after = i + 2
    while kind(after) == .dot { after += 2 }
    switch kind(after) {
    case .leftParenthesis, .values, .select, .default, .set, .with, .hole: return true
    case .endOfText: return isUpper(0)
    default: return isUpper(0) && isUpper(i)
    }
  }

  private var isUpdate: Bool {
    let first = kind(1) == .or ? 3 : 1
    guard isName(first), let set = index(of: .set, from: first + 1), set <= first + 8 else { return false }
    return index(of: .equal, from: set) != nil || kind(set + 1) == .hole || (isUpper(0) && isUpper(set))
  }

  private var isDelete: Bool {
    guard kind(1) == .from, isName(2) else { return false }
    var after = 3
    while kind(after) == .dot { after += 2 }
    switch kind(after) {
    case .where, .endOfText, .semicolon, .using, .as, .hole: return isUpper(0) || kind(after) != .endOfText
    default: return isUpper(0) && isUpper(1)
    }
  }

  private var isCreate: Bool {
    var i = 1
    while i < 8 {
      switch kind(i) {
      case .table, .index, .view, .trigger:
        let name = kind(i + 1) == .if ? i + 4 : i + 1
        guard isName(name) || kind(name) == .on || kind(name) == .concurrently else { return false }
        return isUpper(0) || kind(name + 1) == .leftParenthesis || kind(name + 1) == .on || kind(name + 1) == .as
      case .temporary, .unique, .or, .replace, .virtual, .materialized: i += 1
      case .word where isUpper(0) && isUpper(i): i += 1
      default: return false
      }
    }
    return false
  }

  private var isDrop: Bool {
    switch kind(1) {
    case .table, .index, .view, .trigger: return isUpper(0) && isUpper(1) || kind(2) == .if && kind(3) == .exists
    default: return false
    }
  }
}
