// Declarations: variables with their accessors, functions, initializers, subscripts, parameters, imports, aliases.

import Syntax

extension SwiftParser {
  /// A declaration with its attributes and modifiers.
  mutating func parseDeclaration(_ body: Body) {
    let mark = builder.mark()
    let from = start
    let flags = parseAttributesAndModifiers()
    switch kind {
    case .let, .var: parseVariable(mark, from, flags)
    case .func: parseFunction(mark, from, flags)
    case .initializer: parseInitializer(mark, from, flags)
    case .deinit: parseDeinitializer(mark, from, flags)
    case .subscript: parseSubscriptDeclaration(mark, from, flags)
    case .class, .struct, .enum, .protocol, .actor, .extension: parseNominal(mark, from)
    case .typealias, .associatedtype: parseTypeAlias(mark, from)
    case .case: parseEnumCases(mark)
    case .import: parseImport(mark, from)
    case .macro: parseMacroDeclaration(mark, from, flags)
    case .operator, .precedencegroup: parseOperatorDeclaration(mark, from)
    case .pound:
      // A macro that declares, with attributes before it.
      builder.discard(since: mark)
      parseExpressionStatement()
    default:
      report("expected a declaration")
      finish(.unread, from: mark, start: from)
    }
  }

  // MARK: Variables

  private mutating func parseVariable(_ mark: TreeBuilder.Mark, _ from: Int, _ modifiers: NodeFlags) {
    var flags = modifiers
    if kind == .let { flags.insert(.constant) }
    advance()
    while true {
      let before = index
      parseBinding()
      if !take(.comma) || index == before { break }
    }
    finish(.variableDeclaration, from: mark, start: from, flags: flags)
  }

  private mutating func parseBinding() {
    let mark = builder.mark()
    let from = start
    var flags: NodeFlags = []
    parsePattern()
    if take(.colon) { parseTypeAnnotation() }
    if take(.equal) {
      flags = .hasValue
      parseExpression()
    }
    if kind == .leftBrace && (flags.isEmpty || startsAccessors()) { parseAccessors() }
    finish(.binding, from: mark, start: from, flags: flags)
  }

  /// `{ get … set … }`, `{ get set }` of a protocol, or a computed body, which is one `get`.
  mutating func parseAccessors() {
    let from = start
    let open = index
    guard startsAccessors() || startsAccessorRequirement() else {
      let mark = builder.mark()
      parseBlock()
      finish(.accessor, from: mark, start: from, name: words.get)
      return
    }
    advance()
    while kind != .rightBrace && kind != .endOfFile {
      let before = index
      switch kind {
      case .poundIf, .poundElse, .poundElseif: skipDirective()
      case .poundEndif, .semicolon: advance()
      default: parseAccessor()
      }
      if index == before {
        if partner(open) > index { jump(to: partner(open)) }
        break
      }
    }
    closeBrace(open, .members)
  }

  /// `{ get }`, `{ get set }`
  private mutating func startsAccessorRequirement() -> Bool {
    switch kind(at: index + 1) {
    case .get, .set: return kind(at: index + 2) == .rightBrace
    default: return false
    }
  }

  private mutating func parseAccessor() {
    let attributes = builder.mark()
    while kind == .at { parseAttribute() }
    builder.discard(since: attributes)
    let mark = builder.mark()
    let from = start
    while kind == .mutating || kind == .nonmutating || kind == .consumingModifier || kind == .borrowing
      || kind == .consuming, nextKind().isName
    {
      advance()
    }
    guard kind.isName else {
      report("expected an accessor")
      return
    }
    let name = currentName()
    var flags: NodeFlags = []
    advance()
    if kind == .leftParen { jump(to: indexAfterGroup(index)) }
    flags = skipEffects()
    if kind == .leftBrace { parseBlock() }
    finish(.accessor, from: mark, start: from, name: name, flags: flags)
  }

  // MARK: Functions

  private mutating func parseFunction(_ mark: TreeBuilder.Mark, _ from: Int, _ modifiers: NodeFlags) {
    advance()
    var name = NameID.none
    if kind.isWord {
      name = currentName()
      advance()
    } else if kind.isOperator || kind == .period {
      name = operatorName()
    } else {
      report("expected a function name")
    }
    parseSignature(mark, from, modifiers, name)
  }

  /// The operator that a function is named by. A `<` before the parameters' `(` or type parameters belongs to it.
  private mutating func operatorName() -> NameID {
    var to = end
    if nextKind() != .leftParen && end - start > 1 && source[end - 1] == UInt8(ascii: "<") { to = end - 1 }
    let name = names.intern(source, start, to)
    if to == end {
      advance()
    } else {
      start = to
      previousEnd = to
      kind = .operatorBinary
    }
    return name
  }

  /// Type parameters, parameters, effects, result, `where` and body of a function.
  private mutating func parseSignature(
    _ mark: TreeBuilder.Mark, _ from: Int, _ modifiers: NodeFlags, _ name: NameID
  ) {
    var flags = modifiers
    parseTypeParameters()
    parseParameterList()
    flags.formUnion(skipEffects())
    if take(.arrow) { parseTypeAnnotation() }
    if kind == .where { skipWhereClause() }
    if kind == .leftBrace { parseBlock() }
    finish(.functionDeclaration, from: mark, start: from, name: name, flags: flags)
  }

  private mutating func parseInitializer(_ mark: TreeBuilder.Mark, _ from: Int, _ modifiers: NodeFlags) {
    advance()
    if kind == .questionPostfix || kind == .exclamation || kind == .questionInfix { advance() }
    if kind == .operatorPostfix || kind == .operatorBinary, source[start] == UInt8(ascii: "?") { takeMark() }
    parseSignature(mark, from, modifiers, words.initializer)
  }

  private mutating func parseDeinitializer(_ mark: TreeBuilder.Mark, _ from: Int, _ modifiers: NodeFlags) {
    advance()
    builder.leaf(.parameterList, start: previousEnd, end: previousEnd)
    skipEffects()
    if kind == .leftBrace { parseBlock() }
    finish(.functionDeclaration, from: mark, start: from, name: words.deinitializer, flags: modifiers)
  }

  /// A subscript's body is a block, which holds `accessor` nodes where accessors are written out.
  private mutating func parseSubscriptDeclaration(_ mark: TreeBuilder.Mark, _ from: Int, _ modifiers: NodeFlags) {
    advance()
    parseTypeParameters()
    parseParameterList()
    if take(.arrow) { parseTypeAnnotation() }
    if kind == .where { skipWhereClause() }
    if kind == .leftBrace {
      if startsAccessors() || startsAccessorRequirement() {
        let block = builder.mark()
        let blockStart = start
        parseAccessors()
        finish(.block, from: block, start: blockStart)
      } else {
        parseBlock()
      }
    }
    finish(.functionDeclaration, from: mark, start: from, name: words.subscripting, flags: modifiers)
  }

  /// `macro name(…) -> T = #definition`; the definition is the body.
  private mutating func parseMacroDeclaration(_ mark: TreeBuilder.Mark, _ from: Int, _ flags: NodeFlags) {
    advance()
    let name = kind.isWord ? currentName() : .none
    advance()
    parseTypeParameters()
    parseParameterList()
    skipEffects()
    if take(.arrow) { parseTypeAnnotation() }
    if take(.equal) {
      let block = builder.mark()
      let blockStart = start
      parseExpressionStatement()
      finish(.block, from: block, start: blockStart)
    }
    if kind == .where { skipWhereClause() }
    finish(.functionDeclaration, from: mark, start: from, name: name, flags: flags)
  }

  // MARK: Parameters

  /// `(label name: T = e, …)`, also of closures, where types may be left out.
  mutating func parseParameterList() {
    let mark = builder.mark()
    let from = start
    let open = index
    guard take(.leftParen) else {
      report("expected `(`")
      builder.leaf(.parameterList, start: previousEnd, end: previousEnd)
      return
    }
    while kind != .rightParen && kind != .endOfFile {
      let before = index
      parseParameter()
      if !take(.comma) || index == before { break }
    }
    close(open, .rightParen, ")")
    finish(.parameterList, from: mark, start: from)
  }

  private mutating func parseParameter() {
    let attributes = builder.mark()
    while kind == .at { parseAttribute() }
    builder.discard(since: attributes)
    skipParameterModifiers()
    let mark = builder.mark()
    let from = start
    var name = NameID.none
    var flags: NodeFlags = []
    if kind.isWord && (nextKind() == .colon || nextKind() == .comma || nextKind() == .rightParen) && kind != .selfType
      && kind != .anyType
    {
      name = currentName()
      advance()
    } else if kind.isWord && nextKind().isWord && kind(at: index + 2) != .period {
      let label = currentName()
      let labelStart = start
      advance()
      name = currentName()
      builder.leaf(.label, start: labelStart, end: previousEnd, name: label)
      advance()
    }
    if kind == .colon || name == .none {
      _ = take(.colon)
      if parseTypeAnnotation() { flags.insert(.inout) }
      if kind.isOperator && isAt("...") {
        flags.insert(.star)
        advance()
      }
    }
    if kind == .equal {
      let value = builder.mark()
      let valueStart = start
      advance()
      parseExpression()
      finish(.defaultValue, from: value, start: valueStart)
    }
    finish(.parameter, from: mark, start: from, name: name, flags: flags)
  }

  /// `isolated`, `_const` and their like before a parameter's name.
  private mutating func skipParameterModifiers() {
    while kind == .isolated || kind == .underscoredConst || kind == .sharedSpecifier || kind == .ownedSpecifier,
      nextKind().isWord, kind(at: index + 2) != .comma
    {
      if nextKind().isWord && kind(at: index + 2) == .colon && kind == .isolated {
        // `isolated name: T` reads the same as a label and a name; the modifier is the likelier reading.
        advance()
        return
      }
      advance()
    }
  }

  /// Parameters of an enum case: types with optional labels.
  mutating func parseAssociatedValues() {
    let mark = builder.mark()
    let from = start
    let open = index
    advance()
    while kind != .rightParen && kind != .endOfFile {
      let before = index
      let parameter = builder.mark()
      let parameterStart = start
      var name = NameID.none
      if kind.isWord && nextKind() == .colon {
        name = currentName()
        advance()
        advance()
      } else if kind.isWord && nextKind().isWord && kind(at: index + 2) == .colon {
        advance()
        name = currentName()
        advance()
        advance()
      }
      parseTypeAnnotation()
      if kind == .equal {
        let value = builder.mark()
        let valueStart = start
        advance()
        parseExpression()
        finish(.defaultValue, from: value, start: valueStart)
      }
      finish(.parameter, from: parameter, start: parameterStart, name: name)
      if !take(.comma) || index == before { break }
    }
    close(open, .rightParen, ")")
    finish(.parameterList, from: mark, start: from)
  }
}
