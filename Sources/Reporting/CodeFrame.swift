// The lines of one file around the places of a finding, with numbers in the margin and carets below. Decides which
// lines show and where the carets stand; the words beside them come from the text report.

import Syntax

/// A place to be pointed at.
struct Mark {
  var range: ByteRange
  /// Stands behind the carets.
  var label: String
  /// Points with `^`; other places with `-`.
  var isMain: Bool
  var style: Style
}

/// Spaces to the next tab stop are counted with this.
private let tabWidth = 4

/// Least columns that a line of code gets, however narrow the report.
private let leastCodeWidth = 20

/// A place of at most so many lines is shown in full; of a longer one only the first line.
private let mostLinesOfPlace = 6

/// The mark with its first line, then a mark for each further line of its place, without label.
func lineMarks(_ mark: Mark, in file: ResolvedFile) -> [Mark] {
  let range = file.clamped(mark.range)
  let first = file.lines.line(at: Int(range.start))
  let last = file.lines.line(at: max(Int(range.end) - 1, Int(range.start)))
  guard last > first && last - first < mostLinesOfPlace else { return [mark] }
  return (first...last).compactMap { line in
    let whole = file.lines.range(ofLine: line)
    var part = mark
    part.range = ByteRange(start: max(whole.start, range.start), end: min(whole.end, range.end))
    if line == first { return part }
    part.label = ""
    while part.range.start < part.range.end && file.source[Int(part.range.start)] <= 0x20 { part.range.start += 1 }
    return part.range.isEmpty ? nil : part
  }
}

/// Columns of the margin: the widest line number that shows.
func marginWidth(of marks: [Mark], in file: ResolvedFile) -> Int {
  let last = marks.map { file.lines.line(at: Int(file.clamped($0.range).start)) }.max() ?? 1
  return String(last).utf8.count
}

/// Appends the frame. Lines in between are left out; `margin` is at least `marginWidth`.
func appendFrame(_ marks: [Mark], of file: ResolvedFile, width: Int, margin: Int, to out: inout TerminalText) {
  let marks = marks.map { mark in
    var mark = mark
    mark.range = file.clamped(mark.range)
    return mark
  }.sorted { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
  appendMargin("", margin, to: &out)
  out.newline()
  var previous = 0
  var next = 0
  while next < marks.count {
    let line = file.lines.line(at: Int(marks[next].range.start))
    var end = next + 1
    while end < marks.count && file.lines.line(at: Int(marks[end].range.start)) == line { end += 1 }
    let inBetween = line - previous - 1
    if previous > 0 && inBetween == 1 {
      appendLine(line - 1, marks: [], of: file, width: width, margin: margin, to: &out)
    } else if previous > 0 && inBetween > 1 {
      out.append("...", .place)
      out.newline()
    }
    appendLine(line, marks: marks[next..<end], of: file, width: width, margin: margin, to: &out)
    previous = line
    next = end
  }
}

private func appendMargin(_ number: String, _ margin: Int, to out: inout TerminalText) {
  out.spaces(margin - number.utf8.count)
  out.append(number, .place)
  out.spaces(1)
  out.append("|", .place)
}

private func appendLine(
  _ line: Int, marks: ArraySlice<Mark>, of file: ResolvedFile, width: Int, margin: Int, to out: inout TerminalText
) {
  let range = file.lines.range(ofLine: line)
  let focus = marks.first { $0.isMain } ?? marks.first
  let available = max(width - margin - 3, leastCodeWidth)
  let shown = ShownLine(range, focus: focus.map { Int($0.range.start) }, in: file.source, width: available)
  appendMargin(String(line), margin, to: &out)
  if !shown.printed.isEmpty { out.spaces(1) }
  out.append(printed: shown.printed)
  out.newline()
  for mark in marks {
    let first = shown.column(at: Int(mark.range.start))
    let last = shown.column(at: Int(min(mark.range.end, range.end)))
    appendMargin("", margin, to: &out)
    out.spaces(first + 1)
    out.append(UInt8(ascii: mark.isMain ? "^" : "-"), repeated: max(last - first, 1), mark.style)
    if !mark.label.isEmpty {
      out.spaces(1)
      out.append(mark.label, mark.style)
    }
    out.newline()
  }
}

/// One line as it is printed: tabs as spaces, control characters visible, cut to a width around a place.
struct ShownLine {
  private(set) var printed: [UInt8] = []
  /// Column (from 0) of each byte from `first` on, and of the end; empty when every byte is one column.
  private var columns: [Int] = []
  private var first: Int

  private static let ellipsis = Array("…".utf8)

  /// Bytes that are shown of a line at most, however few columns they take.
  private static func mostBytes(_ width: Int) -> Int { 8 * width }

  init(_ range: ByteRange, focus: Int?, in source: SourceBytes, width: Int) {
    first = Int(range.start)
    if range.count <= width {
      printed = source.bytes(range)
      if printed.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return }
      printed.removeAll(keepingCapacity: true)
    }
    cut(range, focus: focus, in: source, width: width)
  }

  private mutating func cut(_ range: ByteRange, focus: Int?, in source: SourceBytes, width: Int) {
    let (start, end) = (Int(range.start), Int(range.end))
    if !ShownLine.fits(range, in: source, width: width) {
      let focus = min(max(focus ?? start, start), end)
      first = ShownLine.firstOffset(start: start, focus: focus, in: source, width: width)
    }
    printed.reserveCapacity(min(end - start, 4 * width))
    columns.reserveCapacity(min(end - start, 4 * width) + 1)
    var column = 0
    if first > start {
      printed += ShownLine.ellipsis
      column = 1
    }
    var offset = first
    while offset < end {
      let (scalar, length) = decodeScalar(in: source, at: offset)
      let shown = printable(scalar)
      let columnsTaken = scalar == "\t" ? tabWidth - column % tabWidth : displayWidth(shown)
      if column + columnsTaken >= width || offset - first > ShownLine.mostBytes(width) {
        let fits = ShownLine.fits(ByteRange(offset, end), in: source, width: width - column)
        if !fits || offset - first > ShownLine.mostBytes(width) {
          printed += ShownLine.ellipsis
          break
        }
      }
      for i in 0..<length {
        columns.append(column)
        if shown == scalar && length > 1 { printed.append(source[offset + i]) }
      }
      if scalar == "\t" {
        for _ in 0..<columnsTaken { printed.append(0x20) }
      } else if shown != scalar || length == 1 {
        append(shown, to: &printed)
      }
      column += columnsTaken
      offset += length
    }
    columns.append(column)
  }

  /// Column of the byte at `offset`; what was cut off on either side stands at the edge.
  func column(at offset: Int) -> Int {
    let distance = max(offset - first, 0)
    return columns.isEmpty ? min(distance, printed.count) : columns[min(distance, columns.count - 1)]
  }

  /// Whether the range takes at most `width` columns, found without reading much more than that.
  private static func fits(_ range: ByteRange, in source: SourceBytes, width: Int) -> Bool {
    var column = 0
    var offset = Int(range.start)
    while offset < Int(range.end) {
      let (scalar, length) = decodeScalar(in: source, at: offset)
      column += scalar == "\t" ? tabWidth - column % tabWidth : displayWidth(printable(scalar))
      if column > width || offset - Int(range.start) > mostBytes(width) { return false }
      offset += length
    }
    return true
  }

  /// Where a cut line begins to show: far enough to the left that a third of the width is before the focus.
  private static func firstOffset(start: Int, focus: Int, in source: SourceBytes, width: Int) -> Int {
    if fits(ByteRange(start, focus), in: source, width: width * 2 / 3) { return start }
    var offset = focus
    var characters = 0
    while offset > start && characters < width / 3 {
      offset -= 1
      if source[offset] & 0xC0 != 0x80 { characters += 1 }
      if focus - offset > mostBytes(width) / 2 { break }
    }
    return offset
  }
}
