// The operations of one body, in order: values, loops, branches, assignments.

import Facts
import Syntax

extension Interpreter {
  func run(_ frame: Frame) {
    let facts = project.files[frame.file]
    let range = facts.bodies[frame.body].operations
    let start = Int(range.lowerBound)
    let count = range.count
    operationsLeft -= count
    var index = 0
    while index < count {
      let operation = facts.operations[start + index]
      step(operation, index, frame, facts)
      if frame.endsHere { break }
      index += 1
    }
  }

  func cell(_ operand: Operand, _ frame: Frame) -> Cell {
    switch operand.tag {
    case .nothing: return Cell()
    case .operation:
      let index = operand.payload
      return index < frame.cells.count ? frame.cells[index] : Cell()
    case .local:
      let slot = operand.payload
      return slot < frame.locals.count ? frame.locals[slot] : Cell()
    case .free: return freeValue(operand.symbol, in: frame)
    case .string:
      return Cell(
        value: values.intern(Value(kind: .text, flags: .bounded, a: Int32(bitPattern: operand.symbol.rawValue))))
    case .integer: return Cell(value: values.intern(Value(kind: .number, flags: .bounded, a: Int32(operand.payload))))
    case .constant:
      switch Operand.Constant(rawValue: UInt32(operand.payload)) ?? .other {
      case .none: return Cell(value: ValueTable.none)
      case .yes: return Cell(value: values.truth(true))
      case .no: return Cell(value: values.truth(false))
      case .number: return Cell(value: ValueTable.number)
      case .text: return Cell(value: values.intern(Value(kind: .text, flags: .bounded)))
      case .bytes: return Cell(value: ValueTable.bytes, root: Cell.localRoot)
      case .other: return Cell()
      }
    case .function:
      let id = project.functionID(file: frame.file, local: operand.payload)
      if frame.function < 0 && !project.functionFact(id).flags.contains(.closure) {
        return Cell(value: values.intern(Value(kind: .function, a: id.rawValue)))
      }
      return Cell(value: values.intern(Value(kind: .closure, a: id.rawValue, b: frame.serial)))
    }
  }

  private func step(_ operation: Operation, _ index: Int, _ frame: Frame, _ facts: FileFacts) {
    switch operation.kind {
    case .call: frame.cells[index] = call(operation, frame, facts)
    case .invoke: frame.cells[index] = invoke(operation, frame, facts)
    case .member:
      let object = cell(operation.a, frame)
      frame.cells[index] = member(operation.name, of: object, operation, frame)
    case .index: frame.cells[index] = indexed(operation, frame)
    case .slice: frame.cells[index] = sliced(operation, frame, facts)
    case .binary: frame.cells[index] = binary(operation, frame)
    case .unary:
      let inner = cell(operation.a, frame)
      frame.cells[index] = Cell(value: ValueTable.unknown, variance: inner.variance, root: inner.root)
    case .choice: frame.cells[index] = choice(operation, frame, facts)
    case .list, .tuple, .set, .dictionary: frame.cells[index] = literal(operation, frame, facts)
    case .template: frame.cells[index] = template(operation, frame, facts)
    case .text:
      frame.cells[index] = Cell(
        value: values.intern(Value(kind: .prose, a: Int32(bitPattern: operation.name.rawValue))))
    case .keyPath:
      let last = facts.arguments(of: operation).last?.value.symbol ?? .none
      frame.cells[index] = Cell(
        value: values.intern(Value(kind: .path, a: Int32(bitPattern: last.rawValue), b: -1)))
    case .loopBegin: beginLoop(operation, index, frame, facts)
    case .loopEnd: endLoop(frame)
    case .gather: frame.cells[index] = gather(operation, frame)
    case .branchBegin: beginBranch(operation, index, frame, facts)
    case .branchElse: elseBranch(frame)
    case .branchEnd: endBranch(operation, frame, facts)
    case .store: store(operation, frame)
    case .storeMember: storeMember(operation, frame)
    case .storeIndex: storeIndex(operation, frame, facts)
    case .unpack: frame.cells[index] = unpack(operation, frame)
    case .typed:
      var inner = cell(operation.a, frame)
      let declared = typeValue(TypeReference(bitPattern: operation.b), in: frame.file)
      if let cast = cast(inner.value, to: declared) { inner.value = cast }
      if inner.value == ValueTable.unknown || inner.value == ValueTable.none || isEmptyCollection(inner.value) {
        if declared != ValueTable.unknown {
          // An empty literal with a type is still empty until something is added to it.
          let isEmpty = values[inner.value].kind == .collection && values[inner.value].flags.contains(.bounded)
          inner.value =
            isEmpty && values[declared].kind == .collection ? values.adding(.bounded, to: declared) : declared
        }
      }
      frame.cells[index] = inner
    case .enter:
      var inner = cell(operation.a, frame)
      if values[inner.value].kind == .unknown, isSessionName(operation.a, frame) { inner.value = ValueTable.session }
      frame.cells[index] = inner
    case .await:
      var inner = cell(operation.a, frame)
      var value = values[inner.value]
      if value.flags.contains(.future) {
        value.flags.remove(.future)
        inner.value = values.intern(value)
      }
      frame.cells[index] = inner
    case .yield:
      let value = cell(operation.a, frame)
      frame.yields = frame.yields.map { join($0, value) } ?? value
      frame.cells[index] = Cell()
    case .return:
      let value = cell(operation.a, frame)
      frame.returned = frame.returned.map { join($0, value) } ?? value
      leave(frame, .return)
    case .raise: leave(frame, .raise)
    case .leave: leave(frame, operation.flags.contains(.continues) ? .continue : .break)
    case .output: output(operation, frame)
    case .filter: frame.cells[index] = filterValue(operation, frame, facts)
    case .tag, .include, .extends, .blockBegin, .blockEnd: break
    }
  }

  /// Rows of an unknown model, known by what they are cast to.
  private func cast(_ id: ValueID, to declared: ValueID) -> ValueID? {
    let value = values[id]
    let target = values[declared]
    guard value.kind == .query, value.a == -1, target.kind == .collection, values[target.a].kind == .entity else {
      return nil
    }
    var row = values[target.a]
    row.b = eager.union(row.b, value.b)
    var rows = target
    rows.a = values.intern(row)
    rows.flags.insert(.large)
    return values.intern(rows)
  }

  private func isEmptyCollection(_ id: ValueID) -> Bool {
    let value = values[id]
    return value.kind == .collection && value.a == ValueTable.unknown
  }

  private func leave(_ frame: Frame, _ exit: Exit) {
    if let last = frame.loops.indices.last, frame.branches.count == frame.loops[last].branchDepth {
      frame.loops[last].continues = exit == .continue
    }
    if !frame.terminated { frame.exit = exit }
    frame.terminated = true
  }

  /// Work right before a loop is left is done once for it; work before an error is no work of the usual way.
  private func settleExit(_ exit: Exit, _ effects: Range<Int>, _ frame: Frame) {
    let depth: UInt8
    switch exit {
    case .none, .continue: return
    case .break: depth = frame.loops.isEmpty ? 0 : frame.loopDepth
    case .return, .raise: depth = frame.loops.isEmpty ? 0 : UInt8(truncatingIfNeeded: frame.outerLoops + 1)
    }
    guard depth > 0 else { return }
    for position in effects {
      let known = frame.effects[position].leavesDepth
      frame.effects[position].leavesDepth = known == 0 ? depth : min(known, depth)
    }
  }

  // MARK: Branches

  private func beginBranch(_ operation: Operation, _ index: Int, _ frame: Frame, _ facts: FileFacts) {
    var branch = OpenBranch(
      begin: index, saved: frame.locals, effectStart: frame.effects.count, terminatedBefore: frame.terminated,
      returned: frame.returned)
    branch.exitBefore = frame.exit
    branch.condition = truth(of: operation.a, frame, facts, Int(facts.bodies[frame.body].operations.lowerBound))
    if let loop = frame.loops.indices.last, operation.a.tag == .operation {
      let start = Int(facts.bodies[frame.body].operations.lowerBound)
      let condition = facts.operations[start + operation.a.payload]
      branch.comparison = elementComparison(condition, frame, loop)
    }
    branch.isInverted = operation.flags.contains(.inverted)
    if branch.isInverted, let known = branch.condition { branch.condition = !known }
    frame.branches.append(branch)
  }

  private func elseBranch(_ frame: Frame) {
    guard let top = frame.branches.indices.last else { return }
    if frame.branches[top].condition == false {
      dropEffects(from: frame.branches[top].effectStart, frame)
      frame.returned = frame.branches[top].returned
    }
    frame.branches[top].returned = frame.returned
    if !frame.branches[top].terminatedBefore {
      settleExit(frame.exit, min(frame.branches[top].effectStart, frame.effects.count)..<frame.effects.count, frame)
    }
    noteComparison(frame.branches[top], frame)
    frame.branches[top].comparison = .none
    frame.branches[top].thenExit = frame.exit
    frame.exit = frame.branches[top].exitBefore
    frame.branches[top].elseEffectStart = frame.effects.count
    frame.branches[top].afterThen = frame.locals
    frame.branches[top].thenTerminated = frame.terminated || frame.branches[top].condition == false
    frame.locals = frame.branches[top].saved
    frame.terminated = frame.branches[top].terminatedBefore
  }

  /// A loop searches when something is done for the element that fits; one that only skips an element does not.
  private func noteComparison(_ branch: OpenBranch, _ frame: Frame) {
    guard let loop = frame.loops.indices.last else { return }
    let skips = frame.exit == .continue && !branch.terminatedBefore
    let picks: Bool
    switch branch.comparison {
    case .none: return
    case .equal: picks = branch.isInverted ? skips : !skips
    case .different: picks = !branch.isInverted && skips
    }
    if picks { frame.loops[loop].comparesElement = true }
  }

  private func endBranch(_ operation: Operation, _ frame: Frame, _ facts: FileFacts) {
    guard let branch = frame.branches.popLast() else { return }
    let body = facts.bodies[frame.body]
    let start = Int(body.operations.lowerBound)
    let begin = facts.operations[start + branch.begin]
    noteComparison(branch, frame)
    let fallback = guardKind(begin, from: branch.begin, to: Int(operation.b) >= 0 ? endIndex(begin) : 0, facts, start)
    let end = branch.afterThen == nil ? frame.effects.count : min(branch.elseEffectStart, frame.effects.count)
    settle(fallback, from: branch.effectStart, to: end, frame)
    if branch.afterThen == nil {
      if branch.condition == false {
        dropEffects(from: branch.effectStart, frame)
        frame.returned = branch.returned
      }
    } else if branch.condition == true {
      dropEffects(from: branch.elseEffectStart, frame)
      frame.returned = branch.returned
    }
    if !branch.terminatedBefore {
      let from = branch.afterThen == nil ? branch.effectStart : branch.elseEffectStart
      settleExit(frame.exit, min(from, frame.effects.count)..<frame.effects.count, frame)
    }
    let elseLocals = branch.afterThen == nil ? branch.saved : frame.locals
    let thenLocals = branch.afterThen ?? frame.locals
    let isElseDead = branch.condition == true
    let elseTerminated = (branch.afterThen == nil ? branch.terminatedBefore : frame.terminated) || isElseDead
    let thenTerminated =
      branch.afterThen == nil ? frame.terminated || branch.condition == false : branch.thenTerminated
    if thenTerminated && !elseTerminated {
      frame.locals = elseLocals
      if frame.loops.isEmpty, let container = rememberedContainer(begin, facts, start) {
        frame.remembered.append((container, frame.effects.count))
      }
    } else if elseTerminated && !thenTerminated {
      frame.locals = thenLocals
    } else {
      var joined = thenLocals
      for slot in joined.indices where joined[slot] != elseLocals[slot] {
        joined[slot] = join(joined[slot], elseLocals[slot])
      }
      frame.locals = joined
    }
    frame.terminated = thenTerminated && elseTerminated
    if branch.afterThen == nil, thenTerminated, !elseTerminated, frame.loops.isEmpty,
      asksForCache(begin.a, facts, start)
    {
      frame.fallsBack = true
    }
    // A branch that is known to be taken and that leaves ends the body.
    if frame.terminated, branch.condition != nil, frame.branches.isEmpty, frame.loops.isEmpty { frame.endsHere = true }
    if branch.afterThen == nil {
      frame.exit = branch.exitBefore
    } else {
      // Left either way: by the nearer of the two exits.
      frame.exit =
        frame.terminated
        ? (branch.thenExit.rawValue < frame.exit.rawValue ? branch.thenExit : frame.exit) : branch.exitBefore
    }
  }

  private func dropEffects(from start: Int, _ frame: Frame) {
    if start < frame.effects.count { frame.effects.removeSubrange(start...) }
  }

  /// Whether a condition is known to hold or not: of arguments that a call leaves out, above all.
  private func truth(of operand: Operand, _ frame: Frame, _ facts: FileFacts, _ start: Int) -> Bool? {
    if operand.tag == .operation, start + operand.payload < facts.operations.count {
      let made = facts.operations[start + operand.payload]
      switch made.kind {
      case .unary where project.word(made.name) == .not:
        return truth(of: made.a, frame, facts, start).map { !$0 }
      case .binary where made.second == Operand(.none):
        guard values[cell(made.a, frame).value].kind == .none else { return nil }
        if made.name == words.isSame || made.name == words.equals { return true }
        if made.name == words.isNotSame || made.name == words.notEquals { return false }
        return nil
      case .binary where made.name == words.equals || made.name == words.notEquals || made.name == words.isIn:
        return comparison(made, frame)
      case .choice where project.word(made.name) == .and:
        return facts.arguments(of: made).contains { truth(of: $0.value, frame, facts, start) == false } ? false : nil
      case .unary, .binary, .choice: return nil
      default: break
      }
    }
    guard operand.tag != .nothing else { return nil }
    let value = values[cell(operand, frame).value]
    switch value.kind {
    // A local that merely starts as None may be anything by now; a parameter that was left out stays None.
    case .none: return operand.tag == .local && isParameter(operand.payload, frame) ? false : nil
    case .boolean where value.a != 0:
      return operand.tag == .local && isParameter(operand.payload, frame) ? value.a == 1 : nil
    default: return nil
    }
  }

  /// Whether a known text equals a constant or is one of them (`self.action == "list"`).
  private func comparison(_ made: Operation, _ frame: Frame) -> Bool? {
    let left = values[cell(made.a, frame).value]
    guard left.kind == .text, left.a != 0, made.a.tag == .operation else { return nil }
    let right = values[cell(made.second, frame).value]
    if made.name == words.isIn {
      if made.second.tag == .operation {
        let facts = project.files[frame.file]
        let start = Int(facts.bodies[frame.body].operations.lowerBound)
        let list = facts.operations[start + made.second.payload]
        if list.kind == .list || list.kind == .set {
          let items = facts.arguments(of: list)
          if items.contains(where: { $0.value.tag == .string && Int32(bitPattern: $0.value.symbol.rawValue) == left.a })
          {
            return true
          }
          return items.allSatisfy { $0.value.tag == .string } ? false : nil
        }
      }
      guard right.kind == .parts else { return nil }
      var isKnown = true
      for item in values.lists[Int(right.a)] {
        let value = values[item]
        if value.kind == .text, value.a == left.a { return true }
        if value.kind != .text || value.a == 0 { isKnown = false }
      }
      return isKnown ? false : nil
    }
    guard right.kind == .text, right.a != 0 else { return nil }
    return (left.a == right.a) == (made.name == words.equals)
  }

  private func isParameter(_ slot: Int, _ frame: Frame) -> Bool {
    guard frame.function >= 0 else { return false }
    return slot < project.functionFact(FunctionID(Int(frame.function))).parameters.count
  }

  private func endIndex(_ begin: Operation) -> Int { Int(begin.b) }

  /// `element.key == outer.key`: a comparison that picks elements of the innermost loop by something from outside it.
  func elementComparison(_ condition: Operation, _ frame: Frame, _ loop: Int) -> ElementComparison {
    if condition.kind == .choice, project.word(condition.name) == .and {
      let facts = project.files[frame.file]
      let start = Int(facts.bodies[frame.body].operations.lowerBound)
      for part in facts.arguments(of: condition) where part.value.tag == .operation {
        let found = elementComparison(facts.operations[start + part.value.payload], frame, loop)
        if found == .equal { return .equal }
      }
      return .none
    }
    if condition.kind == .invoke, project.word(condition.name) == .contains {
      return containsOutside(condition, frame, frame.loops[loop].depth) ? .equal : .none
    }
    guard condition.kind == .binary else { return .none }
    let isEqual = condition.name == words.equals || condition.name == words.isSame
    guard isEqual || condition.name == words.notEquals || condition.name == words.isNotSame else { return .none }
    let depth = frame.loops[loop].depth
    let left = cell(condition.a, frame)
    let right = cell(condition.second, frame)
    let isConstant: (Operand) -> Bool = { $0.tag == .constant || $0.tag == .integer || $0.tag == .string }
    guard !isConstant(condition.a), !isConstant(condition.second) else { return .none }
    let element = left.variance == depth ? left : right
    let outside = left.variance == depth ? right : left
    // What the element is compared with must come from somewhere: a constant picks the same elements each time.
    guard element.variance == depth, outside.variance < depth, outside.variance > 0 || !outside.root.isEmpty else {
      return .none
    }
    return isEqual ? .equal : .different
  }

  /// `element.parts.contains(where: { $0.key == outer.key })`
  private func containsOutside(_ condition: Operation, _ frame: Frame, _ depth: UInt8) -> Bool {
    let facts = project.files[frame.file]
    guard cell(condition.a, frame).variance == depth else { return false }
    let given = arguments(condition, frame, facts)
    guard let first = given.first else { return false }
    if values[first.cell.value].kind == .closure { return comparesByEquality(first) }
    return first.cell.variance < depth && (first.cell.variance > 0 || !first.cell.root.isEmpty)
  }

  // MARK: Joining

  func join(_ a: Cell, _ b: Cell) -> Cell {
    Cell(
      value: join(a.value, b.value), variance: max(a.variance, b.variance),
      root: a.root.joined(b.root))
  }

  func join(_ a: ValueID, _ b: ValueID) -> ValueID {
    guard a != b else { return a }
    if a == ValueTable.unknown || a == ValueTable.none { return b }
    if b == ValueTable.unknown || b == ValueTable.none { return a }
    let left = values[a]
    let right = values[b]
    switch (left.kind, right.kind) {
    case (.query, .query), (.entity, .entity):
      guard left.a == right.a else { return a }
      var joined = left
      joined.b = eager.joined(left.b, right.b)
      joined.flags.formUnion(right.flags.intersection([.eagerUnknown, .refined, .plain]))
      if !right.flags.contains(.bounded) { joined.flags.remove(.bounded) }
      if left.d == 0 { joined.d = right.d }
      if left.c == 0 { joined.c = right.c }
      return values.intern(joined)
    case (.collection, .collection):
      guard left.c == right.c else {
        var joined = left
        joined.flags.insert(.guessed)
        return values.intern(joined)
      }
      var joined = left
      if left.d != right.d { joined.d = 0 }
      joined.a = join(left.a, right.a)
      joined.b = join(left.b, right.b)
      joined.flags.formUnion(right.flags)
      if !right.flags.contains(.bounded) || !left.flags.contains(.bounded) { joined.flags.remove(.bounded) }
      return values.intern(joined)
    case (.collection, _): return a
    case (_, .collection): return b
    default: return a
    }
  }

  // MARK: Assignments

  private func store(_ operation: Operation, _ frame: Frame) {
    let slot = Int(operation.b)
    guard slot < frame.locals.count else { return }
    var value = cell(operation.a, frame)
    noteCopy(operation, slot, frame)
    if value.value == ValueTable.unknown, let loop = frame.loops.last, operation.a == Operand(.operation, loop.begin),
      loop.begin >= 0
    {
      let facts = project.files[frame.file]
      let name = facts.slots[Int(facts.bodies[frame.body].slots.lowerBound) + slot]
      if let row = modelRow(named: name) { value.value = row }
    } else if values[value.value].kind == .entity, values[value.value].a < 0 {
      let facts = project.files[frame.file]
      let name = facts.slots[Int(facts.bodies[frame.body].slots.lowerBound) + slot]
      if let row = modelRow(named: name) { value.value = rowOfUnknown(values[value.value], model: values[row].a) }
    }
    if operation.flags.contains(.inPlace) {
      // `x += y` keeps the collection of a list; strings and tuples become a new object.
      let before = frame.locals[slot]
      value.variance = before.variance
      if value.value == ValueTable.unknown { value.value = before.value }
      value.root = before.root
    }
    frame.locals[slot] = value
  }

  private func storeMember(_ operation: Operation, _ frame: Frame) {
    let object = cell(operation.a, frame)
    let value = cell(operation.second, frame)
    if values[object.value].kind == .entity {
      // A relation that was assigned is there: reading it loads nothing.
      var row = values[object.value]
      row.b = eager.adding([operation.name], to: row.b)
      replace(operation.a, with: values.intern(row), frame)
    }
    if isReceiver(operation.a, object, frame) || (operation.a.tag == .free && operation.a.symbol == words.selfName) {
      let known = frame.assigned[operation.name]
      frame.assigned[operation.name] = known.map { join($0, value.value) } ?? value.value
    }
  }

  private func storeIndex(_ operation: Operation, _ frame: Frame, _ facts: FileFacts) {
    // A dictionary filled with rows hands rows out again.
    let arguments = facts.arguments(of: operation)
    guard arguments.count == 2 || arguments.count == 1, let last = arguments.last else { return }
    if !frame.remembered.isEmpty { settleRemembered(operation.a, frame, facts, bodyStart(frame)) }
    let stored = cell(last.value, frame)
    let container = cell(operation.a, frame)
    let value = values[container.value]
    guard value.kind == .collection else { return }
    var grown = value
    if grown.a == ValueTable.unknown { grown.a = stored.value }
    if arguments.count == 2, let key = arguments.first { grown.b = join(grown.b, cell(key.value, frame).value) }
    if frame.loopDepth > 0 { grown.flags.insert(.large) }
    grown.flags.remove(.bounded)
    replace(operation.a, with: values.intern(grown), frame)
  }

  /// Gives the variable that an operand reads a more precise value.
  func replace(_ operand: Operand, with value: ValueID, _ frame: Frame) {
    if operand.tag == .local, operand.payload < frame.locals.count { frame.locals[operand.payload].value = value }
    if operand.tag == .operation, operand.payload < frame.cells.count {
      let facts = project.files[frame.file]
      let start = Int(facts.bodies[frame.body].operations.lowerBound)
      let read = facts.operations[start + operand.payload]
      if read.kind == .member, cell(read.a, frame).value == frame.receiver, frame.receiver != ValueTable.unknown {
        frame.assigned[read.name] = value
      }
    }
  }

  private func unpack(_ operation: Operation, _ frame: Frame) -> Cell {
    let whole = cell(operation.a, frame)
    let value = values[whole.value]
    var part = Cell(variance: whole.variance, root: whole.root)
    switch value.kind {
    case .parts:
      let items = values.lists[Int(value.a)]
      if Int(operation.b) < items.count { part.value = items[Int(operation.b)] }
    case .collection where !value.flags.contains(.plain):
      if value.c == CollectionType.tuple.rawValue || value.c == CollectionType.list.rawValue { part.value = value.a }
    default: break
    }
    return part
  }
}
