// Byte ranges to lines and columns, with the work done once for each file. Reads nothing: the caller supplies sources.

import Findings
import Syntax

/// Gives the text of a file that a finding mentions.
public protocol SourceLookup: Sendable {
  /// Nil when the file is not at hand; the report then does without its lines.
  func source(path: String) -> SourceBytes?
}

extension Dictionary: SourceLookup where Key == String, Value == SourceBytes {
  public func source(path: String) -> SourceBytes? { self[path] }
}

/// Start and half-open end of a place.
struct Region: Hashable, Sendable {
  var start: LineColumn
  var end: LineColumn

  /// Stands for a place in a file whose text is not at hand.
  static let unknown = Region(start: LineColumn(line: 1, column: 1), end: LineColumn(line: 1, column: 1))
}

/// One file with its lines.
struct ResolvedFile: Sendable {
  let source: SourceBytes
  let lines: LineIndex
  private let utf16: UTF16Offsets?

  init(_ source: SourceBytes, countsUTF16: Bool) {
    self.source = source
    lines = LineIndex(source)
    utf16 = countsUTF16 ? UTF16Offsets(source) : nil
  }

  /// The range, moved inside the file.
  func clamped(_ range: ByteRange) -> ByteRange {
    let start = min(Int(range.start), source.count)
    return ByteRange(start, min(max(Int(range.end), start), source.count))
  }

  /// Columns count UTF-8 bytes.
  func region(_ range: ByteRange) -> Region {
    let range = clamped(range)
    return Region(start: lines.position(at: Int(range.start)), end: lines.position(at: Int(range.end)))
  }

  /// Columns count UTF-16 code units, if the file was resolved for that.
  func utf16Region(_ range: ByteRange) -> Region {
    let range = clamped(range)
    return Region(start: utf16Position(at: Int(range.start)), end: utf16Position(at: Int(range.end)))
  }

  private func utf16Position(at offset: Int) -> LineColumn {
    guard let utf16 else { return lines.utf16Position(at: offset) }
    let line = lines.line(at: offset)
    let lineStart = utf16.units(before: Int(lines.range(ofLine: line).start), in: source)
    return LineColumn(line: line, column: utf16.units(before: offset, in: source) - lineStart + 1)
  }
}

/// UTF-16 lengths of the file up to every `step` bytes, so that a place far into a long line costs no more than others.
private struct UTF16Offsets: Sendable {
  private static let step = 512
  private let checkpoints: [UInt32]

  /// Empty for a file of ASCII alone, where bytes and units are the same.
  init(_ source: SourceBytes) {
    var checkpoints: [UInt32] = []
    checkpoints.reserveCapacity(source.count / UTF16Offsets.step + 1)
    var units: UInt32 = 0
    var isASCII = true
    for offset in 0..<source.count {
      if offset % UTF16Offsets.step == 0 { checkpoints.append(units) }
      let byte = source[offset]
      if byte >= 0x80 { isASCII = false }
      units &+= unitsStarted(by: byte)
    }
    self.checkpoints = isASCII ? [] : checkpoints
  }

  func units(before offset: Int, in source: SourceBytes) -> Int {
    guard !checkpoints.isEmpty else { return offset }
    let checkpoint = min(offset / UTF16Offsets.step, checkpoints.count - 1)
    var units = checkpoints[checkpoint]
    for i in checkpoint * UTF16Offsets.step..<offset { units &+= unitsStarted(by: source[i]) }
    return Int(units)
  }
}

/// UTF-16 code units of the character that starts with this byte; none for a byte inside a character.
private func unitsStarted(by byte: UInt8) -> UInt32 {
  if byte & 0xC0 == 0x80 { return 0 }
  return byte >= 0xF0 ? 2 : 1
}

/// The files of a report, each resolved when first asked for.
struct ResolvedSources {
  private let lookup: any SourceLookup
  private let countsUTF16: Bool
  private var files: [String: ResolvedFile?] = [:]
  /// The file asked for last: places of one file come together.
  private var last: (path: String, file: ResolvedFile?)?

  /// `countsUTF16` prepares for many questions about UTF-16 columns.
  init(_ lookup: any SourceLookup, countsUTF16: Bool = false) {
    self.lookup = lookup
    self.countsUTF16 = countsUTF16
  }

  mutating func file(_ path: String) -> ResolvedFile? {
    if let last, last.path == path { return last.file }
    let file = files[path] ?? lookup.source(path: path).map { ResolvedFile($0, countsUTF16: countsUTF16) }
    files[path] = .some(file)
    last = (path, file)
    return file
  }

  mutating func region(_ location: Location) -> Region {
    file(location.path)?.region(location.range) ?? .unknown
  }

  mutating func utf16Region(_ location: Location) -> Region {
    file(location.path)?.utf16Region(location.range) ?? .unknown
  }
}
