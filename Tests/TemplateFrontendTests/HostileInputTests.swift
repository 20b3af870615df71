// Input that no editor wrote: cut files, deep nesting, random signs. Whatever comes, a tree comes out.

import Foundation
import Syntax
import Testing

private let corpus = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent("Corpus/parsing/templates")

private let names = ["django.html", "jinja.jinja", "foreign.html", "broken.html"]

/// The dump of each corpus file is the file beside it; `UPDATE_GOLDEN=1` writes them anew.
@Test(arguments: names)
func treesAreAsInTheCorpus(_ name: String) throws {
  let file = corpus.appendingPathComponent(name)
  let reading = Reading([UInt8](try Data(contentsOf: file)))
  var dump = reading.tree.dump(names: reading.names)
  for issue in reading.tree.issues { dump += "# \(issue.range.start)..<\(issue.range.end) \(issue.message)\n" }
  let golden = file.appendingPathExtension("tree")
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    try dump.write(to: golden, atomically: true, encoding: .utf8)
  }
  #expect(dump == (try String(contentsOf: golden, encoding: .utf8)))
}

/// Parents hold their children, and siblings of a block come in order.
private func checkRanges(_ tree: SyntaxTree, _ note: Comment) {
  for node in 1..<tree.count {
    let range = tree.range(node)
    #expect(range.start <= range.end, note)
    guard let parent = tree.parent(node), tree.kind(parent) == .block else { continue }
    #expect(tree.range(parent).contains(range), note)
  }
}

@Test(arguments: names)
func filesMayBeCutAnywhere(_ name: String) throws {
  let bytes = [UInt8](try Data(contentsOf: corpus.appendingPathComponent(name)))
  for cut in 0..<bytes.count {
    checkRanges(Reading(Array(bytes[..<cut])).tree, "first \(cut)")
    checkRanges(Reading(Array(bytes[cut...])).tree, "from \(cut)")
  }
}

@Test func anyBytes() {
  var state: UInt64 = 42
  let signs = Array("{{%}}|.:,()[]'\"\\ \n-+#=if forinendelsab0".utf8)
  for _ in 0..<3000 {
    var bytes: [UInt8] = []
    for _ in 0..<120 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Int(state >> 33)
      bytes.append(value % 17 == 0 ? UInt8(truncatingIfNeeded: value >> 5) : signs[value % signs.count])
    }
    checkRanges(Reading(bytes).tree, "\(String(decoding: bytes, as: UTF8.self))")
  }
}

@Test func nestingHasALimit() {
  let deep = 10_000
  func open(_ left: String, _ middle: String, _ right: String) -> String {
    String(repeating: left, count: deep) + middle + String(repeating: right, count: deep)
  }
  let texts = [
    open("{% if a %}", "", "{% endif %}"), open("{% box %}", "{{ a }}", "{% endbox %}"),
    "{{ " + open("(", "a", ")") + " }}", "{{ " + open("f(", "a", ")") + " }}", "{{ " + open("[", "", "]") + " }}",
    "{{ " + open("{a:", "1", "}") + " }}", "{{ a" + open(".b", "", "") + " }}", "{{ a" + open("|f", "", "") + " }}",
    "{{ a" + open("+b", "", "") + " }}", "{{ " + open("not ", "a", "") + " }}",
    "{{ " + open("a if b else ", "c", "") + " }}", "{% for " + open("(", "a", ")") + " in b %}{% endfor %}",
    "{{ a" + open(" is b", "", "") + " }}",
  ]
  for text in texts {
    let reading = Reading(text + "{{ last }}")
    #expect(reading.issues.contains { $0.contains("levels deep") }, "\(text.prefix(30))")
    #expect(reading.statements.hasSuffix("<last>"), "\(text.prefix(30))")
    var depth: [NodeIndex] = []
    var deepest = 0
    for node in 0..<reading.tree.count {
      while let last = depth.last, node >= last { depth.removeLast() }
      depth.append(reading.tree.end(node))
      deepest = max(deepest, depth.count)
    }
    #expect(deepest < 1000)
  }
}

@Test func manyUnclosedTagsStayLinear() {
  let count = 50_000
  for piece in [
    "{{", "{%", "{#", "{{\"\\\"", "{% if a ", "{{ ' ", "{% raw %}", "{{ a '\n", "{% comment %}", "{{ (", "{% endx %}",
    "{% x %}",
  ] {
    let reading = Reading(String(repeating: piece, count: count))
    #expect(reading.issues.count <= Limits().issuesPerFile)
  }
}
