// What is particular to Swift: closures given to collections, and the round trips of its persistence libraries, known
// by the shape of the call since their types are outside the project.

import Facts
import Syntax

extension Interpreter {
  // MARK: Collections

  func swiftCollectionCall(
    _ name: Symbol, of receiver: Cell, _ value: Value, _ type: CollectionType, _ given: [CallArgument],
    _ operation: Operation, _ frame: Frame, _ facts: FileFacts
  ) -> Cell {
    let word = project.word(name)
    let variance = max(receiver.variance, given.variance)
    if value.flags.contains(.future) { return futureCall(receiver, value, given, operation, frame) }
    if word == .append || word == .insert || word == .formUnion {
      grow(receiver, value, given, operation, frame)
      if word == .insert, type == .array, given.last?.label == words.at, isZero(given.last),
        isScannable(value), !isRenewed(operation.a, frame, facts)
      {
        scan(.linear, name, receiver, operation, frame)
      }
      return Cell()
    }
    if let method = extensionMethod(name, type) {
      return enter(method, receiver: receiver, arguments: given, operation, frame)
    }
    let closure = given.first {
      values[$0.cell.value].kind == .closure || values[$0.cell.value].kind == .function
        || values[$0.cell.value].kind == .path
    }
    let isPredicate = knowledge.predicate[Int(type.rawValue)].contains(name) && closure != nil
    let isLinear = knowledge.linear[Int(type.rawValue)].contains(name) && (closure == nil || isPredicate)
    let atFront =
      knowledge.linearAtFront[Int(type.rawValue)].contains(name) && (word == .removeFirst || isZero(given.first))
    if isPredicate || (isLinear && !given.isEmpty) || (isLinear && [.min, .max, .sorted, .reversed].contains(word))
      || atFront
    {
      if isScannable(value), !(word == .contains && closure == nil && (type == .swiftSet || type == .swiftDictionary)),
        !(word == .first && given.isEmpty), !(atFront && isRenewed(operation.a, frame, facts))
      {
        let kind: EffectKind =
          word == .contains && closure == nil
          ? .membership : comparesByEquality(closure) && word != .removeAll ? .search : .linear
        scan(kind, name, receiver, operation, frame)
        if isPredicate, !comparesByEquality(closure), let last = frame.effects.indices.last {
          frame.effects[last].asksPredicate = true
        }
      }
    }
    var result = Cell(variance: variance, root: receiver.root)
    if let closure, knowledge.swiftClosures.contains(name) {
      let extra = given.filter { values[$0.cell.value].kind != .closure }
      let isReduce = word == .reduce
      let mapped = runPerElement(
        closure.cell, over: receiver, operation, frame, extra: isReduce ? accumulator(extra) : [],
        elementLast: isReduce, comparesElements: [.sorted, .sort, .min, .max].contains(word))
      switch word {
      case .map, .compactMap, .flatMap, .asyncMap:
        var element = mapped.value
        if word == .flatMap, values[element].kind == .collection { element = values[element].a }
        result.value = values.collection(.array, of: element, flags: growth(of: receiver.value))
        result.variance = frame.loopDepth
        result.root = Cell.localRoot
      case .filter, .sorted:
        result.value =
          type == .swiftSet || type == .swiftDictionary
          ? receiver.value : values.collection(.array, of: value.a, flags: growth(of: receiver.value))
        result.variance = frame.loopDepth
        result.root = Cell.localRoot
      case .first, .min, .max, .last: result.value = elementOf(receiver.value)
      default: break
      }
      return result
    }
    switch word {
    case .sorted, .reversed, .filter, .shuffled, .dropFirst, .dropLast, .prefix, .suffix, .map, .joined:
      result.value = values.collection(
        .array, of: value.a, flags: word == .prefix || word == .suffix ? value.flags.union(.bounded) : value.flags)
      if word != .dropFirst && word != .dropLast { result.variance = max(frame.loopDepth, variance) }
      result.root = receiver.root
    case .enumerated:
      let pair = values.intern(Value(kind: .parts, a: values.list([ValueTable.number, value.a])))
      result.value = values.collection(.iterator, of: pair, flags: value.flags)
    case .split, .components, .lines:
      result.value = values.collection(.array, of: ValueTable.text)
      result.variance = max(frame.loopDepth, variance)
      result.root = Cell.localRoot
    case .popLast, .popFirst, .removeLast, .removeFirst, .remove:
      result.value = value.a
      result.variance = frame.loopDepth
    case .randomElement, .min, .max: result.value = value.a
    default: break
    }
    return result
  }

  /// Whether a closure looks for the elements that equal something.
  func comparesByEquality(_ closure: CallArgument?) -> Bool {
    guard let closure, values[closure.cell.value].kind == .closure else { return false }
    let id = FunctionID(Int(values[closure.cell.value].a))
    let fact = project.functionFact(id)
    guard fact.body >= 0 else { return false }
    let facts = project.files[project.file(of: id)]
    return facts.operations(of: facts.bodies[Int(fact.body)]).contains {
      $0.kind == .binary && ($0.name == words.equals || project.word($0.name) == .identical)
    }
  }

  /// `query.all().flatMap { rows in … }`: the closure gets all rows at once.
  private func futureCall(
    _ receiver: Cell, _ value: Value, _ given: [CallArgument], _ operation: Operation, _ frame: Frame
  ) -> Cell {
    var arrived = value
    arrived.flags.remove(.future)
    let argument = CallArgument(
      cell: Cell(value: values.intern(arrived), variance: receiver.variance, root: receiver.root), label: .none)
    var result = Cell(variance: frame.loopDepth)
    for closure in given {
      let function = values[closure.cell.value]
      guard function.kind == .closure else { continue }
      result = enter(
        FunctionID(Int(function.a)), receiver: Cell(), arguments: [argument], operation, frame,
        parent: liveFrames[function.b])
    }
    if values[result.value].kind == .collection { result.value = values.adding(.future, to: result.value) }
    return result
  }

  private func isZero(_ argument: CallArgument?) -> Bool {
    guard let argument else { return false }
    let value = values[argument.cell.value]
    return value.kind == .number && value.flags.contains(.bounded) && value.a == 0
  }

  private func grow(
    _ receiver: Cell, _ value: Value, _ given: [CallArgument], _ operation: Operation, _ frame: Frame
  ) {
    guard value.kind == .collection else { return }
    var grown = value
    if let first = given.first {
      grown.a = join(
        value.a, first.label == words.contentsOf ? elementOf(first.cell.value) : first.cell.value)
    }
    if frame.loopDepth > 0, receiver.variance < frame.loopDepth {
      grown.flags.formUnion([.growing, .large])
      grown.flags.remove(.bounded)
    }
    replace(operation.a, with: values.intern(grown), frame)
  }

  /// A method that the project declares in an extension of the collection's type.
  func extensionMethod(_ name: Symbol, _ type: CollectionType) -> FunctionID? {
    let names: [Symbol]
    switch type {
    case .array: names = [words.arrayType, words.collectionType, words.sequenceType, words.randomAccessCollectionType]
    case .swiftSet: names = [words.setType, words.collectionType, words.sequenceType]
    case .swiftDictionary: names = [words.dictionaryType, words.collectionType, words.sequenceType]
    case .text: names = [words.stringType, words.stringProtocolType]
    default: return nil
    }
    for owner in names {
      for id in project.classesByName[owner] ?? [] where project.classFact(id).form == .extension {
        if let method = methods(of: id)[name] { return method }
      }
    }
    return nil
  }

  // MARK: Persistence

  func swiftGlobalCall(
    _ name: Symbol, _ given: [CallArgument], _ operation: Operation, _ frame: Frame, _ facts: FileFacts
  ) -> Cell? {
    if let result = runHandedText(name, given, operation, frame) { return result }
    if knowledge.rowViews.contains(name), given.count >= 2, let row = given.last,
      values[row.cell.value].kind == .closure
    {
      return runPerElement(row.cell, over: given[0].cell, operation, frame)
    }
    if knowledge.propertyQueries.contains(name), given.contains(where: { !$0.label.isNone }) {
      return asksForNothing(operation, frame, facts) ? Cell() : anonymousQuery(name, operation, frame)
    }
    // A bare call in an extension of a collection is a call on the collection itself.
    let value = values[frame.receiver]
    guard value.kind == .collection, let type = CollectionType(rawValue: value.c) else { return nil }
    guard knowledge.swiftClosures.contains(name) || knowledge.linear[Int(type.rawValue)].contains(name) else {
      return nil
    }
    return swiftCollectionCall(
      name, of: Cell(value: frame.receiver, root: Cell.receiverRoot), value, type, given, operation, frame, facts)
  }

  /// What `reduce` hands on from element to element: it grows.
  private func accumulator(_ extra: [CallArgument]) -> [CallArgument] {
    guard var seed = extra.first else { return [] }
    seed.cell.value = grown(seed.cell.value)
    seed.cell.root = Cell.noRoot
    seed.cell.variance = 0
    seed.label = .none
    return [seed]
  }

  func swiftTypeCall(
    _ name: Symbol, model: Value, _ given: [CallArgument], _ operation: Operation, _ frame: Frame
  ) -> Cell? {
    if knowledge.swiftRequestMakers.contains(name) {
      return Cell(value: request(for: values.intern(Value(kind: .entity, a: model.a))))
    }
    if let labels = knowledge.swiftBegin[name], matches(labels, given) {
      let word = project.word(name)
      if word == .find { return queryEffect(.row, model: Value(kind: .query, a: model.a), operation, frame) }
      return Cell(value: values.intern(Value(kind: .query, a: model.a)))
    }
    if let labels = knowledge.swiftReads[name], matches(labels, given) {
      let isRow = project.word(name) == .fetchOne
      return queryEffect(
        isRow ? .row : project.word(name) == .fetchCount ? .scalar : .rows, model: Value(kind: .query, a: model.a),
        operation, frame)
    }
    // GRDB: Player.filter(…), Player.order(…) make requests.
    switch project.word(name) {
    case .filter, .order, .limit, .select, .joining, .including, .annotated, .matching, .all, .with:
      return Cell(value: values.intern(Value(kind: .query, a: model.a)))
    default: return nil
    }
  }

  private func matches(_ labels: Set<Symbol>, _ given: [CallArgument]) -> Bool {
    labels.isEmpty || given.contains { labels.contains($0.label) }
  }

  func swiftQueryCall(
    _ name: Symbol, of receiver: Cell, _ value: Value, _ given: [CallArgument], _ operation: Operation,
    _ frame: Frame, _ facts: FileFacts
  ) -> Cell {
    let word = project.word(name)
    if knowledge.swiftRun.contains(name) || knowledge.swiftReads[name] != nil {
      runCallbacks(given, operation, frame)
      let isRow = word == .first || word == .fetchOne
      let isScalar = [.count, .sum, .max, .min, .average, .fetchCount].contains(word)
      let isWrite = word == .delete || word == .update
      let result = queryEffect(
        isWrite ? .write : isRow ? .row : isScalar ? .scalar : .rows, model: value, operation, frame)
      if !isRow && !isScalar && !isWrite {
        let element = elementOf(receiver.value)
        let flags: ValueFlags = knowledge.swiftReads[name] == nil ? [.large, .future] : .large
        return Cell(
          value: values.collection(.array, of: element, flags: flags), variance: frame.loopDepth, root: Cell.localRoot)
      }
      return result
    }
    if value.flags.contains(.relation), value.flags.contains(.manager), word == .get || word == .load {
      // `with(\.$items)` has loaded them, unless they are asked for anew (`reload: true`).
      if value.flags.contains(.loaded), word == .get, given.count == 1 {
        return Cell(
          value: values.collection(.array, of: elementOf(receiver.value), flags: [.large, .future]),
          variance: frame.loopDepth, root: Cell.localRoot)
      }
      return loadRelation(value, operation, frame)
    }
    if word == .with || word == .including {
      var next = value
      for argument in given where values[argument.cell.value].kind == .path {
        next.b = eager.adding([values[argument.cell.value].symbol], to: next.b)
      }
      return Cell(value: values.intern(next), variance: receiver.variance, root: receiver.root)
    }
    return Cell(
      value: receiver.value, variance: max(receiver.variance, given.variance),
      root: receiver.root)
  }

  /// `order.$items.get(on: db)` loads the relation of one row.
  private func loadRelation(_ value: Value, _ operation: Operation, _ frame: Frame) -> Cell {
    let source = sources[Int(value.c)]
    var effect = Effect(
      kind: .lazyRelation, model: value.a, name: source.path.last ?? .none, subject: modelName(source.model),
      place: Place(frame.file, operation.range))
    effect.relationIsMany = true
    effect.variance = frame.loopDepth
    add(effect, to: frame)
    return Cell(
      value: values.collection(.array, of: elementOf(values.intern(value)), flags: [.large, .future]),
      variance: frame.loopDepth, root: Cell.localRoot)
  }

  func swiftRowCall(
    _ name: Symbol, of receiver: Cell, _ value: Value, _ given: [CallArgument], _ operation: Operation, _ frame: Frame
  ) -> Cell? {
    if let labels = knowledge.swiftWrites[name], matches(labels, given) {
      return writeOfRow(name, value.a, operation, frame)
    }
    return nil
  }

  private func writeOfRow(_ name: Symbol, _ model: Int32, _ operation: Operation, _ frame: Frame) -> Cell {
    var effect = Effect(
      kind: .write, model: model, name: name, subject: modelName(model), place: Place(frame.file, operation.range))
    effect.variance = frame.loopDepth
    effect.confidence = 1
    add(effect, to: frame)
    return Cell(variance: frame.loopDepth)
  }

  /// A call on something whose type is outside the project.
  func swiftUnknownCall(
    _ name: Symbol, of receiver: Cell, _ given: [CallArgument], _ operation: Operation, _ frame: Frame,
    _ facts: FileFacts
  ) -> Cell? {
    let start = facts.bodies[frame.body].start
    let receiverName = self.name(of: operation.a, facts, start, frame)
    if knowledge.swiftContextReads.contains(name), let rows = fetched(given, operation, frame) { return rows }
    if let labels = knowledge.swiftReads[name], matches(labels, given) {
      runCallbacks(given, operation, frame)
      return anonymousQuery(receiverName, operation, frame)
    }
    if knowledge.swiftContexts.contains(receiverName), knowledge.swiftContextReads.contains(name) {
      return anonymousQuery(receiverName, operation, frame)
    }
    if let result = runHandedText(name, given, operation, frame) { return result }
    if let labels = knowledge.swiftBegin[name], !labels.isEmpty, matches(labels, given) {
      if project.word(name) == .get || project.word(name) == .load {
        return anonymousQuery(receiverName, operation, frame)
      }
      return Cell(value: values.intern(Value(kind: .query, flags: .guessed, a: -1)), variance: receiver.variance)
    }
    if let labels = knowledge.swiftWrites[name], !labels.isEmpty, matches(labels, given) {
      return writeOfRow(name, -1, operation, frame)
    }
    // A closure given to something that iterates, when the receiver is named like a collection.
    if knowledge.swiftClosures.contains(name), !receiverName.isNone, isPlural(receiverName),
      let closure = given.first(where: {
        values[$0.cell.value].kind == .closure || values[$0.cell.value].kind == .function
      })
    {
      let guessed = Cell(
        value: values.collection(.array, flags: .guessed), variance: receiver.variance, root: receiver.root)
      let result = runPerElement(closure.cell, over: guessed, operation, frame)
      let isMap = [.map, .compactMap, .flatMap].contains(project.word(name))
      return Cell(
        value: isMap ? values.collection(.array, of: result.value, flags: .guessed) : ValueTable.unknown,
        variance: frame.loopDepth, root: Cell.localRoot)
    }
    return nil
  }

  private func anonymousQuery(_ subject: Symbol, _ operation: Operation, _ frame: Frame) -> Cell {
    var effect = Effect(
      kind: .query, model: -1, name: operation.name, subject: subject, place: Place(frame.file, operation.range))
    effect.variance = frame.loopDepth
    add(effect, to: frame)
    return Cell(variance: frame.loopDepth)
  }

  private func isPlural(_ name: Symbol) -> Bool {
    let text = project.text(name)
    return text.count > 3 && text.hasSuffix("s") && !text.hasSuffix("ss") && !text.hasSuffix("us")
  }
}
