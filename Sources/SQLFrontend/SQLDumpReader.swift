// Reads a SQL text of any size piece by piece: holds no more than one statement and one piece.

import Syntax

/// Takes the bytes of a file in order and gives the statements that they complete.
///
/// A statement that has not ended after `longestStatement` bytes is passed over up to the next line that ends with `;`.
public struct SQLDumpReader: Sendable {
  /// Longest statement in bytes that is held in memory to find its end.
  public static let longestStatement = 32 << 20

  /// What a piece completed. Ranges count from `offset`, the place in the whole text.
  public struct Part: Sendable {
    public var offset: Int
    public var file: SQLFile
    /// The bytes that the ranges count in.
    public var source: SourceBytes
  }

  private let limits: Limits
  private var pending: [UInt8] = []
  /// Place of `pending` in the whole text.
  private var offset = 0
  /// Bytes that must be there before it makes sense to look again.
  private var awaited = 0
  private var state = SQLReadingState()
  private var isSkipping = false

  public init(limits: Limits = Limits(), dialect: SQLDialect? = nil) {
    self.limits = limits
    state.dialect = dialect
  }

  /// Takes the next bytes; nil while no statement is complete.
  public mutating func append(_ bytes: some Collection<UInt8>) -> Part? {
    pending.append(contentsOf: bytes)
    if isSkipping { skip() }
    guard pending.count >= awaited && !pending.isEmpty else { return nil }
    let part = read(isLast: false)
    // Looking again only when there is twice as much keeps the work linear.
    awaited = pending.count * 2
    if pending.count > SQLDumpReader.longestStatement { isSkipping = true }
    return part
  }

  /// Reads what is left at the end of the text.
  public mutating func finish() -> Part? {
    if isSkipping { skip() }
    guard !pending.isEmpty else { return nil }
    return read(isLast: true)
  }

  private mutating func read(isLast: Bool) -> Part? {
    let source = SourceBytes(pending)
    var run = SQLParseRun(source: source, limits: limits, state: state)
    let consumed = run.parseComplete(isLast: isLast)
    guard consumed > 0 else { return nil }
    let part = Part(offset: offset, file: run.file(), source: source)
    state = run.state
    pending.removeSubrange(0..<consumed)
    offset += consumed
    return part
  }

  /// Drops bytes up to a line that ends with `;`.
  private mutating func skip() {
    var i = 0
    while i + 1 < pending.count {
      if pending[i] == UInt8(ascii: ";") && pending[i + 1] == 0x0A {
        isSkipping = false
        break
      }
      i += 1
    }
    let dropped = isSkipping ? max(0, pending.count - 1) : i + 1
    pending.removeSubrange(0..<dropped)
    offset += dropped
    awaited = 0
  }
}

/// What reading must remember from one piece of a text to the next.
struct SQLReadingState: Sendable {
  var dialect: SQLDialect?
  var delimiter: [UInt8] = []
  var escapesSeen: Bool?
  var isInCopyData = false
}

extension SQLParseRun {
  init(source: SourceBytes, limits: Limits, state: SQLReadingState) {
    self.init(source: source, limits: limits, dialect: state.dialect)
    reader.lexer.delimiter = state.delimiter
    reader.lexer.escapesSeen = state.escapesSeen
    if state.isInCopyData { reader.resumeCopyData() }
  }

  /// What the next piece needs to know.
  var state: SQLReadingState {
    SQLReadingState(
      dialect: reader.lexer.dialect, delimiter: reader.lexer.delimiter, escapesSeen: reader.lexer.escapesSeen,
      isInCopyData: reader.isInCopyData)
  }

  /// Parses the statements that have ended, or all; gives how many bytes are done with.
  mutating func parseComplete(isLast: Bool) -> Int {
    var consumed = reader.lexer.position
    while !reader.isInCopyData {
      let before = reader
      guard reader.read() else {
        if isLast { return reader.lexer.end }
        reader = before
        return consumed
      }
      guard isLast || reader.isTerminated else {
        reader = before
        return consumed
      }
      parseStatement()
      consumed = reader.lexer.position
    }
    return isLast ? reader.lexer.end : reader.lexer.position
  }
}
