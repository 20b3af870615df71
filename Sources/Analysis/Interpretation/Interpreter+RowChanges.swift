// What a call does to the rows that it was given: relations that it assigns are there for whoever called it.

import Facts
import Syntax

/// A row that a call got, and what it is afterwards.
struct ChangedRow {
  var before: ValueID
  var after: ValueID
}

extension Interpreter {
  /// The rows among a function's arguments that have more relations at its end than at its start, in whichever way it
  /// went. A row that a parameter was replaced by is another one.
  func changedRows(of frame: Frame, given parameters: [Cell]) -> [ChangedRow] {
    var changed: [ChangedRow] = []
    for (slot, parameter) in parameters.enumerated() where slot < frame.locals.count {
      let after = frame.locals[slot].value
      guard after != parameter.value, values[parameter.value].kind == .entity else { continue }
      var row = values[parameter.value]
      row.b = values[after].b
      guard row == values[after] else { continue }
      changed.append(ChangedRow(before: parameter.value, after: after))
    }
    return changed
  }

  /// Gives the caller's variables the rows as a call left them.
  func note(_ changed: [ChangedRow], in frame: Frame) {
    for change in changed {
      for slot in frame.locals.indices where frame.locals[slot].value == change.before {
        frame.locals[slot].value = change.after
      }
    }
  }

  /// `prefetch_related_objects(orders, "items")`: rows at hand get what they relate to.
  func loadRelations(_ given: [CallArgument], of rows: Operand, _ frame: Frame) {
    guard let first = given.first?.cell else { return }
    var whole = values[first.value]
    guard whole.kind == .collection || whole.kind == .query else { return }
    if whole.kind == .collection {
      var row = values[whole.a]
      guard row.kind == .entity else { return }
      row.b = eagerPaths(Array(given.dropFirst()), onto: row.b, model: row.a, frame)
      whole.a = values.intern(row)
    } else {
      whole.b = eagerPaths(Array(given.dropFirst()), onto: whole.b, model: whole.a, frame)
    }
    replace(rows, with: values.intern(whole), frame)
  }
}

// Reads of one row that are no query for each row, or one on purpose.
extension Interpreter {
  /// Longest chain of calls that is followed back to where a query begins.
  private static let chainLimit = 16

  /// `order.items.first()` of prefetched items that have a default order: Django takes it from what is there.
  func isServedFirst(_ name: Symbol, _ value: Value) -> Bool {
    guard knowledge.servedInOrder.contains(name), value.a >= 0, value.flags.contains(.loaded),
      !value.flags.contains(.refined)
    else { return false }
    return reader.metaOption(knowledge.orderOptions, of: ClassID(Int(value.a))) != nil
  }

  /// `row = Row.objects.get(pk=row.pk)`: the row is read again because it may have changed.
  func isReadAnew(_ operation: Operation, _ frame: Frame, _ facts: FileFacts) -> Bool {
    let body = facts.bodies[frame.body]
    let start = body.start
    guard let key = facts.arguments(of: operation).first?.value, key.tag == .operation else { return false }
    let read = facts.operations[start + key.payload]
    guard read.kind == .member, read.name == words.pk || read.name == words.id, read.a.tag == .local else {
      return false
    }
    let operations = facts.operations(of: body)
    return operations.contains { store in
      guard store.kind == .store, Int(store.b) == read.a.payload, store.a.tag == .operation else { return false }
      return facts.operations[start + store.a.payload].range == operation.range
    }
  }

  /// Whether a query locks its rows: they are taken one at a time on purpose.
  func isLocking(_ operation: Operation, _ frame: Frame) -> Bool {
    let facts = project.files[frame.file]
    let start = facts.bodies[frame.body].start
    var operand = operation.a
    for _ in 0..<Interpreter.chainLimit {
      guard operand.tag == .operation else { return false }
      let made = facts.operations[start + operand.payload]
      guard made.kind == .invoke else { return false }
      if knowledge.lockingMethods.contains(made.name) { return true }
      operand = made.a
    }
    return false
  }
}
