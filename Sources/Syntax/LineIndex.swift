// Byte offsets to lines and columns, computed only for files that have something to report.

/// Line and column, both from 1. The column counts UTF-8 bytes or UTF-16 units, as asked.
public struct LineColumn: Hashable, Sendable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Starts of the lines of one file. LF, CRLF and lone CR end a line.
public struct LineIndex: Sendable {
  private let starts: [UInt32]
  private let source: SourceBytes

  public init(_ source: SourceBytes) {
    var starts: [UInt32] = [0]
    starts.reserveCapacity(source.count / 32 + 1)
    for i in 0..<source.count {
      let byte = source[i]
      if byte == 0x0A || (byte == 0x0D && source[i + 1] != 0x0A) { starts.append(UInt32(i + 1)) }
    }
    self.starts = starts
    self.source = source
  }

  public var lineCount: Int { starts.count }

  /// Line (from 1) that holds the offset.
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// Column in UTF-8 bytes.
  public func position(at offset: Int) -> LineColumn {
    let line = line(at: offset)
    return LineColumn(line: line, column: offset - Int(starts[line - 1]) + 1)
  }

  /// Column in UTF-16 code units, as SARIF and LSP count.
  public func utf16Position(at offset: Int) -> LineColumn {
    let line = line(at: offset)
    var column = 1
    var i = Int(starts[line - 1])
    while i < min(offset, source.count) {
      let byte = source[i]
      if byte & 0xC0 != 0x80 { column += byte >= 0xF0 ? 2 : 1 }
      i += 1
    }
    return LineColumn(line: line, column: column)
  }

  /// Byte range of a line without its line end. `line` counts from 1.
  public func range(ofLine line: Int) -> ByteRange {
    guard line >= 1 && line <= starts.count else { return ByteRange(source.count, source.count) }
    let start = Int(starts[line - 1])
    var end = line < starts.count ? Int(starts[line]) : source.count
    while end > start && (source[end - 1] == 0x0A || source[end - 1] == 0x0D) { end -= 1 }
    return ByteRange(start, end)
  }
}
