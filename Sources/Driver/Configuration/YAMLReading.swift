// `.perf-lint.yml` as configuration values, through Yams.

import Yams

/// Deepest nesting of a configuration file that is read.
let configurationDepth = 32

/// Reads one YAML document; an empty one gives nil.
func readYAML(_ text: String) throws(ConfigurationFault) -> ConfigurationValue? {
  let node: Node?
  do {
    node = try Yams.compose(yaml: text)
  } catch {
    throw fault(from: error)
  }
  guard let node else { return nil }
  return try value(of: node, depth: 0)
}

private func fault(from error: any Error) -> ConfigurationFault {
  guard let error = error as? YamlError else { return ConfigurationFault(line: 1, message: "not YAML") }
  switch error {
  case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
    .composer(_, let problem, let mark, _):
    return ConfigurationFault(line: mark.line, message: "not YAML: \(problem)")
  case .duplicatedKeysInMapping(let duplicates, let context):
    let key = duplicates.first ?? ""
    return ConfigurationFault(line: context.mark.line, message: "the key `\(key)` is there twice")
  default:
    return ConfigurationFault(line: 1, message: "not YAML")
  }
}

private func value(of node: Node, depth: Int) throws(ConfigurationFault) -> ConfigurationValue {
  let line = node.mark?.line ?? 1
  guard depth < configurationDepth else { throw ConfigurationFault(line: line, message: "nested too deep") }
  switch node {
  case .scalar(let scalar):
    return ConfigurationValue(line: line, content: content(of: scalar, node))
  case .sequence(let sequence):
    var items: [ConfigurationValue] = []
    for item in sequence { items.append(try value(of: item, depth: depth + 1)) }
    return ConfigurationValue(line: line, content: .list(items))
  case .mapping(let mapping):
    var entries: [ConfigurationEntry] = []
    for (key, item) in mapping {
      let keyLine = key.mark?.line ?? line
      guard let name = key.string else { throw ConfigurationFault(line: keyLine, message: "a key must be a text") }
      entries.append(ConfigurationEntry(key: name, line: keyLine, value: try value(of: item, depth: depth + 1)))
    }
    return ConfigurationValue(line: line, content: .table(entries))
  case .alias:
    throw ConfigurationFault(line: line, message: "aliases are not read here")
  }
}

private func content(of scalar: Node.Scalar, _ node: Node) -> ConfigurationValue.Content {
  guard scalar.style == .plain || scalar.style == .any else { return .text(scalar.string) }
  switch scalar.string {
  case "", "~", "null", "Null", "NULL": return .empty
  // YAML 1.1 reads on and off as truth values; `rule: off` is how rules are switched off.
  case "true", "True", "yes", "Yes", "on", "On": return .truth(true)
  case "false", "False", "no", "No", "off", "Off": return .truth(false)
  default: break
  }
  let digits = scalar.string.filter { $0 != "_" }
  if let whole = Int(digits) { return .integer(whole) }
  if let number = Double(digits), digits.utf8.first.map({ $0 < 0x3A }) == true { return .number(number) }
  return .text(scalar.string)
}
