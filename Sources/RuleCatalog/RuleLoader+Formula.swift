// The part of a rule that says what to find: patterns, their combinations, and the constraints on captures.

import Facts
import Patterns
import Syntax

extension RuleLoader {
  /// Deepest nesting of formulas.
  private static let depthLimit = 12

  /// A rule for one language states its patterns at the top, a rule for several under each language's name.
  mutating func formulas(_ node: SourceNode, languages: [String]) -> [Language: PatternFormula] {
    var formulas: [Language: PatternFormula] = [:]
    for language in patternLanguages {
      guard let child = node[language.name] else { continue }
      if !languages.contains(language.name) { report(child, "`languages` does not list \(language.name)") }
      rejectUnknownKeys(child, allowed: formulaKeys)
      formulas[language] = formula(child, depth: 0)
    }
    let hasTopFormula = node.children.contains { formulaKeys.contains($0.key) }
    if hasTopFormula {
      guard formulas.isEmpty, languages.count == 1, let language = patternLanguage(languages[0]) else {
        report(node, "a rule for several languages states its patterns under `python:`, `swift:` or `template:`")
        return formulas
      }
      formulas[language] = formula(node, depth: 0)
    }
    for name in languages {
      guard let language = patternLanguage(name) else {
        report(node, "there are no patterns for \(name) yet")
        continue
      }
      if formulas[language] == nil { report(node, "nothing says what to find in \(name): `pattern` is missing") }
    }
    return formulas
  }

  /// All formula keys of a node must hold. Patterns come first, whatever the order of the file: they fill the captures.
  private mutating func formula(_ node: SourceNode, depth: Int) -> PatternFormula? {
    guard depth < RuleLoader.depthLimit else {
      report(node, "nested too deeply")
      return nil
    }
    var parts: [PatternFormula] = []
    for key in formulaKeys {
      guard let child = node[key] else { continue }
      if key == "captures" {
        parts += captured(child, depth: depth)
      } else if let part = part(child, depth: depth) {
        parts.append(part)
      }
    }
    if parts.isEmpty {
      report(node, "expected one of \(formulaKeys.joined(separator: ", "))")
      return nil
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func part(_ node: SourceNode, depth: Int) -> PatternFormula? {
    switch node.key {
    case "pattern": return text(node).map { .code($0) }
    case "any": return list(node, depth: depth).map { .any($0) }
    case "all": return list(node, depth: depth).map { .all($0) }
    case "not": return nested(node, depth: depth).map { .not($0) }
    case "inside": return nested(node, depth: depth).map { .inside($0) }
    case "not-inside": return nested(node, depth: depth).map { .not(.inside($0)) }
    case "has": return nested(node, depth: depth).map { .has($0) }
    case "not-has": return nested(node, depth: depth).map { .not(.has($0)) }
    default:
      if node.value == "true" { return .inLoop(true) }
      if node.value == "false" { return .inLoop(false) }
      report(node, "`in-loop` is true or false")
      return nil
    }
  }

  /// `captures:` says more about what captures hold: `$X: formula` lines.
  private mutating func captured(_ node: SourceNode, depth: Int) -> [PatternFormula] {
    if node.children.isEmpty || node.isList { report(node, "`captures` holds lines such as `$X: pattern`") }
    return node.children.compactMap { child in
      guard child.key.hasPrefix("$"), child.key.count > 1 else {
        report(child, "`\(child.key)` is no capture such as `$X`")
        return nil
      }
      return nested(child, depth: depth).map { .captured(String(child.key.dropFirst()), $0, line: max(child.line, 1)) }
    }
  }

  /// A pattern as such, or a mapping of formula keys.
  private mutating func nested(_ node: SourceNode, depth: Int) -> PatternFormula? {
    if node.value != nil { return text(node).map { .code($0) } }
    rejectUnknownKeys(node, allowed: formulaKeys)
    return formula(node, depth: depth + 1)
  }

  private mutating func list(_ node: SourceNode, depth: Int) -> [PatternFormula]? {
    guard node.isList, !node.children.isEmpty else {
      report(node, "`\(node.key)` is a list of patterns")
      return nil
    }
    let parts = node.children.compactMap { nested($0, depth: depth) }
    return parts.count == node.children.count ? parts : nil
  }

  // MARK: Constraints

  mutating func constraints(_ node: SourceNode) -> [PatternConstraint] {
    guard let list = node["where"] else { return [] }
    guard list.isList else {
      report(list, "`where` is a list of constraints, each with a `capture`")
      return []
    }
    return list.children.flatMap { constraint($0) }
  }

  private mutating func constraint(_ node: SourceNode) -> [PatternConstraint] {
    rejectUnknownKeys(node, allowed: constraintKeys)
    guard let capture = required(node, "capture")?.text else { return [] }
    guard capture.hasPrefix("$"), capture.count > 1 else {
      report(node["capture"] ?? node, "`capture` names a capture such as `$X`")
      return []
    }
    var name = capture.dropFirst()
    if name.hasPrefix("...") { name = name.dropFirst(3) }
    let keepsUnknown = choice(node, "unknown", among: UnknownAnswer.allCases, otherwise: .drop) == .keep
    var conditions: [PatternConstraint.Condition] = []
    for child in node.children {
      switch child.key {
      case "name": conditions.append(.name(words(child), isOneOf: true))
      case "not-name": conditions.append(.name(words(child), isOneOf: false))
      case "node": conditions.append(.node(kinds(child), isOneOf: true))
      case "not-node": conditions.append(.node(kinds(child), isOneOf: false))
      case "type": conditions.append(.question(.type(values(child)), keepsUnknown: keepsUnknown))
      case "not-type": conditions.append(.question(.notType(values(child)), keepsUnknown: keepsUnknown))
      case "growth": conditions.append(.question(.growth(values(child)), keepsUnknown: keepsUnknown))
      case "invariant":
        if let wanted = flag(node, "invariant") {
          conditions.append(.question(.loopInvariant(wanted), keepsUnknown: keepsUnknown))
        }
      case "query":
        if let wanted = flag(node, "query") {
          conditions.append(.question(.performsQuery(wanted), keepsUnknown: keepsUnknown))
        }
      default: break
      }
    }
    if conditions.isEmpty { report(node, "says nothing about `\(capture)`") }
    let line = max(node.line, 1)
    return conditions.map { PatternConstraint(capture: String(name), condition: $0, line: line) }
  }

  private mutating func values<Value: RawRepresentable & CaseIterable>(_ node: SourceNode) -> [Value]
  where Value.RawValue == String {
    var result: [Value] = []
    for word in words(node) {
      if let value = Value(rawValue: word) {
        result.append(value)
      } else {
        let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
        report(node, "`\(word)` is no \(node.key); known: \(known)")
      }
    }
    return result
  }

  private mutating func kinds(_ node: SourceNode) -> [NodeKind] {
    var result: [NodeKind] = []
    for word in words(node) {
      if let kind = NodeKind.allCases.first(where: { "\($0)" == word }) {
        result.append(kind)
      } else {
        report(node, "`\(word)` is no kind of node; `perf-lint debug tree` shows them")
      }
    }
    return result
  }
}

private func patternLanguage(_ name: String) -> Language? { patternLanguages.first { $0.name == name } }

/// What becomes of a match when the analysis does not know the answer.
private enum UnknownAnswer: String, CaseIterable {
  case keep, drop
}

private let constraintKeys = [
  "capture", "name", "not-name", "node", "not-node", "type", "not-type", "growth", "invariant", "query", "unknown",
]
