// Types as expression trees, generic parameters and arguments, `where` clauses.

import Syntax

extension SwiftParser {
  /// A type under a `typeAnnotation` node. Says whether it was `inout`.
  @discardableResult
  mutating func parseTypeAnnotation() -> Bool {
    let mark = builder.mark()
    let from = start
    let isInout = parseType()
    finish(.typeAnnotation, from: mark, start: from)
    return isInout
  }

  /// Reads a type and keeps no node.
  mutating func discardType() {
    let mark = builder.mark()
    parseType()
    builder.discard(since: mark)
  }

  /// A type with its attributes and specifiers, `&` compositions included. Says whether it was `inout`.
  @discardableResult
  mutating func parseType() -> Bool {
    guard enter() else {
      skipDeep()
      return false
    }
    let isInout = skipTypeSpecifiers()
    let mark = builder.mark()
    let from = start
    parsePostfixType()
    while kind == .operatorBinary || kind == .ampersand || kind == .operatorPostfix, isAt("&") {
      advance()
      _ = skipTypeSpecifiers()
      parsePostfixType()
      finish(.binary, from: mark, start: from, name: words.ampersand)
    }
    leave()
    return isInout
  }

  /// `inout`, `@escaping`, `some`, `borrowing`, … before a type. Says whether `inout` was among them.
  private mutating func skipTypeSpecifiers() -> Bool {
    var isInout = false
    while true {
      switch kind {
      case .at: discardAttribute()
      case .inout:
        isInout = true
        advance()
      case .repeat: advance()
      case .some, .any, .each, .sending, .isolated, .borrowing, .consuming, .nonisolated, .sharedSpecifier,
        .ownedSpecifier, .underscoredConst, .underscoredLocal:
        guard specifiesNextType() else { return isInout }
        advance()
        if kind == .leftParen && tokens[index].start == previousEnd { jump(to: indexAfterGroup(index)) }
      default:
        if kind == .name && isLifetimeSpecifier() {
          advance()
          jump(to: indexAfterGroup(index))
        } else {
          return isInout
        }
      }
    }
  }

  /// `dependsOn(…)` before a type.
  private mutating func isLifetimeSpecifier() -> Bool { nextKind() == .leftParen && isAt("dependsOn") }

  /// Whether the contextual word here stands before a type rather than being one.
  private mutating func specifiesNextType() -> Bool {
    let next = next(after: index)
    switch kind(at: next) {
    case .leftParen: return kind != .some && kind != .any || true
    case .leftBracket, .at, .inout, .selfType, .anyType, .wildcard, .repeat: return true
    case .operatorPrefix: return source[tokens[next].start] == UInt8(ascii: "~")
    default: return kind(at: next).isName && !startsLine(next)
    }
  }

  private mutating func parsePostfixType() {
    let mark = builder.mark()
    let from = start
    parseSimpleType()
    while true {
      switch kind {
      case .questionPostfix, .exclamation:
        takeMark()
        finish(.optionalType, from: mark, start: from)
      case .operatorPostfix, .operatorBinary:
        // `...` of a variadic parameter, or `?` and `!` run together with what follows.
        if isAt("...") { return }
        guard source[start] == UInt8(ascii: "?") || source[start] == UInt8(ascii: "!"),
          kind == .operatorPostfix || start > tokens[index].start
        else { return }
        takeMark()
        finish(.optionalType, from: mark, start: from)
      case .period:
        guard nextKind().isWord else { return }
        advance()
        takeMember(mark, from)
        parseGenericArguments(mark, from)
      default:
        return
      }
    }
  }

  mutating func parseSimpleType() {
    let mark = builder.mark()
    let from = start
    switch kind {
    case .leftParen: parseTupleOrFunctionType()
    case .leftBracket: parseCollectionType()
    case .operatorPrefix, .operatorBinary:
      guard source[start] == UInt8(ascii: "~") || source[start] == UInt8(ascii: "-"), enter() else {
        report("expected a type")
        appendMissing()
        return
      }
      let name = names.intern(source, start, end)
      advance()
      if kind == .integer {
        builder.leaf(.integer, start: start, end: end)
        advance()
      } else {
        parsePostfixType()
      }
      leave()
      finish(.unary, from: mark, start: from, name: name)
    case .integer:
      builder.leaf(.integer, start: start, end: end)
      advance()
    default:
      if kind.isName || kind == .selfType || kind == .anyType || kind == .wildcard || kind == .selfValue {
        builder.leaf(.name, start: start, end: end, name: currentName())
        advance()
        if kind == .doubleColon {
          advance()
          if kind.isWord {
            takeMember(mark, from)
          }
        }
        parseGenericArguments(mark, from)
      } else {
        report("expected a type")
        appendMissing()
      }
    }
  }

  /// `(A, b: B)` or `(A) async throws -> B`
  private mutating func parseTupleOrFunctionType() {
    let mark = builder.mark()
    let from = start
    let open = index
    var count = 0
    var hasLabel = false
    advance()
    while kind != .rightParen && kind != .endOfFile {
      let before = index
      if kind.isWord && (nextKind() == .colon || (nextKind().isWord && kind(at: index + 2) == .colon)) {
        hasLabel = true
        while kind != .colon { advance() }
        advance()
      }
      parseType()
      if isAt("...") && kind.isOperator { advance() }
      if take(.equal) {
        let value = builder.mark()
        parseExpression()
        builder.discard(since: value)
      }
      count += 1
      if !take(.comma) || index == before { break }
    }
    close(open, .rightParen, ")")
    if isAtFunctionArrow() {
      skipEffects()
      expect(.arrow, "->")
      parseType()
      finish(.functionType, from: mark, start: from)
    } else if count != 1 || hasLabel {
      finish(.tuple, from: mark, start: from)
    }
  }

  /// Whether `->` follows, after effects.
  private mutating func isAtFunctionArrow() -> Bool { isArrowAfterEffects(index) }

  /// Whether `->` follows at `index`, after `async`, `throws(E)` and their like.
  mutating func isArrowAfterEffects(_ index: Int) -> Bool {
    var at = index
    // More effects than any function has.
    for _ in 0..<8 {
      switch kind(at: at) {
      case .arrow: return true
      case .async, .reasync, .rethrows: at += 1
      case .throws:
        at += 1
        if kind(at: at) == .leftParen { at = indexAfterGroup(at) }
      default: return false
      }
    }
    return false
  }

  /// `[T]`, `[K: V]`, `[3 of T]`
  private mutating func parseCollectionType() {
    let mark = builder.mark()
    let from = start
    let open = index
    advance()
    parseType()
    if take(.colon) {
      parseType()
      finish(.dictionaryEntry, from: mark, start: from + 1)
      close(open, .rightBracket, "]")
      finish(.dictionary, from: mark, start: from)
      return
    }
    if kind == .name && isAt("of") {
      builder.discard(since: mark)
      advance()
      parseType()
    }
    close(open, .rightBracket, "]")
    finish(.list, from: mark, start: from)
  }

  // MARK: Generics

  /// `<A, B>` after a name: a `subscript` over what was finished since `mark`. In an expression each argument holds a
  /// `typeAnnotation`, which tells them from indices; in a type, the type itself.
  mutating func parseGenericArguments(_ mark: TreeBuilder.Mark, _ from: Int, inExpression: Bool = false) {
    guard isAtOperator(UInt8(ascii: "<")) else { return }
    _ = takeFirst(UInt8(ascii: "<"))
    while !isAtOperator(UInt8(ascii: ">")) && kind != .endOfFile {
      let before = index
      let argument = builder.mark()
      let argumentStart = start
      if inExpression { parseTypeAnnotation() } else { parseType() }
      finish(.argument, from: argument, start: argumentStart)
      if !take(.comma) || index == before { break }
    }
    if !takeFirst(UInt8(ascii: ">")) { report("expected `>`") }
    finish(.subscript, from: mark, start: from)
  }

  /// `<T: P, each U>` of a declaration.
  mutating func parseTypeParameters() {
    guard isAtOperator(UInt8(ascii: "<")) else { return }
    let mark = builder.mark()
    let from = start
    _ = takeFirst(UInt8(ascii: "<"))
    while !isAtOperator(UInt8(ascii: ">")) && kind != .endOfFile && kind != .leftBrace {
      let before = index
      while kind == .at { discardAttribute() }
      if kind == .each || kind == .let { advance() }
      if kind.isWord {
        builder.leaf(.name, start: start, end: end, name: currentName())
        advance()
      }
      if take(.colon) { discardType() }
      if kind == .where { skipWhereClause() }
      if !take(.comma) || index == before { break }
    }
    if !takeFirst(UInt8(ascii: ">")) { report("expected `>`") }
    finish(.typeParameters, from: mark, start: from)
  }

  /// `where T: P, T.A == B`; keeps no node.
  mutating func skipWhereClause() {
    guard take(.where) else { return }
    while true {
      let before = index
      discardType()
      if take(.colon) {
        discardType()
      } else if kind.isOperator && isAt("==") {
        advance()
        discardType()
      }
      if !take(.comma) || index == before { return }
    }
  }

  // MARK: Effects

  /// `async throws(E)`, in any order; says which flags a function gets by them.
  @discardableResult
  mutating func skipEffects() -> NodeFlags {
    var flags: NodeFlags = []
    while true {
      switch kind {
      case .async, .reasync:
        flags.insert(.async)
        advance()
      case .throws:
        flags.insert(.throwing)
        skipThrows()
      case .rethrows, .throw, .try:
        flags.insert(.throwing)
        advance()
      default: return flags
      }
    }
  }

  /// `throws` or `throws(E)`
  mutating func skipThrows() {
    advance()
    if kind == .leftParen { jump(to: indexAfterGroup(index)) }
  }
}
