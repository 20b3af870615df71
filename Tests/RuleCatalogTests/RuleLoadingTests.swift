// Each mistake in a rule file is told with its line; a rule without mistakes loads.

import Facts
import Findings
import Patterns
import RuleCatalog
import Testing

private let head = """
  id: my-rule
  kind: my-kind
  languages: [python]
  summary: A sentence.
  message: found

  """

/// Loads a rule whose last lines, from line 6 on, are `rest`.
private func issues(_ rest: String) -> [String] {
  loadRules(yaml: head + rest, path: "r.yml").issues.map(\.description)
}

@Test func goodRulesLoad() throws {
  let loaded = loadRules(
    yaml: head + """
      severity: error
      confidence: low
      any:
        - f($X)
        - pattern: g($X)
          inside: |
            for $I in $L:
                ...
      captures:
        $X: h(...)
      where:
        - capture: $X
          type: [list, tuple]
          unknown: keep
      rewrite:
        title: better
        text: k($X)
        safety: safe
      cost: {before: n, after: "1"}
      """, path: "r.yml")
  #expect(loaded.issues == [])
  let rule = try #require(loaded.rules.first)
  #expect(rule.metadata.severity == .error)
  #expect(loaded.patternRules.first?.confidence == .low)
  #expect(loaded.patternRules.first?.rewrite?.safety == .safe)
  #expect(loaded.patternRules.first?.constraints.count == 1)
}

@Test func severalRulesInOneFile() {
  let rule = head.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n") + "\n    pattern: f()\n"
  let two = "rules:\n  -\n" + rule + "  -\n" + rule.replacingID("my-rule", "other-rule")
  let loaded = loadRules(yaml: two, path: "r.yml")
  #expect(loaded.issues == [])
  #expect(loaded.rules.map(\.metadata.id) == ["my-rule", "other-rule"])
}

extension String {
  fileprivate func replacingID(_ old: String, _ new: String) -> String {
    split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }
}

@Test(arguments: [
  ("pattern: f()\nnonsense: 1", 7, "unknown key `nonsense`"),
  ("pattern: f()\nseverity: fatal", 7, "`severity` is one of note, warning, error"),
  ("pattern: f()\nenabled: maybe", 7, "`enabled` is true or false"),
  ("pattern: \"\"", 6, "`pattern` needs a text"),
  ("any: f()", 6, "`any` is a list of patterns"),
  ("any:\n  - inside:\n      patern: f()", 8, "unknown key `patern`"),
  ("in-loop: perhaps\npattern: f()", 6, "`in-loop` is true or false"),
  ("pattern: f()\nwhere:\n  - capture: $X\n    type: lst", 9, "`lst` is no type"),
  ("pattern: f()\nwhere:\n  - type: list", 8, "`capture` is missing"),
  ("pattern: f()\nwhere:\n  - capture: X\n    type: list", 8, "`capture` names a capture such as `$X`"),
  ("pattern: f()\nwhere:\n  - capture: $X", 8, "says nothing about `$X`"),
  ("pattern: f()\nwhere:\n  - capture: $X\n    node: [nam]", 9, "`nam` is no kind of node"),
  ("pattern: f()\nrewrite:\n  text: g()", 7, "`title` is missing"),
  ("pattern: f()\ncost:\n  before: n", 7, "`after` is missing"),
  ("engine: magic", 6, "`engine` is one of"),
  ("engine: quadratic\npattern: f()", 7, "unknown key `pattern`"),
  ("swift:\n  pattern: f()", 6, "`languages` does not list swift"),
  ("pattern: f()\npattern: g()", 6, "the same key twice: `pattern`"),
  ("pattern: [", 7, "not YAML"),
])
func mistake(_ rest: String, _ line: Int, _ message: String) {
  let found = issues(rest)
  #expect(found.contains { $0.hasPrefix("r.yml:\(line): \(message)") }, "\(found)")
}

@Test func mistakesInTheHead() {
  let missing = loadRules(yaml: "id: Rule_1\npattern: f()", path: "r.yml").issues.map(\.description)
  #expect(missing.contains("r.yml:1: `id` is lower-case words joined by hyphens, not `Rule_1`"))
  #expect(missing.contains("r.yml:1: `languages` is missing"))
  #expect(missing.contains("r.yml:1: `message` is missing"))
  #expect(loadRules(yaml: "", path: "r.yml").issues.map(\.description) == ["r.yml:1: the file is empty"])
  #expect(loadRules(yaml: "- a", path: "r.yml").issues.count == 1)
  #expect(loadRules(yaml: "rules: 3", path: "r.yml").issues.map(\.message) == ["`rules` is a list of rules"])
  let bomb = String(repeating: "{a: ", count: 500) + String(repeating: "}", count: 500)
  #expect(!loadRules(yaml: bomb, path: "r.yml").issues.isEmpty)
  var aliases = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
  for i in 1..<12 {
    aliases += "a\(i): &a\(i) [" + Array(repeating: "*a\(i - 1)", count: 10).joined(separator: ",") + "]\n"
  }
  #expect(loadRules(yaml: aliases, path: "r.yml").issues.map(\.message) == ["nested too deeply or too large"])
}

@Test(arguments: patternLanguages)
func scaffoldsLoad(_ language: Language) throws {
  let files = try newRuleFiles(named: "my-kind/my-rule", language: language).get()
  #expect(files.map(\.path).prefix(2) == ["Rules/my-kind/my-rule.yml", "Rules/my-kind/my-rule.md"])
  let loaded = loadRules(yaml: files[0].text, path: files[0].path)
  #expect(loaded.issues == [])
  #expect(loaded.rules.first?.metadata.id == "my-rule")
}

@Test func noPatternsForSQLYet() {
  #expect(throws: RuleIssue.self) { try newRuleFiles(named: "a/b", language: .sql).get() }
}

@Test(arguments: ["rule", "a/b/c", "A/b", "a/b1", "../x", "a/", "-a/b"])
func scaffoldNamesAreChecked(_ name: String) {
  #expect(throws: RuleIssue.self) { try newRuleFiles(named: name, language: .python).get() }
}
