// Tables of Django models: names, columns and indexes as Django's migrations would make them. Custom field classes are
// taken for what their names end in; what no rule covers makes a column without a type.

import Facts
import Findings
import Syntax

struct DjangoTableReader {
  private let project: Project
  private let models: ModelIndex
  private var labels: AppLabels
  private var own: [ClassID: DjangoClass] = [:]
  /// Models with their own table, and models that use another's.
  private var concrete: Set<ClassID> = []

  static func read(into schema: inout ModelSchema) {
    let ids = schema.modelIDs(.django)
    guard !ids.isEmpty else { return }
    var reader = DjangoTableReader(project: schema.project, models: schema.models)
    reader.readClasses(ids)
    var tables: [ClassID: ModelTable] = [:]
    var links: [TableDeclaration] = []
    for id in ids { if let table = reader.table(id) { tables[id] = table } }
    for id in ids where tables[id] != nil { reader.connect(id, &tables, &links) }
    for (id, owner) in reader.proxies(ids) { tables[id] = tables[owner] }
    let shared = Set(reader.proxies(ids).map(\.0))
    schema.tablesByModel.merge(tables) { first, _ in first }
    schema.proxies = shared
    schema.linkTables += links
  }

  private init(project: Project, models: ModelIndex) {
    self.project = project
    self.models = models
    labels = AppLabels(project)
  }

  private mutating func readClasses(_ ids: [ClassID]) {
    for id in ids {
      for ancestor in models.lineage(id) where own[ancestor] == nil && !project.isOutside(ancestor) {
        own[ancestor] = DjangoClass(project, ancestor, models.models[ancestor])
      }
    }
    for id in ids {
      guard let declared = own[id], !declared.isAbstract, isModel(id) else { continue }
      concrete.insert(id)
    }
  }

  /// Whether a base outside the project makes the class a model.
  private func isModel(_ id: ClassID) -> Bool {
    for ancestor in models.lineage(id) where !project.isOutside(ancestor) {
      for base in project.writtenBases(ancestor) {
        if base.name == "Model" { return base.qualifier != "db" && base.qualifier != "orm" }
        if DjangoClass.knownBases[base.name] != nil { return true }
        if base.name.hasSuffix("Model") || base.name.hasPrefix("Abstract"), unresolved(base.name) { return true }
      }
    }
    return false
  }

  private func unresolved(_ name: String) -> Bool { project.classesByName[project.symbol(name)] == nil }

  /// The class and the abstract bases whose fields become its own, then the concrete bases.
  private func family(_ id: ClassID) -> (fields: [ClassID], parents: [ClassID]) {
    var fields = [id]
    var parents: [ClassID] = []
    var next = 0
    while next < fields.count, fields.count < 64 {
      for base in models.bases[fields[next]] ?? []
      where !fields.contains(base) && !parents.contains(base) && !project.isOutside(base) {
        if concrete.contains(base) { parents.append(base) } else { fields.append(base) }
      }
      next += 1
    }
    return (fields, parents)
  }

  /// The options that hold for a class: its own, else those of the nearest abstract base.
  private func meta(_ family: [ClassID]) -> DjangoMeta {
    var result = DjangoMeta()
    for (position, id) in family.enumerated() {
      guard let meta = own[id]?.meta else { continue }
      result.take(meta, isOwn: position == 0)
      if !meta.hasBases { break }
    }
    return result
  }

  private func proxies(_ ids: [ClassID]) -> [(ClassID, ClassID)] {
    ids.compactMap { id in
      guard concrete.contains(id), own[id]?.meta?.isProxy ?? false else { return nil }
      return models.lineage(id).dropFirst().first { concrete.contains($0) && !(own[$0]?.meta?.isProxy ?? false) }
        .map { (id, $0) }
    }
  }

  // MARK: One table

  private func table(_ id: ClassID) -> ModelTable? {
    guard concrete.contains(id), let declared = own[id], !(declared.meta?.isProxy ?? false) else { return nil }
    let (family, parents) = family(id)
    let meta = meta(family)
    let label = meta.appLabel ?? labels.label(of: project.files[project.file(of: id)].path)
    let name = meta.table ?? "\(label)_\(project.name(id).lowercased())"
    let location = project.location(project.file(of: id), project.classFact(id).range)
    var table = TableDeclaration(name: name, root: ModelSchema.djangoRoot, model: project.name(id), location: location)
    var result = ModelTable(declaration: table, framework: .django)
    var fields: [DjangoField] = []
    for ancestor in family.reversed() {
      for field in own[ancestor]?.fields ?? [] {
        fields.removeAll { $0.name == field.name }
        fields.append(field)
      }
      table.isComplete = table.isComplete && (own[ancestor]?.isComplete ?? true)
    }
    if let parent = parents.first {
      let column = project.name(parent).lowercased() + "_ptr_id"
      table.columns.append(ColumnDeclaration(name: column, type: "integer", isNotNull: true, location: location))
      table.primaryKey = [column]
      result.parents = parents.prefix(1).map { ($0, column) }
    } else if !fields.contains(where: \.isPrimary) {
      table.columns.append(ColumnDeclaration(name: "id", type: "integer", isNotNull: true, location: location))
      table.primaryKey = ["id"]
      result.fields["id"] = ModelField(column: "id")
    }
    for field in fields where field.kind != .manyToMany {
      guard table.column(field.column) == nil else { continue }
      table.columns.append(
        ColumnDeclaration(
          name: field.column, type: field.type, isNotNull: !field.isNullable,
          isUnique: field.isUnique && !field.isPrimary, isLowSelectivity: field.isFlag ? true : nil,
          hasDefault: field.hasDefault, location: field.location))
      if field.isPrimary { table.primaryKey = [field.column] }
      if field.isIndexed && !field.isUnique && !field.isPrimary {
        table.indexes.append(
          IndexDeclaration(columns: [field.column], isImplicit: field.isImplicitlyIndexed, location: field.location))
      }
      let target = models.models[id]?.relations[project.symbol(field.name)]?.target
      result.fields[field.name] = ModelField(
        column: field.column, target: target, isForeignKey: field.kind == .foreignKey)
      if field.kind == .foreignKey { result.fields[field.name + "_id"] = ModelField(column: field.column) }
    }
    if let key = table.primaryKey.first { result.fields["pk"] = ModelField(column: key) }
    add(meta, to: &table, result.fields)
    result.ordering = meta.ordering
    result.declaration = table
    return result
  }

  /// Adds the indexes and constraints of Meta, as far as their keys are columns.
  private func add(_ meta: DjangoMeta, to table: inout TableDeclaration, _ fields: [String: ModelField]) {
    for index in meta.indexes {
      var keys: [IndexKey] = []
      for name in index.fields {
        let isDescending = name.hasPrefix("-")
        guard let field = fields[isDescending ? String(name.dropFirst()) : name] else { break }
        keys.append(IndexKey(column: field.column, isDescending: isDescending))
      }
      guard !keys.isEmpty else { continue }
      let isWhole = keys.count == index.fields.count && !index.isPartial
      var declaration = IndexDeclaration(
        name: index.name, keys: keys, isUnique: index.isUnique && isWhole,
        predicate: index.isPartial ? unknownCondition(keys) : nil, location: index.location)
      declaration.isCut = keys.count < index.fields.count
      if declaration.isUnique { table.uniqueSets.append(declaration) } else { table.indexes.append(declaration) }
    }
  }

  // MARK: Between tables

  /// Adds foreign keys and the tables of many-to-many fields, once all tables have names.
  private func connect(_ id: ClassID, _ tables: inout [ClassID: ModelTable], _ links: inout [TableDeclaration]) {
    guard var table = tables[id] else { return }
    let (family, _) = family(id)
    for ancestor in family {
      for field in own[ancestor]?.fields ?? [] {
        let target = models.models[id]?.relations[project.symbol(field.name)]?.target
        let other = target.flatMap { tables[$0] ?? tables[proxied($0)] }
        switch field.kind {
        case .plain: continue
        case .foreignKey:
          table.declaration.foreignKeys.append(
            ForeignKeyDeclaration(
              columns: [field.column], referencedTable: other?.declaration.name ?? field.writtenTarget,
              location: field.location))
        case .manyToMany:
          guard !field.hasThrough, let target, let other else { continue }
          let ownColumn = (target == id ? "from_" : "") + project.name(id).lowercased() + "_id"
          let otherColumn = (target == id ? "to_" : "") + project.name(target).lowercased() + "_id"
          let name = field.table ?? "\(table.declaration.name)_\(field.name)"
          table.fields[field.name] = ModelField(
            column: "", target: target,
            link: ModelLink(table: name, ownColumn: ownColumn, otherColumn: otherColumn, target: target))
          links.append(
            link(name, (ownColumn, table.declaration.name), (otherColumn, other.declaration.name), field.location))
        }
      }
    }
    tables[id] = table
  }

  private func proxied(_ id: ClassID) -> ClassID {
    models.lineage(id).first { concrete.contains($0) && !(own[$0]?.meta?.isProxy ?? false) } ?? id
  }

  private func link(
    _ name: String, _ a: (column: String, table: String), _ b: (column: String, table: String), _ location: Location
  ) -> TableDeclaration {
    func column(_ name: String) -> ColumnDeclaration {
      ColumnDeclaration(name: name, type: "integer", isNotNull: true, location: location)
    }
    return TableDeclaration(
      name: name, root: ModelSchema.djangoRoot, columns: [column("id"), column(a.column), column(b.column)],
      primaryKey: ["id"],
      uniqueSets: [
        IndexDeclaration(columns: [a.column, b.column], isUnique: true, isImplicit: true, location: location)
      ],
      foreignKeys: [a, b].map {
        ForeignKeyDeclaration(columns: [$0.column], referencedTable: $0.table, location: location)
      },
      indexes: [a, b].map { IndexDeclaration(columns: [$0.column], isImplicit: true, location: location) },
      location: location)
  }
}

/// App labels by folder: what an AppConfig says, else the name of the folder that holds the models.
private struct AppLabels {
  private var declared: [String: String] = [:]
  private var folders: Set<String> = []

  init(_ project: Project) {
    for (file, facts) in project.files.enumerated() where facts.language == .python {
      guard facts.path.hasSuffix("models.py") || facts.path.hasSuffix("__init__.py") || facts.path.hasSuffix("apps.py")
      else { continue }
      let parts = facts.path.split(separator: "/")
      guard let name = parts.last else { continue }
      let folder = parts.dropLast().joined(separator: "/")
      if name == "models.py" || name == "apps.py" { folders.insert(folder) }
      if name == "__init__.py", parts.dropLast().last == "models" {
        folders.insert(parts.dropLast(2).joined(separator: "/"))
      }
      guard name == "apps.py" else { continue }
      for fact in facts.classes {
        guard let body = DeclarationBody(project, file: file, body: Int(fact.body)) else { continue }
        for (name, value) in body.assignments where name == "label" { declared[folder] = body.string(value) }
      }
    }
  }

  func label(of path: String) -> String {
    var parts = path.split(separator: "/").dropLast()
    let home = parts.last { $0 != "models" } ?? "app"
    while !parts.isEmpty {
      let folder = parts.joined(separator: "/")
      if let label = declared[folder] { return label }
      if folders.contains(folder), parts.last != "models", let last = parts.last { return String(last) }
      parts = parts.dropLast()
    }
    return String(home)
  }
}
