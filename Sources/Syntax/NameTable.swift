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
  /// Where a name's bytes are, and the first eight of them, which tell most names apart.
  @frozen @usableFromInline
  struct Entry: Sendable {
    @usableFromInline var head: UInt64
    @usableFromInline var start: UInt32
    @usableFromInline var length: UInt32

    @inlinable
    init(head: UInt64, start: UInt32, length: UInt32) {
      self.head = head
      self.start = start
      self.length = length
    }
  }

  /// The bytes of all names, each one filled up with zeros to a multiple of eight.
  @usableFromInline var bytes: [UInt8] = []
  @usableFromInline var entries = [Entry(head: 0, start: 0, length: 0)]
  @usableFromInline var hashes: [UInt32] = [0]
  /// A name's hash above its number, so that other names are passed over without a look at them; 0 for none.
  @usableFromInline var slots: [UInt64]
  @usableFromInline var mask: Int

  public init(capacity: Int = 512) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    mask = size - 1
    bytes.reserveCapacity(capacity * 16)
    entries.reserveCapacity(capacity + 1)
    hashes.reserveCapacity(capacity + 1)
  }

  /// Number of names, the empty one included.
  @inlinable public var count: Int { hashes.count }

  /// Forgets all names but keeps the buffers, for the next file. After a large file the table is much larger than what a
  /// small one has in it: then only the places of its names are cleared.
  public mutating func removeAll() {
    if count * 16 < slots.count {
      for hash in hashes {
        // From where a name belongs to the end of its run: what was put behind others lies in between.
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
          slots[slot] = 0
          slot = (slot + 1) & mask
        }
      }
    } else {
      for i in slots.indices { slots[i] = 0 }
    }
    bytes.removeAll(keepingCapacity: true)
    entries.removeSubrange(1...)
    hashes.removeSubrange(1...)
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
      let taken = slots[slot]
      if taken == 0 { break }
      if UInt32(truncatingIfNeeded: taken >> 32) == hash {
        let id = UInt32(truncatingIfNeeded: taken)
        let entry = entries[Int(id)]
        if entry.head == head, Int(entry.length) == length, length <= 8 || hasRest(entry, of: source, from: start) {
          return NameID(rawValue: id)
        }
      }
      slot = (slot + 1) & mask
    }
    let first = UInt32(bytes.count)
    i = start
    while i < end {
      withUnsafeBytes(of: (source.word(at: i) & NameTable.lowBytes(end &- i)).littleEndian) {
        bytes.append(contentsOf: $0)
      }
      i &+= 8
    }
    return add(Entry(head: head, start: first, length: UInt32(length)), hash, slot)
  }

  /// Whether the source has the bytes of a name that follow its first eight.
  @inlinable
  @inline(__always)
  func hasRest(_ entry: Entry, of source: SourceBytes, from start: Int) -> Bool {
    bytes.withUnsafeBytes { bytes in
      let length = Int(entry.length)
      var k = 8
      while k < length {
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: Int(entry.start) + k, as: UInt64.self))
        if word != source.word(at: start + k) & NameTable.lowBytes(length - k) { return false }
        k += 8
      }
      return true
    }
  }

  @usableFromInline
  mutating func add(_ entry: Entry, _ hash: UInt32, _ slot: Int) -> NameID {
    let id = UInt32(hashes.count)
    entries.append(entry)
    hashes.append(hash)
    slots[slot] = UInt64(hash) << 32 | UInt64(id)
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
    let wanted = other.entries[i]
    let hash = other.hashes[i]
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let taken = slots[slot]
      if UInt32(truncatingIfNeeded: taken >> 32) == hash {
        let id = UInt32(truncatingIfNeeded: taken)
        let entry = entries[Int(id)]
        if entry.head == wanted.head, entry.length == wanted.length,
          wanted.length <= 8 || hasRest(entry, of: other, wanted)
        {
          return NameID(rawValue: id)
        }
      }
      slot = (slot + 1) & mask
    }
    let first = UInt32(bytes.count)
    bytes.append(contentsOf: other.bytes[Int(wanted.start)..<Int(wanted.start) + (Int(wanted.length) + 7) / 8 * 8])
    return add(Entry(head: wanted.head, start: first, length: wanted.length), hash, slot)
  }

  func hasRest(_ entry: Entry, of other: borrowing NameTable, _ wanted: Entry) -> Bool {
    bytes.withUnsafeBytes { own in
      other.bytes.withUnsafeBytes { others in
        var k = 8
        while k < Int(entry.length) {
          let word = own.loadUnaligned(fromByteOffset: Int(entry.start) + k, as: UInt64.self)
          if word != others.loadUnaligned(fromByteOffset: Int(wanted.start) + k, as: UInt64.self) { return false }
          k += 8
        }
        return true
      }
    }
  }

  /// Interns bytes that are not in the source as written.
  public mutating func intern(_ content: [UInt8]) -> NameID {
    let copy = SourceBytes(content)
    return intern(copy, 0, copy.count)
  }

  @usableFromInline
  mutating func grow() {
    let size = slots.count * 2
    slots = [UInt64](repeating: 0, count: size)
    mask = size - 1
    for id in 1..<hashes.count {
      var slot = Int(hashes[id]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt64(hashes[id]) << 32 | UInt64(id)
    }
  }

  /// The number of a name that is there already, else `none`.
  public func find(_ text: StaticString) -> NameID {
    guard text.hasPointerRepresentation else { return .none }
    return text.withUTF8Buffer { wanted in
      let hash = NameTable.hash(Array(wanted))
      var slot = Int(hash) & mask
      while slots[slot] != 0 {
        let id = NameID(rawValue: UInt32(truncatingIfNeeded: slots[slot]))
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
    let entry = entries[i]
    return bytes[Int(entry.start)..<Int(entry.start) + Int(entry.length)]
  }

  /// The name as text; bytes that are not UTF-8 are replaced.
  public func text(_ id: NameID) -> String { String(decoding: utf8(id), as: UTF8.self) }
}
