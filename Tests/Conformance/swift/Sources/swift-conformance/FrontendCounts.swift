// The same counts from the common tree, without what lies in decorators, types and macro arguments' types.

import SwiftFrontend
import Syntax

func frontendCounts(_ tree: SyntaxTree) -> [String: Int] {
  var counts: [String: Int] = [:]
  var node = 0
  while node < tree.count {
    let kind = tree.kind(node)
    if kind == .decorator || kind == .typeAnnotation || kind == .inheritance || kind == .typeParameters {
      node = tree.end(node)
      continue
    }
    if let sort = sort(of: kind) { counts[sort, default: 0] += 1 }
    if kind == .logical { counts["binary", default: 0] += childCount(tree, node) - 1 }
    node += 1
  }
  return counts
}

private func childCount(_ tree: SyntaxTree, _ node: NodeIndex) -> Int {
  var count = 0
  var child = node + 1
  while child < tree.end(node) {
    count += 1
    child = tree.end(child)
  }
  return count
}

private func sort(of kind: NodeKind) -> String? {
  switch kind {
  case .functionDeclaration: return "function"
  case .call: return "call"
  case .closure: return "closure"
  case .forLoop: return "for"
  case .whileLoop: return "while"
  case .repeatLoop: return "repeat"
  case .member: return "member"
  case .classDeclaration: return "type"
  case .ifBranch: return "if"
  case .guardStatement: return "guard"
  case .matchStatement: return "switch"
  case .caseClause: return "clause"
  case .variableDeclaration: return "variable"
  case .binding: return "binding"
  case .accessor: return "accessor"
  case .enumCase: return "enum case"
  case .string, .stringTemplate: return "string"
  case .await: return "await"
  case .tryExpression: return "try"
  case .conditional: return "conditional"
  case .assignment: return "assignment"
  case .binary, .augmentedAssignment: return "binary"
  case .subscript: return "subscript"
  case .list: return "array"
  case .dictionary: return "dictionary"
  case .returnStatement: return "return"
  case .raiseStatement: return "throw"
  case .finallyClause: return "defer"
  case .tryStatement: return "do"
  case .exceptClause: return "catch"
  case .macro: return "macro"
  case .keyPath: return "key path"
  default: return nil
  }
}
