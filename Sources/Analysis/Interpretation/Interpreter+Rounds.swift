// How often a loop can run, by its shape: rounds that divide a number or climb from an object to its owner are a handful,
// and what a round makes anew gathers nothing from the rounds before.

import Facts
import Syntax

/// Steps from a variable's new value back to its old one.
private let longestDerivation = 6

/// Slices from here on take whole batches off a list: what is moved for each of them hardly counts.
private let smallestBatch = 50

extension Interpreter {
  /// `while len(parts) < 3`, `while number > 0: number //= 10`, `while node is not None: node = node.parent`
  func hasFewRounds(_ operation: Operation, _ index: Int, _ frame: Frame, _ facts: FileFacts) -> Bool {
    let start = bodyStart(frame)
    let end = start + Int(operation.b)
    var position = start + index + 1
    var asked: [Int] = []
    while position < end, facts.operations[position].range.end <= operation.range.end {
      let made = facts.operations[position]
      if made.kind == .binary, comparesSize(made, facts, start) { return true }
      for operand in [made.a, made.second] + facts.arguments(of: made).map(\.value) where operand.tag == .local {
        asked.append(operand.payload)
      }
      position += 1
    }
    let body = position..<max(position, end)
    return asked.contains { slot in
      body.contains { position in
        let store = facts.operations[position]
        guard store.kind == .store, Int(store.b) == slot else { return false }
        return shrinks(store, slot, facts, start) || climbs(store.a, slot, (start + index)..<end, facts, start)
      }
    }
  }

  /// `len(parts) < 3`, `padded.count < 4`, `len(parts) < MAX_PARTS`
  private func comparesSize(_ comparison: Operation, _ facts: FileFacts, _ start: Int) -> Bool {
    let limit = comparison.second
    guard project.word(comparison.name) == .less || project.word(comparison.name) == .lessOrEqual,
      limit.tag == .integer && limit.payload <= boundedSize || limit.tag == .free && isConstantName(limit.symbol),
      comparison.a.tag == .operation
    else { return false }
    let size = facts.operations[start + comparison.a.payload]
    switch size.kind {
    case .call: return size.a.tag == .free && project.word(size.a.symbol) == .len
    case .member: return size.name == words.count
    default: return false
    }
  }

  /// `number //= 10`, `number, digit = divmod(number, 10)`
  private func shrinks(_ store: Operation, _ slot: Int, _ facts: FileFacts, _ start: Int) -> Bool {
    var operand = store.a
    for _ in 0..<longestDerivation {
      guard operand.tag == .operation else { return false }
      let made = facts.operations[start + operand.payload]
      switch made.kind {
      case .binary:
        let name = project.utf8(made.name)
        let divides = name.elementsEqual("//".utf8) || name.elementsEqual("/".utf8) || name.elementsEqual(">>".utf8)
        if divides, made.a == Operand(.local, slot) { return true }
        operand = made.a
      case .unpack: operand = made.a
      case .call where made.a.tag == .free && project.word(made.a.symbol) == .int:
        guard let number = facts.arguments(of: made).first?.value else { return false }
        operand = number
      case .call:
        return made.a.tag == .free && project.utf8(made.a.symbol).elementsEqual("divmod".utf8)
          && facts.arguments(of: made).first?.value == Operand(.local, slot)
      default: return false
      }
    }
    return false
  }

  /// Whether a variable's next value is reached from the one it has through its owner.
  private func climbs(
    _ operand: Operand, _ slot: Int, _ loop: Range<Int>, _ facts: FileFacts, _ start: Int
  ) -> Bool {
    var operand = operand
    var hasClimbed = false
    for _ in 0..<longestDerivation {
      switch operand.tag {
      case .local:
        if operand.payload == slot { return hasClimbed }
        let held = operand
        guard
          let store = loop.first(where: {
            facts.operations[$0].kind == .store && Int(facts.operations[$0].b) == held.payload
          })
        else { return false }
        operand = facts.operations[store].a
      case .operation:
        let made = facts.operations[start + operand.payload]
        switch made.kind {
        case .member:
          if knowledge.upward.occur(in: project.utf8(made.name)) { hasClimbed = true }
          operand = made.a
        case .invoke, .call:
          let given = facts.arguments(of: made)
          if made.kind == .invoke, knowledge.upward.occur(in: project.utf8(made.name)) {
            hasClimbed = true
            operand = made.a
          } else if let last = given.last {
            operand = last.value
          } else {
            return false
          }
        case .await, .typed, .unpack, .enter: operand = made.a
        default: return false
        }
      default: return false
      }
    }
    return false
  }

  /// Whether the innermost loop gives a variable a new value in each round, so that what is done to it begins anew.
  func isRenewed(_ operand: Operand, _ frame: Frame, _ facts: FileFacts) -> Bool {
    guard operand.tag == .local, let loop = frame.loops.last, loop.begin >= 0 else { return false }
    let start = bodyStart(frame)
    return operations(of: loop, frame).contains {
      guard $0.kind == .store, !$0.flags.contains(.inPlace), Int($0.b) == operand.payload else { return false }
      return !updatesItself($0, frame, facts, start)
    }
  }

  /// The operations of an explicit loop of this body, from its header to its end.
  func operations(of loop: OpenLoop, _ frame: Frame) -> ArraySlice<Operation> {
    let operations = project.files[frame.file].operations
    let header = bodyStart(frame) + loop.begin
    return operations[header..<max(bodyStart(frame) + Int(operations[header].b), header)]
  }

  /// Whether the outermost loop runs over what Python keeps of a class (`cls.__mro__`): what is gathered below it is what
  /// a program declares, not data.
  func walksDeclarations(_ frame: Frame, or iterated: Symbol = .none) -> Bool {
    project.isSpecial(frame.loops.first?.reference.size ?? iterated)
  }

  /// Whether the step of `rest = rest[step:]` takes a batch.
  func isBatchSize(_ step: Operand, _ frame: Frame, _ facts: FileFacts) -> Bool {
    if step.tag == .integer { return step.payload >= smallestBatch }
    return knowledge.batchSizes.occur(in: project.utf8(name(of: step, facts, bodyStart(frame), frame)))
  }

  /// `for part in text.split(",")`: over the pieces of one text, by a mark that is no end of line.
  func isCutFromText(_ operand: Operand, _ frame: Frame, _ facts: FileFacts) -> Bool {
    let start = bodyStart(frame)
    let body = facts.operations(of: facts.bodies[frame.body])
    var operand = operand
    for _ in 0..<longestDerivation {
      if operand.tag == .local {
        // A variable that is given the pieces, and nothing else.
        let stores = body.filter { $0.kind == .store && Int($0.b) == operand.payload }
        guard stores.count == 1, let pieces = stores.first?.a, pieces.tag == .operation else { return false }
        operand = pieces
      }
      guard operand.tag == .operation else { return false }
      let made = facts.operations[start + operand.payload]
      let given = facts.arguments(of: made)
      switch made.kind {
      case .invoke where [.split, .rsplit, .components].contains(project.word(made.name)):
        guard let mark = given.first?.value else { return false }
        if mark.tag == .free { return isConstantName(mark.symbol) }
        if mark.tag == .operation {
          let read = facts.operations[start + mark.payload]
          return read.kind == .member && project.hasSuffix(read.name, "sep")
        }
        guard mark.tag == .string else { return false }
        let text = project.text(mark.symbol)
        return !text.contains("\n") && !text.holds("\\n")
      case .invoke: operand = made.a
      case .call:
        guard let last = given.last else { return false }
        operand = last.value
      default: return false
      }
    }
    return false
  }
}
