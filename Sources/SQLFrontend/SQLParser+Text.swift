// The content of quoted names and strings, with quotes and escapes resolved.

import Syntax

extension SQLParser {
  /// Content of a quoted name or string token.
  func unquoted(_ token: Token) -> String {
    var start = token.start
    let end = token.end
    var escapes = dialect == .mysql
    while start < end {
      let byte = source[start]
      if byte == UInt8(ascii: "$") { return dollarContent(start, end) }
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`")
        || byte == UInt8(ascii: "[")
      {
        break
      }
      if byte | 0x20 == UInt8(ascii: "e") { escapes = true }
      start += 1
    }
    guard start < end else { return "" }
    let quote = source[start] == UInt8(ascii: "[") ? UInt8(ascii: "]") : source[start]
    if quote == UInt8(ascii: "`") || quote == UInt8(ascii: "]") { escapes = false }
    let contentEnd = end - 1 > start && source[end - 1] == quote ? end - 1 : end
    var i = start + 1
    while i < contentEnd && source[i] != quote && !(escapes && source[i] == UInt8(ascii: "\\")) { i += 1 }
    if i >= contentEnd { return source.text(ByteRange(start + 1, contentEnd)) }
    return resolved(start + 1, contentEnd, quote, escapes)
  }

  private func dollarContent(_ start: Int, _ end: Int) -> String {
    var tagEnd = start + 1
    while tagEnd < end && source[tagEnd] != UInt8(ascii: "$") { tagEnd += 1 }
    let length = tagEnd + 1 - start
    return source.text(ByteRange(min(start + length, end), max(end - length, min(start + length, end))))
  }

  private func resolved(_ start: Int, _ end: Int, _ quote: UInt8, _ escapes: Bool) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(end - start)
    var i = start
    while i < end {
      var byte = source[i]
      if byte == quote && source[i + 1] == quote {
        i += 1
      } else if escapes && byte == UInt8(ascii: "\\") && i + 1 < end {
        i += 1
        byte = source[i]
        switch byte {
        case UInt8(ascii: "n"): byte = 0x0A
        case UInt8(ascii: "t"): byte = 0x09
        case UInt8(ascii: "r"): byte = 0x0D
        case UInt8(ascii: "0"): byte = 0x00
        case UInt8(ascii: "b"): byte = 0x08
        default: break
        }
      }
      bytes.append(byte)
      i += 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
