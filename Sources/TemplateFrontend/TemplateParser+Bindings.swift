// Tags that bind names: `with`, `set`, macros and calls with a body, imports, translations; and the patterns, targets
// and parameters in their headers.

import Syntax

extension TemplateParser {
  // MARK: with and set

  /// `with a=b c=d`, `with a = b, c = d`, `with e as a and f as b`
  mutating func parseWith(_ tag: TemplateTag) {
    guard hasRoom(tag) else { return }
    let mark = builder.mark()
    while position < tag.last {
      let before = position
      guard parseItem() || isBroken else { break }
      if kind == .and || kind == .comma { advance() }
      if position == before { break }
    }
    open(frame(.with, tag, mark), tag)
  }

  /// One `a=e` or `e as a`. False, with nothing left behind, if neither is there.
  private mutating func parseItem() -> Bool {
    let mark = builder.mark()
    let from = start
    if kind.isWord, kind(at: position + 1) == .assign {
      let name = tokens[position]
      position += 2
      parseExpression()
      builder.leaf(.name, start: name.start, end: name.end, name: intern(name))
    } else {
      let before = position
      parseOperators(Precedence.or)
      guard kind == .as, parseTarget(at: position + 1) else {
        builder.discard(since: mark)
        position = before
        return false
      }
      position += 2
    }
    finish(.withItem, from: mark, start: from)
    return true
  }

  /// `set a = e`, `set a, b = e, f`, `set a.b = e`, or `set a … endset` for the text between.
  mutating func parseSet(_ tag: TemplateTag) {
    let mark = builder.mark()
    parsePattern()
    if accept(.assign) {
      parseExpressionList()
      closeHeader(tag)
      finish(.assignment, from: mark, start: tokens[tag.first].start)
      return
    }
    guard tag.partner >= 0, !isBroken else {
      isBroken = true
      closeHeader(tag)
      finish(.unread, from: mark, start: tokens[tag.first].start)
      return
    }
    guard hasRoom(tag) else { return }
    let inner = builder.mark()
    var frame = frame(.tag, tag, inner, named: tag.name)
    frame.assignment = mark
    // Filters on the captured text (`set a | upper`) are passed over.
    position = tag.last
    open(frame, tag)
  }

  // MARK: Macros

  /// `macro name(a, b=1)`
  mutating func parseMacro(_ tag: TemplateTag) {
    guard hasRoom(tag) else { return }
    let mark = builder.mark()
    var name = NameID.none
    if kind.isWord {
      name = intern(tokens[position])
      advance()
    } else {
      isBroken = true
    }
    parseParameters(before: tag.last)
    open(frame(.macro, tag, mark, named: name), tag)
  }

  /// `call(a, b) macro(x)`: the call, and a closure of the name `caller` if it has parameters, then the body.
  mutating func parseCall(_ tag: TemplateTag) {
    guard hasRoom(tag) else { return }
    let mark = builder.mark()
    let parameters = position
    if kind == .leftParenthesis {
      var open = 0
      while !kind.isEnd {
        if kind == .leftParenthesis { open += 1 }
        if kind == .rightParenthesis { open -= 1 }
        position += 1
        if open == 0 { break }
      }
    }
    let from = start
    let argument = builder.mark()
    parseExpression()
    finish(.argument, from: argument, start: from)
    if kind(at: parameters) == .leftParenthesis {
      let after = position
      position = parameters
      let caller = builder.mark()
      let callerStart = start
      parseParameters(before: tag.last)
      finish(.closure, from: caller, start: callerStart)
      let name = names.intern("caller")
      finish(.argument, from: caller, start: callerStart, name: name)
      position = max(position, after)
    }
    open(frame(.tag, tag, mark, named: tag.name), tag)
  }

  /// `(a, b=1, *c, **d)`; without parentheses the names up to `end`.
  private mutating func parseParameters(before end: Int) {
    let mark = builder.mark()
    let from = start
    let isEnclosed = accept(.leftParenthesis)
    while position < end, kind != .rightParenthesis {
      let parameter = builder.mark()
      let parameterStart = start
      var flags: NodeFlags = []
      if accept(.star) { flags = .star } else if accept(.doubleStar) { flags = .doubleStar }
      guard kind.isWord else {
        isBroken = true
        break
      }
      let name = intern(tokens[position])
      advance()
      if accept(.assign) {
        let value = builder.mark()
        let valueStart = start
        brackets += 1
        parseExpression()
        brackets -= 1
        finish(.defaultValue, from: value, start: valueStart)
      }
      finish(.parameter, from: parameter, start: parameterStart, name: name, flags: flags)
      _ = accept(.comma)
    }
    if isEnclosed, !accept(.rightParenthesis) { isBroken = true }
    finish(.parameterList, from: mark, start: from)
  }

  /// `import e as name [with context]`, `from e import a as b, c [with context]`
  mutating func parseImport(_ tag: TemplateTag) {
    let mark = builder.mark()
    let from = tokens[tag.first].start
    let pathStart = start
    let isString = kind == .string
    let path = isString ? stringName(tokens[position]) : .none
    parseExpression()
    let isPlain = isString && builder.lastKind(since: mark) == .string
    let name = isPlain ? path : names.intern(source, pathStart, previousEnd)
    builder.discard(since: mark)
    guard tag.keyword == .from else {
      parseAlias()
      skipContext()
      closeHeader(tag)
      finish(.importedName, from: mark, start: pathStart, name: name)
      finish(.importDeclaration, from: mark, start: from)
      return
    }
    if !acceptWord("import") { isBroken = true }
    while position < tag.last, kind.isWord, !(isAt("with") || isAt("without")) {
      let imported = builder.mark()
      let token = tokens[position]
      advance()
      parseAlias()
      finish(.importedName, from: imported, start: token.start, name: intern(token))
      _ = accept(.comma)
    }
    skipContext()
    closeHeader(tag)
    finish(.importFrom, from: mark, start: from, name: name)
  }

  private mutating func parseAlias() {
    guard kind == .as, kind(at: position + 1).isWord else { return }
    let token = tokens[position + 1]
    position += 2
    builder.leaf(.alias, start: token.start, end: token.end, name: intern(token))
  }

  /// `with context`, `without context`
  private mutating func skipContext() {
    if acceptWord("with") || acceptWord("without") { _ = acceptWord("context") }
  }

  // MARK: Filter blocks and translations

  /// `filter f|g(x)`: the filters over an absent expression, as one argument, and the body.
  mutating func parseFilterBlock(_ tag: TemplateTag) {
    guard hasRoom(tag) else { return }
    let mark = builder.mark()
    let from = start
    builder.leaf(.absent, start: from, end: from)
    parseFilter(mark, from: from)
    parseFiltersAndTests(mark, from: from)
    finish(.argument, from: mark, start: from)
    open(frame(.tag, tag, mark, named: tag.name), tag)
  }

  /// `blocktranslate [count a=e] [with b=f …] [trimmed] [asvar x]`, Jinja's `trans a=e, b`. Bindings become a
  /// `withStatement` around the tag, `asvar` an assignment around both.
  mutating func parseTranslation(_ tag: TemplateTag) {
    guard hasRoom(tag) else { return }
    let assignment = builder.mark()
    var hasTarget = false
    var at = position
    while at + 1 < tag.last, !hasTarget {
      if kind(at: at) == .name, source.spells("asvar", tokens[at]) { hasTarget = parseTarget(at: at + 1) }
      at += 1
    }
    let items = builder.mark()
    isSpaceSeparated = true
    while position < tag.last {
      let before = position
      if isAt("asvar") || isAt("context") {
        position = min(position + 2, tag.last)
      } else if kind(at: position + 1) == .assign || !isOption(at: position) {
        // Jinja's `trans user` names what is bound already.
        if !parseItem() { advance() }
      }
      if position == before { advance() }
    }
    let hasItems = !builder.isEmpty(since: items)
    isBroken = false
    let mark = builder.mark()
    var frame = frame(.tag, tag, mark, named: tag.name)
    if hasItems {
      frame.items = items
      frame.itemsBlock = mark
    }
    if hasTarget { frame.assignment = assignment }
    open(frame, tag)
  }

  /// Whether the token is a word of a translation tag's own, or a sign between two bindings.
  private func isOption(at index: Int) -> Bool {
    guard kind(at: index) == .name else { return true }
    let token = tokens[index]
    return source.spells("with", token) || source.spells("count", token) || source.spells("trimmed", token)
      || source.spells("notrimmed", token)
  }

  // MARK: Patterns

  /// Names, members and tuples before `in` or `=`.
  mutating func parsePattern() {
    let mark = builder.mark()
    let from = start
    guard enter() else { return }
    defer { depth -= 1 }
    parsePatternElement()
    guard kind == .comma else { return }
    while accept(.comma) {
      guard kind.isWord && kind != .in || kind == .leftParenthesis else { break }
      parsePatternElement()
    }
    finish(.tuple, from: mark, start: from)
  }

  private mutating func parsePatternElement() {
    let mark = builder.mark()
    let from = start
    if accept(.leftParenthesis) {
      parsePattern()
      if !accept(.rightParenthesis) { isBroken = true }
      return
    }
    guard kind.isWord, kind != .in else {
      isBroken = true
      builder.leaf(.absent, start: from, end: from)
      return
    }
    advance()
    // Django's loop variables may hold hyphens.
    while kind == .minus, start == previousEnd, kind(at: position + 1).isWord { position += 2 }
    builder.leaf(.name, start: from, end: previousEnd, name: names.intern(source, from, previousEnd))
    parsePostfix(mark, from: from)
  }

  /// A name (or a name in quotes) that a tag binds. Does not move.
  mutating func parseTarget(at index: Int) -> Bool {
    guard index < tokens.count else { return false }
    let token = tokens[index]
    switch kind(at: index) {
    case .name: builder.leaf(.name, start: token.start, end: token.end, name: intern(token))
    case .string: builder.leaf(.name, start: token.start, end: token.end, name: stringName(token))
    default: return false
    }
    return true
  }
}
