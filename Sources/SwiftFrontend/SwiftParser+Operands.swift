// Operands: prefix words and operators, literals, names, parentheses, collections, key paths, macros.

import Syntax

extension SwiftParser {
  /// An operand with its prefixes. `try` and `await` reach over the whole rest of the expression.
  mutating func parseOperand(_ style: Style) {
    switch kind {
    case .try: parseTry(style)
    case .await: if prefixesNext() { parseAwait(style) } else { parsePostfix(style) }
    case .repeat: parseTransparentPrefix(style)
    case .unsafe: if prefixesNext() { parseTransparentPrefix(style) } else { parsePostfix(style) }
    case .any, .some: if prefixesNext() { parseTypeOperand(style) } else { parsePostfix(style) }
    case .consume, .copy, .each:
      if prefixesNext() { parsePrefixedOperand(style, name: .none) } else { parsePostfix(style) }
    case .inout: parsePrefixedOperand(style, name: .none)
    case .operatorPrefix: parsePrefixedOperand(style, name: prefixName())
    case .ampersand: parsePrefixedOperand(style, name: words.ampersand)
    case .operatorBinary, .operatorPostfix, .arrow, .equal, .questionInfix: parseOperatorName(style)
    case .let, .var: if style.contains(.pattern) { parseBindingOperand(style) } else { parsePostfix(style) }
    case .is: parseTypePattern()
    case .at: parseTypeOperand(style)
    default: parsePostfix(style)
    }
  }

  private mutating func parseTry(_ style: Style) {
    let mark = builder.mark()
    let from = start
    var flags: NodeFlags = []
    advance()
    if kind == .questionPostfix {
      flags = .optionalChain
      advance()
    } else if kind == .exclamation {
      advance()
    }
    parseExpression(style)
    finish(.tryExpression, from: mark, start: from, flags: flags)
  }

  private mutating func parseAwait(_ style: Style) {
    let mark = builder.mark()
    let from = start
    advance()
    parseExpression(style)
    finish(.await, from: mark, start: from)
  }

  /// A word that reaches over the rest of the expression and adds nothing to it: `unsafe`, `repeat`.
  private mutating func parseTransparentPrefix(_ style: Style) {
    advance()
    parseExpression(style)
  }

  private mutating func prefixName() -> NameID {
    if source[start] == UInt8(ascii: "!") && end - start == 1 { return words.not }
    return names.intern(source, start, end)
  }

  /// `let x` in a pattern.
  private mutating func parseBindingOperand(_ style: Style) {
    let mark = builder.mark()
    let from = start
    advance()
    guard enter() else { return skipDeep() }
    parseOperand(style)
    leave()
    finish(.pattern, from: mark, start: from, flags: .constant)
  }

  /// `is T` as a pattern.
  private mutating func parseTypePattern() {
    let mark = builder.mark()
    let from = start
    advance()
    parseTypeAnnotation()
    finish(.pattern, from: mark, start: from)
  }

  /// Whether the contextual word here (`await`, `any`, …) stands before an operand on its line.
  private mutating func prefixesNext() -> Bool {
    let next = next(after: index)
    guard !startsLine(next) else { return false }
    switch kind(at: next) {
    case .selfValue, .selfType, .super, .anyType, .string, .stringTemplate, .integer, .float, .backslash, .pound, .nil,
      .true, .false, .try, .wildcard, .regex:
      return true
    case .leftParen, .leftBracket: return kind == .await || kind == .unsafe || kind == .any || kind == .some
    case .leftBrace: return kind == .await && tokens[next].start > end
    case .period: return kind == .await && tokens[next].start > end
    case .operatorPrefix, .ampersand: return kind == .await || kind == .unsafe || kind == .any || kind == .some
    case .if, .switch, .initializer: return kind == .await || kind == .unsafe
    default: return kind(at: next).isName
    }
  }

  /// A prefix operator, or a word that adds nothing to its operand (`name` is none).
  private mutating func parsePrefixedOperand(_ style: Style, name: NameID) {
    let mark = builder.mark()
    let from = start
    advance()
    guard enter() else { return skipDeep() }
    parseOperand(style)
    leave()
    if name != .none { finish(.unary, from: mark, start: from, name: name) }
  }

  /// An operator where an operand should be: a function passed by its operator (`reduce(0, +)`), or an error.
  private mutating func parseOperatorName(_ style: Style) {
    switch nextKind() {
    case .comma, .rightParen, .rightBracket, .rightBrace, .colon, .semicolon, .endOfFile, .holeEnd, .in, .leftBrace,
      .leftParen:
      let mark = builder.mark()
      let from = start
      builder.leaf(.name, start: start, end: end, name: names.intern(source, start, end))
      advance()
      if kind == .leftParen { parseSuffixes(mark, from, style) }
    default:
      if startsLine(next(after: index)) {
        builder.leaf(.name, start: start, end: end, name: names.intern(source, start, end))
        advance()
      } else {
        parsePrefixedOperand(style, name: names.intern(source, start, end))
      }
    }
  }

  /// A type that only a type can begin like: `any P`, `@Sendable () -> Void`.
  private mutating func parseTypeOperand(_ style: Style) {
    let mark = builder.mark()
    let from = start
    parseTypeAnnotation()
    parseSuffixes(mark, from, style)
  }

  // MARK: Primary expressions

  /// What suffixes may follow; appends one node.
  mutating func parsePrimary(_ style: Style) {
    let mark = builder.mark()
    let from = start
    switch kind {
    case .integer: if end - start <= Limits.integerNameBytes { takeNamed(.integer) } else { takeLeaf(.integer) }
    case .float: takeLeaf(.float)
    case .regex: takeLeaf(.regex)
    case .string: parseString()
    case .stringTemplate: parseTemplate()
    case .true, .false, .nil: takeNamed(.constant)
    case .leftParen: parseParenthesized(style)
    case .leftBracket: parseCollection(style)
    case .leftBrace: parseClosure()
    case .period: parseImplicitMember()
    case .backslash: parseKeyPath()
    case .pound: parseMacro(style)
    case .poundAvailable: parseAvailability(words.available)
    case .poundUnavailable: parseAvailability(words.unavailable)
    case .if: parseIf()
    case .switch: parseSwitch()
    case .do: parseDoExpression()
    case .selfValue, .selfType, .super, .anyType, .wildcard, .initializer:
      takeNamed(.name)
      passCompoundName()
      if kind.isOperator && startsGenericArguments() { parseGenericArguments(mark, from, inExpression: true) }
    default:
      if kind.isName {
        takeNamed(.name)
        if kind == .doubleColon && nextKind().isWord {
          advance()
          takeMember(mark, from)
        }
        if kind == .leftParen { passCompoundName() }
        if kind.isOperator && startsGenericArguments() { parseGenericArguments(mark, from, inExpression: true) }
      } else {
        report("expected an expression")
        appendMissing()
      }
    }
  }

  private mutating func takeLeaf(_ node: NodeKind) {
    builder.leaf(node, start: start, end: end)
    advance()
  }

  private mutating func takeNamed(_ node: NodeKind) {
    builder.leaf(node, start: start, end: end, name: currentName())
    advance()
  }

  /// `do { … }` where an expression stands.
  private mutating func parseDoExpression() {
    let mark = builder.mark()
    let from = start
    advance()
    parseBlock()
    finish(.tryStatement, from: mark, start: from)
  }

  /// Passes over the labels of `f(a:b:)`.
  mutating func passCompoundName() {
    guard kind == .leftParen else { return }
    var at = index + 1
    guard kind(at: at).isWord && kind(at: at + 1) == .colon else {
      // A label may be followed at once by the next colon: `f(_::)` does not occur.
      return
    }
    while kind(at: at).isWord && kind(at: at + 1) == .colon { at += 2 }
    if kind(at: at) == .rightParen { jump(to: at + 1) }
  }

  private mutating func parseImplicitMember() {
    let mark = builder.mark()
    let from = start
    advance()
    if kind.isWord || kind == .integer {
      builder.leaf(.member, start: from, end: end, name: currentName())
      advance()
      passCompoundName()
      if kind.isOperator && startsGenericArguments() { parseGenericArguments(mark, from, inExpression: true) }
    } else {
      report("expected a member name")
      builder.leaf(.unread, start: from, end: previousEnd)
    }
  }

  /// `(e)` without a node, `()` and `(a, b: c)` as a tuple.
  private mutating func parseParenthesized(_ style: Style) {
    let mark = builder.mark()
    let from = start
    let open = index
    var count = 0
    var hasLabel = false
    let inner = style.subtracting([.condition, .matching])
    advance()
    while kind != .rightParen && kind != .endOfFile {
      let before = index
      if (kind.isWord || kind == .wildcard) && nextKind() == .colon {
        hasLabel = true
        advance()
        advance()
      }
      parseExpression(inner)
      count += 1
      if !take(.comma) || index == before { break }
    }
    close(open, .rightParen, ")")
    if count != 1 || hasLabel { finish(.tuple, from: mark, start: from) }
  }

  /// Array and dictionary literals.
  private mutating func parseCollection(_ style: Style) {
    let mark = builder.mark()
    let from = start
    let open = index
    var isDictionary = false
    let inner = style.subtracting([.condition, .matching])
    advance()
    if kind == .colon && nextKind() == .rightBracket {
      isDictionary = true
      advance()
    }
    while kind != .rightBracket && kind != .endOfFile {
      let before = index
      let entry = builder.mark()
      let entryStart = start
      if kind == .poundIf || kind == .poundElse || kind == .poundElseif || kind == .poundEndif {
        skipDirective()
        continue
      }
      parseExpression(inner)
      if take(.colon) {
        isDictionary = true
        parseExpression(inner)
        finish(.dictionaryEntry, from: entry, start: entryStart)
      } else if kind == .name && isAt("of") {
        // `[3 of T]`, an inline array type.
        advance()
        parseExpression(inner)
      }
      if !take(.comma) || index == before { break }
    }
    close(open, .rightBracket, "]")
    finish(isDictionary ? .dictionary : .list, from: mark, start: from)
  }

  /// `#name<T>(arguments) { … }`
  private mutating func parseMacro(_ style: Style) {
    let mark = builder.mark()
    let from = start
    advance()
    guard kind.isWord else {
      report("expected a macro name")
      builder.leaf(.unread, start: from, end: previousEnd)
      return
    }
    let name = currentName()
    advance()
    if kind.isOperator && startsGenericArguments() {
      let types = builder.mark()
      parseGenericArguments(types, start)
      builder.discard(since: types)
    }
    if kind == .leftParen && !isAtLineStart() { parseArguments() }
    if kind == .leftBrace && startsTrailingClosure(style) { parseTrailingClosures() }
    finish(.macro, from: mark, start: from, name: name)
  }

  // MARK: Key paths

  /// `\A.b?.c[0]`
  private mutating func parseKeyPath() {
    let mark = builder.mark()
    let from = start
    advance()
    if kind != .period && !(kind.isOperator && source[start] == UInt8(ascii: ".")) {
      let type = builder.mark()
      let typeStart = start
      parseKeyPathRoot()
      finish(.typeAnnotation, from: type, start: typeStart)
    }
    let path = builder.mark()
    let pathStart = previousEnd
    builder.leaf(.absent, start: previousEnd, end: previousEnd)
    parseKeyPathComponents(path, pathStart)
    finish(.keyPath, from: mark, start: from)
  }

  /// The root type without members, which are components.
  private mutating func parseKeyPathRoot() {
    let mark = builder.mark()
    let from = start
    switch kind {
    case .leftParen, .leftBracket: parseSimpleType()
    default:
      guard kind.isWord else {
        report("expected a key path")
        appendMissing()
        return
      }
      takeNamed(.name)
      if kind.isOperator && source[start] == UInt8(ascii: "<") { parseGenericArguments(mark, from) }
    }
    while kind == .questionPostfix || kind == .exclamation {
      takeMark()
      finish(.optionalType, from: mark, start: from)
    }
  }

  private mutating func parseKeyPathComponents(_ mark: TreeBuilder.Mark, _ from: Int) {
    while true {
      switch kind {
      case .period:
        advance()
        if kind.isWord || kind == .integer {
          takeMember(mark, from)
          passCompoundName()
          if kind.isOperator && startsGenericArguments() { parseGenericArguments(mark, from, inExpression: true) }
        } else if kind == .leftBracket || kind == .questionPostfix || kind == .exclamation {
          continue
        } else {
          report("expected a member name")
          return
        }
      case .leftBracket:
        guard !isAtLineStart() else { return }
        parseSubscript(mark, from, flags: [])
      case .leftParen:
        guard !isAtLineStart() else { return }
        parseArguments()
        finish(.call, from: mark, start: from)
      case .questionPostfix, .exclamation:
        let flags: NodeFlags = kind == .questionPostfix ? .optionalChain : []
        takeMark()
        finish(.unwrap, from: mark, start: from, flags: flags)
      case .operatorPostfix, .operatorPrefix, .operatorBinary:
        // `\.?.x` and `\.!`: the period begins an operator.
        guard source[start] == UInt8(ascii: "."), previousEnd == start, end - start > 1 else { return }
        _ = takeFirst(UInt8(ascii: "."))
      default:
        return
      }
    }
  }
}
