// What functions of the project give every template (`context_processors`): the templates that read those names are
// shown once with them, whoever else shows them.

import Facts
import Syntax

extension Interpreter {
  /// Shows the templates of a part of the project with what all of them get.
  func showSharedContext(part: Int, of parts: Int) {
    guard !templates.contextFunctions.isEmpty else { return }
    var shared: TemplateScope?
    for (file, shape) in templates.shapes.sorted(by: { $0.key < $1.key }) where file % parts == part {
      let scope = shared ?? sharedContext()
      shared = scope
      guard !scope.isEmpty else { return }
      guard scope.keys.contains(where: { shape.names.contains($0) }) else { continue }
      beginRoot(limits.operationsPerRoot)
      let place = Operation(kind: .call, range: ByteRange(0, 0))
      onItsOwn(file: file, body: 0) { frame in enterTemplate(file, scope: scope, place, frame) }
    }
  }

  /// The rows among the names that functions of the project give every template.
  private func sharedContext() -> TemplateScope {
    var result: TemplateScope = [:]
    for function in templates.contextFunctions {
      beginRoot(limits.operationsPerRoot)
      let outcome = call(function, receiver: ValueTable.unknown, arguments: [], at: nil, in: nil)
      for (name, cell) in scope(of: Cell(value: outcome.value)) where result[name] == nil {
        switch values[cell.value].kind {
        case .query, .collection, .entity: result[name] = Cell(value: cell.value)
        default: break
        }
      }
    }
    return result
  }
}
