// How many nodes of each sort swift-syntax's tree of a file has. Attributes, types and the conditions of `#if` are left
// out, since the common tree keeps little of them.

import SwiftSyntax

func referenceCounts(_ tree: SourceFileSyntax) -> [String: Int] {
  let counter = NodeCounter(viewMode: .sourceAccurate)
  counter.walk(tree)
  return counter.counts
}

private final class NodeCounter: SyntaxAnyVisitor {
  var counts: [String: Int] = [:]

  override func visitAny(_ node: Syntax) -> SyntaxVisitorContinueKind {
    if node.kind == .attribute || node.kind == .precedenceGroupDecl
      || node.kind == .genericParameterClause || node.kind == .genericWhereClause || node.kind == .inheritanceClause
      || node.kind == .operatorDecl || node.kind == .genericArgumentClause || node.kind == .poundSourceLocation
      || node.kind == .importDecl
    {
      return .skipChildren
    }
    if node.is(TypeSyntax.self) { return .skipChildren }
    if let sort = sort(of: node) { counts[sort, default: 0] += 1 }
    if node.kind == .availabilityCondition { return .skipChildren }
    if let clause = node.as(IfConfigClauseSyntax.self) {
      if let elements = clause.elements { walk(Syntax(elements)) }
      return .skipChildren
    }
    return .visitChildren
  }

  private func sort(of node: Syntax) -> String? {
    switch node.kind {
    case .functionDecl, .initializerDecl, .deinitializerDecl, .subscriptDecl, .macroDecl: return "function"
    case .functionCallExpr: return "call"
    case .closureExpr: return "closure"
    case .forStmt: return "for"
    case .whileStmt: return "while"
    case .repeatStmt: return "repeat"
    case .memberAccessExpr, .keyPathPropertyComponent: return "member"
    case .classDecl, .structDecl, .enumDecl, .protocolDecl, .extensionDecl, .actorDecl: return "type"
    case .ifExpr: return "if"
    case .guardStmt: return "guard"
    case .switchExpr: return "switch"
    case .switchCase: return "clause"
    case .variableDecl: return "variable"
    case .patternBinding: return "binding"
    case .accessorDecl: return "accessor"
    case .accessorBlock: return isComputedBody(node) ? "accessor" : nil
    case .enumCaseElement: return "enum case"
    case .stringLiteralExpr: return "string"
    case .awaitExpr: return "await"
    case .tryExpr: return "try"
    case .unresolvedTernaryExpr: return "conditional"
    case .assignmentExpr: return "assignment"
    case .closureCapture: return node.as(ClosureCaptureSyntax.self)?.initializer == nil ? nil : "assignment"
    case .binaryOperatorExpr, .arrowExpr, .unresolvedIsExpr, .unresolvedAsExpr: return "binary"
    case .subscriptCallExpr, .keyPathSubscriptComponent, .genericSpecializationExpr: return "subscript"
    case .arrayExpr: return "array"
    case .dictionaryExpr: return "dictionary"
    case .returnStmt: return "return"
    case .throwStmt: return "throw"
    case .deferStmt: return "defer"
    case .doStmt: return "do"
    case .catchClause: return "catch"
    case .macroExpansionExpr, .macroExpansionDecl, .availabilityCondition: return "macro"
    case .keyPathExpr: return "key path"
    default: return nil
    }
  }

  /// Whether the braces of a property hold its getter's statements.
  private func isComputedBody(_ node: Syntax) -> Bool {
    guard let block = node.as(AccessorBlockSyntax.self), case .getter = block.accessors else { return false }
    return node.parent?.kind == .patternBinding
  }
}
