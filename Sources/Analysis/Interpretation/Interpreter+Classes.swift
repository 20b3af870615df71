// What a class has: methods and properties through its bases and extensions, attributes from its body and constructor.

import Facts
import Syntax

/// How far the attributes of a class are known.
enum AttributeState: UInt8 { case unread, read }

extension Interpreter {
  /// Methods and properties declared in a class and, for Swift, in its extensions.
  func methods(of id: ClassID) -> [Symbol: FunctionID] {
    if let known = members[id] { return known }
    var result: [Symbol: FunctionID] = [:]
    var parts = [id]
    let file = project.file(of: id)
    if project.files[file].language == .swift {
      for other in project.classesByName[project.classFact(id).name] ?? []
      where other != id && project.classFact(other).form == .extension { parts.append(other) }
    }
    for part in parts {
      let file = project.file(of: part)
      let local = Int32(part.index - project.classOffsets[file])
      for (number, fact) in project.files[file].functions.enumerated() where fact.owner == local {
        guard !fact.flags.contains(.observer), !isAccessor(fact, project.files[file]) else { continue }
        let function = project.functionID(file: file, local: number)
        if result[fact.name] == nil || project.files[file].language == .python { result[fact.name] = function }
      }
    }
    members[id] = result
    return result
  }

  /// `@status.setter`: what assigning does; reading is for the property of the same name.
  private func isAccessor(_ fact: FunctionFact, _ facts: FileFacts) -> Bool {
    facts.decorators(of: fact).contains {
      !$0.qualifier.isNone && $0.qualifier == fact.name
    }
  }

  /// The one model of the project that has a name.
  func model(named name: Symbol) -> ClassID? {
    let key = UInt64(name.rawValue)
    if let known = modelsByName[key] { return known < 0 ? nil : ClassID(Int(known)) }
    let found = models.model(named: name, project)
    modelsByName[key] = found?.rawValue ?? -1
    return found
  }

  /// The method or property of a class or its bases.
  func method(_ name: Symbol, of id: ClassID) -> FunctionID? {
    let key = NumberMap.key(id.rawValue, name)
    if let known = methodNumbers[key] { return known < 0 ? nil : FunctionID(Int(known)) }
    for ancestor in lineage(id) {
      if let found = methods(of: ancestor)[name] {
        methodNumbers[key] = found.rawValue
        return found
      }
    }
    methodNumbers[key] = -1
    return nil
  }

  /// Value of a class attribute, or of an attribute that the constructor assigns.
  func attribute(_ name: Symbol, of id: ClassID) -> ValueID? {
    for ancestor in lineage(id) {
      if attributesRead[ancestor.index] == .unread { readAttributes(of: ancestor) }
      if let found = attributeValues[NumberMap.key(ancestor.rawValue, name)] { return found }
    }
    return nil
  }

  /// Reads a class; asked for again meanwhile, its attributes are those seen so far.
  private func readAttributes(of id: ClassID) {
    guard depth < limits.callDepth else { return }
    attributesRead[id.index] = .read
    let file = project.file(of: id)
    let facts = project.files[file]
    let fact = project.classFact(id)
    var result: [Symbol: ValueID] = [:]
    if fact.body >= 0 {
      depth += 1
      let frame = open(file: file, body: Int(fact.body), function: -1, owner: -1, parent: nil)
      run(frame)
      depth -= 1
      liveFrames.close(frame)
      for (slot, name) in facts.slots(of: facts.bodies[Int(fact.body)]).enumerated() {
        result[name] = frame.locals[slot].value
      }
    }
    let local = Int32(id.index - project.classOffsets[file])
    for attribute in facts.attributes where attribute.owner == local {
      let value = typeValue(attribute.type, in: file)
      let known = result[attribute.name] ?? ValueTable.unknown
      if value != ValueTable.unknown, known == ValueTable.unknown || known == ValueTable.none {
        result[attribute.name] = value
      }
    }
    if facts.language == .swift {
      // What begins empty is filled while the object lives.
      for (name, value) in result where values[value].kind == .collection && values[value].flags.contains(.empty) {
        var filled = values[value]
        filled.flags.subtract([.bounded, .empty])
        result[name] = values.intern(filled)
      }
    }
    for (name, value) in result { attributeValues[NumberMap.key(id.rawValue, name)] = value }
    readConstructor(id, result)
  }

  /// Notes what `__init__` assigns to `self`.
  private func readConstructor(_ id: ClassID, _ declared: [Symbol: ValueID]) {
    guard let constructor = methods(of: id)[words.initializer] else { return }
    let file = project.file(of: constructor)
    let fact = project.functionFact(constructor)
    guard fact.body >= 0, depth < limits.callDepth else { return }
    depth += 1
    let frame = open(file: file, body: Int(fact.body), function: constructor.rawValue, owner: fact.owner, parent: nil)
    frame.receiver = selfValue(id)
    let parameters = bind([], to: fact, in: file, receiver: frame.receiver)
    for (slot, cell) in parameters.enumerated() where slot < frame.locals.count { frame.locals[slot] = cell }
    run(frame)
    depth -= 1
    liveFrames.close(frame)
    let grows = grownAttributes(id)
    for (name, value) in frame.assigned where declared[name] == nil || declared[name] == ValueTable.unknown {
      // What a constructor starts empty, or a method adds to, grows while the object lives.
      var assigned = values[value]
      if assigned.kind == .collection, assigned.flags.contains(.empty) || grows.contains(name) {
        assigned.flags.subtract([.bounded, .empty])
      }
      attributeValues[NumberMap.key(id.rawValue, name)] = values.intern(assigned)
    }
  }

  /// Attributes that some method of a Python class adds to.
  private func grownAttributes(_ id: ClassID) -> Set<Symbol> {
    let file = project.file(of: id)
    let facts = project.files[file]
    var result: Set<Symbol> = []
    for function in methods(of: id).values where project.file(of: function) == file {
      let fact = project.functionFact(function)
      guard fact.body >= 0 else { continue }
      let body = facts.bodies[Int(fact.body)]
      let start = body.start
      for operation in facts.operations(of: body) where operation.kind == .invoke && operation.a.tag == .operation {
        let read = facts.operations[start + operation.a.payload]
        if read.kind == .member, read.a == Operand(.local, 0), knowledge.appends.contains(operation.name) {
          result.insert(read.name)
        }
      }
    }
    return result
  }

  // MARK: Abstract methods

  /// The method that runs where an abstract one is called: that of the nearest class below which has a body for it.
  func implementation(of declared: FunctionID, _ name: Symbol, from id: ClassID) -> FunctionID {
    guard isAbstract(declared) else { return declared }
    if let known = implementations[declared] { return known }
    implementations[declared] = declared
    var queue = models.subclasses[id] ?? []
    var next = 0
    while next < queue.count, queue.count < 64 {
      if let found = methods(of: queue[next])[name], !isAbstract(found) {
        implementations[declared] = found
        return found
      }
      queue += models.subclasses[queue[next]] ?? []
      next += 1
    }
    return declared
  }

  /// Whether a Python method has no body of its own: nothing, or only an error.
  private func isAbstract(_ id: FunctionID) -> Bool {
    let facts = project.files[project.file(of: id)]
    let fact = project.functionFact(id)
    guard facts.language == .python, fact.body >= 0 else { return false }
    let operations = facts.operations(of: facts.bodies[Int(fact.body)])
    guard operations.count <= 3 else { return false }
    return operations.allSatisfy { $0.kind == .raise || $0.kind == .call || $0.kind == .text }
      && (operations.isEmpty || operations.contains { $0.kind == .raise })
  }
}
