// What Python patterns match and what they leave alone.

import Patterns
import Testing

struct PatternCase: Sendable, CustomTestStringConvertible {
  var pattern: String
  var source: String
  var expected: [String]

  init(_ pattern: String, _ source: String, _ expected: [String]) {
    self.pattern = pattern
    self.source = source
    self.expected = expected
  }

  var testDescription: String { "\(pattern) in \(source)" }
}

private let cases: [PatternCase] = [
  PatternCase("len($X)", "len(a)\nsize(a)\nlen(a, b)\nx = len(f(b))", ["len(a)", "len(f(b))"]),
  PatternCase(
    "len($X.objects.filter(...))", "len(User.objects.filter(a=1, b=2))", ["len(User.objects.filter(a=1, b=2))"]),
  PatternCase("len($X.objects.filter(...))", "len(User.objects.filter())", ["len(User.objects.filter())"]),
  PatternCase("$X == $X", "a == a\na == b\nf(1)==f( 1 )\nf(1) == f(2)", ["a == a", "f(1)==f( 1 )"]),
  PatternCase("f($X, ..., $X)", "f(a, a)\nf(a, b)\nf(a, b, c, a)\nf(a)", ["f(a, a)", "f(a, b, c, a)"]),
  PatternCase("f(..., 3, ...)", "f(3)\nf(1, 3)\nf(1, 3, 2)\nf(1)\nf(30)", ["f(3)", "f(1, 3)", "f(1, 3, 2)"]),
  PatternCase("f($_)", "f(*a)\nf(k=1)\nf(1)\nf(**k)", ["f(1)"]),
  PatternCase("sorted($X, key=$K)", "sorted(a, key=f)\nsorted(key=f, iterable=a)\nsorted(a)", ["sorted(a, key=f)"]),
  PatternCase("f(k=1, ...)", "f(1, 2, k=1)\nf(j=2, k=1)\nf(k=2)", ["f(1, 2, k=1)", "f(j=2, k=1)"]),
  PatternCase("[..., $X, $X, ...]", "[1, 2, 2, 3]\n[1, 2, 3]", ["[1, 2, 2, 3]"]),
  PatternCase("f($...A, 1)", "f(2, 3, 1)\nf(1)\nf(1, 2)", ["f(2, 3, 1)", "f(1)"]),
  PatternCase("print(\"...\")", "print('a')\nprint(a)\nprint('a', 'b')", ["print('a')"]),
  PatternCase("print(\"a\")", "print('a')\nprint('b')", ["print('a')"]),
  PatternCase(
    "$X.objects. ... .first()", "A.objects.first()\nA.objects.filter(x=1).all().first()\nA.first()",
    [
      "A.objects.first()", "A.objects.filter(x=1).all().first()",
    ]),
  PatternCase("$X.$M($Y)", "a.b(c)\na.b\na.b(c, d)", ["a.b(c)"]),
  PatternCase(
    "for $X in $XS:\n    ...", "for a in b:\n    c()\n    d()\nelse:\n    e()",
    [
      "for a in b:\n    c()\n    d()\nelse:\n    e()"
    ]),
  PatternCase(
    "for $X in $XS:\n    $L.append($X)", "for a in b:\n    l.append(a)\nfor a in b:\n    l.append(b)",
    [
      "for a in b:\n    l.append(a)"
    ]),
  PatternCase(
    "for $X in $XS:\n    ...\n    $S += $X\n    ...", "for a in b:\n    f()\n    s += a\nfor a in b:\n    s = a",
    [
      "for a in b:\n    f()\n    s += a"
    ]),
  PatternCase(
    "$L = []\n...\nfor $X in $Y:\n    $L.append(...)",
    "def f():\n    r = []\n    g()\n    for a in b:\n        r.append(a)",
    [
      "r = []"
    ]),
  PatternCase("$L = []\n$L.sort()", "r = []\nx()\nr.sort()", []),
  PatternCase(
    "def $F(...):\n    ...", "@d\ndef f(a, b=1, *c) -> int:\n    pass", ["@d\ndef f(a, b=1, *c) -> int:\n    pass"]),
  PatternCase("[$X for $X in $Y]", "[a for a in b]\n[a for a in b if a]\n[b for a in b]", ["[a for a in b]"]),
  PatternCase(
    "[$E for $X in $Y if ...]", "[a for a in b]\n[f(a) for a in b if a]",
    [
      "[a for a in b]", "[f(a) for a in b if a]",
    ]),
  PatternCase("$X in $Y", "a in b\na not in b\nfor a in b: pass", ["a in b"]),
  PatternCase("$X[0]", "a[0]\na[1]\na[0x0]\na[0:1]", ["a[0]"]),
  PatternCase("lambda ...: $X", "lambda a, b: a + b", ["lambda a, b: a + b"]),
  PatternCase("$D = {}", "d = {}\nd: dict = {}\nd = {1: 2}", ["d = {}", "d: dict = {}"]),
]

@Test(arguments: cases)
func pythonPattern(_ test: PatternCase) {
  #expect(found(code(test.pattern), .python, in: test.source) == test.expected)
}

@Test func formulas() {
  let source = """
    for a in sorted(q):
        x = sorted(a)
        y = [sorted(b) for b in sorted(a)]
    sorted(z)
    """
  let sorts = code("sorted($X)")
  #expect(found(.all([sorts, .inLoop(true)]), .python, in: source) == ["sorted(a)", "sorted(b)", "sorted(a)"])
  #expect(found(.all([sorts, .inLoop(false)]), .python, in: source) == ["sorted(q)", "sorted(z)"])
  let loop = code("for $X in $Y:\n    ...")
  #expect(found(.all([sorts, .inside(loop)]), .python, in: source) == ["sorted(a)", "sorted(a)"])
  #expect(found(.all([sorts, .not(.inside(code("for $_ in $_:\n    ...")))]), .python, in: source) == ["sorted(z)"])
  #expect(found(.all([loop, .has(code("[...]"))]), .python, in: source) == [])
  #expect(found(.all([code("for $A in $B:\n    ..."), .has(code("sorted($A)"))]), .python, in: source).count == 1)
  #expect(found(.any([code("sorted(z)"), code("sorted(q)")]), .python, in: source) == ["sorted(q)", "sorted(z)"])
}

@Test func hostileSourcesEnd() {
  let many = "f(" + String(repeating: "a, ", count: 20_000) + "b)"
  #expect(found(code("f(..., $X, ..., $X, ..., $Y, ..., $Y, c)"), .python, in: many) == [])
  let deep = String(repeating: "f(", count: 5_000) + String(repeating: ")", count: 5_000)
  #expect(found(.all([code("f(...)"), .has(code("g()"))]), .python, in: deep) == [])
  let chain = "a" + String(repeating: ".b()", count: 5_000)
  #expect(found(code("$X.c. ... .b()"), .python, in: chain) == [])
}
