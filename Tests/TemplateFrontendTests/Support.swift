// The one place where the tests touch the frontend: text in, the statements of the tree as one line each out.

import Syntax
import TemplateFrontend
import Testing

struct Reading {
  var tree: SyntaxTree
  var names: NameTable

  init(_ text: String, limits: Limits = Limits()) { self.init(Array(text.utf8), limits: limits) }

  init(_ bytes: [UInt8], limits: Limits = Limits()) {
    var names = NameTable()
    tree = parseTemplate(SourceBytes(bytes), names: &names, limits: limits)
    self.names = names
  }

  var issues: [String] { tree.issues.map(\.message) }

  /// `kind(name child child)`; kinds that only wrap one child are left out.
  func line(_ node: NodeIndex) -> String {
    var parts: [String] = []
    var child = node + 1
    while child < tree.end(node) {
      parts.append(line(child))
      child = tree.end(child)
    }
    let name = names.text(tree.name(node))
    switch tree.kind(node) {
    case .name, .constant, .integer, .float: return name
    case .string: return "'\(name)'"
    case .block: return "{\(parts.joined(separator: " "))}"
    case .argument:
      let stars = tree.flags(node).contains(.star) ? "*" : tree.flags(node).contains(.doubleStar) ? "**" : ""
      return (name.isEmpty ? stars : name + "=") + parts.joined(separator: " ")
    case .member: return parts.joined() + "." + name
    case .output: return "<\(parts.joined(separator: " "))>"
    default:
      if !name.isEmpty { parts.insert(name, at: 0) }
      return "\(tree.kind(node))(\(parts.joined(separator: " ")))"
    }
  }

  var statements: String {
    var lines: [String] = []
    var child = 1
    while child < tree.count {
      lines.append(line(child))
      child = tree.end(child)
    }
    return lines.joined(separator: " ")
  }
}

func expect(
  _ text: String, _ tree: String, issues: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
) {
  let reading = Reading(text)
  #expect(reading.statements == tree, sourceLocation: sourceLocation)
  #expect(reading.issues == issues, sourceLocation: sourceLocation)
}
