// What is known of one model: its relations, its columns and its managers. How they are read is ModelIndex's business.

import Facts
import Findings
import Syntax

enum RelationKind: UInt8 {
  case toOne, toMany, genericToOne, genericToMany
}

/// One relation of a model, as seen from that model.
struct Relation {
  var name: Symbol
  var kind: RelationKind
  /// The related model, or nil when it is outside the project or not known.
  var target: ClassID?
  var isReverse: Bool
  /// May hold no row (`null=True`): a join of everything leaves it out.
  var isOptional = false
  /// For a reverse relation: the to-one field on the other side, which its rows have loaded.
  var inverse: Symbol = .none
  /// The model of the table between, where one is declared (`through=`).
  var through: ClassID?
  /// Loaded with the row by default (`lazy="joined"`).
  var loadsByDefault: Bool
  /// Loads nothing on access (`lazy="raise"`, `"dynamic"`, `"write_only"`).
  var isDynamic: Bool
  var file: Int
  var range: ByteRange
  /// Some request of the project asks for it beforehand: rows whose request is out of sight may have it.
  var isPrefetchedSomewhere = false
}

/// A column of a model.
struct ModelColumn {
  var name: Symbol
  /// Last part of the field class's name (`CharField`, `Column`).
  var type: Symbol
  /// Operation in the class body.
  var operation: Int
  var range: ByteRange
  /// Part of the primary key, which is always loaded.
  var isKey = false
}

struct Model {
  var id: ClassID
  var framework: Framework
  var relations: [Symbol: Relation] = [:]
  var columns: [ModelColumn] = []
  var isAbstract = false
  /// A row that its context loads as a fault (Core Data, SwiftData).
  var isManaged = false
  /// Attributes that show an attribute of related rows (`association_proxy("tags", "name")`).
  var proxies: [Symbol: (relation: Symbol, attribute: Symbol)] = [:]
  /// Columns that are loaded only when they are read or asked for.
  var deferred: Set<Symbol> = []
  /// Custom manager classes by attribute (`objects`).
  var managers: [Symbol: [ClassID]] = [:]
  /// The classes of all managers, those of the bases too, in the order of the project's classes.
  var managersInOrder: [ClassID] = []
  /// Operand of `Meta.db_table` / `__tablename__` as symbol.
  var tableName: Symbol = .none
}
