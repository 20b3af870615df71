// Edits applied to text, and the difference of two texts.

import Findings
import Reporting
import Syntax
import Testing

private func apply(_ edits: [(Int, Int, String)], to text: String) -> String? {
  let edits = edits.map { start, end, text in
    TextEdit(location: Location(path: "a", range: ByteRange(start, end)), text: text)
  }
  return applyEdits(edits, to: SourceBytes(Array(text.utf8))).map { String(decoding: $0, as: UTF8.self) }
}

@Test func editsApplyInAnyOrder() {
  #expect(apply([], to: "abc") == "abc")
  #expect(apply([(2, 3, "C"), (0, 1, "A")], to: "abc") == "AbC")
  #expect(apply([(1, 1, "x"), (1, 1, "y"), (1, 2, "B")], to: "abc") == "axyBc")
  #expect(apply([(0, 3, "")], to: "abc") == "")
  #expect(apply([(3, 3, "d")], to: "abc") == "abcd")
}

@Test func editsThatDoNotFitAreRefused() {
  #expect(apply([(0, 2, "x"), (1, 3, "y")], to: "abc") == nil)
  #expect(apply([(0, 2, "x"), (1, 1, "y")], to: "abc") == nil)
  #expect(apply([(2, 4, "x")], to: "abc") == nil)
  #expect(apply([(2, 1, "x")], to: "abc") == nil)
  let places = [Location(path: "a", range: ByteRange(0, 1)), Location(path: "b", range: ByteRange(1, 2))]
  #expect(applyEdits(places.map { TextEdit(location: $0, text: "") }, to: SourceBytes([97, 98])) == nil)
}

private func diff(_ before: String, _ after: String, path: String = "f.py") -> String {
  String(decoding: unifiedDiff(path: path, before: Array(before.utf8), after: Array(after.utf8)), as: UTF8.self)
}

@Test func differenceShowsChangesWithContext() {
  #expect(diff("a\n", "a\n") == "")
  #expect(diff("a\nb\nc\n", "a\nB\nc\n") == "--- a/f.py\n+++ b/f.py\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n")
  #expect(diff("", "a\n") == "--- a/f.py\n+++ b/f.py\n@@ -0,0 +1 @@\n+a\n")
  #expect(diff("a", "") == "--- a/f.py\n+++ b/f.py\n@@ -1 +0,0 @@\n-a\n\\ No newline at end of file\n")
  #expect(diff("a\r\n", "b\r\n", path: "ü\".py").hasPrefix("--- \"a/\\303\\274\\\".py\"\n"))
}

@Test func distantChangesGetTheirOwnHunks() {
  let lines = (1...30).map { "line \($0)\n" }
  var changed = lines
  changed.remove(at: 24)
  changed.insert("new\n", at: 2)
  let text = diff(lines.joined(), changed.joined())
  #expect(text.contains("@@ -1,5 +1,6 @@\n line 1\n line 2\n+new\n line 3\n"))
  #expect(text.contains("@@ -22,7 +23,6 @@\n line 22\n line 23\n line 24\n-line 25\n line 26\n"))
}

@Test func differenceFindsTheShortestWay() {
  let text = diff("a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n")
  let changes = text.split(separator: "\n").dropFirst(2).filter { $0.hasPrefix("+") || $0.hasPrefix("-") }
  #expect(changes.count == 5)
}

@Test func textsWithNothingInCommonAreReplaced() {
  let before = (0..<2_000).map { "old \($0)\n" }.joined()
  let after = (0..<2_000).map { "new \($0)\n" }.joined()
  #expect(diff(before, after).hasPrefix("--- a/f.py\n+++ b/f.py\n@@ -1,2000 +1,2000 @@\n-old 0\n"))
}
