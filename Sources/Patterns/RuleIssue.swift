// A mistake in a rule file, with its place. Loading and compiling rules give these instead of throwing.

/// What is wrong with a rule file.
public struct RuleIssue: Error, Hashable, Sendable, CustomStringConvertible {
  /// Path of the rule file as it was given to the loader.
  public var path: String
  /// Line from 1.
  public var line: Int
  public var message: String

  public init(path: String, line: Int, message: String) {
    self.path = path
    self.line = line
    self.message = message
  }

  public var description: String { "\(path):\(line): \(message)" }
}
