// Tables as flat lines: paths, lists, escapes, and text that nobody wrote on purpose.

import Facts
import Testing

private let table = FlatTable(
  name: "t", text: "a.b\t1\na.c.0\tx\na.c.1\ty\\n\\tz\\\\\nd\t\na.e\tlate\n\nlist.0.k\tv\nlist.1.k\tw")

@Test func valuesByPath() {
  #expect(table.value(at: "a.b") == "1")
  #expect(table.values(at: "a.c") == ["x", "y\n\tz\\"])
  #expect(table.values(at: "a.b") == ["1"])
  #expect(table.value(at: "d") == "")
  #expect(table.value(at: "a") == nil)
  #expect(table.value(at: "a.b.c") == nil)
  #expect(table.value(at: "a.x") == nil)
}

@Test func childrenKeepTheirOrder() {
  #expect(table.children(of: "") == ["a", "d", "a", "list"])
  #expect(table.children(of: "a") == ["b", "c"])
  #expect(table.root["list"]?.children.compactMap { $0["k"]?.value } == ["v", "w"])
  #expect(table.lines.map(\.path) == ["a.b", "a.c.0", "a.c.1", "d", "a.e", "list.0.k", "list.1.k"])
}

@Test(arguments: ["", "\n\n", "\t", "...", "a..b\t1", "a", ".\t.", "a\t1\na\t2", "a\tb\\"])
func oddText(_ text: String) {
  let table = FlatTable(name: "t", text: text)
  for line in table.lines { _ = table.value(at: line.path) }
  #expect(table.root.children.count <= 2)
}
