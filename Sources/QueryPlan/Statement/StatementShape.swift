// What a translated query asks of each table it reads: equalities, ranges, joins and orders, with every column resolved
// through aliases, subqueries, common table expressions and views to the base table that holds it.

import Facts
import Syntax

/// A key that a condition restricts: a column of the table, or a function of one column such as `lower(email)`.
struct SoughtKey: Hashable, Sendable {
  /// The column as declared, or the column inside the expression.
  var column: String
  /// The function's name if the key is `function(column)`.
  var function: String?

  var indexKey: IndexKey {
    guard let function else { return IndexKey(column: column) }
    return IndexKey(term: .expression(.function(SQLFunctionCall(function, [.column(SQLColumnName(column))]))))
  }
}

/// How a condition restricts a key.
enum Restriction: Hashable, Sendable {
  /// `=` with a value, a parameter, or something from an enclosing query.
  case equal
  /// `=` with 0, 1, true or false: a flag, whatever the column's type says.
  case flag
  /// `IN` with that many members; nil for an unknown number.
  case list(Int?)
  case isNull
  /// `=` with a column of another table of the same query.
  case join(use: Int, column: String)
  /// One bound or, for BETWEEN, two.
  case range(bounds: Int)
  /// Restricts the rows but cannot be sought: `<>`, LIKE, NOT IN.
  case filter
}

/// A value that stands in the statement.
enum StatedValue: Hashable, Sendable {
  case number(Double)
  case text(String)
}

/// One condition of a conjunction.
struct Condition: Hashable, Sendable {
  var key: SoughtKey
  var restriction: Restriction
  /// The values that it states: of a range its bounds.
  var values: [StatedValue] = []
  /// Of a range with one bound: whether rows are below it.
  var isUpperBound = false
}

/// An OR whose branches each restrict a key of the same table.
struct Alternatives: Hashable, Sendable {
  var branches: [[Condition]]
}

/// An OR whose branches restrict keys of one table or several: once all are read, few rows are left.
struct SpreadAlternatives: Hashable, Sendable {
  struct Part: Hashable, Sendable {
    var use: Int
    var condition: Condition
  }
  var branches: [[Part]]
  var uses: Set<Int>
}

/// An order asked for: ORDER BY, GROUP BY or DISTINCT, all on one table.
struct SoughtOrder: Hashable, Sendable {
  struct Term: Hashable, Sendable {
    var key: SoughtKey
    var isDescending: Bool
  }
  var terms: [Term]
  /// Whether only the first rows are wanted. The number, or nil if unknown.
  var isLimited: Bool
  var limit: Int?
  var purpose: SortPurpose
}

/// One base table read by one part of the query.
struct TableUse: Sendable {
  var table: TableDeclaration
  /// The name that plan lines use for it.
  var name: String
  /// The SELECT core that it belongs to, numbered in order of appearance.
  var core: Int
  var conditions: [Condition] = []
  var alternatives: [Alternatives] = []
  var order: SoughtOrder?
  /// Whether rows are kept when nothing matches (the right side of LEFT JOIN).
  var isOptional = false
  /// The columns that the statement names, folded: what an index must hold to answer without the table.
  var columns: Set<String> = []
}

/// The shape of a whole query.
struct StatementShape: Sendable {
  var uses: [TableUse] = []
  var alternatives: [SpreadAlternatives] = []
  /// Names of tables and views that the catalog does not have.
  var unknownTables: [String] = []
  /// Names of views that are read.
  var views: [String] = []
  /// LIMIT of the outermost query: nil for none.
  var limit: Int?
  var hasLimit = false

  /// Positions of the uses that plan lines call by this name.
  func uses(named name: String) -> [Int] {
    uses.indices.filter { sameName(uses[$0].name, name) }
  }
  /// Whether the statement asks for one value of the candidate's first key.
  func finds(_ candidate: Candidate) -> Bool {
    uses.contains { use in
      foldedName(use.table.name) == candidate.table
        && use.conditions.contains { condition in
          guard case .equal = condition.restriction else { return false }
          return condition.key.indexKey.matches(candidate.keys[0])
        }
    }
  }
}
