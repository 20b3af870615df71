// Names a finding so that it is known again in a later run. Decides what belongs to its identity; a baseline decides
// what to do with it.
//
// The identity of a finding is its rule, its path, its subject and the text of its main line without white space, told
// apart among equals by their order in the file. So it survives lines moved, inserted and indented, and changes with
// the line itself, with the file's name and with the rule.

import Findings
import Syntax

/// Bytes of the main line that count. A longer line, as in minified code, counts from the finding's start on.
private let longestFingerprintedLine = 512

/// A fingerprint of 16 hexadecimal digits for each finding. `findings` are in report order: the order tells equals apart.
public func fingerprints(of findings: [Finding], sources: any SourceLookup) -> [String] {
  var resolved = ResolvedSources(sources)
  return fingerprints(of: findings, sources: &resolved)
}

func fingerprints(of findings: [Finding], sources: inout ResolvedSources) -> [String] {
  var occurrences: [UInt64: UInt64] = [:]
  occurrences.reserveCapacity(findings.count)
  return findings.map { finding in
    var hash = StableHash()
    hash.combine(finding.rule)
    hash.combine(finding.location.path)
    hash.combine(finding.subject)
    if let file = sources.file(finding.location.path) {
      hash.combineVisible(mainLine(of: finding.location.range, in: file), of: file.source)
    }
    let occurrence = occurrences[hash.value, default: 0]
    occurrences[hash.value] = occurrence + 1
    hash.combine(number: occurrence)
    return hexadecimal(hash.value)
  }
}

private func mainLine(of range: ByteRange, in file: ResolvedFile) -> ByteRange {
  let start = Int(file.clamped(range).start)
  let line = file.lines.range(ofLine: file.lines.line(at: start))
  if line.count <= longestFingerprintedLine { return line }
  return ByteRange(start, min(start + longestFingerprintedLine, Int(line.end)))
}

/// FNV-1a with 64 bits: equal in every run and on every machine, unlike `Hasher`.
struct StableHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func combine(byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  /// The text and a byte that no UTF-8 holds, which keeps `ab` + `c` apart from `a` + `bc`.
  mutating func combine(_ text: String) {
    for byte in text.utf8 { combine(byte: byte) }
    combine(byte: 0xFF)
  }

  mutating func combine(number: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) { combine(byte: UInt8(truncatingIfNeeded: number >> shift)) }
  }

  /// The bytes of the range without spaces, tabs and line ends.
  mutating func combineVisible(_ range: ByteRange, of source: SourceBytes) {
    for offset in Int(range.start)..<max(Int(range.start), Int(range.end)) {
      let byte = source[offset]
      if byte > 0x20 { combine(byte: byte) }
    }
  }
}

func hexadecimal(_ value: UInt64) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: 16 - digits.utf8.count) + digits
}
