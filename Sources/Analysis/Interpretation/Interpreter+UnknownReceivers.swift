// Calls on something that is known by its name only: sessions, cursors, and methods that only queries have.

import Facts
import Syntax

extension Interpreter {
  func isSessionName(_ operand: Operand, _ frame: Frame) -> Bool {
    let facts = project.files[frame.file]
    let start = facts.bodies[frame.body].start
    var name = self.name(of: operand, facts, start, frame)
    if name.isNone, operand.tag == .operation {
      let made = facts.operations[start + operand.payload]
      if made.kind == .invoke { name = made.name }
      if made.kind == .call, made.a.tag == .free { name = made.a.symbol }
    }
    return knowledge.sessions.contains(name) || knowledge.cursors.contains(name)
  }

  /// A row of the one model that a variable is named after (`order`, `order_item`).
  func modelRow(named name: Symbol) -> ValueID? {
    guard let model = models.modelsByVariable[name] else { return nil }
    return values.intern(Value(kind: .entity, flags: [.eagerUnknown, .guessed], a: model.rawValue))
  }

  /// A query of rows of a model outside the project, known by the name it has.
  func unknownRows(of name: Symbol, ownedBy owner: Symbol, _ framework: Framework, _ frame: Frame) -> Cell {
    let source = self.source(
      RowSource(
        file: -1, start: 0, end: 0, isQueryExpression: false, framework: framework, path: name.isNone ? [] : [name],
        model: -1))
    return Cell(
      value: values.intern(
        Value(
          kind: .query, flags: [.eagerUnknown, .guessed, .refined], a: -1,
          b: owner.isNone ? 0 : eager.adding([owner, EagerTable.shared], to: 0), c: source)),
      variance: frame.loopDepth)
  }

  /// `event` in `request.event.rooms`: rows of a relation know the object that they were reached from.
  private func owner(of operand: Operand, _ facts: FileFacts, _ start: Int, _ frame: Frame) -> Symbol {
    guard operand.tag == .operation else { return .none }
    let read = facts.operations[start + operand.payload]
    guard read.kind == .member, read.a.tag == .operation else { return .none }
    let made = facts.operations[start + read.a.payload]
    return made.kind == .member ? made.name : .none
  }

  /// A method that only queries have, called on something unknown: a query of unknown rows.
  func tellingCall(
    _ name: Symbol, _ given: [CallArgument], _ operation: Operation, _ frame: Frame, _ facts: FileFacts
  ) -> Cell? {
    guard knowledge.telling.contains(name), facts.language == .python, tells(name, given, operation, facts) else {
      return nil
    }
    let start = bodyStart(frame)
    let query = unknownRows(
      of: self.name(of: operation.a, facts, start, frame), ownedBy: owner(of: operation.a, facts, start, frame),
      framework(having: name), frame)
    return queryCall(name, of: query, values[query.value], given, operation, frame, facts)
  }

  /// Whose queries have a method; of one that both have, those of the project's models.
  private func framework(having method: Symbol) -> Framework {
    if knowledge.alchemyMethods[method] == nil { return .django }
    return knowledge.djangoMethods[method] == nil || !models.hasDjangoModels ? .sqlalchemy : .django
  }

  /// A call of something outside the project that gets SQL text runs it, when its name says that it runs something.
  func runHandedText(_ name: Symbol, _ given: [CallArgument], _ operation: Operation, _ frame: Frame) -> Cell? {
    guard
      let argument = given.first(where: {
        let value = values[$0.cell.value]
        return value.kind == .prose && value.a != 0 && beginsStatement(value.symbol)
      }), runsText(name), runText(values[argument.cell.value], operation, frame)
    else { return nil }
    return Cell(variance: frame.loopDepth, root: Cell.localRoot)
  }

  private func runsText(_ name: Symbol) -> Bool {
    if let known = textRunners[name] { return known }
    let text = project.text(name).lowercased()
    let found = ["sql", "query", "exec", "fetch", "select", "rows", "statement"].contains { text.holds($0) }
    textRunners[name] = found
    return found
  }

  /// Whether a method call on something unknown is one that only queries have: by its name, or, where collections have
  /// it too, by its look-ups.
  private func tells(_ name: Symbol, _ given: [CallArgument], _ operation: Operation, _ facts: FileFacts) -> Bool {
    guard knowledge.tellingByLookups.contains(name) else { return true }
    return given.contains {
      !$0.label.isNone && $0.label != words.star && $0.label != words.doubleStar
    }
  }

  func bodyStart(_ frame: Frame) -> Int {
    project.files[frame.file].bodies[frame.body].start
  }

  func unknownCall(
    _ name: Symbol, of receiver: Cell, _ given: [CallArgument], _ operation: Operation, _ frame: Frame,
    _ facts: FileFacts
  ) -> Cell? {
    if facts.language == .swift {
      return swiftUnknownCall(name, of: receiver, given, operation, frame, facts)
    }
    let value = values[receiver.value]
    if knowledge.linearInArgument.contains(name) { noteArgumentWalk(name, given, operation, frame) }
    if let walk = treeWalk(name, of: receiver, given, operation, frame, facts) { return walk }
    if project.word(name) == .splitlines {
      return Cell(
        value: values.collection(.list, of: ValueTable.text), variance: max(receiver.variance, frame.loopDepth),
        root: Cell.localRoot)
    }
    if value.kind == .path {
      // Column operators: Order.user_id.in_(…)
      return Cell(value: columnOperator(name, of: value, given), variance: receiver.variance)
    }
    if let role = knowledge.djangoMethods[name], role == .selectJoined || role == .selectBatched {
      let eager = eagerPaths(given, onto: 0, model: -1, frame)
      return Cell(
        value: values.intern(Value(kind: .query, flags: [.eagerUnknown, .refined], a: -1, b: eager)),
        variance: receiver.variance, root: receiver.root)
    }
    if let rows = tellingCall(name, given, operation, frame, facts) { return rows }
    if isSessionName(operation.a, frame) {
      let result = sessionCall(name, of: receiver, given, operation, frame, facts)
      return result
    }
    if let result = runHandedText(name, given, operation, frame) { return result }
    if isWriteOfUnknownRow(name, given, operation, facts, bodyStart(frame)) {
      writeUnknownRow(name, of: receiver, operation, frame)
    }
    if knowledge.sessionQuery.contains(name), let first = given.first, values[first.cell.value].kind == .type,
      models.isModel(ClassID(Int(values[first.cell.value].a)))
    {
      return alchemyQuery(given, operation, frame, isStatement: false)
    }
    return onlyMethod(name, of: receiver, given, operation, frame)
  }

  // MARK: Rows by name

  /// `restored.save()`: of what is not known to be a row, `save` without a place to save to says that it is one.
  /// `parcel.label_set.create(…)`: the relation's name does.
  private func isWriteOfUnknownRow(
    _ name: Symbol, _ given: [CallArgument], _ operation: Operation, _ facts: FileFacts, _ start: Int
  ) -> Bool {
    guard models.hasDjangoModels, given.allSatisfy({ !$0.label.isNone }) else { return false }
    if knowledge.unknownRowWrites.contains(name) { return true }
    guard knowledge.djangoMethods[name] == .rowWrite, operation.a.tag == .operation else { return false }
    let read = facts.operations[start + operation.a.payload]
    return read.kind == .member && project.text(read.name).hasSuffix(knowledge.reverseSuffix)
  }

  /// Writes what may be a row.
  private func writeUnknownRow(_ name: Symbol, of receiver: Cell, _ operation: Operation, _ frame: Frame) {
    var effect = Effect(
      kind: .write, model: -1, name: name,
      subject: self.name(of: operation.a, project.files[frame.file], bodyStart(frame), frame),
      place: Place(frame.file, operation.range))
    effect.confidence = 0
    effect.variance = max(receiver.variance, frame.loopDepth)
    effect.root = receiver.root
    add(effect, to: frame)
  }

  // MARK: Methods by name

  /// `self.store.rooms_of_user(…)` of a store that was handed in: the one method of that name in the project, where the
  /// name says enough. A method that hands on to another one of its name means that.
  private func onlyMethod(
    _ name: Symbol, of receiver: Cell, _ given: [CallArgument], _ operation: Operation, _ frame: Frame
  ) -> Cell? {
    guard receiver.value == ValueTable.unknown, let found = tellingMethods[name] else { return nil }
    let others = found.filter { $0.rawValue != frame.function }
    guard others.count == 1, let id = others.first else { return nil }
    let fact = project.functionFact(id)
    let object = selfValue(project.classID(file: project.file(of: id), local: fact.owner))
    guard values[object].kind == .instance else { return nil }
    let mark = frame.effects.count
    let result = enter(
      id, receiver: Cell(value: object, variance: receiver.variance, root: receiver.root), arguments: given, operation,
      frame)
    for position in min(mark, frame.effects.count)..<frame.effects.count {
      frame.effects[position].confidence = min(frame.effects[position].confidence, 1)
    }
    return result
  }
}
