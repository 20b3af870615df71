// Built-in functions, known functions of libraries, operators, elements and slices.

import Facts
import Syntax

extension Interpreter {
  func builtin(
    _ name: Symbol, _ given: [CallArgument], _ operation: Operation, _ frame: Frame, _ facts: FileFacts
  ) -> Cell {
    if name == words.superName, facts.language == .python {
      return Cell(value: values.intern(Value(kind: .builtin, a: Int32(bitPattern: name.rawValue))), root: .parameter(0))
    }
    if facts.language == .swift, let result = swiftGlobalCall(name, given, operation, frame, facts) { return result }
    return external(name, given, operation, frame, facts)
  }

  /// The operand of an argument by its place.
  private func operand(_ number: Int, _ operation: Operation, _ facts: FileFacts) -> Operand {
    let arguments = facts.arguments(of: operation)
    return number < arguments.count ? arguments[arguments.startIndex + number].value : .nothing
  }

  /// A function known by its last name: of the language's library or of a framework.
  func external(
    _ name: Symbol, _ given: [CallArgument], _ operation: Operation, _ frame: Frame, _ facts: FileFacts
  ) -> Cell {
    if !templates.isEmpty || knowledge.templates.calls[name] == .page,
      let shown = rendering(name, by: nil, given, operation, frame)
    {
      return shown
    }
    let first = given.first?.cell ?? Cell()
    let value = values[first.value]
    let depth = frame.loopDepth
    let variance = given.variance
    if knowledge.selectConstructors.contains(name),
      let found = nonEmpty(alchemyQuery(given, operation, frame, isStatement: true))
    {
      return statement(found, by: name)
    }
    if knowledge.loadersJoined.contains(name) || knowledge.loadersBatched.contains(name) {
      return loader(given, below: nil)
    }
    if knowledge.textFunctions.contains(name) {
      for argument in given { convertToText(argument.cell, operation, frame) }
      return Cell(value: values.intern(Value(kind: .text)), variance: variance, root: Cell.localRoot)
    }
    if knowledge.modelFunctions.contains(name), let model = namedModel(given, frame) { return model }
    if knowledge.onlyColumns.contains(name) || knowledge.deferredColumns.contains(name) {
      return columnLoader(name, given, below: nil)
    }
    if knowledge.loadersOfModel.contains(name) { return Cell(value: values.intern(Value(kind: .loader))) }
    if knowledge.rowFunctions.contains(name) { return rowFunction(.row, first, given, operation, frame) }
    if knowledge.rowsFunctions.contains(name) { return rowFunction(.rows, first, given, operation, frame) }
    if isPrefetch(name) { return prefetch(given, frame) }
    if knowledge.loadingFunctions.contains(name) {
      loadRelations(given, of: operand(0, operation, facts), frame)
      return Cell()
    }
    let word = operation.kind == .invoke ? methodWord(name) : project.word(name)
    switch word {
    case .list, .tuple, .set, .frozenset, .sorted, .deque, .dict, .orderedDictType, .counterType, .defaultdict,
      .arrayType, .setType, .dictionaryType, .contiguousArrayType, .reversed, .iter:
      if value.kind == .query { execute(first, at: operation.range, in: operand(0, operation, facts), frame) }
      if word == .sorted { runKey(given, over: first, operation, frame) }
      if word == .reversed || word == .iter {
        return Cell(
          value: value.kind == .query
            ? values.collection(.iterator, of: elementOf(first.value), flags: .large) : first.value,
          variance: first.variance, root: first.root)
      }
      return made(name, from: first, given, operation, frame)
    case .enumerate, .enumerated:
      if value.kind == .query { execute(first, at: operation.range, in: operand(0, operation, facts), frame) }
      let pair = values.intern(Value(kind: .parts, a: values.list([ValueTable.number, elementOf(first.value)])))
      return Cell(
        value: values.collection(.iterator, of: pair, flags: growth(of: first.value)), variance: first.variance,
        root: first.root)
    case .zip, .zipLongest:
      let parts = given.map { elementOf($0.cell.value) }
      for (number, argument) in given.enumerated() where values[argument.cell.value].kind == .query {
        execute(argument.cell, at: operation.range, in: operand(number, operation, facts), frame)
      }
      let pair = values.intern(Value(kind: .parts, a: values.list(parts)))
      return Cell(
        value: values.collection(.iterator, of: pair, flags: growth(of: first.value)), variance: variance,
        root: first.root)
    case .range, .xrange:
      let bounded = given.allSatisfy {
        values[$0.cell.value].kind == .number && values[$0.cell.value].flags.contains(.bounded)
      }
      return Cell(
        value: values.collection(.range, of: ValueTable.number, flags: bounded ? .bounded : []), variance: variance,
        root: given.reduce(Cell.noRoot) { $0.union($1.cell.root.inputs) })
    case .len:
      if value.kind == .query { execute(first, at: operation.range, in: operand(0, operation, facts), frame) }
      if value.kind == .instance { callDunder(words.length, first, operation, frame) }
      return Cell(value: ValueTable.number, variance: variance, root: first.root)
    case .sum, .min, .max, .any, .all:
      if value.kind == .query { execute(first, at: operation.range, in: operand(0, operation, facts), frame) }
      runKey(given, over: first, operation, frame)
      if given.count == 1, value.kind == .collection, isScannable(value), value.c != CollectionType.iterator.rawValue {
        scan(.linear, name, first, operation, frame)
      }
      let isPick = word == .min || word == .max
      return Cell(
        value: isPick && given.count == 1 ? elementOf(first.value) : ValueTable.number, variance: max(variance, 0),
        root: first.root)
    case .map, .filter:
      if given.count >= 2 { return mapped(given, operation, frame) }
      return Cell()
    case .next:
      return Cell(value: elementOf(first.value), variance: variance, root: first.root)
    case .str, .repr, .format, .stringType:
      convertToText(first, operation, frame)
      return Cell(value: values.intern(Value(kind: .text)), variance: variance, root: Cell.localRoot)
    case .bytes, .bytearray:
      return Cell(
        value: values.collection(word == .bytes ? .bytes : .bytearray), variance: depth, root: Cell.localRoot)
    case .text, .literalColumn, .sqlType: return first
    case .orCondition, .notCondition: return Cell(variance: variance)
    case .getattr:
      if given.count >= 2, values[given[1].cell.value].kind == .text {
        return member(values[given[1].cell.value].symbol, of: first, operation, frame)
      }
      return Cell(variance: variance, root: first.root)
    case .isinstance, .hasattr, .issubclass, .int, .float, .bool, .hash, .id, .abs, .round:
      return Cell(value: ValueTable.number, variance: variance, root: first.root)
    case .type, .vars, .dir, .print: return Cell(variance: variance)
    case .groupby:
      if value.kind == .query { execute(first, at: operation.range, frame) }
      runKey(given, over: first, operation, frame)
      let group = values.collection(.list, of: elementOf(first.value), flags: growth(of: first.value))
      let pair = values.intern(Value(kind: .parts, a: values.list([ValueTable.unknown, group])))
      return Cell(
        value: values.collection(.iterator, of: pair, flags: growth(of: first.value)), variance: variance,
        root: first.root)
    case .attrgetter:
      guard given.count == 1, value.kind == .text, value.a != 0 else { return Cell() }
      return Cell(value: values.intern(Value(kind: .path, a: value.a, b: -1)))
    case .product:
      return Cell(value: values.collection(.iterator), variance: variance, root: first.root)
    case .chain, .fromIterable, .islice:
      return Cell(value: first.value, variance: variance, root: first.root)
    case .createEngine, .sessionmaker, .sessionType, .scopedSession, .connect:
      return Cell(value: ValueTable.session)
    case .partial: return partial(given)
    case .syncToAsync, .databaseSyncToAsync:
      return first
    default: break
    }
    // `func.max(Order.total)`: an expression over the column.
    if value.kind == .path {
      return Cell(value: columnFunction(name, of: value, given), variance: first.variance, root: first.root)
    }
    runCallbacks(given, operation, frame)
    return Cell(variance: variance, root: given.reduce(Cell.noRoot) { $0.union($1.cell.root.inputs) })
  }

  /// What a method of something outside the project means: `cache.set(key, value)` makes no set.
  private func methodWord(_ name: Symbol) -> Word {
    let word = project.word(name)
    switch word {
    case .list, .tuple, .set, .sorted, .dict, .reversed, .iter, .map, .filter, .next: return .other
    default: return word
    }
  }

  /// `Prefetch`, `GenericPrefetch` and classes that a project makes of them.
  func isPrefetch(_ name: Symbol) -> Bool {
    project.hasSuffix(name, "Prefetch")
  }

  /// `get_model("shop", "Order")`, `get_model("shop.Order")`
  func namedModel(_ given: [CallArgument], _ frame: Frame) -> Cell? {
    var parts: [String] = []
    if given.isEmpty {
      guard let id = models.userModel(near: frame.file, project), models.isModel(id) else { return nil }
      return Cell(value: values.intern(Value(kind: .type, a: id.rawValue)))
    }
    for argument in given.prefix(2) {
      let value = values[argument.cell.value]
      guard value.kind == .text, value.a != 0 else { return nil }
      parts.append(project.text(value.symbol))
    }
    parts = parts.joined(separator: ".").split(separator: ".").map(String.init)
    // Django's registry does not mind the case of a model's name.
    if let last = parts.last, let name = modelNames()[last.lowercased()] { parts[parts.count - 1] = name }
    guard let id = models.classNamed(parts.joined(separator: "."), near: frame.file, project), models.isModel(id)
    else { return nil }
    return Cell(value: values.intern(Value(kind: .type, a: id.rawValue)))
  }

  /// Names of the models by their lower case.
  private func modelNames() -> [String: String] {
    if let modelsByLowerName { return modelsByLowerName }
    var names: [String: String] = [:]
    for id in models.models.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
      let name = project.name(id)
      if names[name.lowercased()] == nil { names[name.lowercased()] = name }
    }
    modelsByLowerName = names
    return names
  }

  private func nonEmpty(_ cell: Cell) -> Cell? { cell.value == ValueTable.unknown ? nil : cell }

  private func rowFunction(
    _ role: QueryRole, _ first: Cell, _ given: [CallArgument], _ operation: Operation, _ frame: Frame
  ) -> Cell {
    let value = values[first.value]
    guard value.kind == .type || value.kind == .query else { return Cell() }
    var model = value
    model.kind = .query
    if value.kind == .type { model = Value(kind: .query, a: value.a) }
    noteLookup(model, given, operation, frame)
    return queryEffect(role, model: model, operation, frame)
  }

  func callDunder(_ name: Symbol, _ object: Cell, _ operation: Operation, _ frame: Frame) {
    let value = values[object.value]
    guard value.kind == .instance || value.kind == .entity else { return }
    if let method = method(name, of: ClassID(Int(value.a))) {
      enter(method, receiver: object, arguments: [], operation, frame)
    }
  }

  func growth(of id: ValueID) -> ValueFlags {
    let value = values[id]
    if value.kind == .query { return value.flags.intersection(.bounded).isEmpty ? .large : .bounded }
    if value.kind == .parts { return .bounded }
    return value.flags.intersection([.bounded, .large, .growing])
  }

  private func made(
    _ name: Symbol, from first: Cell, _ given: [CallArgument], _ operation: Operation, _ frame: Frame
  ) -> Cell {
    let isSwift = project.files[frame.file].language == .swift
    let type: CollectionType
    let word = project.word(name)
    switch word {
    case .list, .sorted: type = .list
    case .tuple: type = .tuple
    case .set, .frozenset: type = .set
    case .setType: type = isSwift ? .swiftSet : .set
    case .deque: type = .deque
    case .arrayType, .contiguousArrayType: type = .array
    case .dictionaryType: type = .swiftDictionary
    default: type = .dictionary
    }
    let source = values[first.value]
    if source.kind == .unknown, !given.isEmpty {
      noteWalk(first, named: operation.a.tag == .free ? operation.a.symbol : .none, frame)
    }
    var element = elementOf(first.value)
    var key = ValueTable.unknown
    if type == .dictionary || type == .swiftDictionary {
      element = source.kind == .collection ? source.a : ValueTable.unknown
      key = source.kind == .collection ? source.b : ValueTable.unknown
      if word == .defaultdict, let factory = given.first {
        let made = values[factory.cell.value]
        if made.kind == .builtin {
          let name = made.symbol
          if name == words.list { element = values.collection(.list) }
          if name == words.set { element = values.collection(.set) }
        }
      }
    }
    let flags: ValueFlags = given.isEmpty ? [.bounded, .empty] : growth(of: first.value)
    if !given.isEmpty, [.list, .set, .array, .swiftSet, .tuple].contains(type), source.kind == .collection,
      isScannable(source), source.c != CollectionType.iterator.rawValue
    {
      scan(.linear, operation.name.isNone ? name : operation.name, first, operation, frame)
    }
    var made = Value(kind: .collection, flags: flags, a: element, b: key, c: type.rawValue)
    if type == .dictionary, !given.isEmpty, !templates.isEmpty { made.d = updating(made, given) }
    return Cell(value: values.intern(made), variance: frame.loopDepth, root: Cell.localRoot)
  }

  /// `sorted(rows, key=lambda row: …)` runs its key once an element.
  private func runKey(_ given: [CallArgument], over first: Cell, _ operation: Operation, _ frame: Frame) {
    for (position, argument) in given.enumerated() where position > 0 || !argument.label.isNone {
      let value = values[argument.cell.value]
      guard value.kind == .closure || value.kind == .function || value.kind == .path else { continue }
      runPerElement(argument.cell, over: first, operation, frame)
    }
  }

  private func mapped(_ given: [CallArgument], _ operation: Operation, _ frame: Frame) -> Cell {
    let source = given[1].cell
    if values[source.value].kind == .query {
      execute(source, at: operation.range, in: operand(1, operation, project.files[frame.file]), frame)
    }
    if comparesByEquality(given[0]), isScannable(values[source.value]) {
      scan(.search, words.equals, source, operation, frame)
    }
    let result = runPerElement(given[0].cell, over: source, operation, frame)
    return Cell(
      value: values.collection(.iterator, of: result.value, flags: growth(of: source.value)), variance: frame.loopDepth,
      root: Cell.localRoot)
  }

  /// Calls a function once an element: a loop without a loop statement.
  @discardableResult
  func runPerElement(
    _ function: Cell, over source: Cell, _ operation: Operation, _ frame: Frame, extra: [CallArgument] = [],
    elementLast: Bool = false, comparesElements: Bool = false
  ) -> Cell {
    let value = values[function.value]
    let element = elementOf(source.value)
    let depth = UInt8(truncatingIfNeeded: min(Int(frame.loopDepth) + 1, 250))
    noteWalk(source, named: operation.name, frame)
    let facts = project.files[frame.file]
    let start = facts.bodies[frame.body].start
    let sourceValue = values[source.value]
    var size = Symbol.none
    if operation.kind == .invoke { size = name(of: operation.a, facts, start, frame) }
    let multiplies = !sourceValue.flags.contains(.bounded) || sourceValue.flags.contains(.large)
    var reference = LoopReference(
      place: Place(frame.file, operation.range), size: size, sizeText: "elements",
      readsQuery: sourceValue.kind == .query, isLarge: sourceValue.flags.contains(.large) || sourceValue.kind == .query,
      source: sourceValue.kind == .query ? sourceValue.c : 0)
    noteRows(element, of: sourceValue, in: &reference)
    frame.loops.append(
      OpenLoop(
        begin: -1, depth: depth, reference: reference, multiplies: multiplies, isWhile: false,
        effectStart: frame.effects.count, branchDepth: frame.branches.count, iterable: source, iterableName: size))
    let wasTerminated = frame.terminated
    let elementCell = CallArgument(
      cell: Cell(value: element, variance: depth, root: source.root), label: .none)
    let passed =
      comparesElements
      ? [elementCell, elementCell] : elementLast ? extra + [elementCell] : [elementCell] + extra
    var result = Cell()
    switch value.kind {
    case .closure:
      let id = FunctionID(Int(value.a))
      if facts.language == .swift { noteCapturedGrowth(id, frame) }
      result = enter(
        id, receiver: Cell(), arguments: spread(passed, over: id), operation, frame, parent: liveFrames[value.b])
    case .function:
      result = enter(
        FunctionID(Int(value.a)), receiver: Cell(value: value.b, variance: function.variance), arguments: passed,
        operation, frame)
    case .path:
      // `attrgetter("customer.name")`
      result = follow(project.dotted(value.symbol), from: elementCell.cell, at: operation.range, frame)
    default: break
    }
    frame.terminated = false
    endLoop(frame)
    frame.terminated = wasTerminated
    return result
  }

  /// `names.forEach { if !found.contains($0) { found.append($0) } }`: what the closure adds to grows from the first
  /// element on.
  private func noteCapturedGrowth(_ id: FunctionID, _ frame: Frame) {
    let fact = project.functionFact(id)
    guard fact.body >= 0 else { return }
    let facts = project.files[project.file(of: id)]
    for inner in facts.operations(of: facts.bodies[Int(fact.body)])
    where inner.kind == .invoke && inner.a.tag == .free && knowledge.appends.contains(inner.name) {
      if let slot = slot(named: inner.a.symbol, in: frame) {
        frame.locals[slot].value = grown(frame.locals[slot].value)
      } else {
        frame.grownMembers.insert(inner.a.symbol)
      }
    }
  }

  /// `{ key, value in … }`: a closure with a parameter for each part of the one argument it gets.
  private func spread(_ arguments: [CallArgument], over id: FunctionID) -> [CallArgument] {
    guard arguments.count == 1, let whole = arguments.first?.cell else { return arguments }
    let value = values[whole.value]
    let parameters = project.functionFact(id).parameters.count
    guard value.kind == .parts, parameters > 1, values.lists[Int(value.a)].count == parameters else { return arguments }
    return values.lists[Int(value.a)].map {
      CallArgument(cell: Cell(value: $0, variance: whole.variance, root: whole.root), label: .none)
    }
  }

  private func isComprehension(_ loop: OpenLoop, _ frame: Frame) -> Bool {
    guard loop.begin >= 0 else { return true }
    let facts = project.files[frame.file]
    return facts.operations[facts.bodies[frame.body].start + loop.begin].flags
      .contains(.comprehension)
  }

  // MARK: Operators and elements

  func binary(_ operation: Operation, _ frame: Frame) -> Cell {
    let left = cell(operation.a, frame)
    let right = cell(operation.second, frame)
    let variance = max(left.variance, right.variance)
    let name = operation.name
    if name == words.isIn || name == words.notIn {
      membership(of: left, in: right, operation, frame)
      return Cell(value: ValueTable.boolean, variance: variance)
    }
    let leftValue = values[left.value]
    if leftValue.kind == .path || values[right.value].kind == .path {
      // A column compared: a criterion.
      return Cell(value: comparison(leftValue, values[right.value], name), variance: variance)
    }
    if name == words.plus || (operation.flags.contains(.inPlace) && project.word(name) == .plus) {
      return added(left, right, operation, frame)
    }
    let word = project.word(name)
    if word == .pipe || word == .ampersand || word == .minus {
      if leftValue.kind == .query || (leftValue.kind == .collection) {
        return Cell(value: left.value, variance: max(variance, frame.loopDepth), root: left.root)
      }
    }
    if word == .percent && (leftValue.kind == .prose || leftValue.kind == .text) {
      if values[right.value].kind == .parts {
        for part in values.lists[Int(values[right.value].a)] {
          convertToText(Cell(value: part, variance: right.variance, root: right.root), operation, frame)
        }
      } else {
        convertToText(right, operation, frame)
      }
      if let filled = filled(leftValue, with: values[right.value]) {
        return Cell(value: filled, variance: variance, root: Cell.localRoot)
      }
      return Cell(value: left.value, variance: variance, root: Cell.localRoot)
    }
    if word == .coalesce { return join(left, right) }
    if [.equals, .notEquals, .less, .greater, .lessOrEqual, .greaterOrEqual, .is, .isNot].contains(word) {
      // `any(a.key == b.key for b in rows)`: the comparison is the comprehension's element, not its condition.
      if let loop = frame.loops.indices.last, isComprehension(frame.loops[loop], frame),
        elementComparison(operation, frame, loop) == .equal
      {
        frame.loops[loop].comparesElement = true
      }
      return Cell(value: ValueTable.boolean, variance: variance)
    }
    if word == .as || word == .asOptional || word == .asForced { return left }
    return Cell(value: ValueTable.unknown, variance: variance, root: left.root.union(right.root).inputs)
  }

  /// `a + b` on collections copies both.
  private func added(_ left: Cell, _ right: Cell, _ operation: Operation, _ frame: Frame) -> Cell {
    let value = values[left.value]
    let other = values[right.value]
    let variance = max(left.variance, right.variance)
    guard
      value.kind == .collection || value.kind == .text || value.kind == .prose || value.kind == .bytes
        || value.kind == .parts
    else {
      if other.kind == .collection { return Cell(value: right.value, variance: frame.loopDepth, root: Cell.localRoot) }
      return Cell(variance: variance, root: left.root.union(right.root).inputs)
    }
    if value.kind == .collection {
      var next = value
      if other.kind == .collection { next.a = join(value.a, other.a) }
      if !other.flags.contains(.bounded) || frame.loopDepth > 0 { next.flags.remove(.bounded) }
      if frame.loopDepth > 0 { next.flags.insert(.large) }
      growing(left, operation, frame)
      return Cell(value: values.intern(next), variance: max(variance, frame.loopDepth), root: Cell.localRoot)
    }
    growing(left, operation, frame)
    return Cell(value: left.value, variance: variance, root: Cell.localRoot)
  }

  func indexed(_ operation: Operation, _ frame: Frame) -> Cell {
    let base = cell(operation.a, frame)
    let index = cell(operation.second, frame)
    let variance = max(base.variance, index.variance)
    let value = values[base.value]
    switch value.kind {
    case .query:
      var receiver = base
      receiver.variance = frame.loopDepth
      if value.flags.contains(.loaded) {
        return Cell(value: elementOf(base.value), variance: variance, root: base.root)
      }
      let facts = project.files[frame.file]
      let start = facts.bodies[frame.body].start
      execute(base, at: operation.range, name: name(of: operation.a, facts, start, frame), frame)
      return Cell(value: elementOf(base.value), variance: frame.loopDepth)
    case .collection where value.d > 0 && operation.second.tag == .string:
      let field = records.value(operation.second.symbol, in: value.d)
      return Cell(value: field ?? value.a, variance: base.variance, root: base.root)
    case .collection:
      // The key picks the element: what belongs to the key's owner is no shared collection.
      return Cell(value: value.a, variance: variance, root: base.root.union(index.root.inputs))
    case .parts:
      let items = values.lists[Int(value.a)]
      let position = values[index.value]
      if position.kind == .number, Int(position.a) < items.count, position.flags.contains(.bounded) {
        return Cell(value: items[Int(position.a)], variance: variance, root: base.root)
      }
      return Cell(value: elementOf(base.value), variance: variance, root: base.root)
    case .type: return base
    default: return Cell(variance: variance, root: base.root.union(index.root.inputs))
    }
  }

  func sliced(_ operation: Operation, _ frame: Frame, _ facts: FileFacts) -> Cell {
    let base = cell(operation.a, frame)
    let value = values[base.value]
    let arguments = facts.arguments(of: operation)
    let high = arguments.dropFirst().first.map { values[cell($0.value, frame).value] }
    let isSmall = high.map { $0.kind == .number && $0.flags.contains(.bounded) && Int($0.a) <= boundedSize } ?? false
    switch value.kind {
    case .query:
      var next = value
      if isSmall { next.flags.insert(.bounded) }
      if high != nil { next.d = criteria.adding([.limited], to: value.d) }
      return Cell(value: values.intern(next), variance: base.variance, root: base.root)
    case .collection:
      var next = value
      if isSmall { next.flags = .bounded } else { sliceCost(base, arguments, operation, frame) }
      return Cell(value: values.intern(next), variance: max(base.variance, frame.loopDepth), root: Cell.localRoot)
    case .unknown where isSmall:
      // Whatever it is, it is short.
      return Cell(value: values.collection(.any, flags: .bounded), variance: base.variance, root: base.root)
    default: return Cell(value: base.value, variance: base.variance, root: base.root)
    }
  }
}
