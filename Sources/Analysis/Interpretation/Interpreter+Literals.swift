// Values that expressions make: literals, choices, formatted strings, what comprehensions gather.

import Facts
import Syntax

extension Interpreter {
  func choice(_ operation: Operation, _ frame: Frame, _ facts: FileFacts) -> Cell {
    var result: Cell?
    var hasUnknown = false
    for argument in facts.arguments(of: operation) {
      let value = cell(argument.value, frame)
      if value.value == ValueTable.unknown { hasUnknown = true }
      result = result.map { join($0, value) } ?? value
    }
    guard var result else { return Cell() }
    // `names or ()` says nothing of what `names` is; `names or []` may be added to.
    let value = values[result.value]
    if hasUnknown, value.c == CollectionType.tuple.rawValue, value.flags.isSuperset(of: [.bounded, .empty]) {
      result.value = ValueTable.unknown
    }
    return result
  }

  func literal(_ operation: Operation, _ frame: Frame, _ facts: FileFacts) -> Cell {
    let arguments = facts.arguments(of: operation)
    var element = ValueTable.unknown
    var key = ValueTable.unknown
    var parts: [ValueID] = []
    var isGrowing = false
    var variance = frame.loopDepth
    if arguments.isEmpty == false { variance = 0 }
    for (position, argument) in arguments.enumerated() {
      let value = cell(argument.value, frame)
      escape(argument.value, value, frame)
      variance = max(variance, value.variance)
      if argument.label == words.star {
        let inner = values[value.value]
        isGrowing = true
        if inner.kind == .collection { element = join(element, inner.a) }
        if inner.kind == .query { element = join(element, elementOf(value.value)) }
        continue
      }
      if operation.kind == .dictionary {
        if position % 2 == 0 { key = join(key, value.value) } else { element = join(element, value.value) }
      } else {
        element = join(element, value.value)
        if parts.count < 12 { parts.append(value.value) }
      }
    }
    // What a literal holds is made here, every time: no outer loop scans the same one again.
    let depth = max(variance, frame.loopDepth)
    var flags: ValueFlags = isGrowing ? [] : .bounded
    let type: CollectionType
    switch operation.kind {
    case .tuple:
      if !isGrowing, parts.count == arguments.count, !parts.isEmpty {
        return Cell(
          value: values.intern(Value(kind: .parts, flags: .bounded, a: values.list(parts))), variance: variance,
          root: Cell.localRoot)
      }
      type = .tuple
    case .set: type = project.files[frame.file].language == .swift ? .swiftSet : .set
    case .dictionary: type = project.files[frame.file].language == .swift ? .swiftDictionary : .dictionary
    default: type = project.files[frame.file].language == .swift ? .array : .list
    }
    if arguments.isEmpty { flags = [.bounded, .empty] }
    var made = values.collection(type, of: element, key: key, flags: flags)
    if type == .dictionary, !arguments.isEmpty {
      var dictionary = values[made]
      dictionary.d = record(of: operation, frame, facts)
      made = values.intern(dictionary)
    }
    let constant = arguments.allSatisfy {
      $0.value.tag == .string || $0.value.tag == .integer || $0.value.tag == .constant
    }
    return Cell(
      value: made,
      variance: constant && !arguments.isEmpty ? 0 : depth, root: Cell.localRoot)
  }

  /// An empty collection that is handed on may be filled there: it is not known to be small any more.
  func escape(_ operand: Operand, _ cell: Cell, _ frame: Frame) {
    guard operand.tag == .local, operand.payload < frame.locals.count else { return }
    var value = values[cell.value]
    guard value.kind == .collection, value.flags.isSuperset(of: [.bounded, .empty]) else { return }
    value.flags.subtract([.bounded, .empty])
    frame.locals[operand.payload].value = values.intern(value)
  }

  func template(_ operation: Operation, _ frame: Frame, _ facts: FileFacts) -> Cell {
    if let text = statementText(operation, frame, facts) { return text }
    var variance: UInt8 = 0
    var first = Symbol.none
    for argument in facts.arguments(of: operation) {
      let value = cell(argument.value, frame)
      variance = max(variance, value.variance)
      if argument.label == words.star {
        convertToText(value, operation, frame)
      } else if first.isNone, argument.value.tag == .string {
        first = argument.value.symbol
      }
    }
    return Cell(
      value: values.intern(Value(kind: .prose, a: Int32(bitPattern: first.rawValue))), variance: variance,
      root: Cell.localRoot)
  }

  /// A row shown as text runs its `__str__`.
  func convertToText(_ cell: Cell, _ operation: Operation, _ frame: Frame) {
    let value = values[cell.value]
    guard value.kind == .entity, value.a >= 0, !value.flags.contains(.plain) else { return }
    let id = ClassID(Int(value.a))
    guard let method = method(words.string, of: id) else { return }
    enter(method, receiver: cell, arguments: [], operation, frame)
  }

  func output(_ operation: Operation, _ frame: Frame) {
    convertToText(cell(operation.a, frame), operation, frame)
  }

  func gather(_ operation: Operation, _ frame: Frame) -> Cell {
    let element = cell(operation.a, frame)
    var flags: ValueFlags = []
    if lastLoopWasLarge { flags.insert(.large) }
    if lastLoopWasBounded { flags.insert(.bounded) }
    let variance = frame.loopDepth
    let isSwift = project.files[frame.file].language == .swift
    if operation.flags.contains(.dictionary) {
      let key = cell(operation.second, frame)
      return Cell(
        value: values.collection(.dictionary, of: element.value, key: key.value, flags: flags), variance: variance,
        root: Cell.localRoot)
    }
    let type: CollectionType =
      operation.flags.contains(.set)
      ? .set : operation.flags.contains(.generator) ? .iterator : isSwift ? .array : .list
    return Cell(
      value: values.collection(type, of: element.value, flags: flags), variance: variance, root: Cell.localRoot)
  }
}
