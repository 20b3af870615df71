// Functions, classes, properties and types as declared.

import Facts
import Syntax

extension Lowerer {
  mutating func declaration(_ node: NodeIndex) {
    switch tree.kind(node) {
    case .functionDeclaration:
      let function = declareFunction(node, name: tree.name(node), isClosure: false)
      let slot = slot(binding: tree.name(node))
      emit(.store, at: facts.functions[function].range, a: Operand(.function, function), b: UInt32(slot))
    case .classDeclaration: declareClass(node)
    case .variableDeclaration: variableDeclaration(node)
    case .enumCase: children(node)
    default: break
    }
  }

  // MARK: Functions

  /// Notes a function and queues its body; gives its index.
  mutating func declareFunction(_ node: NodeIndex, name: NameID, isClosure: Bool) -> Int {
    var flags: FunctionFlags = isClosure ? .closure : []
    let nodeFlags = tree.flags(node)
    if nodeFlags.contains(.async) { flags.insert(.async) }
    if nodeFlags.contains(.static) { flags.insert(.static) }
    let decorators = declareDecorators(node, &flags)
    let isMethod = !isClosure && facts.bodies[currentBody].kind == .classBody
    let parameterStart = Int32(facts.parameters.count)
    var returnType: TypeReference = -1
    var block: NodeIndex?
    var isFirst = true
    var child = node + 1
    while child < tree.end(node) {
      switch tree.kind(child) {
      case .parameterList: declareParameters(child)
      case .typeAnnotation: returnType = type(child)
      case .decorator, .typeParameters, .captureList: break
      default:
        if isFirst || tree.kind(child) == .block {
          block = child
          isFirst = false
        }
      }
      child = tree.end(child)
    }
    let range = tree.range(node)
    let header = ByteRange(start: range.start, end: block.map { tree.range($0).start } ?? range.end)
    var body = -1
    if let block {
      body = facts.bodies.count
      facts.bodies.append(emptyBody(isClosure ? .closure : .function))
      pending.append(
        PendingBody(
          node: block, kind: isClosure ? .closure : .function, body: body, function: facts.functions.count,
          ownerClass: currentClass))
    }
    facts.functions.append(
      FunctionFact(
        name: symbol(name), owner: isMethod ? Int32(currentClass) : -1, enclosingBody: Int32(currentBody),
        body: Int32(body), parameters: parameterStart..<Int32(facts.parameters.count), returnType: returnType,
        flags: flags, decorators: decorators, range: header))
    return facts.functions.count - 1
  }

  /// Lowers the block of a function or closure. Parameters take the first slots.
  mutating func functionBody(_ work: PendingBody) {
    guard work.function >= 0 else { return }
    let function = facts.functions[work.function]
    bindParameters(of: work, function)
    if tree.kind(work.node) == .block {
      // A Swift body of one expression returns it.
      if facts.language == .swift, let only = tree.firstChild(work.node), tree.end(only) == tree.end(work.node) {
        implicitReturn(only)
      } else {
        statements(of: work.node)
      }
    } else {
      let value = expression(work.node)
      emit(.return, at: tree.range(work.node), a: value)
    }
  }

  private mutating func implicitReturn(_ node: NodeIndex) {
    let inner = tree.kind(node) == .expressionStatement ? tree.firstChild(node) ?? node : node
    guard tree.kind(node) == .expressionStatement || tree.kind(node) == .call || tree.kind(node) == .member else {
      statement(node)
      return
    }
    switch tree.kind(inner) {
    case .assignment, .augmentedAssignment: statement(inner)
    default:
      let value = expression(inner)
      emit(.return, at: tree.range(inner), a: value)
    }
  }

  private mutating func bindParameters(of work: PendingBody, _ function: FunctionFact) {
    // The parameter list is found again next to the body to get the names' numbers in this file.
    guard let owner = tree.parent(work.node) else { return }
    var list: NodeIndex?
    if let found = firstChild(owner, .parameterList) { list = found }
    var count = 0
    if let list {
      var child = list + 1
      while child < tree.end(list) {
        if tree.kind(child) == .parameter {
          if tree.name(child) == .none { _ = anonymousSlot() } else { _ = slot(binding: tree.name(child)) }
          count += 1
        }
        child = tree.end(child)
      }
    }
    guard facts.language == .swift, count == 0, work.kind == .closure else { return }
    for shorthand in implicitParameters { _ = slotForShorthand(shorthand) }
  }

  /// Gives `$0` … their slots when the file mentions them.
  private mutating func slotForShorthand(_ text: StaticString) -> Int {
    let name = shorthandName(text)
    return name == .none ? anonymousSlot() : slot(binding: name)
  }

  private func shorthandName(_ text: StaticString) -> NameID {
    names.find(text)
  }

  private mutating func declareParameters(_ list: NodeIndex) {
    var child = list + 1
    while child < tree.end(list) {
      if tree.kind(child) == .parameter { declareParameter(child) }
      child = tree.end(child)
    }
  }

  private mutating func declareParameter(_ node: NodeIndex) {
    let flags = tree.flags(node)
    var label = symbol(tree.name(node))
    var type: TypeReference = -1
    var hasDefault = false
    var value = Operand.nothing
    var child = node + 1
    while child < tree.end(node) {
      switch tree.kind(child) {
      case .label:
        label = symbol(tree.name(child))
        if label == words.underscore { label = .none }
      case .typeAnnotation: type = self.type(child)
      case .defaultValue:
        hasDefault = true
        if let inner = tree.firstChild(child) {
          switch tree.kind(inner) {
          case .name, .constant, .integer: value = expression(inner)
          default: value = .nothing
          }
        }
      default: break
      }
      child = tree.end(child)
    }
    facts.parameters.append(
      ParameterFact(
        name: symbol(tree.name(node)), label: label, type: type, isStar: flags.contains(.star),
        isDoubleStar: flags.contains(.doubleStar), hasDefault: hasDefault, defaultValue: value))
  }

  private mutating func declareDecorators(_ node: NodeIndex, _ flags: inout FunctionFlags) -> Range<Int32> {
    let start = facts.decorators.count
    var child = node + 1
    while child < tree.end(node) {
      if tree.kind(child) == .decorator, let inner = tree.firstChild(child) {
        var path = inner
        if tree.kind(inner) == .call, let callee = tree.firstChild(inner) { path = callee }
        let name = symbol(tree.name(path))
        let qualifier: Symbol =
          tree.kind(path) == .member ? tree.firstChild(path).map { symbol(tree.name($0)) } ?? .none : .none
        let value: Operand = tree.kind(inner) == .call ? expression(inner) : .nothing
        facts.decorators.append(DecoratorFact(name: name, qualifier: qualifier, value: value))
        if words.properties.contains(name) { flags.insert(.property) }
        if name == words.staticMethod { flags.insert(.static) }
        if name == words.classMethod { flags.insert(.classMethod) }
        if words.cachedProperties.contains(name) { flags.formUnion([.property, .cached]) }
        if words.memoizers.contains(name) { flags.insert(.memoized) }
      }
      child = tree.end(child)
    }
    return Int32(start)..<Int32(facts.decorators.count)
  }

  // MARK: Classes

  private mutating func declareClass(_ node: NodeIndex) {
    var flags: FunctionFlags = []
    let decorators = declareDecorators(node, &flags)
    let baseStart = Int32(facts.bases.count)
    var baseTypes: [TypeReference] = []
    var block: NodeIndex?
    var child = node + 1
    while child < tree.end(node) {
      if tree.kind(child) == .inheritance {
        var base = child + 1
        while base < tree.end(child) {
          if tree.kind(base) == .argument {
            if tree.name(base) == .none, let inner = tree.firstChild(base) { baseTypes.append(type(inner)) }
          } else {
            baseTypes.append(type(base))
          }
          base = tree.end(base)
        }
      } else if tree.kind(child) == .block {
        block = child
      }
      child = tree.end(child)
    }
    facts.bases.append(contentsOf: baseTypes)
    let nodeFlags = tree.flags(node)
    let form: ClassForm =
      nodeFlags.contains(.isStruct)
      ? .struct
      : nodeFlags.contains(.isEnum)
        ? .enum : nodeFlags.contains(.isProtocol) ? .protocol : nodeFlags.contains(.isExtension) ? .extension : .class
    let range = tree.range(node)
    let index = facts.classes.count
    let body = facts.bodies.count
    facts.bodies.append(emptyBody(.classBody))
    facts.classes.append(
      ClassFact(
        name: symbol(tree.name(node)), form: form, bases: baseStart..<Int32(facts.bases.count), body: Int32(body),
        owner: facts.bodies[currentBody].kind == .classBody ? Int32(currentClass) : -1, decorators: decorators,
        range: ByteRange(start: range.start, end: block.map { tree.range($0).start } ?? range.end)))
    if let block {
      pending.append(
        PendingBody(node: block, kind: .classBody, body: body, function: -1, ownerClass: index))
    }
  }

  // MARK: Swift variables

  private mutating func variableDeclaration(_ node: NodeIndex) {
    var flags: FunctionFlags = []
    let decorators = declareDecorators(node, &flags)
    let nodeFlags = tree.flags(node)
    var child = node + 1
    while child < tree.end(node) {
      if tree.kind(child) == .binding { binding(child, of: nodeFlags, decorators) }
      child = tree.end(child)
    }
  }

  private mutating func binding(_ node: NodeIndex, of flags: NodeFlags, _ decorators: Range<Int32>) {
    guard let pattern = tree.firstChild(node) else { return }
    var type: TypeReference = -1
    var value = Operand.nothing
    var accessors: [NodeIndex] = []
    var part = tree.nextSibling(pattern)
    while let current = part {
      switch tree.kind(current) {
      case .typeAnnotation: type = self.type(current)
      case .accessor: accessors.append(current)
      default: value = expression(current)
      }
      part = tree.nextSibling(current)
    }
    let inClass = facts.bodies[currentBody].kind == .classBody
    let name = tree.kind(pattern) == .name ? symbol(tree.name(pattern)) : .none
    if inClass, type >= 0, !name.isNone {
      facts.attributes.append(
        AttributeFact(
          owner: Int32(currentClass), name: name, type: type, isStatic: flags.contains(.static),
          range: tree.range(node)))
    }
    var isComputed = false
    for accessor in accessors {
      let word = symbol(tree.name(accessor))
      var functionFlags: FunctionFlags = flags.contains(.static) ? .static : []
      if word == words.get {
        functionFlags.insert(.property)
        isComputed = true
      } else {
        functionFlags.insert(.observer)
      }
      guard let block = firstChild(accessor, .block) else { continue }
      let body = facts.bodies.count
      facts.bodies.append(emptyBody(.function))
      pending.append(
        PendingBody(
          node: block, kind: .function, body: body, function: facts.functions.count, ownerClass: currentClass))
      facts.functions.append(
        FunctionFact(
          name: word == words.get ? name : word, owner: inClass ? Int32(currentClass) : -1,
          enclosingBody: Int32(currentBody), body: Int32(body),
          parameters: Int32(facts.parameters.count)..<Int32(facts.parameters.count),
          returnType: word == words.get ? type : -1, flags: functionFlags, decorators: decorators,
          range: ByteRange(start: tree.range(node).start, end: tree.range(block).start)))
    }
    guard !isComputed else { return }
    if type >= 0 {
      value = emit(.typed, at: tree.range(node), a: value, b: UInt32(bitPattern: type))
    }
    bind(pattern, to: value)
  }

  // MARK: Types

  /// The type that an annotation, base class or type expression names.
  mutating func type(_ node: NodeIndex) -> TypeReference {
    guard depth < loweringDepth else { return -1 }
    depth += 1
    defer { depth -= 1 }
    switch tree.kind(node) {
    case .typeAnnotation, .starred, .argument, .decorator:
      return tree.firstChild(node).map { type($0) } ?? -1
    case .name: return note(symbol(tree.name(node)), .none, [])
    case .string:
      // A forward reference such as "Order"; longer expressions in strings keep their last name only.
      return note(symbol(tree.name(node)), .none, [])
    case .member:
      let qualifier = tree.firstChild(node).map { symbol(tree.name($0)) } ?? .none
      return note(symbol(tree.name(node)), qualifier, [])
    case .subscript:
      guard let base = tree.firstChild(node) else { return -1 }
      let outer = type(base)
      guard outer >= 0 else { return -1 }
      return note(
        facts.types[Int(outer)].name, facts.types[Int(outer)].qualifier, typeArguments(after: base, of: node))
    case .optionalType:
      guard let inner = tree.firstChild(node) else { return -1 }
      return note(words.optional, .none, [type(inner)])
    case .list:
      guard let inner = tree.firstChild(node) else { return -1 }
      return note(words.array, .none, [type(inner)])
    case .dictionary:
      guard let entry = tree.firstChild(node), let key = tree.firstChild(entry), let value = tree.nextSibling(key)
      else { return -1 }
      return note(words.dictionary, .none, [type(key), type(value)])
    case .tuple: return note(words.tuple, .none, typeList(node))
    case .functionType: return note(words.function, .none, typeList(node))
    case .binary: return note(words.union, .none, typeList(node))
    case .call: return tree.firstChild(node).map { type($0) } ?? -1
    case .unary: return tree.firstChild(node).map { type($0) } ?? -1
    default: return -1
    }
  }

  private mutating func typeList(_ node: NodeIndex) -> [TypeReference] {
    var result: [TypeReference] = []
    var child = node + 1
    while child < tree.end(node) {
      result.append(type(child))
      child = tree.end(child)
    }
    return result
  }

  private mutating func typeArguments(after base: NodeIndex, of node: NodeIndex) -> [TypeReference] {
    var result: [TypeReference] = []
    var child = tree.end(base)
    while child < tree.end(node) {
      var inner = child
      if tree.kind(child) == .argument, let value = tree.firstChild(child) { inner = value }
      if tree.kind(inner) == .tuple {
        result.append(contentsOf: typeList(inner))
      } else {
        result.append(type(inner))
      }
      child = tree.end(child)
    }
    return result
  }

  private mutating func note(_ name: Symbol, _ qualifier: Symbol, _ arguments: [TypeReference]) -> TypeReference {
    let start = Int32(facts.typeArguments.count)
    facts.typeArguments.append(contentsOf: arguments)
    facts.types.append(
      TypeFact(name: name, qualifier: qualifier, arguments: start..<Int32(facts.typeArguments.count)))
    return TypeReference(facts.types.count - 1)
  }
}

/// Swift's names for the parameters of a closure without a signature.
let implicitParameters: [StaticString] = ["$0", "$1", "$2", "$3"]
