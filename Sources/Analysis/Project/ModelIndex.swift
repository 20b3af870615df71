// The models of the project and their relations, read from class bodies. Built once, before any function is
// interpreted; reverse relations are added when all models are known.

import Facts
import Findings
import Syntax

struct ModelIndex {
  var models = ModelList()
  /// Direct base classes inside the project.
  private(set) var bases: [ClassID: [ClassID]] = [:]
  private var lineages: [ClassID: [ClassID]] = [:]
  /// Direct subclasses inside the project.
  private(set) var subclasses: [ClassID: [ClassID]] = [:]
  /// Swift types by the names of what they conform to or derive from.
  var conformers: [Symbol: [ClassID]] = [:]
  /// Classes that are managers or querysets, with the model they are the manager of where one is known.
  private(set) var managerClasses: [ClassID: ClassID?] = [:]
  /// Relation names that some prefetch or eager option in the project mentions, by their last part.
  private(set) var mentionedInEagerPaths: Set<Symbol> = []

  /// The model that a variable is named after, when there is just one (`order_item` for `OrderItem`).
  private(set) var modelsByVariable: [Symbol: ClassID] = [:]

  private(set) var swappedUser: ClassID?
  let users: UserKnowledge
  /// What follows a model's name in the relation back to it: look-ups leave it out.
  let reverseSuffix: String

  /// Only then is `x.objects` a manager for an `x` that is not known.
  private(set) var hasDjangoModels = false

  private struct ReverseRequest {
    var owner: ClassID
    var target: ClassID
    var name: Symbol
    var kind: RelationKind
    var file: Int
    var range: ByteRange
    var inverse: Symbol
    var loads = false
    var isDynamic = false
    /// How the name is made from the owner's, where it is.
    var pattern: String?
  }

  init(project: Project, knowledge: Knowledge, resolver: Resolver) {
    var reverse: [ReverseRequest] = []
    users = knowledge.users
    reverseSuffix = knowledge.reverseSuffix
    collectBases(project, resolver)
    collectSwiftBases(project)
    for id in bases.keys { lineages[id] = computeLineage(id) }
    swappedUser = ModelIndex.swappedUser(project, knowledge)
    for file in project.files.indices where project.files[file].language == .python {
      let facts = project.files[file]
      for local in facts.classes.indices {
        readClass(
          project.classID(file: file, local: Int32(local)), facts.classes[local], file, project, knowledge, resolver,
          &reverse)
      }
    }
    readMappings(project, resolver)
    readSwiftModels(project)
    inherit(project, knowledge)
    reverse += reverseOfSubclasses(reverse, project)
    for request in reverse {
      guard models[request.target] != nil, !request.name.isNone else { continue }
      let relation = Relation(
        name: request.name, kind: request.kind, target: request.owner, isReverse: true,
        inverse: request.kind == .toMany ? request.inverse : .none, loadsByDefault: request.loads,
        isDynamic: request.isDynamic, file: request.file, range: request.range)
      if models[request.target]?.relations[request.name] == nil {
        models[request.target]?.relations[request.name] = relation
      }
    }
    inherit(project, knowledge)
    readDeferredColumns(project, resolver)
    inherit(project, knowledge)
    nameVariables(project)
    hasDjangoModels = models.values.contains { $0.framework == .django && !project.isOutside($0.id) }
  }

  private mutating func nameVariables(_ project: Project) {
    var taken: Set<Symbol> = []
    for id in models.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
      guard let model = models[id], !model.relations.isEmpty, project.files[project.file(of: id)].scope == .normal,
        project.files[project.file(of: id)].language == .python
      else { continue }
      var name = ""
      for character in project.name(id) {
        if character.isUppercase, !name.isEmpty { name += "_" }
        name += character.lowercased()
      }
      let symbol = project.symbol(name)
      guard !symbol.isNone, name.count > 3 else { continue }
      if taken.insert(symbol).inserted {
        modelsByVariable[symbol] = id
      } else {
        modelsByVariable[symbol] = nil
      }
    }
  }

  /// A to-one relation that a base declares gives the target a reverse relation to each model below the base, where
  /// the name is made from the model's (`cluster_set`, `%(class)s`).
  private func reverseOfSubclasses(_ requests: [ReverseRequest], _ project: Project) -> [ReverseRequest] {
    let named = requests.filter { $0.pattern != nil }
    guard !named.isEmpty else { return [] }
    var byOwner: [ClassID: [ReverseRequest]] = [:]
    for request in named { byOwner[request.owner, default: []].append(request) }
    var result: [ReverseRequest] = []
    for id in models.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
      for base in lineage(id).dropFirst() {
        for request in byOwner[base] ?? [] {
          guard let pattern = request.pattern else { continue }
          let name = project.symbol(pattern.replacing("%(class)s", with: project.name(id).lowercased()))
          guard !name.isNone else { continue }
          var own = request
          own.owner = id
          own.name = name
          own.pattern = nil
          result.append(own)
        }
      }
    }
    return result
  }

  func isModel(_ id: ClassID) -> Bool { models.contains(id) }

  /// The one model of the project that has a name, which must look like a class's.
  func model(named name: Symbol, _ project: Project) -> ClassID? {
    guard let found = project.classesByName[name] else { return nil }
    var result: ClassID?
    for id in found where models[id] != nil && project.files[project.file(of: id)].language == .python {
      guard result == nil else { return nil }
      result = id
    }
    return result
  }

  /// The class and its bases, nearest first.
  func lineage(_ id: ClassID) -> [ClassID] { bases[id] == nil ? [id] : lineages[id] ?? computeLineage(id) }

  /// Whether a class, or one that it derives from, writes a base of one of these names.
  func derives(_ id: ClassID, _ project: Project, from isNamed: (Symbol) -> Bool) -> Bool {
    lineage(id).contains { ancestor in
      project.files[project.file(of: ancestor)].bases(of: project.classFact(ancestor)).contains {
        isNamed($0.name)
      }
    }
  }

  private func computeLineage(_ id: ClassID) -> [ClassID] {
    var result: [ClassID] = [id]
    var seen: Set<ClassID> = [id]
    var next = 0
    while next < result.count, result.count < 256 {
      for base in bases[result[next]] ?? [] where seen.insert(base).inserted { result.append(base) }
      next += 1
    }
    return result
  }

  private mutating func collectBases(_ project: Project, _ resolver: Resolver) {
    for (file, facts) in project.files.enumerated() where facts.language == .python {
      for (local, fact) in facts.classes.enumerated() {
        var found: [ClassID] = []
        for base in facts.bases(of: fact) {
          if let id = resolver.type(base, in: file) { found.append(id) }
        }
        let id = project.classID(file: file, local: Int32(local))
        if !found.isEmpty { bases[id] = found }
        for base in found { subclasses[base, default: []].append(id) }
      }
    }
  }

  /// Swift superclasses, and types by what they conform to.
  private mutating func collectSwiftBases(_ project: Project) {
    for (file, facts) in project.files.enumerated() where facts.language == .swift {
      for (local, fact) in facts.classes.enumerated() {
        let id = project.classID(file: file, local: Int32(local))
        for name in facts.bases(of: fact).map(\.name) {
          conformers[name, default: []].append(id)
          guard fact.form == .class, let above = project.classesByName[name] else { continue }
          let type = above.first {
            project.classFact($0).form == .class && project.files[project.file(of: $0)].language == .swift
          }
          if let type, type != id { bases[id, default: []].append(type) }
        }
      }
    }
  }

  /// Reads the attributes of one class body that declare columns and relations.
  private mutating func readClass(
    _ id: ClassID, _ fact: ClassFact, _ file: Int, _ project: Project, _ knowledge: Knowledge, _ resolver: Resolver,
    _ reverse: inout [ReverseRequest]
  ) {
    let facts = project.files[file]
    guard fact.body >= 0 else { return }
    let body = facts.bodies[Int(fact.body)]
    let start = body.start
    var isModel = isPeeweeModel(fact, facts, file, knowledge, resolver)
    var model = Model(id: id, framework: isModel ? .peewee : .django)
    for operation in facts.operations(of: body) where operation.kind == .store {
      let name = facts.slots[Int(body.slots.lowerBound) + Int(operation.b)]
      if name == project.symbol("__tablename__") {
        isModel = true
        model.framework = .sqlalchemy
        model.tableName = operation.a.tag == .string ? operation.a.symbol : .none
      }
      guard operation.a.tag == .operation else { continue }
      var value = facts.operations[start + operation.a.payload]
      var number = operation.a.payload
      if value.kind == .typed, value.a.tag == .operation {
        number = value.a.payload
        value = facts.operations[start + number]
      }
      let callee: Symbol
      switch value.kind {
      case .invoke: callee = value.name
      case .call: callee = value.a.tag == .free ? value.a.symbol : .none
      default: continue
      }
      if callee.isNone {
        let classes = madeFromQuerySet(value, facts, start, file, resolver, project)
        if !classes.isEmpty { model.managers[name] = classes }
      }
      guard !callee.isNone else { continue }
      let arguments = facts.arguments(of: value)
      var relation = inheritedRelation(callee, project, knowledge)
      if knowledge.toOne.contains(callee) || project.hasSuffix(callee, "ForeignKey") { relation = .toOne }
      if knowledge.toMany.contains(callee) || project.hasSuffix(callee, "ManyToManyField") { relation = .toMany }
      if project.hasSuffix(callee, "OneToOneField") { relation = .toOne }
      if knowledge.genericToOne.contains(callee) { relation = .genericToOne }
      if knowledge.genericToMany.contains(callee) { relation = .genericToMany }
      if knowledge.peeweeToOne.contains(callee) {
        relation = .toOne
        model.framework = .peewee
      }
      if let relation {
        isModel = true
        var target = resolveTarget(arguments, facts, start, file, project, resolver, keyword: "to")
        if target == nil, isSelfReference(arguments, project) { target = id }
        model.relations[name] = Relation(
          name: name, kind: relation, target: target, isReverse: false, loadsByDefault: false, isDynamic: false,
          file: file, range: value.range)
        model.relations[name]?.isOptional = isYes("null", arguments, project)
        let between = project.symbol("through")
        if relation == .toMany, !between.isNone, let named = arguments.first(where: { $0.label == between }) {
          model.relations[name]?.through = modelNamed(by: named.value, facts, start, file, project, resolver)
        }
        if relation == .toOne {
          model.columns.append(ModelColumn(name: name, type: callee, operation: number, range: value.range))
        }
        if let target, relation == .toOne || relation == .toMany {
          addReverse(
            id, name, target, callee, relation, arguments, facts, file, value.range, project, knowledge, &reverse)
        }
        continue
      }
      if knowledge.proxies.contains(callee), arguments.count >= 2,
        let first = arguments.first?.value, first.tag == .string,
        let second = arguments.dropFirst().first?.value, second.tag == .string
      {
        model.proxies[name] = (first.symbol, second.symbol)
        continue
      }
      if knowledge.relationships.contains(callee) {
        isModel = true
        model.framework = .sqlalchemy
        readRelationship(
          id, name, value, arguments, facts, start, file, body, operation, project, knowledge, resolver, &model,
          &reverse)
        continue
      }
      if project.hasSuffix(callee, "Field") || callee == project.symbol("Column")
        || callee == project.symbol("mapped_column")
      {
        isModel = true
        if !project.hasSuffix(callee, "Field") { model.framework = .sqlalchemy }
        var column = ModelColumn(name: name, type: callee, operation: number, range: value.range)
        column.isKey = isYes("primary_key", arguments, project)
        if isYes("deferred", arguments, project) { model.deferred.insert(name) }
        model.columns.append(column)
      } else if let manager = managerClass(value, facts, file, resolver, project, knowledge) {
        model.managers[name] = [manager]
      }
    }
    // Serializers, forms and filters have fields too: only what derives from a model class, or has relations or
    // columns and no base that says otherwise, is a model.
    guard isModel || inheritsModel(id, fact, facts, project, knowledge) else {
      if !model.managers.isEmpty { models[id] = nil }
      return
    }
    guard looksLikeModel(id, fact, facts, project, knowledge, model) else { return }
    models[id] = model
    for manager in model.managers.values.joined() { managerClasses[manager] = id }
  }

  private func isYes(_ option: String, _ arguments: ArraySlice<Argument>, _ project: Project) -> Bool {
    let symbol = project.symbol(option)
    return !symbol.isNone && arguments.contains { $0.label == symbol && $0.value == Operand(.yes) }
  }

  private func isSelfReference(_ arguments: ArraySlice<Argument>, _ project: Project) -> Bool {
    guard let first = arguments.first, first.value.tag == .string else { return false }
    return project.text(first.value.symbol) == "self"
  }

  private func inheritsModel(
    _ id: ClassID, _ fact: ClassFact, _ facts: FileFacts, _ project: Project, _ knowledge: Knowledge
  ) -> Bool {
    for base in lineage(id).dropFirst() where models[base] != nil { return true }
    return facts.bases(of: fact).contains { $0.name == project.symbol("Model") && !$0.qualifier.isNone }
  }

  /// Names of bases that make a class with fields something else than a model.
  private static let otherBases = [
    "Serializer", "Form", "Filter", "FilterSet", "Schema", "Table", "Document", "ObjectType", "Mutation", "Factory",
    "InputObjectType", "Interface", "Resource", "Index", "Widget", "Input",
  ]

  private func looksLikeModel(
    _ id: ClassID, _ fact: ClassFact, _ facts: FileFacts, _ project: Project, _ knowledge: Knowledge, _ model: Model
  ) -> Bool {
    // What derives from a model class is a model, whatever its name (`XForm`).
    if derives(id, project, from: knowledge.djangoBases.contains) { return true }
    for ancestor in lineage(id) {
      let file = project.file(of: ancestor)
      let facts = project.files[file]
      let fact = project.classFact(ancestor)
      for base in facts.bases(of: fact) {
        let name = project.text(base.name)
        if ModelIndex.otherBases.contains(where: { name.hasSuffix($0) }) { return false }
      }
      let name = project.text(fact.name)
      if ["Serializer", "Form", "FilterSet", "Schema"].contains(where: { name.hasSuffix($0) }) { return false }
    }
    return true
  }

  // MARK: Targets

  private func resolveTarget(
    _ arguments: ArraySlice<Argument>, _ facts: FileFacts, _ start: Int, _ file: Int, _ project: Project,
    _ resolver: Resolver, keyword: String
  ) -> ClassID? {
    let keyword = project.symbol(keyword)
    let candidate =
      arguments.first { !$0.label.isNone && $0.label == keyword }?.value
      ?? arguments.first { $0.label.isNone }?.value
    guard let candidate else { return nil }
    return modelNamed(by: candidate, facts, start, file, project, resolver)
  }

  private func modelNamed(
    by operand: Operand, _ facts: FileFacts, _ start: Int, _ file: Int, _ project: Project, _ resolver: Resolver
  ) -> ClassID? {
    switch operand.tag {
    case .free, .local:
      let symbol =
        operand.tag == .free ? operand.symbol : .none
      switch resolver.definition(of: symbol, in: file) {
      case .type(let id)?: return id
      case .variable(let home, let slot)? where isUserModel(slot, project.files[home]):
        return userModel(near: file, project)
      case .variable, .function, .module, .external, nil: return nil
      }
    case .string: return classNamed(project.text(operand.symbol), near: file, project)
    case .operation:
      let operation = facts.operations[start + operand.payload]
      if operation.kind == .member {
        if users.settings.contains(operation.name) { return userModel(near: file, project) }
        return classNamed(project.text(operation.name), near: file, project)
      }
      if operation.kind == .call, operation.a.tag == .free, users.functions.contains(operation.a.symbol) {
        return userModel(near: file, project)
      }
      return nil
    case .function:
      // SQLAlchemy: relationship(lambda: Model)
      return nil
    default: return nil
    }
  }

  /// The class of a name in a string: `Order`, `shop.Order`, `shop.models.Order`.
  func classNamed(_ text: String, near file: Int, _ project: Project) -> ClassID? {
    let parts = text.split(separator: ".").map(String.init)
    guard let last = parts.last else { return nil }
    let name = project.symbol(last)
    let found = project.classesByName[name] ?? []
    guard found.count > 1 else { return found.first ?? project.outsideClasses[name] }
    if parts.count > 1 {
      let app = "/" + parts[0] + "/"
      if let match = found.first(where: { ("/" + project.files[project.file(of: $0)].path).contains(app) }) {
        return match
      }
    }
    let folder = Resolver.folder(of: project.files[file].path)
    if let same = found.first(where: { project.file(of: $0) == file }) { return same }
    if let near = found.first(where: { Resolver.folder(of: project.files[project.file(of: $0)].path) == folder }) {
      return near
    }
    return found.first {
      project.files[project.file(of: $0)].path.holds("models")
        && project.files[project.file(of: $0)].scope == .normal
    } ?? found.first { project.files[project.file(of: $0)].scope == .normal }
  }

  private func addReverse(
    _ id: ClassID, _ field: Symbol, _ target: ClassID, _ callee: Symbol, _ kind: RelationKind,
    _ arguments: ArraySlice<Argument>,
    _ facts: FileFacts, _ file: Int, _ range: ByteRange, _ project: Project, _ knowledge: Knowledge,
    _ reverse: inout [ReverseRequest]
  ) {
    let isUnique = knowledge.uniqueToOne.contains(callee) || project.hasSuffix(callee, "OneToOneField")
    let given = arguments.first { !$0.label.isNone && knowledge.reverseOptions.contains($0.label) }?.value
    var pattern = "%(class)s" + (isUnique ? "" : knowledge.reverseSuffix)
    if let given, given.tag == .string {
      pattern = project.text(given.symbol).replacing("%(app_label)s", with: "")
      guard !pattern.hasSuffix("+") else { return }
    }
    let name = project.symbol(pattern.replacing("%(class)s", with: project.name(id).lowercased()))
    reverse.append(
      ReverseRequest(
        owner: id, target: target, name: name, kind: isUnique && kind == .toOne ? .toOne : .toMany, file: file,
        range: range, inverse: kind == .toOne ? field : .none, pattern: pattern.contains("%") ? pattern : nil))
  }

  // MARK: SQLAlchemy

  private mutating func readRelationship(
    _ id: ClassID, _ name: Symbol, _ value: Operation, _ arguments: ArraySlice<Argument>, _ facts: FileFacts,
    _ start: Int, _ file: Int, _ body: Body, _ store: Operation, _ project: Project, _ knowledge: Knowledge,
    _ resolver: Resolver, _ model: inout Model, _ reverse: inout [ReverseRequest]
  ) {
    var target = resolveTarget(arguments, facts, start, file, project, resolver, keyword: "argument")
    var kind = RelationKind.toMany
    func option(_ name: String) -> Operand? {
      let symbol = project.symbol(name)
      return symbol.isNone ? nil : arguments.first { $0.label == symbol }?.value
    }
    if let uselist = option("uselist"), uselist == Operand(.no) { kind = .toOne }
    var isListAnnotation: Bool?
    if let typed = facts.attributes.first(where: {
      $0.owner == Int32(id.index - project.classOffsets[file]) && $0.name == name
    }) {
      let element = annotatedModel(typed.type, facts, file, project, resolver)
      isListAnnotation = element.isList
      if target == nil { target = element.id }
    }
    if let isListAnnotation {
      kind = isListAnnotation ? .toMany : .toOne
    } else if option("uselist") == nil {
      // Many-to-one when this class holds the foreign key: a column `<name>_id`, or one to the target's table.
      let key = project.symbol(project.text(name) + "_id")
      let hasKey = facts.slots(of: body).contains {
        !key.isNone && $0 == key
      }
      if hasKey || option("remote_side") != nil || option("foreign_keys").map({ isOwn($0, facts, start, body) }) == true
      {
        kind = .toOne
      }
    }
    var loads = false
    var dynamic = value.kind == .invoke && value.name == project.symbol("dynamic_loader")
    if let lazy = option("lazy") {
      let text = lazy.tag == .string ? project.text(lazy.symbol) : lazy == Operand(.no) ? "False" : ""
      loads = knowledge.eagerLoading.contains(text)
      dynamic = dynamic || knowledge.neverLoading.contains(text)
    }
    var partner = Symbol.none
    if kind == .toMany, let other = option("back_populates"), other.tag == .string { partner = other.symbol }
    model.relations[name] = Relation(
      name: name, kind: kind, target: target, isReverse: false, inverse: partner, loadsByDefault: loads,
      isDynamic: dynamic, file: file, range: value.range)
    guard let target, let back = option("backref") else { return }
    var backName = Symbol.none
    if back.tag == .string { backName = back.symbol }
    if back.tag == .operation {
      let call = facts.operations[start + back.payload]
      if let first = facts.arguments(of: call).first, first.value.tag == .string { backName = first.value.symbol }
    }
    guard !backName.isNone else { return }
    if kind == .toMany { model.relations[name]?.inverse = backName }
    var backLazy = ""
    if back.tag == .operation {
      let lazySymbol = project.symbol("lazy")
      for argument in facts.arguments(of: facts.operations[start + back.payload])
      where !argument.label.isNone && argument.label == lazySymbol {
        if argument.value.tag == .string { backLazy = project.text(argument.value.symbol) }
      }
    }
    reverse.append(
      ReverseRequest(
        owner: id, target: target, name: backName, kind: kind == .toOne ? .toMany : .toOne, file: file,
        range: value.range, inverse: kind == .toOne ? name : .none, loads: knowledge.eagerLoading.contains(backLazy),
        isDynamic: knowledge.neverLoading.contains(backLazy)))
  }

  // MARK: Inheritance

  /// Gives every model the relations and managers of its bases.
  private mutating func inherit(_ project: Project, _ knowledge: Knowledge) {
    for id in models.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
      for base in lineage(id).dropFirst() {
        guard let inherited = models[base] else { continue }
        for (name, relation) in inherited.relations where models[id]?.relations[name] == nil {
          models[id]?.relations[name] = relation
        }
        models[id]?.deferred.formUnion(inherited.deferred)
        for (name, proxy) in inherited.proxies where models[id]?.proxies[name] == nil {
          models[id]?.proxies[name] = proxy
        }
        for (name, manager) in inherited.managers where models[id]?.managers[name] == nil {
          models[id]?.managers[name] = manager
        }
        if inherited.framework != .django { models[id]?.framework = inherited.framework }
      }
      let managers = models[id]?.managers ?? [:]
      models[id]?.managersInOrder = managers.values.joined().sorted { $0.rawValue < $1.rawValue }
    }
  }
}

extension Project {
  func hasSuffix(_ symbol: Symbol, _ suffix: StaticString) -> Bool {
    let text = utf8(symbol)
    guard text.count >= suffix.utf8CodeUnitCount else { return false }
    return suffix.withUTF8Buffer { text.suffix($0.count).elementsEqual($0) }
  }
}

extension Resolver {
  /// The project's class that a type names, if any.
  func type(_ type: TypeFact, in file: Int) -> ClassID? {
    if !type.qualifier.isNone {
      if case .module(let module)? = definition(of: type.qualifier, in: file),
        case .type(let id)? = definition(of: type.name, in: module)
      {
        return id
      }
      return nil
    }
    if case .type(let id)? = definition(of: type.name, in: file) { return id }
    return nil
  }
}
