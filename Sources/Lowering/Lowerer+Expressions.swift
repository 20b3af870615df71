// Expressions to operations. Every expression gives an operand; what matters to no analysis gives a constant.

import Facts
import Syntax

extension Lowerer {
  mutating func expression(_ node: NodeIndex) -> Operand {
    guard depth < loweringDepth else {
      facts.cutOff += 1
      return .nothing
    }
    depth += 1
    defer { depth -= 1 }
    let range = tree.range(node)
    switch tree.kind(node) {
    case .name: return read(tree.name(node))
    case .integer, .float: return number(node)
    case .string: return string(node)
    case .stringTemplate: return template(node)
    case .constant: return constant(node)
    case .call: return call(node)
    case .member: return member(node)
    case .subscript: return subscripted(node)
    case .binary: return binary(node)
    case .logical, .conditional: return choice(node)
    case .unary, .postfix: return unary(node)
    case .closure: return closure(node)
    case .tuple: return literal(.tuple, node)
    case .list: return literal(.list, node)
    case .set: return literal(.set, node)
    case .dictionary: return dictionaryLiteral(node)
    case .listComprehension, .setComprehension, .dictionaryComprehension, .generatorComprehension:
      return comprehension(node)
    case .namedExpression:
      guard let target = tree.firstChild(node), let value = tree.nextSibling(target) else { return .nothing }
      let operand = expression(value)
      bind(target, to: operand)
      return operand
    case .await:
      guard let inner = tree.firstChild(node) else { return .nothing }
      return emit(.await, at: range, a: expression(inner))
    case .unwrap, .tryExpression, .starred, .stringHole, .output, .defaultValue, .expressionStatement:
      guard let inner = tree.firstChild(node) else { return .nothing }
      return expression(inner)
    case .yield:
      bodyIsGenerator = true
      let value = tree.firstChild(node).map { expression($0) } ?? Operand(.none)
      return emit(.yield, at: range, a: value)
    case .keyPath: return keyPath(node)
    case .macro: return macro(node)
    case .filter: return filter(node)
    case .tag: return tag(node)
    case .withStatement, .block:
      statement(node)
      return .nothing
    case .ifStatement, .matchStatement, .tryStatement:
      statement(node)
      return .nothing
    case .functionDeclaration, .classDeclaration:
      statement(node)
      return .nothing
    case .pattern, .unread, .typeAnnotation, .optionalType:
      children(node)
      return .nothing
    default: return .nothing
    }
  }

  /// Evaluates all children for their effects.
  mutating func children(_ node: NodeIndex) {
    var child = node + 1
    while child < tree.end(node) {
      _ = expression(child)
      child = tree.end(child)
    }
  }

  private func number(_ node: NodeIndex) -> Operand {
    guard tree.kind(node) == .integer else { return Operand(.number) }
    var value = 0
    let text = names.utf8(tree.name(node))
    guard !text.isEmpty else { return Operand(.number) }
    for byte in text {
      guard byte >= 0x30, byte <= 0x39, value < 10_000_000 else { return Operand(.number) }
      value = value * 10 + Int(byte - 0x30)
    }
    return Operand(.integer, value)
  }

  private mutating func string(_ node: NodeIndex) -> Operand {
    if tree.flags(node).contains(.bytes) { return Operand(.bytes) }
    let name = tree.name(node)
    let text = names.utf8(name)
    guard !text.isEmpty else { return Operand(.text) }
    // Longer text with spaces may be SQL: it keeps its place as an operation of its own.
    if text.count > 12, text.contains(where: { $0 <= 0x20 }) {
      return emit(Operation(kind: .text, name: symbol(name), range: tree.range(node)))
    }
    return Operand(string: symbol(name))
  }

  private mutating func template(_ node: NodeIndex) -> Operand {
    let start = scratch.count
    var child = node + 1
    while child < tree.end(node) {
      if tree.kind(child) == .string {
        let name = tree.name(child)
        scratch.append(Argument(value: name == .none ? Operand(.text) : Operand(string: symbol(name))))
      } else {
        let value = expression(child)
        scratch.append(Argument(value: value, label: words.star))
      }
      child = tree.end(child)
    }
    return emit(.template, at: tree.range(node), argumentsFrom: start)
  }

  private func constant(_ node: NodeIndex) -> Operand {
    switch names.utf8(tree.name(node)).first {
    case UInt8(ascii: "N"), UInt8(ascii: "n"): return Operand(.none)
    case UInt8(ascii: "T"), UInt8(ascii: "t"): return Operand(.yes)
    case UInt8(ascii: "F"), UInt8(ascii: "f"): return Operand(.no)
    default: return Operand(.other)
    }
  }

  private mutating func call(_ node: NodeIndex) -> Operand {
    guard let callee = tree.firstChild(node) else { return .nothing }
    let range = tree.range(node)
    if tree.kind(callee) == .member {
      let object = tree.firstChild(callee).map { expression($0) } ?? .nothing
      let start = scratch.count
      arguments(after: callee, of: node)
      let flags: OperationFlags = tree.flags(callee).contains(.optionalChain) ? .async : []
      return emit(
        .invoke, at: range, name: symbol(tree.name(callee)), a: object, flags: flags, argumentsFrom: start)
    }
    if facts.language == .swift, let generic = genericBase(callee) {
      // `Request<Order>(…)` is of the type that it says.
      let function = expression(generic)
      let start = scratch.count
      arguments(after: callee, of: node)
      let made = emit(.call, at: range, a: function, argumentsFrom: start)
      return emit(.typed, at: range, a: made, b: UInt32(bitPattern: type(callee)))
    }
    let function = expression(callee)
    let start = scratch.count
    arguments(after: callee, of: node)
    return emit(.call, at: range, a: function, argumentsFrom: start)
  }

  /// The name of a type that a callee gives type arguments to.
  private func genericBase(_ callee: NodeIndex) -> NodeIndex? {
    guard tree.kind(callee) == .subscript, let base = tree.firstChild(callee), tree.kind(base) == .name,
      let argument = tree.nextSibling(base), tree.kind(argument) == .argument, let type = tree.firstChild(argument),
      tree.kind(type) == .typeAnnotation
    else { return nil }
    return base
  }

  /// Pushes the siblings after `previous` as arguments.
  mutating func arguments(after previous: NodeIndex, of node: NodeIndex) {
    var child = tree.end(previous)
    while child < tree.end(node) {
      argument(child)
      child = tree.end(child)
    }
  }

  private mutating func argument(_ node: NodeIndex) {
    guard tree.kind(node) == .argument else {
      let value = expression(node)
      scratch.append(Argument(value: value))
      return
    }
    let value = tree.firstChild(node).map { expression($0) } ?? .nothing
    let flags = tree.flags(node)
    let label: Symbol
    if flags.contains(.doubleStar) {
      label = words.doubleStar
    } else if flags.contains(.star) {
      label = words.star
    } else {
      label = symbol(tree.name(node))
    }
    scratch.append(Argument(value: value, label: label))
  }

  private mutating func member(_ node: NodeIndex) -> Operand {
    let object = tree.firstChild(node).map { expression($0) } ?? .nothing
    let flags: OperationFlags = tree.flags(node).contains(.optionalChain) ? .async : []
    return emit(
      Operation(kind: .member, flags: flags, name: symbol(tree.name(node)), a: object, range: tree.range(node)))
  }

  private mutating func subscripted(_ node: NodeIndex) -> Operand {
    guard let object = tree.firstChild(node) else { return .nothing }
    let base = expression(object)
    guard let first = tree.nextSibling(object) else { return base }
    var inner = first
    if tree.kind(first) == .argument, let value = tree.firstChild(first) { inner = value }
    if tree.kind(inner) == .slice {
      let start = scratch.count
      var part = inner + 1
      while part < tree.end(inner) {
        let value = expression(part)
        scratch.append(Argument(value: value))
        part = tree.end(part)
      }
      return emit(.slice, at: tree.range(node), a: base, argumentsFrom: start)
    }
    if facts.language == .swift,
      tree.kind(inner) == .binary || tree.kind(inner) == .unary || tree.kind(inner) == .postfix,
      isRangeOperator(tree.name(inner))
    {
      let start = scratch.count
      var part = inner + 1
      while part < tree.end(inner) {
        let value = expression(part)
        scratch.append(Argument(value: value))
        part = tree.end(part)
      }
      return emit(.slice, at: tree.range(node), a: base, argumentsFrom: start)
    }
    let index = expression(inner)
    var more = tree.nextSibling(first)
    while let next = more {
      _ = expression(tree.kind(next) == .argument ? tree.firstChild(next) ?? next : next)
      more = tree.nextSibling(next)
    }
    return emit(.index, at: tree.range(node), a: base, b: index.rawValue)
  }

  private func isRangeOperator(_ name: NameID) -> Bool {
    let text = names.utf8(name)
    return text.count == 3 && text.starts(with: [0x2E, 0x2E])
  }

  /// Left-deep chains (`a + b + c …`) are walked down in a loop: they may be thousands long.
  private mutating func binary(_ node: NodeIndex) -> Operand {
    var spine: [NodeIndex] = []
    var left = node
    while tree.kind(left) == .binary, let first = tree.firstChild(left) {
      spine.append(left)
      left = first
    }
    var result = expression(left)
    for part in spine.reversed() {
      var operand = tree.firstChild(part).flatMap { tree.nextSibling($0) }
      let name = symbol(tree.name(part))
      while let next = operand {
        if tree.kind(next) == .typeAnnotation, name != words.isType {
          // `value as? Type`
          result = emit(
            .typed, at: tree.range(part), a: result, b: UInt32(bitPattern: type(next)))
          operand = tree.nextSibling(next)
          continue
        }
        let right = expression(next)
        result = emit(
          Operation(kind: .binary, name: name, a: result, b: right.rawValue, range: tree.range(part)))
        operand = tree.nextSibling(next)
      }
    }
    return result
  }

  private mutating func choice(_ node: NodeIndex) -> Operand {
    let start = scratch.count
    var child = node + 1
    var first = true
    let isConditional = tree.kind(node) == .conditional
    while child < tree.end(node) {
      let value = expression(child)
      if !(isConditional && first) { scratch.append(Argument(value: value)) }
      first = false
      child = tree.end(child)
    }
    return emit(.choice, at: tree.range(node), name: symbol(tree.name(node)), argumentsFrom: start)
  }

  private mutating func unary(_ node: NodeIndex) -> Operand {
    guard let inner = tree.firstChild(node) else { return .nothing }
    let value = expression(inner)
    if value.tag == .integer { return Operand(.number) }
    return emit(Operation(kind: .unary, name: symbol(tree.name(node)), a: value, range: tree.range(node)))
  }

  private mutating func literal(_ kind: OperationKind, _ node: NodeIndex) -> Operand {
    let start = scratch.count
    var child = node + 1
    while child < tree.end(node) {
      let isStarred = tree.kind(child) == .starred
      let value = expression(child)
      scratch.append(Argument(value: value, label: isStarred ? words.star : .none))
      child = tree.end(child)
    }
    return emit(kind, at: tree.range(node), argumentsFrom: start)
  }

  private mutating func dictionaryLiteral(_ node: NodeIndex) -> Operand {
    let start = scratch.count
    var child = node + 1
    while child < tree.end(node) {
      if tree.kind(child) == .dictionaryEntry, let key = tree.firstChild(child), let value = tree.nextSibling(key) {
        let keyOperand = expression(key)
        let valueOperand = expression(value)
        scratch.append(Argument(value: keyOperand))
        scratch.append(Argument(value: valueOperand))
      } else {
        let value = expression(child)
        scratch.append(Argument(value: value, label: words.doubleStar))
        scratch.append(Argument(value: .nothing, label: words.doubleStar))
      }
      child = tree.end(child)
    }
    return emit(.dictionary, at: tree.range(node), argumentsFrom: start)
  }

  private mutating func comprehension(_ node: NodeIndex) -> Operand {
    guard let element = tree.firstChild(node) else { return .nothing }
    var clause = tree.nextSibling(element)
    var begins: [Int] = []
    var guards: [Int] = []
    while let current = clause {
      if tree.kind(current) == .comprehensionFor, let pattern = tree.firstChild(current),
        let iterable = tree.nextSibling(pattern)
      {
        let source = expression(iterable)
        begins.append(beginLoop(over: source, header: tree.range(current), flags: .comprehension, pattern: pattern))
        guards.append(-1)
        var condition = tree.nextSibling(iterable)
        while let next = condition {
          conditionGuard(next, &begins, &guards)
          condition = tree.nextSibling(next)
        }
      } else if tree.kind(current) == .comprehensionCondition {
        conditionGuard(current, &begins, &guards)
      }
      clause = tree.nextSibling(current)
    }
    var value = Operand.nothing
    var key = Operand.nothing
    if tree.kind(element) == .dictionaryEntry, let keyNode = tree.firstChild(element),
      let valueNode = tree.nextSibling(keyNode)
    {
      key = expression(keyNode)
      value = expression(valueNode)
    } else {
      value = expression(element)
    }
    for (begin, isGuard) in zip(begins, guards).reversed() {
      if isGuard >= 0 { endBranch(begin) } else { endLoop(begin) }
    }
    var flags: OperationFlags = []
    switch tree.kind(node) {
    case .setComprehension: flags = .set
    case .dictionaryComprehension: flags = .dictionary
    case .generatorComprehension: flags = .generator
    default: break
    }
    return emit(Operation(kind: .gather, flags: flags, a: value, b: key.rawValue, range: tree.range(node)))
  }

  private mutating func conditionGuard(_ node: NodeIndex, _ begins: inout [Int], _ guards: inout [Int]) {
    let condition = expression(tree.firstChild(node) ?? node)
    begins.append(beginBranch(condition, at: tree.range(node)))
    guards.append(1)
  }

  private mutating func keyPath(_ node: NodeIndex) -> Operand {
    let start = scratch.count
    var current = tree.lastChild(node)
    var parts: [Symbol] = []
    while let part = current, parts.count < 32 {
      if tree.kind(part) == .member || tree.kind(part) == .name { parts.append(symbol(tree.name(part))) }
      current = tree.firstChild(part)
    }
    for part in parts.reversed() { scratch.append(Argument(value: Operand(string: part))) }
    return emit(.keyPath, at: tree.range(node), argumentsFrom: start)
  }

  private mutating func macro(_ node: NodeIndex) -> Operand {
    let start = scratch.count
    var child = node + 1
    while child < tree.end(node) {
      argument(child)
      child = tree.end(child)
    }
    return emit(
      .call, at: tree.range(node), a: Operand(free: symbol(tree.name(node))), argumentsFrom: start)
  }

  private mutating func filter(_ node: NodeIndex) -> Operand {
    guard let value = tree.firstChild(node) else { return .nothing }
    let operand = expression(value)
    let start = scratch.count
    arguments(after: value, of: node)
    return emit(.filter, at: tree.range(node), name: symbol(tree.name(node)), a: operand, argumentsFrom: start)
  }

  private mutating func closure(_ node: NodeIndex) -> Operand {
    Operand(.function, declareFunction(node, name: .none, isClosure: true))
  }
}
