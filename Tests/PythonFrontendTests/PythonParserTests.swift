// Sources and the shape of their trees. Node ranges on whole libraries are compared with CPython's ast by
// Tests/Conformance/python.

import PythonFrontend
import Syntax
import Testing

/// The tree as nested `kind:name(children)` without the module around it.
private func shape(_ text: String) -> String {
  var names = NameTable()
  let tree = parsePython(SourceBytes(Array(text.utf8)), names: &names, limits: Limits())
  func describe(_ node: NodeIndex) -> String {
    var children: [String] = []
    var child = tree.firstChild(node)
    while let present = child {
      children.append(describe(present))
      child = tree.nextSibling(present)
    }
    let name = tree.kind(node) == .integer ? "" : names.text(tree.name(node))
    let flags = tree.flags(node).words.joined(separator: "+")
    return "\(tree.kind(node))" + (name.isEmpty ? "" : ":\(name)") + (flags.isEmpty ? "" : "+\(flags)")
      + (children.isEmpty ? "" : "(\(children.joined(separator: " ")))")
  }
  return String(describe(0).dropFirst("module(".count).dropLast())
}

private func issues(_ text: String) -> [String] {
  var names = NameTable()
  return parsePython(SourceBytes(Array(text.utf8)), names: &names, limits: Limits()).issues.map(\.message)
}

@Suite struct PythonParserTests {
  @Test(arguments: [
    ("a + b * c - d", "binary:-(binary:+(name:a binary:*(name:b name:c)) name:d)"),
    ("a ** -b ** c", "binary:**(name:a unary:-(binary:**(name:b name:c)))"),
    ("-a ** b", "unary:-(binary:**(name:a name:b))"),
    ("not a == b", "unary:not(binary:==(name:a name:b))"),
    ("a < b <= c is not d not in e", "binary:<(name:a name:b name:c name:d name:e)"),
    ("a is  not b", "binary:is not(name:a name:b)"),
    ("a <> b", "binary:!=(name:a name:b)"),
    ("a and b and c or not d", "logical:or(logical:and(name:a name:b name:c) unary:not(name:d))"),
    ("a if b else c if d else e", "conditional(name:b name:a conditional(name:d name:c name:e))"),
    (
      "f(a, *b, k=c, **d)[1:, ::2].m",
      "member:m(subscript(call(name:f argument(name:a) argument+star(name:b) argument:k(name:c) argument+doubleStar(name:d)) slice(integer absent absent) slice(absent absent integer)))"
    ),
    (
      "lambda a, *b, c=1: a",
      "closure(parameterList(parameter:a parameter:b+star parameter:c(defaultValue(integer))) name:a)"
    ),
    ("(a, b), (c), ()", "tuple(tuple(name:a name:b) name:c tuple)"),
    (
      "{1: a, **b}, {1, *c}, {}, [*d]",
      "tuple(dictionary(dictionaryEntry(integer name:a) starred+doubleStar(name:b)) set(integer starred(name:c)) dictionary list(starred(name:d)))"
    ),
    (
      "[x async for x, y in z if a if b]",
      "listComprehension(name:x comprehensionFor+async(tuple(name:x name:y) name:z comprehensionCondition(name:a) comprehensionCondition(name:b)))"
    ),
    (
      "{k: v for k in a}, {k for k in a}",
      "tuple(dictionaryComprehension(dictionaryEntry(name:k name:v) comprehensionFor(name:k name:a)) setComprehension(name:k comprehensionFor(name:k name:a)))"
    ),
    ("f(x for x in y)", "call(name:f argument(generatorComprehension(name:x comprehensionFor(name:x name:y))))"),
    ("(n := 1)", "namedExpression(name:n integer)"),
    ("await a.b()", "await(call(member:b(name:a)))"),
    ("1, 2.0, 0x1e, 1e3, 2j, ..., None", "tuple(integer float integer float float constant:... constant:None)"),
  ])
  func expressions(text: String, expected: String) {
    #expect(shape(text) == "expressionStatement(\(expected))")
    #expect(issues(text) == [])
  }

  @Test(arguments: [
    ("x = 'a\\n\\x41\\u00e9\\101\\q'", "string:a\nAéA\\q"),
    ("x = 'a' \"b\" r'\\n'", "string:ab\\n"),
    ("x = b'a\\x41'", "string:aA+bytes"),
    ("x = '''a\n'b'''", "string:a\n'b"),
    ("x = ''", "string"),
    ("x = f'{a}' 'b' f'{c=!r:{d}}'", "stringTemplate(stringHole(name:a) stringHole(name:c stringHole(name:d)))"),
    ("x = f'{f'{a}'}'", "stringTemplate(stringHole(stringTemplate(stringHole(name:a))))"),
    ("x = f'{a, b}{yield c}'", "stringTemplate(stringHole(tuple(name:a name:b)) stringHole(yield(name:c)))"),
  ])
  func strings(text: String, expected: String) {
    #expect(shape(text) == "assignment+hasValue(name:x \(expected))")
    #expect(issues(text) == [])
  }

  @Test(arguments: [
    ("a = b, c = d", "assignment+hasValue(name:a tuple(name:b name:c) name:d)"),
    ("a: int", "assignment(name:a typeAnnotation(name:int))"),
    ("a.b: int = 1", "assignment+hasValue(member:b(name:a) typeAnnotation(name:int) integer)"),
    ("a //= b", "augmentedAssignment://(name:a name:b)"),
    ("return; raise A from b", "returnStatement raiseStatement(name:A name:b)"),
    ("import a.b as c, d", "importDeclaration(importedName:a.b(alias:c) importedName:d)"),
    ("from .. a . b import (c as d, e,)", "importFrom:..a.b(importedName:c(alias:d) importedName:e)"),
    ("from ... import *", "importFrom:...(importedName:*)"),
    ("global a, b", "scopeDeclaration(name:a name:b)"),
    ("del a, b[1]", "deleteStatement(name:a subscript(name:b argument(integer)))"),
    ("assert a, b", "assertStatement(name:a name:b)"),
    ("pass; break; continue", "passStatement breakStatement continueStatement"),
    ("yield from a", "expressionStatement(yield+star(name:a))"),
    (
      "type A[T] = list[T]", "typeAlias:A(typeParameters(name:T) typeAnnotation(subscript(name:list argument(name:T))))"
    ),
    ("type = 1; match = 2", "assignment+hasValue(name:type integer) assignment+hasValue(name:match integer)"),
    ("'docstring'", "expressionStatement(string)"),
  ])
  func simpleStatements(text: String, expected: String) {
    #expect(shape(text) == expected)
    #expect(issues(text) == [])
  }

  @Test(arguments: [
    (
      "if a: b\nelif c:\n  d\nelse: e",
      "ifStatement(ifBranch(name:a block(expressionStatement(name:b))) ifBranch(name:c block(expressionStatement(name:d))) elseClause(block(expressionStatement(name:e))))"
    ),
    (
      "for a, b in c, d: pass\nelse: pass",
      "forLoop(tuple(name:a name:b) tuple(name:c name:d) block(passStatement) elseClause(block(passStatement)))"
    ),
    ("while (a := b): pass", "whileLoop(namedExpression(name:a name:b) block(passStatement))"),
    (
      "try: pass\nexcept (A, B) as e: pass\nexcept: pass\nelse: pass\nfinally: pass",
      "tryStatement(block(passStatement) exceptClause:e(tuple(name:A name:B) block(passStatement)) exceptClause(block(passStatement)) elseClause(block(passStatement)) finallyClause(block(passStatement)))"
    ),
    (
      "try: pass\nexcept* A, B: pass",
      "tryStatement(block(passStatement) exceptClause(tuple(name:A name:B) block(passStatement)))"
    ),
    ("with a as b, c: pass", "withStatement(withItem(name:a name:b) withItem(name:c) block(passStatement))"),
    ("with (a as b, c,): pass", "withStatement(withItem(name:a name:b) withItem(name:c) block(passStatement))"),
    ("with (a, b) as c: pass", "withStatement(withItem(tuple(name:a name:b) name:c) block(passStatement))"),
    ("async with (a).b: pass", "withStatement+async(withItem(member:b(name:a)) block(passStatement))"),
    ("async for a in b: pass", "forLoop+async(name:a name:b block(passStatement))"),
    (
      "@a.b(c)\n@d\nasync def f(): pass",
      "functionDeclaration:f+async(decorator(call(member:b(name:a) argument(name:c))) decorator(name:d) parameterList block(passStatement))"
    ),
    (
      "def f[T: int, *U](a, /, b: T = 1, *, c, **d) -> U: pass",
      "functionDeclaration:f(typeParameters(name:T typeAnnotation(name:int) name:U) parameterList(parameter:a parameter parameter:b(typeAnnotation(name:T) defaultValue(integer)) parameter+star parameter:c parameter:d+doubleStar) typeAnnotation(name:U) block(passStatement))"
    ),
    (
      "class A[T](B, metaclass=C):\n  x = 1",
      "classDeclaration:A(typeParameters(name:T) inheritance(argument(name:B) argument:metaclass(name:C)) block(assignment+hasValue(name:x integer)))"
    ),
    (
      "match a, b:\n  case 1 | -2 if c: pass\n  case _: pass",
      "matchStatement(tuple(name:a name:b) caseClause(integer unary:-(integer) caseGuard(name:c) block(passStatement)) caseClause(block(passStatement)))"
    ),
    (
      "match a:\n  case A.B(x, y=[1, *_]) as z: pass\n  case {'k': v, **r}: pass\n  case (1 | 2), c: pass",
      "matchStatement(name:a caseClause(pattern(call(member:B(name:A) argument(name:x) argument:y(list(integer starred(name:_)))) name:z) block(passStatement)) caseClause(dictionary(dictionaryEntry(string:k name:v) starred+doubleStar(name:r)) block(passStatement)) caseClause(tuple(pattern(integer integer) name:c) block(passStatement)))"
    ),
  ])
  func compoundStatements(text: String, expected: String) {
    #expect(shape(text) == expected)
    #expect(issues(text) == [])
  }

  @Test(arguments: [
    (
      "x = []  # type: List[int]",
      "assignment+hasValue(name:x typeAnnotation(subscript(name:List argument(name:int))) list)"
    ),
    ("x = 1  # type: ignore[a]", "assignment+hasValue(name:x integer)"),
    ("x = 1  # type: this is prose", "assignment+hasValue(name:x integer)"),
    (
      "def f(self, a, *b):\n  # type: (int, *str) -> bool\n  pass",
      "functionDeclaration:f(parameterList(parameter:self parameter:a(typeAnnotation(name:int)) parameter:b+star(typeAnnotation(name:str))) typeAnnotation(name:bool) block(passStatement))"
    ),
    (
      "def f(a,  # type: int\n  b  # type: str\n):\n  # type: (...) -> None\n  pass",
      "functionDeclaration:f(parameterList(parameter:a(typeAnnotation(name:int)) parameter:b(typeAnnotation(name:str))) typeAnnotation(constant:None) block(passStatement))"
    ),
  ])
  func typeComments(text: String, expected: String) {
    #expect(shape(text) == expected)
    #expect(issues(text) == [])
  }

  @Test(arguments: [
    ("print 'a', b", "expressionStatement(call(name:print argument(string:a) argument(name:b)))"),
    ("print >>f, a,", "expressionStatement(call(name:print argument(name:f) argument(name:a)))"),
    ("print", "expressionStatement(name:print)"),
    ("exec a in b", "expressionStatement(call(name:exec argument(binary:in(name:a name:b))))"),
    ("raise A, b, c", "raiseStatement(name:A name:b name:c)"),
    ("try: pass\nexcept A, e: pass", "tryStatement(block(passStatement) exceptClause:e(name:A block(passStatement)))"),
    ("x = `a` + 0777L", "assignment+hasValue(name:x binary:+(unary:`(name:a) integer))"),
    (
      "def f(a, (b, c)): pass",
      "functionDeclaration:f(parameterList(parameter:a parameter(tuple(name:b name:c))) block(passStatement))"
    ),
    ("f(async=1).print", "expressionStatement(member:print(call(name:f argument:async(integer))))"),
    (
      "[x for x in 1, 2]",
      "expressionStatement(listComprehension(name:x comprehensionFor(name:x tuple(integer integer))))"
    ),
  ])
  func oldPython(text: String, expected: String) {
    #expect(shape(text) == expected)
    #expect(issues(text) == [])
  }

  @Test(arguments: [
    ("x = \ny = 1", "assignment+hasValue(name:x unread) assignment+hasValue(name:y integer)", "expected an expression"),
    (
      "f(a b)\ny", "unread(expressionStatement(call(name:f argument(name:a)))) expressionStatement(name:y)",
      "expected `)`"
    ),
    (
      "if a\n  b\nc", "ifStatement(ifBranch(name:a block(expressionStatement(name:b)))) expressionStatement(name:c)",
      "expected `:`"
    ),
    ("if a:\nb", "ifStatement(ifBranch(name:a block)) expressionStatement(name:b)", "expected an indented block"),
    (
      "a\n  b\nc", "expressionStatement(name:a) unread(expressionStatement(name:b)) expressionStatement(name:c)",
      "this line is indented without a reason"
    ),
    (
      "x = (1,\ndef f(): pass",
      "assignment+hasValue(name:x tuple(integer)) functionDeclaration:f(parameterList block(passStatement))",
      "a bracket before this line is not closed"
    ),
    ("x.\ny", "expressionStatement(member(name:x)) expressionStatement(name:y)", "expected a name after `.`"),
    (
      "else:\n  a\nb",
      "unread(expressionStatement(unread) block(expressionStatement(name:a))) expressionStatement(name:b)",
      "expected an expression"
    ),
    (
      "@a\nx = 1", "unread(decorator(name:a)) assignment+hasValue(name:x integer)",
      "expected a function or a class after its decorators"
    ),
    ("f'{a b}'", "expressionStatement(stringTemplate(stringHole(name:a)))", "expected `}`"),
  ])
  func broken(text: String, expected: String, issue: String) {
    #expect(shape(text) == expected)
    #expect(issues(text).first == issue)
    #expect(issues(text).count == 1)
  }
}
