// Queries: WITH, set operations and the clauses of a core. What FROM reads is in SQLParser+From.swift.

import Syntax

extension SQLParser {
  /// Levels of nesting that one subquery counts as: its parse holds that many frames more than a parenthesis.
  static let subqueryLevels = 3

  /// `WITH …` and the statement that it belongs to.
  mutating func withStatement() -> SQLStatement {
    let with = with()
    switch current {
    case .insert, .replace: return insert(with: with)
    case .update: return update(with: with)
    case .delete: return delete(with: with)
    default: return .select(select(with: with))
    }
  }

  mutating func with() -> SQLWith {
    advance()
    var with = SQLWith(isRecursive: accept(.recursive), tables: [])
    repeat {
      if at(.hole) && peek() != .as && peek() != .leftParenthesis {
        advance()
        continue
      }
      let name = name("name of a common table expected")
      let columns = columnList()
      expect(.as, "AS expected after the name of a common table")
      var isMaterialized: Bool?
      if at(.not) && peek() == .materialized {
        advance()
        isMaterialized = false
      }
      if accept(.materialized) { isMaterialized = isMaterialized ?? true }
      expect(.leftParenthesis, "`(` expected before a common table's query")
      guard !failed, enter(SQLParser.subqueryLevels) else {
        if !failed { fail("nested too deep") }
        break
      }
      let statement = at(.hole) && peek() == .rightParenthesis ? holeStatement() : self.statement()
      leave(SQLParser.subqueryLevels)
      expect(.rightParenthesis, "`)` expected after a common table's query")
      skipSearchAndCycle()
      with.tables.append(
        SQLCommonTable(name: name, columns: columns, isMaterialized: isMaterialized, statement: statement))
    } while !failed && accept(.comma)
    return with
  }

  private mutating func holeStatement() -> SQLStatement {
    advance()
    return .opaque(keyword: "")
  }

  /// PostgreSQL's `SEARCH … SET c` and `CYCLE … SET c … USING d` after a recursive table.
  private mutating func skipSearchAndCycle() {
    guard atWord("search") || atWord("cycle") else { return }
    while !at(.comma) || peek(2) == .comma || peek(2) == .set || peek(2) == .using {
      switch current {
      case .select, .insert, .update, .delete, .endOfText, .values, .leftParenthesis: return
      default: advance()
      }
    }
  }

  // MARK: Set operations

  /// A whole query, WITH included.
  mutating func select(with given: SQLWith? = nil) -> SQLSelect {
    guard enter(SQLParser.subqueryLevels) else {
      record("query nested too deep")
      if at(.leftParenthesis) { skipParentheses() } else { skipToQueryEnd() }
      return SQLSelect(SQLSelectCore(columns: []))
    }
    defer { leave(SQLParser.subqueryLevels) }
    var select = SQLSelect(with: given, cores: [])
    if given == nil && at(.with) { select.with = with() }
    operand(into: &select)
    restOfSelect(&select)
    return select
  }

  /// The query that begins with rows of VALUES already read.
  mutating func select(continuing core: SQLSelectCore) -> SQLSelect {
    var select = SQLSelect(core)
    restOfSelect(&select)
    return select
  }

  private mutating func restOfSelect(_ select: inout SQLSelect) {
    while !failed, let joined = setOperator() {
      select.operators.append(joined)
      operand(into: &select)
    }
    queryTail(&select)
    if select.operators.count >= select.cores.count {
      select.operators.removeLast(select.operators.count - max(select.cores.count - 1, 0))
    }
  }

  private mutating func skipToQueryEnd() {
    while true {
      switch current {
      case .leftParenthesis: skipParentheses()
      case .rightParenthesis, .endOfText, .semicolon: return
      default: advance()
      }
    }
  }

  /// One operand of a set operation. A parenthesised one is taken apart if it is a plain core.
  private mutating func operand(into select: inout SQLSelect) {
    guard at(.leftParenthesis) else {
      select.cores.append(core())
      return
    }
    advance()
    let inner = self.select()
    expect(.rightParenthesis, "`)` expected after a query")
    let isPlain = inner.with == nil && inner.orderBy.isEmpty && inner.limit == nil && inner.offset == nil
    if isPlain && inner.cores.count == 1 {
      select.cores.append(inner.cores[0])
    } else if select.cores.isEmpty && select.with == nil && !atSetOperator() {
      select = inner
    } else {
      let item = SQLFromItem.subquery(inner, alias: nil, columns: [], isLateral: false)
      select.cores.append(SQLSelectCore(columns: [SQLResultColumn(.star(table: nil))], from: [SQLJoin(item)]))
    }
  }

  func atSetOperator() -> Bool { at(.union) || at(.intersect) || at(.except) || atWord("minus") }

  private mutating func setOperator() -> SQLSetOperator? {
    let base: SQLSetOperator
    switch current {
    case .union: base = .union
    case .intersect: base = .intersect
    case .except: base = .except
    default:
      guard atWord("minus") else { return nil }
      base = .except
    }
    advance()
    if accept(.all) {
      switch base {
      case .union: return .unionAll
      case .intersect: return .intersectAll
      default: return .exceptAll
      }
    }
    _ = accept(.distinct)
    return base
  }

  /// ORDER BY, LIMIT, OFFSET, FETCH and locking clauses, in any order.
  private mutating func queryTail(_ select: inout SQLSelect) {
    while !failed {
      switch current {
      case .order: select.orderBy = orderBy()
      case .limit: limit(&select)
      case .offset:
        advance()
        select.offset = expression()
        _ = accept(.row) || accept(.rows)
      case .fetch:
        advance()
        _ = accept(.first) || acceptWord("next")
        if !at(.row) && !at(.rows) { select.limit = expression() } else { select.limit = .literal(.integer("1")) }
        _ = accept(.row) || accept(.rows)
        if accept(.with) { advance() } else { _ = accept(.only) }
      case .for: skipLocking()
      case .lock: skipLocking()
      case .into where peek() != .hole: skipInto()
      case .hole: advance()
      default: return
      }
    }
  }

  private mutating func limit(_ select: inout SQLSelect) {
    advance()
    if accept(.all) { return }
    select.limit = expression()
    if accept(.comma) {
      select.offset = select.limit
      select.limit = expression()
    }
  }

  /// `FOR UPDATE OF t NOWAIT`, `FOR SHARE SKIP LOCKED`, `LOCK IN SHARE MODE`
  private mutating func skipLocking() {
    advance()
    while true {
      switch current {
      case .update, .share, .no, .key, .of, .word, .comma, .dot, .quotedName, .doubleQuoted, .in, .only: advance()
      default: return
      }
    }
  }

  /// `INTO OUTFILE '…' …`, `INTO @a, @b`
  private mutating func skipInto() {
    while true {
      switch current {
      case .rightParenthesis, .endOfText, .semicolon, .from, .where, .union, .order, .group, .limit, .for: return
      default: advance()
      }
    }
  }

  mutating func orderBy() -> [SQLOrderingTerm] {
    advance()
    expect(.by, "BY expected after ORDER")
    return orderingTerms()
  }

  func orderingDone() -> Bool { at(.rightParenthesis) || at(.endOfText) || at(.semicolon) }

  mutating func orderingTerms() -> [SQLOrderingTerm] {
    var terms: [SQLOrderingTerm] = []
    repeat {
      var term = SQLOrderingTerm(expression())
      if accept(.using) {
        term.isDescending = at(.greater)
        advance()
        if at(.leftParenthesis) { skipParentheses() }
      }
      if accept(.desc) { term.isDescending = true } else { _ = accept(.asc) }
      if at(.nulls) {
        advance()
        term.nullsFirst = at(.first)
        advance()
      }
      if at(.hole) { advance() }
      terms.append(term)
    } while !failed && accept(.comma)
    return terms
  }

  // MARK: One core

  private mutating func core() -> SQLSelectCore {
    switch current {
    case .values: return valuesCore()
    case .table:
      advance()
      let item = SQLFromItem.table(SQLTableReference(tableName()))
      return SQLSelectCore(columns: [SQLResultColumn(.star(table: nil))], from: [SQLJoin(item)])
    case .hole:
      let hole = source.text(token.range)
      advance()
      return SQLSelectCore(columns: [SQLResultColumn(.hole(hole))])
    default: break
    }
    var core = SQLSelectCore(columns: [])
    expect(.select, "SELECT expected")
    guard !failed else { return core }
    selectOptions(&core)
    if !at(.from) && !atCoreEnd() { core.columns = resultColumns() }
    if at(.into) { skipInto() }
    coreClauses(&core)
    return core
  }

  private func atCoreEnd() -> Bool {
    switch current {
    case .endOfText, .semicolon, .rightParenthesis, .union, .intersect, .except, .order, .limit, .where, .group,
      .having:
      return true
    default: return false
    }
  }

  /// DISTINCT, ALL, TOP and MySQL's words after SELECT.
  private mutating func selectOptions(_ core: inout SQLSelectCore) {
    while true {
      switch current {
      case .distinct:
        advance()
        core.isDistinct = true
        if at(.on) && peek() == .leftParenthesis {
          advance()
          advance()
          core.distinctOn = expressionList()
          expect(.rightParenthesis, "`)` expected after DISTINCT ON")
        }
      case .all: advance()
      case .straightJoin: advance()
      case .word:
        guard isSelectOption() else { return }
        advance()
      default: return
      }
    }
  }

  private func isSelectOption() -> Bool {
    if peek() == .comma || peek() == .from || peek() == .dot || peek() == .leftParenthesis || peek() == .as {
      return false
    }
    guard token.length >= 9 else { return false }
    for word in SQLParser.selectOptions where source.hasWord(word, at: token) { return true }
    return false
  }

  private static let selectOptions: [StaticString] = [
    "distinctrow", "high_priority", "sql_small_result", "sql_big_result", "sql_buffer_result", "sql_cache",
    "sql_no_cache", "sql_calc_found_rows",
  ]

  mutating func resultColumns() -> [SQLResultColumn] {
    var columns: [SQLResultColumn] = []
    repeat {
      if at(.from) || atCoreEnd() { break }
      if at(.star) {
        advance()
        columns.append(SQLResultColumn(.star(table: nil)))
        skipStarOptions()
        continue
      }
      let expression = expression()
      let alias = at(.using) ? nil : alias()
      if at(.hole) && !failed { advance() }
      columns.append(SQLResultColumn(expression, alias: alias))
    } while !failed && accept(.comma)
    return columns
  }

  /// `* EXCEPT (a)`, `* EXCLUDE (a)`, `* REPLACE (…)` of other dialects.
  private mutating func skipStarOptions() {
    while at(.except) || at(.exclude) || at(.replace) || at(.rename), peek() == .leftParenthesis {
      guard peek(2) != .select && peek(2) != .leftParenthesis else { return }
      advance()
      skipParentheses()
    }
  }

  private mutating func coreClauses(_ core: inout SQLSelectCore) {
    while !failed {
      switch current {
      case .from:
        advance()
        core.from = fromList()
      case .where:
        advance()
        core.where = condition()
      case .group:
        advance()
        expect(.by, "BY expected after GROUP")
        core.groupBy = groupingElements()
      case .having:
        advance()
        core.having = condition()
      case .window: core.windows = windows()
      case .qualify:
        advance()
        _ = expression()
      case .into: skipInto()
      case .hole:
        // A piece that the program puts in: conditions or joins that are not known here.
        let hole = SQLExpression.hole(source.text(token.range))
        if peek() == .rightParenthesis || peek() == .endOfText || peek() == .hole || kind(at: position + 1).isKeyword {
          advance()
          core.where = core.where.map { SQLExpression.logical(.and, [$0, hole]) } ?? hole
        } else {
          return
        }
      case .procedure:
        skipInto()
      default: return
      }
    }
  }

  /// The condition of WHERE, HAVING or ON, with what the program appends to it.
  mutating func condition() -> SQLExpression { expression() }

  private mutating func groupingElements() -> [SQLExpression] {
    var elements: [SQLExpression] = []
    _ = accept(.all) || accept(.distinct)
    repeat {
      if atWord("grouping") && peekWord("sets") {
        advance()
        advance()
        let first = position
        skipParentheses()
        elements.append(.raw("GROUPING SETS " + text(from: first, to: position)))
        continue
      }
      if at(.leftParenthesis) && peek() == .rightParenthesis {
        advance()
        advance()
        elements.append(.raw("()"))
        continue
      }
      elements.append(expression())
      _ = accept(.asc) || accept(.desc)
    } while !failed && accept(.comma)
    if at(.with) && peekWord("rollup") {
      advance()
      advance()
    }
    return elements
  }

  private mutating func valuesCore() -> SQLSelectCore {
    advance()
    return SQLSelectCore(columns: [], values: valueRows().rows)
  }

  /// The rows after VALUES: the first few as nodes, and how many there are.
  mutating func valueRows() -> (rows: [[SQLExpression]], count: Int) {
    var rows: [[SQLExpression]] = []
    var count = 0
    repeat {
      _ = accept(.row)
      if at(.hole) || at(.placeholder) {
        rows.append([.hole(source.text(token.range))])
        advance()
        count += 1
        continue
      }
      guard at(.leftParenthesis) else {
        fail("`(` expected before a row of VALUES")
        break
      }
      count += 1
      if count > SQLStatementReader.keptRows {
        skipParentheses()
        continue
      }
      advance()
      rows.append(at(.rightParenthesis) ? [] : expressionList())
      expect(.rightParenthesis, "`)` expected after a row of VALUES")
    } while !failed && accept(.comma)
    return (rows, count + skippedRows)
  }
}
