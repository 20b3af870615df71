// The bytes of one file. The only file of the front end with unsafe code: lexers read through it.

/// Immutable bytes with an unchecked subscript; reading at or past `count` gives 0.
///
/// Invariant: `base` points at `count` initialised bytes followed by `padding` zero bytes, owned by `owner`
/// for as long as this value lives. Lexers may look ahead up to `padding` bytes without a bounds test.
@frozen
public struct SourceBytes: @unchecked Sendable {
  @usableFromInline let owner: Owner
  @usableFromInline let base: UnsafePointer<UInt8>
  public let count: Int

  /// Zero bytes that follow the text.
  public static let padding = 16

  /// Owns the buffer: a class because the bytes must be freed exactly once, when the last copy goes.
  @usableFromInline
  final class Owner {
    let pointer: UnsafeMutablePointer<UInt8>
    init(capacity: Int) { pointer = .allocate(capacity: capacity) }
    deinit { pointer.deallocate() }
  }

  /// Copies `bytes`.
  public init(_ bytes: [UInt8]) {
    self.init(count: bytes.count) { target in
      bytes.withUnsafeBytes { target.copyMemory(from: $0) }
      return bytes.count
    }
  }

  /// Room for `count` bytes, filled by `fill`, which returns how many it wrote (at most `count`).
  public init(count capacity: Int, filledBy fill: (UnsafeMutableRawBufferPointer) -> Int) {
    let owner = Owner(capacity: capacity + SourceBytes.padding)
    let written = min(max(fill(UnsafeMutableRawBufferPointer(start: owner.pointer, count: capacity)), 0), capacity)
    (owner.pointer + written).initialize(repeating: 0, count: capacity - written + SourceBytes.padding)
    self.owner = owner
    base = UnsafePointer(owner.pointer)
    count = written
  }

  @inlinable
  public subscript(offset: Int) -> UInt8 {
    assert(offset >= 0 && offset < count + SourceBytes.padding, "read outside the file")
    return base[offset]
  }

  /// The eight bytes from `offset` on, the first one lowest.
  @inlinable
  public func word(at offset: Int) -> UInt64 {
    assert(offset >= 0 && offset + 8 <= count + SourceBytes.padding, "read outside the file")
    return UInt64(littleEndian: UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self))
  }

  /// Text of a range; bytes that are not UTF-8 are replaced.
  public func text(_ range: ByteRange) -> String {
    let start = min(Int(range.start), count)
    let end = min(max(Int(range.end), start), count)
    return String(decoding: UnsafeBufferPointer(start: base + start, count: end - start), as: UTF8.self)
  }

  /// Bytes of a range, copied.
  public func bytes(_ range: ByteRange) -> [UInt8] {
    let start = min(Int(range.start), count)
    let end = min(max(Int(range.end), start), count)
    return Array(UnsafeBufferPointer(start: base + start, count: end - start))
  }

  /// The bytes for the length of a call, for searches of the C library.
  public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    withExtendedLifetime(owner) { body(UnsafeRawBufferPointer(start: base, count: count)) }
  }
}
