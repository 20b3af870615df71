// Which functions bring rows and a loop together although they have neither: one function of the project makes the
// rows, another walks its argument. By names alone, before anything is interpreted.

import Facts
import Syntax

struct RowFlow {
  /// Functions that query, and functions that loop and take something to loop over.
  private var makers: Set<Symbol> = []
  private var walkers: Set<Symbol> = []

  init(_ project: Project, _ knowledge: Knowledge) {
    for facts in project.files where facts.language == .python {
      for function in facts.functions where function.body >= 0 && !function.flags.contains(.closure) {
        let body = facts.bodies[Int(function.body)]
        let ownParameters = function.parameters.count - (function.owner >= 0 ? 1 : 0)
        if body.hasLoop, ownParameters > 0 { walkers.insert(function.name) }
        let queries = facts.operations(of: body).contains {
          switch $0.kind {
          case .invoke: return knowledge.rootMethods.contains($0.name)
          case .member: return knowledge.managerAttributes.contains($0.name)
          default: return false
          }
        }
        if queries { makers.insert(function.name) }
      }
    }
  }

  /// Whether a body calls a function that makes rows and another one that walks them.
  func joins(_ body: Body, _ facts: FileFacts) -> Bool {
    guard facts.language == .python else { return false }
    var makes = false
    var walks = false
    for operation in facts.operations(of: body) {
      let callee: Symbol
      switch operation.kind {
      case .call where operation.a.tag == .free: callee = operation.a.symbol
      case .invoke where operation.a == Operand(.local, 0): callee = operation.name
      default: continue
      }
      if makers.contains(callee) { makes = true }
      if walkers.contains(callee) { walks = true }
      if makes, walks { return true }
    }
    return false
  }
}
