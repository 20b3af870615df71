// Managers and querysets that a project writes itself: whose method a query has, and what making a queryset gives.

import Facts
import Syntax

/// A manager of a model.
struct ManagerKey: Hashable {
  var model: ClassID
  var attribute: Symbol
}

extension Interpreter {
  /// A method that the model's own manager declares, or the queryset that the manager makes. A manager's method that is
  /// being run already hands on to the queryset's of the same name.
  func queryMethod(_ name: Symbol, of model: ClassID, _ value: Value) -> FunctionID? {
    guard let facts = models.models[model] else { return nil }
    var open: FunctionID?
    for manager in facts.managersInOrder {
      guard let found = method(name, of: manager) else { continue }
      guard madeQuerySets[model] != nil, liveFrames.contains(function: found.rawValue) else { return found }
      open = found
    }
    for made in madeQuerySets[model] ?? [] {
      if let found = method(name, of: made) { return found }
    }
    return open
  }

  /// What the queryset of a model's manager loads by itself: `get_queryset` with `select_related`.
  func loadedByManager(_ attribute: Symbol, of model: ClassID) -> Int32 {
    guard let managers = models.models[model]?.managers[attribute] else { return 0 }
    let key = ManagerKey(model: model, attribute: attribute)
    if let known = managerSets[key] { return known }
    managerSets[key] = 0
    var result: Int32 = 0
    for manager in managers {
      guard let method = method(words.getQueryset, of: manager) else { continue }
      let receiver = values.intern(Value(kind: .query, flags: .manager, a: model.rawValue))
      let made = values[call(method, receiver: receiver, arguments: [], at: nil, in: nil).value]
      if made.kind == .query, made.a == model.rawValue { result = eager.union(result, made.b) }
    }
    managerSets[key] = result
    return result
  }

  /// The same of the manager that the framework takes where the code names none.
  func loadedByManager(of model: ClassID) -> Int32 {
    guard let managers = models.models[model]?.managers, !managers.isEmpty else { return 0 }
    let usual = managers.keys.first { knowledge.managerAttributes.contains($0) }
    return (usual ?? (managers.count == 1 ? managers.keys.first : nil)).map { loadedByManager($0, of: model) } ?? 0
  }

  /// `OrderQuerySet(self.model, using=self._db)`: a query over the manager's model, with the queryset's methods.
  func makeQuerySet(_ id: ClassID, _ given: [CallArgument], _ frame: Frame) -> Cell? {
    guard models.models[id] == nil, let first = given.first, isQuerySet(id) else { return nil }
    let named = values[first.cell.value]
    let receiver = values[frame.receiver]
    if named.kind == .type, models.isModel(ClassID(Int(named.a))) {
      note(id, for: ClassID(Int(named.a)))
      return Cell(value: values.intern(Value(kind: .query, flags: .manager, a: named.a)), root: Cell.localRoot)
    }
    guard receiver.kind == .query else { return nil }
    if let model = modelID(receiver) { note(id, for: model) }
    return Cell(value: frame.receiver, root: .parameter(0))
  }

  private func note(_ querySet: ClassID, for model: ClassID) {
    if madeQuerySets[model]?.contains(querySet) != true { madeQuerySets[model, default: []].append(querySet) }
  }

  private func isQuerySet(_ id: ClassID) -> Bool {
    let name = project.utf8(project.classFact(id).name)
    return knowledge.querySetSuffixes.contains { name.suffix($0.utf8.count).elementsEqual($0.utf8) }
      && models.derivesFromManager(id, project, knowledge)
  }
}
