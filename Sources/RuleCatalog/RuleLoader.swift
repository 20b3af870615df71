// Reads a rule strictly: every key is known, every value of its key's sort, every mistake has its line. Formulas are
// RuleLoader+Formula's part; whether patterns parse and captures exist is checked when they are compiled.

import Facts
import Findings
import Patterns

struct RuleLoader {
  let path: String
  var issues: [RuleIssue] = []

  init(path: String) { self.path = path }

  mutating func report(_ node: SourceNode, _ message: String) {
    issues.append(RuleIssue(path: path, line: max(node.line, 1), message: message))
  }

  /// The rule, or nil when it has a mistake.
  mutating func rule(_ node: SourceNode, page: String) -> RuleDefinition? {
    let issuesBefore = issues.count
    let isEngine = node["engine"] != nil
    rejectUnknownKeys(node, allowed: commonKeys + (isEngine ? engineKeys : patternKeys + formulaKeys + languageKeys))
    let id = word(node, "id")
    let kind = word(node, "kind")
    let summary = required(node, "summary")?.text ?? ""
    let message = required(node, "message")
    let languages = languages(node)
    let severity = choice(node, "severity", among: Severity.allCases, otherwise: .warning)
    let confidence = choice(node, "confidence", among: Confidence.allCases, otherwise: .high)
    let metadata = RuleMetadata(
      id: id, kind: kind, severity: severity, summary: summary, page: page, languages: languages,
      enabledByDefault: flag(node, "enabled") ?? true)
    guard let message else { return nil }
    var body = RuleDefinition.Body.engine(node["engine"]?.value ?? "")
    if isEngine {
      if !engineNames.contains(node["engine"]?.value ?? "") {
        report(node["engine"] ?? node, "`engine` is one of \(engineNames.joined(separator: ", "))")
      }
    } else {
      let formulas = formulas(node, languages: languages)
      let cost = cost(node)
      body = .pattern(
        PatternRule(
          id: id, kind: kind, path: path, severity: severity, confidence: confidence, message: message,
          subject: optional(node, "subject"), costBefore: cost?.before, costAfter: cost?.after, formulas: formulas,
          constraints: constraints(node), rewrite: rewrite(node)))
    }
    guard issues.count == issuesBefore else { return nil }
    return RuleDefinition(metadata: metadata, message: message.text, body: body)
  }

  // MARK: Keys and values

  mutating func rejectUnknownKeys(_ node: SourceNode, allowed: [String]) {
    if node.isList || node.value != nil && !(node.value ?? "").isEmpty {
      report(node, "expected `key: value` lines")
      return
    }
    for child in node.children where !allowed.contains(child.key) {
      report(child, "unknown key `\(child.key)`; known here: \(allowed.sorted().joined(separator: ", "))")
    }
  }

  /// A scalar that must be there and not be empty.
  mutating func required(_ node: SourceNode, _ key: String) -> RuleText? {
    guard let child = node[key] else {
      report(node, "`\(key)` is missing")
      return nil
    }
    return text(child)
  }

  mutating func optional(_ node: SourceNode, _ key: String) -> RuleText? { node[key].flatMap { text($0) } }

  /// The scalar of a node without the line end of a block scalar.
  mutating func text(_ node: SourceNode) -> RuleText? {
    guard var text = node.value, !text.isEmpty else {
      report(node, "`\(node.key)` needs a text")
      return nil
    }
    while text.last?.isNewline == true { text.removeLast() }
    return RuleText(text: text, line: max(node.line, 1))
  }

  /// A word of lower-case letters and hyphens, such as a rule's id.
  private mutating func word(_ node: SourceNode, _ key: String) -> String {
    guard let text = required(node, key)?.text else { return "" }
    let isWord = text.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || $0 == UInt8(ascii: "-") }
    if !isWord || text.hasPrefix("-") || text.hasSuffix("-") {
      report(node[key] ?? node, "`\(key)` is lower-case words joined by hyphens, not `\(text)`")
    }
    return text
  }

  mutating func choice<Choice: RawRepresentable & Sendable>(
    _ node: SourceNode, _ key: String, among choices: [Choice], otherwise fallback: Choice
  ) -> Choice where Choice.RawValue == String {
    guard let child = node[key] else { return fallback }
    if let choice = Choice(rawValue: child.value ?? "") { return choice }
    report(child, "`\(key)` is one of \(choices.map(\.rawValue).joined(separator: ", "))")
    return fallback
  }

  mutating func flag(_ node: SourceNode, _ key: String) -> Bool? {
    guard let child = node[key] else { return nil }
    if child.value == "true" { return true }
    if child.value == "false" { return false }
    report(child, "`\(key)` is true or false")
    return nil
  }

  /// The words of a list, or one word.
  mutating func words(_ node: SourceNode) -> [String] {
    if let value = node.value, !value.isEmpty { return [value] }
    let words = node.children.compactMap(\.value)
    if words.isEmpty || words.count != node.children.count || !node.isList {
      report(node, "`\(node.key)` is a word or a list of words")
    }
    return words
  }

  private mutating func languages(_ node: SourceNode) -> [String] {
    guard let child = node["languages"] else {
      report(node, "`languages` is missing")
      return []
    }
    let words = words(child)
    for word in words where !ruleLanguages.contains(word) {
      report(child, "`\(word)` is no language; there are \(ruleLanguages.joined(separator: ", "))")
    }
    return words
  }

  private mutating func cost(_ node: SourceNode) -> (before: RuleText, after: RuleText)? {
    guard let child = node["cost"] else { return nil }
    rejectUnknownKeys(child, allowed: ["before", "after"])
    guard let before = required(child, "before"), let after = required(child, "after") else { return nil }
    return (before, after)
  }

  private mutating func rewrite(_ node: SourceNode) -> PatternRewrite? {
    guard let child = node["rewrite"] else { return nil }
    rejectUnknownKeys(child, allowed: ["title", "text", "safety"])
    let safety = choice(child, "safety", among: FixSafety.allCases, otherwise: .unsafe)
    guard let title = required(child, "title"), let replacement = required(child, "text") else { return nil }
    return PatternRewrite(title: title, replacement: replacement, safety: safety)
  }
}

private let commonKeys = [
  "id", "kind", "severity", "confidence", "languages", "summary", "message", "enabled",
]
private let engineKeys = ["engine", "knobs"]
private let patternKeys = ["where", "subject", "cost", "rewrite"]
/// In the order of evaluation: patterns first, since they fill the captures.
let formulaKeys = [
  "pattern", "any", "all", "captures", "in-loop", "inside", "not-inside", "has", "not-has", "not",
]
private let languageKeys = patternLanguages.map(\.name)
private let ruleLanguages = Language.allCases.map(\.name)
/// Parts of the analysis that a rule can be a view of.
private let engineNames = ["n-plus-one", "quadratic", "index"]
