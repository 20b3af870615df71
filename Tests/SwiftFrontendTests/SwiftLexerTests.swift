// Swift sources and the tokens they give.
// Agreement with swift-syntax on whole packages is checked by Tests/Conformance/swift.

import SwiftFrontend
import Syntax
import Testing

/// Labels and texts of the tokens; keywords and punctuation as written.
private func tokens(_ text: String) -> String {
  let source = SourceBytes(Array(text.utf8))
  return lexSwift(source, limits: Limits()).tokens.dropLast().map { token in
    let kind = SwiftTokenKind(rawValue: token.kind) ?? .unknown
    let spelled = source.text(token.range)
    switch kind {
    case .name, .integer, .float, .string, .stringTemplate, .regex, .operatorBinary, .operatorPrefix, .operatorPostfix:
      return "\(kind.label) \(spelled)"
    default: return spelled
    }
  }.joined(separator: "|")
}

private func lexIssues(_ text: String) -> [String] {
  lexSwift(SourceBytes(Array(text.utf8)), limits: Limits()).issues.map(\.message)
}

@Suite struct SwiftLexerTests {
  @Test(arguments: [
    ("", ""),
    ("#!/usr/bin/swift\nx", "name x"),
    ("\u{FEFF}a\u{A0}b", "name a|name b"),
    ("a // b\n/* c /* d */ e */ f", "name a|name f"),
    ("été 名前 _ a_1 $0 $a", "name été|name 名前|_|name a_1|$0|name $a"),
    ("`for` `a b` for forx", "name `for`|name `a b`|for|name forx"),
    ("get async precedencegroup associatedtypes Any", "get|async|precedencegroup|name associatedtypes|Any"),
    ("#if a\n#elseif b\n#else\n#endif #available #ifx", "#if|name a|#elseif|name b|#else|#endif|#available|#|name ifx"),
    ("@a #b \\.c a::b <#d e#>", "@|name a|#|name b|\\|.|name c|name a|::|name b|name <#d e#>"),
  ])
  func namesAndGaps(text: String, expected: String) {
    #expect(tokens(text) == expected)
    #expect(lexIssues(text) == [])
  }

  @Test(arguments: [
    ("1_000 0x_fF 0b01 0o7", "integer 1_000|integer 0x_fF|integer 0b01|integer 0o7"),
    ("1.5 1e-3 1.5E+3 0x1.8p-3 0x1p3", "float 1.5|float 1e-3|float 1.5E+3|float 0x1.8p-3|float 0x1p3"),
    (
      "1.a 0x1.max x.0.1 1...2",
      "integer 1|.|name a|integer 0x1|.|name max|name x|.|integer 0|.|integer 1|integer 1|operatorBinary ...|integer 2"
    ),
  ])
  func numbers(text: String, expected: String) {
    #expect(tokens(text) == expected)
  }

  @Test(arguments: [
    (
      "a+b -c d- a + b",
      "name a|operatorBinary +|name b|operatorPrefix -|name c|name d|operatorPostfix -|name a|operatorBinary +|name b"
    ),
    ("a? b ?? c! !d a?.b", "name a|?|name b|operatorBinary ??|name c|!|operatorPrefix !|name d|name a|?|.|name b"),
    ("a ? b : c", "name a|?|name b|:|name c"),
    ("&a a & b a&&b", "&|name a|name a|operatorBinary &|name b|name a|operatorBinary &&|name b"),
    (
      "A<B<C>>.d -> e=f",
      "name A|operatorBinary <|name B|operatorBinary <|name C|operatorPostfix >>|.|name d|->|name e|=|name f"
    ),
    ("a ..< b a... ...a", "name a|operatorBinary ..<|name b|name a|operatorPostfix ...|operatorPrefix ...|name a"),
    ("a ≠ b √c a +/* d */ b", "name a|operatorBinary ≠|name b|operatorPrefix √|name c|name a|operatorBinary +|name b"),
  ])
  func operators(text: String, expected: String) {
    #expect(tokens(text) == expected)
  }

  @Test(arguments: [
    (#""a\"b" "" "\\""#, #"string "a\"b"|string ""|string "\\""#),
    (##"#"a"b\(c)"# #"""#"##, ##"string #"a"b\(c)"#|string #"""#"##),
    ("\"\"\"\n a \"\" \" b\n \"\"\"", "string \"\"\"\n a \"\" \" b\n \"\"\""),
    (#""a\(b)c\(d("e"))""#, #"stringTemplate "a\(b)c\(d("e"))"|\(|name b|)|\(|name d|(|string "e"|)|)"#),
    (#""\("\(a)")" b"#, #"stringTemplate "\("\(a)")"|\(|stringTemplate "\(a)"|\(|name a|)|)|name b"#),
    (##"#"\(a)\#(b)"#"##, ##"stringTemplate #"\(a)\#(b)"#|\#(|name b|)"##),
  ])
  func strings(text: String, expected: String) {
    #expect(tokens(text) == expected)
    #expect(lexIssues(text) == [])
  }

  @Test(arguments: [
    ("f(/a b/)", "name f|(|regex /a b/|)"),
    ("let r = /[/]\\/(a)/", "let|name r|=|regex /[/|]|\\|operatorBinary /|(|name a|)|operatorPostfix /"),
    ("a / b / c", "name a|operatorBinary /|name b|operatorBinary /|name c"),
    ("a/b/c", "name a|operatorBinary /|name b|operatorBinary /|name c"),
    ("f(/, /)", "name f|(|operatorBinary /|,|operatorBinary /|)"),
    ("#/a\\/b/# x", "regex #/a\\/b/#|name x"),
    ("#/\n a / b\n/# x", "regex #/\n a / b\n/#|name x"),
    ("return /a/", "return|regex /a/"),
    ("func / (a: B)", "func|operatorBinary /|(|name a|:|name B|)"),
  ])
  func regexLiterals(text: String, expected: String) {
    #expect(tokens(text) == expected)
  }

  @Test(arguments: [
    ("\"a", "unterminated string literal"),
    ("\"a\\(b\nc", "unterminated string literal"),
    ("\"\"\"\na", "unterminated string literal"),
    ("/* a /* b */", "unterminated comment"),
    ("#/a", "unterminated regex literal"),
    ("`a", "a closing backtick is missing"),
    ("a \u{0001} b", "invalid character in source file"),
  ])
  func troubleIsTold(text: String, message: String) {
    #expect(lexIssues(text) == [message])
  }
}
