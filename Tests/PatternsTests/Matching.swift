// The one place of these tests that touches the API: a pattern and a source give the texts that match.

import Facts
import Findings
import Patterns
import PythonFrontend
import SwiftFrontend
import Syntax
import TemplateFrontend

func parse(_ language: Language, _ source: SourceBytes, _ names: inout NameTable) -> SyntaxTree {
  switch language {
  case .template: return parseTemplate(source, names: &names, limits: Limits())
  case .python, .sql: return parsePython(source, names: &names, limits: Limits())
  case .swift: return parseSwift(source, names: &names, limits: Limits())
  }
}

func rule(
  _ formula: PatternFormula, _ language: Language, message: String = "found",
  where constraints: [PatternConstraint] = [],
  rewrite: String? = nil
) -> PatternRule {
  PatternRule(
    id: "test-rule", kind: "test", path: "rule.yml", severity: .warning, confidence: .high,
    message: RuleText(text: message, line: 3), formulas: [language: formula], constraints: constraints,
    rewrite: rewrite.map {
      PatternRewrite(
        title: RuleText(text: "rewrite", line: 4), replacement: RuleText(text: $0, line: 5), safety: .safe)
    })
}

func code(_ text: String) -> PatternFormula { .code(RuleText(text: text, line: 2)) }

/// Matches of one rule, or what is wrong with the rule.
func run(_ rule: PatternRule, _ language: Language, on text: String) -> (matches: [PatternMatch], issues: [String]) {
  let (program, issues) = compilePatterns([rule], language: language, parse: parse)
  let source = SourceBytes(Array(text.utf8))
  var names = NameTable()
  let tree = parse(language, source, &names)
  return (program.match(tree, names: names, source: source).matches, issues.map(\.description))
}

/// The matched texts; a mistake in the rule shows as a text too.
func found(_ formula: PatternFormula, _ language: Language, in text: String) -> [String] {
  let (matches, issues) = run(rule(formula, language), language, on: text)
  let source = SourceBytes(Array(text.utf8))
  return issues + matches.map { source.text($0.range) }
}
