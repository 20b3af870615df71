// Operators: how far one reaches, and whether it is prefix, postfix or binary by what stands around it.

import Syntax

extension SwiftLexer {
  /// `/ = - + ! * % < > & | ^ ~ ? .`
  @inline(__always)
  static func isOperatorByte(_ byte: UInt8) -> Bool {
    let bits: UInt64 = byte & 0x40 == 0 ? 0xF000_EC62_0000_0000 : 0x5000_0000_4000_0000
    return byte < 0x80 && (bits >> UInt64(byte & 63)) & 1 != 0
  }

  mutating func lexOperator() {
    let start = position
    let first = source[start]
    let isLeftBound = isLeftBound(start)
    if isLeftBound && first == UInt8(ascii: "?") {
      position = start + 1
      emit(.questionPostfix, from: start, to: start + 1)
      return
    }
    if isLeftBound && first == UInt8(ascii: "!") {
      position = start + 1
      emit(.exclamation, from: start, to: start + 1)
      return
    }
    if first == UInt8(ascii: "<") && source[start + 1] == UInt8(ascii: "#"), let end = endOfPlaceholder(from: start) {
      position = end
      emit(.name, from: start, to: end)
      return
    }
    var (end, slash) = endOfOperator(from: start)
    if let slash, let regexEnd = regexInOperator(from: start, to: end, slash: slash, isLeftBound: isLeftBound) {
      if slash > start { emit(classify(start, slash, isLeftBound), from: start, to: slash) }
      position = regexEnd
      emit(.regex, from: slash, to: regexEnd)
      return
    }
    if let slash, end - start > 2 { end = endBeforeComment(from: max(slash, start + 1), to: end) }
    position = end
    emit(classify(start, end, isLeftBound), from: start, to: end)
  }

  /// End of the longest operator, and its first slash. Periods belong to operators that begin with one.
  private func endOfOperator(from start: Int) -> (end: Int, slash: Int?) {
    let beginsWithPeriod = source[start] == UInt8(ascii: ".")
    var slash: Int?
    var at = start
    while true {
      let byte = source[at]
      if SwiftLexer.isOperatorByte(byte) {
        if byte == UInt8(ascii: ".") && !beginsWithPeriod { break }
        if byte == UInt8(ascii: "/") && slash == nil { slash = at }
        if byte == UInt8(ascii: "<") && at > start && source[at + 1] == UInt8(ascii: "#")
          && endOfPlaceholder(from: at) != nil
        {
          break
        }
        at += 1
      } else if byte >= 0x80 {
        let (scalar, length) = scalar(at: at)
        guard SwiftLexer.isOperator(scalar) || (at > start && SwiftLexer.combinesWithOperator(scalar)) else { break }
        at += length
      } else {
        break
      }
    }
    return (max(at, start + 1), slash)
  }

  /// A comment may begin inside a run of operator characters: `+/* … */`.
  private func endBeforeComment(from start: Int, to end: Int) -> Int {
    var at = start
    while at < end {
      if source[at] == UInt8(ascii: "/")
        && (source[at + 1] == UInt8(ascii: "/") || source[at + 1] == UInt8(ascii: "*"))
      {
        return at
      }
      at += 1
    }
    return end
  }

  /// `<#…#>`, as editors leave it.
  private func endOfPlaceholder(from start: Int) -> Int? {
    var at = start + 2
    while at < count && source[at] != 0x0A {
      if source[at] == UInt8(ascii: "#") && source[at + 1] == UInt8(ascii: ">") { return at + 2 }
      if source[at] == UInt8(ascii: "<") && source[at + 1] == UInt8(ascii: "#") { return nil }
      at += 1
    }
    return nil
  }

  /// Whether something other than space, an opening bracket or a separator stands before.
  func isLeftBound(_ start: Int) -> Bool {
    guard start > 0 else { return false }
    switch source[start - 1] {
    case 0x20, 0x0A, 0x0D, 0x09, 0x00, UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","),
      UInt8(ascii: ";"), UInt8(ascii: ":"):
      return false
    case UInt8(ascii: "/"): return start < 2 || source[start - 2] != UInt8(ascii: "*")
    case 0xA0: return start < 2 || source[start - 2] != 0xC2
    default: return true
    }
  }

  /// Whether something other than space, a closing bracket, a separator or a comment follows.
  func isRightBound(_ end: Int, isLeftBound: Bool) -> Bool {
    switch source[end] {
    case 0x20, 0x0A, 0x0D, 0x09, 0x00, UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","),
      UInt8(ascii: ";"), UInt8(ascii: ":"):
      return false
    case UInt8(ascii: "."): return !isLeftBound
    case UInt8(ascii: "/"): return source[end + 1] != UInt8(ascii: "/") && source[end + 1] != UInt8(ascii: "*")
    case 0xC2: return source[end + 1] != 0xA0
    default: return true
    }
  }

  private func classify(_ start: Int, _ end: Int, _ isLeftBound: Bool) -> SwiftTokenKind {
    let isRightBound = isRightBound(end, isLeftBound: isLeftBound)
    if end - start == 1 {
      switch source[start] {
      case UInt8(ascii: "="): return .equal
      case UInt8(ascii: "."): return .period
      case UInt8(ascii: "?"): return .questionInfix
      case UInt8(ascii: "&"): if isRightBound && !isLeftBound { return .ampersand }
      default: break
      }
    } else if end - start == 2 && source[start] == UInt8(ascii: "-") && source[start + 1] == UInt8(ascii: ">") {
      return .arrow
    }
    if isLeftBound == isRightBound { return .operatorBinary }
    return isLeftBound ? .operatorPostfix : .operatorPrefix
  }
}
