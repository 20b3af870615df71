// Tests on eight bytes of source at once, as `SourceBytes.word(at:)` gives them. Each answer has the high bit of a byte set
// where the test holds; `trailingZeroBitCount / 8` is the place of the first.

/// The byte in all eight places.
@inlinable
@inline(__always)
public func everyByte(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }

/// High bit of each byte that equals `byte`; exact up to and including the lowest match.
@inlinable
@inline(__always)
public func bytesEqual(_ word: UInt64, _ byte: UInt8) -> UInt64 {
  let difference = word ^ everyByte(byte)
  return (difference &- everyByte(1)) & ~difference & everyByte(0x80)
}

/// High bit of each byte that cannot be part of an identifier: no letter, digit, underscore or byte beyond ASCII.
@inlinable
@inline(__always)
public func bytesOutsideIdentifier(_ word: UInt64) -> UInt64 {
  let low = word & ~everyByte(0x80)
  let folded = low | everyByte(0x20)
  let letter = (folded &+ everyByte(0x80 - 0x61)) & ~(folded &+ everyByte(0x80 - 0x7B))
  let digit = (low &+ everyByte(0x80 - 0x30)) & ~(low &+ everyByte(0x80 - 0x3A))
  let underscore = ~((low ^ everyByte(0x5F)) &+ everyByte(0x7F))
  return ~(letter | digit | underscore | word) & everyByte(0x80)
}
