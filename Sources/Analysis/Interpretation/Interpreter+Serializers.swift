// Serializers: for each row the framework reads what the class's fields name, calls their methods, and goes on into
// nested serializers. Which classes and options do that is data (Rules/frameworks/django-rest.yml).

import Facts
import Syntax

extension Interpreter {
  private var known: DeclaredKnowledge { declared.knowledge }

  /// Serializes rows, or one row.
  func serialize(
    _ id: ClassID, _ rows: Cell, at range: ByteRange, named name: Symbol = .none, only names: Int32 = 0,
    _ frame: Frame
  ) {
    let value = values[rows.value]
    switch value.kind {
    case .query, .collection:
      if value.flags.contains(.plain) || value.flags.contains(.statement) { return }
      if value.kind == .collection, values[elementOf(rows.value)].kind != .entity { return }
      if let list = reader.metaOption(known.listSerializerOption, of: id).flatMap({ reader.type($0) }),
        let render = renderMethod(of: list)
      {
        let operation = frameworkOperation(project.functionFact(render).name, at: range)
        let receiver = Cell(value: values.intern(Value(kind: .instance, a: list.rawValue, b: id.rawValue + 1)))
        enter(render, receiver: receiver, arguments: [CallArgument(cell: rows, label: .none)], operation, frame)
        return
      }
      forEach(rows, at: Place(frame.file, range), named: name, frame) { row in
        serializeRow(id, row, at: range, only: names, frame)
      }
    case .entity: serializeRow(id, rows, at: range, only: names, frame)
    default: break
    }
  }

  /// A method of the project that takes the place of the framework's own way to show a row.
  private func renderMethod(of id: ClassID) -> FunctionID? {
    for ancestor in models.lineage(id) {
      // A project's own copy of the framework is the framework.
      if known.serializerBases.contains(project.classFact(ancestor).name) { return nil }
      for name in known.render {
        if let found = methods(of: ancestor)[name] { return found }
      }
    }
    return nil
  }

  func serializeRow(_ id: ClassID, _ row: Cell, at range: ByteRange, only names: Int32, _ frame: Frame) {
    let value = values[row.value]
    guard value.kind == .entity, value.a >= 0, !value.flags.contains(.plain) else { return }
    let key = StepKey(kind: .row, place: id.rawValue, owner: id.rawValue, value: row.value, names: names)
    perform(key, in: id, on: row, at: range, from: frame) { row, inner in
      if declared.role(of: id).isDisjoint(with: .serializer) {
        readAttributes(of: id, row, inner)
        return
      }
      if declared.role(of: id).contains(.schema) { readAttributes(of: id, row, inner) }
      let header = project.classFact(id).range
      if let render = renderMethod(of: id) {
        let operation = frameworkOperation(project.functionFact(render).name, at: header)
        enter(
          render, receiver: serializerInstance(id), arguments: [CallArgument(cell: row, label: .none)], operation,
          inner)
        guard mentionsSuper(render) else { return }
      }
      readFields(of: id, row, only: names, inner)
    }
  }

  func serializerInstance(_ id: ClassID) -> Cell { Cell(value: values.intern(Value(kind: .instance, a: id.rawValue))) }

  private func mentionsSuper(_ id: FunctionID) -> Bool {
    let facts = project.files[project.file(of: id)]
    let fact = project.functionFact(id)
    guard fact.body >= 0 else { return false }
    return facts.operations(of: facts.bodies[Int(fact.body)]).contains {
      $0.kind == .call && $0.a.tag == .free && $0.a.symbol == words.superName
    }
  }

  // MARK: Fields

  private func readFields(of id: ClassID, _ row: Cell, only names: Int32, _ frame: Frame) {
    let fields: [DeclaredField]
    if let read = declaredFields[id] {
      fields = read
    } else {
      fields = reader.fields(of: id)
      declaredFields[id] = fields
    }
    let isModel = declared.role(of: id).contains(.modelSerializer)
    let option = reader.metaOption(known.fieldsOption, of: id)
    var listed: Set<Symbol>?
    var takesAll = false
    if let option {
      if option.operand.tag == .string {
        takesAll = option.operand.symbol == known.all
      } else if let items = reader.items(option) {
        var found: Set<Symbol> = []
        for case .text(let name) in items { found.insert(name) }
        listed = found
      }
    }
    var wanted: Set<Symbol>?
    if names > 0 { wanted = Set(values.lists[Int(names)].map { Symbol(rawValue: UInt32(bitPattern: $0)) }) }
    var owners: [ClassID] = []
    for field in fields where !owners.contains(field.owner) { owners.append(field.owner) }
    for owner in owners {
      let key = StepKey(
        kind: .fields, place: owner.rawValue, owner: id.rawValue, value: row.value, names: names)
      perform(key, in: owner, on: row, at: project.classFact(id).range, from: frame) { row, inner in
        for field in fields where field.owner == owner {
          if isModel, let listed, !listed.contains(field.name) { continue }
          if let wanted, !wanted.contains(field.name) { continue }
          read(field, of: id, row, inner)
        }
      }
    }
    guard isModel, let option, takesAll || listed != nil else { return }
    let declaredNames = Set(fields.map(\.name))
    let key = StepKey(
      kind: .modelFields, place: option.holder.rawValue, owner: id.rawValue, value: row.value, names: names)
    perform(key, in: option.holder, on: row, at: project.classFact(id).range, from: frame) { row, inner in
      readModelFields(of: id, listed, besides: declaredNames, wanted, row, at: option.range, inner)
    }
  }

  /// The fields that a model serializer makes by itself: a key for a to-one relation, all keys of a to-many one.
  private func readModelFields(
    of id: ClassID, _ listed: Set<Symbol>?, besides declaredNames: Set<Symbol>, _ wanted: Set<Symbol>?, _ row: Cell,
    at range: ByteRange, _ frame: Frame
  ) {
    let value = values[row.value]
    guard value.a >= 0, let model = models.models[ClassID(Int(value.a))] else { return }
    let depth = reader.metaOption(known.depthOption, of: id)?.operand
    let isDeep = depth.map { $0.tag == .integer && $0.payload > 0 } ?? false
    let names = listed ?? Set(model.relations.values.filter { !$0.isReverse }.map(\.name))
    for name in names.sorted(by: { project.text($0) < project.text($1) }) where !declaredNames.contains(name) {
      if let wanted, !wanted.contains(name) { continue }
      if let relation = model.relations[name] {
        if isDeep, relation.kind == .toOne { _ = follow([name], from: withDeclared(name, row), at: range, frame) }
        guard relation.kind == .toMany else { continue }
        let related = follow([name], from: withDeclared(name, row), at: range, frame)
        forEach(related, at: Place(frame.file, range), named: name, frame) { _ in }
      } else if method(name, of: model.id) != nil {
        _ = follow([name], from: row, at: range, frame)
      }
    }
  }

  /// The row as its serializer's declared fields see it: where the code works out what to load, they are loaded.
  private func withDeclared(_ name: Symbol?, _ row: Cell) -> Cell {
    var value = values[row.value]
    guard let name, eager.branch(value.b, words.star) != nil else { return row }
    // As deep as the serializers nest.
    value.b = eager.adding([name], to: value.b, leaf: eager.adding([words.star], to: 0))
    return Cell(value: values.intern(value), variance: row.variance, root: row.root)
  }

  private func read(_ field: DeclaredField, of id: ClassID, _ row: Cell, _ frame: Frame) {
    if isTrue(reader.option(known.hiddenOption, of: field)) { return }
    let facts = project.files[frame.file]
    let given = CallArgument(cell: row, label: .none)
    let operation = frameworkOperation(field.name, at: field.range)
    if known.methodFields.contains(field.callee) {
      let named = reader.option(known.methodOption, of: field) ?? reader.firstArgument(of: field)
      var target: FunctionID?
      if let named, named.tag == .string { target = method(named.symbol, of: id) }
      for prefix in known.methodPrefixes where target == nil {
        target = method(project.symbol(prefix + project.text(field.name)), of: id)
      }
      guard let target else { return }
      enter(target, receiver: serializerInstance(id), arguments: [given], operation, frame)
      return
    }
    let first = reader.firstArgument(of: field)
    if let first, first.tag == .function {
      let function = project.functionID(file: frame.file, local: first.payload)
      enter(function, receiver: Cell(), arguments: [given], operation, frame)
      return
    }
    let path = sourcePath(field)
    let row = withDeclared(path.first, row)
    if let type = field.type, declared.role(of: type).contains(.serializer) {
      let chosen = chosenFields(field, of: type)
      if chosen == .unknown { return }
      let value = path.isEmpty ? row : follow(path, from: row, at: field.range, frame)
      serialize(type, value, at: field.range, named: field.name, only: chosen.names, frame)
      return
    }
    if known.nestedFields.contains(field.callee), let first, let type = reader.type(first, of: field),
      declared.role(of: type).contains(.serializer)
    {
      let value = follow(path, from: row, at: field.range, frame)
      serialize(type, value, at: field.range, named: field.name, only: onlyNames(field), frame)
      return
    }
    if let type = field.type, let render = renderMethod(of: type) {
      let receiver = Cell(value: values.intern(Value(kind: .instance, a: type.rawValue)))
      if let reader = known.attributeReaders.lazy.compactMap({ self.method($0, of: type) }).first {
        let value = enter(reader, receiver: receiver, arguments: [given], operation, frame)
        enter(render, receiver: receiver, arguments: [CallArgument(cell: value, label: .none)], operation, frame)
        return
      }
      let value = path.isEmpty ? row : follow(path, from: row, at: field.range, frame)
      enter(render, receiver: receiver, arguments: [CallArgument(cell: value, label: .none)], operation, frame)
      return
    }
    readRelated(field, path, row, operation, frame, facts)
  }

  /// Fields of the framework that show a related row by its key, a column, its text or a link.
  private func readRelated(
    _ field: DeclaredField, _ path: [Symbol], _ row: Cell, _ operation: Operation, _ frame: Frame, _ facts: FileFacts
  ) {
    guard !path.isEmpty else { return }
    let isMany = isTrue(reader.option(known.manyOption, of: field))
    let isKey = known.keyFields.contains(field.callee)
    var column: Symbol?
    if known.rowFields.contains(field.callee) { column = words.pk }
    if known.linkFields.contains(field.callee), let lookup = reader.option(known.linkOption, of: field),
      lookup.tag == .string, lookup.symbol != words.pk, lookup.symbol != words.id
    {
      column = lookup.symbol
    }
    if let option = reader.option(known.rowOption, of: field), option.tag == .string { column = option.symbol }
    let showsText = known.textFields.contains(field.callee)
    let isLink = known.linkFields.contains(field.callee)
    let isPlainField = !isKey && !isLink && column == nil && !showsText
    // A to-one relation shown by its key is not loaded.
    let reads = isMany || column != nil || showsText || isPlainField
    var steps = path
    if !reads {
      steps.removeLast()
      _ = follow(steps, from: row, at: field.range, frame)
      return
    }
    if isPlainField, path.count == 1, !isMany, values[row.value].a >= 0,
      let model = models.models[ClassID(Int(values[row.value].a))], let relation = model.relations[path[0]],
      relation.kind == .toOne || relation.kind == .genericToOne
    {
      // `ReadOnlyField()` and the like over a relation show the related row as text.
      let related = follow(path, from: row, at: field.range, frame)
      convertToText(related, operation, frame)
      return
    }
    let related = follow(steps, from: row, at: field.range, frame)
    if isMany {
      guard values[related.value].kind == .query || values[related.value].kind == .collection else { return }
      forEach(related, at: Place(frame.file, field.range), named: field.name, frame) { item in
        if let column { _ = follow([column], from: item, at: field.range, frame) }
        if showsText { convertToText(item, operation, frame) }
      }
      return
    }
    if let column { _ = follow([column], from: related, at: field.range, frame) }
    if showsText { convertToText(related, operation, frame) }
  }

  /// Which of a nested serializer's fields its user chooses.
  private struct ChosenFields: Equatable {
    /// A list's number, or 0 for all.
    var names: Int32
    static let unknown = ChosenFields(names: -1)
  }

  /// `OrderSerializer(fields=("id",))`, `OrderSerializer(nested=True)`: an argument that the project's own constructor
  /// takes beside the framework's chooses the fields.
  private func chosenFields(_ field: DeclaredField, of type: ClassID) -> ChosenFields {
    let given = project.files[project.file(of: field.owner)].arguments(of: field.call)
    guard given.contains(where: { !$0.label.isNone && !known.fieldArguments.contains($0.label) }),
      let constructor = method(words.initializer, of: type)
    else { return ChosenFields(names: 0) }
    let file = project.file(of: constructor)
    let fact = project.functionFact(constructor)
    if fact.owner >= 0, known.serializerBases.contains(project.files[file].classes[Int(fact.owner)].name) {
      // A project's own copy of the framework.
      return ChosenFields(names: 0)
    }
    if let names = listedNames(known.fieldsOption, of: field) { return ChosenFields(names: names) }
    let parameters = project.files[file].parameters(of: fact)
    let isOwn = given.contains { argument in
      !argument.label.isNone && !known.fieldArguments.contains(argument.label)
        && parameters.contains { $0.name == argument.label }
    }
    return isOwn ? .unknown : ChosenFields(names: 0)
  }

  /// What a field reads from the row: empty for the row itself.
  private func sourcePath(_ field: DeclaredField) -> [Symbol] {
    guard let source = reader.option(known.sourceOption, of: field), source.tag == .string else { return [field.name] }
    return source.symbol == words.star ? [] : project.dotted(source.symbol)
  }

  private func isTrue(_ operand: Operand?) -> Bool { operand == Operand(.yes) }

  /// `only=("id", "name")` of a nested field, as a number of a list.
  private func onlyNames(_ field: DeclaredField) -> Int32 {
    let label = project.symbol("only")
    return label.isNone ? 0 : listedNames([label], of: field) ?? 0
  }

  /// The names that an option of a field's call lists, as a number of a list.
  private func listedNames(_ labels: Set<Symbol>, of field: DeclaredField) -> Int32? {
    guard let operand = reader.option(labels, of: field) else { return nil }
    let option = DeclaredOption(holder: field.owner, operand: operand, range: field.range)
    guard let items = reader.items(option) else { return nil }
    var names: [ValueID] = []
    for case .text(let name) in items { names.append(Int32(bitPattern: name.rawValue)) }
    return names.isEmpty ? nil : values.list(names)
  }

  // MARK: Serializers in code

  /// `OrderSerializer(orders, many=True)`: what is handed to the constructor is serialized.
  func serializeArguments(
    of id: ClassID, _ given: [CallArgument], _ operation: Operation, _ frame: Frame
  ) {
    guard declared.role(of: id).contains(.serializer) else { return }
    let rows =
      given.first { $0.label.isNone } ?? given.first { !$0.label.isNone && known.rowArgument.contains($0.label) }
    guard let rows else { return }
    serialize(id, rows.cell, at: operation.range, frame)
  }

  /// `OrderSchema().dump(orders)`
  func isDump(_ name: Symbol, of id: ClassID) -> Bool {
    known.dump.contains(name) && declared.role(of: id).contains(.serializer)
  }
}
