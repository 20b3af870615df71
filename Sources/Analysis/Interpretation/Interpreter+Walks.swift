// Work that is linear although neither a loop nor the receiver's type shows it: an argument that is read whole, a walk
// through a tree, a collection that a `while` filters anew each round. Which methods do that is data.

import Facts
import Syntax

extension Interpreter {
  /// `tags.isdisjoint(names)` reads `names`: in full, unless it is a set too.
  func noteArgumentWalk(_ name: Symbol, _ given: [CallArgument], _ operation: Operation, _ frame: Frame) {
    guard let argument = given.first?.cell else { return }
    let value = values[argument.value]
    guard isScannable(value), let type = CollectionType(rawValue: value.c), type.isLinearMembership else { return }
    let facts = project.files[frame.file]
    guard let operand = facts.arguments(of: operation).first?.value else { return }
    let subject = subjectName(of: operand, facts, bodyStart(frame), frame)
    guard !isConstantName(subject) else { return }
    var effect = Effect(
      kind: .linear, model: -1, name: name, subject: subject, place: Place(frame.file, operation.range))
    effect.root = argument.root
    effect.variance = argument.variance
    effect.collection = type
    effect.confidence = scanConfidence(value, facts.language)
    add(effect, to: frame)
  }

  /// `document.traverse(…)`: a method that visits the whole tree it is called on, told by both names.
  func treeWalk(
    _ name: Symbol, of receiver: Cell, _ given: [CallArgument], _ operation: Operation, _ frame: Frame,
    _ facts: FileFacts
  ) -> Cell? {
    guard knowledge.treeWalks.contains(name) else { return nil }
    let subject = self.name(of: operation.a, facts, bodyStart(frame), frame)
    guard knowledge.treeRoots.contains(subject) else { return nil }
    var effect = Effect(
      kind: .linear, model: -1, name: name, subject: subject, place: Place(frame.file, operation.range))
    effect.root = receiver.root
    effect.variance = receiver.variance
    effect.confidence = 1
    add(effect, to: frame)
    runCallbacks(given, operation, frame)
    return Cell(
      value: ValueTable.unknown, variance: max(receiver.variance, given.map(\.cell.variance).max() ?? 0),
      root: receiver.root)
  }

  /// `while …: items = [item for item in items if …]`: what is left is copied in each round.
  func noteRefilter(_ gather: Int, _ slot: Int, _ frame: Frame, _ facts: FileFacts) {
    guard let loop = frame.loops.last, loop.isWhile else { return }
    let start = bodyStart(frame)
    guard let begin = comprehension(before: gather, facts, start) else { return }
    let held = Operand(.local, slot)
    var source = facts.operations[start + begin].a
    if source.tag == .operation {
      let read = facts.operations[start + source.payload]
      guard read.kind == .invoke, project.word(read.name) == .items || project.word(read.name) == .values else {
        return
      }
      source = read.a
    }
    guard source == held else { return }
    let inside = facts.operations[(start + begin + 1)..<(start + gather)]
    guard inside.contains(where: { $0.kind == .branchBegin }), !inside.contains(where: { $0.kind == .loopBegin }) else {
      return
    }
    var effect = Effect(
      kind: .linear, model: -1, name: .none, subject: name(of: held, facts, start, frame),
      place: Place(frame.file, facts.operations[start + gather].range))
    effect.root = frame.locals[slot].root
    effect.variance = frame.loopDepth - 1
    effect.confidence = 2
    add(effect, to: frame)
  }

  // MARK: Properties

  /// Remembers that a body walks a collection of its receiver.
  func noteWalk(_ collection: Cell, named name: Symbol, _ frame: Frame) {
    guard frame.walks.isNone, frame.function >= 0, !name.isNone, !isConstantName(name) else { return }
    let value = values[collection.value]
    guard value.kind == .unknown || isScannable(value) && value.c != CollectionType.range.rawValue else { return }
    let isPython = project.files[frame.file].language == .python
    let own: Roots = isPython ? .parameter(0) : .receiver
    guard collection.root == own, collection.variance == 0 else { return }
    frame.walks = name
  }

  /// A property that walks a collection of its object, where the object stays the same in the loop around.
  func noteRecomputation(_ walked: Symbol, _ object: Cell, _ operation: Operation, _ frame: Frame) {
    guard !walked.isNone, operation.range.end > operation.range.start, values[object.value].kind == .instance else {
      return
    }
    var effect = Effect(
      kind: .recomputation, model: -1, name: walked, subject: operation.name, place: Place(frame.file, operation.range))
    effect.root = object.root
    effect.variance = object.variance
    effect.confidence = isCalledInLoop(operation.a, frame) ? 0 : 1
    add(effect, to: frame)
  }

  /// Whether the loop around calls methods of a Swift value: they may be there to change it.
  private func isCalledInLoop(_ operand: Operand, _ frame: Frame) -> Bool {
    let facts = project.files[frame.file]
    guard facts.language == .swift, operand.tag == .local || operand.tag == .free, let loop = frame.loops.first,
      loop.begin >= 0
    else { return false }
    return operations(of: loop, frame).contains { $0.kind == .invoke && $0.a == operand }
  }
}
