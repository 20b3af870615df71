// Statements of ORM queries: each use of a query in the code as the SELECT that the ORM sends, as far as its conditions
// are known, and the look-ups that relations imply. Paths are walked by ModelStatementBuilder.

import Facts
import Findings
import Syntax

extension ModelSchema {
  /// The statements of the queries among `uses`; those without a condition or a limited order ask nothing of an index.
  public func statements(_ uses: [StatementUse]) -> [StatementFact] {
    var result: [StatementFact] = []
    var seen: Set<StatementFact> = []
    for use in uses {
      guard let query = use.query, let table = tablesByModel[query.model] else { continue }
      var builder = ModelStatementBuilder(schema: self, model: query.model, table: table)
      guard let select = builder.select(query) else { continue }
      var fact = StatementFact(
        statement: .select(select), location: use.location, origin: .orm, loopDepth: use.loopDepth,
        root: table.declaration.root)
      fact.isPartial = !query.isWhole
      fact.isOffline = use.isOffline
      fact.optionalColumns = builder.optionalColumns
      if seen.insert(fact).inserted { result.append(fact) }
    }
    return result + impliedStatements().filter { seen.insert($0).inserted }
  }

  // MARK: Relations

  /// Look-ups by foreign key that relations make when they are read, where no framework adds an index for them.
  private func impliedStatements() -> [StatementFact] {
    let read = namesRead()
    var result: [StatementFact] = []
    for id in tablesByModel.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
      guard let model = models.models[id], let table = tablesByModel[id], !proxies.contains(id) else { continue }
      for (name, relation) in model.relations.sorted(by: { project.text($0.key) < project.text($1.key) }) {
        // Deleting a row looks up what relates to it generically, read or not.
        guard read.contains(name) || relation.loadsByDefault || relation.kind == .genericToMany else { continue }
        let location = project.location(relation.file, relation.range)
        if model.framework == .sqlalchemy {
          for lookup in alchemyLookups(relation, of: table) {
            result.append(lookedUp(lookup.table, [lookup.column], .sqlalchemy, location))
          }
        } else if relation.kind == .genericToMany, let columns = genericColumns(relation) {
          guard let target = relation.target.flatMap({ tablesByModel[$0] }) else { continue }
          result.append(lookedUp(target.declaration.name, columns, .django, location))
        }
      }
    }
    return result
  }

  /// Names that some member access or call in the application's code has.
  private func namesRead() -> Set<Symbol> {
    var names: Set<Symbol> = []
    for facts in project.files where facts.scope == .normal {
      for operation in facts.operations where operation.kind == .member || operation.kind == .invoke {
        names.insert(operation.name)
      }
    }
    return names
  }

  private func lookedUp(
    _ table: String, _ columns: [String], _ framework: Framework, _ location: Location
  ) -> StatementFact {
    let conditions = columns.map {
      SQLExpression.binary(.equal, .column(SQLColumnName(table: table, $0)), .placeholder("?"))
    }
    let core = SQLSelectCore(
      columns: [SQLResultColumn(.star(table: nil))], from: [SQLJoin(.table(SQLTableReference(SQLTableName(table))))],
      where: conditions.count == 1 ? conditions[0] : .logical(.and, conditions))
    return StatementFact(
      statement: .select(SQLSelect(core)), location: location, origin: .implied,
      root: framework == .django ? ModelSchema.djangoRoot : ModelSchema.alchemyRoot)
  }

  /// The tables and columns that loading a SQLAlchemy relation looks up, unless it goes by a primary key.
  private func alchemyLookups(_ relation: Relation, of table: ModelTable) -> [(table: String, column: String)] {
    if let secondary = secondaryTable(relation) {
      return keys(of: secondary, to: table).map { (secondary.name, $0) }
    }
    guard let other = relation.target.flatMap({ tablesByModel[$0] }) else { return [] }
    // A relation to one row goes by this table's own foreign key if there is one.
    if relation.kind == .toOne, !keys(of: table.declaration, to: other).isEmpty { return [] }
    let columns = keys(of: other.declaration, to: table)
    guard columns.count == 1, other.primaryKey.map({ !sameName($0, columns[0]) }) ?? true else { return [] }
    return [(other.declaration.name, columns[0])]
  }

  /// The columns by which one table refers to another.
  private func keys(of table: TableDeclaration, to other: ModelTable) -> [String] {
    table.foreignKeys.filter {
      $0.columns.count == 1 && sameName($0.referencedTable, other.declaration.name)
    }.map { $0.columns[0] }
  }

  /// The table of a relation's `secondary=`: a name in a string, a variable, or a model's `__table__`.
  private func secondaryTable(_ relation: Relation) -> TableDeclaration? {
    guard let (body, operation) = declaration(relation), let given = body.option("secondary", operation),
      let written = body.string(given).map(lastName) ?? body.name(given)
    else { return nil }
    let name = linkVariables[written] ?? written
    if let link = linkTables.first(where: { sameName($0.name, name) }) { return link }
    if let inner = body.operation(given), inner.kind == .member, let model = body.name(inner.a),
      let id = project.classesByName[project.symbol(model)]?.first
    {
      return tablesByModel[id]?.declaration
    }
    return tablesByModel.values.map(\.declaration).first { sameName($0.name, name) }
  }

  private func lastName(_ text: String) -> String { text.split(separator: ".").last.map(String.init) ?? text }

  /// The call that declares a relation, in the class body that holds it.
  private func declaration(_ relation: Relation) -> (DeclarationBody, Operation)? {
    let facts = project.files[relation.file]
    for fact in facts.classes where fact.body >= 0 {
      guard let body = DeclarationBody(project, file: relation.file, body: Int(fact.body)) else { continue }
      for operation in body.operations where operation.range == relation.range {
        if operation.kind == .call || operation.kind == .invoke { return (body, operation) }
      }
    }
    return nil
  }

  /// Columns of the content type and the object's key that a generic relation looks up.
  private func genericColumns(_ relation: Relation) -> [String]? {
    guard let target = relation.target.flatMap({ tablesByModel[$0] }), let (body, operation) = declaration(relation)
    else { return nil }
    let type = body.option("content_type_field", operation).flatMap(body.string) ?? "content_type"
    let key = body.option("object_id_field", operation).flatMap(body.string) ?? "object_id"
    guard let typeColumn = target.fields[type]?.column, let keyColumn = target.fields[key]?.column else { return nil }
    return [typeColumn, keyColumn]
  }
}
