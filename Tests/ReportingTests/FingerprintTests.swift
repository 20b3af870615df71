// A finding is known again after its line moved; results of one line are told apart.

import Findings
import Syntax
import Testing

@testable import Reporting

private func fingerprint(_ source: String, _ text: String, occurrence: Int = 1) -> [String] {
  let findings = (1...occurrence).map { number in
    Finding(
      rule: "query-in-loop", kind: "n-plus-one", message: "m", subject: "Order",
      location: Location(path: "a.py", range: range(of: text, in: source, occurrence: number)))
  }
  return fingerprints(of: findings, sources: ["a.py": SourceBytes(Array(source.utf8))])
}

@Test func fingerprintsSurviveMovedAndIndentedLines() {
  let before = fingerprint("a = 1\nquery(order)\n", "query(order)")
  #expect(before == fingerprint("import x\n\na = 1\n\tquery( order )\r\n", "query( order )"))
  #expect(before != fingerprint("a = 1\nquery(orders)\n", "query(orders)"))
  #expect(before[0].count == 16)
}

@Test func equalLinesAreToldApart() {
  let both = fingerprint("query(order)\nquery(order)\n", "query(order)", occurrence: 2)
  #expect(Set(both).count == 2)
  #expect(both[0] == fingerprint("query(order)\n", "query(order)")[0])
}

@Test func fingerprintsAreTheSameOnEveryMachine() {
  var hash = StableHash()
  for byte in "foobar".utf8 { hash.combine(byte: byte) }
  #expect(hexadecimal(hash.value) == "85944171f73967e8")
}

@Test func lineHashesAreThoseOfCodeScanning() {
  func hashes(_ text: String) -> [String] {
    let source = SourceBytes(Array(text.utf8))
    let lines = Array(1...LineIndex(source).lineCount)
    let hashes = lineHashes(of: lines, in: source)
    return lines.map { hashes[$0] ?? "" }
  }
  #expect(hashes("") == ["c129715d7a2bc9a3:1"])
  #expect(
    hashes(" a\nb\n  \t\tc\n d")
      == ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"])
  let greeting = [
    "e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1",
    "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1",
  ]
  #expect(hashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n") == greeting)
  #expect(hashes(" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r") == greeting)
  #expect(hashes(" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n") == greeting)
}

@Test func equalBlocksCountTheirOccurrence() {
  let block = String(repeating: "x", count: 120) + "\n"
  let source = SourceBytes(Array((block + block).utf8))
  let hashes = lineHashes(of: [1, 2, 9], in: source)
  #expect(hashes[1]?.hasSuffix(":1") == true)
  #expect(hashes[2] == hashes[1].map { $0.dropLast() + "2" })
  #expect(hashes[9] == nil)
}
