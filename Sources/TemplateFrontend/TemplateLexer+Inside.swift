// What stands between `{{` and `}}` or `{%` and `%}`, cut into tokens: words, numbers, strings and signs.

import Syntax

extension TemplateLexer {
  /// Tokens up to and with `closing`. False if another tag begins or the file ends first; `position` then tells where.
  mutating func lexInside(until closing: TemplateTokenKind) -> Bool {
    var braces = 0
    let first = tokens.count
    while true {
      position = skippingSpace(from: position)
      let start = position
      guard start < source.count else { return false }
      let byte = source[start]
      let next = source[start + 1]
      if isLetter(byte) {
        lexWord(isTagName: closing == .tagEnd && tokens.count == first)
        continue
      }
      if isDigit(byte) {
        lexNumber()
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        lexString(byte)
      case UInt8(ascii: "-") where isClosing(start + 1, closing, braces):
        position += 3
        emit(closing, from: start)
        return true
      case UInt8(ascii: "+") where closing == .tagEnd && isClosing(start + 1, closing, braces):
        position += 3
        emit(closing, from: start)
        return true
      case UInt8(ascii: "%") where next == UInt8(ascii: "}"):
        guard closing == .tagEnd else { return false }
        position += 2
        emit(.tagEnd, from: start)
        return true
      case UInt8(ascii: "}"):
        if isClosing(start, closing, braces) {
          position += 2
          emit(closing, from: start)
          return true
        }
        braces = max(0, braces - 1)
        sign(.rightBrace, 1)
      case UInt8(ascii: "{"):
        // `{{{ x }}}` of other languages opens one more; any later pair is a tag of its own.
        let isFirst = tokens.count == first
        if next == UInt8(ascii: "%") || (next == UInt8(ascii: "{") && !isFirst) { return false }
        braces += 1
        sign(.leftBrace, 1)
      default:
        lexSign(byte, next)
      }
    }
  }

  /// Whether the closing sign of an output or a tag stands at `at`. Inside braces `}}` closes the braces.
  private func isClosing(_ at: Int, _ closing: TemplateTokenKind, _ braces: Int) -> Bool {
    guard source[at + 1] == UInt8(ascii: "}") else { return false }
    if closing == .tagEnd { return source[at] == UInt8(ascii: "%") }
    return source[at] == UInt8(ascii: "}") && braces == 0
  }

  @inline(__always)
  private mutating func sign(_ kind: TemplateTokenKind, _ length: Int) {
    let start = position
    position += length
    emit(kind, from: start)
  }

  /// A name or keyword. The name of a tag goes over `-`, `.` and `:` as well (`{% c-button %}`, `{% ui:card %}`).
  private mutating func lexWord(isTagName: Bool) {
    let start = position
    var at = start + 1
    while true {
      while isWordByte(source[at]) { at += 1 }
      guard isTagName, isLetter(source[at + 1]) else { break }
      let joint = source[at]
      guard joint == UInt8(ascii: "-") || joint == UInt8(ascii: ".") || joint == UInt8(ascii: ":") else { break }
      at += 1
    }
    position = min(at, source.count)
    emit(isTagName ? .name : wordKind(start, position), from: start)
  }

  private func wordKind(_ start: Int, _ end: Int) -> TemplateTokenKind {
    let first = source[start]
    let second = source[start + 1]
    switch end - start {
    case 2 where first == UInt8(ascii: "i"):
      if second == UInt8(ascii: "n") { return .in }
      if second == UInt8(ascii: "s") { return .is }
      return second == UInt8(ascii: "f") ? .if : .name
    case 2 where first == UInt8(ascii: "o"): return second == UInt8(ascii: "r") ? .or : .name
    case 2 where first == UInt8(ascii: "a"): return second == UInt8(ascii: "s") ? .as : .name
    case 3 where first == UInt8(ascii: "a"):
      return second == UInt8(ascii: "n") && source[start + 2] == UInt8(ascii: "d") ? .and : .name
    case 3 where first == UInt8(ascii: "n"):
      return second == UInt8(ascii: "o") && source[start + 2] == UInt8(ascii: "t") ? .not : .name
    case 4 where first == UInt8(ascii: "e"):
      let isElse =
        second == UInt8(ascii: "l") && source[start + 2] == UInt8(ascii: "s") && source[start + 3] == UInt8(ascii: "e")
      return isElse ? .else : .name
    default: return .name
    }
  }

  /// Digits, or a fraction with or without exponent. After a dot only digits: `row.0.1` are two steps.
  private mutating func lexNumber() {
    let start = position
    var at = start
    while isDigit(source[at]) || source[at] == UInt8(ascii: "_") { at += 1 }
    let isStep = start > 0 && source[start - 1] == UInt8(ascii: ".")
    var kind = TemplateTokenKind.integer
    if !isStep, source[at] == UInt8(ascii: "."), isDigit(source[at + 1]) {
      kind = .float
      at += 1
      while isDigit(source[at]) || source[at] == UInt8(ascii: "_") { at += 1 }
    }
    if !isStep, source[at] | 0x20 == UInt8(ascii: "e") {
      let sign = source[at + 1] == UInt8(ascii: "-") || source[at + 1] == UInt8(ascii: "+") ? 1 : 0
      if isDigit(source[at + 1 + sign]) {
        kind = .float
        at += 2 + sign
        while isDigit(source[at]) { at += 1 }
      }
    }
    position = min(at, source.count)
    emit(kind, from: start)
  }

  /// A string up to its quote. One that goes over a line end may not hold a tag's sign; a quote that nothing closes is a
  /// sign of its own (`it's` in another language's text).
  private mutating func lexString(_ quote: UInt8) {
    let start = position
    let known = quote == UInt8(ascii: "'") ? noClosingSingle : noClosingDouble
    guard start >= known else { return sign(.unknown, 1) }
    var at = start + 1
    var hasLineEnd = false
    search: while at < source.count {
      let byte = source[at]
      switch byte {
      case quote:
        position = at + 1
        return emit(.string, from: start)
      case UInt8(ascii: "\\"): at += 1
      case 0x0A: hasLineEnd = true
      case UInt8(ascii: "{") where hasLineEnd:
        if source[at + 1] == UInt8(ascii: "{") || source[at + 1] == UInt8(ascii: "%") { break search }
      case UInt8(ascii: "}") where hasLineEnd:
        if source[at - 1] == UInt8(ascii: "}") || source[at - 1] == UInt8(ascii: "%") { break search }
      default: break
      }
      at += 1
    }
    if quote == UInt8(ascii: "'") { noClosingSingle = at } else { noClosingDouble = at }
    sign(.unknown, 1)
  }

  private mutating func lexSign(_ byte: UInt8, _ next: UInt8) {
    let isDoubled = next == byte
    let hasEqual = next == UInt8(ascii: "=")
    switch byte {
    case UInt8(ascii: "."): sign(.dot, 1)
    case UInt8(ascii: ","): sign(.comma, 1)
    case UInt8(ascii: ":"): sign(.colon, 1)
    case UInt8(ascii: "|"): isDoubled ? sign(.unknown, 2) : sign(.pipe, 1)
    case UInt8(ascii: "~"): sign(.tilde, 1)
    case UInt8(ascii: "("): sign(.leftParenthesis, 1)
    case UInt8(ascii: ")"): sign(.rightParenthesis, 1)
    case UInt8(ascii: "["): sign(.leftBracket, 1)
    case UInt8(ascii: "]"): sign(.rightBracket, 1)
    case UInt8(ascii: "+"): sign(.plus, 1)
    case UInt8(ascii: "-"): sign(.minus, 1)
    case UInt8(ascii: "*"): isDoubled ? sign(.doubleStar, 2) : sign(.star, 1)
    case UInt8(ascii: "/"): isDoubled ? sign(.doubleSlash, 2) : sign(.slash, 1)
    case UInt8(ascii: "%"): sign(.percent, 1)
    case UInt8(ascii: "="): hasEqual ? sign(.equal, 2) : sign(.assign, 1)
    case UInt8(ascii: "!"): hasEqual ? sign(.notEqual, 2) : sign(.unknown, 1)
    case UInt8(ascii: "<"): hasEqual ? sign(.lessEqual, 2) : sign(.less, 1)
    case UInt8(ascii: ">"): hasEqual ? sign(.greaterEqual, 2) : sign(.greater, 1)
    default: sign(.unknown, 1)
    }
  }
}
