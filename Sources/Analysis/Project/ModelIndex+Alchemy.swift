// What the options and annotations of a SQLAlchemy relationship say about it.

import Facts
import Syntax

extension ModelIndex {
  /// Whether a `foreign_keys=` option names a column of the same class.
  func isOwn(_ operand: Operand, _ facts: FileFacts, _ start: Int, _ body: Body) -> Bool {
    switch operand.tag {
    case .local: return true
    case .operation:
      let operation = facts.operations[start + operand.payload]
      if operation.kind == .list || operation.kind == .tuple, let first = facts.arguments(of: operation).first {
        return first.value.tag == .local
      }
      return false
    default: return false
    }
  }

  func annotatedModel(
    _ reference: TypeReference, _ facts: FileFacts, _ file: Int, _ project: Project, _ resolver: Resolver
  ) -> (id: ClassID?, isList: Bool) {
    var current = reference
    var isList = false
    for _ in 0..<6 {
      guard current >= 0 else { return (nil, isList) }
      let type = facts.types[Int(current)]
      if let id = resolver.type(type, in: file) { return (id, isList) }
      let name = project.text(type.name)
      if ["List", "list", "Set", "set", "Sequence", "WriteOnlyMapped", "DynamicMapped", "Array"].contains(name) {
        isList = true
      }
      guard !type.arguments.isEmpty else {
        return (classNamed(name, near: file, project), isList)
      }
      current = facts.typeArguments[Int(type.arguments.lowerBound)]
    }
    return (nil, isList)
  }
}
