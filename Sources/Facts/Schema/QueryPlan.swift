// What a query planner says of one statement, as steps instead of text. The text of EXPLAIN QUERY PLAN differs
// between SQLite versions; reading it is QueryPlan's business, judging the steps is the business of rules.

/// How a step finds the rows of one table.
public enum TableAccess: Hashable, Sendable {
  /// All rows, or all entries of an index in its order.
  case scan
  /// By the row id itself, or by the primary key of a WITHOUT ROWID table.
  case primaryKey
  /// By the leading columns of an index.
  case search
  /// By an index that SQLite builds for this one execution: nearly always a missing index.
  case automaticIndex
}

/// What a temporary b-tree is used for.
public enum SortPurpose: String, Hashable, Sendable, CaseIterable {
  case orderBy, groupBy, distinct, compound
}

/// One constraint that an index search uses, in key order.
public struct PlanConstraint: Hashable, Sendable {
  /// Column name, or nil for an expression key.
  public var column: String?
  /// Whether it is an equality (`=`, `IN`, `IS`); a range otherwise.
  public var isEquality: Bool
  /// Whether the column is skipped over (`ANY(a)`): each of its values is sought in turn.
  public var isSkipped: Bool

  public init(column: String?, isEquality: Bool, isSkipped: Bool = false) {
    self.column = column
    self.isEquality = isEquality
    self.isSkipped = isSkipped
  }
}

/// What a step does.
public enum PlanOperation: Hashable, Sendable {
  /// Reads a table (or view, subquery) known in the statement by `name`: its alias if it has one.
  case read(name: String, access: TableAccess, index: String?, isCovering: Bool, constraints: [PlanConstraint])
  /// Sorts or removes duplicates in a temporary b-tree; `isPartial` if only the last terms need it.
  case sort(SortPurpose, isPartial: Bool)
  /// Several index searches joined by OR; its children are the searches.
  case multipleIndexes
  /// A subquery, run once or, if correlated, for each row of the enclosing query.
  case subquery(isCorrelated: Bool)
  /// A view, subquery or CTE computed on its own: as a co-routine or into a temporary table.
  case materialize(name: String)
  /// Anything else, such as the parts of a compound query.
  case other
}

/// One line of a plan, in the order and nesting that the planner gave.
public struct PlanStep: Hashable, Sendable {
  /// Nesting: 0 for the outermost.
  public var depth: Int
  public var operation: PlanOperation
  /// The line as told to people, index names as the project declares them.
  public var text: String

  public init(depth: Int, operation: PlanOperation, text: String) {
    self.depth = depth
    self.operation = operation
    self.text = text
  }
}

/// The plan of one statement.
public struct QueryPlan: Hashable, Sendable {
  public var steps: [PlanStep]

  public init(steps: [PlanStep]) { self.steps = steps }

  /// The steps as lines, indented by their nesting.
  public var lines: [String] {
    steps.map { String(repeating: "  ", count: $0.depth) + $0.text }
  }
}
