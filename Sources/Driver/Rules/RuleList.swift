// The rules that a run knows: those in the executable and those of the user.

import Findings
import RuleCatalog

/// The rules that come with the tool and what the run itself reports about, ordered by category and id.
public func builtInRules() -> [RuleMetadata] {
  let rules = embeddedRules()
  return rules.contains { $0.id == unusedSuppressionRule } ? rules : rules + [unusedSuppressionMetadata]
}

private let unusedSuppressionMetadata = RuleMetadata(
  id: unusedSuppressionRule, kind: "suppression", severity: .note,
  summary: "a comment that silences a rule where the rule reports nothing",
  page: """
    # unused-suppression

    A `perf-lint: ignore[…]` comment names a rule that reports nothing at its place. The code was fixed, the comment
    stayed. Take the comment out: left there, it would hide the next defect of this kind.
    """,
  languages: ["python", "swift", "template", "sql"])
