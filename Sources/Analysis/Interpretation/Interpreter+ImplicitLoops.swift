// Work that a framework does with the project's classes where no code of the project says so: steps that stand in for
// the framework's code, remembered like calls, and loops that it runs over rows.

import Facts
import Syntax

/// Names a step of a framework, so that equal ones are interpreted once.
struct StepKey: Hashable {
  enum Kind: UInt8 { case row, fields, modelFields, list }
  var kind: Kind
  /// The class that the step belongs to, and the one that it is done for.
  var place: Int32
  var owner: Int32
  var value: ValueID
  /// List of names that the step is limited to; 0 for all.
  var names: Int32 = 0
}

extension Interpreter {
  /// An operation that stands for what a framework does at a place.
  func frameworkOperation(_ name: Symbol, at range: ByteRange) -> Operation {
    Operation(kind: .member, name: name, range: range)
  }

  /// Does a step of a framework as if a function of the class stood there that takes one value.
  func perform(
    _ key: StepKey, in id: ClassID, on cell: Cell, at range: ByteRange, from frame: Frame,
    _ work: (_ cell: Cell, _ frame: Frame) -> Void
  ) {
    let outcome: Outcome
    if let known = steps[key] {
      outcome = known
    } else {
      guard depth < limits.callDepth, operationsLeft > 0, openSteps.insert(key).inserted else {
        cutOff += 1
        return
      }
      operationsLeft -= 10
      depth += 1
      let inner = frameOfClass(id)
      work(Cell(value: cell.value, root: .parameter(0)), inner)
      depth -= 1
      outcome = close(inner)
      openSteps.remove(key)
      steps[key] = outcome
    }
    importEffects(outcome, into: frame, arguments: [cell], receiver: Cell(), at: Place(frame.file, range))
  }

  /// A frame in a class body for work that no operation of it does.
  func frameOfClass(_ id: ClassID) -> Frame {
    let fact = project.classFact(id)
    return Frame(
      file: project.file(of: id), body: max(Int(fact.body), 0), serial: 0, parent: nil, function: -1, operations: 0,
      slots: 0, ownerClass: id.rawValue)
  }

  private func close(_ frame: Frame) -> Outcome {
    for effect in frame.effects where !effect.loops.isEmpty { reports.append(effect) }
    var outcome = Outcome()
    outcome.effects = frame.effects.filter { $0.isRoundTrip || !$0.root.contains(.local) }
    if outcome.effects.count > limits.effectsPerCall {
      outcome.effects.removeSubrange(limits.effectsPerCall...)
      outcome.isCut = true
      cutOff += 1
    }
    return outcome
  }

  /// Runs work once for each element of rows or of a collection.
  func forEach(
    _ iterable: Cell, at place: Place, named name: Symbol = .none, _ frame: Frame, _ work: (Cell) -> Void
  ) {
    let value = values[iterable.value]
    var readsQuery = false
    if value.kind == .query, !value.flags.contains(.statement) {
      readsQuery = execute(iterable, at: place.range, name: name, frame)
    }
    let element = elementOf(iterable.value)
    var reference = LoopReference(
      place: place, size: name, sizeText: sizeName(value), readsQuery: readsQuery,
      isLarge: value.kind == .query || value.flags.contains(.large), source: value.kind == .query ? value.c : 0)
    if values[element].kind == .entity { reference.model = values[element].a }
    reference.isDeclared = true
    let depth = UInt8(truncatingIfNeeded: min(Int(frame.loopDepth) + 1, 250))
    let isSmall = value.flags.contains(.bounded) && !value.flags.contains(.large)
    frame.loops.append(
      OpenLoop(
        begin: -1, depth: depth, reference: reference, multiplies: !isSmall, isWhile: false,
        effectStart: frame.effects.count, branchDepth: frame.branches.count, iterable: iterable, iterableName: name))
    let wasTerminated = frame.terminated
    frame.terminated = false
    work(Cell(value: element, variance: depth, root: iterable.root))
    frame.terminated = false
    endLoop(frame)
    frame.terminated = wasTerminated
  }

  /// Follows attribute names from a value as a framework does: methods on the way are called.
  func follow(_ path: [Symbol], from cell: Cell, at range: ByteRange, _ frame: Frame) -> Cell {
    var current = cell
    let facts = project.files[frame.file]
    for part in path.prefix(8) {
      let operation = frameworkOperation(part, at: range)
      if values[current.value].kind == .query {
        current = invokeMember(part, of: current, [], operation, frame, facts)
        continue
      }
      let read = member(part, of: current, operation, frame)
      let value = values[read.value]
      current = value.kind == .function ? apply(read, to: [], operation, frame, facts) : read
    }
    return current
  }

  /// Interprets one of the loops that frameworks run.
  func interpretLoop(_ loop: DeclaredLoop) {
    beginRoot(limits.operationsPerRoot)
    let frame: Frame
    switch loop {
    case .view(let id):
      frame = frameOfClass(id)
      if declared.role(of: id).contains(.listView) { listRows(id, frame) }
      answerRequests(id, frame)
    case .admin(let id, let model):
      frame = frameOfClass(id)
      showChangeList(id, model, frame)
      showChangeForm(id, model, frame)
    case .callbacks(let id, let kind):
      frame = frameOfClass(id)
      callBack(id, declared.knowledge.callbacks[kind], frame)
    case .choices(let id):
      offerChoices(id)
      return
    case .route(let route):
      frame = Frame(
        file: project.file(of: route.function), body: 0, serial: 0, parent: nil, function: -1, operations: 0, slots: 0,
        ownerClass: -1)
      answerRoute(route, frame)
    }
    for effect in frame.effects where !effect.loops.isEmpty { reports.append(effect) }
  }

  /// The place where rows come from: their query, or else the class they are shown by.
  func placeOfRows(_ rows: Cell, or range: ByteRange, _ frame: Frame) -> Place {
    let value = values[rows.value]
    if value.kind == .query, value.c > 0 {
      let source = sources[Int(value.c)]
      if source.file >= 0 { return Place(Int(source.file), ByteRange(start: source.start, end: source.end)) }
    }
    return Place(frame.file, range)
  }

  /// All rows of a model, said to come from a place where no query is written.
  func rows(of model: ClassID, declaredAt place: Place, flags: ValueFlags = []) -> Cell {
    let source = self.source(
      RowSource(
        file: place.file, start: place.range.start, end: place.range.end, isQueryExpression: false,
        framework: models.models[model]?.framework ?? .django, path: [], model: model.rawValue))
    return Cell(
      value: values.intern(
        Value(kind: .query, flags: flags, a: model.rawValue, b: loadedByManager(of: model), c: source)))
  }
}
