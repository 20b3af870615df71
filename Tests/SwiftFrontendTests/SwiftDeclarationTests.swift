// Swift statements and declarations and the shape of their trees.
// Agreement with swift-syntax on whole packages is checked by Tests/Conformance/swift.

import SwiftFrontend
import Syntax
import Testing

@Suite struct SwiftDeclarationTests {
  @Test(arguments: [
    (
      "if a {} else if let b, case .c(let d) = e, #available(macOS 13, *) {} else {}",
      "ifStatement(ifBranch(name:a block) ifBranch(conditionBinding(name:b) conditionBinding(pattern(call(member:c argument(pattern+constant(name:d)))) name:e) macro:available block) elseClause(block))"
    ),
    (
      "let x = if a { 1 } else { 2 }",
      "variableDeclaration+constant(binding+hasValue(name:x ifStatement(ifBranch(name:a block(expressionStatement(integer:1))) elseClause(block(expressionStatement(integer:2))))))"
    ),
    ("guard let self, a else { return }", "guardStatement(conditionBinding(name:self) name:a block(returnStatement))"),
    (
      "switch x {\ncase .a(let b), .c where d: e\ncase let (f, g): fallthrough\n#if x\ncase 1...2: break\n#endif\n@unknown default: h\n}",
      "matchStatement(name:x caseClause(pattern(call(member:a argument(pattern+constant(name:b)))) pattern(member:c) caseGuard(name:d) block(expressionStatement(name:e))) caseClause(pattern+constant(tuple(name:f name:g)) block(passStatement)) caseClause(pattern(binary:...(integer:1 integer:2)) block(breakStatement)) caseClause(block(expressionStatement(name:h))))"
    ),
    (
      "for case let (i, x)? in a where x > i { continue }",
      "forLoop(pattern+constant(unwrap+optionalChain(tuple(name:i name:x))) name:a comprehensionCondition(binary:>(name:x name:i)) block(continueStatement))"
    ),
    ("for try await x in y {}", "forLoop+async(name:x name:y block)"),
    (
      "outer: while let x = y.next() { break outer }",
      "whileLoop(conditionBinding(name:x call(member:next(name:y))) block(breakStatement))"
    ),
    ("repeat { x } while y", "repeatLoop(block(expressionStatement(name:x)) name:y)"),
    (
      "do throws(E) { try a() } catch let e as E where e.a { b } catch .c {} catch {}",
      "tryStatement(block(expressionStatement(tryExpression(call(name:a)))) exceptClause:e(pattern(pattern+constant(binary:as(name:e typeAnnotation(name:E))) member:a(name:e)) block(expressionStatement(name:b))) exceptClause:error(pattern(member:c) block) exceptClause:error(block))"
    ),
    ("defer { a() }", "finallyClause(block(expressionStatement(call(name:a))))"),
    ("throw A.b", "raiseStatement(member:b(name:A))"),
    ("return\nreturn a\nreturn .b", "returnStatement returnStatement(name:a) returnStatement(member:b)"),
    ("yield &a", "expressionStatement(yield(name:a))"),
    (
      "x = y\n[1].a\n(2)\nz",
      "assignment(name:x name:y) expressionStatement(member:a(list(integer:1))) expressionStatement(integer:2) expressionStatement(name:z)"
    ),
    (
      "#if a\nx\n#elseif b\ny\n#else\nz\n#endif",
      "conditionalCompilation(block(expressionStatement(name:x)) block(expressionStatement(name:y)) block(expressionStatement(name:z)))"
    ),
  ])
  func statements(text: String, expected: String) {
    #expect(shape(text) == expected)
    #expect(issues(text) == [])
  }

  @Test(arguments: [
    (
      "func f<T: P, each U>(_ a: inout T, b c: (Int) -> [T?] = { $0 }, d: Any...) async throws(E) -> some P where T: Q { a }",
      "functionDeclaration:f+async+throwing(typeParameters(name:T name:U) parameterList(parameter:a+inout(label:_ typeAnnotation(name:T)) parameter:c(label:b typeAnnotation(functionType(name:Int list(optionalType(name:T)))) defaultValue(closure(parameterList block(expressionStatement(name:$0))))) parameter:d+star(typeAnnotation(name:Any))) typeAnnotation(name:P) block(expressionStatement(name:a)))"
    ),
    (
      "static func == (l: A, r: A) -> Bool",
      "functionDeclaration:==+static(parameterList(parameter:l(typeAnnotation(name:A)) parameter:r(typeAnnotation(name:A))) typeAnnotation(name:Bool))"
    ),
    (
      "func < <T>(a: T, b: T) -> Bool { c }",
      "functionDeclaration:<(typeParameters(name:T) parameterList(parameter:a(typeAnnotation(name:T)) parameter:b(typeAnnotation(name:T))) typeAnnotation(name:Bool) block(expressionStatement(name:c)))"
    ),
    (
      "struct A<B>: C, D.E { let x, y: Int; static var z = 1 { didSet { a } } }",
      "classDeclaration:A+isStruct(typeParameters(name:B) inheritance(typeAnnotation(name:C) typeAnnotation(member:E(name:D))) block(variableDeclaration+constant(binding(name:x) binding(name:y typeAnnotation(name:Int))) variableDeclaration+static(binding+hasValue(name:z integer:1 accessor:didSet(block(expressionStatement(name:a)))))))"
    ),
    (
      "extension A.B: C where D == E { init?(x: Int) { self.x = x } }",
      "classDeclaration:B+isExtension(inheritance(typeAnnotation(member:B(name:A)) typeAnnotation(name:C)) block(functionDeclaration:init(parameterList(parameter:x(typeAnnotation(name:Int))) block(assignment(member:x(name:self) name:x)))))"
    ),
    ("class A { deinit {} }", "classDeclaration:A(block(functionDeclaration:deinit(parameterList block)))"),
    (
      "struct A { subscript(i: Int) -> Int { get { 1 } set {} } }",
      "classDeclaration:A+isStruct(block(functionDeclaration:subscript(parameterList(parameter:i(typeAnnotation(name:Int))) typeAnnotation(name:Int) block(accessor:get(block(expressionStatement(integer:1))) accessor:set(block)))))"
    ),
    (
      #"enum A: Int { case a = 1, b(Int, c: String = "x"); indirect case d }"#,
      "classDeclaration:A+isEnum(inheritance(typeAnnotation(name:Int)) block(enumCase:a(integer:1) enumCase:b(parameterList(parameter(typeAnnotation(name:Int)) parameter:c(typeAnnotation(name:String) defaultValue(string:x)))) enumCase:d))"
    ),
    (
      "protocol P<A>: AnyObject { associatedtype A: Q = R; var x: Int { get async throws } }",
      "classDeclaration:P+isProtocol(typeParameters(name:A) inheritance(typeAnnotation(name:AnyObject)) block(typeAlias:A(typeAnnotation(name:R)) variableDeclaration(binding(name:x typeAnnotation(name:Int) accessor:get+async+throwing))))"
    ),
    (
      "actor A { nonisolated lazy var x: [Int] = { [] }() }",
      "classDeclaration:A(block(variableDeclaration+lazy(binding+hasValue(name:x typeAnnotation(list(name:Int)) call(closure(parameterList block(expressionStatement(list))))))))"
    ),
    (
      "var x: Int { a }, y = 1",
      "variableDeclaration(binding(name:x typeAnnotation(name:Int) accessor:get(block(expressionStatement(name:a)))) binding+hasValue(name:y integer:1))"
    ),
    (
      "var a: Int { @A get { 1 } nonmutating set(v) { v } }",
      "variableDeclaration(binding(name:a typeAnnotation(name:Int) accessor:get(block(expressionStatement(integer:1))) accessor:set(block(expressionStatement(name:v)))))"
    ),
    (
      "var a: B { read { $0 } }",
      "variableDeclaration(binding(name:a typeAnnotation(name:B) accessor:get(block(expressionStatement(call(name:read argument+trailing(closure(parameterList block(expressionStatement(name:$0))))))))))"
    ),
    (
      "async let (a, b) = f()",
      "variableDeclaration+async+constant(binding+hasValue(tuple(name:a name:b) call(name:f)))"
    ),
    (
      "@available(macOS 13, *) @A.B<C>(d: 1) final class E {}",
      "classDeclaration:E(decorator(call(name:available)) decorator(call(subscript(member:B(name:A) argument(name:C)) argument:d(integer:1))) block)"
    ),
    ("#if swift(>=6)\n@A\n#endif\nfunc f() {}", "functionDeclaration:f(decorator(name:A) parameterList block)"),
    (
      "typealias A<B> = [B: (C, D?)]",
      "typeAlias:A(typeParameters(name:B) typeAnnotation(dictionary(dictionaryEntry(name:B tuple(name:C optionalType(name:D))))))"
    ),
    (
      "let a: any P & Q, b: (inout A, _ c: B) async throws -> C, d: A.Type?, e: ~Copyable, f: [3 of Int], g: @autoclosure() -> A",
      "variableDeclaration+constant(binding(name:a typeAnnotation(binary:&(name:P name:Q))) binding(name:b typeAnnotation(functionType(name:A name:B name:C))) binding(name:d typeAnnotation(optionalType(member:Type(name:A)))) binding(name:e typeAnnotation(unary:~(name:Copyable))) binding(name:f typeAnnotation(list(name:Int))) binding(name:g typeAnnotation(functionType(name:A))))"
    ),
    ("import struct A.B.c", "importDeclaration(importedName:A.B.c)"),
    ("infix operator +++: A\nprecedencegroup A { higherThan: B }", "passStatement passStatement"),
    (
      #"@attached(member) macro a<T>(_ x: T) -> U = #externalMacro(module: "a", type: "b")"#,
      "functionDeclaration:a(decorator(call(name:attached argument(name:member))) typeParameters(name:T) parameterList(parameter:x(label:_ typeAnnotation(name:T))) typeAnnotation(name:U) block(expressionStatement(macro:externalMacro(argument:module(string:a) argument:type(string:b)))))"
    ),
  ])
  func declarations(text: String, expected: String) {
    #expect(shape(text) == expected)
    #expect(issues(text) == [])
  }

  @Test(arguments: [
    ("f(", ["expected `)`"], "expressionStatement(call(name:f))"),
    (
      "a b", ["consecutive statements on a line must be separated by `;`"],
      "expressionStatement(name:a) expressionStatement(name:b)"
    ),
    ("func f( { a }\nb", ["expected a type", "expected `)`"], ""),
    ("struct A { ) var b: C }", ["unexpected `)`"], ""),
    ("}\na", ["unexpected `}`"], "unread expressionStatement(name:a)"),
    ("x = ", ["expected an expression"], "assignment(name:x unread)"),
    ("if a { b", ["expected `}`"], "ifStatement(ifBranch(name:a block(expressionStatement(name:b))))"),
  ])
  func troubleIsTold(text: String, messages: [String], expected: String) {
    #expect(issues(text).first == messages.first)
    if !expected.isEmpty { #expect(shape(text) == expected) }
  }
}
