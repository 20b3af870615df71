// Calls and method calls: functions of the project are entered; what frameworks and libraries do comes from tables.

import Facts
import Syntax

extension Interpreter {
  /// Enters a function from a frame: its value, with its effects added to the frame.
  @discardableResult
  func enter(
    _ id: FunctionID, receiver: Cell, arguments: [CallArgument], _ operation: Operation, _ frame: Frame,
    parent: Frame? = nil
  ) -> Cell {
    let place = Place(frame.file, operation.range)
    let outcome = call(
      id, receiver: receiver.value, arguments: arguments, at: place, in: frame, parent: parent)
    lastWalk = outcome.walks
    if !outcome.changedRows.isEmpty { note(outcome.changedRows, in: frame) }
    let fact = project.functionFact(id)
    // Of a call that does nothing and gives nothing of its arguments, it does not matter what they are.
    let isBare = outcome.effects.isEmpty && outcome.root.isEmpty
    let cells = isBare ? [] : argumentCells(arguments, receiver: receiver, fact, project.file(of: id))
    let isInline = parent != nil && parent === frame
    importEffects(
      outcome, of: fact, into: frame, arguments: cells, receiver: receiver, at: place, isInline: isInline)
    if isInline {
      return Cell(value: outcome.value, variance: min(outcome.variance, frame.loopDepth), root: outcome.root)
    }
    var variance = receiver.variance
    for argument in arguments { variance = max(variance, argument.cell.variance) }
    var root = given(outcome.root.inputs, cells, receiver, frame).root
    if outcome.root.contains(.local) {
      // What the callee made of its receiver and arguments belongs to them.
      root = cells.reduce(receiver.root) { $0.union($1.root) }.inputs
      if root.isEmpty { root = Cell.localRoot }
    }
    // Rows that the callee fetched are new ones each time it runs.
    if outcome.effects.contains(where: { $0.kind == .query }) { variance = max(variance, frame.loopDepth) }
    let value = values[outcome.value]
    // A query that the callee made is a new one each time, unless it hands on the caller's own.
    if value.kind == .query, outcome.root.inputs.isEmpty, !fact.flags.contains(.cached) {
      variance = max(variance, frame.loopDepth)
    }
    if value.kind == .collection, outcome.root.inputs.isEmpty || outcome.root.contains(.local) { root = Cell.localRoot }
    return Cell(value: outcome.value, variance: variance, root: root)
  }

  /// The caller's cells in the order of the callee's parameters.
  func argumentCells(
    _ arguments: [CallArgument], receiver: Cell, _ fact: FunctionFact, _ file: Int
  ) -> [Cell] {
    let facts = project.files[file]
    let parameters = facts.parameters(of: fact)
    var cells: [Cell] = []
    cells.reserveCapacity(max(parameters.count, arguments.count))
    let hasReceiver = facts.language == .python && fact.owner >= 0 && !fact.flags.contains(.static)
    let hasLabels = arguments.contains { !$0.label.isNone }
    let positional = hasLabels ? arguments.filter { $0.label.isNone } : arguments
    var position = 0
    for (number, parameter) in parameters.enumerated() {
      if hasReceiver && number == 0 {
        cells.append(receiver)
      } else if facts.language == .swift {
        if position < arguments.count {
          cells.append(arguments[position].cell)
          position += 1
        } else {
          cells.append(Cell())
        }
      } else if let named = arguments.first(where: { !$0.label.isNone && $0.label == parameter.name }) {
        cells.append(named.cell)
      } else if position < positional.count {
        cells.append(positional[position].cell)
        position += 1
      } else {
        cells.append(Cell())
      }
    }
    if parameters.isEmpty {
      if facts.language == .swift, !fact.flags.contains(.closure) {
        cells.append(receiver)
      } else {
        cells.append(contentsOf: arguments.map(\.cell))
      }
    }
    return cells
  }

  func arguments(_ operation: Operation, _ frame: Frame, _ facts: FileFacts) -> [CallArgument] {
    var result: [CallArgument] = []
    result.reserveCapacity(Int(operation.argumentCount))
    for argument in facts.arguments(of: operation) {
      let cell = cell(argument.value, frame)
      escape(argument.value, cell, frame)
      if argument.label == words.star || argument.label == words.doubleStar, expand(cell, into: &result) { continue }
      result.append(CallArgument(cell: cell, label: argument.label))
    }
    return result
  }

  /// `*args` and `**kwargs` of known parts are what they hold; says whether the cell was.
  private func expand(_ cell: Cell, into result: inout [CallArgument]) -> Bool {
    let value = values[cell.value]
    switch value.kind {
    case .parts:
      for part in values.lists[Int(value.a)] {
        result.append(
          CallArgument(cell: Cell(value: part, variance: cell.variance, root: cell.root), label: .none))
      }
      return true
    case .collection where value.d > 0:
      for field in records.fields[Int(value.d)] {
        result.append(
          CallArgument(
            cell: Cell(value: field.value, variance: cell.variance, root: cell.root), label: field.name))
      }
      return true
    default: return false
    }
  }

  // MARK: Calls

  func call(_ operation: Operation, _ frame: Frame, _ facts: FileFacts) -> Cell {
    let callee = cell(operation.a, frame)
    let given = arguments(operation, frame, facts)
    // A project's own `get_model` means what Django's does.
    if operation.a.tag == .free, knowledge.modelFunctions.contains(operation.a.symbol), !given.isEmpty,
      let model = namedModel(given, frame)
    {
      return model
    }
    return apply(callee, to: given, operation, frame, facts)
  }

  func apply(
    _ callee: Cell, to given: [CallArgument], _ operation: Operation, _ frame: Frame, _ facts: FileFacts
  ) -> Cell {
    let value = values[callee.value]
    switch value.kind {
    case .function:
      let id = overload(FunctionID(Int(value.a)), for: given)
      let receiver = Cell(value: value.b, variance: callee.variance, root: callee.root)
      let result = enter(id, receiver: receiver, arguments: given, operation, frame)
      runUncalled(given, operation, frame)
      return result
    case .closure:
      let id = FunctionID(Int(value.a))
      return enter(
        id, receiver: Cell(), arguments: given, operation, frame, parent: liveFrames[value.b])
    case .partial:
      return apply(
        Cell(value: value.a, variance: callee.variance, root: callee.root), to: beforehand(value) + given, operation,
        frame, facts)
    case .type: return construct(ClassID(Int(value.a)), given, operation, frame)
    case .builtin: return builtin(value.symbol, given, operation, frame, facts)
    case .external:
      if let field = marshalCall(value.symbol, given, operation, frame) {
        return field
      }
      let last = resolver.lastPart(of: value.symbol)
      return external(last, given, operation, frame, facts)
    case .query:
      // `order.positions(manager="all")`: still the relation's rows.
      return callee
    case .boundMember:
      let receiver = Cell(value: value.a, variance: callee.variance, root: callee.root)
      return invokeMember(
        Symbol(rawValue: UInt32(bitPattern: value.b)), of: receiver, given, operation, frame, facts)
    default:
      runCallbacks(given, operation, frame)
      return unknownResult(of: callee, given)
    }
  }

  /// What an unknown call gives depends on all that it gets.
  func unknownResult(of callee: Cell, _ given: [CallArgument]) -> Cell {
    var result = Cell(variance: callee.variance, root: callee.root)
    for argument in given {
      result.variance = max(result.variance, argument.cell.variance)
      result.root.formUnion(argument.cell.root.inputs)
    }
    return result
  }

  private func construct(
    _ id: ClassID, _ given: [CallArgument], _ operation: Operation, _ frame: Frame
  ) -> Cell {
    if isPrefetch(project.classFact(id).name) { return prefetch(given, frame) }
    if let query = makeQuerySet(id, given, frame) { return query }
    runCallbacks(given, operation, frame)
    if models.models[id] != nil {
      return Cell(
        value: values.intern(Value(kind: .entity, flags: .plain, a: id.rawValue)), variance: frame.loopDepth,
        root: Cell.localRoot)
    }
    let instance = Cell(
      value: values.intern(Value(kind: .instance, a: id.rawValue)), variance: frame.loopDepth, root: Cell.localRoot)
    let constructor = project.files[project.file(of: id)].language == .swift ? words.`init` : words.initializer
    if let constructor = method(constructor, of: id) {
      enter(overload(constructor, for: given), receiver: instance, arguments: given, operation, frame)
    }
    serializeArguments(of: id, given, operation, frame)
    readGivenRows(of: id, given, at: operation.range, frame)
    return instance
  }

  /// The arguments that a partial application has.
  private func beforehand(_ value: Value) -> [CallArgument] {
    var result = values.lists[Int(value.b)].map { CallArgument(cell: Cell(value: $0), label: .none) }
    let pairs = values.lists[Int(value.c)]
    for index in stride(from: 0, to: pairs.count - 1, by: 2) {
      result.append(
        CallArgument(cell: Cell(value: pairs[index + 1]), label: Symbol(rawValue: UInt32(bitPattern: pairs[index]))))
    }
    return result
  }

  /// `functools.partial(function, …)`
  func partial(_ given: [CallArgument]) -> Cell {
    guard let first = given.first else { return Cell() }
    guard values[first.cell.value].kind == .function else { return first.cell }
    var pairs: [ValueID] = []
    for argument in given.dropFirst() where !argument.label.isNone {
      pairs.append(Int32(bitPattern: argument.label.rawValue))
      pairs.append(argument.cell.value)
    }
    let positional = given.dropFirst().filter(\.label.isNone).map(\.cell.value)
    return Cell(
      value: values.intern(
        Value(kind: .partial, a: first.cell.value, b: values.list(positional), c: values.list(pairs))),
      variance: first.cell.variance, root: first.cell.root)
  }

  /// A transaction function that the callee only hands on, to something outside the project, is run by that.
  private func runUncalled(_ given: [CallArgument], _ operation: Operation, _ frame: Frame) {
    let waiting = given.contains {
      guard let id = functionValue($0.cell.value), !calledFunctions.contains(id) else { return false }
      return firstParameterIsSession(id)
    }
    guard waiting else { return }
    runCallbacks(given, operation, frame)
  }

  private func firstParameterIsSession(_ id: FunctionID) -> Bool {
    guard let first = firstParameter(id) else { return false }
    if knowledge.cursors.contains(first.name) || knowledge.sessions.contains(first.name) { return true }
    return typeValue(first.type, in: project.file(of: id)) == ValueTable.session
  }

  /// A function handed to something unknown is taken to be called once.
  func runCallbacks(_ given: [CallArgument], _ operation: Operation, _ frame: Frame) {
    let mark = frame.effects.count
    defer {
      // What fills a cache runs when nothing is kept there.
      if knowledge.cacheFills.contains(operation.name), mark < frame.effects.count {
        for position in mark..<frame.effects.count where frame.effects[position].isRoundTrip {
          frame.effects[position].confidence = 0
        }
      }
    }
    for (position, argument) in given.enumerated() {
      let value = values[argument.cell.value]
      guard value.kind == .closure || value.kind == .function else { continue }
      let id = FunctionID(Int(value.a))
      var passed: [CallArgument] = []
      if position + 1 < given.count, value.kind != .closure || !project.functionFact(id).flags.contains(.closure) {
        passed = given[(position + 1)...].filter { $0.label.isNone }
        // A transaction function gets its cursor first.
        if firstParameterIsSession(id) {
          passed.insert(CallArgument(cell: Cell(value: ValueTable.session), label: .none), at: 0)
        }
      }
      enter(
        id, receiver: Cell(value: value.kind == .function ? value.b : 0, variance: argument.cell.variance),
        arguments: passed, operation, frame, parent: value.kind == .closure ? liveFrames[value.b] : nil)
    }
  }

  private func firstParameter(_ id: FunctionID) -> ParameterFact? {
    let fact = project.functionFact(id)
    let facts = project.files[project.file(of: id)]
    var index = Int(fact.parameters.lowerBound)
    if fact.owner >= 0, facts.language == .python, !fact.flags.contains(.static) { index += 1 }
    guard index < Int(fact.parameters.upperBound) else { return nil }
    return facts.parameters[index]
  }

  // MARK: Method calls

  func invoke(_ operation: Operation, _ frame: Frame, _ facts: FileFacts) -> Cell {
    let receiver = cell(operation.a, frame)
    let given = arguments(operation, frame, facts)
    return invokeMember(operation.name, of: receiver, given, operation, frame, facts)
  }

  func invokeMember(
    _ name: Symbol, of receiver: Cell, _ given: [CallArgument], _ operation: Operation, _ frame: Frame,
    _ facts: FileFacts
  ) -> Cell {
    let value = values[receiver.value]
    switch value.kind {
    case .query: return queryCall(name, of: receiver, value, given, operation, frame, facts)
    case .entity:
      if let result = entityCall(name, of: receiver, value, given, operation, frame, facts) { return result }
    case .collection, .parts:
      return collectionCall(name, of: receiver, value, given, operation, frame, facts)
    case .text, .prose:
      return textCall(name, of: receiver, given, operation, frame)
    case .loader:
      if knowledge.loadersJoined.contains(name) || knowledge.loadersBatched.contains(name) {
        return loader(given, below: value)
      }
      if knowledge.onlyColumns.contains(name) || knowledge.deferredColumns.contains(name) {
        return columnLoader(name, given, below: value)
      }
      return receiver
    case .session where knowledge.loadersJoined.contains(name) || knowledge.loadersBatched.contains(name):
      // `db.joinedload` of Flask-SQLAlchemy
      return loader(given, below: nil)
    case .session: return sessionCall(name, of: receiver, given, operation, frame, facts)
    case .type:
      if isSchemaReader(name, of: ClassID(Int(value.a))), let row = given.first(where: { $0.label.isNone }) {
        serialize(ClassID(Int(value.a)), row.cell, at: operation.range, frame)
      }
      if let result = typeCall(name, of: receiver, value, given, operation, frame, facts) { return result }
    case .builtin:
      if value.symbol == words.superName {
        return superCall(name, given, operation, frame)
      }
      if facts.language == .swift,
        let result = swiftUnknownCall(name, of: receiver, given, operation, frame, facts)
      {
        return result
      }
    case .external:
      if let rows = tellingCall(name, given, operation, frame, facts) { return rows }
      if let fields = marshalModel(name, given) { return fields }
      if !knowledge.marshalPackages.isEmpty,
        let field = marshalCall(
          resolver.externalMember(name, of: value.symbol), given, operation, frame)
      {
        return field
      }
      if isSessionCall(name, of: value) {
        return sessionCall(name, of: receiver, given, operation, frame, facts)
      }
      return external(name, given, operation, frame, facts)
    case .unknown, .path:
      if let fields = marshalModel(name, given) { return fields }
      if let result = unknownCall(name, of: receiver, given, operation, frame, facts) { return result }
    default: break
    }
    if value.kind == .instance, !declared.role(of: ClassID(Int(value.a))).isEmpty,
      method(name, of: ClassID(Int(value.a))).map({ isFrameworkMethod($0) }) ?? true,
      let result = inheritedCall(name, of: receiver, given, operation, frame)
    {
      return result
    }
    let callee = member(name, of: receiver, operation, frame)
    let target = values[callee.value]
    if target.kind == .unknown || target.kind == .boundMember {
      if let shown = rendering(name, by: receiver, given, operation, frame) { return shown }
      if let generic = genericView(name, receiver, given, operation, frame) { return generic }
    }
    if target.kind == .boundMember && target.a == receiver.value {
      runCallbacks(given, operation, frame)
      return unknownResult(of: receiver, given)
    }
    return apply(callee, to: given, operation, frame, facts)
  }

  /// `session.query(Order)` on a session that is imported from where it cannot be followed to.
  private func isSessionCall(_ name: Symbol, of value: Value) -> Bool {
    guard
      knowledge.sessionQuery.contains(name) || knowledge.sessionExecute.contains(name)
        || knowledge.sessionScalar.contains(name)
    else { return false }
    return knowledge.sessions.contains(resolver.lastPart(of: value.symbol))
  }

  /// `super().method(…)`
  private func superCall(
    _ name: Symbol, _ given: [CallArgument], _ operation: Operation, _ frame: Frame
  ) -> Cell {
    guard frame.ownerClass >= 0 else { return Cell() }
    for base in classesAbove(frame) {
      if let method = methods(of: base)[name] {
        if isFrameworkMethod(method) { break }
        return enter(
          method, receiver: Cell(value: frame.receiver, root: .parameter(0)), arguments: given, operation, frame)
      }
    }
    if let result = inheritedCall(name, of: Cell(value: frame.receiver, root: .parameter(0)), given, operation, frame) {
      return result
    }
    let receiver = values[frame.receiver]
    if let generic = genericView(name, Cell(value: frame.receiver, root: .parameter(0)), given, operation, frame) {
      return generic
    }
    if receiver.kind == .query, knowledge.djangoMethods[name] != nil || name == words.getQueryset {
      return Cell(value: frame.receiver, root: .parameter(0))
    }
    if receiver.kind == .entity {
      let row = Cell(value: frame.receiver, root: .parameter(0))
      let facts = project.files[frame.file]
      if let result = entityCall(name, of: row, receiver, given, operation, frame, facts, isInherited: true) {
        return result
      }
    }
    return Cell()
  }

  /// `super().name`
  func superMember(_ name: Symbol, _ operation: Operation, _ frame: Frame) -> Cell {
    guard frame.ownerClass >= 0 else { return Cell() }
    for base in classesAbove(frame) {
      guard let found = methods(of: base)[name] else { continue }
      if project.functionFact(found).flags.contains(.property) {
        return enter(found, receiver: Cell(value: frame.receiver, root: .parameter(0)), arguments: [], operation, frame)
      }
      return Cell(
        value: values.intern(Value(kind: .function, a: found.rawValue, b: frame.receiver)), root: .parameter(0))
    }
    return Cell()
  }

  /// The classes that `super()` looks through, nearest first.
  private func classesAbove(_ frame: Frame) -> ArraySlice<ClassID> {
    let owner = ClassID(Int(frame.ownerClass))
    var next = models.lineage(owner).dropFirst()
    // A mixin's `super()` goes on in the order of the class that mixes it in.
    let object = values[frame.receiver]
    if object.kind == .instance || object.kind == .entity, object.a >= 0 {
      let whole = models.lineage(ClassID(Int(object.a)))
      if let position = whole.firstIndex(of: owner) { next = whole[(position + 1)...] }
    }
    return next
  }

  private func typeCall(
    _ name: Symbol, of receiver: Cell, _ value: Value, _ given: [CallArgument], _ operation: Operation,
    _ frame: Frame, _ facts: FileFacts
  ) -> Cell? {
    let id = ClassID(Int(value.a))
    guard let model = models.models[id] else { return nil }
    // A project's own `select` of peewee still gives a query.
    let isSelect = model.framework == .peewee && project.word(name) == .select
    if !isSelect, method(name, of: id) != nil { return nil }
    switch model.framework {
    case .peewee:
      if isSelect { return Cell(value: values.intern(Value(kind: .query, a: value.a))) }
      if let role = knowledge.peeweeMethods[name] {
        return queryEffect(role, model: value, operation, frame)
      }
      return nil
    case .swift: return swiftTypeCall(name, model: value, given, operation, frame)
    default: return nil
    }
  }

  /// A query by a class or row method of an ORM.
  func queryEffect(_ role: QueryRole, model: Value, _ operation: Operation, _ frame: Frame) -> Cell {
    let isWrite = role == .write || role == .rowWrite || role == .managerWrite
    let relation = model.flags.contains(.relation) && model.c > 0 ? sources[Int(model.c)] : nil
    var effect = Effect(
      kind: isWrite ? .write : .query, model: model.a, name: relation?.path.last ?? operation.name,
      subject: relation.map { modelName($0.model) } ?? modelName(model.a), place: Place(frame.file, operation.range))
    if relation != nil { effect.source = model.c }
    effect.variance = frame.loopDepth
    add(effect, to: frame)
    switch role {
    case .row, .rowWrite:
      return Cell(
        value: values.intern(
          Value(kind: .entity, flags: model.flags.intersection(.eagerUnknown), a: model.a, b: model.b, c: model.c)),
        variance: frame.loopDepth)
    case .scalar: return Cell(value: ValueTable.number, variance: frame.loopDepth)
    case .rows:
      let element =
        model.a >= 0 && !model.flags.contains(.plain)
        ? values.intern(
          Value(kind: .entity, flags: model.flags.intersection(.eagerUnknown), a: model.a, b: model.b, c: model.c))
        : ValueTable.unknown
      return Cell(
        value: values.collection(.list, of: element, flags: .large), variance: frame.loopDepth, root: Cell.localRoot)
    default: return Cell(variance: frame.loopDepth)
    }
  }

  // MARK: Rows

  private func entityCall(
    _ name: Symbol, of receiver: Cell, _ value: Value, _ given: [CallArgument], _ operation: Operation,
    _ frame: Frame, _ facts: FileFacts, isInherited: Bool = false
  ) -> Cell? {
    guard value.a >= 0 else { return nil }
    let id = ClassID(Int(value.a))
    if !isInherited, method(name, of: id) != nil { return nil }
    guard let model = models.models[id] else { return nil }
    let isWrite = knowledge.djangoEntityWrites.contains(name)
    let isRead = knowledge.djangoEntityReads.contains(name)
    switch model.framework {
    case .django, .peewee:
      guard isWrite || isRead else { return nil }
      var effect = Effect(
        kind: isWrite ? .write : .query, model: value.a, name: name, subject: modelName(value.a),
        place: Place(frame.file, operation.range))
      effect.variance = max(receiver.variance, frame.loopDepth)
      effect.root = receiver.root
      // What is read again has changed elsewhere meanwhile: each row is meant to be.
      effect.confidence = isWrite ? 1 : 0
      add(effect, to: frame)
      return Cell(variance: frame.loopDepth)
    case .swift: return swiftRowCall(name, of: receiver, value, given, operation, frame)
    case .sqlalchemy, .sql: return nil
    }
  }
}
