// Maps between small numbers by open addressing. The interpreter asks them for almost every operation, which the
// standard library's keyed hashing is too slow for.

import Facts

/// Numbers by a key of 64 bits, mostly two numbers side by side. The key of all ones is not allowed.
struct NumberMap: Sendable {
  private var keys: [UInt64]
  private var numbers: [Int32]
  private var mask: Int
  private var count = 0

  init(capacity: Int = 64) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    keys = [UInt64](repeating: .max, count: size)
    numbers = [Int32](repeating: 0, count: size)
    mask = size - 1
  }

  @inline(__always)
  static func key(_ high: Int32, _ low: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: high)) << 32 | UInt64(UInt32(bitPattern: low))
  }

  @inline(__always)
  static func key(_ high: Int32, _ low: Symbol) -> UInt64 {
    UInt64(UInt32(bitPattern: high)) << 32 | UInt64(low.rawValue)
  }

  @inline(__always)
  private static func place(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) }

  subscript(key: UInt64) -> Int32? {
    get {
      var slot = NumberMap.place(key) & mask
      while true {
        let found = keys[slot]
        if found == key { return numbers[slot] }
        if found == .max { return nil }
        slot = (slot + 1) & mask
      }
    }
    set {
      guard let newValue else { return }
      var slot = NumberMap.place(key) & mask
      while keys[slot] != key {
        if keys[slot] == .max {
          keys[slot] = key
          count += 1
          break
        }
        slot = (slot + 1) & mask
      }
      numbers[slot] = newValue
      if count * 2 > mask { grow() }
    }
  }

  private mutating func grow() {
    let oldKeys = keys
    let oldNumbers = numbers
    let size = (mask + 1) * 2
    keys = [UInt64](repeating: .max, count: size)
    numbers = [Int32](repeating: 0, count: size)
    mask = size - 1
    for (index, key) in oldKeys.enumerated() where key != .max {
      var slot = NumberMap.place(key) & mask
      while keys[slot] != .max { slot = (slot + 1) & mask }
      keys[slot] = key
      numbers[slot] = oldNumbers[index]
    }
  }
}

/// Finds the numbers of things that are kept once: the owner holds the things, this holds their places by hash.
struct NumberIndex {
  private var slots: [Int32]
  private var mask: Int

  init(capacity: Int = 128) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    mask = size - 1
  }

  /// The number with this hash for which `isEqual` holds, or nil.
  @inline(__always)
  func find(_ hash: UInt64, _ isEqual: (Int32) -> Bool) -> Int32? {
    var slot = Int(truncatingIfNeeded: hash >> 32) & mask
    while true {
      let number = slots[slot]
      if number < 0 { return nil }
      if isEqual(number) { return number }
      slot = (slot + 1) & mask
    }
  }

  /// Adds a number that is not there. `hashOf` gives the hash of every number, for when the table grows.
  mutating func insert(_ number: Int32, _ hash: UInt64, hashOf: (Int32) -> UInt64) {
    if Int(number) * 2 > mask {
      let old = slots
      let size = (mask + 1) * 2
      slots = [Int32](repeating: -1, count: size)
      mask = size - 1
      for known in old where known >= 0 { place(known, hashOf(known)) }
    }
    place(number, hash)
  }

  private mutating func place(_ number: Int32, _ hash: UInt64) {
    var slot = Int(truncatingIfNeeded: hash >> 32) & mask
    while slots[slot] >= 0 { slot = (slot + 1) & mask }
    slots[slot] = number
  }
}
