// Names of one file as small numbers. Equal bytes give equal numbers; the table owns the bytes.
// Joining the tables of many files is the business of the project symbols in Facts.

/// Number of a name in its file's table. `none` is the empty name.
@frozen
public struct NameID: Hashable, Sendable, RawRepresentable {
  public let rawValue: UInt32
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }
  public static let none = NameID(rawValue: 0)
}

/// Interns byte strings. Open addressing over one byte buffer: no allocation per name.
public struct NameTable: Sendable {
  @usableFromInline var bytes: [UInt8] = []
  @usableFromInline var offsets: [UInt32] = [0, 0]  // name i is bytes[offsets[i] ..< offsets[i + 1]]
  @usableFromInline var hashes: [UInt32] = [0]
  @usableFromInline var heads: [UInt64] = [0]  // the first eight bytes of each name, so that most need no other look
  @usableFromInline var slots: [UInt32]
  @usableFromInline var mask: Int

  public init(capacity: Int = 512) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    mask = size - 1
    bytes.reserveCapacity(capacity * 10)
    offsets.reserveCapacity(capacity + 2)
    hashes.reserveCapacity(capacity + 1)
    heads.reserveCapacity(capacity + 1)
  }

  /// Number of names, the empty one included.
  @inlinable public var count: Int { hashes.count }

  /// Forgets all names but keeps the buffers, for the next file.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    offsets.append(0)
    offsets.append(0)
    hashes.removeAll(keepingCapacity: true)
    hashes.append(0)
    heads.removeAll(keepingCapacity: true)
    heads.append(0)
    for i in slots.indices { slots[i] = 0 }
  }

  @inlinable
  public mutating func intern(_ source: SourceBytes, _ start: Int, _ end: Int) -> NameID {
    guard end > start else { return .none }
    let length = end &- start
    let head = source.word(at: start) & NameTable.lowBytes(length)
    var mixed = NameTable.mix(UInt64(length), head)
    var i = start &+ 8
    while i < end {
      mixed = NameTable.mix(mixed, source.word(at: i) & NameTable.lowBytes(end &- i))
      i &+= 8
    }
    let hash = UInt32(truncatingIfNeeded: mixed)
    var slot = Int(hash) & mask
    while true {
      let id = Int(slots[slot])
      if id == 0 { break }
      if heads[id] == head && hashes[id] == hash {
        let from = Int(offsets[id])
        if Int(offsets[id + 1]) - from == length {
          var k = 8
          while k < length && bytes[from + k] == source[start + k] { k += 1 }
          if k >= length { return NameID(rawValue: UInt32(id)) }
        }
      }
      slot = (slot + 1) & mask
    }
    let id = UInt32(hashes.count)
    i = start
    while i < end {
      bytes.append(source[i])
      i += 1
    }
    offsets.append(UInt32(bytes.count))
    hashes.append(hash)
    heads.append(head)
    slots[slot] = id
    if hashes.count * 2 > slots.count { grow() }
    return NameID(rawValue: id)
  }

  /// Mask for the `count` lowest bytes of a word.
  @inlinable
  @inline(__always)
  static func lowBytes(_ count: Int) -> UInt64 { count >= 8 ? .max : (1 &<< UInt64(count &* 8)) &- 1 }

  /// Mixes eight more bytes into a hash, which begins as the name's length.
  @inlinable
  @inline(__always)
  static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }

  /// Interns text that is not in the source as written (a decoded escape, a joined dotted path).
  public mutating func intern(_ text: String) -> NameID {
    let copy = SourceBytes(Array(text.utf8))
    return intern(copy, 0, copy.count)
  }

  /// Interns a name of another table.
  public mutating func intern(_ other: borrowing NameTable, _ name: NameID) -> NameID {
    let i = Int(name.rawValue)
    guard i > 0, i < other.hashes.count else { return .none }
    let from = Int(other.offsets[i])
    let length = Int(other.offsets[i + 1]) - from
    let hash = other.hashes[i]
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let id = Int(slots[slot])
      let start = Int(offsets[id])
      if hashes[id] == hash, Int(offsets[id + 1]) - start == length {
        var k = 0
        while k < length && bytes[start + k] == other.bytes[from + k] { k += 1 }
        if k == length { return NameID(rawValue: UInt32(id)) }
      }
      slot = (slot + 1) & mask
    }
    let id = UInt32(hashes.count)
    bytes.append(contentsOf: other.bytes[from..<from + length])
    offsets.append(UInt32(bytes.count))
    hashes.append(hash)
    heads.append(other.heads[i])
    slots[slot] = id
    if hashes.count * 2 > slots.count { grow() }
    return NameID(rawValue: id)
  }

  /// Interns bytes that are not in the source as written.
  public mutating func intern(_ content: [UInt8]) -> NameID {
    let copy = SourceBytes(content)
    return intern(copy, 0, copy.count)
  }

  @usableFromInline
  mutating func grow() {
    let size = slots.count * 2
    slots = [UInt32](repeating: 0, count: size)
    mask = size - 1
    for id in 1..<hashes.count {
      var slot = Int(hashes[id]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(id)
    }
  }

  /// The number of a name that is there already, else `none`.
  public func find(_ text: StaticString) -> NameID {
    guard text.hasPointerRepresentation else { return .none }
    return text.withUTF8Buffer { wanted in
      let hash = NameTable.hash(Array(wanted))
      var slot = Int(hash) & mask
      while slots[slot] != 0 {
        let id = NameID(rawValue: slots[slot])
        if hashes[Int(id.rawValue)] == hash, utf8(id).elementsEqual(wanted) { return id }
        slot = (slot + 1) & mask
      }
      return .none
    }
  }

  /// The bytes of a name.
  public func utf8(_ id: NameID) -> ArraySlice<UInt8> {
    let i = Int(id.rawValue)
    guard i < hashes.count else { return [] }
    return bytes[Int(offsets[i])..<Int(offsets[i + 1])]
  }

  /// The name as text; bytes that are not UTF-8 are replaced.
  public func text(_ id: NameID) -> String { String(decoding: utf8(id), as: UTF8.self) }
}
