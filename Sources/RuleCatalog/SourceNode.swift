// YAML as a plain tree with line numbers, and its flattened form. The only file that knows the YAML library.

import Facts
import Patterns
import Yams

/// A key or list item of a YAML file.
struct SourceNode {
  /// The key, or the index of a list item.
  var key: String
  /// The scalar; nil for a mapping or list. Null is the empty string.
  var value: String?
  var children: [SourceNode]
  /// Line of the key or item, from 1; 0 when it was read from an embedded table.
  var line: Int
  var isList: Bool

  subscript(key: String) -> SourceNode? { children.first { $0.key == key } }
}

extension SourceNode {
  /// Deepest nesting of a rule file or table.
  private static let depthLimit = 40
  /// Keys and items of a rule file or table, those behind aliases counted each time.
  private static let nodeLimit = 100_000

  /// Reads one YAML document whose top is a mapping.
  static func reading(yaml: String, path: String) -> Result<SourceNode, RuleIssue> {
    do {
      guard let top = try Yams.compose(yaml: yaml) else {
        return .failure(RuleIssue(path: path, line: 1, message: "the file is empty"))
      }
      guard case .mapping = top else {
        return .failure(RuleIssue(path: path, line: line(of: top), message: "expected `key: value` lines at the top"))
      }
      var budget = nodeLimit
      guard let tree = SourceNode(key: "", node: top, line: line(of: top), depth: 0, budget: &budget) else {
        return .failure(RuleIssue(path: path, line: line(of: top), message: "nested too deeply or too large"))
      }
      return .success(tree)
    } catch let error as YamlError {
      return .failure(RuleIssue(path: path, line: line(of: error), message: message(of: error)))
    } catch {
      return .failure(RuleIssue(path: path, line: 1, message: "not YAML: \(error)"))
    }
  }

  /// Nil when a limit is passed.
  private init?(key: String, node: Yams.Node, line: Int, depth: Int, budget: inout Int) {
    budget -= 1
    guard depth < SourceNode.depthLimit, budget > 0 else { return nil }
    self.key = key
    self.line = line
    value = nil
    children = []
    isList = false
    switch node {
    case .scalar(let scalar):
      let isNull = scalar.style == .plain && (scalar.string == "null" || scalar.string == "~")
      value = isNull ? "" : scalar.string
    case .mapping(let mapping):
      for (keyNode, valueNode) in mapping {
        let name = keyNode.scalar?.string ?? ""
        let line = SourceNode.line(of: keyNode)
        guard let child = SourceNode(key: name, node: valueNode, line: line, depth: depth + 1, budget: &budget)
        else { return nil }
        children.append(child)
      }
    case .sequence(let sequence):
      isList = true
      for (index, item) in sequence.enumerated() {
        let line = SourceNode.line(of: item)
        guard let child = SourceNode(key: "\(index)", node: item, line: line, depth: depth + 1, budget: &budget)
        else { return nil }
        children.append(child)
      }
    case .alias:
      value = ""
    }
  }

  /// The same tree from an embedded table, without lines.
  init(_ node: FlatTable.Node) {
    key = node.key
    value = node.value
    children = node.children.map(SourceNode.init)
    line = 0
    isList = node.children.first?.key == "0"
  }

  /// Lines `path<TAB>value` as `FlatTable` reads them.
  func flattened() -> String {
    var text = ""
    appendLines(to: &text, path: "")
    if text.last == "\n" { text.removeLast() }
    return text
  }

  private func appendLines(to text: inout String, path: String) {
    if let value {
      text += path + "\t" + SourceNode.escaped(value) + "\n"
    }
    for child in children {
      child.appendLines(to: &text, path: path.isEmpty ? child.key : path + "." + child.key)
    }
  }

  private static func escaped(_ value: String) -> String {
    var text = ""
    for character in value.unicodeScalars {
      switch character {
      case "\\": text += "\\\\"
      case "\t": text += "\\t"
      case "\n": text += "\\n"
      case "\r": break
      default: text.unicodeScalars.append(character)
      }
    }
    return text
  }

  private static func line(of node: Yams.Node) -> Int { node.mark?.line ?? 1 }

  private static func line(of error: YamlError) -> Int {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): return mark.line
    case .duplicatedKeysInMapping(_, let context): return context.mark.line
    default: return 1
    }
  }

  private static func message(of error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _):
      return "not YAML: \(problem)"
    case .duplicatedKeysInMapping(let duplicates, _):
      return "the same key twice: \(duplicates.map { "`\($0)`" }.sorted().joined(separator: ", "))"
    default: return "not YAML: \(error)"
    }
  }
}
