// Asking a table whether it has a name, without adding it: pattern rules skip files that lack their names.

extension NameTable {
  /// The hash that the table files a name under; made once for a name that is looked up in many tables.
  public static func hash(_ name: [UInt8]) -> UInt32 {
    guard !name.isEmpty else { return 0 }
    var mixed = UInt64(name.count)
    for start in stride(from: 0, to: name.count, by: 8) {
      var word: UInt64 = 0
      for place in start..<min(start + 8, name.count) { word |= UInt64(name[place]) << UInt64((place - start) * 8) }
      mixed = mix(mixed, word)
    }
    return UInt32(truncatingIfNeeded: mixed)
  }

  /// The number of a name, or nil when the file does not have it. `hash` is `NameTable.hash(name)`.
  public func find(_ name: [UInt8], hash: UInt32) -> NameID? {
    guard !name.isEmpty else { return NameID.none }
    var slot = Int(hash) & mask
    while true {
      let taken = slots[slot]
      if taken == 0 { return nil }
      if UInt32(truncatingIfNeeded: taken >> 32) == hash {
        let id = NameID(rawValue: UInt32(truncatingIfNeeded: taken))
        if utf8(id).elementsEqual(name) { return id }
      }
      slot = (slot + 1) & mask
    }
  }
}
