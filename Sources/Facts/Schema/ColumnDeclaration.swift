// One column of a table as the schema declares it, with the two judgements that index advice needs of it:
// its SQLite affinity, and whether it can tell rows apart. Tables are in TableDeclaration.swift.

import Findings
import Syntax

/// How SQLite stores and compares a column, from its declared type (sqlite.org/datatype3.html, section 3.1).
public enum ColumnAffinity: String, Hashable, Sendable, CaseIterable {
  case text, numeric, integer, real, blob

  /// The affinity of a declared type; a column without a type is `blob`.
  public init(declaredType: String) {
    let type = declaredType.uppercased()
    if type.isEmpty {
      self = .blob
    } else if type.holds("INT") || type.holds("SERIAL") {
      self = .integer
    } else if type.holds("CHAR") || type.holds("CLOB") || type.holds("TEXT") {
      self = .text
    } else if type.holds("BLOB") || type.holds("BYTEA") {
      self = .blob
    } else if type.holds("REAL") || type.holds("FLOA") || type.holds("DOUB") {
      self = .real
    } else {
      self = .numeric
    }
  }
}

/// A column as declared. Names are as written, without quotes; they are compared without regard to case.
public struct ColumnDeclaration: Hashable, Sendable {
  public var name: String
  /// The declared type as the project writes it (`varchar(30)`, `BooleanField`'s `bool`), or empty.
  public var type: String
  public var isNotNull: Bool
  public var isUnique: Bool
  /// A boolean, or an enumeration or choice with few values: useless as the only column of an index.
  public var isLowSelectivity: Bool
  public var hasDefault: Bool
  /// Name of the declared collation, if any.
  public var collation: String?
  public var location: Location

  public init(
    name: String, type: String, isNotNull: Bool = false, isUnique: Bool = false, isLowSelectivity: Bool? = nil,
    hasDefault: Bool = false, collation: String? = nil, location: Location
  ) {
    self.name = name
    self.type = type
    self.isNotNull = isNotNull
    self.isUnique = isUnique
    self.isLowSelectivity = isLowSelectivity ?? ColumnDeclaration.tellsFewRowsApart(name: name, type: type)
    self.hasDefault = hasDefault
    self.collation = collation
    self.location = location
  }

  public var affinity: ColumnAffinity { ColumnAffinity(declaredType: type) }

  /// Whether the type or the name says that the column holds two or a handful of values.
  public static func tellsFewRowsApart(name: String, type: String) -> Bool {
    let type = type.lowercased()
    if type.hasPrefix("bool") || type == "tinyint(1)" || type == "bit" || type == "bit(1)" { return true }
    if type.hasPrefix("enum") || type.hasPrefix("set(") { return true }
    let name = name.lowercased()
    return flagPrefixes.contains { name.hasPrefix($0) }
  }

  private static let flagPrefixes = ["is_", "has_", "can_", "was_", "should_", "allow_", "enable_"]
}
