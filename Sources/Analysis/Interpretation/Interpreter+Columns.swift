// Columns that a query leaves out: reading one of them later costs a query of its own for each row. What is left out
// travels with the rows, as marked branches of their eager set.

import Facts
import Syntax

extension EagerTable {
  /// Below this branch stand the only columns that are loaded.
  static let onlyMark = Symbol(rawValue: (1 << 28) + 1)
  /// Below this branch stand columns that are not loaded.
  static let deferMark = Symbol(rawValue: (1 << 28) + 2)
  /// Marks the query of a relation that says itself what to load with its rows.
  static let preparedMark = Symbol(rawValue: (1 << 28) + 3)
  /// Marks a statement that changes rows.
  static let changeMark = Symbol(rawValue: (1 << 28) + 4)
  /// Marks the query of a batch of keys that a loop runs over.
  static let batchMark = Symbol(rawValue: (1 << 28) + 5)
  /// Marks the row of whoever sent a request, which nobody fetched with what it relates to.
  static let requestUserMark = Symbol(rawValue: (1 << 28) + 6)

  /// What rows have that may be of either set: columns are left out only where both leave some out.
  func joined(_ a: Int32, _ b: Int32) -> Int32 {
    guard a != b else { return a }
    var left = a
    var right = b
    for mark in [EagerTable.onlyMark, EagerTable.deferMark] where branch(a, mark) == nil || branch(b, mark) == nil {
      left = removing(mark, from: left)
      right = removing(mark, from: right)
    }
    return union(left, right)
  }
}

extension Interpreter {
  /// `load_only(Order.id)`, `joinedload(Order.user).load_only("name")`, `defer("body")`.
  func columnLoader(_ name: Symbol, _ given: [CallArgument], below previous: Value?) -> Cell {
    let path = previous.map { values.lists[Int($0.c)].map { Symbol(rawValue: UInt32(bitPattern: $0)) } } ?? []
    let mark = knowledge.onlyColumns.contains(name) ? EagerTable.onlyMark : EagerTable.deferMark
    let set = eager.adding((path + [mark])[...], to: previous?.a ?? 0, leaf: columnSet(given))
    return Cell(
      value: values.intern(
        Value(kind: .loader, a: set, c: values.list(path.map { Int32(bitPattern: $0.rawValue) }))))
  }

  /// The eager set of a Django query after `only` or `defer`.
  func leavingOut(_ name: Symbol, _ given: [CallArgument], from set: Int32) -> Int32 {
    let mark = knowledge.onlyColumns.contains(name) ? EagerTable.onlyMark : EagerTable.deferMark
    let own = given.filter { argument in
      let value = values[argument.cell.value]
      return value.kind == .text && djangoPath(value.symbol).count == 1
    }
    guard own.count == given.count, !given.isEmpty else { return set }
    return eager.adding([mark], to: set, leaf: columnSet(own))
  }

  private func columnSet(_ given: [CallArgument]) -> Int32 {
    var columns: Int32 = 0
    for argument in given {
      let value = values[argument.cell.value]
      guard value.kind == .path || value.kind == .text, value.a != 0 else { continue }
      columns = eager.adding([value.symbol], to: columns)
    }
    return columns
  }

  /// Notes the query that reading a column costs when the row was loaded without it.
  func readColumn(
    _ name: Symbol, of object: Cell, _ value: Value, _ model: Model, _ operation: Operation, _ frame: Frame
  ) {
    guard !value.flags.contains(.plain), isLeftOut(name, value, model) else { return }
    var effect = Effect(
      kind: .lazyRelation, model: value.a, name: name, subject: project.classFact(model.id).name,
      place: Place(frame.file, operation.range))
    effect.source = value.c
    effect.isColumn = true
    effect.variance = object.variance
    effect.root = object.root
    if value.flags.contains(.eagerUnknown) {
      effect.confidence = 1
      effect.isUncertain = true
    }
    add(effect, to: frame)
  }

  private func isLeftOut(_ name: Symbol, _ value: Value, _ model: Model) -> Bool {
    let isDeclared = model.deferred.contains(name)
    guard isDeclared || value.b != 0, eager.branch(value.b, name) == nil else { return false }
    if let only = eager.branch(value.b, EagerTable.onlyMark) {
      guard eager.branch(only, name) == nil, name != words.id, name != words.pk else { return false }
      return isDeclared || isPlainColumn(name, model)
    }
    if let left = eager.branch(value.b, EagerTable.deferMark), eager.branch(left, name) != nil { return true }
    return isDeclared
  }

  private func isPlainColumn(_ name: Symbol, _ model: Model) -> Bool {
    for ancestor in models.lineage(model.id) {
      guard let column = models.models[ancestor]?.columns.first(where: { $0.name == name }) else { continue }
      return !column.isKey
    }
    return false
  }
}
