// From a pattern's text to text that the language's own parser reads: `$X` and `...` become reserved identifiers.
// What those identifiers mean in the tree is the compiler's part.

import Facts
import Syntax

/// Identifiers that stand for the marks of the pattern language. Capture names are upper case, so the lower-case words
/// cannot clash with them.
enum ReservedName {
  static let capture = "__pl_"
  static let captureAll = "__pl_all_"
  static let anything = "__pl_any"
  static let skip = "__pl_skip"
  static let chain = "__pl_chain"
}

/// Rewrites the marks of a pattern. Strings of the pattern are left as they are.
func parsableText(_ pattern: String, language: Language) -> [UInt8] {
  var translation = PatternTranslation(source: SourceBytes(Array(pattern.utf8)), language: language)
  return translation.run()
}

/// One pass over a pattern's bytes.
private struct PatternTranslation {
  let source: SourceBytes
  let language: Language
  var output: [UInt8] = []
  var position = 0
  /// Template tags and outputs; text around them is not code.
  var isInTag = false

  init(source: SourceBytes, language: Language) {
    self.source = source
    self.language = language
  }

  mutating func run() -> [UInt8] {
    while position < source.count {
      let byte = source[position]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if language == .swift && byte == UInt8(ascii: "'") { copy(1) } else { copyString(byte) }
      case UInt8(ascii: "$"): translateCapture()
      case UInt8(ascii: "."):
        if isEllipsis(at: position) { translateEllipsis() } else { copy(1) }
      case UInt8(ascii: "{"), UInt8(ascii: "%"), UInt8(ascii: "}"):
        trackTag()
        copy(1)
      default: copy(1)
      }
    }
    return output
  }

  private mutating func copy(_ count: Int) {
    for _ in 0..<count where position < source.count {
      output.append(source[position])
      position += 1
    }
  }

  private mutating func append(_ text: String) { output.append(contentsOf: text.utf8) }

  /// Copies a string literal to its end: a quote of the same sort and length.
  private mutating func copyString(_ quote: UInt8) {
    if language == .template && !isInTag { return copy(1) }
    let isTriple = source[position + 1] == quote && source[position + 2] == quote
    let length = isTriple ? 3 : 1
    copy(length)
    while position < source.count {
      if source[position] == UInt8(ascii: "\\") {
        copy(2)
      } else if source[position] == quote
        && (!isTriple || (source[position + 1] == quote && source[position + 2] == quote))
      {
        return copy(length)
      } else {
        copy(1)
      }
    }
  }

  /// `$X`, `$_`, `$...X` and `$..._`; anything else after `$` is the language's own (`$0`).
  private mutating func translateCapture() {
    let next = source[position + 1]
    if next == UInt8(ascii: "_") && !isWord(source[position + 2]) {
      append(ReservedName.anything)
      position += 2
    } else if isUpper(next) {
      append(ReservedName.capture)
      position += 1
    } else if isEllipsis(at: position + 1), source[position + 4] == UInt8(ascii: "_"), !isWord(source[position + 5]) {
      append(ReservedName.skip)
      position += 5
    } else if isEllipsis(at: position + 1), isUpper(source[position + 4]) {
      append(ReservedName.captureAll)
      position += 4
    } else {
      copy(1)
    }
  }

  private func isEllipsis(at offset: Int) -> Bool {
    offset + 2 < source.count && source[offset] == UInt8(ascii: ".") && source[offset + 1] == UInt8(ascii: ".")
      && source[offset + 2] == UInt8(ascii: ".")
  }

  private mutating func translateEllipsis() {
    let before = previousOnLine()
    let after = nextOnLine()
    if before == UInt8(ascii: ".") && after == UInt8(ascii: ".") {
      while output.last == UInt8(ascii: " ") { output.removeLast() }
      append(ReservedName.chain)
      position += 3
      while source[position] == UInt8(ascii: " ") { position += 1 }
      return
    }
    if language == .template && !isInTag {
      append("{{ " + ReservedName.skip + " }}")
      position += 3
      return
    }
    if language == .swift && (isOperandEnd(before) || isOperandStart(after)) && !followsKeyword() { return copy(3) }
    append(ReservedName.skip)
    position += 3
  }

  private func previousOnLine() -> UInt8 {
    var i = position - 1
    while i >= 0 && (source[i] == UInt8(ascii: " ") || source[i] == 0x09) { i -= 1 }
    return i >= 0 ? source[i] : 0
  }

  private func nextOnLine() -> UInt8 {
    var i = position + 3
    while source[i] == UInt8(ascii: " ") || source[i] == 0x09 { i += 1 }
    return source[i]
  }

  /// Whether the word before the mark is one that an expression or body follows.
  private func followsKeyword() -> Bool {
    var end = position
    while end > 0 && source[end - 1] == UInt8(ascii: " ") { end -= 1 }
    guard end < position else { return false }
    var start = end
    while start > 0 && isWord(source[start - 1]) { start -= 1 }
    let word = source.text(ByteRange(start, end))
    return ["in", "return", "where", "await", "try", "if", "while", "guard"].contains(word)
  }

  private mutating func trackTag() {
    guard language == .template else { return }
    let next = source[position + 1]
    if source[position] == UInt8(ascii: "{") && (next == UInt8(ascii: "{") || next == UInt8(ascii: "%")) {
      isInTag = true
      copy(1)
    } else if next == UInt8(ascii: "}") && isInTag && source[position] != UInt8(ascii: "{") {
      isInTag = false
      copy(1)
    }
  }

  private func isUpper(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") }

  private func isWord(_ byte: UInt8) -> Bool {
    isUpper(byte) || (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z"))
      || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")) || byte == UInt8(ascii: "_")
  }

  private func isOperandEnd(_ byte: UInt8) -> Bool {
    isWord(byte) || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "\"")
  }

  private func isOperandStart(_ byte: UInt8) -> Bool {
    isWord(byte) || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "$") || byte == UInt8(ascii: "\"")
  }
}
