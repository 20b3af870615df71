// Functions, classes, their decorators, parameters and type parameters.

import Syntax

extension PythonParser {
  mutating func parseDecorated() {
    let mark = builder.mark()
    let from = start
    while kind == .at {
      let decorator = builder.mark()
      let decoratorStart = start
      advance()
      parseNamedExpression()
      builder.finish(.decorator, from: decorator, start: decoratorStart, end: previousEnd)
      if kind != .newline {
        report("expected the end of the line")
        skipToLineEnd()
      }
      if kind == .newline { skip() }
    }
    isBroken = false
    switch kind {
    case .def: parseFunction(mark, from: from, flags: [])
    case .class: parseClass(mark, from: from)
    case .async where next == .def:
      advance()
      parseFunction(mark, from: from, flags: .async)
    default:
      report("expected a function or a class after its decorators")
      builder.finish(.unread, from: mark, start: from, end: previousEnd)
    }
  }

  mutating func parseFunction(_ mark: TreeBuilder.Mark, from: Int, flags: NodeFlags) {
    advance()
    let name = parseDeclaredName()
    if kind == .leftBracket { parseTypeParameters() }
    let outer = signature
    signature = nextTypeComment < typeComments.count ? findSignatureComment() : nil
    parseParameterList()
    if eat(.arrow) {
      parseAnnotation()
    } else if let signature {
      parseSignatureResult(signature)
    }
    signature = outer
    parseBlock()
    builder.finish(.functionDeclaration, from: mark, start: from, end: previousEnd, name: name, flags: flags)
  }

  mutating func parseClass(_ mark: TreeBuilder.Mark, from: Int) {
    advance()
    let name = parseDeclaredName()
    if kind == .leftBracket { parseTypeParameters() }
    if kind == .leftParenthesis {
      let bases = builder.mark()
      let basesStart = start
      advance()
      parseArguments()
      builder.finish(.inheritance, from: bases, start: basesStart, end: previousEnd)
    }
    parseBlock()
    builder.finish(.classDeclaration, from: mark, start: from, end: previousEnd, name: name)
  }

  /// The name after `def` or `class`. Words that were no keywords in older Pythons are taken too.
  private mutating func parseDeclaredName() -> NameID {
    guard kind == .name || (kind.isKeyword && (next == .leftParenthesis || next == .colon)) else {
      report("expected a name")
      return .none
    }
    let name = intern(token)
    advance()
    return name
  }

  // MARK: Parameters

  private mutating func parseParameterList() {
    let mark = builder.mark()
    let from = start
    guard eat(.leftParenthesis) else {
      report("expected `(`")
      builder.finish(.parameterList, from: mark, start: from, end: from)
      return
    }
    parseParameters(until: .rightParenthesis, areAnnotated: true)
    expect(.rightParenthesis, "expected `)`")
    builder.finish(.parameterList, from: mark, start: from, end: previousEnd)
  }

  /// `a, /, b=1, *c, **d`, for `def` and `lambda`.
  mutating func parseParameters(until end: PythonTokenKind, areAnnotated: Bool) {
    var index = 0
    while kind != end && kind != .newline && kind != .endOfFile {
      let before = position
      parseParameter(index, areAnnotated: areAnnotated)
      index += 1
      if !eat(.comma) && kind != end {
        report("expected `,`")
        guard areAnnotated, position > before else { return }
        while kind != .comma && kind != end && kind != .newline && kind != .endOfFile { advance() }
        _ = eat(.comma)
      }
    }
  }

  private mutating func parseParameter(_ index: Int, areAnnotated: Bool) {
    let mark = builder.mark()
    let from = start
    var flags: NodeFlags = []
    var name = NameID.none
    switch kind {
    case .star:
      advance()
      flags = .star
    case .doubleStar:
      advance()
      flags = .doubleStar
    case .slash:
      advance()
      builder.finish(.parameter, from: mark, start: from, end: previousEnd)
      return
    case .leftParenthesis:  // Python 2: a tuple that is taken apart
      parsePrimary()
    default: break
    }
    if kind == .name || kind == .async || kind == .await {
      name = intern(token)
      advance()
    } else if flags.isEmpty && builder.isEmpty(since: mark) {
      report("expected a parameter")
    }
    if areAnnotated {
      if eat(.colon) {
        parseAnnotation()
      } else if nextTypeComment < typeComments.count || signature != nil {
        parseParameterComment(index)
      }
    }
    if kind == .equal {
      let value = builder.mark()
      advance()
      let valueStart = start
      parseExpression()
      builder.finish(.defaultValue, from: value, start: valueStart, end: previousEnd)
    }
    builder.finish(.parameter, from: mark, start: from, end: previousEnd, name: name, flags: flags)
  }

  /// `[T: int = str, *Ts, **P]`
  mutating func parseTypeParameters() {
    let mark = builder.mark()
    let from = start
    advance()
    while kind == .name || kind == .star || kind == .doubleStar {
      if kind != .name { advance() }
      if kind == .name {
        builder.leaf(.name, start: token.start, end: token.end, name: intern(token))
        advance()
      }
      if eat(.colon) { parseAnnotation() }
      if eat(.equal) { parseAnnotation() }
      guard eat(.comma) else { break }
    }
    expect(.rightBracket, "expected `]`")
    builder.finish(.typeParameters, from: mark, start: from, end: previousEnd)
  }
}
