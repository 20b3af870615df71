// Conditions that ask what a value is: whether it is a class, whether a row is stored, whether something was loaded with
// it. What they say of a condition as a whole is decided with the branches.

import Facts
import Syntax

extension Interpreter {
  /// `isclass(serializer)`, `hasattr(row, "prefetched_items")`, `isinstance(rows, Order)` of values that are known.
  func truth(ofQuestion made: Operation, _ frame: Frame, _ facts: FileFacts) -> Bool? {
    let name = made.kind == .invoke ? made.name : made.a.tag == .free ? made.a.symbol : .none
    let given = facts.arguments(of: made)
    guard let first = given.first?.value else { return nil }
    switch project.word(name) {
    case .isclass:
      switch values[cell(first, frame).value].kind {
      case .type: return true
      case .function, .closure, .partial: return false
      default: return nil
      }
    case .hasattr:
      guard let asked = given.dropFirst().first?.value, asked.tag == .string else { return nil }
      let row = values[cell(first, frame).value]
      guard row.kind == .entity, eager.branch(row.b, asked.symbol) != nil else { return nil }
      return true
    case .isinstance:
      guard let asked = given.dropFirst().first?.value else { return nil }
      let type = values[cell(asked, frame).value]
      let value = values[cell(first, frame).value]
      let types = type.kind == .parts ? values.lists[Int(type.a)].map { values[$0] } : [type]
      let answers = types.map { isInstance(value, of: $0) }
      return answers.contains(true) ? true : answers.allSatisfy { $0 == false } ? false : nil
    default: return nil
    }
  }

  /// Whether rows are of a class: one that a query gave is of its model's class, and many rows are not one.
  private func isInstance(_ value: Value, of type: Value) -> Bool? {
    guard type.kind == .type, !value.flags.contains(.guessed) else { return nil }
    let asked = ClassID(Int(type.a))
    switch value.kind {
    case .query: return models.isModel(asked) ? false : nil
    case .entity where value.a >= 0 && value.c > 0 && sources[Int(value.c)].isQueryExpression:
      let row = ClassID(Int(value.a))
      if lineage(row).contains(asked) { return true }
      // Rows of a parent may be handed out as those of a child; classes without a common model are never both.
      return lineage(asked).contains(row) ? nil : false
    default: return nil
    }
  }

  /// `self.pk` of a row that a query gave, where nothing was assigned to its key since: it has one.
  func isKeyOfStoredRow(_ operand: Operand, _ frame: Frame, _ facts: FileFacts, _ start: Int) -> Bool {
    guard operand.tag == .operation else { return false }
    let read = facts.operations[start + operand.payload]
    guard read.kind == .member, read.name == words.pk || read.name == words.id else { return false }
    let row = values[cell(read.a, frame).value]
    return row.kind == .entity && row.c > 0 && row.flags.isDisjoint(with: [.plain, .guessed])
      && eager.branch(row.b, words.pk) == nil && eager.branch(row.b, words.id) == nil
  }

  /// Notes rows that are fetched only to be kept: the session answers for them when a relation asks by their key. The
  /// session holds them weakly, so a variable has to.
  func notePreload(of model: Int32, by operation: Operation, _ frame: Frame) {
    guard model >= 0, frame.loops.isEmpty, isOnlyKept(operation, frame) else { return }
    frame.preloaded.insert(model)
  }

  /// Whether the result of an operation is stored in a local that nothing reads.
  private func isOnlyKept(_ operation: Operation, _ frame: Frame) -> Bool {
    guard frame.function >= 0 else { return false }
    let facts = project.files[frame.file]
    let operations = facts.operations(of: facts.bodies[frame.body])
    guard let index = operations.firstIndex(where: { $0.range == operation.range && $0.kind == operation.kind })
    else { return false }
    let result = Operand(.operation, index - operations.startIndex)
    var slot: Operand?
    for user in operations where user.a == result || facts.arguments(of: user).contains(where: { $0.value == result }) {
      guard user.kind == .store, slot == nil else { return false }
      slot = Operand(.local, Int(user.b))
    }
    guard let slot else { return false }
    return !operations.contains { user in
      user.a == slot || user.second == slot || facts.arguments(of: user).contains { $0.value == slot }
    }
  }
}
