// Tables of SQLAlchemy models and of Table() calls: columns, keys and indexes as create_all would make them. SQLAlchemy
// gives foreign keys no index, so none is assumed.

import Facts
import Findings
import Syntax

struct AlchemyTableReader {
  private let project: Project
  private let models: ModelIndex
  private let ids: [ClassID]

  static func read(into schema: inout ModelSchema) {
    let reader = AlchemyTableReader(
      project: schema.project, models: schema.models, ids: schema.modelIDs(.sqlalchemy))
    guard !reader.ids.isEmpty else { return }
    var tables: [ClassID: ModelTable] = [:]
    for id in reader.ids { if let table = reader.table(id) { tables[id] = table } }
    reader.shareInheritedTables(&tables)
    reader.readModules(&tables, &schema)
    for (id, table) in tables { schema.tablesByModel[id] = reader.withRelations(table, id, tables) }
    schema.proxies.formUnion(reader.ids.filter { tables[$0] != nil && reader.tableName($0) == nil })
  }

  // MARK: Names

  /// The table that a class itself declares.
  private func tableName(_ id: ClassID) -> String? {
    let file = project.file(of: id)
    let fact = project.classFact(id)
    guard let body = DeclarationBody(project, file: file, body: Int(fact.body)) else { return nil }
    for (name, value) in body.assignments where name == "__tablename__" { return body.string(value) }
    let isAbstract = body.assignments.contains { $0.name == "__abstract__" && $0.value == Operand(.yes) }
    guard !isAbstract, declaresKey(id, body) else { return nil }
    let isFlask = models.lineage(id).contains { ancestor in
      project.writtenBases(ancestor).contains { $0.name == "Model" && $0.qualifier == "db" }
    }
    return isFlask || computesName(id) ? snakeCase(project.name(id)) : nil
  }

  /// Whether some column of the class is a primary key: a class of the same table as its base has none.
  private func declaresKey(_ id: ClassID, _ body: DeclarationBody) -> Bool {
    let calls = body.operations.contains { operation in
      (operation.kind == .call || operation.kind == .invoke) && body.isTrue("primary_key", operation)
    }
    guard !calls else { return true }
    return models.lineage(id).dropFirst().contains { ancestor in
      guard !hasWrittenName(ancestor),
        let inherited = DeclarationBody(
          project, file: project.file(of: ancestor), body: Int(project.classFact(ancestor).body))
      else { return false }
      return inherited.operations.contains { operation in
        (operation.kind == .call || operation.kind == .invoke) && inherited.isTrue("primary_key", operation)
      }
    }
  }

  private func hasWrittenName(_ id: ClassID) -> Bool {
    guard let body = DeclarationBody(project, file: project.file(of: id), body: Int(project.classFact(id).body))
    else { return false }
    return body.assignments.contains { $0.name == "__tablename__" }
  }

  /// Whether a base computes `__tablename__` from the class's name.
  private func computesName(_ id: ClassID) -> Bool {
    let wanted = project.symbol("__tablename__")
    guard !wanted.isNone else { return false }
    return models.lineage(id).contains { ancestor in
      let file = project.file(of: ancestor)
      let local = Int32(ancestor.index - project.classOffsets[file])
      return project.files[file].functions.contains { $0.owner == local && $0.name == wanted }
    }
  }

  // MARK: One table

  private func table(_ id: ClassID) -> ModelTable? {
    guard let name = tableName(id) else { return nil }
    let location = project.location(project.file(of: id), project.classFact(id).range)
    var result = ModelTable(
      declaration: TableDeclaration(
        name: name, root: ModelSchema.alchemyRoot, model: project.name(id), location: location),
      framework: .sqlalchemy)
    for ancestor in models.lineage(id).reversed() {
      // Columns of a base with its own table are that table's.
      guard ancestor == id || !hasWrittenName(ancestor) else { continue }
      readColumns(ancestor, into: &result)
      let isKnown = project.writtenBases(ancestor).allSatisfy { base in
        !project.classesByName[project.symbol(base.name), default: []].isEmpty || base.name.hasSuffix("Model")
          || base.name.hasSuffix("Base") || base.name.hasSuffix("Mixin") || base.name == "object"
      }
      result.declaration.isComplete = result.declaration.isComplete && isKnown
    }
    for ancestor in models.lineage(id).reversed() { readTableArguments(ancestor, into: &result) }
    guard !result.declaration.columns.isEmpty else { return nil }
    return result
  }

  private func readColumns(_ id: ClassID, into table: inout ModelTable) {
    let file = project.file(of: id)
    let fact = project.classFact(id)
    let facts = project.files[file]
    let local = Int32(id.index - project.classOffsets[file])
    guard let body = DeclarationBody(project, file: file, body: Int(fact.body)) else { return }
    for (name, value) in body.assignments {
      guard let (callee, operation) = body.call(value) else { continue }
      guard ["Column", "mapped_column", "column_property", "deferred"].contains(callee) else { continue }
      var call = operation
      if callee == "deferred" || callee == "column_property" {
        guard let inner = body.positional(operation).first.flatMap(body.call), inner.name.hasSuffix("olumn") else {
          continue
        }
        call = inner.operation
      }
      let typed = facts.attributes.first { $0.owner == local && project.text($0.name) == name }
      let annotation = typed.flatMap { mappedType($0.type, facts) }
      add(AlchemyColumn(name, call, body, annotation: annotation), as: name, to: &table)
    }
    for attribute in facts.attributes where attribute.owner == local {
      let name = project.text(attribute.name)
      guard table.fields[name] == nil, !isAssigned(name, body), let type = mappedType(attribute.type, facts) else {
        continue
      }
      let location = project.location(file, attribute.range)
      add(AlchemyColumn(name, annotation: type, location: location), as: name, to: &table)
    }
    // Columns of mixins are often declared by functions: @declared_attr def user_id(cls): return Column(…)
    for function in facts.functions where function.owner == local && function.body >= 0 {
      let isDeclared = facts.decorators(of: function)
        .contains { ["declared_attr", "cascading", "directive"].contains(project.text($0.name)) }
      guard isDeclared, let inner = DeclarationBody(project, file: file, body: Int(function.body)) else { continue }
      let name = project.text(function.name)
      for operation in inner.operations where operation.kind == .return {
        guard let (callee, call) = inner.call(operation.a), callee == "Column" || callee == "mapped_column" else {
          continue
        }
        add(AlchemyColumn(name, call, inner, annotation: nil), as: name, to: &table)
      }
    }
  }

  /// Whether a name has more than an annotation.
  private func isAssigned(_ name: String, _ body: DeclarationBody) -> Bool {
    body.assignments.contains { $0.name == name && body.call($0.value) != nil }
  }

  /// The scalar type inside `Mapped[…]`; nil for anything that is no column.
  private func mappedType(_ reference: TypeReference, _ facts: FileFacts) -> String? {
    guard reference >= 0, project.text(facts.types[Int(reference)].name) == "Mapped" else { return nil }
    var current = facts.types[Int(reference)]
    for _ in 0..<6 {
      guard
        let next = facts.arguments(of: current)
          .first(where: { $0 >= 0 && project.text(facts.types[Int($0)].name) != "None" })
      else { break }
      current = facts.types[Int(next)]
      let name = project.text(current.name)
      if name != "Optional" && name != "|" && name != "Annotated" && name != "Union" {
        return annotatedColumnType(name)
      }
    }
    return nil
  }

  private func add(_ column: AlchemyColumn, as name: String, to table: inout ModelTable) {
    if let known = table.declaration.columns.firstIndex(where: { sameName($0.name, column.name) }) {
      table.declaration.columns.remove(at: known)
      table.declaration.primaryKey.removeAll { sameName($0, column.name) }
      table.declaration.indexes.removeAll { $0.columns == [column.name] }
      table.declaration.foreignKeys.removeAll { $0.columns == [column.name] }
    }
    column.add(to: &table.declaration)
    table.fields[name] = ModelField(column: column.name)
  }

  // MARK: Indexes

  /// Index and constraint calls in the class body (`__table_args__`) and in functions of that name.
  private func readTableArguments(_ id: ClassID, into table: inout ModelTable) {
    let file = project.file(of: id)
    let fact = project.classFact(id)
    guard let body = DeclarationBody(project, file: file, body: Int(fact.body)) else { return }
    readIndexes(body, into: &table)
    let local = Int32(id.index - project.classOffsets[file])
    for function in project.files[file].functions where function.owner == local && function.body >= 0 {
      guard project.text(function.name).holds("table_args"),
        let inner = DeclarationBody(project, file: file, body: Int(function.body))
      else { continue }
      readIndexes(inner, into: &table)
    }
  }

  private func readIndexes(_ body: DeclarationBody, into table: inout ModelTable) {
    for operation in body.operations {
      guard let name = body.callee(operation) else { continue }
      let location = body.location(operation.range)
      var arguments = body.positional(operation)
      switch name {
      case "Index":
        guard !arguments.isEmpty else { continue }
        let indexName = body.string(arguments.removeFirst())
        declareColumns(arguments, body, in: &table)
        add(index: indexName, arguments, operation, body, to: &table)
      case "UniqueConstraint":
        declareColumns(arguments, body, in: &table)
        let columns = arguments.compactMap { column($0, body, table) }
        guard !columns.isEmpty, columns.count == arguments.count else { continue }
        table.declaration.uniqueSets.append(
          IndexDeclaration(
            name: body.option("name", operation).flatMap(body.string), columns: columns, isUnique: true,
            location: location))
      case "PrimaryKeyConstraint":
        let columns = arguments.compactMap { column($0, body, table) }
        if !columns.isEmpty { table.declaration.primaryKey = columns }
      case "ForeignKeyConstraint":
        guard arguments.count >= 2, let own = body.strings(arguments[0]), let other = body.strings(arguments[1]),
          let first = other.first
        else { continue }
        table.declaration.foreignKeys.append(
          ForeignKeyDeclaration(columns: own, referencedTable: AlchemyColumn.table(of: first), location: location))
      default: continue
      }
    }
  }

  /// Adds the columns that an index or a constraint names by text and that no class in sight declares: a mixin of another
  /// package does.
  private func declareColumns(_ named: [Operand], _ body: DeclarationBody, in table: inout ModelTable) {
    for operand in named {
      guard let name = body.string(operand), column(operand, body, table) == nil else { continue }
      // Nothing is known of its values: no index is proposed for it alone.
      table.declaration.columns.append(
        ColumnDeclaration(name: name, type: "", isLowSelectivity: true, location: table.declaration.location))
      table.fields[name] = ModelField(column: name)
    }
  }

  private func add(
    index name: String?, _ arguments: [Operand], _ operation: Operation, _ body: DeclarationBody,
    to table: inout ModelTable
  ) {
    var keys: [IndexKey] = []
    for argument in arguments {
      guard let key = key(argument, body, table) else { break }
      keys.append(key)
    }
    guard !keys.isEmpty else { return }
    let method = body.option("postgresql_using", operation).flatMap(body.string) ?? "btree"
    let isPartial = body.arguments(operation).contains { project.text($0.label).hasSuffix("_where") }
    let isWhole = keys.count == arguments.count && !isPartial
    var index = IndexDeclaration(
      name: name, keys: keys, isUnique: body.isTrue("unique", operation) && isWhole,
      predicate: isPartial ? unknownCondition(keys) : nil,
      method: method == "btree" ? .tree : method == "hash" ? .hash : .other,
      location: body.location(operation.range))
    index.isCut = keys.count < arguments.count
    table.declaration.indexes.append(index)
  }

  private func key(_ argument: Operand, _ body: DeclarationBody, _ table: ModelTable) -> IndexKey? {
    if let column = column(argument, body, table) { return IndexKey(column: column) }
    guard let (name, operation) = body.call(argument) else { return nil }
    switch name {
    case "desc", "asc":
      let inner = operation.kind == .invoke ? operation.a : body.positional(operation).first
      let named =
        inner.flatMap { column($0, body, table) }
        ?? body.positional(operation).first.flatMap {
          column($0, body, table)
        }
      return named.map { IndexKey(column: $0, isDescending: name == "desc") }
    case "lower", "upper":
      guard let named = body.positional(operation).first.flatMap({ column($0, body, table) }) else { return nil }
      return IndexKey(term: .expression(.function(SQLFunctionCall(name, [.column(SQLColumnName(named))]))))
    default: return nil
    }
  }

  private func column(_ operand: Operand, _ body: DeclarationBody, _ table: ModelTable) -> String? {
    guard let name = body.string(operand) ?? body.name(operand) else { return nil }
    return table.fields[name]?.column ?? table.declaration.column(name)?.name
  }

  // MARK: Modules

  /// `Table(…)` and `Index(…)` outside classes.
  private func readModules(_ tables: inout [ClassID: ModelTable], _ schema: inout ModelSchema) {
    for (file, facts) in project.files.enumerated()
    where facts.language == .python && (facts.scope == .normal || facts.scope == .vendored) {
      guard let body = DeclarationBody(project, file: file, body: 0) else { continue }
      for operation in body.operations {
        switch body.callee(operation) {
        case "Table": if let table = table(operation, body) { schema.linkTables.append(table) }
        case "Index": add(moduleIndex: operation, body, &tables)
        default: continue
        }
      }
      for (name, value) in body.assignments {
        guard let (callee, call) = body.call(value), callee == "Table" else { continue }
        schema.linkVariables[name] = body.positional(call).first.flatMap(body.string)
      }
    }
  }

  private func table(_ operation: Operation, _ body: DeclarationBody) -> TableDeclaration? {
    let arguments = body.positional(operation)
    guard arguments.count >= 3, let name = body.string(arguments[0]) else { return nil }
    var table = TableDeclaration(
      name: name, root: ModelSchema.alchemyRoot, location: body.location(operation.range))
    var indexes: [Operation] = []
    for argument in arguments.dropFirst(2) {
      guard let (callee, call) = body.call(argument) else { continue }
      switch callee {
      case "Column":
        guard let name = body.positional(call).first.flatMap(body.string) else { continue }
        AlchemyColumn(name, call, body, annotation: nil).add(to: &table)
      case "Index", "UniqueConstraint", "PrimaryKeyConstraint": indexes.append(call)
      default: continue
      }
    }
    guard !table.columns.isEmpty else { return nil }
    for call in indexes {
      let names = body.positional(call).compactMap(body.string)
      switch body.callee(call) {
      case "Index":
        table.indexes.append(
          IndexDeclaration(
            name: names.first, columns: Array(names.dropFirst()), isUnique: body.isTrue("unique", call),
            location: body.location(call.range)))
      case "PrimaryKeyConstraint": table.primaryKey = names
      default:
        table.uniqueSets.append(
          IndexDeclaration(columns: names, isUnique: true, location: body.location(call.range)))
      }
    }
    table.indexes.removeAll { $0.keys.isEmpty }
    table.uniqueSets.removeAll { $0.keys.isEmpty }
    return table
  }

  /// `Index("name", Order.user_id, Order.created.desc())` after the class, in the same file.
  private func add(
    moduleIndex operation: Operation, _ body: DeclarationBody, _ tables: inout [ClassID: ModelTable]
  ) {
    var arguments = body.positional(operation)
    guard arguments.count > 1 else { return }
    let name = body.string(arguments.removeFirst())
    for id in ids where project.file(of: id) == body.file {
      guard arguments.contains(where: { names($0, project.name(id), body) }), var table = tables[id] else { continue }
      add(index: name, arguments, operation, body, to: &table)
      tables[id] = table
      return
    }
  }

  private func names(_ operand: Operand, _ model: String, _ body: DeclarationBody) -> Bool {
    guard let operation = body.operation(operand) else { return false }
    switch operation.kind {
    case .member, .invoke: return body.name(operation.a) == model || reaches(operation, model, body)
    default: return false
    }
  }

  private func reaches(_ operation: Operation, _ model: String, _ body: DeclarationBody) -> Bool {
    guard let inner = body.operation(operation.a), inner.kind == .member else { return false }
    return body.name(inner.a) == model
  }

  // MARK: Relations

  /// Models without a table of their own use the one of the nearest base that has one.
  private func shareInheritedTables(_ tables: inout [ClassID: ModelTable]) {
    for id in ids where tables[id] == nil {
      guard let base = models.lineage(id).dropFirst().first(where: { tables[$0] != nil }) else { continue }
      tables[id] = tables[base]
    }
  }

  /// The table with the names of its relations to one row, by which queries call the foreign keys. A relation whose only
  /// foreign key is in this table leads to one row, whatever else is known of it.
  private func withRelations(_ table: ModelTable, _ id: ClassID, _ tables: [ClassID: ModelTable]) -> ModelTable {
    var result = table
    for (name, relation) in models.models[id]?.relations ?? [:] where relation.kind == .toOne || !relation.isReverse {
      guard let target = relation.target, let other = tables[target] else { continue }
      if relation.kind != .toOne {
        let refersBack = other.declaration.foreignKeys.contains {
          sameName($0.referencedTable, table.declaration.name)
        }
        guard !refersBack else { continue }
      }
      let text = project.text(name)
      let keys = table.declaration.foreignKeys.filter {
        $0.columns.count == 1 && sameName($0.referencedTable, other.declaration.name)
      }
      let named = keys.first { $0.columns[0].hasPrefix(text) }
      guard let key = keys.count == 1 ? keys.first : named else { continue }
      result.fields[text] = ModelField(column: key.columns[0], target: target, isForeignKey: true)
    }
    return result
  }
}
