// Reads what a class body declares without interpreting it: fields made by calls, options in the body or its `Meta`,
// lists of names. Inheritance is followed through the project's classes; the nearest declaration wins.

import Facts
import Syntax

/// `name = Callee(arguments)` in a class body.
struct DeclaredField {
  var name: Symbol
  var owner: ClassID
  /// The assigned expression.
  var range: ByteRange
  /// Last part of the callee's name.
  var callee: Symbol
  /// The project's class that is called, if it is one.
  var type: ClassID?
  /// The call among the operations of the owner's body.
  var call: Operation
}

/// `name = value` in a class body.
struct DeclaredOption {
  /// The class whose body holds it.
  var holder: ClassID
  var operand: Operand
  var range: ByteRange
}

/// An entry of a list in a class body.
enum DeclaredItem {
  case text(Symbol)
  /// A variable or function, by name.
  case name(Symbol)
}

struct DeclaredReader {
  let project: Project
  let models: ModelIndex
  let resolver: Resolver
  let meta: Symbol

  // MARK: Fields

  /// The fields that a class has, those of its bases included, in order of declaration.
  func fields(of id: ClassID) -> [DeclaredField] {
    var result: [DeclaredField] = []
    var seen: Set<Symbol> = []
    for ancestor in models.lineage(id) {
      for field in ownFields(of: ancestor) where seen.insert(field.name).inserted { result.append(field) }
    }
    return result
  }

  private func ownFields(of id: ClassID) -> [DeclaredField] {
    let file = project.file(of: id)
    let facts = project.files[file]
    let fact = project.classFact(id)
    guard fact.body >= 0 else { return [] }
    let body = facts.bodies[Int(fact.body)]
    let start = body.start
    var result: [DeclaredField] = []
    for store in facts.operations(of: body) where store.kind == .store && store.a.tag == .operation {
      var call = facts.operations[start + store.a.payload]
      if call.kind == .typed, call.a.tag == .operation { call = facts.operations[start + call.a.payload] }
      guard call.kind == .call || call.kind == .invoke else { continue }
      let name = facts.slots[Int(body.slots.lowerBound) + Int(store.b)]
      let type = callee(call, facts, start, file, body)
      let last = call.kind == .invoke ? call.name : call.a.tag == .free ? call.a.symbol : .none
      // An import may rename; the class's own name counts.
      result.append(
        DeclaredField(
          name: name, owner: id, range: call.range, callee: type.map { project.classFact($0).name } ?? last,
          type: type, call: call))
    }
    return result
  }

  private func callee(_ call: Operation, _ facts: FileFacts, _ start: Int, _ file: Int, _ body: Body) -> ClassID? {
    if call.kind == .call { return type(call.a, facts, start, file, body) }
    guard call.a.tag == .free, case .module(let module)? = resolver.definition(of: call.a.symbol, in: file),
      case .type(let id)? = resolver.definition(of: call.name, in: module)
    else { return nil }
    return id
  }

  /// The option of a field's call, by one of the given labels.
  func option(_ labels: Set<Symbol>, of field: DeclaredField) -> Operand? {
    guard !labels.isEmpty else { return nil }
    return project.files[project.file(of: field.owner)].arguments(of: field.call).first {
      !$0.label.isNone && labels.contains($0.label)
    }?.value
  }

  /// The first argument without a label.
  func firstArgument(of field: DeclaredField) -> Operand? {
    project.files[project.file(of: field.owner)].arguments(of: field.call).first { $0.label.isNone }?.value
  }

  /// The class that an operand in a field's call names, or whose constructor it calls.
  func type(_ operand: Operand, of field: DeclaredField) -> ClassID? {
    let file = project.file(of: field.owner)
    let facts = project.files[file]
    let fact = project.classFact(field.owner)
    guard fact.body >= 0 else { return nil }
    let body = facts.bodies[Int(fact.body)]
    let start = body.start
    if operand.tag == .operation {
      let made = facts.operations[start + operand.payload]
      if made.kind == .call || made.kind == .invoke { return callee(made, facts, start, file, body) }
    }
    if operand.tag == .string { return models.classNamed(project.text(operand.symbol), near: file, project) }
    return type(operand, facts, start, file, body)
  }

  private func type(_ operand: Operand, _ facts: FileFacts, _ start: Int, _ file: Int, _ body: Body) -> ClassID? {
    switch operand.tag {
    case .free:
      if case .type(let id)? = resolver.definition(of: operand.symbol, in: file) { return id }
      return nil
    case .local:
      let index = Int(body.slots.lowerBound) + operand.payload
      guard index < Int(body.slots.upperBound) else { return nil }
      let name = facts.slots[index]
      // A class nested in this one.
      for (number, fact) in facts.classes.enumerated()
      where fact.name == name && fact.owner >= 0 && facts.classes[Int(fact.owner)].body >= 0
        && facts.bodies[Int(facts.classes[Int(fact.owner)].body)].operations == body.operations
      {
        return project.classID(file: file, local: Int32(number))
      }
      if case .type(let id)? = resolver.definition(of: name, in: file) { return id }
      return nil
    case .operation:
      let read = facts.operations[start + operand.payload]
      guard read.kind == .member else { return nil }
      if read.a.tag == .free, case .module(let module)? = resolver.definition(of: read.a.symbol, in: file),
        case .type(let id)? = resolver.definition(of: read.name, in: module)
      {
        return id
      }
      if let outer = type(read.a, facts, start, file, body) { return nested(read.name, in: outer) }
      return nil
    default: return nil
    }
  }

  /// A class declared inside another one or one of its bases.
  func nested(_ name: Symbol, in id: ClassID) -> ClassID? {
    guard !name.isNone else { return nil }
    for ancestor in models.lineage(id) {
      let file = project.file(of: ancestor)
      let local = Int32(ancestor.index - project.classOffsets[file])
      for (number, fact) in project.files[file].classes.enumerated() where fact.owner == local && fact.name == name {
        return project.classID(file: file, local: Int32(number))
      }
    }
    return nil
  }

  // MARK: Options

  /// What a class or a base of it assigns to one of the names in its body.
  func option(_ names: Set<Symbol>, in id: ClassID) -> DeclaredOption? {
    guard !names.isEmpty else { return nil }
    for ancestor in models.lineage(id) {
      if let found = ownOption(names, in: ancestor) { return found }
    }
    return nil
  }

  /// An option of `Meta`, of the class or the nearest base whose `Meta` has it.
  func metaOption(_ names: Set<Symbol>, of id: ClassID, in inner: Symbol? = nil) -> DeclaredOption? {
    guard !names.isEmpty else { return nil }
    for ancestor in models.lineage(id) {
      let file = project.file(of: ancestor)
      let local = Int32(ancestor.index - project.classOffsets[file])
      for (number, fact) in project.files[file].classes.enumerated()
      where fact.owner == local && fact.name == inner ?? meta {
        let holder = project.classID(file: file, local: Int32(number))
        if let found = option(names, in: holder) { return found }
      }
    }
    return nil
  }

  private func ownOption(_ names: Set<Symbol>, in id: ClassID) -> DeclaredOption? {
    let fact = project.classFact(id)
    guard fact.body >= 0 else { return nil }
    let facts = project.files[project.file(of: id)]
    let body = facts.bodies[Int(fact.body)]
    var found: DeclaredOption?
    for store in facts.operations(of: body)
    where store.kind == .store && names.contains(facts.slots[Int(body.slots.lowerBound) + Int(store.b)]) {
      var range = store.range
      if store.a.tag == .operation {
        range = facts.operations[body.start + store.a.payload].range
      }
      found = DeclaredOption(holder: id, operand: store.a, range: range)
    }
    return found
  }

  /// The class that an option names.
  func type(_ option: DeclaredOption) -> ClassID? {
    let file = project.file(of: option.holder)
    let facts = project.files[file]
    let fact = project.classFact(option.holder)
    guard fact.body >= 0 else { return nil }
    let body = facts.bodies[Int(fact.body)]
    if option.operand.tag == .string {
      return models.classNamed(project.text(option.operand.symbol), near: file, project)
    }
    return type(option.operand, facts, body.start, file, body)
  }

  // MARK: Lists

  /// The entries of a list or tuple, through `+`, stars, other classes' options and module variables; nil when a part
  /// is not known.
  func items(_ option: DeclaredOption) -> [DeclaredItem]? {
    let file = project.file(of: option.holder)
    let fact = project.classFact(option.holder)
    guard fact.body >= 0 else { return nil }
    return items(option.operand, in: file, body: Int(fact.body), depth: 0)
  }

  private func items(_ operand: Operand, in file: Int, body number: Int, depth: Int) -> [DeclaredItem]? {
    guard depth < 8 else { return nil }
    let facts = project.files[file]
    let body = facts.bodies[number]
    let start = body.start
    switch operand.tag {
    case .string: return [.text(operand.symbol)]
    case .free:
      guard case .variable(let home, let slot)? = resolver.definition(of: operand.symbol, in: file),
        let module = project.files[home].bodies.first
      else { return nil }
      return lastStore(to: slot, of: module, in: home).flatMap { items($0, in: home, body: 0, depth: depth + 1) }
    case .local:
      return lastStore(to: operand.payload, of: body, in: file).flatMap {
        items($0, in: file, body: number, depth: depth + 1)
      }
    case .operation:
      let made = facts.operations[start + operand.payload]
      switch made.kind {
      case .list, .tuple, .set:
        var result: [DeclaredItem] = []
        for argument in facts.arguments(of: made) {
          if !argument.label.isNone {
            guard let inner = items(argument.value, in: file, body: number, depth: depth + 1) else { return nil }
            result += inner
          } else if argument.value.tag == .string {
            result.append(.text(argument.value.symbol))
          } else if argument.value.tag == .free {
            result.append(.name(argument.value.symbol))
          } else if argument.value.tag == .local {
            let index = Int(body.slots.lowerBound) + argument.value.payload
            if index < Int(body.slots.upperBound) { result.append(.name(facts.slots[index])) }
          }
        }
        return result
      case .binary:
        guard let left = items(made.a, in: file, body: number, depth: depth + 1),
          let right = items(made.second, in: file, body: number, depth: depth + 1)
        else { return nil }
        return left + right
      case .call:
        guard let first = facts.arguments(of: made).first else { return [] }
        return items(first.value, in: file, body: number, depth: depth + 1)
      case .member:
        guard let holder = type(made.a, facts, start, file, body), let found = option([made.name], in: holder)
        else { return nil }
        let fact = project.classFact(found.holder)
        guard fact.body >= 0 else { return nil }
        return items(found.operand, in: project.file(of: found.holder), body: Int(fact.body), depth: depth + 1)
      default: return nil
      }
    default: return nil
    }
  }

  private func lastStore(to slot: Int, of body: Body, in file: Int) -> Operand? {
    var found: Operand?
    for store in project.files[file].operations(of: body) where store.kind == .store && Int(store.b) == slot {
      found = store.a
    }
    return found
  }
}
