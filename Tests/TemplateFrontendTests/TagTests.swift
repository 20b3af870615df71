// Tags: those with a grammar of their own, the generic ones, and what is wrong with them.

import Syntax
import Testing

@Test func loops() {
  expect("{% for x in a.all %}{{ x }}{% endfor %}", "forLoop(x a.all {<x>})")
  expect("{% for k,v in d.items %}{% empty %}-{% endfor %}", "forLoop(tuple(k v) d.items {} elseClause({}))")
  expect("{% for x in a|dictsort:\"n\" reversed %}{% endfor %}", "forLoop(x filter(dictsort a 'n') {})")
  expect(
    "{%- for k, (a, b) in d.items() if a recursive -%}{% else %}{% endfor %}",
    "forLoop(tuple(k tuple(a b)) call(d.items) comprehensionCondition(a) {} elseClause({}))")
  expect("{% for x in 1, 2 %}{% endfor %}", "forLoop(x tuple(1 2) {})")
  expect("{% for group-name in x %}{% endfor %}", "forLoop(group-name x {})")
}

@Test func conditions() {
  expect(
    "{% if a %}1{% elif b %}{{ b }}{% else %}2{% endif %}",
    "ifStatement(ifBranch(a {}) ifBranch(b {<b>}) elseClause({}))")
  expect("{% ifequal a 'b' %}{% endifequal %}", "ifStatement(ifBranch(binary(== a 'b') {}))")
  expect("{% if x is None %}{% end %}", "ifStatement(ifBranch(binary(is x None) {}))")
}

@Test func bindings() {
  expect(
    "{% with a=b.c|f:1 d=e %}{% endwith %}",
    "withStatement(withItem(filter(f b.c 1) a) withItem(e d) {})")
  expect("{% with b.c as a and d as e %}{% endwith %}", "withStatement(withItem(b.c a) withItem(d e) {})")
  expect("{% with a = 1 + 2, b = c %}{% endwith %}", "withStatement(withItem(binary(+ 1 2) a) withItem(c b) {})")
  expect("{% with %}{% endwith %}", "withStatement({})")
  expect("{% set a = b.c %}{% set a, b = 1, 2 %}", "assignment(a b.c) assignment(tuple(a b) tuple(1 2))")
  expect("{% set ns.x = y %}", "assignment(ns.x y)")
  expect("{% set a %}{{ b }}{% endset %}", "assignment(a tag(set {<b>}))")
  expect("{% get_items o.user as items %}", "assignment(items tag(get_items o.user))")
  expect("{% url 'x' o.pk k=v as link %}", "assignment(link tag(url 'x' o.pk k=v))")
  expect("{% regroup a.b by c.d as e %}", "assignment(e tag(regroup a.b by=c.d))")
}

@Test func otherFiles() {
  expect("{% extends a|default:'b' %}", "extends(filter(default a 'b'))")
  expect("{% include 'r' with a=b.c d=e only %}", "include('r' a=b.c d=e)")
  expect("{% include ['a', b] ignore missing with context %}", "include(list('a' b))")
  expect("{% import 'f' as g with context %}", "importDeclaration(importedName(f alias(g)))")
  expect("{% from 'f' import a as b, c %}", "importFrom(f importedName(a alias(b)) importedName(c))")
  expect("{% block a-b %}{{ x }}{% endblock a-b %}", "templateBlock(a-b {<x>})")
  let only = Reading("{% include 'r' only %}")
  #expect(only.tree.flags(1) == .constant)
}

@Test func macrosAndCalls() {
  expect(
    "{% macro m(a, b=1, *c) %}{{ a }}{% endmacro %}",
    "functionDeclaration(m parameterList(parameter(a) parameter(b defaultValue(1)) parameter(c)) {<a>})")
  expect("{% call m(1) %}x{% endcall %}", "tag(call call(m 1) {})")
  expect(
    "{% call(u) m(1) %}{{ u }}{% endcall %}",
    "tag(call call(m 1) caller=closure(parameterList(parameter(u))) {<u>})")
  expect("{% filter f|g(1) %}{% endfilter %}", "tag(filter filter(g filter(f absent()) 1) {})")
}

@Test func translations() {
  expect("{% trans 'a' as b %}", "assignment(b tag(trans 'a'))")
  expect("{% trans %}a {{ b }}{% endtrans %}", "tag(trans {<b>})")
  expect(
    "{% blocktrans count n=a|length with b=c.d trimmed %}{{ n }}{% plural %}{{ b }}{% endblocktrans %}",
    "withStatement(withItem(filter(length a) n) withItem(c.d b) {tag(blocktrans {<n>} {<b>})})")
  expect(
    "{% blocktrans with a.b as c asvar d %}{% endblocktrans %}",
    "assignment(d withStatement(withItem(a.b c) {tag(blocktrans {})}))")
  expect(
    "{% trans user=u.name, site %}{% pluralize %}{% endtrans %}",
    "withStatement(withItem(u.name user) {tag(trans {} {})})")
}

@Test func genericTags() {
  expect("{% csrf_token %}{% now \"Y\" %}", "tag(csrf_token) tag(now 'Y')")
  expect("{% load a b from c %}", "tag(load a b from c)")
  expect("{% t a.b|f:1 c (d) k=v %}", "tag(t filter(f a.b 1) c d k=v)")
  expect("{% ui:card x %}y{% endui:card %}", "tag(ui:card x {})")
  expect("{% box %}{% box %}{{ a }}{% endbox %}", "tag(box) tag(box {<a>})")
  expect("{% perm x %}a{% else %}{{ b }}{% endperm %}", "tag(perm x {} {<b>})")
  expect("{% image p.x width-400 as tmp %}", "assignment(tmp tag(image p.x width unary(- 400)))")
}

@Test func textThatIsNotRead() {
  expect("{# {{ a }} #}{# over\nlines {{ b }} #}", "")
  expect("{% raw %}{{ a }}{% if %}{% endraw %}", "tag(raw {})")
  expect("{% verbatim a %}{{ a }}{% endverbatim %}{% endverbatim a %}", "tag(verbatim a {})")
  expect("{%- comment -%}{{ {% endcomment %}{{ b }}", "tag(comment {}) <b>")
  expect("<p>{</p> { % } {x} }} %}", "")
}

@Test func wrongNestingIsMended() {
  expect("{% endif %}", "", issues: ["`endif` ends nothing"])
  expect("{% if a %}{{ b }}", "ifStatement(ifBranch(a {<b>}))", issues: ["`if` is never closed"])
  expect(
    "{% if a %}{% for x in y %}{{ x }}{% endif %}{{ z }}", "ifStatement(ifBranch(a {forLoop(x y {<x>})})) <z>",
    issues: ["`for` is never closed"])
  expect("{% else %}", "", issues: ["`else` belongs to no open tag"])
  expect("{% if a", "", issues: ["tag is never closed"])
  expect("{{ a {{ b }}", "<b>")
  expect("{% if a {% if b %}{% endif %}", "ifStatement(ifBranch(b {}))", issues: ["tag is never closed"])
  expect("{% for x %}{% endfor %}", "forLoop(x absent() {})", issues: ["cannot read all of `for`"])
  expect("{% if a b %}{% endif %}", "ifStatement(ifBranch(a {}))", issues: ["cannot read all of `if`"])
}
