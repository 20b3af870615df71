// Text on its way to a person: every character is made printable, styles become ANSI sequences or nothing.

/// How a piece of text stands out.
enum Style: String {
  case plain = ""
  case bold = "1"
  case faint = "2"
  case italic = "3"
  case underlined = "4"
  case error = "1;31"
  case warning = "1;33"
  case note = "1;36"
  case place = "1;34"
  case code = "36"
  case removed = "31"
  case added = "32"
}

/// Appends text that is safe to print.
struct TerminalText {
  private(set) var bytes: [UInt8] = []
  let color: Bool

  init(color: Bool) { self.color = color }

  /// Appends text from anywhere; line ends and control characters in it become visible.
  mutating func append(_ text: String, _ style: Style = .plain) {
    guard !text.isEmpty else { return }
    let isStyled = color && style != .plain
    if isStyled { bytes.append(contentsOf: "\u{1B}[\(style.rawValue)m".utf8) }
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
      bytes.append(contentsOf: text.utf8)
    } else {
      for scalar in text.unicodeScalars { append(scalar: printable(scalar)) }
    }
    if isStyled { bytes.append(contentsOf: "\u{1B}[0m".utf8) }
  }

  /// Appends bytes that are printable already.
  mutating func append(printed: [UInt8], _ style: Style = .plain) {
    guard !printed.isEmpty else { return }
    let isStyled = color && style != .plain
    if isStyled { bytes.append(contentsOf: "\u{1B}[\(style.rawValue)m".utf8) }
    bytes.append(contentsOf: printed)
    if isStyled { bytes.append(contentsOf: "\u{1B}[0m".utf8) }
  }

  mutating func spaces(_ count: Int) {
    bytes.append(contentsOf: repeatElement(0x20, count: max(count, 0)))
  }

  mutating func newline() { bytes.append(0x0A) }

  private mutating func append(scalar: Unicode.Scalar) {
    bytes.append(contentsOf: Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter)
  }
}
