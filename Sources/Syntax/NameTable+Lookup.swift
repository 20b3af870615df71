// Asking a table whether it has a name, without adding it: pattern rules skip files that lack their names.

extension NameTable {
  /// The hash that the table files a name under; made once for a name that is looked up in many tables.
  public static func hash(_ name: [UInt8]) -> UInt32 { name.withUnsafeBufferPointer(hash) }

  static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard !name.isEmpty else { return 0 }
    var mixed = UInt64(name.count)
    for start in stride(from: 0, to: name.count, by: 8) {
      var word: UInt64 = 0
      for place in start..<min(start + 8, name.count) { word |= UInt64(name[place]) << UInt64((place - start) * 8) }
      mixed = mix(mixed, word)
    }
    return UInt32(truncatingIfNeeded: mixed)
  }

  /// The numbers that the names of another table have here, 0 for those that are not here. Looked up one after the
  /// other, with nothing in between, so that the memory of a large table answers several at a time.
  public func numbers(of other: borrowing NameTable, into numbers: inout [UInt32]) {
    numbers.removeAll(keepingCapacity: true)
    numbers.append(0)
    var i = 1
    while i < other.hashes.count {
      let hash = other.hashes[i]
      let wanted = other.entries[i]
      var slot = Int(hash) & mask
      var found: UInt32 = 0
      while slots[slot] != 0 {
        let taken = slots[slot]
        if UInt32(truncatingIfNeeded: taken >> 32) == hash {
          let id = UInt32(truncatingIfNeeded: taken)
          let entry = entries[Int(id)]
          if entry.head == wanted.head, entry.length == wanted.length,
            wanted.length <= 8 || hasRest(entry, of: other, wanted)
          {
            found = id
            break
          }
        }
        slot = (slot + 1) & mask
      }
      numbers.append(found)
      i += 1
    }
  }

  /// The number of a name, or nil when the file does not have it. `hash` is `NameTable.hash(name)`.
  public func find(_ name: [UInt8], hash: UInt32) -> NameID? {
    name.withUnsafeBufferPointer { find($0, hash: hash) }
  }

  /// The number of a name, or nil when it is not here.
  public func number(of text: String) -> NameID? {
    var text = text
    return text.withUTF8 { find($0, hash: NameTable.hash($0)) }
  }

  private func find(_ name: UnsafeBufferPointer<UInt8>, hash: UInt32) -> NameID? {
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
