// What repeats work: loops over rows and collections, whether they multiply, and how the work inside is counted.

import Facts
import Syntax

/// Slices and literals up to this many elements count as constant: a code review would not ask to batch them.
let boundedSize = 20

extension Interpreter {
  func beginLoop(_ operation: Operation, _ index: Int, _ frame: Frame, _ facts: FileFacts) {
    let iterable = cell(operation.a, frame)
    let isWhile = operation.flags.contains(.conditional)
    noteGrowth(operation, index, frame, facts)
    let value = values[iterable.value]
    let start = facts.bodies[frame.body].start
    let name = self.name(of: operation.a, facts, start, frame)
    var readsQuery = false
    if value.kind == .session {
      readsQuery = true
    } else if isFetched(value) {
      // Rows at hand: some query fetched them, once for each round of the loop that they vary with.
      readsQuery = iterable.variance >= frame.loopDepth
    } else if value.kind == .query, !value.flags.contains(.statement) {
      readsQuery = execute(iterable, at: operation.range, name: name, in: operation.a, frame)
    }
    if !isWhile { noteWalk(iterable, named: name, frame) }
    let element = elementOf(iterable.value)
    let multiplies =
      isWhile
      ? !hasFewRounds(operation, index, frame, facts) : !isBounded(value, operation.a, facts, start, name, frame)
    let isRow = values[element].kind == .entity && values[element].a >= 0
    // A list of queries: each fetches many rows, and they were made apart on purpose.
    let isBatch = value.kind == .collection && values[element].kind == .query
    var reference = LoopReference(
      place: Place(frame.file, operation.range),
      // Rows without a name go by their model.
      size: name.isNone && !isWhile && !isRow ? subjectName(of: operation.a, facts, start, frame) : name,
      sizeText: sizeName(value), readsQuery: readsQuery,
      isLarge: value.kind == .query || value.flags.contains(.large), source: value.kind == .query ? value.c : 0)
    if value.flags.contains(.relation) {
      reference.expression = expression(of: operation.a, before: index, facts, start)
    }
    noteRows(element, of: value, in: &reference)
    if isWhile { reference.sizeText = "rounds" }
    reference.isFew = !isWhile && isCutFromText(operation.a, frame, facts)
    reference.function = frame.function
    reference.isGiven = !iterable.root.isDisjoint(with: .parameters)
    let depth = UInt8(truncatingIfNeeded: min(Int(frame.loopDepth) + 1, 250))
    frame.loops.append(
      OpenLoop(
        begin: index, depth: depth, reference: reference, multiplies: multiplies && !isBatch, isWhile: isWhile,
        effectStart: frame.effects.count, branchDepth: frame.branches.count, iterable: iterable, iterableName: name))
    if frame.isTemplate { frame.loops[frame.loops.count - 1].savedLocals = frame.locals }
    frame.cells[index] = Cell(value: element, variance: depth, root: iterable.root)
  }

  /// The model and source of the rows that a loop runs over, also of those in what an iterator pairs them with
  /// (`found.items()`); tuples that code put into a list may be few.
  func noteRows(_ element: ValueID, of iterable: Value, in reference: inout LoopReference) {
    var row = values[element]
    if row.kind == .parts, iterable.c == CollectionType.iterator.rawValue,
      let part = values.lists[Int(row.a)].first(where: { values[$0].kind == .entity })
    {
      row = values[part]
    }
    guard row.kind == .entity else { return }
    reference.model = row.a
    if reference.source == 0 { reference.source = row.c }
  }

  /// Rows that a query gave before: in a list, or as the result of a session.
  private func isFetched(_ value: Value) -> Bool {
    switch value.kind {
    case .collection: return value.flags.contains(.large) && values[value.a].kind == .entity
    case .query: return value.flags.contains(.loaded) && !value.flags.contains(.relation)
    default: return false
    }
  }

  /// Where the rows of a relation are asked for: the operand itself, or what the variable was given last.
  private func expression(of operand: Operand, before index: Int, _ facts: FileFacts, _ start: Int) -> ByteRange? {
    switch operand.tag {
    case .operation: return facts.operations[start + operand.payload].range
    case .local:
      for position in stride(from: index - 1, through: 0, by: -1) {
        let made = facts.operations[start + position]
        guard made.kind == .store, Int(made.b) == operand.payload else { continue }
        return made.a.tag == .operation ? facts.operations[start + made.a.payload].range : nil
      }
      return nil
    default: return nil
    }
  }

  /// Marks what the loop's body changes: collections that it adds to grow from the first round on, variables that it
  /// moves on hold another value each round.
  private func noteGrowth(_ operation: Operation, _ index: Int, _ frame: Frame, _ facts: FileFacts) {
    let start = facts.bodies[frame.body].start
    let end = Int(operation.b)
    let isDeclared = walksDeclarations(frame, or: name(of: operation.a, facts, start, frame))
    var position = index + 1
    while position < end {
      let inner = facts.operations[start + position]
      position += 1
      if inner.kind == .store, !inner.flags.contains(.inPlace) {
        let slot = Int(inner.b)
        if slot < frame.locals.count, frame.locals[slot].variance <= frame.loopDepth,
          !updatesItself(inner, frame, facts, start)
        {
          frame.locals[slot].variance = UInt8(truncatingIfNeeded: min(Int(frame.loopDepth) + 1, 250))
        }
        continue
      }
      guard inner.kind == .invoke, knowledge.appends.contains(inner.name), !isDeclared else { continue }
      if inner.a.tag == .local, inner.a.payload < frame.locals.count {
        frame.locals[inner.a.payload].value = grown(frame.locals[inner.a.payload].value)
      } else if inner.a.tag == .operation {
        let read = facts.operations[start + inner.a.payload]
        if read.kind == .member { frame.grownMembers.insert(read.name) }
      } else if inner.a.tag == .free {
        frame.grownMembers.insert(inner.a.symbol)
      }
    }
  }

  /// `items = items + more`, `data = data[size:]`: the same collection, grown or shrunk.
  func updatesItself(_ store: Operation, _ frame: Frame, _ facts: FileFacts, _ start: Int) -> Bool {
    let held = Operand(.local, Int(store.b))
    guard store.a.tag == .operation else { return store.a == held }
    var position = store.a.payload
    var made = facts.operations[start + position]
    for _ in 0..<8 {
      switch made.kind {
      case .binary:
        if made.a == held || made.second == held { return true }
      case .slice, .typed, .await:
        if made.a == held { return true }
      case .invoke:
        // `text = text.replace(…)` is the same text; `node = node.child(key)` moves on.
        if made.a == held { return isContent(frame.locals[Int(store.b)].value) }
      case .gather:
        // `items = [item for item in items if …]`
        guard let begin = comprehension(before: position, facts, start) else { return false }
        made = facts.operations[start + begin]
        if made.a == held { return true }
      case .call:
        // `node = next(node)` moves on; `text = clean(text)` is the same text.
        return isContent(frame.locals[Int(store.b)].value)
          && facts.arguments(of: made).contains { $0.value == held }
      case .list, .tuple, .set, .dictionary, .choice:
        return facts.arguments(of: made).contains { $0.value == held }
      default: return false
      }
      guard made.a.tag == .operation else { return false }
      position = made.a.payload
      made = facts.operations[start + position]
    }
    return false
  }

  private func isContent(_ id: ValueID) -> Bool {
    switch values[id].kind {
    case .collection, .parts, .text, .prose, .bytes: return true
    default: return false
    }
  }

  /// Where the outermost loop of a comprehension begins, by the operation that gathers its elements.
  func comprehension(before gather: Int, _ facts: FileFacts, _ start: Int) -> Int? {
    guard gather > 0 else { return nil }
    let end = facts.operations[start + gather - 1]
    return end.kind == .loopEnd ? Int(end.b) : nil
  }

  func grown(_ id: ValueID) -> ValueID {
    var value = values[id]
    guard value.kind == .collection else { return id }
    value.flags.formUnion([.growing, .large])
    value.flags.remove(.bounded)
    return values.intern(value)
  }

  /// A Django queryset in a variable keeps the rows that it has read: only a new one reads again.
  private func keepsRows(_ operand: Operand, _ value: Value, _ facts: FileFacts, _ start: Int) -> Bool {
    guard value.a == -1 || value.a >= 0 && models.models[ClassID(Int(value.a))]?.framework == .django else {
      return false
    }
    switch operand.tag {
    case .local, .free: return true
    case .operation: return facts.operations[start + operand.payload].kind == .member
    default: return false
    }
  }

  func endLoop(_ frame: Frame) {
    guard let loop = frame.loops.popLast() else { return }
    lastLoopWasLarge = loop.reference.isLarge
    lastLoopWasBounded = !loop.multiplies
    let runsOnce = frame.terminated && frame.branches.count == loop.branchDepth && !loop.continues
    frame.terminated = false
    frame.exit = .none
    settle(frame, below: loop.depth)
    noteWrites(loop.effectStart, frame.effects.count, frame)
    if loop.isWhile || runsOnce || !loop.multiplies {
      closeWithoutRows(loop, frame, runsOnce: runsOnce || loop.isWhile && !loop.multiplies)
    } else {
      apply(loop, to: frame)
    }
    if frame.isTemplate {
      if loop.begin >= 0 { frame.locals = loop.savedLocals }
      return
    }
    noteSearch(loop, frame)
  }

  /// After a loop, what it assigned stays as its last round left it.
  private func settle(_ frame: Frame, below depth: UInt8) {
    for slot in frame.locals.indices {
      if frame.locals[slot].variance >= depth { frame.locals[slot].variance = depth - 1 }
      // What the outermost loop gathered is complete now.
      if frame.loops.isEmpty, values[frame.locals[slot].value].flags.contains(.growing) {
        var complete = values[frame.locals[slot].value]
        complete.flags.remove(.growing)
        frame.locals[slot].value = values.intern(complete)
      }
    }
  }

  /// Multiplies what the loop's body did by the number of its elements.
  private func apply(_ loop: OpenLoop, to frame: Frame) {
    var position = loop.effectStart
    while position < frame.effects.count {
      let effect = frame.effects[position]
      let varies = effect.variance >= loop.depth
      if effect.leavesDepth > 0, effect.leavesDepth <= loop.depth {
        // The loop is left right after: it happens once.
        leaveOnce(&position, loop, frame)
        continue
      }
      switch effect.kind {
      case .query, .write:
        if varies || !effect.isCached { frame.effects[position].repeated(by: loop.reference) }
      case .lazyRelation:
        // A to-one relation is loaded once an object: only a new object each time multiplies.
        if varies || (effect.relationIsMany && !effect.isCached) {
          frame.effects[position].repeated(by: loop.reference)
        }
      case .membership, .linear, .search, .growingCopy, .recomputation:
        if varies && effect.loops.isEmpty {
          // Each element's own collection: linear in total.
          frame.effects.remove(at: position)
          continue
        }
        if !varies { frame.effects[position].repeated(by: loop.reference) }
      }
      frame.effects[position].variance = min(frame.effects[position].variance, loop.depth - 1)
      position += 1
    }
  }

  /// Counts what is done right before a loop is left: once.
  private func leaveOnce(_ position: inout Int, _ loop: OpenLoop, _ frame: Frame) {
    let effect = frame.effects[position]
    guard effect.isRoundTrip || !effect.loops.isEmpty || effect.variance < loop.depth else {
      frame.effects.remove(at: position)
      return
    }
    if effect.leavesDepth == loop.depth { frame.effects[position].leavesDepth = 0 }
    frame.effects[position].variance = min(effect.variance, loop.depth - 1)
    position += 1
  }

  /// A loop that is no loop over rows: `while`, a literal, one that leaves at its end.
  private func closeWithoutRows(_ loop: OpenLoop, _ frame: Frame, runsOnce: Bool) {
    var position = loop.effectStart
    while position < frame.effects.count {
      let effect = frame.effects[position]
      if effect.leavesDepth > 0, effect.leavesDepth <= loop.depth {
        leaveOnce(&position, loop, frame)
        continue
      }
      if !effect.isRoundTrip {
        if effect.variance >= loop.depth && effect.loops.isEmpty {
          frame.effects.remove(at: position)
          continue
        }
        // Rounds of a `while` are no input size by themselves: what they scan must grow, or be drained.
        let isDrained =
          effect.kind == .growingCopy
          || effect.kind == .linear && (knowledge.frontOperations.contains(effect.name) || effect.name == words.slash)
        if loop.isWhile && !runsOnce && effect.variance < loop.depth && (isDrained || effect.confidence >= 2) {
          frame.effects[position].repeated(by: loop.reference)
        }
      }
      frame.effects[position].variance = min(frame.effects[position].variance, loop.depth - 1)
      position += 1
    }
  }

  // MARK: Elements and sizes

  func elementOf(_ id: ValueID) -> ValueID {
    let value = values[id]
    switch value.kind {
    case .query:
      if value.flags.contains(.plain) || value.flags.contains(.batches) { return ValueTable.unknown }
      if value.a <= -2 {
        // What is loaded with tuples is asked for at their first model.
        var isFirst = true
        let parts = values.lists[Int(-2 - value.a)].map { part -> ValueID in
          var row = values[part]
          guard row.kind == .entity else { return part }
          if isFirst { row.b = value.b } else if value.b != 0 { row.flags.insert(.eagerUnknown) }
          isFirst = false
          row.c = value.c
          row.flags.formUnion(value.flags.intersection([.eagerUnknown]))
          return values.intern(row)
        }
        return values.intern(Value(kind: .parts, flags: .bounded, a: values.list(parts)))
      }
      return values.intern(
        Value(
          kind: .entity, flags: value.flags.intersection([.eagerUnknown]), a: value.a,
          b: eager.union(value.b, sharedParents(value)), c: value.c))
    case .collection:
      if value.c == CollectionType.dictionary.rawValue { return value.b }
      if value.c == CollectionType.swiftDictionary.rawValue {
        return values.intern(Value(kind: .parts, flags: .bounded, a: values.list([value.b, value.a])))
      }
      if value.c == CollectionType.text.rawValue { return ValueTable.text }
      if value.c == CollectionType.range.rawValue { return ValueTable.number }
      return value.a
    case .parts:
      return values.lists[Int(value.a)].reduce(ValueTable.unknown) { join($0, $1) }
    default: return ValueTable.unknown
    }
  }

  /// To-one relations that a query's conditions fix to one row: SQLAlchemy's session loads it once for all.
  private func sharedParents(_ query: Value) -> Int32 {
    guard query.d != 0, query.a >= 0, let model = models.models[ClassID(Int(query.a))], model.framework == .sqlalchemy
    else { return 0 }
    var result: Int32 = 0
    for criterion in criteria.lists[Int(query.d)] where criterion.relation == .equal && !criterion.path.isNone {
      if let relation = model.relations[criterion.path] {
        if relation.kind == .toOne { result = eager.adding([relation.name], to: result) }
        continue
      }
      let key = project.utf8(criterion.path)
      guard key.suffix(3).elementsEqual("_id".utf8) else { continue }
      for relation in model.relations.values where relation.kind == .toOne {
        if project.utf8(relation.name).elementsEqual(key.dropLast(3)) {
          result = eager.adding([relation.name], to: result)
        }
      }
    }
    return result
  }

  func isInMemory(_ value: Value) -> Bool {
    switch value.kind {
    case .collection, .unknown, .instance: return true
    default: return false
    }
  }

  private func isBounded(
    _ value: Value, _ operand: Operand, _ facts: FileFacts, _ start: Int, _ name: Symbol, _ frame: Frame
  ) -> Bool {
    if value.flags.contains(.bounded) && !value.flags.contains(.growing) && !value.flags.contains(.large) {
      return true
    }
    if value.flags.contains(.batches) { return true }
    switch value.kind {
    case .parts, .type, .none, .number, .text, .boolean: return true
    case .collection where value.flags.contains(.optional): return true
    default: break
    }
    if isConstantName(name) { return true }
    guard operand.tag == .operation, start + operand.payload < facts.operations.count else { return false }
    let made = facts.operations[start + operand.payload]
    switch made.kind {
    case .call, .invoke:
      let callee = made.kind == .invoke ? made.name : made.a.tag == .free ? made.a.symbol : .none
      if givesBatches(callee) { return true }
      // `itertools.count()` goes on until the body has enough.
      if made.kind == .invoke, callee == words.count, values[cell(made.a, frame).value].kind == .external {
        return true
      }
      if callee == words.range { return facts.arguments(of: made).count >= 3 }
    default: break
    }
    return false
  }

  /// `chunked`, `iter_batches`, `paginate`: loops over what they give are loops over batches.
  private func givesBatches(_ callee: Symbol) -> Bool {
    if let known = batchNames[callee] { return known }
    let found = knowledge.batches.occur(in: project.utf8(callee))
    batchNames[callee] = found
    return found
  }

  /// `STATUSES`, `DEFAULT_KEYS`: constants by the convention of their language.
  func isConstantName(_ name: Symbol) -> Bool {
    let text = project.utf8(name)
    guard text.count > 2 else { return false }
    return text.allSatisfy { ($0 >= 0x41 && $0 <= 0x5A) || $0 == 0x5F || ($0 >= 0x30 && $0 <= 0x39) }
  }

  /// Methods that give the rows or elements of what they are called on: a loop is named after that.
  private func isAccessor(_ name: Symbol) -> Bool {
    switch project.word(name) {
    case .items, .keys, .values, .all, .iterator, .filter, .exclude, .orderBy, .selectRelated, .prefetchRelated,
      .enumerated, .lazy:
      return true
    default: return false
    }
  }

  /// The name that an operand is known by in the source.
  func name(of operand: Operand, _ facts: FileFacts, _ start: Int, _ frame: Frame) -> Symbol {
    switch operand.tag {
    case .free: return operand.symbol
    case .local:
      let slots = facts.bodies[frame.body].slots
      let index = Int(slots.lowerBound) + operand.payload
      return index < Int(slots.upperBound) ? facts.slots[index] : .none
    case .operation:
      var current = facts.operations[start + operand.payload]
      for _ in 0..<6 {
        switch current.kind {
        case .member:
          // `{% for row in owner.rows.all %}`
          guard facts.language == .template, isAccessor(current.name) else {
            // `Order.objects.all()` has no name of its own.
            return knowledge.managerAttributes.contains(current.name) ? .none : current.name
          }
          guard current.a.tag == .operation else { return name(of: current.a, facts, start, frame) }
          current = facts.operations[start + current.a.payload]
        case .filter:
          guard current.a.tag == .operation else { return name(of: current.a, facts, start, frame) }
          current = facts.operations[start + current.a.payload]
        case .await, .typed, .enter, .slice, .index:
          guard current.a.tag == .operation else { return name(of: current.a, facts, start, frame) }
          current = facts.operations[start + current.a.payload]
        case .invoke:
          guard isAccessor(current.name) else { return .none }
          guard current.a.tag == .operation else { return name(of: current.a, facts, start, frame) }
          current = facts.operations[start + current.a.payload]
        case .call:
          guard current.a.tag == .free, let first = facts.arguments(of: current).first else { return .none }
          let callee = current.a.symbol
          guard
            callee == words.list || callee == words.sorted || callee == words.enumerate || callee == words.reversed
              || callee == words.set || callee == words.tuple || project.word(callee) == .zip
          else { return .none }
          guard first.value.tag == .operation else { return name(of: first.value, facts, start, frame) }
          current = facts.operations[start + first.value.payload]
        default: return .none
        }
      }
      return .none
    default: return .none
    }
  }

  /// The name to tell a collection by: its variable's, else that of the function that gives it.
  func subjectName(of operand: Operand, _ facts: FileFacts, _ start: Int, _ frame: Frame) -> Symbol {
    var operand = operand
    var counted = Symbol.none
    for _ in 0..<6 {
      let known = name(of: operand, facts, start, frame)
      guard known.isNone, operand.tag == .operation else { return known.isNone ? counted : known }
      let made = facts.operations[start + operand.payload]
      switch made.kind {
      case .invoke:
        switch values[cell(made.a, frame).value].kind {
        case .collection, .text, .prose, .parts: operand = made.a
        default: return made.name
        }
      case .call:
        guard made.a.tag == .free else { return counted }
        let given = facts.arguments(of: made)
        switch project.word(made.a.symbol) {
        case .range where !given.isEmpty:
          // `range(size)`, `range(1, size)`
          counted = made.a.symbol
          operand = given[given.startIndex + min(given.count, 2) - 1].value
        case .len where !given.isEmpty, .str where !given.isEmpty: operand = given[given.startIndex].value
        default: return made.a.symbol
        }
      case .await, .typed, .enter, .slice, .index: operand = made.a
      default: return counted
      }
    }
    return counted
  }

  func sizeName(_ value: Value) -> String {
    switch value.kind {
    case .query, .entity:
      guard value.a >= 0 else { return "rows" }
      if let known = rowNames[value.a] { return known }
      let name = plural(project.name(ClassID(Int(value.a))))
      rowNames[value.a] = name
      return name
    case .collection where values[value.a].kind == .entity: return sizeName(values[value.a])
    default: return "elements"
    }
  }

  /// `OrderItem` → `order items`, `Category` → `categories`.
  func plural(_ name: String) -> String {
    var result = ""
    let characters = Array(name)
    for (index, character) in characters.enumerated() {
      let follows = index > 0 && characters[index - 1].isLowercase
      let precedes = index > 0 && index + 1 < characters.count && characters[index + 1].isLowercase
      if character.isUppercase, follows || precedes { result += " " }
      result += character.lowercased()
    }
    if result.hasSuffix("y"), !result.hasSuffix("ay"), !result.hasSuffix("ey"), !result.hasSuffix("oy") {
      return String(result.dropLast()) + "ies"
    }
    if result.hasSuffix("s") || result.hasSuffix("x") || result.hasSuffix("ch") { return result + "es" }
    return result + "s"
  }

  // MARK: Queries that run

  /// Runs a query by reading its rows; says whether that is a round trip.
  @discardableResult
  func execute(
    _ cell: Cell, at range: ByteRange, name: Symbol = .none, in operand: Operand = .nothing, _ frame: Frame
  ) -> Bool {
    let value = values[cell.value]
    guard value.kind == .query, !value.flags.contains(.loaded) else { return false }
    // What a parameter's query costs is its maker's account unless a loop repeats it here.
    let isRelation = value.flags.contains(.relation) && !value.flags.contains(.refined)
    use(value, at: Place(frame.file, range), loopDepth: frame.loops.count)
    var effect = Effect(
      kind: isRelation ? .lazyRelation : .query, model: rowModel(value),
      name: value.c > 0 ? sources[Int(value.c)].path.last ?? .none : .none,
      subject: modelName(rowModel(value)), place: Place(frame.file, range))
    effect.source = value.c
    if value.a < 0, value.c > 0 { effect.subject = sources[Int(value.c)].outside }
    if effect.subject.isNone { effect.subject = name }
    effect.isLoadable = isRelation && value.c > 0 && !value.flags.contains(.eagerUnknown)
    effect.relationIsMany = true
    effect.isPrepared = eager.branch(value.b, EagerTable.preparedMark) != nil
    effect.variance = cell.variance
    effect.root = cell.root
    if value.flags.contains(.eagerUnknown) && isRelation { effect.confidence = 1 }
    if eager.branch(value.b, EagerTable.batchMark) != nil { effect.confidence = 0 }
    if value.flags.contains(.relation), value.c > 0, let owner = relationOwner(value.c) { effect.subject = owner }
    let facts = project.files[frame.file]
    effect.isCached = keepsRows(operand, value, facts, facts.bodies[frame.body].start)
    add(effect, to: frame)
    return true
  }

  func modelName(_ model: Int32) -> Symbol {
    model >= 0 ? project.classFact(ClassID(Int(model))).name : .none
  }

  /// The last relation on the way from a source's model to its rows.
  func relation(ofSource source: Int32) -> Relation? {
    let row = sources[Int(source)]
    guard row.model >= 0, let last = row.path.last else { return nil }
    var model = ClassID(Int(row.model))
    for step in row.path.dropLast() {
      guard let next = models.models[model]?.relations[step]?.target else { return nil }
      model = next
    }
    return models.models[model]?.relations[last]
  }

  /// Name of the model that a source's last relation belongs to.
  func relationOwner(_ source: Int32) -> Symbol? {
    let row = sources[Int(source)]
    guard row.model >= 0, !row.path.isEmpty else { return nil }
    var model = ClassID(Int(row.model))
    for step in row.path.dropLast() {
      guard let next = models.models[model]?.relations[step]?.target else { return nil }
      model = next
    }
    return project.classFact(model).name
  }
}
