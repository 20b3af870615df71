// Text on its way to a person: every character is made printable, styles become ANSI sequences or nothing.

/// How a piece of text stands out.
enum Style: String {
  case plain = ""
  case bold = "\u{1B}[1m"
  case faint = "\u{1B}[2m"
  case italic = "\u{1B}[3m"
  case underlined = "\u{1B}[4m"
  case error = "\u{1B}[1;31m"
  case warning = "\u{1B}[1;33m"
  case note = "\u{1B}[1;36m"
  case place = "\u{1B}[1;34m"
  case code = "\u{1B}[36m"
  case removed = "\u{1B}[31m"
  case added = "\u{1B}[32m"
}

/// Appends text that is safe to print.
struct TerminalText {
  private(set) var bytes: [UInt8] = []
  let color: Bool

  init(color: Bool) { self.color = color }

  /// Appends text from anywhere; line ends and control characters in it become visible.
  mutating func append(_ text: String, _ style: Style = .plain) {
    guard !text.isEmpty else { return }
    begin(style)
    appendPrintable(text, to: &bytes)
    end(style)
  }

  /// Appends bytes that are printable already.
  mutating func append(printed: [UInt8], _ style: Style = .plain) {
    guard !printed.isEmpty else { return }
    begin(style)
    bytes.append(contentsOf: printed)
    end(style)
  }

  mutating func append(_ byte: UInt8, repeated count: Int, _ style: Style) {
    begin(style)
    for _ in 0..<count { bytes.append(byte) }
    end(style)
  }

  mutating func spaces(_ count: Int) {
    for _ in 0..<max(count, 0) { bytes.append(0x20) }
  }

  mutating func newline() { bytes.append(0x0A) }

  mutating func number(_ value: Int) { appendDecimal(value, to: &bytes) }

  private mutating func begin(_ style: Style) {
    if color && style != .plain { bytes.append(contentsOf: style.rawValue.utf8) }
  }

  private mutating func end(_ style: Style) {
    if color && style != .plain { bytes.append(contentsOf: "\u{1B}[0m".utf8) }
  }
}

/// Appends the text with a visible stand-in for each character that must not reach a terminal.
func appendPrintable(_ text: String, to bytes: inout [UInt8]) {
  let start = bytes.count
  bytes.append(contentsOf: text.utf8)
  if bytes[start...].allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return }
  bytes.removeSubrange(start...)
  for scalar in text.unicodeScalars { append(printable(scalar), to: &bytes) }
}

/// Appends the UTF-8 of one character.
func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
  if scalar.isASCII {
    bytes.append(UInt8(truncatingIfNeeded: scalar.value))
  } else {
    bytes.append(contentsOf: Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter)
  }
}
