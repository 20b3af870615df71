// One table of a schema as declared in DDL or by an ORM's model: columns, keys, indexes, and the place of each.
// Collecting tables into a catalog, in order, is the business of SchemaCatalog.

import Findings
import Syntax

/// Which schema a table belongs to: an application, a migration folder, a dump, a database file.
///
/// Tables of one root live in one database; two roots that declare the same table are told apart.
public struct SchemaRoot: Hashable, Sendable, Comparable {
  /// A path relative to the scanned root (`db/migrations`, `dump.sql`), or a name the analysis chooses (`django`).
  public var name: String

  public init(_ name: String) { self.name = name }

  public static func < (a: SchemaRoot, b: SchemaRoot) -> Bool { a.name < b.name }
}

/// What deleting the parent row does to the child rows.
public enum ForeignKeyAction: String, Hashable, Sendable, CaseIterable {
  case none, restrict, cascade, setNull, setDefault
}

/// A foreign key, on columns of the table that holds it.
public struct ForeignKeyDeclaration: Hashable, Sendable {
  public var columns: [String]
  public var referencedTable: String
  /// Empty for the primary key of the referenced table.
  public var referencedColumns: [String]
  public var onDelete: ForeignKeyAction
  public var location: Location

  public init(
    columns: [String], referencedTable: String, referencedColumns: [String] = [], onDelete: ForeignKeyAction = .none,
    location: Location
  ) {
    self.columns = columns
    self.referencedTable = referencedTable
    self.referencedColumns = referencedColumns
    self.onDelete = onDelete
    self.location = location
  }
}

/// How an index is organised, as far as it matters here.
public enum IndexMethod: String, Hashable, Sendable, CaseIterable {
  /// Serves equality, ranges, prefixes and order: what SQLite has.
  case tree
  /// PostgreSQL `hash`: serves equality only.
  case hash
  /// GIN, GiST, full text, spatial and the like, which SQLite cannot judge.
  case other
}

/// What an index key is computed from.
public enum IndexKeyTerm: Hashable, Sendable {
  case column(String)
  case expression(SQLExpression)
}

/// One key of an index.
public struct IndexKey: Hashable, Sendable {
  public var term: IndexKeyTerm
  public var isDescending: Bool
  public var collation: String?

  public init(term: IndexKeyTerm, isDescending: Bool = false, collation: String? = nil) {
    self.term = term
    self.isDescending = isDescending
    self.collation = collation
  }

  public init(column: String, isDescending: Bool = false) {
    self.init(term: .column(column), isDescending: isDescending)
  }

  /// The column's name, or nil for an expression.
  public var column: String? {
    switch term {
    case .column(let name): return name
    case .expression: return nil
    }
  }
}

/// An index, or a unique constraint that is kept by one.
public struct IndexDeclaration: Hashable, Sendable {
  /// The declared name, or nil where the database or the framework chooses one.
  public var name: String?
  public var keys: [IndexKey]
  public var isUnique: Bool
  /// Condition of a partial index.
  public var predicate: SQLExpression?
  /// Columns carried for covering only (PostgreSQL's INCLUDE).
  public var included: [String]
  public var method: IndexMethod
  /// Whether nobody wrote it: an ORM adds it to a foreign key, say.
  public var isImplicit: Bool
  /// Whether more keys follow that could not be read: it serves what its keys serve, and more.
  public var isCut = false
  public var location: Location

  public init(
    name: String? = nil, keys: [IndexKey], isUnique: Bool = false, predicate: SQLExpression? = nil,
    included: [String] = [], method: IndexMethod = .tree, isImplicit: Bool = false, location: Location
  ) {
    self.name = name
    self.keys = keys
    self.isUnique = isUnique
    self.predicate = predicate
    self.included = included
    self.method = method
    self.isImplicit = isImplicit
    self.location = location
  }

  /// An index on plain ascending columns.
  public init(
    name: String? = nil, columns: [String], isUnique: Bool = false, isImplicit: Bool = false, location: Location
  ) {
    self.init(
      name: name, keys: columns.map { IndexKey(column: $0) }, isUnique: isUnique, isImplicit: isImplicit,
      location: location)
  }

  /// The key columns if every key is a plain column.
  public var columns: [String]? {
    let names = keys.compactMap(\.column)
    return names.count == keys.count ? names : nil
  }
}

/// A table as declared. Names are as written, without quotes and without the prefix of the default schema.
public struct TableDeclaration: Hashable, Sendable {
  public var name: String
  public var root: SchemaRoot
  public var columns: [ColumnDeclaration]
  /// Empty if none is declared.
  public var primaryKey: [String]
  /// Unique sets of columns beside the primary key; a column's own UNIQUE is `isUnique` of the column.
  public var uniqueSets: [IndexDeclaration]
  public var foreignKeys: [ForeignKeyDeclaration]
  public var indexes: [IndexDeclaration]
  public var isWithoutRowid: Bool
  /// Made by a module (full text, spatial): SQLite finds its rows in its own way, indexes do not apply.
  public var isVirtual: Bool
  /// Whether all columns are known. False when a base class or mixin could not be read, or for CREATE TABLE AS.
  public var isComplete: Bool
  /// Rows in the real database, if a database file or the configuration says so.
  public var rowCount: Int?
  /// Model class that declares it, if an ORM does.
  public var model: String?
  public var location: Location

  public init(
    name: String, root: SchemaRoot, columns: [ColumnDeclaration] = [], primaryKey: [String] = [],
    uniqueSets: [IndexDeclaration] = [], foreignKeys: [ForeignKeyDeclaration] = [],
    indexes: [IndexDeclaration] = [], isWithoutRowid: Bool = false, isVirtual: Bool = false,
    isComplete: Bool = true, rowCount: Int? = nil, model: String? = nil, location: Location
  ) {
    self.name = name
    self.root = root
    self.columns = columns
    self.primaryKey = primaryKey
    self.uniqueSets = uniqueSets
    self.foreignKeys = foreignKeys
    self.indexes = indexes
    self.isWithoutRowid = isWithoutRowid
    self.isVirtual = isVirtual
    self.isComplete = isComplete
    self.rowCount = rowCount
    self.model = model
    self.location = location
  }

  /// The column of that name, without regard to case.
  public func column(_ name: String) -> ColumnDeclaration? {
    columns.first { sameName($0.name, name) }
  }

  /// The single INTEGER primary key column, which in SQLite is the row id itself and needs no index.
  public var rowidColumn: String? {
    guard !isWithoutRowid, primaryKey.count == 1, let column = column(primaryKey[0]) else { return nil }
    return column.affinity == .integer ? column.name : nil
  }
}

/// Whether two SQL names mean the same, ASCII letters of either case being equal.
public func sameName(_ a: String, _ b: String) -> Bool {
  a == b || (a.utf8.count == b.utf8.count && foldedName(a) == foldedName(b))
}

/// The form of a SQL name to compare and to look up by: ASCII letters in lower case.
public func foldedName(_ name: String) -> String {
  guard name.utf8.contains(where: { $0 >= 0x41 && $0 <= 0x5A }) else { return name }
  return String(decoding: name.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
}
