// Functions whose decorator says which class reads their result (`@router.get("/", response_model=list[OrderRead])`).

import Facts
import Syntax

/// A function that answers requests, and the schema that its decorator names.
struct DeclaredRoute: Sendable {
  var function: FunctionID
  /// Nil where the return annotation says it.
  var type: ClassID?
}

extension DeclaredClasses {
  /// The routes of a project.
  static func routes(
    _ project: Project, _ knowledge: DeclaredKnowledge, _ resolver: Resolver, isSchema: (ClassID) -> Bool
  ) -> [DeclaredRoute] {
    var routes: [DeclaredRoute] = []
    guard !knowledge.routeDecorators.isEmpty else { return routes }
    for (file, facts) in project.files.enumerated() where facts.language == .python && !facts.decorators.isEmpty {
      for (number, fact) in facts.functions.enumerated() where !fact.decorators.isEmpty && fact.enclosingBody >= 0 {
        let body = facts.bodies[Int(fact.enclosingBody)]
        for decorator in facts.decorators(of: fact)
        where knowledge.routeDecorators.contains(decorator.name) && decorator.value.tag == .operation {
          let start = body.start
          let call = facts.operations[start + decorator.value.payload]
          let named = facts.arguments(of: call).first {
            !$0.label.isNone && knowledge.routeOption.contains($0.label)
          }
          var type: ClassID?
          if let named { type = schema(named.value, facts, start, file, resolver, isSchema, depth: 0) }
          if named == nil, knowledge.routeResults.contains(decorator.name) {
            // `@blueprint.response(200, OrderSchema(many=True))`
            for argument in facts.arguments(of: call) where argument.label.isNone && type == nil {
              type = schema(argument.value, facts, start, file, resolver, isSchema, depth: 0)
            }
          }
          guard type != nil || fact.returnType >= 0 else { continue }
          routes.append(DeclaredRoute(function: project.functionID(file: file, local: number), type: type))
        }
      }
    }
    return routes
  }

  /// The schema in an expression such as `list[OrderRead]` or `OrderRead | None`.
  private static func schema(
    _ operand: Operand, _ facts: FileFacts, _ start: Int, _ file: Int, _ resolver: Resolver,
    _ isSchema: (ClassID) -> Bool, depth: Int
  ) -> ClassID? {
    guard depth < 6 else { return nil }
    switch operand.tag {
    case .free:
      if case .type(let id)? = resolver.definition(of: operand.symbol, in: file), isSchema(id) { return id }
      return nil
    case .operation:
      let made = facts.operations[start + operand.payload]
      switch made.kind {
      case .index: return schema(made.second, facts, start, file, resolver, isSchema, depth: depth + 1)
      case .tuple, .list, .dictionary:
        for argument in facts.arguments(of: made) {
          if let found = schema(argument.value, facts, start, file, resolver, isSchema, depth: depth + 1) {
            return found
          }
        }
        return nil
      case .binary:
        return schema(made.a, facts, start, file, resolver, isSchema, depth: depth + 1)
          ?? schema(made.second, facts, start, file, resolver, isSchema, depth: depth + 1)
      case .call: return schema(made.a, facts, start, file, resolver, isSchema, depth: depth + 1)
      case .member:
        guard made.a.tag == .free, case .module(let module)? = resolver.definition(of: made.a.symbol, in: file),
          case .type(let id)? = resolver.definition(of: made.name, in: module), isSchema(id)
        else { return nil }
        return id
      default: return nil
      }
    default: return nil
    }
  }
}
