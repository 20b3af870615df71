// The operations of one body, in order: values, loops, branches, assignments.

import Facts
import Syntax

extension Interpreter {
  func run(_ frame: Frame) {
    if inquiries.asks(file: frame.file, body: frame.body) { return runWatched(frame) }
    let facts = project.files[frame.file]
    let range = facts.bodies[frame.body].operations
    let start = Int(range.lowerBound)
    let count = range.count
    operationsLeft -= count
    var index = 0
    while index < count {
      let operation = facts.operations[start + index]
      frame.range = operation.range
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

  func step(_ operation: Operation, _ index: Int, _ frame: Frame, _ facts: FileFacts) {
    switch operation.kind {
    case .call: frame.cells[index] = call(operation, frame, facts)
    case .invoke: frame.cells[index] = invoke(operation, frame, facts)
    case .member:
      let object = cell(operation.a, frame)
      frame.cells[index] =
        facts.language == .template
        ? templateMember(operation.name, of: object, operation, frame)
        : member(operation.name, of: object, operation, frame)
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
            isEmpty && values[declared].kind == .collection
            ? values.adding(values[inner.value].flags.intersection([.bounded, .empty]), to: declared) : declared
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
      if values[value.value].kind == .entity, frame.loops.contains(where: { $0.multiplies && $0.reference.isLarge }) {
        frame.yieldsRows = true
      }
      frame.cells[index] = Cell()
    case .return:
      let value = cell(operation.a, frame)
      frame.returned = frame.returned.map { join($0, value) } ?? value
      leave(frame, .return)
    case .raise: leave(frame, .raise)
    case .leave: leave(frame, operation.flags.contains(.continues) ? .continue : .break)
    case .output: output(operation, frame)
    case .filter: frame.cells[index] = templateFilter(operation, frame, facts)
    case .tag: frame.cells[index] = templateTag(operation, frame, facts)
    case .include: templateInclude(operation, frame, facts)
    case .extends, .blockBegin, .blockEnd: break
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
  func settleExit(_ exit: Exit, _ effects: Range<Int>, _ frame: Frame) {
    let depth: UInt8
    switch exit {
    case .none, .continue: return
    case .break: depth = frame.loops.isEmpty ? 0 : frame.loopDepth
    case .return: depth = frame.loops.isEmpty ? 0 : UInt8(truncatingIfNeeded: frame.outerLoops + 1)
    // An error thrown in a closure ends the loops that run it.
    case .raise: depth = frame.loopDepth == 0 ? 0 : 1
    }
    guard depth > 0 else { return }
    for position in effects {
      let known = frame.effects[position].leavesDepth
      frame.effects[position].leavesDepth = known == 0 ? depth : min(known, depth)
    }
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
      if left.flags.contains(.relation), right.flags.contains(.relation), isServed(left) != isServed(right) {
        // Filtered or ordered anew in some case only: the usual one is what the rows were prefetched for.
        return isServed(left) ? a : b
      }
      var joined = left
      joined.b = eager.joined(left.b, right.b)
      joined.flags.formUnion(right.flags.intersection([.eagerUnknown, .refined, .plain]))
      if !right.flags.contains(.bounded) { joined.flags.remove(.bounded) }
      if left.kind == .query { joined.d = criteria.joining(left.d, right.d) } else if left.d == 0 { joined.d = right.d }
      if left.c == 0 { joined.c = right.c }
      return values.intern(joined)
    case (.collection, .collection):
      guard left.c == right.c else {
        // `set(names) if names else ()`: what is in there is in the set.
        if left.flags.isSuperset(of: [.bounded, .empty]) { return b }
        if right.flags.isSuperset(of: [.bounded, .empty]) { return a }
        var joined = left
        joined.flags.insert(.guessed)
        return values.intern(joined)
      }
      var joined = left
      joined.a = join(left.a, right.a)
      joined.b = join(left.b, right.b)
      joined.d = records.union(left.d, right.d) { join($0, $1) }
      joined.flags.formUnion(right.flags)
      if !right.flags.contains(.bounded) || !left.flags.contains(.bounded) { joined.flags.remove(.bounded) }
      return values.intern(joined)
    case (.collection, _): return a
    case (_, .collection): return b
    default: return a
    }
  }

  private func isServed(_ value: Value) -> Bool { value.flags.contains(.loaded) && !value.flags.contains(.refined) }

  // MARK: Assignments

  private func store(_ operation: Operation, _ frame: Frame) {
    let slot = Int(operation.b)
    guard slot < frame.locals.count else { return }
    var value = cell(operation.a, frame)
    if frame.loopDepth > 0, isMutableLiteral(operation.a, frame) { value.variance = frame.loopDepth }
    noteCopy(operation, slot, frame)
    if value.value == ValueTable.unknown, let loop = frame.loops.last, operation.a == Operand(.operation, loop.begin),
      loop.begin >= 0, !frame.isTemplate
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

  /// `parts = [0]`: a new list each time, although its elements are always the same.
  private func isMutableLiteral(_ operand: Operand, _ frame: Frame) -> Bool {
    guard operand.tag == .operation else { return false }
    switch project.files[frame.file].operations[bodyStart(frame) + operand.payload].kind {
    case .list, .set, .dictionary: return true
    default: return false
    }
  }

  private func storeMember(_ operation: Operation, _ frame: Frame) {
    let object = cell(operation.a, frame)
    let value = cell(operation.second, frame)
    noteChoices(operation, value, frame)
    if values[object.value].kind == .entity {
      // A relation that was assigned is there: reading it loads nothing.
      var row = values[object.value]
      row.b = eager.adding([operation.name], to: row.b)
      let changed = values.intern(row)
      assignToRows(object, changed, operation.name, frame)
      replace(operation.a, with: changed, frame)
    }
    if values[object.value].kind == .query { setRequest(operation, object, value, frame) }
    if isReceiver(operation.a, object, frame) || (operation.a.tag == .free && operation.a.symbol == words.selfName) {
      let known = frame.assigned[operation.name]
      frame.assigned[operation.name] = known.map { join($0, value.value) } ?? value.value
    }
  }

  /// What a loop assigns to each row stays with the rows of a query or list in a variable.
  private func assignToRows(_ row: Cell, _ changed: ValueID, _ name: Symbol, _ frame: Frame) {
    guard let loop = frame.loops.last(where: { $0.begin >= 0 && frame.cells[$0.begin].value == row.value }) else {
      return
    }
    let facts = project.files[frame.file]
    let iterated = facts.operations[facts.bodies[frame.body].start + loop.begin].a
    guard iterated.tag == .local, iterated.payload < frame.locals.count else { return }
    var rows = values[frame.locals[iterated.payload].value]
    switch rows.kind {
    case .query: rows.b = eager.adding([name], to: rows.b)
    case .collection where rows.a == row.value: rows.a = changed
    default: return
    }
    frame.locals[iterated.payload].value = values.intern(rows)
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
    if arguments.count == 2, let key = arguments.first, grown.c == CollectionType.dictionary.rawValue {
      grown.d = storing(key.value, stored.value, in: value, frame)
    }
    if frame.loopDepth > 0, !walksDeclarations(frame) { grown.flags.insert(.large) }
    grown.flags.remove(.bounded)
    replace(operation.a, with: values.intern(grown), frame)
  }

  /// Gives the variable that an operand reads a more precise value.
  func replace(_ operand: Operand, with value: ValueID, _ frame: Frame) {
    if operand.tag == .local, operand.payload < frame.locals.count { frame.locals[operand.payload].value = value }
    if operand.tag == .operation, operand.payload < frame.cells.count {
      let facts = project.files[frame.file]
      let start = facts.bodies[frame.body].start
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
