// Expressions between `{{` and `}}`, Django's and Jinja's.

import Testing

@Test func pathsAreMembersAndNumbersSubscripts() {
  expect("{{ order.items.0.1.name }}", "<subscript(subscript(order.items 0) 1).name>")
  expect("{{ a.in.if.not }}", "<a.in.if.not>")
  expect("{{ 1.5 }}{{ 1e3 }}{{ a.0 }}", "<1.5> <1e3> <subscript(a 0)>")
  expect("{{ größe.wert }}", "<größe.wert>")
}

@Test func filtersTakeArgumentsOfBothLanguages() {
  expect("{{ a.b|date:\"Y\"|upper }}", "<filter(upper filter(date a.b 'Y'))>")
  expect("{{ a|add:b.c|add:-1 }}", "<filter(add filter(add a b.c) unary(- 1))>")
  expect("{{ a|join(', ', attribute='x') }}", "<filter(join a ', ' attribute='x')>")
  expect("{{ a + b|abs }}", "<binary(+ a filter(abs b))>")
  expect("{{ x|community.general.json }}", "<filter(json x)>")
}

@Test func callsAndSubscripts() {
  expect("{{ f(x, *a, k=v, **m)[1:2].b }}", "<subscript(call(f x *a k=v **m) slice(1 2 absent())).b>")
  expect("{{ a['k'][-1][::2] }}", "<subscript(subscript(subscript(a 'k') unary(- 1)) slice(absent() absent() 2))>")
  expect("{{ _('a' \"b\") }}", "<call(_ 'ab')>")
}

@Test func operatorsBindAsInJinja() {
  expect("{{ a or b and not c == d }}", "<logical(or a logical(and b unary(not binary(== c d))))>")
  expect("{{ a ~ b + c * d ** e }}", "<binary(+ binary(~ a b) binary(* c binary(** d e)))>")
  expect("{{ 1 < a <= 3 }}", "<binary(< 1 a 3)>")
  expect("{{ a not in b }}{{ a in b }}", "<binary(not in a b)> <binary(in a b)>")
  expect("{{ -x|abs }}", "<filter(abs unary(- x))>")
}

@Test func tests() {
  expect("{{ x is defined }}", "<binary(is x defined)>")
  expect("{{ x is not none and y }}", "<logical(and binary(is not x none) y)>")
  expect("{{ x is divisibleby 3 }}", "<binary(is x call(divisibleby 3))>")
  expect("{{ x is sameas(y) }}", "<binary(is x call(sameas y))>")
}

@Test func conditionals() {
  expect("{{ a if b else c }}", "<conditional(b a c)>")
  expect("{{ a if b }}", "<conditional(b a absent())>")
  expect("{{ a.b() if c.d else e if f else g }}", "<conditional(c.d call(a.b) conditional(f e g))>")
}

@Test func literals() {
  expect("{{ [1, 'a', ()] }}", "<list(1 'a' tuple())>")
  expect("{{ {'a': {'b': 1}} }}", "<dictionary(dictionaryEntry('a' dictionary(dictionaryEntry('b' 1))))>")
  expect("{{ (a) }}{{ (a,) }}{{ a, b }}", "<a> <tuple(a)> <tuple(a b)>")
  expect(#"{{ "it\"s" }}{{ 'a\\b' }}"#, #"<'it"s'> <'a\b'>"#)
  expect("{{ True }}{{ none }}", "<True> <none>")
}

@Test func closingSignsInStrings() {
  expect("{{ '}}' }}{{ \"{{\" }}{% if '%}' %}{% endif %}", "<'}}'> <'{{'> ifStatement(ifBranch('%}' {}))")
}

@Test func otherLanguagesMakeNoIssues() {
  expect("{{#if x}}", "<unread(absent() x)>")
  expect("{{ .Title }}", "<unread(absent().Title)>")
  expect("{{ a ? 'b' : 'c' }}", "<unread(a 'b' 'c')>")
  expect("{{ it's }}{{ b }}", "<unread(it s)> <b>")
  expect("a = {b: {c: 1}}; s = `{{`;", "")
  expect("a{#fff} b{#000}", "")
}
