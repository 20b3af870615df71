// Maps between small numbers by open addressing. The interpreter asks them for almost every operation, which the
// standard library's keyed hashing is too slow for.

import Facts

/// Numbers by a key of 64 bits, mostly two numbers side by side. The key of all ones is not allowed.
struct NumberMap: Sendable {
  /// A key beside its number: one look at memory finds both.
  private struct Slot: Sendable {
    var key: UInt64
    var number: Int32

    static let empty = Slot(key: .max, number: 0)
  }

  private var slots: [Slot]
  private var mask: Int
  private var count = 0

  init(capacity: Int = 64) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = [Slot](repeating: .empty, count: size)
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
      var place = NumberMap.place(key) & mask
      while true {
        let slot = slots[place]
        if slot.key == key { return slot.number }
        if slot.key == .max { return nil }
        place = (place + 1) & mask
      }
    }
    set {
      guard let newValue else { return }
      var place = NumberMap.place(key) & mask
      while slots[place].key != key {
        if slots[place].key == .max {
          count += 1
          break
        }
        place = (place + 1) & mask
      }
      slots[place] = Slot(key: key, number: newValue)
      if count * 2 > mask { grow() }
    }
  }

  private mutating func grow() {
    let old = slots
    let size = (mask + 1) * 2
    slots = [Slot](repeating: .empty, count: size)
    mask = size - 1
    for slot in old where slot.key != .max {
      var place = NumberMap.place(slot.key) & mask
      while slots[place].key != .max { place = (place + 1) & mask }
      slots[place] = slot
    }
  }
}

/// Finds the numbers of things that are kept once: the owner holds the things, this holds their places by hash.
struct NumberIndex {
  /// Half of a thing's hash above its number plus one, so that other things are passed over without a look at them; 0
  /// for none.
  private var slots: [UInt64]
  private var mask: Int

  init(capacity: Int = 128) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    mask = size - 1
  }

  /// The number with this hash for which `isEqual` holds, or nil.
  @inline(__always)
  func find(_ hash: UInt64, _ isEqual: (Int32) -> Bool) -> Int32? {
    let half = hash >> 32
    var place = Int(truncatingIfNeeded: half) & mask
    while true {
      let slot = slots[place]
      if slot == 0 { return nil }
      if slot >> 32 == half {
        let number = Int32(truncatingIfNeeded: slot) &- 1
        if isEqual(number) { return number }
      }
      place = (place + 1) & mask
    }
  }

  /// Adds the next number, which is not there.
  mutating func insert(_ number: Int32, _ hash: UInt64) {
    if Int(number) * 2 > mask {
      let old = slots
      let size = (mask + 1) * 2
      slots = [UInt64](repeating: 0, count: size)
      mask = size - 1
      for slot in old where slot != 0 { put(slot) }
    }
    put((hash >> 32) << 32 | UInt64(UInt32(bitPattern: number) &+ 1))
  }

  private mutating func put(_ slot: UInt64) {
    var place = Int(truncatingIfNeeded: slot >> 32) & mask
    while slots[place] != 0 { place = (place + 1) & mask }
    slots[place] = slot
  }
}
