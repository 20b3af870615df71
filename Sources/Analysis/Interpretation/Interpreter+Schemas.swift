// Classes of annotated names that a library fills from a row's attributes (pydantic), by a call or as the result of a
// route: reading the names reads the row's relations. Which classes and calls those are is data.

import Facts
import Syntax

extension Interpreter {
  private var known: DeclaredKnowledge { declared.knowledge }

  /// Reads what a schema's annotated names take from a row.
  func readAttributes(of id: ClassID, _ row: Cell, _ frame: Frame) {
    guard values[row.value].a >= 0, let model = models.models[ClassID(Int(values[row.value].a))] else { return }
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

  /// The schema that a type names, through lists and optionals.
  func schema(_ reference: TypeReference, in file: Int) -> ClassID? {
    let facts = project.files[file]
    var pending = [reference]
    var steps = 0
    while let next = pending.popLast(), steps < 16 {
      steps += 1
      guard next >= 0, Int(next) < facts.types.count else { continue }
      let type = facts.types[Int(next)]
      let found = resolver.type(type, in: file) ?? models.classNamed(project.text(type.name), near: file, project)
      if let found, declared.role(of: found).contains(.schema) { return found }
      pending += facts.typeArguments[Int(type.arguments.lowerBound)..<Int(type.arguments.upperBound)]
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
    let result = enter(route.function, receiver: Cell(), arguments: [], operation, frame)
    let file = project.file(of: route.function)
    guard let type = route.type ?? schema(fact.returnType, in: file) else { return }
    switch values[result.value].kind {
    case .query, .collection:
      forEach(result, at: placeOfRows(result, or: fact.range, frame), frame) { row in
        serialize(type, row, at: fact.range, frame)
      }
    case .entity: serialize(type, result, at: fact.range, frame)
    default: break
    }
  }
}
