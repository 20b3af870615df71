// What template patterns match and what they leave alone.

import Patterns
import Testing

private let cases: [PatternCase] = [
  PatternCase(
    "{% for $X in $XS %}...{% endfor %}", "<ul>{% for a in b %}<li>{{ a.name }}</li>{% endfor %}</ul>",
    ["{% for a in b %}<li>{{ a.name }}</li>{% endfor %}"]),
  PatternCase("{{ $X.all.count }}", "{{ a.b.all.count }}{{ a.count }}", ["{{ a.b.all.count }}"]),
  PatternCase(
    "{% for $X in $XS %}...{{ $X.$F }}...{% endfor %}", "{% for a in b %}{{ c }}{{ a.d }}{% endfor %}",
    ["{% for a in b %}{{ c }}{{ a.d }}{% endfor %}"]),
]

@Test(arguments: cases)
func templatePattern(_ test: PatternCase) {
  #expect(found(code(test.pattern), .template, in: test.source) == test.expected)
}
