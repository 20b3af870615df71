// What was read from one SQL text: its statements in order, what was not understood and what was passed over.

/// The SQL dialects that are told apart.
public enum SQLDialect: String, CaseIterable, Hashable, Sendable {
  case sqlite
  case postgresql
  case mysql
}

/// A parsed SQL text.
public struct SQLFile: Sendable {
  /// A statement and where it stands, without its terminator.
  public struct Item: Hashable, Sendable {
    public var range: ByteRange
    public var statement: SQLStatement
    /// False where an issue stopped the reading: the statement holds what was read until then.
    public var isComplete: Bool

    public init(range: ByteRange, statement: SQLStatement, isComplete: Bool = true) {
      self.range = range
      self.statement = statement
      self.isComplete = isComplete
    }
  }

  /// A stretch that holds no statements to read.
  public struct PassedOver: Hashable, Sendable {
    public enum Reason: String, Hashable, Sendable {
      case copyData = "data of COPY"
      case insertRows = "rows of INSERT"
      case longStatement = "statement longer than the limit"
      case procedureBody = "body of a procedure"
      case clientCommand = "command of the database client"
    }
    public var reason: Reason
    public var range: ByteRange

    public init(reason: Reason, range: ByteRange) {
      self.reason = reason
      self.range = range
    }
  }

  public var items: [Item]
  /// At most `Limits.issuesPerFile`; `issueCount` has them all.
  public var issues: [SyntaxIssue]
  public var issueCount: Int
  public var passedOver: [PassedOver]
  /// The dialect that quoting, types and statements speak for, where they do.
  public var dialect: SQLDialect?

  public init(
    items: [Item] = [], issues: [SyntaxIssue] = [], issueCount: Int = 0, passedOver: [PassedOver] = [],
    dialect: SQLDialect? = nil
  ) {
    self.items = items
    self.issues = issues
    self.issueCount = issueCount
    self.passedOver = passedOver
    self.dialect = dialect
  }

  /// The statements without their places.
  public var statements: [SQLStatement] { items.map(\.statement) }
}
