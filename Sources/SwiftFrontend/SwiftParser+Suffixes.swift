// What follows an operand: members, calls with arguments and trailing closures, subscripts, `?`, `!`, postfix operators.
// Chains are read in a loop, without recursion.

import Syntax

extension SwiftParser {
  mutating func parsePostfix(_ style: Style) {
    let mark = builder.mark()
    let from = start
    parsePrimary(style)
    parseSuffixes(mark, from, style)
  }

  mutating func parseSuffixes(_ mark: TreeBuilder.Mark, _ from: Int, _ style: Style) {
    var chained: NodeFlags = []
    let directives = postfixDirectives
    /// The token after the last trailing closure.
    var closureEnd = -1
    while true {
      switch kind {
      case .period:
        guard parseMember(mark, from, &chained) else { return }
        continue
      case .leftParen:
        guard !isAtLineStart() else { break }
        flushChain(mark, from, &chained)
        parseArguments()
        if kind == .leftBrace && startsTrailingClosure(style) {
          parseTrailingClosures()
          closureEnd = index
        }
        finish(.call, from: mark, start: from)
        continue
      case .leftBracket:
        guard !isAtLineStart() else { break }
        parseSubscript(mark, from, flags: chained)
        chained = []
        if kind == .leftBrace && startsTrailingClosure(style) {
          parseTrailingClosures()
          closureEnd = index
          finish(.call, from: mark, start: from)
        }
        continue
      case .leftBrace:
        // A call that has its closure takes no second one on the next line.
        guard closureEnd != index, startsTrailingClosure(style), takesTrailingClosure(mark) else { break }
        flushChain(mark, from, &chained)
        parseTrailingClosures()
        closureEnd = index
        finish(.call, from: mark, start: from)
        continue
      case .questionPostfix:
        guard !isAtLineStart() else { break }
        flushChain(mark, from, &chained)
        takeMark()
        chained = .optionalChain
        continue
      case .exclamation:
        guard !isAtLineStart() else { break }
        flushChain(mark, from, &chained)
        takeMark()
        finish(.unwrap, from: mark, start: from)
        continue
      case .operatorPostfix:
        guard !isAtLineStart() else { break }
        flushChain(mark, from, &chained)
        let name = names.intern(source, start, end)
        advance()
        finish(.postfix, from: mark, start: from, name: name)
        continue
      case .poundIf:
        guard directiveHoldsMembers() else { break }
        postfixDirectives += 1
        skipDirective()
        continue
      case .poundElse, .poundElseif:
        guard postfixDirectives > directives else { break }
        skipDirective()
        continue
      case .poundEndif:
        guard postfixDirectives > directives else { break }
        postfixDirectives -= 1
        advance()
        continue
      default: break
      }
      flushChain(mark, from, &chained)
      postfixDirectives = directives
      return
    }
  }

  /// A `?` that no member or subscript took becomes a node of its own.
  private mutating func flushChain(_ mark: TreeBuilder.Mark, _ from: Int, _ chained: inout NodeFlags) {
    guard !chained.isEmpty else { return }
    finish(.unwrap, from: mark, start: from, flags: .optionalChain)
    chained = []
  }

  /// `.name`, `.0`, `.init`, …; false where no name follows.
  @inline(never)  // keeps the frames of nested calls small
  private mutating func parseMember(_ mark: TreeBuilder.Mark, _ from: Int, _ chained: inout NodeFlags) -> Bool {
    advance()
    if kind.isWord || kind == .integer || kind == .float {
      takeMember(mark, from, flags: chained)
      chained = []
      if kind == .doubleColon && nextKind().isWord {
        advance()
        builder.changeLast(to: .member)
        advance()
      }
      if kind == .leftParen {
        passCompoundName()
      } else if kind.isOperator && startsGenericArguments() {
        parseGenericArguments(mark, from, inExpression: true)
      }
      return true
    }
    report("expected a member name")
    finish(.member, from: mark, start: from, flags: chained)
    chained = []
    return false
  }

  /// Whether the `#if` here holds members of the chain: `.name` on the next line.
  private mutating func directiveHoldsMembers() -> Bool {
    var at = index
    while true {
      at = next(after: at)
      switch kind(at: at) {
      case .endOfFile, .poundElse, .poundElseif, .poundEndif: return false
      case .poundIf: continue
      case .period: if startsLine(at) { return true }
      default: if startsLine(at) { return false }
      }
    }
  }

  // MARK: Arguments

  /// `(label: value, …)`: one `argument` node each.
  mutating func parseArguments() {
    let open = index
    advance()
    parseArgumentList(.rightParen)
    close(open, .rightParen, ")")
  }

  mutating func parseSubscript(_ mark: TreeBuilder.Mark, _ from: Int, flags: NodeFlags) {
    let open = index
    advance()
    parseArgumentList(.rightBracket)
    close(open, .rightBracket, "]")
    finish(.subscript, from: mark, start: from, flags: flags)
  }

  private mutating func parseArgumentList(_ closing: SwiftTokenKind) {
    while kind != closing && kind != .endOfFile {
      let before = index
      let argument = builder.mark()
      let argumentStart = start
      var name = NameID.none
      var flags: NodeFlags = []
      switch kind {
      case .poundIf, .poundElse, .poundElseif, .poundEndif:
        skipDirective()
        continue
      default: break
      }
      if kind.isWord && nextKind() == .colon {
        if kind != .wildcard { name = currentName() }
        advance()
        advance()
      }
      if kind == .ampersand {
        flags = .inout
        advance()
      }
      parseExpression([.pattern])
      finish(.argument, from: argument, start: argumentStart, name: name, flags: flags)
      if !take(.comma) || index == before { return }
    }
  }

  // MARK: Trailing closures

  /// `{ … }` and `label: { … }` after a call.
  mutating func parseTrailingClosures() {
    var name = NameID.none
    while true {
      let argument = builder.mark()
      let from = start
      if kind != .leftBrace {
        name = currentName()
        advance()
        advance()
      }
      parseClosure()
      finish(.argument, from: argument, start: from, name: name, flags: .trailing)
      guard kind.isWord, kind != .default, nextKind() == .colon, kind(at: index + 2) == .leftBrace else { return }
    }
  }

  /// Whether an operand of this kind can be called with a trailing closure.
  private mutating func takesTrailingClosure(_ mark: TreeBuilder.Mark) -> Bool {
    switch builder.lastKind(since: mark) {
    case .name, .member, .call, .subscript, .unwrap, .tuple, .macro, .closure: return true
    case .binary, .await, .tryExpression, .unary, .conditional, .logical, .postfix: return true
    default: return false
    }
  }

  /// Whether the `{` here is a trailing closure: not the accessors of a property, and before a body only if the braces
  /// are followed by something that goes on with the expression.
  mutating func startsTrailingClosure(_ style: Style) -> Bool {
    let first = index + 1
    if kind(at: first) == .case { return false }
    if startsAccessors() { return false }
    guard style.contains(.condition) else { return true }
    guard !startsLine(first) else { return false }
    let closing = partner(index)
    guard closing > index else { return false }
    let after = closing + 1
    switch kind(at: after) {
    case .leftBrace, .where, .comma: return true
    case .leftBracket, .leftParen, .period, .is, .as, .questionPostfix, .questionInfix, .exclamation, .colon, .equal,
      .operatorPostfix, .operatorBinary:
      return !startsLine(after)
    default: return false
    }
  }

  /// Whether the `{` here begins with an accessor: `get`, `willSet {`, `@inlinable set`, …
  mutating func startsAccessors() -> Bool {
    var at = index + 1
    let hasAttribute = kind(at: at) == .at
    while kind(at: at) == .at {
      at += 2
      if kind(at: at) == .leftParen { at = indexAfterGroup(at) }
    }
    switch kind(at: at) {
    case .mutating, .nonmutating, .consumingModifier, .borrowing, .consuming: at += 1
    default: break
    }
    switch kind(at: at) {
    case .get, .set, .willSet, .didSet, .underscoredModify, .underscoredRead:
      break
    default:
      guard kind(at: at) == .name, isAccessorWord(at, hasAttribute: hasAttribute) else { return false }
    }
    switch kind(at: at + 1) {
    case .leftBrace, .rightBrace, .async, .throws, .get, .set, .mutating, .nonmutating, .at: return true
    case .leftParen: return kind(at: indexAfterGroup(at + 1)) == .leftBrace
    default: return false
    }
  }

  /// Accessor words that are rare enough not to be token kinds. Some are names too, unless an attribute stands before.
  private mutating func isAccessorWord(_ at: Int, hasAttribute: Bool) -> Bool {
    let token = tokens[at]
    switch token.length {
    case 4: return hasAttribute && matches("read", token)
    case 6: return hasAttribute && (matches("modify", token) || matches("borrow", token) || matches("mutate", token))
    case 13: return matches("unsafeAddress", token)
    case 20: return matches("unsafeMutableAddress", token)
    default: return false
    }
  }

  private mutating func matches(_ text: StaticString, _ token: Token) -> Bool {
    guard token.length == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { bytes in
      for i in 0..<bytes.count where source[token.start + i] != bytes[i] { return false }
      return true
    }
  }

  // MARK: Closures

  /// `{ [captures] (parameters) async throws -> T in items }`
  mutating func parseClosure() {
    let mark = builder.mark()
    let from = start
    let open = index
    let hasSignature = startsClosureSignature()
    advance()
    var flags: NodeFlags = []
    if hasSignature {
      flags = parseClosureSignature()
    } else {
      builder.leaf(.parameterList, start: previousEnd, end: previousEnd)
    }
    let block = builder.mark()
    let blockStart = start
    parseItems(.code)
    finish(.block, from: block, start: blockStart)
    closeClosure(open)
    finish(.closure, from: mark, start: from, flags: flags)
  }

  private mutating func closeClosure(_ open: Int) {
    while !take(.rightBrace) {
      guard partner(open) > index else {
        report("expected `}`")
        return
      }
      reportUnexpected()
      let mark = builder.mark()
      advance()
      parseItems(.code)
      builder.discard(since: mark)
    }
  }

  private mutating func parseClosureSignature() -> NodeFlags {
    while kind == .at { discardAttribute() }
    if kind == .leftBracket { parseCaptureList() }
    if kind == .leftParen {
      parseParameterList()
    } else {
      let list = builder.mark()
      let from = start
      while kind.isName || kind == .wildcard {
        guard kind != .in, !(kind.isEffect && nextKind() != .comma && nextKind() != .in) else { break }
        builder.leaf(.parameter, start: start, end: end, name: kind == .wildcard ? words.wildcard : currentName())
        advance()
        guard take(.comma) else { break }
      }
      finish(.parameterList, from: list, start: from)
    }
    let flags = skipEffects()
    if take(.arrow) { parseTypeAnnotation() }
    expect(.in, "in")
    return flags
  }

  /// `[weak self, x = e]`: one expression each; a capture with a value is an assignment.
  private mutating func parseCaptureList() {
    let mark = builder.mark()
    let from = start
    let open = index
    advance()
    while kind != .rightBracket && kind != .endOfFile {
      let before = index
      if kind == .weak || kind == .unowned || kind == .unsafe || kind == .sending,
        nextKind().isWord || nextKind() == .leftParen
      {
        advance()
        if kind == .leftParen { jump(to: indexAfterGroup(index)) }
      }
      parseExpression()
      if !take(.comma) || index == before { break }
    }
    close(open, .rightBracket, "]")
    finish(.captureList, from: mark, start: from)
  }
}
