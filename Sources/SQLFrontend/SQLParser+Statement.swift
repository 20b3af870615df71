// One statement by its first words, and the statements that are known by those words only.

import Syntax

extension SQLParser {
  /// Parses the statement at the current token. What is left at its end is the caller's business.
  mutating func statement() -> SQLStatement {
    switch current {
    case .select, .values, .table, .leftParenthesis: return .select(select())
    case .with: return withStatement()
    case .insert, .replace: return insert(with: nil)
    case .update: return update(with: nil)
    case .delete: return delete(with: nil)
    case .create: return create()
    case .alter: return alter()
    case .drop: return drop()
    case .explain: return explain()
    default: return opaque()
    }
  }

  /// A statement that is recognised by its first words. Anything may follow it.
  mutating func opaque(words: Int = 1) -> SQLStatement {
    var keyword = source.text(token.range).uppercased()
    if !current.isName && !current.isKeyword && !at(.hole) && !at(.placeholder) { fail("statement expected") }
    for count in 1..<max(words, 1) where peek(count) != .endOfText {
      keyword += " " + source.text(tokens[position + count].range).uppercased()
    }
    let isKnown = current.isKeyword || at(.hole) || at(.holeName) || at(.placeholder) || isStatementWord()
    if !isKnown { fail("statement expected") } else { skipToStatementEnd() }
    return .opaque(keyword: keyword)
  }

  /// Whether a statement of some dialect begins with the word here.
  private func isStatementWord() -> Bool {
    guard at(.word) else { return false }
    return SQLParser.statementWords.contains(source.text(token.range).lowercased())
  }

  private static let statementWords: Set<String> = [
    "abort", "attach", "backup", "binlog", "cache", "call", "change", "checkpoint", "checksum", "close", "cluster",
    "comment", "commit", "connect", "deallocate", "declare", "delay", "describe", "detach", "disable", "discard",
    "echo",
    "enable", "exec", "fetch", "flush", "get", "go", "grant", "handler", "help", "import", "install", "kill", "leave",
    "let", "list", "listen", "load", "merge", "move", "notify", "open", "optimize", "pivot", "prepare", "print",
    "purge",
    "put", "quit", "raise", "reassign", "recover", "refresh", "reindex", "release", "remove", "repair", "reset",
    "resignal",
    "return", "revoke", "rollback", "save", "savepoint", "security", "set", "show", "shutdown", "signal", "start",
    "stop",
    "summarize", "sync", "uncache", "undrop", "uninstall", "unlisten", "unlock", "unpivot", "unset", "upsert", "vacuum",
    "whenever", "xa", "use", "if", "while", "loop", "exit", "rem", "prompt", "spool", "source", "delimiter", "msck",
  ]

  /// `EXPLAIN [QUERY PLAN | ANALYZE | (options)] statement` is the statement.
  private mutating func explain() -> SQLStatement {
    let first = position
    advance()
    if at(.leftParenthesis) && peek() != .select { skipParentheses() }
    while at(.word) || at(.plan) || at(.analyze) || at(.extension) {
      advance()
      if accept(.equal) || accept(.minus) { advance() }
    }
    switch current {
    case .select, .values, .leftParenthesis, .with, .insert, .replace, .update, .delete: return statement()
    default:
      recover(at: first)
      return opaque()
    }
  }

  // MARK: CREATE and DROP by object

  private mutating func create() -> SQLStatement {
    let first = position
    var index = position + 1
    // OR REPLACE, TEMPORARY, UNIQUE and the like stand between CREATE and the object's kind.
    while index < min(first + 24, tokens.count - 1) {
      switch kind(at: index) {
      case .table, .virtual: return createTable()
      case .index: return createIndex()
      case .view: return createView()
      case .trigger: return createTrigger()
      case .function, .procedure, .sequence, .type, .schema, .database, .extension, .event, .package, .cast,
        .leftParenthesis:
        return opaque(words: index - first + 1)
      case .or, .replace, .temporary, .unique, .materialized, .recursive, .word, .equal, .string, .quotedName,
        .placeholder,
        .constraint, .doubleQuoted, .at, .current, .hole, .ignore, .if, .exists, .not:
        index += 1
      default: return opaque(words: min(2, index - first + 1))
      }
    }
    return opaque(words: 2)
  }

  private mutating func drop() -> SQLStatement {
    advance()
    _ = accept(.temporary)
    if at(.materialized) { advance() }
    let kind: SQLDrop.Kind
    switch current {
    case .table: kind = .table
    case .index: kind = .index
    case .view: kind = .view
    case .trigger: kind = .trigger
    default:
      kind = .other(source.text(token.range).uppercased())
      skipToStatementEnd()
      return .drop(SQLDrop(kind, names: []))
    }
    advance()
    _ = accept(.concurrently)
    let ifExists = at(.if) && peek() == .exists
    if ifExists {
      advance()
      advance()
    }
    var names: [SQLTableName] = []
    repeat { names.append(tableName()) } while accept(.comma)
    let table = accept(.on) ? tableName() : nil
    // CASCADE, RESTRICT and MySQL's lock options.
    if !failed { skipToStatementEnd() }
    return .drop(SQLDrop(kind, names: names, ifExists: ifExists, table: table))
  }
}
