// A model's table together with the names by which its queries call the columns, and all of them by model. Which
// declarations make which columns is decided by the readers of each framework.

import Facts
import Findings
import Syntax

/// What a field name of a model stands for.
struct ModelField {
  /// The column; empty for a relation without a column in this table.
  var column: String
  /// The model that a foreign key leads to.
  var target: ClassID?
  /// Whether the name is of a foreign key, so that more may follow it in a path.
  var isForeignKey = false
  /// The table between two models, for a many-to-many relation.
  var link: ModelLink?
}

/// A table that joins the rows of two models.
struct ModelLink {
  var table: String
  var ownColumn: String
  var otherColumn: String
  var target: ClassID
}

/// A model's table.
struct ModelTable {
  var declaration: TableDeclaration
  var framework: Framework
  var fields: [String: ModelField] = [:]
  /// The models whose tables hold the inherited columns, with the column here that leads there.
  var parents: [(model: ClassID, column: String)] = []
  /// Default order of the rows (`Meta.ordering`).
  var ordering: [String] = []

  /// The column that identifies a row, if it is one.
  var primaryKey: String? { declaration.primaryKey.count == 1 ? declaration.primaryKey[0] : nil }
}

/// The tables of a project's models.
public struct ModelSchema: Sendable {
  let project: Project
  let models: ModelIndex
  var tablesByModel: [ClassID: ModelTable] = [:]
  /// Models that have no table of their own, but use that of a model they derive from.
  var proxies: Set<ClassID> = []
  /// Tables that no model stands for, in order of declaration.
  var linkTables: [TableDeclaration] = []
  /// Names of such tables by the variable that holds them.
  var linkVariables: [String: String] = [:]

  static let djangoRoot = SchemaRoot("django")
  static let alchemyRoot = SchemaRoot("sqlalchemy")

  /// All tables, models in order of their files, then the tables between them.
  public var tables: [TableDeclaration] {
    let ids = tablesByModel.keys.filter { !proxies.contains($0) }.sorted { $0.rawValue < $1.rawValue }
    return ids.compactMap { tablesByModel[$0]?.declaration } + linkTables
  }

  init(project: Project, models: ModelIndex) {
    self.project = project
    self.models = models
    DjangoTableReader.read(into: &self)
    AlchemyTableReader.read(into: &self)
  }

  /// Models of one framework in files that make the application, in order.
  func modelIDs(_ framework: Framework) -> [ClassID] {
    models.models.values.filter { model in
      guard model.framework == framework, !project.isOutside(model.id) else { return false }
      switch project.files[project.file(of: model.id)].scope {
      case .normal, .vendored: return project.files[project.file(of: model.id)].language == .python
      case .test, .migration, .generated: return false
      }
    }.map(\.id).sorted { $0.rawValue < $1.rawValue }
  }
}

extension ProjectAnalysis {
  /// The tables that the project's models declare.
  public func modelSchema() -> ModelSchema { ModelSchema(project: project, models: models) }
}

/// Stands for the condition of a partial index: taken to hold where the first key is compared, so that no second index
/// is asked for beside it, and yet it makes no other index redundant.
func unknownCondition(_ keys: [IndexKey]) -> SQLExpression? {
  keys.first?.column.map { .isNull(.column(SQLColumnName($0)), isNegated: true) }
}

/// `OrderItem` → `order_item`, `HTTPLog` → `http_log`.
func snakeCase(_ name: String) -> String {
  let characters = Array(name)
  var result = ""
  for (position, character) in characters.enumerated() {
    if character.isUppercase, position > 0 {
      let startsWord = position + 1 < characters.count && characters[position + 1].isLowercase
      if characters[position - 1] != "_", !characters[position - 1].isUppercase || startsWord { result += "_" }
    }
    result += character.lowercased()
  }
  return result
}
