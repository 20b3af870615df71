// Swift expressions and the shape of their trees.
// Agreement with swift-syntax on whole packages is checked by Tests/Conformance/swift.

import SwiftFrontend
import Syntax
import Testing

/// The tree as nested `kind:name+flags(children)` without the module around it.
func shape(_ text: String) -> String {
  var names = NameTable()
  let tree = parseSwift(SourceBytes(Array(text.utf8)), names: &names, limits: Limits())
  func describe(_ node: NodeIndex) -> String {
    var children: [String] = []
    var child = tree.firstChild(node)
    while let present = child {
      children.append(describe(present))
      child = tree.nextSibling(present)
    }
    let name = names.text(tree.name(node))
    let flags = tree.flags(node).words.joined(separator: "+")
    return "\(tree.kind(node))" + (name.isEmpty ? "" : ":\(name)") + (flags.isEmpty ? "" : "+\(flags)")
      + (children.isEmpty ? "" : "(\(children.joined(separator: " ")))")
  }
  return String(describe(0).dropFirst("module(".count).dropLast())
}

func issues(_ text: String) -> [String] {
  var names = NameTable()
  return parseSwift(SourceBytes(Array(text.utf8)), names: &names, limits: Limits()).issues.map(\.message)
}

@Suite struct SwiftExpressionTests {
  @Test(arguments: [
    ("a + b * c - d", "expressionStatement(binary:-(binary:+(name:a binary:*(name:b name:c)) name:d))"),
    ("a = b ?? c ?? d", "assignment(name:a binary:??(name:b binary:??(name:c name:d)))"),
    ("a && b && c || !d", "expressionStatement(logical:or(logical:and(name:a name:b name:c) unary:not(name:d)))"),
    ("a ? b : c ? d : e", "expressionStatement(conditional(name:a name:b conditional(name:c name:d name:e)))"),
    (
      "x as? T ?? y is U",
      "expressionStatement(binary:??(binary:as?(name:x typeAnnotation(name:T)) binary:is(name:y typeAnnotation(name:U))))"
    ),
    ("a += b << 1", "augmentedAssignment:+(name:a binary:<<(name:b integer:1))"),
    ("a ||= b != c", "augmentedAssignment:||(name:a binary:!=(name:b name:c))"),
    ("a <> b + c", "expressionStatement(binary:<>(name:a binary:+(name:b name:c)))"),
    ("a = b = c", "assignment(name:a assignment(name:b name:c))"),
    ("try a + await b.c()", "expressionStatement(tryExpression(binary:+(name:a await(call(member:c(name:b))))))"),
    ("x = try? await f(1)", "assignment(name:x tryExpression+optionalChain(await(call(name:f argument(integer:1)))))"),
    (
      "f(consume x, copy y, unsafe z, repeat each w)",
      "expressionStatement(call(name:f argument(name:x) argument(name:y) argument(name:z) argument(name:w)))"
    ),
    (
      "f(maybe = try g())",
      "expressionStatement(call(name:f argument(assignment(name:maybe tryExpression(call(name:g))))))"
    ),
    ("(Int, A...) throws -> B", "expressionStatement(binary:->(tuple(name:Int postfix:...(name:A)) name:B))"),
  ])
  func operators(text: String, expected: String) {
    #expect(shape(text) == expected)
    #expect(issues(text) == [])
  }

  @Test(arguments: [
    (
      "a.b?.c!.d[0]?(1)",
      "expressionStatement(call(unwrap+optionalChain(subscript(member:d(unwrap(member:c+optionalChain(member:b(name:a)))) argument(integer:0))) argument(integer:1)))"
    ),
    ("a?.b = c", "assignment(member:b+optionalChain(name:a) name:c)"),
    (".some(1)", "expressionStatement(call(member:some argument(integer:1)))"),
    ("a.0.1", "expressionStatement(member:1(member:0(name:a)))"),
    (
      "f(x: 1, _: &y, z) { $0 } other: { _ in }",
      "expressionStatement(call(name:f argument:x(integer:1) argument+inout(name:y) argument(name:z) argument+trailing(closure(parameterList block(expressionStatement(name:$0)))) argument:other+trailing(closure(parameterList(parameter:_) block))))"
    ),
    (
      "x.y { a }.z { b }",
      "expressionStatement(call(member:z(call(member:y(name:x) argument+trailing(closure(parameterList block(expressionStatement(name:a)))))) argument+trailing(closure(parameterList block(expressionStatement(name:b))))))"
    ),
    ("a.b(c:d:)", "expressionStatement(member:b(name:a))"),
    (
      #"[1, 2].map(\.a.b?[0]).reduce(0, +)"#,
      "expressionStatement(call(member:reduce(call(member:map(list(integer:1 integer:2)) argument(keyPath(subscript(unwrap+optionalChain(member:b(member:a(absent))) argument(integer:0)))))) argument(integer:0) argument(name:+)))"
    ),
    (#"\A<B>.c"#, "expressionStatement(keyPath(typeAnnotation(subscript(name:A argument(name:B))) member:c(absent)))"),
    ("[String: [Int]]()", "expressionStatement(call(dictionary(dictionaryEntry(name:String list(name:Int)))))"),
    ("[any A.B]()", "expressionStatement(call(list(typeAnnotation(member:B(name:A)))))"),
    (
      "A<B, C?>.d(a < b, c >> d)",
      "expressionStatement(call(member:d(subscript(name:A argument(typeAnnotation(name:B)) argument(typeAnnotation(optionalType(name:C))))) argument(binary:<(name:a name:b)) argument(binary:>>(name:c name:d))))"
    ),
    ("(a, b: c)", "expressionStatement(tuple(name:a name:c))"),
    ("(a)", "expressionStatement(name:a)"),
    ("[:]", "expressionStatement(dictionary)"),
    (
      "x[1..., 2..<3]",
      "expressionStatement(subscript(name:x argument(postfix:...(integer:1)) argument(binary:..<(integer:2 integer:3))))"
    ),
    (
      "#macro<A>(b) { c }",
      "expressionStatement(macro:macro(argument(name:b) argument+trailing(closure(parameterList block(expressionStatement(name:c))))))"
    ),
    ("`class`.`a b`.self", "expressionStatement(member:self(member:a b(name:class)))"),
    (
      "a\n  .b()\n  #if x\n  .c\n  #else\n  .d()\n  #endif\n  .e",
      "expressionStatement(member:e(call(member:d(member:c(call(member:b(name:a)))))))"
    ),
    (
      "f {\n}\n{ a }()",
      "expressionStatement(call(name:f argument+trailing(closure(parameterList block)))) expressionStatement(call(closure(parameterList block(expressionStatement(name:a)))))"
    ),
  ])
  func suffixes(text: String, expected: String) {
    #expect(shape(text) == expected)
    #expect(issues(text) == [])
  }

  @Test(arguments: [
    (
      "{ [weak self, x = y] (a: Int, b) async throws -> T in return a }",
      "expressionStatement(closure+async+throwing(captureList(name:self assignment(name:x name:y)) parameterList(parameter:a(typeAnnotation(name:Int)) parameter:b) typeAnnotation(name:T) block(returnStatement(name:a))))"
    ),
    (
      "f { a, b in a + b }",
      "expressionStatement(call(name:f argument+trailing(closure(parameterList(parameter:a parameter:b) block(expressionStatement(binary:+(name:a name:b)))))))"
    ),
    (
      "f { @MainActor in a }",
      "expressionStatement(call(name:f argument+trailing(closure(parameterList block(expressionStatement(name:a))))))"
    ),
    (
      "f { async, x in a }",
      "expressionStatement(call(name:f argument+trailing(closure(parameterList(parameter:async parameter:x) block(expressionStatement(name:a))))))"
    ),
    (
      "for x in a.filter { $0 } {}",
      "forLoop(name:x call(member:filter(name:a) argument+trailing(closure(parameterList block(expressionStatement(name:$0))))) block)"
    ),
    (
      "if x == { 1 }() {}",
      "ifStatement(ifBranch(binary:==(name:x call(closure(parameterList block(expressionStatement(integer:1))))) block))"
    ),
  ])
  func closures(text: String, expected: String) {
    #expect(shape(text) == expected)
    #expect(issues(text) == [])
  }

  @Test(arguments: [
    (
      #""a\(b)c\(d ?? "e\(f)")""#,
      "expressionStatement(stringTemplate(stringHole(name:b) stringHole(binary:??(name:d stringTemplate(stringHole(name:f))))))"
    ),
    (#""\u{e9}\\\"""#, #"expressionStatement(string:é\")"#),
    (##"#"\q\#u{21}"#"##, #"expressionStatement(string:\q!)"#),
    ("\"\"\"\n    a \\\n      b\n\n    c\r\n    \"\"\"", "expressionStatement(string:a   b\n\nc)"),
    (###"##"\#(a)\##(b)"##"###, "expressionStatement(stringTemplate(stringHole(name:b)))"),
    (
      #""\(x, format: .y)\(z: 1)""#,
      "expressionStatement(stringTemplate(stringHole(name:x member:y) stringHole(integer:1)))"
    ),
    ("f(/a b/)", "expressionStatement(call(name:f argument(regex)))"),
    ("#/a/#", "expressionStatement(regex)"),
    ("x / y / z", "expressionStatement(binary:/(binary:/(name:x name:y) name:z))"),
  ])
  func literals(text: String, expected: String) {
    #expect(shape(text) == expected)
    #expect(issues(text) == [])
  }
}
