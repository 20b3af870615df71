// Finds the comments `perf-lint: ignore[rule] reason` of one file while its bytes are hot. Which findings they
// silence is decided in SuppressionFilter.

import Facts
import Syntax

/// One comment that silences rules.
struct SuppressionComment: Sendable {
  /// Rule ids as written; empty means all rules.
  var rules: [String]
  var coverage: Coverage
  /// The comment, from its introducer to the end of its line.
  var range: ByteRange

  enum Coverage: Hashable, Sendable {
    case line(Int)
    case file
  }
}

/// The word that starts every such comment.
let suppressionMarker: StaticString = "perf-lint:"

/// Lines at the top of a file in which `ignore-file` is heard.
private let fileCommentLines = 50

/// Lines that a comment alone on its line looks down for the code that it is about.
private let commentLookahead = 20

/// Longest list of rules in brackets.
private let ruleListBytes = 1000

/// Boyer–Moore–Horspool: looks at about one byte in nine.
private func firstMarker(_ source: SourceBytes, from start: Int) -> Int? {
  let length = suppressionMarker.utf8CodeUnitCount
  var last = start + length - 1
  while last < source.count {
    let step = markerStep(source[last])
    if step > 0 {
      last += step
      continue
    }
    let at = last - length + 1
    let isThere = suppressionMarker.withUTF8Buffer { marker in
      (0..<length).allSatisfy { source[at + $0] == marker[$0] }
    }
    if isThere { return at }
    last += length
  }
  return nil
}

/// How far the end of the marker must move so that `byte` can be part of it; 0 if it may be the marker's end.
private func markerStep(_ byte: UInt8) -> Int {
  switch byte {
  case UInt8(ascii: ":"): return 0
  case UInt8(ascii: "t"): return 1
  case UInt8(ascii: "n"): return 2
  case UInt8(ascii: "i"): return 3
  case UInt8(ascii: "l"): return 4
  case UInt8(ascii: "-"): return 5
  case UInt8(ascii: "f"): return 6
  case UInt8(ascii: "r"): return 7
  case UInt8(ascii: "e"): return 8
  case UInt8(ascii: "p"): return 9
  default: return 10
  }
}

/// All such comments from `start` on, in order. `tokens` are those of the file: a marker inside a token is text, not a
/// comment.
func suppressionComments(
  _ source: SourceBytes, from start: Int, language: Language, tokens: [Token]
) -> [SuppressionComment] {
  var comments: [SuppressionComment] = []
  let lines = LineIndex(source)
  var token = 0
  var tokenEnd = 0
  var position = start
  var lastLine = 0
  while let at = firstMarker(source, from: position) {
    position = at + suppressionMarker.utf8CodeUnitCount
    // Tokens come in order of their starts; the furthest end so far tells whether one still holds this place.
    while token < tokens.count && tokens[token].start <= at {
      tokenEnd = max(tokenEnd, tokens[token].end)
      token += 1
    }
    guard tokenEnd <= at || language == .template else { continue }
    let line = lines.line(at: at)
    let isFirstOfLine = line != lastLine
    lastLine = line
    let lineRange = lines.range(ofLine: line)
    guard let sign = commentSign(source, before: at, lineStart: Int(lineRange.start), language),
      let directive = readDirective(source, position, Int(lineRange.end))
    else { continue }
    let start = sign.start
    let end = commentEnd(source, sign, Int(lineRange.end))
    let range = ByteRange(start, end)
    if directive.isWholeFile {
      guard line <= fileCommentLines else { continue }
      comments.append(SuppressionComment(rules: directive.rules, coverage: .file, range: range))
    } else {
      let isAlone =
        isFirstOfLine && isBlank(source, Int(lineRange.start), start)
        && isBlank(source, end, Int(lineRange.end))
      let covered = isAlone ? codeLine(below: line, lines, source, language) : line
      comments.append(SuppressionComment(rules: directive.rules, coverage: .line(covered), range: range))
    }
  }
  return comments
}

/// The sign that opens a comment, and what closes it before the end of the line.
private struct CommentSign {
  var opening: StaticString
  var closing: StaticString?
  /// Where it stands.
  var start = 0
}

/// The comment sign that stands, with only spaces between, before `position`.
private func commentSign(
  _ source: SourceBytes, before position: Int, lineStart: Int, _ language: Language
) -> CommentSign? {
  var end = position
  while end > lineStart && (source[end - 1] == 0x20 || source[end - 1] == 0x09) { end -= 1 }
  for sign in commentSigns(language) {
    let start = end - sign.opening.utf8CodeUnitCount
    guard start >= lineStart, stands(sign.opening, source, start, end) else { continue }
    return CommentSign(opening: sign.opening, closing: sign.closing, start: start)
  }
  return nil
}

/// Whether a text stands at `start` and ends by `end`.
private func stands(_ text: StaticString, _ source: SourceBytes, _ start: Int, _ end: Int) -> Bool {
  text.withUTF8Buffer { text in
    start + text.count <= end && (0..<text.count).allSatisfy { source[start + $0] == text[$0] }
  }
}

/// End of the comment on its first line.
private func commentEnd(_ source: SourceBytes, _ sign: CommentSign, _ lineEnd: Int) -> Int {
  guard let closing = sign.closing else { return lineEnd }
  var position = sign.start
  while position < lineEnd {
    if stands(closing, source, position, lineEnd) { return position + closing.utf8CodeUnitCount }
    position += 1
  }
  return lineEnd
}

private func commentSigns(_ language: Language) -> [CommentSign] {
  switch language {
  case .python: return [CommentSign(opening: "#")]
  case .swift: return [CommentSign(opening: "//"), CommentSign(opening: "/*", closing: "*/")]
  case .sql:
    return [
      CommentSign(opening: "--"), CommentSign(opening: "/*", closing: "*/"), CommentSign(opening: "#"),
    ]
  case .template:
    return [CommentSign(opening: "{#", closing: "#}"), CommentSign(opening: "<!--", closing: "-->")]
  }
}

private func isBlank(_ source: SourceBytes, _ start: Int, _ end: Int) -> Bool {
  (start..<end).allSatisfy { source[$0] == 0x20 || source[$0] == 0x09 }
}

/// The next line below that holds more than a comment, so that several comments can be stacked.
private func codeLine(below line: Int, _ lines: LineIndex, _ source: SourceBytes, _ language: Language) -> Int {
  var candidate = line + 1
  while candidate <= line + commentLookahead {
    let range = lines.range(ofLine: candidate)
    var start = Int(range.start)
    while start < Int(range.end) && (source[start] == 0x20 || source[start] == 0x09) { start += 1 }
    let isComment = commentSigns(language).contains { stands($0.opening, source, start, Int(range.end)) }
    guard isComment else { return candidate }
    candidate += 1
  }
  return line + 1
}

/// Reads ` ignore[a, b]` or ` ignore-file[a]`; without brackets all rules are meant.
private func readDirective(
  _ source: SourceBytes, _ start: Int, _ end: Int
) -> (isWholeFile: Bool, rules: [String])? {
  var position = start
  while position < end && (source[position] == 0x20 || source[position] == 0x09) { position += 1 }
  let wordStart = position
  while position < end && isWordByte(source[position]) { position += 1 }
  let word = source.text(ByteRange(wordStart, position))
  guard word == "ignore" || word == "ignore-file" else { return nil }
  guard position < end, source[position] == UInt8(ascii: "[") else { return (word == "ignore-file", []) }
  let listStart = position + 1
  let listLimit = min(end, listStart + ruleListBytes)
  while position < listLimit && source[position] != UInt8(ascii: "]") { position += 1 }
  guard position < listLimit else { return nil }
  let rules = source.text(ByteRange(listStart, position)).split { $0 == "," || $0 == " " }.map(String.init)
  return rules.isEmpty ? nil : (word == "ignore-file", rules)
}

private func isWordByte(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
}
