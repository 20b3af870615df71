// Every limit of the query planner, with its number and the reason for it.

import CSQLite

enum PlanLimits {
  /// SQLite's own limits (sqlite.org/limits.html), lowered to what real schemas and queries need.
  static let sqlite: [(limit: Int32, value: Int32)] = [
    (SQLITE_LIMIT_LENGTH, 1 << 20),
    (SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
    (SQLITE_LIMIT_COLUMN, 2000),
    (SQLITE_LIMIT_EXPR_DEPTH, 400),
    (SQLITE_LIMIT_COMPOUND_SELECT, 200),
    (SQLITE_LIMIT_VDBE_OP, 250_000),
    (SQLITE_LIMIT_FUNCTION_ARG, 127),
    (SQLITE_LIMIT_ATTACHED, 0),
    (SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    (SQLITE_LIMIT_WORKER_THREADS, 0),
  ]
  /// Virtual machine steps of one statement. Creating an index or reading a plan takes hundreds.
  static let virtualMachineSteps = 5_000_000
  /// Rows of statistics that one statement writes, of three parameters each.
  static let statisticsPerStatement = 256
  /// Rows read from one statement: a plan of more steps than this is cut.
  static let resultRows = 20_000
  /// Functions defined on demand while one statement is prepared.
  static let functionsPerStatement = 64
  /// Deepest nesting of queries and expressions that is followed.
  static let depth = 64
  /// Views that read views: as deep as their columns are followed.
  static let viewDepth = 8
  /// Tables of one schema root that are created; a dump with more is advised on in part.
  static let tables = 20_000
  /// Candidate indexes tried for one statement.
  static let candidatesPerStatement = 48
  /// Distinct values from which on a column alone tells rows apart well enough to be sought.
  static let selectiveValues = 20.0
  /// Columns of a proposed index: more rarely pays.
  static let indexColumns = 4
  /// Columns of an index that a statement is answered from without its table.
  static let coveringColumns = 8
  /// Times that a statement is offered candidates, each time without those it took before.
  static let offersPerStatement = 3
  /// Plans made while the best set of one root is sought: a few seconds.
  static let plansOfSearch = 200_000
  /// Indexes of a full set that are exchanged for others.
  static let exchanges = 12
}
