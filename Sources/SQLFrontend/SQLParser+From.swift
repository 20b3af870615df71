// What FROM reads: tables, joins, subqueries and table functions; windows too.

import Syntax

extension SQLParser {
  /// The list after FROM.
  mutating func fromList() -> [SQLJoin] {
    var parts: [SQLJoin] = [SQLJoin(fromItem())]
    while !failed {
      if accept(.comma) {
        if at(.hole) && peek() == .endOfText { break }
        parts.append(SQLJoin(fromItem(), condition: joinCondition()))
        continue
      }
      guard var join = joinOperator() else { break }
      join.item = fromItem()
      join.condition = joinCondition()
      parts.append(join)
      // `a JOIN b JOIN c ON … ON …`: the condition of an outer pair comes later.
      while !failed && at(.on), case .none = parts.dropLast().last?.condition ?? .using([]), parts.count > 2 {
        let place = parts.lastIndex { $0.kind != .comma && $0.kind != .cross && $0.condition == .none } ?? 0
        guard place > 0 else { break }
        parts[place].condition = joinCondition()
      }
    }
    return parts
  }

  private mutating func joinOperator() -> SQLJoin? {
    var index = position
    var isNatural = false
    var join = SQLJoinKind.inner
    scan: while true {
      switch kind(at: index) {
      case .left: join = join == .right ? .full : .left
      case .right: join = join == .left ? .full : .right
      case .natural: isNatural = true
      case .full: join = .full
      case .cross: join = .cross
      case .inner, .outer: break
      case .join: break scan
      case .straightJoin: break scan
      case .word:
        // `ASOF`, `SEMI`, `ANTI`, `GLOBAL`, `ANY` of other dialects
        guard kind(at: index + 1) == .join || kind(at: index + 1) == .left, index > position else { return nil }
      default: return nil
      }
      index += 1
    }
    position = index
    current = kind(at: index)
    advance()
    return SQLJoin(.group([]), kind: join, isNatural: isNatural)
  }

  private mutating func joinCondition() -> SQLJoinCondition {
    if accept(.on) { return .on(condition()) }
    if at(.using) && peek() == .leftParenthesis {
      advance()
      let columns = columnList()
      if accept(.as) { _ = name() }
      return .using(columns)
    }
    return .none
  }

  private mutating func fromItem() -> SQLFromItem {
    let isLateral = accept(.lateral)
    _ = accept(.only)
    switch current {
    case .leftParenthesis: return parenthesizedItem(isLateral)
    case .values: return subqueryItem(select(), isLateral)
    default: break
    }
    if atWord("unnest") && peek() == .leftParenthesis || atWord("rows") && peek() == .from {
      return functionItem()
    }
    if at(.rows) && peek() == .from {
      advance()
      advance()
      skipParentheses()
      return finishFunction(SQLFunctionCall("ROWS FROM"))
    }
    if current.isName, peek() == .leftParenthesis || (peek() == .dot && peek(3) == .leftParenthesis),
      !isIndexHint(1)
    {
      return functionItem()
    }
    var reference = SQLTableReference(tableName())
    if at(.star) { advance() }
    if at(.partition) && peek() == .leftParenthesis {
      advance()
      skipParentheses()
    }
    skipTableSample()
    if !isIndexHint(0) { reference.alias = tableAlias() }
    if reference.alias != nil && at(.leftParenthesis) && !isIndexHint(0) { skipParentheses() }
    reference.hint = indexHint()
    skipTableSample()
    return .table(reference)
  }

  /// `TABLESAMPLE method (n) REPEATABLE (m)`
  private mutating func skipTableSample() {
    guard at(.tablesample) else { return }
    advance()
    while at(.word) || at(.leftParenthesis) { if at(.word) { advance() } else { skipParentheses() } }
  }

  private mutating func tableAlias() -> String? {
    if at(.as) && peek() == .leftParenthesis { return nil }
    return alias()
  }

  private func isIndexHint(_ ahead: Int) -> Bool {
    switch peek(ahead) {
    case .use, .force, .ignore: return peek(ahead + 1) == .index || peek(ahead + 1) == .key
    case .indexed: return peek(ahead + 1) == .by
    default: return false
    }
  }

  private mutating func indexHint() -> SQLIndexHint? {
    if at(.indexed) && peek() == .by {
      advance()
      advance()
      return .indexedBy(name())
    }
    if at(.not) && peek() == .indexed {
      advance()
      advance()
      return .notIndexed
    }
    while isIndexHint(0) {
      advance()
      advance()
      if accept(.for) {
        advance()
        if accept(.by) {}
      }
      if at(.leftParenthesis) { skipParentheses() }
      _ = accept(.comma) && isIndexHint(0)
    }
    return nil
  }

  private mutating func parenthesizedItem(_ isLateral: Bool) -> SQLFromItem {
    guard enter(SQLParser.subqueryLevels) else {
      record("query nested too deep")
      skipParentheses()
      return .group([])
    }
    defer { leave(SQLParser.subqueryLevels) }
    let open = position
    advance()
    if holdsQuery(at: open) {
      let inner = select()
      expect(.rightParenthesis, "`)` expected after a subquery")
      return subqueryItem(inner, isLateral)
    }
    if at(.hole) && peek() == .rightParenthesis {
      let hole = SQLExpression.hole(source.text(token.range))
      advance()
      advance()
      return subqueryItem(SQLSelect(SQLSelectCore(columns: [SQLResultColumn(hole)])), isLateral)
    }
    return group()
  }

  private mutating func group() -> SQLFromItem {
    let parts = fromList()
    expect(.rightParenthesis, "`)` expected after a join")
    if at(.as) || current.isBareAlias, let alias = tableAlias() {
      let core = SQLSelectCore(columns: [SQLResultColumn(.star(table: nil))], from: parts)
      return .subquery(SQLSelect(core), alias: alias, columns: columnList(), isLateral: false)
    }
    return .group(parts)
  }

  /// Kind of the first token that is no opening parenthesis.
  func firstAfterParentheses() -> SQLTokenKind {
    var index = position
    while kind(at: index) == .leftParenthesis { index += 1 }
    return kind(at: index)
  }

  private mutating func subqueryItem(_ select: SQLSelect, _ isLateral: Bool) -> SQLFromItem {
    let alias = tableAlias()
    return .subquery(select, alias: alias, columns: aliasColumns(), isLateral: isLateral)
  }

  /// `(a, b)` or PostgreSQL's `(a int, b text)` after an alias.
  private mutating func aliasColumns() -> [String] {
    guard at(.leftParenthesis) else { return [] }
    advance()
    var names: [String] = []
    while !failed && !at(.rightParenthesis) {
      names.append(anyName("column name expected"))
      skipToListEnd()
      if !accept(.comma) { break }
    }
    expect(.rightParenthesis, "`)` expected after column names")
    return names
  }

  private mutating func functionItem() -> SQLFromItem {
    var name = anyName()
    while accept(.dot) { name += "." + anyName() }
    return finishFunction(functionCall(name))
  }

  private mutating func finishFunction(_ call: SQLFunctionCall) -> SQLFromItem {
    if at(.with) && peek() == .ordinality {
      advance()
      advance()
    }
    if at(.as) && peek() == .leftParenthesis { advance() }
    let alias = tableAlias()
    return .function(call, alias: alias, columns: aliasColumns())
  }

  // MARK: Windows

  mutating func windows() -> [SQLNamedWindow] {
    advance()
    var windows: [SQLNamedWindow] = []
    repeat {
      let name = name("name of a window expected")
      expect(.as, "AS expected after the name of a window")
      windows.append(SQLNamedWindow(name: name, window: window()))
    } while !failed && accept(.comma)
    return windows
  }

  /// `([base] [PARTITION BY …] [ORDER BY …] [frame])`
  mutating func window() -> SQLWindow {
    var window = SQLWindow()
    expect(.leftParenthesis, "`(` expected before a window")
    if !at(.partition) && !at(.order) && !atFrame() && !at(.rightParenthesis) { window.base = name() }
    if accept(.partition) {
      expect(.by, "BY expected after PARTITION")
      window.partitionBy = expressionList()
    }
    if at(.order) { window.orderBy = orderBy() }
    if atFrame() {
      let first = position
      while !at(.rightParenthesis) && !at(.endOfText) {
        if at(.leftParenthesis) { skipParentheses() } else { advance() }
      }
      window.frame = compactText(from: first, to: position)
    }
    expect(.rightParenthesis, "`)` expected after a window")
    return window
  }

  private func atFrame() -> Bool {
    (at(.rows) || at(.range) || at(.groups)) && peek() != .rightParenthesis && peek() != .order && peek() != .partition
  }
}
