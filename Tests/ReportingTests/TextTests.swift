// Carets under odd lines, numbers in words, and rule pages on a terminal.

import Findings
import Syntax
import Testing

@testable import Reporting

private func shown(_ line: String, focus: Int = 0, width: Int = 40) -> (text: String, line: ShownLine) {
  let source = SourceBytes(Array(line.utf8))
  let shown = ShownLine(ByteRange(0, source.count), focus: focus, in: source, width: width)
  return (String(decoding: shown.printed, as: UTF8.self), shown)
}

@Test func tabsBecomeSpaces() {
  let (text, line) = shown("\ta\tb")
  #expect(text == "    a   b")
  #expect([0, 1, 2, 3, 4].map(line.column) == [0, 4, 5, 8, 9])
}

@Test func wideCharactersTakeTwoColumns() {
  let (text, line) = shown("日é👍x")
  #expect(text == "日é👍x")
  #expect([0, 3, 5, 9].map(line.column) == [0, 2, 3, 5])
}

@Test func brokenTextIsReplaced() {
  let source = SourceBytes([0x61, 0xFF, 0xE6, 0x97, 0x1B])
  let line = ShownLine(ByteRange(0, 5), focus: 0, in: source, width: 40)
  #expect(String(decoding: line.printed, as: UTF8.self) == "a\u{FFFD}\u{FFFD}\u{FFFD}␛")
}

@Test(arguments: [0, 1, 39, 40, 41, 500, 990, 999, 1_000])
func longLinesAreCutAroundThePlace(_ focus: Int) {
  let (text, line) = shown(String(repeating: "0123456789", count: 100), focus: focus)
  #expect(displayWidth(text) <= 40)
  #expect((0...40).contains(line.column(at: focus)))
  let position = text.unicodeScalars.index(text.startIndex, offsetBy: line.column(at: focus))
  if focus < 1_000 { #expect(text.unicodeScalars[position] == Unicode.Scalar(UInt8(0x30 + focus % 10))) }
}

@Test func endlessCombiningMarksAreCut() {
  let (text, _) = shown(String(repeating: "\u{301}", count: 100_000), focus: 150_000)
  #expect(text.utf8.count < 2_000)
}

@Test func oddPlacesStayInTheFile() {
  let source = SourceBytes(Array("a\r\nü".utf8))
  let file = ResolvedFile(source, countsUTF16: true)
  for (start, end) in [(0, 99), (99, 99), (4, 2), (1, 2), (2, 3), (4, 5)] {
    let region = file.region(ByteRange(start, end))
    #expect(region.start.line <= region.end.line && region.end.line <= 2)
    #expect(file.utf16Region(ByteRange(start, end)).start.column >= 1)
    var out = TerminalText(color: false)
    let mark = Mark(range: ByteRange(start, end), label: "x", isMain: true, style: .note)
    appendFrame([mark], of: file, width: 0, margin: 1, to: &out)
    #expect(out.bytes.contains(UInt8(ascii: "^")))
  }
}

@Test func utf16ColumnsAgreeFarIntoALine() {
  let text = String(repeating: "aé日👍", count: 500)
  let source = SourceBytes(Array(("first\n" + text).utf8))
  let file = ResolvedFile(source, countsUTF16: true)
  for offset in stride(from: 0, to: source.count, by: 7) {
    #expect(file.utf16Region(ByteRange(offset, offset)).start == file.lines.utf16Position(at: offset))
  }
}

@Test func numbersAreRounded() {
  #expect(fixedPoint(0.214, decimals: 2, keepsZeros: true) == "0.21")
  #expect(fixedPoint(12, decimals: 2, keepsZeros: true) == "12.00")
  #expect(fixedPoint(0.0506, decimals: 3, keepsZeros: false) == "0.051")
  #expect(fixedPoint(1.999_9, decimals: 3, keepsZeros: false) == "2")
  #expect(fixedPoint(.nan, decimals: 2, keepsZeros: true) == "0.00")
  #expect(fixedPoint(.infinity, decimals: 0, keepsZeros: false) == "1000000000000")
  #expect(counted(1_234_567, "line") == "1,234,567 lines")
  #expect(counted(1, "file") == "1 file")
}

private func page(_ text: String, color: Bool = false, width: Int = 30) -> String {
  renderRulePage(text, color: color, width: width)
}

@Test func rulePagesAreFilled() {
  #expect(
    page("# title\n\none two **three** `four five` six\nseven\n")
      == "title\n\none two three `four five` six\nseven\n")
  #expect(page("one two three four five `six seven`") == "one two three four five\n`six seven`\n")
  #expect(
    page("- one\n- two words\n  and more words than fit\n\nend")
      == "  • one\n  • two words and more words\n    than fit\n\nend\n")
  #expect(page("a\n```python\nfor x:\n\ty\n```\nb") == "a\n\n    for x:\n        y\n\nb\n")
  #expect(page("| a | b |\n| --- | --- |\n| long | `x` |\n") == "  a     b\n  long  `x`\n")
  #expect(
    page("see [here](https://x.org) and [there](other.md), *soon*") == "see here (https://x.org) and\nthere, soon\n")
}

@Test func rulePagesKeepWhatIsNoMarkup() {
  #expect(page("a * b * c, snake_case_name, 2 ** 3, `open") == "a * b * c, snake_case_name, 2\n** 3, `open\n")
  #expect(page("\u{1B}[2J") == "␛[2J\n")
  #expect(page("") == "")
}

@Test func rulePagesHaveStyles() {
  #expect(page("# a\n`b`", color: true) == "\u{1B}[1ma\u{1B}[0m\n\n\u{1B}[36mb\u{1B}[0m\n")
}

@Test func marksWithoutTheirOtherHalfCostOnePass() {
  for mark in ["`", "*a", "**", "[", "[a](", "_a"] {
    let text = String(repeating: mark + " ", count: 20_000)
    #expect(!page(text).isEmpty)
  }
}
