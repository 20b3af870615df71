// Names of attributes and variables that something in the project adds to: what has such a name may be large. Which
// collection a name stands for is not asked.

import Facts

/// Found once for a project: a walk of all its operations.
struct GrownNames: Sendable {
  private var names: Set<Symbol> = []

  init(_ project: Project, _ knowledge: Knowledge) {
    for facts in project.files {
      for body in facts.bodies {
        for operation in facts.operations(of: body)
        where operation.kind == .invoke && knowledge.appends.contains(operation.name) {
          switch operation.a.tag {
          case .free: names.insert(operation.a.symbol)
          case .operation where facts.operations[body.start + operation.a.payload].kind == .member:
            names.insert(facts.operations[body.start + operation.a.payload].name)
          default: break
          }
        }
      }
    }
  }

  func contains(_ name: Symbol) -> Bool { names.contains(name) }
}
