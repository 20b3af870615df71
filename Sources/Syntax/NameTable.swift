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
    for i in slots.indices { slots[i] = 0 }
  }

  @inlinable
  public mutating func intern(_ source: SourceBytes, _ start: Int, _ end: Int) -> NameID {
    guard end > start else { return .none }
    var hash: UInt32 = 2_166_136_261
    var i = start
    while i < end {
      hash = (hash ^ UInt32(source[i])) &* 16_777_619
      i += 1
    }
    hash ^= hash >> 15
    var slot = Int(hash) & mask
    while true {
      let id = slots[slot]
      if id == 0 { break }
      if hashes[Int(id)] == hash {
        let from = Int(offsets[Int(id)])
        let length = Int(offsets[Int(id) + 1]) - from
        if length == end - start {
          var k = 0
          while k < length && bytes[from + k] == source[start + k] { k += 1 }
          if k == length { return NameID(rawValue: id) }
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
    slots[slot] = id
    if hashes.count * 2 > slots.count { grow() }
    return NameID(rawValue: id)
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
      var hash: UInt32 = 2_166_136_261
      for byte in wanted { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
      hash ^= hash >> 15
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
