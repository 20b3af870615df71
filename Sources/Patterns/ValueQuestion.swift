// What a pattern's `where` may ask of a captured value. The questions stay open while a file is matched; the analysis
// answers them later through `ValueOracle`, when types and effects of the whole project are known.

import Syntax

/// How a collection grows, as `where: growth:` names it.
public enum GrowthClass: String, Sendable, CaseIterable {
  /// A literal, an enum's cases, `range(3)`.
  case constant
  /// Limited by something the code shows: a slice, a batch, a page.
  case bounded
  /// As large as the input or a table.
  case inputSized = "input-sized"
}

/// The types that `where: type:` may name; those that a language lacks are simply never answered with yes.
public enum ValueType: String, Sendable, CaseIterable {
  case list, tuple, set, dictionary, deque, range, string, bytes, number, iterator
  case query, rows, entity, relation, connection, cursor, function, `class`
}

/// One question about a value.
public enum ValueQuestion: Hashable, Sendable {
  /// Whether the value has one of these types.
  case type([ValueType])
  /// Whether the value surely has none of these types.
  case notType([ValueType])
  case growth([GrowthClass])
  /// Whether the value stays the same in every round of the nearest loop around it.
  case loopInvariant(Bool)
  /// Whether evaluating the expression makes a database round trip.
  case performsQuery(Bool)
}

/// A question that a match leaves to the analysis.
public struct OpenQuestion: Hashable, Sendable {
  /// The capture's name without `$`.
  public var capture: String
  /// The captured expression and its source text.
  public var range: ByteRange
  public var text: String
  public var question: ValueQuestion
  /// Whether the match stays, at low confidence, when the analysis does not know.
  public var keepsUnknown: Bool
}

/// Answers questions about values, in place of the analysis that the pattern engine does not know.
public protocol ValueOracle {
  /// Yes, no, or nil for unknown, about what an open question of a file asks.
  func answer(_ question: OpenQuestion, in path: String) -> Bool?
}
