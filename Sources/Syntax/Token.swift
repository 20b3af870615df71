// A token and the array of tokens of one file. Which kinds exist is each language's own decision
// (`PythonTokenKind`, `SwiftTokenKind`, …); this file only fixes how a token is stored.

/// Half-open range of byte offsets into one file.
@frozen
public struct ByteRange: Hashable, Sendable {
  public var start: UInt32
  public var end: UInt32

  @inlinable
  public init(start: UInt32, end: UInt32) {
    self.start = start
    self.end = end
  }

  @inlinable
  public init(_ start: Int, _ end: Int) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
  }

  @inlinable public var count: Int { Int(end) - Int(start) }
  @inlinable public var isEmpty: Bool { end <= start }

  /// Whether `other` lies wholly inside this range.
  @inlinable
  public func contains(_ other: ByteRange) -> Bool {
    start <= other.start && other.end <= end
  }
}

/// Start (32 bits), length (24 bits) and kind (8 bits), packed into 8 bytes.
///
/// Trivia (spaces, comments) is the gap between tokens. A token that holds other tokens, such as a string with
/// interpolations, is followed by the tokens of its holes; their ranges lie inside its own.
@frozen
public struct Token: Hashable, Sendable {
  @usableFromInline var storage: UInt64

  /// Longest token in bytes that the packed form can state; the lexer cuts longer ones and reports it.
  public static let maximumLength = 0xFF_FFFF

  @inlinable
  public init(kind: UInt8, start: Int, end: Int) {
    let length = UInt64(min(max(end - start, 0), Token.maximumLength))
    storage = UInt64(UInt32(truncatingIfNeeded: start)) | (length << 32) | (UInt64(kind) << 56)
  }

  @inlinable public var kind: UInt8 { UInt8(truncatingIfNeeded: storage >> 56) }
  @inlinable public var start: Int { Int(storage & 0xFFFF_FFFF) }
  @inlinable public var length: Int { Int((storage >> 32) & 0xFF_FFFF) }
  @inlinable public var end: Int { start + length }
  @inlinable public var range: ByteRange { ByteRange(start, end) }
}

/// Something that a lexer or parser could not read as written; the tree is complete all the same.
public struct SyntaxIssue: Hashable, Sendable {
  public var range: ByteRange
  public var message: String

  public init(range: ByteRange, message: String) {
    self.range = range
    self.message = message
  }
}
