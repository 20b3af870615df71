// Type declarations with their members, enum cases, aliases, imports, operators.

import Syntax

extension SwiftParser {
  // MARK: Types

  mutating func parseNominal(_ mark: TreeBuilder.Mark, _ from: Int) {
    let introducer = kind
    var flags: NodeFlags = []
    switch introducer {
    case .struct: flags = .isStruct
    case .enum: flags = .isEnum
    case .protocol: flags = .isProtocol
    case .extension: flags = .isExtension
    default: break
    }
    advance()
    var name = NameID.none
    if introducer == .extension {
      name = parseExtendedType()
    } else {
      if kind.isWord {
        name = currentName()
        advance()
      } else {
        report("expected a type name")
      }
      parseTypeParameters()
      if kind == .colon { parseInheritance() }
    }
    if kind == .where { skipWhereClause() }
    parseBlock(introducer == .enum ? .enumMembers : .members)
    finish(.classDeclaration, from: mark, start: from, name: name, flags: flags)
  }

  /// `A.B<C>: P`: the extended type is the first child of the inheritance; gives its last name.
  private mutating func parseExtendedType() -> NameID {
    let mark = builder.mark()
    let from = start
    var name = NameID.none
    var at = index
    while kind(at: at).isWord {
      let token = tokens[at]
      let isQuoted = source[token.start] == UInt8(ascii: "`") && token.length > 2
      name = names.intern(source, token.start + (isQuoted ? 1 : 0), token.end - (isQuoted ? 1 : 0))
      guard kind(at: at + 1) == .period else { break }
      at += 2
    }
    parseTypeAnnotation()
    if kind == .colon { parseInheritedTypes() }
    finish(.inheritance, from: mark, start: from)
    return name
  }

  private mutating func parseInheritance() {
    let mark = builder.mark()
    let from = start
    parseInheritedTypes()
    finish(.inheritance, from: mark, start: from)
  }

  private mutating func parseInheritedTypes() {
    advance()
    while true {
      let before = index
      if kind == .class {
        // `protocol P: class`, the old spelling of AnyObject.
        let mark = builder.mark()
        let from = start
        builder.leaf(.name, start: start, end: end, name: currentName())
        advance()
        finish(.typeAnnotation, from: mark, start: from)
      } else {
        parseTypeAnnotation()
      }
      if !take(.comma) || index == before { return }
    }
  }

  // MARK: Enum cases

  /// `case a, b(T), c = 1`: one node each; their attributes are not kept.
  mutating func parseEnumCases(_ outer: TreeBuilder.Mark) {
    builder.discard(since: outer)
    advance()
    while true {
      let before = index
      let mark = builder.mark()
      let from = start
      guard kind.isWord else {
        report("expected a case name")
        return
      }
      let name = currentName()
      advance()
      if kind == .leftParen { parseAssociatedValues() }
      if take(.equal) { parseExpression() }
      finish(.enumCase, from: mark, start: from, name: name)
      if !take(.comma) || index == before { return }
    }
  }

  // MARK: Aliases, imports, operators

  /// `typealias N<T> = U`, `associatedtype N: P = U`
  mutating func parseTypeAlias(_ outer: TreeBuilder.Mark, _ from: Int) {
    builder.discard(since: outer)
    let mark = builder.mark()
    advance()
    var name = NameID.none
    if kind.isWord {
      name = currentName()
      advance()
    } else {
      report("expected a type name")
    }
    parseTypeParameters()
    if kind == .colon {
      let inherited = builder.mark()
      parseInheritedTypes()
      builder.discard(since: inherited)
    }
    if take(.equal) { parseTypeAnnotation() }
    if kind == .where { skipWhereClause() }
    finish(.typeAlias, from: mark, start: from, name: name)
  }

  mutating func parseImport(_ outer: TreeBuilder.Mark, _ from: Int) {
    builder.discard(since: outer)
    let mark = builder.mark()
    advance()
    switch kind {
    case .typealias, .struct, .class, .enum, .protocol, .let, .var, .func: advance()
    default: break
    }
    let pathStart = start
    while kind.isWord || kind.isOperator {
      advance()
      guard kind == .period || kind == .doubleColon else { break }
      advance()
    }
    if previousEnd > pathStart {
      builder.leaf(
        .importedName, start: pathStart, end: previousEnd, name: names.intern(source, pathStart, previousEnd))
    } else {
      report("expected a module name")
    }
    finish(.importDeclaration, from: mark, start: from)
  }

  /// `infix operator +++: P` and `precedencegroup P { … }`: they declare nothing that a body runs.
  mutating func parseOperatorDeclaration(_ outer: TreeBuilder.Mark, _ from: Int) {
    builder.discard(since: outer)
    if take(.precedencegroup) {
      if kind.isWord { advance() }
      if kind == .leftBrace { jump(to: indexAfterGroup(index)) } else { report("expected `{`") }
    } else {
      advance()
      while kind.isOperator || kind == .period || kind == .regex {
        guard !isAtLineStart() else { break }
        advance()
      }
      if take(.colon) {
        while kind.isWord {
          advance()
          if !take(.comma) { break }
        }
      }
      if kind == .leftBrace && !isAtLineStart() { jump(to: indexAfterGroup(index)) }
    }
    builder.leaf(.passStatement, start: from, end: previousEnd)
  }
}
