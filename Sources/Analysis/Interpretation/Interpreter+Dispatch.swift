// Which function a call means when several could be meant: overrides of abstract methods, what conforms to a protocol,
// overloads by labels. Where several fit, the first in the order of the project stands for all.

import Facts
import Syntax

extension Interpreter {
  /// The function that a call of a declared one runs: itself, unless that only says what others must do.
  func dispatched(_ id: FunctionID, _ fact: FunctionFact, _ file: Int, receiver: ValueID) -> FunctionID {
    guard fact.owner >= 0, isAbstract(id, fact, file) else { return id }
    let value = values[receiver]
    let owner = project.classID(file: file, local: fact.owner)
    let key: ClassID
    switch value.kind {
    case .instance, .entity, .type: key = value.a >= 0 ? ClassID(Int(value.a)) : owner
    case .unknown: key = owner
    default: return id
    }
    let question = DispatchKey(function: id, type: key)
    if let known = dispatches[question] { return known }
    let found =
      project.files[file].language == .swift
      ? conforming(fact.name, to: owner) : overriding(fact.name, below: key) ?? id
    dispatches[question] = found ?? id
    return found ?? id
  }

  struct DispatchKey: Hashable {
    var function: FunctionID
    var type: ClassID
  }

  /// A body that does nothing or only says that it is not implemented; a requirement of a protocol.
  private func isAbstract(_ id: FunctionID, _ fact: FunctionFact, _ file: Int) -> Bool {
    let facts = project.files[file]
    guard facts.language == .python else { return fact.body < 0 }
    guard fact.body >= 0, !fact.flags.contains(.closure) else { return false }
    let operations = facts.operations(of: facts.bodies[Int(fact.body)])
    guard operations.count <= 8 else { return false }
    return operations.isEmpty
      || operations.contains { $0.kind == .raise }
        && !operations.contains { $0.kind == .return || $0.kind == .branchBegin || $0.kind == .invoke }
  }

  /// The nearest override in the classes below one.
  private func overriding(_ name: Symbol, below id: ClassID) -> FunctionID? {
    var queue = [id]
    var next = 0
    while next < queue.count, next < 64 {
      for type in models.subclasses[queue[next]] ?? [] where !queue.contains(type) {
        queue.append(type)
        for ancestor in models.lineage(type) {
          guard let method = methods(of: ancestor)[name] else { continue }
          let file = project.file(of: method)
          if !isAbstract(method, project.functionFact(method), file) { return method }
        }
      }
      next += 1
    }
    return nil
  }

  /// The method of the first type that conforms to a protocol.
  private func conforming(_ name: Symbol, to id: ClassID) -> FunctionID? {
    guard project.classFact(id).form == .protocol else { return nil }
    var fallback: FunctionID?
    for type in models.conformers[project.classFact(id).name] ?? [] {
      guard let method = methods(of: primaryClass(type))[name], project.functionFact(method).body >= 0 else { continue }
      if project.files[project.file(of: type)].scope == .normal { return method }
      fallback = fallback ?? method
    }
    return fallback
  }

  /// Of Swift methods with one name, the one whose labels a call has.
  func overload(_ id: FunctionID, for given: [CallArgument]) -> FunctionID {
    let fact = project.functionFact(id)
    let file = project.file(of: id)
    guard project.files[file].language == .swift, fact.owner >= 0, !fact.flags.contains(.closure) else { return id }
    let owner = primaryClass(project.classID(file: file, local: fact.owner))
    guard let all = overloads(of: owner)[fact.name], all.count > 1 else { return id }
    var best = id
    var bestScore = fit(id, given)
    for candidate in all {
      let score = fit(candidate, given)
      if score > bestScore {
        best = candidate
        bestScore = score
      }
    }
    return best
  }

  /// The method that a call with arguments means where a property has the same name.
  func methodBeside(_ property: FunctionID, _ fact: FunctionFact) -> FunctionID? {
    let file = project.file(of: property)
    guard project.files[file].language == .swift, fact.owner >= 0 else { return nil }
    let owner = primaryClass(project.classID(file: file, local: fact.owner))
    return overloads(of: owner)[fact.name]?.first { !project.functionFact($0).flags.contains(.property) }
  }

  /// How well labels fit: what agrees counts for it, what is missing or left over against it.
  private func fit(_ id: FunctionID, _ given: [CallArgument]) -> Int {
    let fact = project.functionFact(id)
    let facts = project.files[project.file(of: id)]
    let parameters = facts.parameters(of: fact)
    var score = 0
    for argument in given where !argument.label.isNone {
      score += parameters.contains { $0.label == argument.label } ? 4 : -4
    }
    for parameter in parameters where !parameter.label.isNone && !parameter.hasDefault {
      if !given.contains(where: { $0.label == parameter.label }) { score -= 2 }
    }
    return score - abs(parameters.count - given.count)
  }

  /// Methods of a Swift type that share a name.
  private func overloads(of id: ClassID) -> [Symbol: [FunctionID]] {
    if let known = overloadedMethods[id] { return known }
    var result: [Symbol: [FunctionID]] = [:]
    let name = project.classFact(id).name
    for part in [id]
      + (project.classesByName[name] ?? []).filter({ $0 != id && project.classFact($0).form == .extension })
    {
      let file = project.file(of: part)
      let local = Int32(part.index - project.classOffsets[file])
      for (number, fact) in project.files[file].functions.enumerated()
      where fact.owner == local && !fact.flags.contains(.observer) && fact.body >= 0 {
        result[fact.name, default: []].append(project.functionID(file: file, local: number))
      }
    }
    overloadedMethods[id] = result
    return result
  }

  // MARK: Classes that complete another

  /// Classes below a method's own that are looked at, and those of them that it is interpreted for.
  private static let mostClassesAsked = 64
  private static let mostCompletingClasses = 8

  /// Classes below a method's own that say which rows it works on (`model = Order` below `model = None`).
  func completingClasses(of id: FunctionID, _ fact: FunctionFact, _ file: Int) -> [ClassID] {
    guard fact.owner >= 0, project.files[file].language == .python,
      fact.flags.isDisjoint(with: [.static, .classMethod])
    else { return [] }
    let owner = project.classID(file: file, local: fact.owner)
    guard models.subclasses[owner] != nil, !models.isModel(owner) else { return [] }
    let names = openAttributes(of: owner)
    guard !names.isEmpty else { return [] }
    var result: [ClassID] = []
    var queue = [owner]
    var seen: Set<ClassID> = [owner]
    var next = 0
    while next < queue.count {
      guard next < Interpreter.mostClassesAsked, result.count < Interpreter.mostCompletingClasses else {
        cutOff += 1
        break
      }
      for type in models.subclasses[queue[next]] ?? [] where seen.insert(type).inserted {
        queue.append(type)
        guard method(fact.name, of: type) == id, project.files[project.file(of: type)].scope == .normal,
          names.contains(where: { name in attribute(name, of: type).map { isRowClass($0) } ?? false })
        else { continue }
        result.append(type)
      }
      next += 1
    }
    return result
  }

  private func isRowClass(_ id: ValueID) -> Bool {
    let value = values[id]
    return value.kind == .query || value.kind == .type && models.isModel(ClassID(Int(value.a)))
  }

  /// What the methods of a class read of `self` that the class itself leaves open.
  private func openAttributes(of id: ClassID) -> Set<Symbol> {
    if let known = openNames[id] { return known }
    var result: Set<Symbol> = []
    for function in methods(of: id).values {
      let facts = project.files[project.file(of: function)]
      let fact = project.functionFact(function)
      guard fact.body >= 0 else { continue }
      for operation in facts.operations(of: facts.bodies[Int(fact.body)])
      where operation.kind == .member && operation.a == Operand(.local, 0) {
        result.insert(operation.name)
      }
    }
    result = result.filter { name in
      guard method(name, of: id) == nil else { return false }
      let known = attribute(name, of: id) ?? ValueTable.unknown
      return known == ValueTable.unknown || known == ValueTable.none
    }
    openNames[id] = result
    return result
  }

  // MARK: Attributes

  /// What another method than the constructor assigns to an attribute.
  func assignedLater(_ name: Symbol, _ id: ClassID) -> ValueID? {
    if let known = laterValues[id]?[name] { return known }
    guard project.files[project.file(of: id)].language == .python, depth + 2 < limits.callDepth,
      let method = assigners(of: id)[name]
    else { return nil }
    laterValues[id, default: [:]][name] = ValueTable.unknown
    let file = project.file(of: method)
    let fact = project.functionFact(method)
    depth += 1
    let frame = open(file: file, body: Int(fact.body), function: method.rawValue, owner: fact.owner, parent: nil)
    frame.receiver = selfValue(id)
    let parameters = bind([], to: fact, in: file, receiver: frame.receiver)
    for (slot, cell) in parameters.enumerated() where slot < frame.locals.count { frame.locals[slot] = cell }
    run(frame)
    depth -= 1
    liveFrames.close(frame)
    let value = frame.assigned[name] ?? ValueTable.unknown
    laterValues[id]?[name] = value
    return value
  }

  /// The first short method that assigns an attribute, by attribute.
  private func assigners(of id: ClassID) -> [Symbol: FunctionID] {
    if let known = attributeAssigners[id] { return known }
    var result: [Symbol: FunctionID] = [:]
    let file = project.file(of: id)
    let facts = project.files[file]
    let local = Int32(id.index - project.classOffsets[file])
    for (number, fact) in facts.functions.enumerated()
    where fact.owner == local && fact.body >= 0 && fact.flags.isDisjoint(with: [.static, .classMethod]) {
      let body = facts.bodies[Int(fact.body)]
      guard body.operations.count <= 200 else { continue }
      for operation in facts.operations(of: body)
      where operation.kind == .storeMember && operation.a == Operand(.local, 0) && operation.second.tag != .constant {
        if result[operation.name] == nil { result[operation.name] = project.functionID(file: file, local: number) }
      }
    }
    attributeAssigners[id] = result
    return result
  }
}
