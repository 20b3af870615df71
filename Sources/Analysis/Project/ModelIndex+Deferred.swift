// Columns of SQLAlchemy models that are not loaded with their rows: `deferred(…)`, `column_property(…, deferred=True)`,
// in the class or assigned to it afterwards.

import Facts

extension ModelIndex {
  mutating func readDeferredColumns(_ project: Project, _ resolver: Resolver) {
    let property = project.symbol("column_property")
    let plain = project.symbol("deferred")
    guard !property.isNone || !plain.isNone else { return }
    for file in project.files.indices where project.files[file].language == .python {
      let facts = project.files[file]
      for body in facts.bodies {
        let start = body.start
        for operation in facts.operations(of: body) where operation.kind == .storeMember {
          guard operation.a.tag == .free, operation.second.tag == .operation,
            isDeferred(facts.operations[start + operation.second.payload], facts, property, plain),
            case .type(let id)? = resolver.definition(of: operation.a.symbol, in: file)
          else { continue }
          models[id]?.deferred.insert(operation.name)
        }
      }
      for (local, fact) in facts.classes.enumerated() where fact.body >= 0 {
        let id = project.classID(file: file, local: Int32(local))
        guard models[id] != nil else { continue }
        let body = facts.bodies[Int(fact.body)]
        let start = body.start
        for operation in facts.operations(of: body) where operation.kind == .store && operation.a.tag == .operation {
          guard isDeferred(facts.operations[start + operation.a.payload], facts, property, plain) else { continue }
          models[id]?.deferred.insert(facts.slots[Int(body.slots.lowerBound) + Int(operation.b)])
        }
      }
    }
  }

  private func isDeferred(_ made: Operation, _ facts: FileFacts, _ property: Symbol, _ plain: Symbol) -> Bool {
    let callee: Symbol
    switch made.kind {
    case .call: callee = made.a.tag == .free ? made.a.symbol : .none
    case .invoke: callee = made.name
    default: return false
    }
    guard !callee.isNone else { return false }
    if callee == plain { return true }
    return callee == property
      && facts.arguments(of: made).contains { $0.label == plain && $0.value == Operand(.yes) }
  }

  /// `mapper(Group, group_table)`: a class that SQLAlchemy maps to a table from outside.
  mutating func readMappings(_ project: Project, _ resolver: Resolver) {
    let names = Set(["mapper", "map_imperatively"].map { project.symbol($0) }.filter { !$0.isNone })
    guard !names.isEmpty else { return }
    for file in project.files.indices where project.files[file].language == .python {
      let facts = project.files[file]
      guard let module = facts.bodies.first else { continue }
      for operation in facts.operations(of: module) {
        let callee: Symbol
        switch operation.kind {
        case .call: callee = operation.a.tag == .free ? operation.a.symbol : .none
        case .invoke: callee = operation.name
        default: continue
        }
        guard names.contains(callee), operation.argumentCount >= 2, let first = facts.arguments(of: operation).first,
          first.value.tag == .free || first.value.tag == .local, let name = mappedName(first.value, facts, module),
          case .type(let id)? = resolver.definition(of: name, in: file), models[id] == nil
        else { continue }
        models[id] = Model(id: id, framework: .sqlalchemy)
      }
    }
  }

  private func mappedName(_ operand: Operand, _ facts: FileFacts, _ body: Body) -> Symbol? {
    if operand.tag == .free { return operand.symbol }
    let slot = Int(body.slots.lowerBound) + operand.payload
    return slot < Int(body.slots.upperBound) ? facts.slots[slot] : nil
  }
}
