// The planning protocol: what rules may ask of a query planner, so that they can be tested with a canned one.
// The real planner is SQLite, in the QueryPlan target.

import Findings
import Syntax

/// A plan, or why there is none.
public enum PlanResult: Hashable, Sendable {
  case plan(QueryPlan)
  /// Lower case, no full stop.
  case untranslated(reason: String)
}

/// A statement that a proposed index serves, with its plan without and with all proposals.
public struct ServedStatement: Hashable, Sendable {
  public var location: Location
  /// The statement as SQLite was asked.
  public var text: String
  public var before: [String]
  public var after: [String]
  /// How the table is reached before: a scan, an automatic index, too short a search, or a sort.
  public var reason: IndexReason
  /// Rows visited by our estimate, before and after.
  public var rowsBefore: Double
  public var rowsAfter: Double
  public var loopDepth: Int
  /// How the index is reached, which tells how sure its gain is.
  public var need: IndexNeed

  public init(
    location: Location, text: String, before: [String], after: [String], reason: IndexReason, rowsBefore: Double,
    rowsAfter: Double, loopDepth: Int, need: IndexNeed = .plain
  ) {
    self.need = need
    self.location = location
    self.text = text
    self.before = before
    self.after = after
    self.reason = reason
    self.rowsBefore = rowsBefore
    self.rowsAfter = rowsAfter
    self.loopDepth = loopDepth
  }
}

/// What a statement asks of an index beyond finding rows.
public enum IndexNeed: Hashable, Sendable {
  case plain
  /// The latest rows of one parent, of which more are added all the time.
  case latestOfOne
  /// More columns behind a parent's key that an index serves already: each parent has few rows.
  case withinParent
  /// The same for all parents of a join.
  case narrowsJoin
  /// More columns than a state that is indexed already: who did so asks for states that few rows are in.
  case rareState
  /// The statement is not known whole, or it seldom runs: something else may find the rows already.
  case uncertain
}

/// What is wrong with a plan without the index.
public enum IndexReason: String, Hashable, Sendable, CaseIterable {
  /// Every row of the table is read.
  case scan
  /// SQLite builds an index for each execution.
  case automaticIndex
  /// An index is used, but on too few columns.
  case shortSearch
  /// Rows are sorted although few are wanted.
  case sort
}

/// One proposed index and what speaks for it.
public struct ProposedIndex: Hashable, Sendable {
  public var root: SchemaRoot
  public var index: IndexProposal
  /// What `index` says in SQLite's DDL.
  public var definition: SQLCreateIndex
  /// Where the table is declared.
  public var table: Location
  /// In order of path and place; never empty.
  public var statements: [ServedStatement]
  /// An existing index that is a prefix of this one and becomes redundant.
  public var replaces: IndexDeclaration?
  public var confidence: Confidence

  public init(
    root: SchemaRoot, index: IndexProposal, definition: SQLCreateIndex, table: Location,
    statements: [ServedStatement], replaces: IndexDeclaration? = nil, confidence: Confidence
  ) {
    self.root = root
    self.index = index
    self.definition = definition
    self.table = table
    self.statements = statements
    self.replaces = replaces
    self.confidence = confidence
  }
}

/// A statement's plan with the indexes that there are.
public struct StatementPlan: Hashable, Sendable {
  public var root: SchemaRoot
  /// The statement as SQLite was asked.
  public var text: String
  public var places: [Location]
  public var plan: QueryPlan

  public init(root: SchemaRoot, text: String, places: [Location], plan: QueryPlan) {
    self.root = root
    self.text = text
    self.places = places
    self.plan = plan
  }
}

/// The set of indexes for a repository, and how much of it could be judged.
public struct IndexAdvice: Hashable, Sendable {
  /// Sorted by root, table and columns.
  public var proposals: [ProposedIndex] = []
  /// Tables and statements that did not get through, sorted by place.
  public var untranslated: [UntranslatedStatement] = []
  /// The plan of each statement, if it was asked for, by root and text.
  public var plans: [StatementPlan] = []
  public var tablesSeen = 0
  public var tablesCreated = 0
  public var statementsSeen = 0
  public var statementsPlanned = 0

  public init() {}
}

/// Runs independent pieces of work, side by side where the caller has threads to give.
public protocol WorkRunner: Sendable {
  /// The results of `body` for the numbers below `count`, by number.
  func map<Output: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) -> Output) -> [Output]
}

/// Runs one piece after the other.
public struct SequentialRunner: WorkRunner {
  public init() {}

  public func map<Output: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) -> Output) -> [Output] {
    (0..<count).map(body)
  }
}

/// Something that plans SQL statements against a catalog.
public protocol QueryPlanner: Sendable {
  /// The plan of one statement with the catalog's indexes.
  func explain(_ fact: StatementFact, catalog: SchemaCatalog) -> PlanResult
  /// The indexes that the statements, taken together, want and the catalog lacks.
  func proposeIndexes(for statements: [StatementFact], catalog: SchemaCatalog) -> IndexAdvice
}
