// The hash of a small number that we gave out ourselves: nobody can choose numbers that collide, so dictionaries of them
// need not pay for the standard library's keyed hashing (it was 3% of a run over a large project).

/// For `_rawHashValue(seed:)` of a number's newtype. Tables use the lowest bits; the seed differs from size to size.
@inlinable
@inline(__always)
public func hashOfNumber(_ number: UInt32, seed: Int) -> Int {
  let product = (UInt64(number) ^ UInt64(truncatingIfNeeded: seed)) &* 0x9E37_79B9_7F4A_7C15
  return Int(truncatingIfNeeded: product ^ (product >> 32))
}
