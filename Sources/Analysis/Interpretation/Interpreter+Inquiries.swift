// Observes the expressions that pattern rules ask about while their bodies are interpreted.

import Facts
import Syntax

extension Interpreter {
  /// As the usual run over a body's operations, with a look at those that are watched.
  func runWatched(_ frame: Frame) {
    let facts = project.files[frame.file]
    let range = facts.bodies[frame.body].operations
    let start = Int(range.lowerBound)
    operationsLeft -= range.count
    var index = 0
    while index < range.count {
      let watches = inquiries.watches(file: frame.file, operation: start + index)
      // A name is looked up before the operation that uses it changes anything.
      for watch in watches where !watch.name.isNone { observe(watch, named(watch.name, frame), frame) }
      step(facts.operations[start + index], index, frame, facts)
      for watch in watches where watch.name.isNone {
        observe(watch, frame.cells[index], frame, literal: facts.operations[start + index].kind.isLiteral)
      }
      if frame.endsHere { break }
      index += 1
    }
  }

  private func named(_ name: Symbol, _ frame: Frame) -> Cell {
    let facts = project.files[frame.file]
    let slots = facts.bodies[frame.body].slots
    for slot in 0..<slots.count where facts.slots[Int(slots.lowerBound) + slot] == name {
      return slot < frame.locals.count ? frame.locals[slot] : Cell()
    }
    return freeValue(name, in: frame)
  }

  private func observe(_ watch: InquiryTable.Watch, _ cell: Cell, _ frame: Frame, literal: Bool = false) {
    var facts = ExpressionFacts()
    let value = values[cell.value]
    if let type = type(of: value) { facts.types.insert(type) }
    if let growth = growth(of: value, cell, isLiteral: literal) { facts.growths.insert(growth) }
    if frame.loopDepth > 0, value.kind != .unknown || !cell.root.isEmpty || cell.variance > 0 {
      facts.isInvariant.insert(cell.variance < frame.loopDepth && !value.flags.contains(.growing))
    }
    facts.performsQuery = frame.effects.contains { effect in
      let place = effect.chain.first ?? effect.place
      return effect.isRoundTrip && Int(place.file) == frame.file && watch.range.start <= place.range.start
        && place.range.end <= watch.range.end
    }
    observed[watch.inquiry, default: ExpressionFacts()].join(facts)
  }

  private func type(of value: Value) -> ExpressionType? {
    switch value.kind {
    case .collection:
      if values[value.a].kind == .entity, value.flags.contains(.large) { return .rows }
      return CollectionType(rawValue: value.c)?.expressionType
    case .parts: return .tuple
    case .text, .prose: return .string
    case .bytes: return .bytes
    case .number: return .number
    case .query where value.flags.contains(.loaded): return .rows
    case .query: return value.flags.contains(.relation) ? .relation : .query
    case .entity: return .entity
    case .session: return .connection
    case .function, .closure, .partial, .boundMember: return .function
    case .type: return .class
    case .unknown, .none, .boolean, .builtin, .module, .external, .instance, .path, .loader: return nil
    }
  }

  private func growth(of value: Value, _ cell: Cell, isLiteral: Bool) -> ExpressionGrowth? {
    guard value.kind == .collection || value.kind == .query || value.kind == .parts else { return nil }
    if value.flags.contains(.bounded) || value.kind == .parts { return isLiteral ? .constant : .bounded }
    if value.kind == .query || !value.flags.isDisjoint(with: [.large, .growing]) { return .inputSized }
    return cell.root.isDisjoint(with: [.parameters, .receiver]) ? nil : .inputSized
  }
}

extension CollectionType {
  fileprivate var expressionType: ExpressionType? {
    switch self {
    case .list, .array: return .list
    case .tuple: return .tuple
    case .set, .swiftSet: return .set
    case .dictionary, .swiftDictionary: return .dictionary
    case .deque: return .deque
    case .text: return .string
    case .bytes, .bytearray: return .bytes
    case .range: return .range
    case .iterator: return .iterator
    case .any: return nil
    }
  }
}

extension OperationKind {
  fileprivate var isLiteral: Bool {
    switch self {
    case .list, .tuple, .set, .dictionary: return true
    default: return false
    }
  }
}
