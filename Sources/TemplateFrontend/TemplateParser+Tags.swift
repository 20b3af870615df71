// Single tags: what each keyword's header holds and whether it opens a body. Every other tag is read as a list of
// arguments.

import Syntax

extension TemplateParser {
  mutating func parseTag(_ tag: TemplateTag) {
    position = tag.first + 2
    switch tag.keyword {
    case .for: parseFor(tag)
    case .if: parseIf(tag)
    case .ifEqual, .ifNotEqual: parseIfEqual(tag)
    case .elif: parseElif(tag)
    case .else, .empty: parseElse(tag)
    case .with: parseWith(tag)
    case .block: parseBlock(tag)
    case .include: parseInclude(tag)
    case .extends: parseExtends(tag)
    case .macro: parseMacro(tag)
    case .call where tag.partner >= 0: parseCall(tag)
    case .set: parseSet(tag)
    case .import where position < tag.last: parseImport(tag)
    case .from where position < tag.last: parseImport(tag)
    case .do where position < tag.last: parseDo(tag)
    case .break where tag.last == position: parseJump(.breakStatement, tag)
    case .continue where tag.last == position: parseJump(.continueStatement, tag)
    case .filter where tag.partner >= 0: parseFilterBlock(tag)
    case .regroup: parseRegroup(tag)
    case .translation where tag.partner >= 0: parseTranslation(tag)
    case .plural: parsePlural(tag)
    case .end: closeTag(tag)
    case .call, .import, .from, .do, .break, .continue, .filter, .translation, .other: parseGeneric(tag)
    }
  }

  func frame(_ shape: Shape, _ tag: TemplateTag, _ mark: TreeBuilder.Mark, named nodeName: NameID = .none) -> Frame {
    let from = tokens[tag.first].start
    return Frame(
      shape: shape, name: tag.name, nodeName: nodeName, start: from, mark: mark, clauseStart: from, clauseMark: mark,
      blockMark: mark)
  }

  // MARK: Loops and conditions

  /// `for x, y in expression [if condition] [recursive]`, `… reversed`
  private mutating func parseFor(_ tag: TemplateTag) {
    guard hasRoom(tag) else { return }
    let mark = builder.mark()
    parsePattern()
    if !accept(.in) { isBroken = true }
    let list = builder.mark()
    let from = start
    parseOperators(Precedence.or)
    finishTupleIfComma(list, from: from)
    if kind == .if {
      let condition = builder.mark()
      let conditionStart = start
      advance()
      parseExpression()
      finish(.comprehensionCondition, from: condition, start: conditionStart)
    }
    if !acceptWord("recursive") { _ = acceptWord("reversed") }
    open(frame(.loop, tag, mark), tag)
  }

  private mutating func parseIf(_ tag: TemplateTag) {
    guard hasRoom(tag) else { return }
    let mark = builder.mark()
    parseExpression()
    open(frame(.condition, tag, mark), tag)
  }

  /// Django's old `{% ifequal a b %}` is `a == b`.
  private mutating func parseIfEqual(_ tag: TemplateTag) {
    guard hasRoom(tag) else { return }
    let mark = builder.mark()
    let from = start
    isSpaceSeparated = true
    parseUnary()
    parseUnary()
    isSpaceSeparated = false
    let name = names.intern(tag.keyword == .ifEqual ? "==" : "!=")
    finish(.binary, from: mark, start: from, name: name)
    open(frame(.condition, tag, mark), tag)
  }

  private mutating func parseElif(_ tag: TemplateTag) {
    let from = tokens[tag.first].start
    guard var frame = frames.last, frame.shape == .condition, !frame.isElse else {
      report(from, tokens[tag.last].end, "`elif` outside an `if`")
      return parseGeneric(tag)
    }
    frames.removeLast()
    finishBlock(frame, at: from)
    finishClause(frame, at: from)
    frame.clauseStart = from
    frame.clauseMark = builder.mark()
    parseExpression()
    open(frame, tag)
  }

  /// `else` of a condition or loop, `empty` of a loop; in another tag's body it begins a second block.
  private mutating func parseElse(_ tag: TemplateTag) {
    let from = tokens[tag.first].start
    // The rest of `{% else if x %}`, as other languages write it, is passed over.
    position = tag.last
    guard var frame = frames.last, !frame.isElse, frame.shape.takesElse else {
      report(from, tokens[tag.last].end, "`\(source.text(tokens[tag.first + 1].range))` belongs to no open tag")
      position = tag.last + 1
      return
    }
    frames.removeLast()
    finishBlock(frame, at: from)
    if frame.shape != .tag {
      finishClause(frame, at: from)
      frame.isElse = true
      frame.clauseStart = from
      frame.clauseMark = builder.mark()
    }
    open(frame, tag)
  }

  private mutating func parsePlural(_ tag: TemplateTag) {
    guard let frame = frames.last, frame.shape == .tag else { return parseGeneric(tag) }
    frames.removeLast()
    finishBlock(frame, at: tokens[tag.first].start)
    position = tag.last
    open(frame, tag)
  }

  // MARK: Blocks and other files

  /// `block NAME [scoped] [required]`. Django allows any bytes but space in the name.
  private mutating func parseBlock(_ tag: TemplateTag) {
    guard hasRoom(tag) else { return }
    let mark = builder.mark()
    let nameStart = start
    var nameEnd = nameStart
    while position < tag.last, tokens[position].start == nameEnd {
      nameEnd = tokens[position].end
      position += 1
    }
    let name = names.intern(source, nameStart, nameEnd)
    position = tag.last
    open(frame(.templateBlock, tag, mark, named: name), tag)
  }

  /// `include e [ignore missing] [with a=b …] [with context] [only]`
  private mutating func parseInclude(_ tag: TemplateTag) {
    let mark = builder.mark()
    let from = tokens[tag.first].start
    var flags: NodeFlags = []
    parseExpression()
    while position < tag.last {
      if acceptWord("only") {
        flags.insert(.constant)
      } else if acceptWord("without") {
        flags.insert(.constant)
        _ = acceptWord("context")
      } else if acceptWord("with") {
        _ = acceptWord("context")
      } else if kind.isWord, kind(at: position + 1) == .assign {
        parseNamedArgument()
      } else if acceptWord("ignore") {
        _ = acceptWord("missing")
      } else if !accept(.comma) {
        isBroken = true
        break
      }
    }
    closeHeader(tag)
    finish(.include, from: mark, start: from, flags: flags)
  }

  private mutating func parseExtends(_ tag: TemplateTag) {
    let mark = builder.mark()
    parseExpression()
    closeHeader(tag)
    finish(.extends, from: mark, start: tokens[tag.first].start)
  }

  // MARK: Tags read as arguments

  /// `{% name argument… [as target] %}`, with a body if its end comes. With a target it is the value of an assignment.
  private mutating func parseGeneric(_ tag: TemplateTag) {
    let hasBody = tag.partner >= 0
    if hasBody, !hasRoom(tag) { return }
    position = tag.first + 2
    isSpaceSeparated = true
    let before = builder.mark()
    let hasTarget = tag.last >= position + 2 && kind(at: tag.last - 2) == .as && parseTarget(at: tag.last - 1)
    let mark = builder.mark()
    parseArguments(before: hasTarget ? tag.last - 2 : tag.last)
    var frame = frame(.tag, tag, mark, named: tag.name)
    if hasTarget { frame.assignment = before }
    finishGeneric(frame, tag, hasBody: hasBody)
  }

  /// `regroup list by attribute as target`
  private mutating func parseRegroup(_ tag: TemplateTag) {
    let before = builder.mark()
    let hasTarget = tag.last >= position + 3 && kind(at: tag.last - 2) == .as && parseTarget(at: tag.last - 1)
    let mark = builder.mark()
    isSpaceSeparated = true
    let from = start
    parseUnary()
    finish(.argument, from: mark, start: from)
    if isAt("by") {
      let key = builder.mark()
      let keyStart = start
      let name = intern(tokens[position])
      advance()
      parseUnary()
      finish(.argument, from: key, start: keyStart, name: name)
    }
    var frame = frame(.tag, tag, mark, named: tag.name)
    if hasTarget { frame.assignment = before }
    finishGeneric(frame, tag, hasBody: false)
  }

  /// Opens the body of a tag, or finishes one that has none. Its leftovers are no issue: the grammar is not known.
  mutating func finishGeneric(_ frame: Frame, _ tag: TemplateTag, hasBody: Bool) {
    isBroken = false
    position = tag.last
    guard !hasBody else { return open(frame, tag) }
    closeHeader(tag)
    builder.finish(.tag, from: frame.mark, start: frame.start, end: previousEnd, name: frame.nodeName)
    if let assignment = frame.assignment {
      finish(.assignment, from: assignment, start: frame.start)
    }
  }

  /// Arguments with space or commas between them; signs that begin no operand are passed over.
  mutating func parseArguments(before end: Int) {
    while position < end {
      let before = position
      if kind == .name, kind(at: position + 1) == .assign {
        parseNamedArgument()
      } else if kind == .name || !kind.isWord {
        let mark = builder.mark()
        let from = start
        if parseOperandIfAny() { finish(.argument, from: mark, start: from) }
      }
      if position == before { position += 1 }
    }
  }

  /// `name=expression`
  mutating func parseNamedArgument() {
    let mark = builder.mark()
    let from = start
    let name = intern(tokens[position])
    position += 2
    if isSpaceSeparated { parseUnary() } else { parseOperators(Precedence.or) }
    finish(.argument, from: mark, start: from, name: name)
  }

  private mutating func parseDo(_ tag: TemplateTag) {
    let mark = builder.mark()
    parseExpression()
    closeHeader(tag)
    finish(.expressionStatement, from: mark, start: tokens[tag.first].start)
  }

  private mutating func parseJump(_ kind: NodeKind, _ tag: TemplateTag) {
    builder.leaf(kind, start: tokens[tag.first].start, end: tokens[tag.last].end)
    position = tag.last + 1
  }
}
