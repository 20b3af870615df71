// A rule's Markdown page as text for a terminal. Reads the Markdown that rule pages are written in: headings,
// paragraphs, lists, quotes, code, tables, emphasis and links; anything else stays as it is written.

import Findings

/// The page as plain text, or with ANSI styles when `color` is asked for. Ends with a line feed.
public func renderRulePage(_ page: String, color: Bool, width: Int = 80) -> String {
  var renderer = PageRenderer(color: color, width: min(max(width, 20), 400))
  for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
    renderer.read(line.hasSuffix("\r") ? line.dropLast() : line)
  }
  return renderer.finish()
}

/// The first paragraph of a page without its marks, at most 1,000 characters; empty when there is none.
func firstParagraph(ofRulePage page: String) -> String {
  var words: [String] = []
  for line in page.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
    let isText = !line.allSatisfy(\.isWhitespace) && !line.hasPrefix("#") && !line.hasPrefix("```")
    if isText { words.append(inlineSpans(String(line)).map(\.plain).joined()) }
    if !isText && !words.isEmpty { break }
  }
  return String(words.joined(separator: " ").prefix(1_000))
}

/// A piece of a paragraph.
private struct Span {
  var text: String
  var style: Style

  /// Without colour, code keeps its backticks.
  var plain: String { style == .code ? "`\(text)`" : text }
}

private struct PageRenderer {
  private var out: TerminalText
  private let width: Int
  private var paragraph: [Substring] = []
  private var table: [[String]] = []
  private var firstIndent = ""
  private var indent = ""
  private var fence: Substring?
  private var wantsBlank = false

  init(color: Bool, width: Int) {
    out = TerminalText(color: color)
    self.width = width
  }

  mutating func read(_ line: Substring) {
    let content = line.drop { $0 == " " || $0 == "\t" }
    if let open = fence {
      if content.hasPrefix(open) { fence = nil } else { appendCode(line) }
      return
    }
    if content.hasPrefix("```") || content.hasPrefix("~~~") {
      flush()
      blankIfWanted()
      fence = content.prefix(3)
      wantsBlank = true
    } else if content.isEmpty {
      flush()
    } else if let heading = headingText(content) {
      flush()
      blankIfWanted()
      appendWrapped(heading, style: .bold)
      wantsBlank = true
    } else if content.hasPrefix("|") {
      if table.isEmpty { flush() }
      table.append(cells(of: content))
    } else if let marker = listMarker(content) {
      let isContinuedList = !indent.isEmpty
      flush(keepsTogether: isContinuedList)
      let depth = String(repeating: " ", count: min(line.utf8.count - content.utf8.count, 12) + 2)
      firstIndent = depth + marker.shown + " "
      indent = depth + String(repeating: " ", count: marker.shown.count + 1)
      paragraph = [content.dropFirst(marker.length)]
    } else {
      if !table.isEmpty { flush() }
      paragraph.append(content)
    }
  }

  mutating func finish() -> String {
    flush()
    return String(decoding: out.bytes, as: UTF8.self)
  }

  /// Ends the paragraph or table that is being read. A list item that follows another has no blank line before it.
  private mutating func flush(keepsTogether: Bool = false) {
    if !table.isEmpty {
      blankIfWanted()
      appendTable()
      table = []
      wantsBlank = true
    }
    if !paragraph.isEmpty {
      blankIfWanted()
      appendWrapped(paragraph.joined(separator: " "), style: .plain)
      paragraph = []
      wantsBlank = !keepsTogether
    }
    firstIndent = ""
    indent = ""
  }

  private mutating func blankIfWanted() {
    if wantsBlank { out.newline() }
    wantsBlank = false
  }

  private mutating func appendCode(_ line: Substring) {
    out.spaces(line.isEmpty ? 0 : 4)
    let shown = line.split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "    ")
    out.append(shown, .code)
    out.newline()
  }

  /// Fills lines with the words of the text; spans keep their style across line ends.
  private mutating func appendWrapped(_ text: String, style: Style) {
    out.append(firstIndent)
    var column = displayWidth(firstIndent)
    var isLineStart = true
    var pendingSpace = false
    for span in inlineSpans(text) {
      let shown = out.color ? span.text : span.plain
      let spanStyle = span.style == .plain ? style : span.style
      for (position, word) in words(of: shown, staysWhole: span.style == .code).enumerated() {
        if position > 0 { pendingSpace = true }
        guard !word.isEmpty else { continue }
        let wordWidth = displayWidth(String(word))
        if pendingSpace && !isLineStart {
          if column + 1 + wordWidth > width {
            out.newline()
            out.append(indent)
            column = displayWidth(indent)
          } else {
            out.append(" ", spanStyle == .code ? .plain : spanStyle)
            column += 1
          }
        }
        out.append(String(word), spanStyle)
        column += wordWidth
        isLineStart = false
        pendingSpace = false
      }
    }
    out.newline()
  }

  /// Code stays on one line unless it takes more than half of it.
  private func words(of text: String, staysWhole: Bool) -> [Substring] {
    if staysWhole && displayWidth(text) <= width / 2 { return [text[...]] }
    return text.split(separator: " ", omittingEmptySubsequences: false)
  }

  private mutating func appendTable() {
    let rows = table.filter { row in !row.allSatisfy { cell in cell.allSatisfy { $0 == "-" || $0 == ":" } } }
    let shown = rows.map { row in row.map { inlineSpans($0).map(\.plain).joined() } }
    var widths: [Int] = []
    for row in shown {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], displayWidth(cell))
      }
    }
    for (number, row) in shown.enumerated() {
      out.spaces(2)
      for (column, cell) in row.enumerated() {
        out.append(cell, number == 0 && rows.count < table.count ? .bold : .plain)
        if column + 1 < row.count { out.spaces(min(widths[column], width) - displayWidth(cell) + 2) }
      }
      out.newline()
    }
  }
}

private func headingText(_ line: Substring) -> String? {
  let text = line.drop { $0 == "#" }
  let depth = line.utf8.count - text.utf8.count
  guard (1...6).contains(depth) && text.first == " " else { return nil }
  return String(text.drop { $0 == " " })
}

/// The mark that begins a list item: how it is shown and how many characters it takes.
private func listMarker(_ line: Substring) -> (shown: String, length: Int)? {
  if line.hasPrefix("- ") || line.hasPrefix("* ") || line.hasPrefix("+ ") { return ("•", 2) }
  let digits = line.prefix { $0.isASCII && $0.isNumber }
  guard (1...4).contains(digits.count) && line.dropFirst(digits.count).hasPrefix(". ") else { return nil }
  return ("\(digits).", digits.count + 2)
}

private func cells(of row: Substring) -> [String] {
  var cells: [String] = []
  var cell = ""
  var isEscaped = false
  for character in row.dropFirst() {
    if character == "|" && !isEscaped {
      cells.append(cell)
      cell = ""
    } else if character != "\\" || isEscaped {
      cell.append(character)
    }
    isEscaped = character == "\\" && !isEscaped
  }
  if !cell.allSatisfy(\.isWhitespace) { cells.append(cell) }
  return cells.map { cell in
    let start = cell.drop { $0 == " " }
    return String(start.prefix(start.count - start.reversed().prefix { $0 == " " }.count))
  }
}

// MARK: spans

/// Splits text at code, emphasis and links. A mark without its other half stays as it is.
private func inlineSpans(_ text: String) -> [Span] {
  let characters = Array(text)
  var closings = Closings(characters)
  var spans: [Span] = []
  var plain = ""
  var position = 0
  func flushed(_ span: Span) {
    if !plain.isEmpty { spans.append(Span(text: plain, style: .plain)) }
    plain = ""
    spans.append(span)
  }
  while position < characters.count {
    let character = characters[position]
    switch character {
    case "`":
      guard let end = closings.next("`", after: position) else { break }
      flushed(Span(text: String(characters[position + 1..<end]), style: .code))
      position = end + 1
      continue
    case "*", "_":
      let isStrong = position + 1 < characters.count && characters[position + 1] == character
      let length = isStrong ? 2 : 1
      guard opensEmphasis(characters, at: position, length: length),
        let end = closings.next(character, after: position + length),
        closesEmphasis(characters, at: end, length: length)
      else { break }
      flushed(Span(text: String(characters[position + length..<end]), style: isStrong ? .bold : .italic))
      position = end + length
      continue
    case "[":
      guard let end = closings.next("]", after: position), end + 1 < characters.count, characters[end + 1] == "(",
        let close = closings.next(")", after: end)
      else { break }
      let label = String(characters[position + 1..<end])
      let target = String(characters[end + 2..<close])
      flushed(Span(text: label, style: .underlined))
      if target.hasPrefix("http") && target != label { plain = " (\(target))" }
      position = close + 1
      continue
    case "\\":
      if position + 1 < characters.count && characters[position + 1].isPunctuation { position += 1 }
    default: break
    }
    plain.append(characters[position])
    position += 1
  }
  if !plain.isEmpty { spans.append(Span(text: plain, style: .plain)) }
  return spans
}

private func opensEmphasis(_ characters: [Character], at position: Int, length: Int) -> Bool {
  let next = position + length
  guard next < characters.count && !characters[next].isWhitespace && characters[next] != characters[position] else {
    return false
  }
  return position == 0 || !(characters[position - 1].isLetter || characters[position - 1].isNumber)
}

private func closesEmphasis(_ characters: [Character], at position: Int, length: Int) -> Bool {
  let after = position + length
  guard after <= characters.count, characters[position..<after].allSatisfy({ $0 == characters[position] }) else {
    return false
  }
  guard !characters[position - 1].isWhitespace else { return false }
  return after == characters.count || !(characters[after].isLetter || characters[after].isNumber)
}

/// Finds the next place of a mark; the search for each mark only moves forward, so that a text full of marks without
/// their other half costs one pass.
private struct Closings {
  private let characters: [Character]
  private var known: [Character: Int] = [:]

  init(_ characters: [Character]) { self.characters = characters }

  mutating func next(_ mark: Character, after position: Int) -> Int? {
    var place = known[mark] ?? 0
    if place <= position { place = position + 1 }
    while place < characters.count && characters[place] != mark { place += 1 }
    known[mark] = place
    return place < characters.count ? place : nil
  }
}
