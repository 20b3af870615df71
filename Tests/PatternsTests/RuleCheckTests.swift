// Mistakes of a rule that show when its patterns are compiled, and what a match carries.

import Findings
import Patterns
import Syntax
import Testing

private func issues(
  _ formula: PatternFormula, message: String = "found", where constraints: [PatternConstraint] = [],
  rewrite: String? = nil
) -> [String] {
  run(rule(formula, .python, message: message, where: constraints, rewrite: rewrite), .python, on: "x").issues
}

@Test func mistakesHaveTheirLine() {
  #expect(issues(code("f($X)"), message: "`$X`") == [])
  #expect(issues(code("f($X)"), message: "`$Y`") == ["rule.yml:3: no pattern captures `$Y`"])
  #expect(issues(code("f($X)"), rewrite: "$Z") == ["rule.yml:5: no pattern captures `$Z`"])
  #expect(issues(code("  \n")) == ["rule.yml:2: the pattern is empty"])
  #expect(issues(code("f(")).first?.hasPrefix("rule.yml:2: the pattern is not python") == true)
  #expect(issues(code("$X")).first?.hasPrefix("rule.yml:2: the pattern would match nearly everything") == true)
  #expect(issues(code("f($Xy)")) == ["rule.yml:2: `$Xy`: captures are written in capitals"])
  #expect(issues(code("f($K=1)")) == ["rule.yml:2: `$K` cannot stand for the name of an argument"])
  #expect(issues(.inLoop(true)).first?.hasPrefix("rule.yml:3: nothing says which code to look for") == true)
  let either = PatternFormula.any([code("f($X)"), code("g($Y)")])
  #expect(issues(either, message: "$X").first?.contains("not captured by every alternative") == true)
  let question = PatternConstraint(
    capture: "M", condition: .question(.performsQuery(true), keepsUnknown: false), line: 7)
  #expect(issues(code("a.$M()"), where: [question]).first?.hasPrefix("rule.yml:7: `$M` stands for a name") == true)
}

@Test func dollarSigns() {
  let (matches, issues) = run(
    rule(code("f($X, $...R)"), .python, message: "$$5 for `$X`, `$...R`"), .python, on: "f(a  +\n b, c, d)")
  #expect(issues == [])
  #expect(matches.map(\.message) == ["$5 for `a + b`, `c, d`"])
  #expect(matches.first?.captures.map(\.name) == ["X", "R"])
}

@Test func rewritesKeepPrecedence() {
  func rewritten(_ source: String, _ text: String) -> [String] {
    run(rule(code("len($X)"), .python, rewrite: text), .python, on: source).matches.compactMap(\.rewrite?.text)
  }
  #expect(rewritten("len(a)", "$X.count()") == ["a.count()"])
  #expect(rewritten("len(a or b)", "$X.count()") == ["(a or b).count()"])
  #expect(rewritten("len(a or b)", "size($X)") == ["size(a or b)"])
  #expect(rewritten("len(x for x in y)", "size($X)") == [])
}

@Test func namesAndKinds() {
  let constraint = PatternConstraint(capture: "M", condition: .name(["append", "extend"], isOneOf: true), line: 1)
  let source = "a.append(1)\na.extend(b)\na.pop(1)"
  let matches = run(rule(code("$L.$M($X)"), .python, where: [constraint]), .python, on: source).matches
  #expect(matches.count == 2)
  let kind = PatternConstraint(capture: "X", condition: .node([.integer], isOneOf: false), line: 1)
  #expect(run(rule(code("$L.$M($X)"), .python, where: [kind]), .python, on: source).matches.count == 1)
}

private struct Answers: ValueOracle {
  var value: Bool?
  func answer(_ question: OpenQuestion, in path: String) -> Bool? { value }
}

@Test func questionsStayOpen() {
  for keeps in [false, true] {
    let constraint = PatternConstraint(
      capture: "X", condition: .question(.type([.list]), keepsUnknown: keeps), line: 1)
    let match = run(rule(code("f($X)"), .python, where: [constraint]), .python, on: "f(abc)").matches.first
    #expect(match?.openQuestions.map(\.range) == [ByteRange(2, 5)])
    #expect(match?.finding(path: "a.py", oracle: Answers(value: true))?.confidence == .high)
    #expect(match?.finding(path: "a.py", oracle: Answers(value: false)) == nil)
    #expect(match?.finding(path: "a.py", oracle: Answers(value: nil))?.confidence == (keeps ? .low : nil))
  }
}
