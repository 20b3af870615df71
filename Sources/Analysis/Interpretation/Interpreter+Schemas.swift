// Classes of annotated names that a library fills from a row's attributes (pydantic), by a call or as the result of a
// route: reading the names reads the row's relations. Which classes and calls those are is data.

import Facts
import Syntax

extension Interpreter {
  private var known: DeclaredKnowledge { declared.knowledge }

  /// Reads what a schema's annotated names take from a row.
  func readAttributes(of id: ClassID, _ row: Cell, _ frame: Frame) {
    guard values[row.value].a >= 0, let model = models.models[ClassID(Int(values[row.value].a))] else { return }
    callResolvers(of: id, row, frame)
    var seen: Set<Symbol> = []
    for ancestor in models.lineage(id) {
      let file = project.file(of: ancestor)
      let facts = project.files[file]
      let local = Int32(ancestor.index - project.classOffsets[file])
      let attributes = facts.attributes.filter { $0.owner == local && !$0.isStatic && seen.insert($0.name).inserted }
      guard !attributes.isEmpty else { continue }
      let key = StepKey(kind: .fields, place: ancestor.rawValue, owner: id.rawValue, value: row.value)
      perform(key, in: ancestor, on: row, at: project.classFact(id).range, from: frame) { row, inner in
        for attribute in attributes {
          if let path = aliasPath(attribute.name, of: ancestor) {
            _ = follow(path, from: row, at: attribute.range, inner)
            continue
          }
          guard resolver(for: attribute.name, of: id) == nil else { continue }
          guard model.relations[attribute.name] != nil || method(attribute.name, of: model.id) != nil else { continue }
          let value = follow([attribute.name], from: row, at: attribute.range, inner)
          if let nested = schema(attribute.type, in: file) {
            serialize(nested, value, at: attribute.range, named: attribute.name, inner)
          } else if values[value.value].kind == .query {
            execute(value, at: attribute.range, inner)
          }
        }
      }
    }
  }

  /// `Field(alias="customer.region.name")`: what the attribute is read from.
  private func aliasPath(_ name: Symbol, of id: ClassID) -> [Symbol]? {
    guard !known.schemaPathOption.isEmpty,
      let field = reader.fields(of: id).first(where: { $0.name == name && $0.owner == id }),
      let path = reader.option(known.schemaPathOption, of: field), path.tag == .string,
      project.utf8(path.symbol).contains(UInt8(ascii: "."))
    else { return nil }
    return project.dotted(path.symbol)
  }

  /// The method that gives an attribute's value instead of the row (`resolve_total`).
  private func resolver(for name: Symbol, of id: ClassID) -> FunctionID? {
    for prefix in known.schemaResolverPrefixes {
      let symbol = project.symbol(String(decoding: prefix, as: UTF8.self) + project.text(name))
      if !symbol.isNone, let found = method(symbol, of: id) { return found }
    }
    return nil
  }

  /// Calls the methods of a schema that make its attributes of the row.
  private func callResolvers(of id: ClassID, _ row: Cell, _ frame: Frame) {
    guard !known.schemaResolverPrefixes.isEmpty else { return }
    var seen: Set<Symbol> = []
    for ancestor in models.lineage(id) {
      for (name, function) in methods(of: ancestor).sorted(by: { $0.value.rawValue < $1.value.rawValue })
      where known.schemaResolverPrefixes.contains(where: { project.utf8(name).starts(with: $0) })
        && seen.insert(name).inserted
      {
        let operation = frameworkOperation(name, at: project.classFact(id).range)
        enter(
          function, receiver: serializerInstance(id), arguments: [CallArgument(cell: row, label: .none)], operation,
          frame)
      }
    }
  }

  /// `OrderList(items=orders)`: what fills an attribute is read by the schema that the attribute names.
  func readGivenRows(of id: ClassID, _ given: [CallArgument], at range: ByteRange, _ frame: Frame) {
    guard declared.role(of: id).contains(.schema) else { return }
    for argument in given where !argument.label.isNone {
      readRows(argument.cell, of: id, named: argument.label, at: range, frame)
    }
  }

  private func readRows(_ rows: Cell, of id: ClassID, named name: Symbol, at range: ByteRange, _ frame: Frame) {
    switch values[rows.value].kind {
    case .query, .collection, .entity: break
    default: return
    }
    for ancestor in models.lineage(id) {
      let file = project.file(of: ancestor)
      let local = Int32(ancestor.index - project.classOffsets[file])
      guard let attribute = project.files[file].attributes.first(where: { $0.owner == local && $0.name == name })
      else { continue }
      if let nested = schema(attribute.type, in: file) { serialize(nested, rows, at: range, named: name, frame) }
      return
    }
  }

  /// Types that a schema is looked for in, of those that one type is made of.
  private static let mostTypesOfReference = 16

  /// The schema that a type names, through lists and optionals.
  func schema(_ reference: TypeReference, in file: Int) -> ClassID? {
    let facts = project.files[file]
    var pending = [reference]
    var steps = 0
    while let next = pending.popLast(), steps < Interpreter.mostTypesOfReference {
      steps += 1
      guard next >= 0, Int(next) < facts.types.count else { continue }
      let type = facts.types[Int(next)]
      let found = resolver.type(type, in: file) ?? models.classNamed(project.text(type.name), near: file, project)
      if let found, declared.role(of: found).contains(.schema), !models.isModel(found) { return found }
      pending += facts.arguments(of: type)
    }
    return nil
  }

  /// `OrderRead.model_validate(order)`
  func isSchemaReader(_ name: Symbol, of id: ClassID) -> Bool {
    known.schemaReaders.contains(name) && declared.role(of: id).contains(.schema)
  }

  /// Interprets a route and reads its result as the route says.
  func answerRoute(_ route: DeclaredRoute, _ frame: Frame) {
    let fact = project.functionFact(route.function)
    let operation = frameworkOperation(fact.name, at: fact.range)
    let file = project.file(of: route.function)
    let receiver = Cell(value: receiverValue(of: fact, in: file))
    let result = enter(route.function, receiver: receiver, arguments: [], operation, frame)
    guard let type = route.type ?? schema(fact.returnType, in: file) else { return }
    switch values[result.value].kind {
    case .collection where values[result.value].d > 0:
      // `{"items": orders, "total": total}`
      for field in records.fields[Int(values[result.value].d)] {
        readRows(Cell(value: field.value), of: type, named: field.name, at: fact.range, frame)
      }
    case .query, .collection:
      forEach(result, at: placeOfRows(result, or: fact.range, frame), frame) { row in
        serialize(type, row, at: fact.range, frame)
      }
    case .entity: serialize(type, result, at: fact.range, frame)
    default: break
    }
  }
}
