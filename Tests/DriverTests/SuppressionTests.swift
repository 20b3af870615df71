// Suppression comments: where they are heard, what they cover, which are unused.

import Facts
import Findings
import Syntax
import Testing

@testable import Driver

/// Comments as `rules@coverage`; `tokens` are the ranges that are no comments.
private func suppressions(_ text: String, _ language: Language, tokens: [Range<Int>] = []) -> [String] {
  suppressionComments(
    SourceBytes(Array(text.utf8)), from: 0, language: language,
    tokens: tokens.map { Token(kind: 0, start: $0.lowerBound, end: $0.upperBound) }
  ).map { comment in
    let rules = comment.rules.joined(separator: "+")
    switch comment.coverage {
    case .line(let line): return "\(rules)@\(line)"
    case .file: return "\(rules)@file"
    }
  }
}

private func finding(_ rule: String, _ start: Int, loop: Int? = nil) -> Finding {
  var related: [RelatedPlace] = []
  if let loop {
    let place = Location(path: "a.py", range: ByteRange(loop, loop + 1))
    related.append(RelatedPlace(location: place, role: .loop, message: ""))
  }
  return Finding(
    rule: rule, kind: "quadratic", message: "m", subject: "s",
    location: Location(path: "a.py", range: ByteRange(start, start + 1)), related: related)
}

/// Rules and subjects of what is left of `findings` in a file with this text.
private func left(_ text: String, _ findings: [Finding], ran: Set<String> = ["a", "b"]) -> [String] {
  let source = SourceBytes(Array(text.utf8))
  let comments = suppressionComments(source, from: 0, language: .python, tokens: [])
  return applySuppressions(
    [FileSuppressions(path: "a.py", comments: comments)], to: findings, lines: { _ in LineIndex(source) },
    ranRules: ran, reportsUnused: { _ in true }
  ).map { $0.rule + ":" + $0.subject }
}

@Suite struct SuppressionTests {
  @Test func heard() {
    #expect(suppressions("x  # perf-lint: ignore[a] why\n", .python) == ["a@1"])
    #expect(suppressions("# perf-lint: ignore[a, b]\nx\n", .python) == ["a+b@2"])
    #expect(suppressions("# perf-lint: ignore[a]\n# perf-lint: ignore[b]\n\nx\n", .python) == ["a@3", "b@3"])
    #expect(suppressions("x # noqa # perf-lint: ignore\n", .python) == ["@1"])
    #expect(suppressions("// perf-lint: ignore-file[a]\n", .swift) == ["a@file"])
    #expect(suppressions("f() /* perf-lint:ignore[a] */\n", .swift) == ["a@1"])
    #expect(suppressions("SELECT 1; -- perf-lint: ignore[a]", .sql) == ["a@1"])
    #expect(suppressions("{# perf-lint: ignore[a] #}\n{{ x }}", .template) == ["a@2"])
    #expect(suppressions("<!-- perf-lint: ignore[a] --><p>", .template) == ["a@1"])
  }

  @Test func notComments() {
    #expect(suppressions("x = '# perf-lint: ignore[a]'\n", .python, tokens: [4..<29]) == [])
    #expect(suppressions("perf-lint: ignore[a]\n", .python) == [])
    #expect(suppressions("# see perf-lint: ignore[a]\n", .python) == [])
    #expect(suppressions("# perf-lint: skip[a]\n", .python) == [])
    #expect(suppressions("# perf-lint: ignore[]\n", .python) == [])
    #expect(suppressions("# perf-lint: ignore[a\n", .python) == [])
    #expect(suppressions("# perf-lint:", .python) == [])
    let late = String(repeating: "\n", count: 60) + "# perf-lint: ignore-file[a]"
    #expect(suppressions(late, .python) == [])
  }

  @Test func silencing() {
    let text = "for x in y:  # perf-lint: ignore[a]\n  z\n"
    #expect(left(text, [finding("a", 0)]) == [])
    #expect(left(text, [finding("a", 38, loop: 0)]) == [])
    #expect(left(text, [finding("b", 0)]) == ["b:s", "unused-suppression:a"])
    #expect(left(text, [finding("a", 38)]) == ["a:s", "unused-suppression:a"])
    #expect(left("# perf-lint: ignore-file\nx\n", [finding("a", 25), finding("b", 25)]) == [])
    #expect(left("# perf-lint: ignore\nx\n", []) == ["unused-suppression:ignore"])
    #expect(left("# perf-lint: ignore[a, c]\nx\n", [finding("a", 26)]) == [])
    #expect(left("# perf-lint: ignore[a, b]\nx\n", [finding("a", 26)]) == ["unused-suppression:b"])
  }
}
