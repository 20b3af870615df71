// Django's class-based views: what their base classes do when the project's own classes leave it to them. A view is
// interpreted as a request would run it: rows, context, template.

import Facts
import Syntax

extension Interpreter {
  /// Interprets a view class: a request for it, up to its template.
  func interpretView(_ id: ClassID) {
    beginRoot(limits.operationsPerView)
    let file = project.file(of: id)
    let fact = project.classFact(id)
    guard fact.body >= 0, templateName(of: id) != nil || models.lineage(id).contains(where: { hasHandler($0) }) else {
      return
    }
    let place = Operation(kind: .call, range: fact.range)
    onItsOwn(file: file, body: Int(fact.body)) { frame in
      let receiver = Cell(value: selfValue(id))
      for name in knowledge.templates.view.handle {
        if let handler = method(name, of: id) {
          enter(handler, receiver: receiver, arguments: [], place, frame)
          return
        }
      }
      respond(receiver, id, context: nil, place, frame)
    }
  }

  private func hasHandler(_ id: ClassID) -> Bool {
    let own = methods(of: id)
    return knowledge.templates.view.handle.contains { own[$0] != nil }
  }

  /// Shows the view's template; without a context, with the one that the view makes.
  private func respond(_ receiver: Cell, _ id: ClassID, context: Cell?, _ operation: Operation, _ frame: Frame) {
    guard let file = templateOf(receiver, id, operation, frame) else { return }
    let given = context ?? callView(knowledge.templates.view.getContext, receiver, id, [], operation, frame)
    enterTemplate(file, scope: scope(of: given), operation, frame)
  }

  private func templateOf(_ receiver: Cell, _ id: ClassID, _ operation: Operation, _ frame: Frame) -> Int? {
    let file = project.file(of: id)
    if let own = method(knowledge.templates.view.getTemplates, of: id) {
      let names = enter(own, receiver: receiver, arguments: [], operation, frame)
      if let found = templateFile(named: names.value, near: file) { return found }
    }
    return templateName(of: id)
  }

  /// The template by the class's attribute, or the one that its model's name gives.
  private func templateName(of id: ClassID) -> Int? {
    let file = project.file(of: id)
    let names = knowledge.templates.view
    for name in names.template {
      if let value = attribute(name, of: id), let found = templateFile(named: value, near: file) { return found }
    }
    guard let kind = templates.views[id], kind != .plain, let model = viewModel(id) else { return nil }
    var suffix = kind.suffix
    if let own = attribute(names.suffix, of: id), values[own].kind == .text {
      suffix = project.text(values[own].symbol)
    }
    let path = project.files[project.file(of: model)].path.split(separator: "/")
    // The app is the folder of `models.py` or of `models/`.
    guard let at = path.lastIndex(where: { $0 == "models" || $0.hasPrefix("models.") }), at > 0 else { return nil }
    return templates.file(
      named: "\(path[at - 1])/\(project.name(model).lowercased())\(suffix).html", near: file, project)
  }

  private func viewModel(_ id: ClassID) -> ClassID? {
    let names = knowledge.templates.view
    for name in [names.model, names.queryset] {
      guard let value = attribute(name, of: id).map({ values[$0] }) else { continue }
      if value.kind == .type || value.kind == .query, value.a >= 0, models.isModel(ClassID(Int(value.a))) {
        return ClassID(Int(value.a))
      }
    }
    return nil
  }

  /// Calls a method of a view: the project's, or what the generic bases do.
  private func callView(
    _ name: Symbol, _ receiver: Cell, _ id: ClassID, _ given: [CallArgument], _ operation: Operation, _ frame: Frame
  ) -> Cell {
    if let own = method(name, of: id) { return enter(own, receiver: receiver, arguments: given, operation, frame) }
    return genericView(name, receiver, given, operation, frame) ?? Cell()
  }

  /// What a method of Django's generic views does; nil for other objects and methods.
  func genericView(
    _ name: Symbol, _ receiver: Cell, _ given: [CallArgument], _ operation: Operation, _ frame: Frame
  ) -> Cell? {
    let names = knowledge.templates.view
    let value = values[receiver.value]
    guard value.kind == .instance, let kind = templates.views[ClassID(Int(value.a))] else { return nil }
    let id = ClassID(Int(value.a))
    if name == names.getQueryset { return genericRows(receiver, id, kind, operation, frame) }
    if name == names.getContext { return genericContext(receiver, id, kind, given, operation, frame) }
    if name == names.getObject {
      let given = given.first { values[$0.cell.value].kind == .query }?.cell
      return row(of: given ?? callView(names.getQueryset, receiver, id, [], operation, frame), frame)
    }
    if names.respond.contains(name) {
      let context = given.first { values[$0.cell.value].kind == .collection }?.cell
      respond(receiver, id, context: context ?? Cell(), operation, frame)
      return Cell()
    }
    if names.handle.contains(name) {
      respond(receiver, id, context: nil, operation, frame)
      return Cell()
    }
    if name == names.paginate, let rows = given.first?.cell {
      let parts = values.list([rows.value, rows.value, rows.value, ValueTable.boolean])
      return Cell(value: values.intern(Value(kind: .parts, a: parts)), variance: rows.variance, root: rows.root)
    }
    return nil
  }

  private func row(of rows: Cell, _ frame: Frame) -> Cell {
    guard values[rows.value].kind == .query else { return Cell() }
    return Cell(value: elementOf(rows.value), variance: frame.loopDepth)
  }

  /// `self.queryset`, or all rows of `self.model`.
  private func genericRows(
    _ receiver: Cell, _ id: ClassID, _ kind: ViewKind, _ operation: Operation, _ frame: Frame
  ) -> Cell {
    let names = knowledge.templates.view
    for ancestor in models.lineage(id) {
      for (slot, name) in classSlots(ancestor) where name == names.queryset || name == names.model {
        guard let known = attribute(name, of: ancestor), known != ValueTable.none else { continue }
        var value = values[known]
        guard value.kind == .query || value.kind == .type && models.isModel(ClassID(Int(value.a))) else { continue }
        guard value.kind == .type || value.c == 0 else { return Cell(value: known) }
        value = Value(
          kind: .query, flags: value.kind == .query ? value.flags : [], a: value.a,
          b: value.kind == .query ? value.b : 0)
        value.c = attributeSource(slot, of: ancestor, isQuery: name == names.queryset, model: value.a)
        return Cell(value: values.intern(value))
      }
    }
    return Cell()
  }

  private func classSlots(_ id: ClassID) -> [(Int, Symbol)] {
    let facts = project.files[project.file(of: id)]
    let fact = project.classFact(id)
    guard fact.body >= 0 else { return [] }
    return facts.slots(of: facts.bodies[Int(fact.body)]).enumerated().map { ($0.offset, $0.element) }
  }

  /// The rows of a class attribute come from where it is assigned.
  private func attributeSource(_ slot: Int, of id: ClassID, isQuery: Bool, model: Int32) -> Int32 {
    let file = project.file(of: id)
    let facts = project.files[file]
    let fact = project.classFact(id)
    let body = facts.bodies[Int(fact.body)]
    let start = body.start
    let store = facts.operations(of: body).last { $0.kind == .store && Int($0.b) == slot }
    var range = store?.range ?? fact.range
    if isQuery, let store, store.a.tag == .operation { range = facts.operations[start + store.a.payload].range }
    return source(
      RowSource(
        file: Int32(file), start: range.start, end: range.end, isQueryExpression: isQuery, framework: .django, path: [],
        model: model))
  }

  /// The context that generic views give: what is passed, the rows or the row under all their names.
  private func genericContext(
    _ receiver: Cell, _ id: ClassID, _ kind: ViewKind, _ given: [CallArgument], _ operation: Operation, _ frame: Frame
  ) -> Cell {
    let names = knowledge.templates.view
    var fields: [RecordTable.Field] = [RecordTable.Field(name: names.view, value: receiver.value)]
    let lower = viewModel(id).map { project.name($0).lowercased() }
    let objectName = attribute(names.objectName, of: id).map { values[$0] }
    let ownName = objectName.flatMap {
      $0.kind == .text && $0.a != 0 ? $0.symbol : nil
    }
    switch kind {
    case .list:
      let passed = given.first { $0.label == names.rows }?.cell
      let rows = passed ?? viewRows(receiver, id, operation, frame)
      for name in [names.rows, names.page, ownName, lower.map { project.symbol($0 + "_list") }] {
        if let name { fields.append(RecordTable.Field(name: name, value: rows.value)) }
      }
    case .detail, .change, .remove:
      let object = viewRow(receiver, id, operation, frame)
      for name in [names.row, ownName, lower.map { project.symbol($0) }] {
        if let name { fields.append(RecordTable.Field(name: name, value: object.value)) }
      }
    case .create, .plain: break
    }
    if !names.contextDecorators.isEmpty { fields += decorated(receiver, id, operation, frame) }
    var dictionary = Value(kind: .collection, c: CollectionType.dictionary.rawValue)
    dictionary.d = records.record(fields.filter { $0.name != TemplateKnowledge.absentWord })
    dictionary.d = updating(dictionary, given)
    return Cell(value: values.intern(dictionary), variance: frame.loopDepth, root: Cell.localRoot)
  }

  /// What methods give that a decorator puts into the context.
  private func decorated(
    _ receiver: Cell, _ id: ClassID, _ operation: Operation, _ frame: Frame
  ) -> [RecordTable.Field] {
    var fields: [RecordTable.Field] = []
    var seen: Set<Symbol> = []
    for ancestor in models.lineage(id) {
      let facts = project.files[project.file(of: ancestor)]
      for function in methods(of: ancestor).values.sorted(by: { $0.rawValue < $1.rawValue }) {
        let fact = project.functionFact(function)
        let decorators = facts.decorators(of: fact)
        guard decorators.contains(where: { knowledge.templates.view.contextDecorators.contains($0.name) }),
          seen.insert(fact.name).inserted
        else { continue }
        let value = enter(function, receiver: receiver, arguments: [], operation, frame).value
        if isKept(value) { fields.append(RecordTable.Field(name: fact.name, value: value)) }
      }
    }
    return fields
  }

  private func viewRows(_ receiver: Cell, _ id: ClassID, _ operation: Operation, _ frame: Frame) -> Cell {
    let rows = callView(knowledge.templates.view.getQueryset, receiver, id, [], operation, frame)
    if rows.value != ValueTable.unknown { return rows }
    return Cell(value: assignedMembers(of: id)[knowledge.templates.view.rows] ?? ValueTable.unknown)
  }

  private func viewRow(_ receiver: Cell, _ id: ClassID, _ operation: Operation, _ frame: Frame) -> Cell {
    let row = callView(knowledge.templates.view.getObject, receiver, id, [], operation, frame)
    if row.value != ValueTable.unknown { return row }
    return Cell(value: assignedMembers(of: id)[knowledge.templates.view.row] ?? ValueTable.unknown)
  }

  // MARK: What methods of a view assign

  /// A member of a view that no declaration gives: the rows, the row, or what some method assigned.
  func viewMember(_ name: Symbol, of object: Cell, _ id: ClassID, _ operation: Operation, _ frame: Frame) -> Cell? {
    guard templates.views[id] != nil else { return nil }
    let names = knowledge.templates.view
    if let value = assignedMembers(of: id)[name], value != ValueTable.unknown {
      return Cell(value: value, variance: object.variance, root: object.root)
    }
    if name == names.rows { return viewRows(object, id, operation, frame) }
    if name == names.row { return viewRow(object, id, operation, frame) }
    return nil
  }

  /// What the methods of a view and its bases assign to `self`; they run in the order of their declaration.
  private func assignedMembers(of id: ClassID) -> [Symbol: ValueID] {
    if let known = viewMembers[id] { return known }
    viewMembers[id] = [:]
    guard depth < limits.callDepth else {
      viewMembers[id] = nil
      return [:]
    }
    var result: [Symbol: ValueID] = [:]
    for ancestor in models.lineage(id) {
      let file = project.file(of: ancestor)
      for function in methods(of: ancestor).values.sorted(by: { $0.rawValue < $1.rawValue }) {
        let fact = project.functionFact(function)
        guard fact.body >= 0, !fact.flags.contains(.static), !fact.flags.contains(.classMethod),
          assignsMembers(project.files[file], fact)
        else { continue }
        depth += 1
        let frame = open(file: file, body: Int(fact.body), function: function.rawValue, owner: fact.owner, parent: nil)
        frame.receiver = selfValue(id)
        for (slot, cell) in bind([], to: fact, in: file, receiver: frame.receiver).enumerated()
        where slot < frame.locals.count {
          frame.locals[slot] = cell
        }
        run(frame)
        depth -= 1
        liveFrames.close(frame)
        for (name, value) in frame.assigned where result[name] ?? ValueTable.unknown == ValueTable.unknown {
          result[name] = value
        }
        viewMembers[id] = result
      }
    }
    return result
  }

  private func assignsMembers(_ facts: FileFacts, _ fact: FunctionFact) -> Bool {
    facts.operations(of: facts.bodies[Int(fact.body)]).contains {
      $0.kind == .storeMember && $0.a == Operand(.local, 0)
    }
  }
}
