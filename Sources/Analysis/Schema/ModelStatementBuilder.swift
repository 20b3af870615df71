// Turns one query over a model into a SELECT: paths of fields become columns and joins, look-ups become conditions. A
// condition on something that is no column (an annotation, a property) is left out; one that hides a relation to many
// rows, or a column of an unknown base, makes the statement unknown.

import Facts
import Findings
import Syntax

struct ModelStatementBuilder {
  private let schema: ModelSchema
  private let model: ClassID
  private let table: ModelTable
  private var joins: [SQLJoin] = []
  /// Aliases of joined tables by the path that leads there.
  private var aliases: [String: (alias: String, model: ClassID)] = [:]
  private var conditions: [SQLExpression] = []
  /// Equalities with one of a few values: they tell too few rows apart to ask for an index by themselves.
  private var flags: [(condition: SQLExpression, isBoolean: Bool)] = []
  private var isUnknown = false
  /// Columns, folded, that are asked for in some cases only.
  private(set) var optionalColumns: Set<String> = []

  /// Relations followed in one path.
  private static let maximumDepth = 4

  init(schema: ModelSchema, model: ClassID, table: ModelTable) {
    self.schema = schema
    self.model = model
    self.table = table
  }

  /// The query as SQL, or nil if nothing in it speaks to an index.
  mutating func select(_ query: ModelQuery) -> SQLSelect? {
    for filter in query.filters { add(filter, isOptional: query.optionalFilters.contains(filter)) }
    guard !isUnknown else { return nil }
    var ordering: [SQLOrderingTerm] = []
    let order = query.order.isEmpty && query.isLimited ? table.ordering : query.order
    for term in order {
      let isDescending = term.hasPrefix("-")
      guard let found = resolve(isDescending ? String(term.dropFirst()) : term), found.lookup.isEmpty else { break }
      ordering.append(SQLOrderingTerm(found.expression, isDescending: isDescending))
    }
    // Any row in the model's own order is no order that somebody asked for.
    let isOrdered = query.isLimited && !query.isPartial && !ordering.isEmpty && !query.order.isEmpty
    guard !isUnknown, !conditions.isEmpty || isOrdered else { return nil }
    // A boolean is no column for an index beside others; a state may be.
    conditions += flags.filter { !$0.isBoolean }.map(\.condition)
    let name = table.declaration.name
    let from = [SQLJoin(.table(SQLTableReference(SQLTableName(name))))] + joins
    let core = SQLSelectCore(
      columns: [SQLResultColumn(.star(table: joins.isEmpty ? nil : name))], from: from,
      where: conditions.isEmpty ? nil : conditions.count == 1 ? conditions[0] : .logical(.and, conditions))
    return SQLSelect(core, orderBy: ordering, limit: query.isLimited ? .literal(.integer("1")) : nil)
  }

  // MARK: Conditions

  private mutating func add(_ filter: String, isOptional: Bool) {
    guard let found = resolve(filter) else { return }
    let column = found.expression
    if isOptional, case .column(let name) = column { optionalColumns.insert(foldedName(name.name)) }
    let value = SQLExpression.placeholder("?")
    switch found.lookup {
    case "", "exact", "in":
      let condition: SQLExpression =
        found.lookup == "in" ? .inList(column, [value], isNegated: false) : .binary(.equal, column, value)
      if found.isFlag {
        flags.append((condition, found.isBoolean))
      } else {
        conditions.append(condition)
      }
    case "gt": conditions.append(.binary(.greater, column, value))
    case "gte": conditions.append(.binary(.greaterOrEqual, column, value))
    case "lt": conditions.append(.binary(.less, column, value))
    case "lte": conditions.append(.binary(.lessOrEqual, column, value))
    case "range", "year": conditions.append(.between(column, low: value, high: value, isNegated: false))
    case "isnull": flags.append((.isNull(column, isNegated: false), false))
    // Look-ups that no ordinary index serves: they neither help nor stand in the way.
    default: return
    }
  }

  // MARK: Paths

  private struct Resolved {
    var expression: SQLExpression
    var lookup: String
    var isFlag = false
    var isBoolean = false
  }

  /// A column of a table, with what is known of its values.
  private func resolved(_ place: Place, lookup: String) -> Resolved {
    let column = schema.tablesByModel[place.model]?.declaration.column(place.field.column)
    let isContentType = place.field.isForeignKey
    return Resolved(
      expression: .column(SQLColumnName(table: place.alias, place.field.column)), lookup: lookup,
      isFlag: (column?.isLowSelectivity ?? false) && !isContentType, isBoolean: column?.type == "boolean")
  }

  private mutating func resolve(_ path: String) -> Resolved? {
    let parts = path.replacing("__", with: "\u{0}").split(separator: "\u{0}").map(String.init)
    var current = model
    var alias = table.declaration.name
    var prefix = ""
    var position = 0
    while position < parts.count, position <= ModelStatementBuilder.maximumDepth {
      let part = parts[position]
      guard let place = find(part, of: current, alias: alias, prefix: prefix) else {
        if relation(part, of: current) != nil || position == 0 && !table.declaration.isComplete { isUnknown = true }
        return nil
      }
      let field = place.field
      let next = position + 1 < parts.count ? parts[position + 1] : nil
      guard let next, field.isForeignKey || field.link != nil else {
        guard !field.column.isEmpty else { return through(place, prefix + part, lookup: next ?? "") }
        return resolved(place, lookup: parts.dropFirst(position + 1).joined(separator: "__"))
      }
      if field.isForeignKey && (next == "id" || next == "pk" || next == "in" || next == "isnull" || next == "exact") {
        let rest = next == "id" || next == "pk" ? position + 2 : position + 1
        return resolved(place, lookup: parts.dropFirst(rest).joined(separator: "__"))
      }
      guard let target = field.target, schema.tablesByModel[target] != nil else {
        // A row of a table outside the project: found first, and then this one by its key.
        return field.column.isEmpty ? nil : resolved(place, lookup: "")
      }
      if field.link != nil && (next == "in" || next == "id" || next == "pk" || next == "isnull") {
        return through(place, prefix + part, lookup: next == "in" ? "in" : "")
      }
      guard let joined = join(place, to: target, path: prefix + part) else { return nil }
      alias = joined
      current = target
      prefix += part + "__"
      position += 1
    }
    return nil
  }

  private func relation(_ name: String, of model: ClassID) -> Relation? {
    let relations = schema.models.models[model]?.relations ?? [:]
    return relations[schema.project.symbol(name)]
      ?? relations[schema.project.symbol(name + schema.models.reverseSuffix)]
  }

  private struct Place {
    var field: ModelField
    var alias: String
    var model: ClassID
  }

  /// A field of a model: its own, one of a parent's table, or the foreign key behind a reverse relation.
  private mutating func find(_ name: String, of model: ClassID, alias: String, prefix: String) -> Place? {
    var current = model
    var alias = alias
    for _ in 0..<ModelStatementBuilder.maximumDepth {
      guard let table = schema.tablesByModel[current] else { return nil }
      if let field = table.fields[name] { return Place(field: field, alias: alias, model: current) }
      guard let parent = table.parents.first, let other = schema.tablesByModel[parent.model],
        let key = other.primaryKey
      else { break }
      guard holds(name, parent.model) else { break }
      alias = joined(
        other.declaration.name, path: prefix + "<" + parent.column, model: parent.model, on: key,
        equals: .column(SQLColumnName(table: alias, parent.column)))
      current = parent.model
    }
    guard let relation = relation(name, of: model), relation.isReverse, let owner = relation.target,
      let table = schema.tablesByModel[model], let other = schema.tablesByModel[owner], let key = table.primaryKey
    else { return nil }
    let location = schema.project.location(relation.file, relation.range)
    guard let column = other.declaration.columns.first(where: { $0.location == location }) else { return nil }
    let joinedAlias = joined(
      other.declaration.name, path: prefix + name, model: owner, on: column.name,
      equals: .column(SQLColumnName(table: alias, key)))
    guard let ownKey = other.primaryKey else { return nil }
    // What follows in the path is a field of the joined table: its key stands for the row.
    return Place(
      field: ModelField(column: ownKey, target: owner, isForeignKey: true), alias: joinedAlias, model: owner)
  }

  /// Whether a model or its parents have the field.
  private func holds(_ name: String, _ model: ClassID) -> Bool {
    var current: ClassID? = model
    for _ in 0..<ModelStatementBuilder.maximumDepth {
      guard let id = current, let table = schema.tablesByModel[id] else { return false }
      if table.fields[name] != nil { return true }
      current = table.parents.first?.model
    }
    return false
  }

  /// Joins the table that a foreign key or a many-to-many field leads to; gives its alias.
  private mutating func join(_ place: Place, to target: ClassID, path: String) -> String? {
    if place.model == target, let known = aliases[path] { return known.alias }
    guard let other = schema.tablesByModel[target], let key = other.primaryKey else { return nil }
    if let link = place.field.link {
      guard let alias = linked(place, link, path) else { return nil }
      return joined(
        other.declaration.name, path: path, model: target, on: key,
        equals: .column(SQLColumnName(table: alias, link.otherColumn)))
    }
    return joined(
      other.declaration.name, path: path, model: target, on: key,
      equals: .column(SQLColumnName(table: place.alias, place.field.column)))
  }

  private mutating func linked(_ place: Place, _ link: ModelLink, _ path: String) -> String? {
    guard let own = schema.tablesByModel[place.model]?.primaryKey else { return nil }
    return joined(
      link.table, path: path + "~", model: place.model, on: link.ownColumn,
      equals: .column(SQLColumnName(table: place.alias, own)))
  }

  /// The other side's key in the table between two models.
  private mutating func through(_ place: Place, _ path: String, lookup: String) -> Resolved? {
    guard let link = place.field.link, let alias = linked(place, link, path) else { return nil }
    return Resolved(expression: .column(SQLColumnName(table: alias, link.otherColumn)), lookup: lookup)
  }

  private mutating func joined(
    _ table: String, path: String, model: ClassID, on column: String, equals other: SQLExpression
  ) -> String {
    if let known = aliases[path] { return known.alias }
    let alias = "t\(aliases.count + 1)"
    aliases[path] = (alias, model)
    joins.append(
      SQLJoin(
        .table(SQLTableReference(SQLTableName(table), alias: alias)), kind: .inner,
        condition: .on(.binary(.equal, .column(SQLColumnName(table: alias, column)), other))))
    return alias
  }
}
