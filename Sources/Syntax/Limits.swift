// Every limit of the tool, with its number and the reason for it. Reaching one leaves a trace in the run's summary.

/// Limits of reading and analysis.
public struct Limits: Sendable {
  /// Deepest nesting of expressions, blocks and interpolations that a parser follows; deeper parts become one
  /// `unread` node with an issue. Keeps recursion inside a 512 KiB thread stack with room to spare.
  public var nestingDepth = 200
  /// Largest Python, Swift or template file in bytes that is parsed; a larger one is skipped with a message. Larger SQL
  /// files are read piece by piece.
  public var sourceFileBytes = 8 << 20
  /// Longest SQL statement in bytes that is parsed; a longer one is passed over as opaque.
  public var statementBytes = 1 << 20
  /// Longest string literal in bytes whose content is kept as the name of its node (SQL statements included).
  public static let stringNameBytes = 16_384
  /// Longest integer literal in bytes whose digits are kept as the name of its node: small sizes and indexes matter.
  public static let integerNameBytes = 4
  /// Issues kept for one file; the rest are counted only.
  public var issuesPerFile = 20

  public init() {}
}
