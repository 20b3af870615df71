// A class or module body read as declarations: what its names are assigned, which calls it makes and with what
// arguments. Nothing is run; what a declaration means is decided by the readers of each framework.

import Facts
import Findings
import Syntax

struct DeclarationBody {
  let project: Project
  let file: Int
  let facts: FileFacts
  let body: Body

  init?(_ project: Project, file: Int, body: Int) {
    guard body >= 0, body < project.files[file].bodies.count else { return nil }
    self.project = project
    self.file = file
    facts = project.files[file]
    self.body = facts.bodies[body]
  }

  var operations: ArraySlice<Operation> { facts.operations(of: body) }

  /// Names and what they are assigned, in order.
  var assignments: [(name: String, value: Operand)] {
    operations.compactMap { operation in
      guard operation.kind == .store else { return nil }
      let slot = Int(body.slots.lowerBound) + Int(operation.b)
      guard slot < facts.slots.count else { return nil }
      return (project.text(facts.slots[slot]), operation.a)
    }
  }

  /// The operation that gives an operand's value, through an annotation.
  func operation(_ operand: Operand) -> Operation? {
    guard operand.tag == .operation else { return nil }
    let position = body.start + operand.payload
    guard body.indices.contains(position) else { return nil }
    let found = facts.operations[position]
    guard found.kind == .typed else { return found }
    // `name: Annotation = value`: the value, which is no annotated one itself.
    let inner = body.start + found.a.payload
    return found.a.tag == .operation && inner < position ? facts.operations[inner] : nil
  }

  /// The last part of the name of what a call calls.
  func callee(_ operation: Operation) -> String? {
    switch operation.kind {
    case .invoke: return project.text(operation.name)
    case .call: return name(operation.a)
    default: return nil
    }
  }

  /// The call that an operand is the result of.
  func call(_ operand: Operand) -> (name: String, operation: Operation)? {
    guard let operation = operation(operand), let name = callee(operation) else { return nil }
    return (name, operation)
  }

  /// The last part of a dotted name.
  func name(_ operand: Operand) -> String? {
    switch operand.tag {
    case .free: return project.text(operand.symbol)
    case .local:
      let slot = Int(body.slots.lowerBound) + operand.payload
      return slot < facts.slots.count ? project.text(facts.slots[slot]) : nil
    case .operation:
      guard let operation = operation(operand), operation.kind == .member else { return nil }
      return project.text(operation.name)
    case .nothing, .string, .integer, .constant, .function: return nil
    }
  }

  func string(_ operand: Operand) -> String? {
    if operand.tag == .string { return project.text(operand.symbol) }
    guard let operation = operation(operand), operation.kind == .text else { return nil }
    return project.text(operation.name)
  }

  func arguments(_ operation: Operation) -> ArraySlice<Argument> { facts.arguments(of: operation) }

  func positional(_ operation: Operation) -> [Operand] {
    arguments(operation).filter(\.label.isNone).map(\.value)
  }

  func option(_ name: String, _ operation: Operation) -> Operand? {
    arguments(operation).first { !$0.label.isNone && project.text($0.label) == name }?.value
  }

  func isTrue(_ name: String, _ operation: Operation) -> Bool { option(name, operation) == Operand(.yes) }

  /// The members of a list, tuple or set literal.
  func items(_ operand: Operand) -> [Operand]? {
    guard let operation = operation(operand) else { return nil }
    switch operation.kind {
    case .list, .tuple, .set: return arguments(operation).map(\.value)
    default: return nil
    }
  }

  /// The strings of a literal; nil if there is anything else in it.
  func strings(_ operand: Operand) -> [String]? {
    guard let items = items(operand) else { return nil }
    let found = items.compactMap(string)
    return found.count == items.count ? found : nil
  }

  func location(_ range: ByteRange) -> Location { project.location(file, range) }
}

extension Project {
  /// The class of that name that stands inside another one's body.
  func nestedClass(_ name: String, of id: ClassID) -> ClassID? {
    let file = file(of: id)
    let owner = Int32(id.index - classOffsets[file])
    let wanted = symbol(name)
    guard !wanted.isNone,
      let local = files[file].classes.firstIndex(where: { $0.owner == owner && $0.name == wanted })
    else { return nil }
    return classID(file: file, local: Int32(local))
  }

  /// The first of some words that the methods of a class of that name have as a string, a keyword or a parameter.
  func mentions(inMethodsOf name: String, _ words: [String]) -> String? {
    guard let id = classesByName[symbol(name)]?.first else { return nil }
    let file = file(of: id)
    let facts = files[file]
    let owner = Int32(id.index - classOffsets[file])
    for word in words.map(symbol) where !word.isNone {
      for function in facts.functions where function.owner == owner && function.body >= 0 {
        let parameters = facts.parameters(of: function)
        if parameters.contains(where: { $0.name == word && $0.defaultValue == Operand(.yes) }) { return text(word) }
        for operation in facts.operations(of: facts.bodies[Int(function.body)]) {
          let isMentioned: Bool
          switch operation.kind {
          case .storeIndex: isMentioned = facts.arguments(of: operation).first?.value == Operand(string: word)
          case .call, .invoke:
            isMentioned = facts.arguments(of: operation).contains {
              $0.label == word && $0.value == Operand(.yes)
                || $0.label.isNone && $0.value == Operand(string: word) && self.text(operation.name) == "setdefault"
            }
          default: isMentioned = false
          }
          if isMentioned { return text(word) }
        }
      }
    }
    return nil
  }

  /// Names of a class's bases as written, with what stands before the last dot.
  func writtenBases(_ id: ClassID) -> [(qualifier: String, name: String)] {
    let facts = files[file(of: id)]
    return facts.bases(of: classFact(id)).map { (text($0.qualifier), text($0.name)) }
  }
}
