// Managers and querysets of models: which class stands behind an attribute such as `objects`.

import Facts
import Syntax

extension ModelIndex {
  func managerClass(
    _ value: Operation, _ facts: FileFacts, _ file: Int, _ resolver: Resolver, _ project: Project,
    _ knowledge: Knowledge
  ) -> ClassID? {
    var operand = value.a
    if value.kind == .call, operand.tag == .operation {
      // Manager.from_queryset(QuerySet)()
      return nil
    }
    if value.kind == .invoke, operand.tag == .operation { operand = .nothing }
    guard operand.tag == .free, case .type(let id)? = resolver.definition(of: operand.symbol, in: file) else {
      return nil
    }
    let name = project.name(id)
    guard
      knowledge.managerSuffixes.contains(where: name.hasSuffix) || knowledge.managerMakers.contains(value.name)
        || derivesFromManager(id, project, knowledge)
    else { return nil }
    return id
  }

  /// `OrderManager.from_queryset(OrderQuerySet)()`: the manager, where it is the project's own, and the queryset whose
  /// methods it gets.
  func madeFromQuerySet(
    _ value: Operation, _ facts: FileFacts, _ start: Int, _ file: Int, _ resolver: Resolver, _ project: Project
  ) -> [ClassID] {
    guard value.kind == .call, value.a.tag == .operation else { return [] }
    let made = facts.operations[start + value.a.payload]
    let wanted = project.symbol("from_queryset")
    guard made.kind == .invoke, !wanted.isNone, made.name == wanted,
      let first = facts.arguments(of: made).first
    else { return [] }
    return [made.a, first.value].compactMap { operand in
      guard operand.tag == .free, case .type(let id)? = resolver.definition(of: operand.symbol, in: file) else {
        return nil
      }
      return id
    }
  }

  /// Whether a class is a manager or a queryset by what it derives from.
  func derivesFromManager(_ id: ClassID, _ project: Project, _ knowledge: Knowledge) -> Bool {
    derives(id, project, from: knowledge.djangoManagers.contains)
  }
}
