// Sets of names and small facts about names as arrays by the name's number: what the tables of knowledge are asked for
// with almost every operation.

import Facts

/// A set of names as bits.
struct SymbolSet: Sendable, Sequence, ExpressibleByArrayLiteral {
  private var bits: [UInt64] = []
  private(set) var isEmpty = true

  init(arrayLiteral elements: Symbol...) {
    for symbol in elements { insert(symbol) }
  }

  init(_ symbols: some Sequence<Symbol>) {
    for symbol in symbols { insert(symbol) }
  }

  @inline(__always)
  func contains(_ symbol: Symbol) -> Bool {
    let word = Int(symbol.rawValue >> 6)
    return word < bits.count && bits[word] & (1 << UInt64(symbol.rawValue & 63)) != 0
  }

  mutating func insert(_ symbol: Symbol) {
    // Names that the project lacks have no number to speak of.
    guard symbol.rawValue < 1 << 28 else { return }
    let word = Int(symbol.rawValue >> 6)
    if word >= bits.count { bits.append(contentsOf: repeatElement(0, count: word + 1 - bits.count)) }
    bits[word] |= 1 << UInt64(symbol.rawValue & 63)
    isEmpty = false
  }

  func makeIterator() -> some IteratorProtocol<Symbol> {
    bits.enumerated().lazy.flatMap { word, bits in
      (0..<64).lazy.filter { bits & (1 << UInt64($0)) != 0 }.map { Symbol(rawValue: UInt32(word * 64 + $0)) }
    }.makeIterator()
  }

  func union(_ other: some Sequence<Symbol>) -> SymbolSet {
    var result = self
    result.formUnion(other)
    return result
  }

  mutating func formUnion(_ other: some Sequence<Symbol>) {
    for symbol in other { insert(symbol) }
  }
}

/// Small enumerations by name.
struct SymbolTableOf<Role: RawRepresentable & Sendable>: Sendable where Role.RawValue == UInt8 {
  private var roles: [UInt8] = []

  subscript(symbol: Symbol) -> Role? {
    get {
      let index = Int(symbol.rawValue)
      guard index < roles.count, roles[index] > 0 else { return nil }
      return Role(rawValue: roles[index] - 1)
    }
    set {
      let index = Int(symbol.rawValue)
      guard let newValue, index < 1 << 28 else { return }
      if index >= roles.count { roles.append(contentsOf: repeatElement(0, count: index + 1 - roles.count)) }
      roles[index] = newValue.rawValue + 1
    }
  }
}
