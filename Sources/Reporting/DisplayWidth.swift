// What a character does on a terminal: how many columns it takes, and whether it may get there at all.

import Syntax

/// The character itself, or a visible stand-in of one column if it could move the cursor, start an escape sequence or
/// turn the direction of the text.
func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  let value = scalar.value
  if value >= 0x20 && value < 0x7F { return scalar }
  if value < 0x20 { return Unicode.Scalar(0x2400 + value) ?? replacement }
  if value == 0x7F { return "\u{2421}" }
  if value < 0xA0 { return replacement }
  if value < 0x300 && value != 0xAD { return scalar }
  switch scalar.properties.generalCategory {
  case .format: return isJoiner(value) ? scalar : replacement
  case .lineSeparator, .paragraphSeparator, .control, .surrogate: return replacement
  default: return scalar
  }
}

/// Columns that a printable character takes.
func displayWidth(_ scalar: Unicode.Scalar) -> Int {
  let value = scalar.value
  if value < 0x300 { return 1 }
  if isWide(value) { return 2 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: return scalar.properties.isEmojiPresentation ? 2 : 1
  }
}

/// Columns of a text as it is printed.
func displayWidth(_ text: String) -> Int {
  text.unicodeScalars.reduce(0) { $0 + displayWidth(printable($1)) }
}

private let replacement: Unicode.Scalar = "\u{FFFD}"

/// Zero-width joiner and non-joiner, which Arabic, Indic scripts and emoji need.
private func isJoiner(_ value: UInt32) -> Bool { value == 0x200C || value == 0x200D }

/// East Asian wide and full-width blocks (Unicode Standard Annex 11), rounded to whole blocks.
private func isWide(_ value: UInt32) -> Bool {
  switch value {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1B000...0x1B2FF, 0x20000...0x3FFFD:
    true
  default: false
  }
}

/// The character at `offset` and how many bytes it takes; a byte that is not UTF-8 stands for U+FFFD.
func decodeScalar(in source: SourceBytes, at offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
  let first = source[offset]
  if first < 0x80 { return (Unicode.Scalar(first), 1) }
  guard first >= 0xC2 && first < 0xF5 else { return (replacement, 1) }
  let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
  var value = UInt32(first) & (0x7F >> UInt32(length))
  for i in 1..<length {
    let byte = source[offset + i]
    guard byte & 0xC0 == 0x80 else { return (replacement, 1) }
    value = value << 6 | UInt32(byte & 0x3F)
  }
  let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
  guard value >= smallest, let scalar = Unicode.Scalar(value) else { return (replacement, 1) }
  return (scalar, length)
}
