// The files that a new rule starts from. Writing them is the caller's part.

import Facts
import Patterns

/// The files of a new pattern rule, with paths below the folder of the project: the rule, its page, and corpus files.
/// `name` is `category/rule-id`.
public func newRuleFiles(named name: String, language: Language) -> Result<[RuleFile], RuleIssue> {
  let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
  let areWords = parts.allSatisfy { part in
    !part.isEmpty && !part.hasPrefix("-") && !part.hasSuffix("-")
      && part.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || $0 == UInt8(ascii: "-") }
  }
  guard parts.count == 2, areWords else {
    return .failure(
      RuleIssue(
        path: name, line: 1, message: "a rule is named `category/rule-id`, in lower-case words joined by hyphens"))
  }
  let (kind, id) = (parts[0], parts[1])
  guard let sample = Sample(language) else {
    return .failure(RuleIssue(path: name, line: 1, message: "there are no patterns for \(language.name) yet"))
  }
  return .success([
    RuleFile(
      path: "Rules/\(kind)/\(id).yml",
      text: """
        id: \(id)
        kind: \(kind)
        severity: warning
        confidence: medium
        languages: [\(language.name)]
        summary: One line that says what the code does and what it costs.
        message: "`$ITEMS` is worked through again in every round"
        subject: $ITEMS
        pattern: "\(sample.pattern)"
        in-loop: true

        """),
    RuleFile(
      path: "Rules/\(kind)/\(id).md",
      text: """
        # \(id)

        ## What it finds

        ## Why it costs

        ## Example

        ## Instead

        ## When it is fine

        ## How sure we are

        """),
    RuleFile(path: "Corpus/\(kind)/\(id)/flagged.\(sample.ending)", text: sample.flagged(id)),
    RuleFile(path: "Corpus/\(kind)/\(id)/clean.\(sample.ending)", text: sample.clean),
  ])
}

/// Example code of a scaffold.
private struct Sample {
  var pattern: String
  var ending: String
  var clean: String
  private var loop: (before: String, after: String)

  init?(_ language: Language) {
    switch language {
    case .sql: return nil
    case .python:
      pattern = "expensive($ITEMS)"
      ending = "py"
      loop = ("for row in rows:\n    expensive(items)  # expect: ", "\n")
      clean = "found = expensive(items)\nfor row in rows:\n    use(row, found)\n"
    case .swift:
      pattern = "expensive($ITEMS)"
      ending = "swift"
      loop = ("for row in rows {\n  expensive(items)  // expect: ", "\n}\n")
      clean = "let found = expensive(items)\nfor row in rows {\n  use(row, found)\n}\n"
    case .template:
      pattern = "{% expensive $ITEMS %}"
      ending = "html"
      loop = ("{% for row in rows %}\n{% expensive items %} {# expect: ", " #}\n{% endfor %}\n")
      clean = "{% expensive items %}\n{% for row in rows %}{{ row }}{% endfor %}\n"
    }
  }

  func flagged(_ id: String) -> String { loop.before + id + loop.after }
}
