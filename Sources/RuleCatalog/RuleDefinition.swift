// One rule as loaded: what is said about it, and what finds it.

import Findings
import Patterns

public struct RuleDefinition: Sendable {
  public var metadata: RuleMetadata
  public var message: String
  public var body: Body

  public enum Body: Sendable {
    /// Found by the analysis; the name of its part.
    case engine(String)
    /// Found by code-shaped patterns.
    case pattern(PatternRule)
  }
}

/// What loading a rule file gave: the rules without mistakes, and the mistakes.
public struct LoadedRules: Sendable {
  public var rules: [RuleDefinition] = []
  public var issues: [RuleIssue] = []

  public init(rules: [RuleDefinition] = [], issues: [RuleIssue] = []) {
    self.rules = rules
    self.issues = issues
  }

  /// The pattern rules among them.
  public var patternRules: [PatternRule] {
    rules.compactMap { rule in
      guard case .pattern(let pattern) = rule.body else { return nil }
      return pattern
    }
  }
}

/// Loads a user's rule file: one rule, or several under `rules:`. The patterns in it are only parsed when compiled.
public func loadRules(yaml: String, path: String) -> LoadedRules {
  switch SourceNode.reading(yaml: yaml, path: path) {
  case .failure(let issue): return LoadedRules(rules: [], issues: [issue])
  case .success(let tree): return loadRules(tree, path: path, page: "")
  }
}

/// The built-in pattern rules.
public func embeddedPatternRules() -> [PatternRule] {
  var rules: [PatternRule] = []
  for table in embeddedRuleTables() where table.node(at: "engine") == nil {
    rules += loadRules(SourceNode(table.root), path: "Rules/\(table.name).yml", page: "").patternRules
  }
  return rules
}

/// Every built-in rule, loaded as strictly as a user's; for tests and `perf-lint debug`.
public func loadEmbeddedRules() -> LoadedRules {
  var result = LoadedRules()
  for table in embeddedRuleTables() {
    let id = table.value(at: "id") ?? ""
    let loaded = loadRules(SourceNode(table.root), path: "Rules/\(table.name).yml", page: embeddedPage(id) ?? "")
    result.rules += loaded.rules
    result.issues += loaded.issues
  }
  return result
}

func loadRules(_ tree: SourceNode, path: String, page: String) -> LoadedRules {
  var loader = RuleLoader(path: path)
  guard let list = tree["rules"] else {
    let rule = loader.rule(tree, page: page)
    return LoadedRules(rules: rule.map { [$0] } ?? [], issues: loader.issues)
  }
  loader.rejectUnknownKeys(tree, allowed: ["rules"])
  var rules: [RuleDefinition] = []
  for node in list.children {
    if let rule = loader.rule(node, page: page) { rules.append(rule) }
  }
  if !list.isList || list.children.isEmpty { loader.report(list, "`rules` is a list of rules") }
  return LoadedRules(rules: rules, issues: loader.issues)
}
