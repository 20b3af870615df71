// Statements to operations: loops, branches, assignments, and what page templates have.

import Facts
import Syntax

extension Lowerer {
  mutating func statements(of node: NodeIndex) {
    var child = node + 1
    while child < tree.end(node) {
      statement(child)
      child = tree.end(child)
    }
  }

  mutating func statement(_ node: NodeIndex) {
    guard depth < loweringDepth else {
      facts.cutOff += 1
      return
    }
    depth += 1
    defer { depth -= 1 }
    let range = tree.range(node)
    switch tree.kind(node) {
    case .block, .module, .elseClause, .conditionalCompilation, .finallyClause: statements(of: node)
    case .expressionStatement: if let inner = tree.firstChild(node) { _ = expression(inner) }
    case .functionDeclaration, .classDeclaration, .variableDeclaration, .enumCase, .typeAlias: declaration(node)
    case .importDeclaration, .importFrom: importStatement(node)
    case .forLoop: forLoop(node)
    case .whileLoop, .repeatLoop: whileLoop(node)
    case .ifStatement: ifStatement(node)
    case .guardStatement: guardStatement(node)
    case .matchStatement: matchStatement(node)
    case .tryStatement: tryStatement(node)
    case .withStatement: withStatement(node)
    case .returnStatement:
      let value = tree.firstChild(node).map { expression($0) } ?? Operand(.none)
      emit(.return, at: range, a: value)
    case .raiseStatement:
      children(node)
      emit(.raise, at: range)
    case .breakStatement:
      // Swift's `break` in a `switch` leaves that alone.
      if !breaksSwitch || tree.firstChild(node) != nil { emit(.leave, at: range) }
    case .continueStatement: emit(Operation(kind: .leave, flags: .continues, range: range))
    case .assignment: assignment(node)
    case .augmentedAssignment: augmentedAssignment(node)
    case .deleteStatement: deleteStatement(node)
    case .assertStatement, .scopeDeclaration: children(node)
    case .passStatement, .label: break
    case .output:
      let value = tree.firstChild(node).map { expression($0) } ?? .nothing
      emit(.output, at: range, a: value)
    case .include: include(node)
    case .extends:
      let value = tree.firstChild(node).map { expression($0) } ?? .nothing
      emit(.extends, at: range, a: value)
    case .templateBlock:
      emit(Operation(kind: .blockBegin, name: symbol(tree.name(node)), range: range))
      statements(of: node)
      emit(Operation(kind: .blockEnd, name: symbol(tree.name(node)), range: range))
    case .tag: tag(node)
    case .unread: statements(of: node)
    default: _ = expression(node)
    }
  }

  // MARK: Loops

  mutating func beginLoop(
    over source: Operand, header: ByteRange, flags: OperationFlags, pattern: NodeIndex?
  ) -> Int {
    bodyHasLoop = true
    let index = nextOperation
    let element = emit(Operation(kind: .loopBegin, flags: flags, a: source, range: header))
    if let pattern { bind(pattern, to: element) }
    return index
  }

  mutating func endLoop(_ begin: Int) {
    let range = facts.operations[bodyStart + begin].range
    emit(.loopEnd, at: range, b: UInt32(begin))
    patch(begin, b: nextOperation - 1)
  }

  private mutating func forLoop(_ node: NodeIndex) {
    guard let pattern = tree.firstChild(node), let iterable = tree.nextSibling(pattern) else { return }
    let source = expression(iterable)
    let header = ByteRange(start: tree.range(node).start, end: tree.range(iterable).end)
    var flags: OperationFlags = []
    if tree.flags(node).contains(.async) { flags.insert(.async) }
    let begin = beginLoop(over: source, header: header, flags: flags, pattern: pattern)
    let wasSwitch = breaksSwitch
    breaksSwitch = false
    var guards: [Int] = []
    var part = tree.nextSibling(iterable)
    var otherwise: NodeIndex?
    while let current = part {
      switch tree.kind(current) {
      case .comprehensionCondition:
        let condition = expression(tree.firstChild(current) ?? current)
        guards.append(beginBranch(condition, at: tree.range(current)))
      case .elseClause: otherwise = current
      default: statement(current)
      }
      part = tree.nextSibling(current)
    }
    for branch in guards.reversed() { endBranch(branch) }
    endLoop(begin)
    breaksSwitch = wasSwitch
    if let otherwise { statement(otherwise) }
  }

  private mutating func whileLoop(_ node: NodeIndex) {
    let block = firstChild(node, .block)
    let header = ByteRange(
      start: tree.range(node).start, end: block.map { tree.range($0).start } ?? tree.range(node).end)
    let begin = beginLoop(over: .nothing, header: header, flags: .conditional, pattern: nil)
    let wasSwitch = breaksSwitch
    breaksSwitch = false
    var child = node + 1
    var otherwise: NodeIndex?
    while child < tree.end(node) {
      switch tree.kind(child) {
      case .elseClause: otherwise = child
      case .block: statement(child)
      case .conditionBinding: conditionBinding(child)
      default: _ = expression(child)
      }
      child = tree.end(child)
    }
    endLoop(begin)
    breaksSwitch = wasSwitch
    if let otherwise { statement(otherwise) }
  }

  // MARK: Branches

  mutating func beginBranch(_ condition: Operand, at range: ByteRange, flags: OperationFlags = []) -> Int {
    let index = nextOperation
    emit(Operation(kind: .branchBegin, flags: flags, a: condition, range: range))
    return index
  }

  mutating func endBranch(_ begin: Int) {
    let range = facts.operations[bodyStart + begin].range
    emit(.branchEnd, at: range, b: UInt32(begin))
    patch(begin, b: nextOperation - 1)
  }

  private mutating func condition(_ node: NodeIndex) -> Operand {
    if tree.kind(node) == .conditionBinding { return conditionBinding(node) }
    return expression(node)
  }

  @discardableResult
  mutating func conditionBinding(_ node: NodeIndex) -> Operand {
    guard let pattern = tree.firstChild(node) else { return .nothing }
    var value = Operand.nothing
    var hasValue = false
    var type: TypeReference = -1
    var part = tree.nextSibling(pattern)
    while let current = part {
      if tree.kind(current) == .typeAnnotation {
        type = self.type(current)
      } else {
        value = expression(current)
        hasValue = true
      }
      part = tree.nextSibling(current)
    }
    // `if let x` re-binds the name it tests.
    if !hasValue, tree.kind(pattern) == .name { value = read(tree.name(pattern)) }
    if type >= 0 { value = emit(.typed, at: tree.range(node), a: value, b: UInt32(bitPattern: type)) }
    bind(pattern, to: value)
    return value
  }

  private mutating func ifStatement(_ node: NodeIndex) {
    var open: [Int] = []
    var part = tree.firstChild(node)
    while let current = part {
      if !open.isEmpty { emit(.branchElse, at: tree.range(current), b: UInt32(open[open.count - 1])) }
      if tree.kind(current) == .ifBranch {
        var child = current + 1
        var test = Operand.nothing
        var block: NodeIndex?
        while child < tree.end(current) {
          if tree.kind(child) == .block { block = child } else { test = condition(child) }
          child = tree.end(child)
        }
        open.append(beginBranch(test, at: tree.range(current)))
        if let block { statement(block) }
      } else {
        statement(current)
      }
      part = tree.nextSibling(current)
    }
    for branch in open.reversed() { endBranch(branch) }
  }

  private mutating func guardStatement(_ node: NodeIndex) {
    var child = node + 1
    var test = Operand.nothing
    while child < tree.end(node) {
      if tree.kind(child) == .block {
        let branch = beginBranch(test, at: tree.range(child), flags: .inverted)
        statement(child)
        endBranch(branch)
      } else {
        test = condition(child)
      }
      child = tree.end(child)
    }
  }

  private mutating func matchStatement(_ node: NodeIndex) {
    guard let subject = tree.firstChild(node) else { return }
    let value = expression(subject)
    let wasSwitch = breaksSwitch
    breaksSwitch = facts.language == .swift
    defer { breaksSwitch = wasSwitch }
    var part = tree.nextSibling(subject)
    while let clause = part {
      part = tree.nextSibling(clause)
      let branch = beginBranch(.nothing, at: tree.range(clause))
      var child = clause + 1
      while child < tree.end(clause) {
        switch tree.kind(child) {
        case .block: statement(child)
        case .caseGuard: children(child)
        default: bind(child, to: value)
        }
        child = tree.end(child)
      }
      endBranch(branch)
    }
  }

  private mutating func tryStatement(_ node: NodeIndex) {
    var part = tree.firstChild(node)
    while let current = part {
      part = tree.nextSibling(current)
      guard tree.kind(current) == .exceptClause else {
        statement(current)
        continue
      }
      let branch = beginBranch(.nothing, at: tree.range(current), flags: .handler)
      var child = current + 1
      while child < tree.end(current) {
        if tree.kind(child) == .block { statement(child) } else { _ = expression(child) }
        child = tree.end(child)
      }
      endBranch(branch)
    }
  }

  private mutating func withStatement(_ node: NodeIndex) {
    var child = node + 1
    while child < tree.end(node) {
      if tree.kind(child) == .withItem, let context = tree.firstChild(child) {
        let value = expression(context)
        let entered =
          facts.language == .template ? value : emit(.enter, at: tree.range(child), a: value)
        if let pattern = tree.nextSibling(context) { bind(pattern, to: entered) }
      } else {
        statement(child)
      }
      child = tree.end(child)
    }
  }

  // MARK: Assignments

  private mutating func assignment(_ node: NodeIndex) {
    var targets: [NodeIndex] = []
    var type: TypeReference = -1
    var last: NodeIndex?
    var child = node + 1
    while child < tree.end(node) {
      if tree.kind(child) == .typeAnnotation {
        type = self.type(child)
      } else {
        targets.append(child)
        last = child
      }
      child = tree.end(child)
    }
    let hasValue = type < 0 ? targets.count > 1 : tree.flags(node).contains(.hasValue) && targets.count > 1
    var value = Operand.nothing
    if hasValue, let last {
      targets.removeLast()
      value = expression(last)
    }
    if type >= 0 {
      if let target = targets.first, facts.bodies[currentBody].kind == .classBody, tree.kind(target) == .name {
        facts.attributes.append(
          AttributeFact(
            owner: Int32(currentClass), name: symbol(tree.name(target)), type: type, isStatic: false,
            range: tree.range(node)))
      }
      value = emit(.typed, at: tree.range(node), a: value, b: UInt32(bitPattern: type))
    }
    for target in targets where isBound(target) { bind(target, to: value) }
  }

  /// Whether an assignment is to something of this body. In Swift, a name that was not declared here is a captured
  /// variable or a property of `self`, and stays what it is there.
  private func isBound(_ target: NodeIndex) -> Bool {
    guard facts.language == .swift, tree.kind(target) == .name,
      [.function, .closure].contains(facts.bodies[currentBody].kind)
    else {
      return true
    }
    let index = Int(tree.name(target).rawValue)
    return index < slotOfName.count && slotOfName[index] >= 0
  }

  /// `del items[i]` costs what `items.pop(i)` costs.
  private mutating func deleteStatement(_ node: NodeIndex) {
    var child = node + 1
    while child < tree.end(node) {
      if tree.kind(child) == .subscript, let object = tree.firstChild(child), let index = tree.nextSibling(object),
        tree.kind(index) != .slice, tree.nextSibling(index) == nil
      {
        let base = expression(object)
        let start = scratch.count
        let value = expression(tree.kind(index) == .argument ? tree.firstChild(index) ?? index : index)
        scratch.append(Argument(value: value))
        _ = emit(.invoke, at: tree.range(child), name: words.pop, a: base, argumentsFrom: start)
      } else {
        _ = expression(child)
      }
      child = tree.end(child)
    }
  }

  private mutating func augmentedAssignment(_ node: NodeIndex) {
    guard let target = tree.firstChild(node), let valueNode = tree.nextSibling(target) else { return }
    let before = expression(target)
    let value = expression(valueNode)
    let result = emit(
      Operation(
        kind: .binary, flags: .inPlace, name: symbol(tree.name(node)), a: before, b: value.rawValue,
        range: tree.range(node)))
    if isBound(target) { bind(target, to: result, flags: .inPlace) }
  }

  /// Stores a value into a target: a name, a member, an element, or a pattern of them.
  mutating func bind(_ target: NodeIndex, to value: Operand, flags: OperationFlags = []) {
    guard depth < loweringDepth else {
      facts.cutOff += 1
      return
    }
    depth += 1
    defer { depth -= 1 }
    let range = tree.range(target)
    switch tree.kind(target) {
    case .name:
      let slot = slot(binding: tree.name(target))
      emit(Operation(kind: .store, flags: flags, a: value, b: UInt32(slot), range: range))
    case .member:
      let object = tree.firstChild(target).map { expression($0) } ?? .nothing
      emit(
        Operation(
          kind: .storeMember, flags: flags, name: symbol(tree.name(target)), a: object, b: value.rawValue,
          range: range))
    case .subscript:
      guard let object = tree.firstChild(target) else { return }
      let base = expression(object)
      let start = scratch.count
      var index = tree.nextSibling(object)
      if let first = index {
        let operand = expression(tree.kind(first) == .argument ? tree.firstChild(first) ?? first : first)
        scratch.append(Argument(value: operand))
      }
      while let next = index { index = tree.nextSibling(next) }
      scratch.append(Argument(value: value))
      _ = emit(.storeIndex, at: range, a: base, flags: flags, argumentsFrom: start)
    case .tuple, .list:
      var child = target + 1
      var position: UInt32 = 0
      while child < tree.end(target) {
        let part = emit(.unpack, at: tree.range(child), a: value, b: position)
        bind(child, to: part, flags: flags)
        position += 1
        child = tree.end(child)
      }
    case .starred, .unwrap, .argument, .typeAnnotation:
      if let inner = tree.firstChild(target) { bind(inner, to: value, flags: flags) }
    case .pattern, .call, .dictionary, .dictionaryEntry, .logical:
      // A pattern binds parts of the value: what they are is not known, only where they come from.
      let part = value == .nothing ? value : emit(.unpack, at: range, a: value, b: UInt32(Int32.max))
      var child = target + 1
      while child < tree.end(target) {
        bind(child, to: part)
        child = tree.end(child)
      }
    case .conditionBinding: conditionBinding(target)
    default: break
    }
  }

  // MARK: Imports

  private mutating func importStatement(_ node: NodeIndex) {
    let module = tree.kind(node) == .importFrom ? symbol(tree.name(node)) : .none
    var child = node + 1
    while child < tree.end(node) {
      if tree.kind(child) == .importedName {
        let path = tree.name(child)
        let alias = firstChild(child, .alias).map { symbol(tree.name($0)) }
        if tree.kind(node) == .importFrom {
          let member = symbol(path)
          facts.imports.append(ImportFact(localName: alias ?? member, module: module, member: member))
        } else {
          let text = names.text(path)
          let first = text.split(separator: ".").first.map(String.init) ?? text
          facts.imports.append(
            ImportFact(
              localName: alias ?? symbols.symbol(first), module: alias == nil ? symbols.symbol(first) : symbol(path),
              member: .none))
        }
      }
      child = tree.end(child)
    }
  }

  // MARK: Templates

  private mutating func include(_ node: NodeIndex) {
    guard let target = tree.firstChild(node) else { return }
    let value = expression(target)
    let start = scratch.count
    arguments(after: target, of: node)
    let flags: OperationFlags = tree.flags(node).contains(.constant) ? .inPlace : []
    _ = emit(.include, at: tree.range(node), a: value, flags: flags, argumentsFrom: start)
  }

  @discardableResult
  mutating func tag(_ node: NodeIndex) -> Operand {
    let start = scratch.count
    var child = node + 1
    var blocks: [NodeIndex] = []
    while child < tree.end(node) {
      if tree.kind(child) == .block {
        blocks.append(child)
      } else if tree.kind(child) == .argument {
        let value = tree.firstChild(child).map { expression($0) } ?? .nothing
        scratch.append(Argument(value: value, label: symbol(tree.name(child))))
      } else {
        let value = expression(child)
        scratch.append(Argument(value: value))
      }
      child = tree.end(child)
    }
    let value = emit(.tag, at: tree.range(node), name: symbol(tree.name(node)), argumentsFrom: start)
    // What a cache tag holds runs when nothing is kept, like the handler of a miss.
    let isKept = symbol(tree.name(node)) == words.cache
    let branch = isKept ? beginBranch(.nothing, at: tree.range(node), flags: .handler) : 0
    for block in blocks { statement(block) }
    if isKept { endBranch(branch) }
    return value
  }
}
