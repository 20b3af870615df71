// Where code shows a page template: render functions, loaded templates, decorators that name one. The context is a
// dictionary whose keys are known, or keyword arguments.

import Facts
import Syntax

extension Interpreter {
  /// A call of something outside the project that shows a template, or makes what is shown; nil for any other.
  func rendering(
    _ name: Symbol, by receiver: Cell?, _ given: [CallArgument], _ operation: Operation, _ frame: Frame
  ) -> Cell? {
    guard let role = knowledge.templates.calls[name] else { return nil }
    switch role {
    case .render:
      guard let file = templateFile(of: given, receiver, near: frame.file) else { return nil }
      enterTemplate(file, scope: context(of: given, operation, frame), operation, frame)
      return Cell(value: ValueTable.text, variance: frame.loopDepth, root: Cell.localRoot)
    case .load:
      guard let file = templateFile(of: given, receiver, near: frame.file) else { return nil }
      return Cell(value: values.intern(Value(kind: .module, a: Int32(file))))
    case .context: return given.first { isDictionary($0.cell) }?.cell
    case .page: return given.first { isRows($0.cell) }?.cell
    case .locals:
      return Cell(
        value: values.intern(
          Value(
            kind: .collection, c: CollectionType.dictionary.rawValue,
            d: records.record(
              localNames(frame).map { RecordTable.Field(name: $0.key, value: $0.value.value) }))),
        variance: frame.loopDepth, root: Cell.localRoot)
    }
  }

  private func isDictionary(_ cell: Cell) -> Bool {
    let value = values[cell.value]
    return value.kind == .collection && value.c == CollectionType.dictionary.rawValue
  }

  private func isRows(_ cell: Cell) -> Bool {
    let value = values[cell.value]
    return value.kind == .query || value.kind == .collection && value.c != CollectionType.dictionary.rawValue
  }

  /// The template that the arguments of a call name.
  private func templateFile(of given: [CallArgument], _ receiver: Cell?, near file: Int) -> Int? {
    if let receiver {
      let value = values[receiver.value]
      if value.kind == .module, project.files[Int(value.a)].language == .template { return Int(value.a) }
    }
    for argument in given where argument.label.isNone || knowledge.templates.templateOptions.contains(argument.label) {
      if let found = templateFile(named: argument.cell.value, near: file) { return found }
    }
    return nil
  }

  /// The template that a text, or the first known one of several, names.
  func templateFile(named id: ValueID, near file: Int) -> Int? {
    let value = values[id]
    switch value.kind {
    case .text where value.a != 0: return templateFile(value.symbol, near: file)
    case .parts: return values.lists[Int(value.a)].lazy.compactMap { self.templateFile(named: $0, near: file) }.first
    case .collection where value.a != ValueTable.unknown && values[value.a].kind == .text:
      return templateFile(named: value.a, near: file)
    case .module where project.files[Int(value.a)].language == .template: return Int(value.a)
    default: return nil
    }
  }

  /// What a call gives its template.
  private func context(of given: [CallArgument], _ operation: Operation, _ frame: Frame) -> TemplateScope {
    let known = knowledge.templates
    let facts = project.files[frame.file]
    let start = facts.bodies[frame.body].start
    for argument in facts.arguments(of: operation)
    where argument.label.isNone || known.contextOptions.contains(argument.label) {
      // A literal at the call: each of its values varies for itself.
      guard argument.value.tag == .operation else { continue }
      let made = facts.operations[start + argument.value.payload]
      if made.kind == .dictionary { return literalScope(made, frame, facts) }
    }
    for argument in given where argument.label.isNone || known.contextOptions.contains(argument.label) {
      if isDictionary(argument.cell) { return scope(of: argument.cell) }
    }
    var scope: TemplateScope = [:]
    for argument in given where !argument.label.isNone && argument.label != words.doubleStar {
      if known.otherOptions.contains(argument.label) || known.templateOptions.contains(argument.label),
        values[argument.cell.value].kind != .query && values[argument.cell.value].kind != .entity
      {
        continue
      }
      scope[argument.label] = argument.cell
    }
    return scope
  }

  private func literalScope(_ literal: Operation, _ frame: Frame, _ facts: FileFacts) -> TemplateScope {
    var scope: TemplateScope = [:]
    let entries = Array(facts.arguments(of: literal))
    var position = 0
    while position + 1 < entries.count {
      let key = entries[position]
      if key.label == words.doubleStar {
        scope.merge(self.scope(of: cell(key.value, frame))) { $1 }
      } else if key.value.tag == .string {
        scope[key.value.symbol] = cell(entries[position + 1].value, frame)
      }
      position += 2
    }
    return scope
  }

  /// The names that a dictionary gives a template.
  func scope(of cell: Cell) -> TemplateScope {
    let value = values[cell.value]
    guard value.kind == .collection else { return [:] }
    var scope: TemplateScope = [:]
    for field in records.fields[Int(value.d)] {
      scope[field.name] = Cell(value: field.value, variance: cell.variance, root: cell.root)
    }
    return scope
  }

  // MARK: Records

  /// The record of a dictionary literal, of those values that something can be said about.
  func record(of literal: Operation, _ frame: Frame, _ facts: FileFacts) -> Int32 {
    var fields: [RecordTable.Field] = []
    let entries = facts.arguments(of: literal)
    guard entries.count <= 2 * RecordTable.fieldLimit else { return 0 }
    var position = entries.startIndex
    while position + 1 < entries.endIndex {
      let key = entries[position]
      if key.label == words.doubleStar {
        let inner = values[cell(key.value, frame).value]
        if inner.kind == .collection { fields.append(contentsOf: records.fields[Int(inner.d)]) }
      } else if key.value.tag == .string {
        let value = cell(entries[position + 1].value, frame).value
        if isKept(value) { fields.append(RecordTable.Field(name: key.value.symbol, value: value)) }
      }
      position += 2
    }
    return fields.isEmpty ? 0 : records.record(fields)
  }

  /// Whether a value says anything that a reader of the dictionary may need.
  func isKept(_ id: ValueID) -> Bool {
    switch values[id].kind {
    case .unknown, .none, .number, .bytes, .external, .builtin: return false
    case .text: return values[id].a != 0
    default: return true
    }
  }

  /// `context["rows"] = rows`
  func storing(_ key: Operand, _ stored: ValueID, in dictionary: Value, _ frame: Frame) -> Int32 {
    guard key.tag == .string, isKept(stored) || dictionary.d > 0 else { return dictionary.d }
    return records.setting(key.symbol, to: stored, in: dictionary.d)
  }

  /// `context.update({"rows": rows})`, `context.update(rows=rows)`
  func updating(_ dictionary: Value, _ given: [CallArgument]) -> Int32 {
    var record = dictionary.d
    for argument in given {
      if argument.label.isNone || argument.label == words.doubleStar {
        let value = values[argument.cell.value]
        if value.kind == .collection, value.d > 0 { record = records.overlay(record, value.d) }
      } else if isKept(argument.cell.value) {
        record = records.setting(argument.label, to: argument.cell.value, in: record)
      }
    }
    return record
  }

  /// The keyword arguments that a call gives to no named parameter, as a dictionary.
  func keywords(_ arguments: [CallArgument], _ parameters: ArraySlice<ParameterFact>) -> ValueID {
    var fields: [RecordTable.Field] = []
    for argument in arguments
    where !argument.label.isNone && argument.label != words.doubleStar && argument.label != words.star {
      guard argument.cell.value != ValueTable.unknown, !parameters.contains(where: { $0.name == argument.label }) else {
        continue
      }
      fields.append(RecordTable.Field(name: argument.label, value: argument.cell.value))
    }
    return values.intern(
      Value(
        kind: .collection, flags: .bounded, b: fields.isEmpty ? 0 : ValueTable.text,
        c: CollectionType.dictionary.rawValue, d: fields.isEmpty ? 0 : records.record(fields)))
  }

  // MARK: Decorated functions

  /// A function whose decorator, or whose class's decorator, names the template that shows what it returns.
  func showResult(of id: FunctionID, _ outcome: Outcome) {
    marshalResult(of: id, outcome)
    guard !templates.isEmpty else { return }
    let file = project.file(of: id)
    let facts = project.files[file]
    let fact = project.functionFact(id)
    let own = facts.decorators(of: fact)
    guard own.contains(where: { knowledge.templates.decorators.contains($0.name) }) else { return }
    var template = named(by: own, in: Int(fact.enclosingBody), of: file)
    if template == nil, fact.owner >= 0 {
      let owner = facts.classes[Int(fact.owner)]
      template = named(
        by: facts.decorators(of: owner), in: 0, of: file)
    }
    guard let template else { return }
    let place = Operation(kind: .call, range: fact.range)
    onItsOwn(file: file, body: Int(fact.enclosingBody)) {
      enterTemplate(template, scope: scope(of: Cell(value: outcome.value)), place, $0)
    }
  }

  /// The template that a decorator names.
  private func named(by decorators: ArraySlice<DecoratorFact>, in body: Int, of file: Int) -> Int? {
    let facts = project.files[file]
    let start = facts.bodies[body].start
    for decorator in decorators
    where knowledge.templates.decorators.contains(decorator.name) && decorator.value.tag == .operation {
      for argument in facts.arguments(of: facts.operations[start + decorator.value.payload])
      where argument.value.tag == .string {
        guard argument.label.isNone || knowledge.templates.templateOptions.contains(argument.label) else { continue }
        if let found = templateFile(argument.value.symbol, near: file) { return found }
      }
    }
    return nil
  }

  /// Does something that no operation does, and reports what it repeats.
  func onItsOwn(file: Int, body: Int, _ work: (Frame) -> Void) {
    let frame = open(file: file, body: body, function: -1, owner: -1, parent: nil)
    depth += 1
    work(frame)
    depth -= 1
    liveFrames.close(frame)
    for effect in frame.effects where !effect.loops.isEmpty { reports.append(effect) }
  }
}
