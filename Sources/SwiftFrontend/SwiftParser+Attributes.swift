// Attributes and modifiers, and the question whether a declaration begins here.

import Syntax

extension SwiftParser {
  // MARK: Attributes

  /// `@name.part<T>(arguments)` as a `decorator`. Arguments that are no expressions (`@available(macOS 13, *)`) are
  /// passed over.
  mutating func parseAttribute() {
    let mark = builder.mark()
    let from = start
    advance()
    guard kind.isWord else {
      report("expected an attribute name")
      finish(.decorator, from: mark, start: from)
      return
    }
    let expression = builder.mark()
    let expressionStart = start
    let hasPlatforms = isAt("available") || isAt("backDeployed") || isAt("objc") || isAt("_specialize")
    builder.leaf(.name, start: start, end: end, name: currentName())
    advance()
    while kind == .period && nextKind().isWord || kind == .doubleColon && nextKind().isWord {
      advance()
      takeMember(expression, expressionStart)
    }
    if isAtOperator(UInt8(ascii: "<")) && start == previousEnd { parseGenericArguments(expression, expressionStart) }
    if kind == .leftParen && (start == previousEnd || hasPlatforms) && !isFunctionType() {
      parseAttributeArguments(isPlatformList: hasPlatforms)
      finish(.call, from: expression, start: expressionStart)
    }
    finish(.decorator, from: mark, start: from)
  }

  /// Whether the parentheses here are the parameters of a function type: `@autoclosure() -> T`.
  private mutating func isFunctionType() -> Bool {
    switch kind(at: indexAfterGroup(index)) {
    case .arrow, .async, .throws, .rethrows: return true
    default: return false
    }
  }

  private mutating func parseAttributeArguments(isPlatformList: Bool) {
    let open = index
    let closing = partner(open)
    guard closing > open else {
      parseArguments()
      return
    }
    if !isPlatformList {
      let mark = builder.mark()
      let issueCount = issues.count
      parseArguments()
      if index == closing + 1 && issues.count == issueCount { return }
      builder.discard(since: mark)
      issues.removeSubrange(min(issueCount, issues.count)...)
      index = open
      load()
    }
    jump(to: closing + 1)
  }

  /// Reads an attribute and keeps no node.
  mutating func discardAttribute() {
    let mark = builder.mark()
    parseAttribute()
    builder.discard(since: mark)
  }

  /// Attributes and modifiers before a declaration, in any order; gives the flags that the modifiers mean.
  mutating func parseAttributesAndModifiers() -> NodeFlags {
    var flags: NodeFlags = []
    var directives = 0
    while true {
      switch kind {
      case .at: parseAttribute()
      case .poundIf:
        guard directiveHoldsAttributes() else { return flags }
        directives += 1
        skipDirective()
      case .poundElse, .poundElseif:
        guard directives > 0 else { return flags }
        skipDirective()
      case .poundEndif:
        guard directives > 0 else { return flags }
        directives -= 1
        advance()
      case .static:
        flags.insert(.static)
        advance()
      case .class:
        guard isModifier(index) else { return flags }
        flags.insert(.static)
        advance()
      default:
        guard isModifier(index) else { return flags }
        if kind == .lazy { flags.insert(.lazy) }
        if kind == .async { flags.insert(.async) }
        advance()
        if kind == .leftParen { jump(to: indexAfterGroup(index)) }
      }
    }
  }

  /// Whether the `#if` here holds attributes and modifiers only, of the declaration after its `#endif`.
  mutating func directiveHoldsAttributes() -> Bool {
    var at = next(after: index)
    while kind(at: at) != .endOfFile && !startsLine(at) { at = next(after: at) }
    let first = at
    while true {
      switch kind(at: at) {
      case .at:
        at += 2
        while kind(at: at) == .period { at += 2 }
        if kind(at: at) == .leftParen { at = indexAfterGroup(at) }
      case .public, .internal, .private, .fileprivate, .open, .package, .static, .final, .nonisolated:
        at += 1
        if kind(at: at) == .leftParen { at = indexAfterGroup(at) }
      case .poundEndif, .poundElse, .poundElseif: return at > first
      default: return false
      }
    }
  }

  // MARK: Where declarations begin

  /// Whether the word at `index` can be a modifier, and what follows is not what makes it a declaration or a name.
  mutating func isModifier(_ index: Int) -> Bool {
    switch kind(at: index) {
    case .public, .private, .internal, .fileprivate, .static:
      return true
    case .class:
      // `class func`, but `class Name`.
      return continuesDeclaration(index + 1)
    case .open, .package, .final, .override, .required, .convenience, .lazy, .weak, .unowned, .dynamic, .optional,
      .mutating, .nonmutating, .nonisolated, .isolated, .indirect, .prefix, .postfix, .infix, .distributed, .async,
      .borrowing, .consuming, .consumingModifier, .unsafe, .reasync, .sending, .underscoredConst, .underscoredLocal:
      var after = index + 1
      if kind(at: after) == .leftParen { after = indexAfterGroup(after) }
      return continuesDeclaration(after)
    default: return false
    }
  }

  /// Whether a declaration goes on at `index`: another modifier or attribute, or the word that introduces it.
  private mutating func continuesDeclaration(_ index: Int) -> Bool {
    var at = index
    // So many modifiers in a row that no declaration has them.
    for _ in 0..<16 {
      switch kind(at: at) {
      case .public, .private, .internal, .fileprivate, .static, .func, .var, .let, .class, .struct, .enum, .extension,
        .protocol, .typealias, .associatedtype, .initializer, .deinit, .subscript, .operator, .precedencegroup, .case,
        .import, .at:
        return true
      case .actor, .macro:
        return kind(at: at + 1).isName && !startsLine(at + 1)
      case .open, .package, .final, .override, .required, .convenience, .lazy, .weak, .unowned, .dynamic, .optional,
        .mutating, .nonmutating, .nonisolated, .isolated, .indirect, .prefix, .postfix, .infix, .distributed, .async,
        .borrowing, .consuming, .consumingModifier, .unsafe, .reasync, .sending, .underscoredConst, .underscoredLocal:
        at += 1
        if kind(at: at) == .leftParen { at = indexAfterGroup(at) }
      default: return false
      }
    }
    return false
  }

  /// Whether a declaration begins at the current token.
  mutating func startsDeclaration(_ body: Body) -> Bool {
    switch kind {
    case .import, .let, .var, .func, .class, .struct, .enum, .extension, .protocol, .typealias, .associatedtype,
      .deinit, .operator, .precedencegroup, .public, .private, .internal, .fileprivate, .static:
      return true
    case .subscript: return true
    case .initializer:
      switch body {
      case .members, .enumMembers: return true
      case .code, .clause: return nextKind() == .leftParen && initializerHasBody()
      }
    case .at:
      var at = index
      while kind(at: at) == .at {
        at += 2
        while kind(at: at) == .period { at += 2 }
        if kind(at: at).isOperator { return true }
        if kind(at: at) == .leftParen { at = indexAfterGroup(at) }
      }
      return kind(at: at) != .leftBrace && kind(at: at) != .leftParen
    case .case: return body == .enumMembers
    case .actor, .macro:
      return kind(at: index + 1).isName && !startsLine(index + 1)
    default:
      return isModifier(index)
    }
  }

  /// `init(…) {` outside a type, as fragments of code have it.
  private mutating func initializerHasBody() -> Bool {
    let after = indexAfterGroup(index + 1)
    return kind(at: after) == .leftBrace && !startsLine(index + 1)
  }
}
