// What Swift patterns match and what they leave alone.

import Patterns
import Testing

private let cases: [PatternCase] = [
  PatternCase(
    "$X.filter($P).count", "a.filter { $0 > 1 }.count\na.filter({ $0 }).count\na.filter(\\.on).count\na.count",
    [
      "a.filter { $0 > 1 }.count", "a.filter({ $0 }).count", "a.filter(\\.on).count",
    ]),
  PatternCase(
    "$X.filter { ... }.first", "a.filter { x in x.on }.first\na.filter(f).first", ["a.filter { x in x.on }.first"]),
  PatternCase(
    "$X.first(where: $P)", "a.first { $0 == 1 }\na.first(where: { $0 == 1 })\na.first(1)",
    [
      "a.first { $0 == 1 }", "a.first(where: { $0 == 1 })",
    ]),
  PatternCase("for $X in $XS { ... }", "for a in b { c() }\nfor a in b where a { }", ["for a in b { c() }"]),
  PatternCase("$X == $X", "let c = a == a\nlet d = a == b", ["a == a"]),
  PatternCase("f(a: $X, ...)", "f(a: 1)\nf(a: 1, b: 2)\nf(b: 1)", ["f(a: 1)", "f(a: 1, b: 2)"]),
  PatternCase("let $X = $Y.sorted()", "let a = b.sorted()\nvar c = b.sorted()", ["let a = b.sorted()"]),
  PatternCase("$X...$Y", "let r = 1...3", ["1...3"]),
  PatternCase("$A.map { $0.id }", "a.map { $0.id }\na.map { $0.name }", ["a.map { $0.id }"]),
  PatternCase("$X.all().wait()", "let a = try User.query(on: db).all().wait()", ["User.query(on: db).all().wait()"]),
  PatternCase(
    "User.query(on: $D). ... .all()", "try await User.query(on: db).filter(\\.$a == 1).all()",
    [
      "User.query(on: db).filter(\\.$a == 1).all()"
    ]),
]

@Test(arguments: cases)
func swiftPattern(_ test: PatternCase) {
  #expect(found(code(test.pattern), .swift, in: test.source) == test.expected)
}
