// Writes JSON by hand, in one pass and in the order given. Decides spacing and escaping; what is written is the
// business of each report.

/// Appends JSON values. Objects and arrays are laid out on one line or with a line for each member, as asked.
struct JSONWriter {
  enum Layout {
    case inline
    case lines
  }

  private struct Level {
    let layout: Layout
    var isEmpty = true
  }

  private(set) var bytes: [UInt8] = []
  private var levels: [Level] = []
  private var indentation = 0

  mutating func object(_ layout: Layout = .inline, _ members: (inout JSONWriter) -> Void) {
    enclose("{", "}", layout, members)
  }

  mutating func array(_ layout: Layout = .inline, _ elements: (inout JSONWriter) -> Void) {
    enclose("[", "]", layout, elements)
  }

  /// Begins an element of an array; its value follows.
  mutating func element() { separate() }

  /// Begins a member of an object; its value follows.
  /// `name` is one of ours and needs no escapes.
  mutating func key(_ name: String) {
    separate()
    bytes.append(0x22)
    bytes.append(contentsOf: name.utf8)
    bytes.append(0x22)
    bytes.append(0x3A)
    bytes.append(0x20)
  }

  mutating func string(_ text: String) {
    bytes.append(0x22)
    appendEscaped(text)
    bytes.append(0x22)
  }

  mutating func number(_ value: Int) { appendDecimal(value, to: &bytes) }
  mutating func boolean(_ value: Bool) { bytes.append(contentsOf: (value ? "true" : "false").utf8) }
  mutating func null() { bytes.append(contentsOf: "null".utf8) }

  /// A number with at most three decimals, never an exponent.
  mutating func decimal(_ value: Double) {
    bytes.append(contentsOf: fixedPoint(value, decimals: 3, keepsZeros: false).utf8)
  }

  mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  mutating func member(_ name: String, _ value: Int) {
    key(name)
    number(value)
  }

  mutating func member(_ name: String, _ value: Bool) {
    key(name)
    boolean(value)
  }

  mutating func member(_ name: String, _ values: [String]) {
    key(name)
    array { json in
      for value in values {
        json.element()
        json.string(value)
      }
    }
  }

  mutating func newline() { bytes.append(0x0A) }

  private mutating func enclose(
    _ opening: String, _ closing: String, _ layout: Layout, _ content: (inout JSONWriter) -> Void
  ) {
    bytes.append(contentsOf: opening.utf8)
    levels.append(Level(layout: layout))
    if layout == .lines { indentation += 2 }
    content(&self)
    if layout == .lines { indentation -= 2 }
    let level = levels.removeLast()
    if layout == .lines && !level.isEmpty { breakLine() }
    bytes.append(contentsOf: closing.utf8)
  }

  private mutating func separate() {
    guard let level = levels.last else { return }
    if !level.isEmpty { bytes.append(0x2C) }
    levels[levels.count - 1].isEmpty = false
    switch level.layout {
    case .lines: breakLine()
    case .inline: if !level.isEmpty { bytes.append(0x20) }
    }
  }

  private mutating func breakLine() {
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: indentation))
  }

  private mutating func appendEscaped(_ text: String) {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    if bytes[start...].allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) { return }
    bytes.removeSubrange(start...)
    for byte in text.utf8 {
      switch byte {
      case 0x22: bytes.append(contentsOf: "\\\"".utf8)
      case 0x5C: bytes.append(contentsOf: "\\\\".utf8)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0..<0x20:
        bytes.append(contentsOf: byte < 0x10 ? "\\u000".utf8 : "\\u00".utf8)
        bytes.append(contentsOf: String(byte, radix: 16).utf8)
      default: bytes.append(byte)
      }
    }
  }
}

/// Appends the digits of a number without a String in between.
func appendDecimal(_ value: Int, to bytes: inout [UInt8]) {
  if value < 0 { bytes.append(0x2D) }
  let first = bytes.count
  var rest = value.magnitude
  repeat {
    bytes.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
    rest /= 10
  } while rest > 0
  bytes[first...].reverse()
}

/// `value` rounded to `decimals` places. Negative and undefined values, which no measurement gives, become 0.
func fixedPoint(_ value: Double, decimals: Int, keepsZeros: Bool) -> String {
  var scale = 1
  for _ in 0..<decimals { scale *= 10 }
  let largest = 1e12
  let bounded = value.isNaN || value < 0 ? 0 : min(value, largest)
  let scaled = Int(bounded * Double(scale) + 0.5)
  let (whole, fraction) = (scaled / scale, scaled % scale)
  guard fraction != 0 || keepsZeros else { return String(whole) }
  let unpadded = String(fraction)
  var digits = String(repeating: "0", count: decimals - unpadded.utf8.count) + unpadded
  while !keepsZeros && digits.hasSuffix("0") { digits.removeLast() }
  return "\(whole).\(digits)"
}
