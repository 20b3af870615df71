// Sources and the tokens they give, by the words of `debug tokens`. Agreement with CPython on whole libraries is
// checked by Tests/Conformance/python.

import PythonFrontend
import Syntax
import Testing

/// Labels and texts of the tokens; line structure without its text.
private func tokens(_ text: String) -> String {
  let source = SourceBytes(Array(text.utf8))
  return lexPython(source, limits: Limits()).tokens.dropLast().map { token in
    let kind = PythonTokenKind(rawValue: token.kind) ?? .unknown
    let spelled = source.text(token.range)
    switch kind {
    case .newline: return ";"
    case .indent: return ">"
    case .dedent: return "<"
    case .name, .number, .string, .stringTemplate, .unknown: return "\(kind.label) \(spelled)"
    default: return spelled.isEmpty ? "(\(kind.label))" : spelled
    }
  }.joined(separator: "|")
}

private func issues(_ text: String) -> [String] {
  lexPython(SourceBytes(Array(text.utf8)), limits: Limits()).issues.map(\.message)
}

@Suite struct PythonLexerTests {
  @Test(arguments: [
    ("", ""),
    ("x", "name x|;"),
    ("x\n\n# note\n  # note\ny # z", "name x|;|name y|;"),
    ("if a:\n  b\n\n # c\n  d\ne\n", "if|name a|:|;|>|name b|;|name d|;|<|name e|;"),
    ("if a:\n\tb\n        c", "if|name a|:|;|>|name b|;|name c|;|<"),
    ("a = (1,\n  # note\n\n 2)\nb", "name a|=|(|number 1|,|number 2|)|;|name b|;"),
    ("a \\\n + b\\\r\n.c\r\nd\re", "name a|+|name b|.|name c|;|name d|;|name e|;"),
    ("\u{FEFF}a\n\u{0C}b\n", "name a|;|name b|;"),
    ("été = 名前", "name été|=|name 名前|;"),
    ("match case type _ print", "name match|name case|name type|name _|name print|;"),
    ("continue nonlocal continued", "continue|nonlocal|name continued|;"),
  ])
  func linesAndNames(text: String, expected: String) {
    #expect(tokens(text) == expected)
  }

  @Test(arguments: [
    (
      "1_000 0x_ff 0b1 0o7 0777 10L 0xFFL",
      "number 1_000|number 0x_ff|number 0b1|number 0o7|number 0777|number 10L|number 0xFFL|;"
    ),
    ("1. .5 1e5 1.5e-3j 2J 1_0.0_1", "number 1.|number .5|number 1e5|number 1.5e-3j|number 2J|number 1_0.0_1|;"),
    ("1if x else 2", "number 1|if|name x|else|number 2|;"),
    ("0xfor x", "number 0xf|or|name x|;"),
    ("1..real 1 .real", "number 1.|.|name real|number 1|.|name real|;"),
    ("1else 1_a", "number 1|else|number 1|name _a|;"),
    ("a[1:2,...]", "name a|[|number 1|:|number 2|,|...|]|;"),
    ("-> := != <> ** // >>= **= @= .. ~", "->|:=|!=|<>|**|//|>>=|**=|@=|.|.|~|;"),
  ])
  func numbersAndOperators(text: String, expected: String) {
    #expect(tokens(text) == expected)
  }

  @Test(arguments: [
    ("'a' \"b\" '''c\n'd''' ''", "string 'a'|string \"b\"|string '''c\n'd'''|string ''|;"),
    (#"rb'\'' Br"\"" ur'' u''"#, #"string rb'\''|string Br"\""|string ur''|string u''|;"#),
    ("'a\\\nb' bar'x'", "string 'a\\\nb'|name bar|string 'x'|;"),
    ("f''", "template f''|;"),
    ("f'{a}b{c!r:>{w}}'", "template f'{a}b{c!r:>{w}}'|{|name a|}|{|name c|!|name r|:|{|name w|}|}|;"),
    ("f'{{}}{a:{{b}}}'", "template f'{{}}{a:{{b}}}'|{|name a|:|{|{|name b|}|}|}|;"),
    (
      "f'{x=}{y!=z}{d['k']}'",
      "template f'{x=}{y!=z}{d['k']}'|{|name x|=|}|{|name y|!=|name z|}|{|name d|[|string 'k'|]|}|;"
    ),
    ("f'{f'{f'{1}'}'}'", "template f'{f'{f'{1}'}'}'|{|template f'{f'{1}'}'|{|template f'{1}'|{|number 1|}|}|}|;"),
    ("f'{x:=5}{(y:=5)}'", "template f'{x:=5}{(y:=5)}'|{|name x|:|}|{|(|name y|:=|number 5|)|}|;"),
    ("f'{\na\n}' t'{b}'", "template f'{\na\n}'|{|name a|}|template t'{b}'|{|name b|}|;"),
    ("f'\\N{DASH}{a}' rf'\\{b}'", "template f'\\N{DASH}{a}'|{|name a|}|template rf'\\{b}'|{|name b|}|;"),
    ("f'''{a\n:x}'''", "template f'''{a\n:x}'''|{|name a|:|}|;"),
    ("f'{ {1:2}[1] }'", "template f'{ {1:2}[1] }'|{|{|number 1|:|number 2|}|[|number 1|]|}|;"),
  ])
  func strings(text: String, expected: String) {
    #expect(tokens(text) == expected)
  }

  @Test(
    arguments: [
      ("'a\nb", "string 'a|;|name b|;", "this string is not closed"),
      ("'''a\nb", "string '''a\nb|;", "this string is not closed"),
      ("f'{a\nb", "template f'{a\nb|{|name a|name b|(hole-end)|;", "an f-string is not closed"),
      ("f'{a'\nb", "template f'{a'|{|name a|string '|(hole-end)|;|name b|;", "this string is not closed"),
      ("f'{a:x'\nb", "template f'{a:x'|{|name a|:|(hole-end)|;|name b|;", "a hole of this f-string is not closed"),
      (
        "x = (1\ndef f(): pass", "name x|=|(|number 1|;|def|name f|(|)|:|pass|;",
        "a bracket before this line is not closed"
      ),
      ("a ?$ b", "name a|unknown ?$|name b|;", "this is no Python token"),
      ("if a:\n    b\n  c", "if|name a|:|;|>|name b|;|<|name c|;", "this line is indented like no block around it"),
      ("a)\nb", "name a|)|;|name b|;", nil),
    ] as [(String, String, String?)])
  func broken(text: String, expected: String, issue: String?) {
    #expect(tokens(text) == expected)
    #expect(issues(text) == (issue.map { [$0] } ?? []))
  }

  @Test func labelsAreDistinctWords() {
    let labels = PythonTokenKind.allCases.map(\.label)
    #expect(Set(labels).count == labels.count)
    #expect(labels.allSatisfy { $0.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D } })
  }
}
