// One SQL statement that the project runs, wherever it was found: in a file, in a string, or built by an ORM.

import Findings
import Syntax

/// Where a statement comes from.
public enum StatementOrigin: String, Hashable, Sendable, CaseIterable {
  /// A statement of a `.sql` file.
  case sqlFile
  /// A string literal that is handed to something that executes it.
  case stringLiteral
  /// A query that an ORM call builds.
  case orm
  /// A look-up that no SELECT shows: a cascading delete, a filter or ordering that a framework offers.
  case implied
}

/// A statement with its place and how often it runs.
public struct StatementFact: Hashable, Sendable {
  public var statement: SQLStatement
  public var location: Location
  public var origin: StatementOrigin
  /// How many loops over rows stand around it: 0 for a statement that runs once per call.
  public var loopDepth: Int
  /// The root of the tables it names, if known; otherwise it is found by the tables' names and its place.
  public var root: SchemaRoot?
  /// Whether it has conditions that are not known.
  public var isPartial = false
  /// Whether somebody runs it by hand.
  public var isOffline = false
  /// Columns, folded, that are asked for in some cases only.
  public var optionalColumns: Set<String> = []

  public init(
    statement: SQLStatement, location: Location, origin: StatementOrigin, loopDepth: Int = 0, root: SchemaRoot? = nil
  ) {
    self.statement = statement
    self.location = location
    self.origin = origin
    self.loopDepth = loopDepth
    self.root = root
  }

  /// Relative weight when indexes compete: a statement in a loop counts ten times for each loop around it.
  public var weight: Double {
    var weight = 1.0
    for _ in 0..<min(max(loopDepth, 0), 3) { weight *= 10 }
    return weight
  }
}
