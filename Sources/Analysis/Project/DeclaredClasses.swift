// Which classes of the project a framework walks by itself, and for which models. Built once, before anything is
// interpreted; what the framework does with them is for the interpreter.

import Facts
import Syntax

/// What a class is to a framework.
struct DeclaredRole: OptionSet, Sendable {
  let rawValue: UInt32
  static let serializer = DeclaredRole(rawValue: 1)
  static let modelSerializer = DeclaredRole(rawValue: 2)
  static let listView = DeclaredRole(rawValue: 4)
  static let admin = DeclaredRole(rawValue: 8)
  static let view = DeclaredRole(rawValue: 16)
  static let schema = DeclaredRole(rawValue: 32)
  static let form = DeclaredRole(rawValue: 64)
  static let modelForm = DeclaredRole(rawValue: 128)
  /// A view that makes a form of its model's fields
  static let editView = DeclaredRole(rawValue: 256)
  /// The first of the kinds of row callbacks; the others follow.
  static let firstCallback: UInt32 = 512

  static func callback(_ index: Int) -> DeclaredRole {
    DeclaredRole(rawValue: firstCallback << UInt32(truncatingIfNeeded: min(index, 20)))
  }
}

/// A loop that a framework runs over rows.
enum DeclaredLoop: Sendable {
  case view(ClassID)
  /// A change list of an admin class and its model.
  case admin(ClassID, model: ClassID)
  case callbacks(ClassID, kind: Int)
  case route(DeclaredRoute)
  /// What the fields of a form let choose from.
  case choices(ClassID)

  /// The file it is declared in.
  func file(_ project: Project) -> Int {
    switch self {
    case .view(let id): return project.file(of: id)
    case .admin(let id, _): return project.file(of: id)
    case .callbacks(let id, _): return project.file(of: id)
    case .choices(let id): return project.file(of: id)
    case .route(let route): return project.file(of: route.function)
    }
  }
}

struct DeclaredClasses: Sendable {
  let knowledge: DeclaredKnowledge
  private(set) var roles: [DeclaredRole] = []
  private(set) var loops: [DeclaredLoop] = []
  /// The model of an admin class, where it is registered with one.
  private(set) var adminModels: [ClassID: ClassID] = [:]
  /// Views whose rows a class shows.
  private(set) var views: [ClassID: [ClassID]] = [:]
  /// The model that a class's decorator names.
  private(set) var decoratedModels: [ClassID: ClassID] = [:]

  init(project: Project, models: ModelIndex, knowledge: DeclaredKnowledge, resolver: Resolver) {
    self.knowledge = knowledge
    roles = Array(repeating: [], count: project.classCount)
    var isKnown = Array(repeating: false, count: project.classCount)
    let callbackBases = knowledge.callbacks.map(\.bases)
    func directRole(_ name: Symbol) -> DeclaredRole {
      var role: DeclaredRole = []
      if knowledge.serializerBases.contains(name) { role.insert(.serializer) }
      if knowledge.modelSerializerBases.contains(name) { role.insert(.modelSerializer) }
      if knowledge.listViewBases.contains(name) { role.formUnion([.listView, .view]) }
      if knowledge.frameworkClasses.contains(name) { role.insert(.view) }
      if knowledge.schemaBases.contains(name) { role.insert(.schema) }
      if knowledge.adminBases.contains(name) { role.insert(.admin) }
      if knowledge.formBases.contains(name) { role.insert(.form) }
      if knowledge.modelFormBases.contains(name) { role.insert(.modelForm) }
      if knowledge.editViewBases.contains(name) { role.insert(.editView) }
      for (index, bases) in callbackBases.enumerated() where bases.contains(name) { role.insert(.callback(index)) }
      return role
    }
    let object = project.symbol("object")
    func isRoot(_ id: ClassID) -> Bool {
      let facts = project.files[project.file(of: id)]
      let fact = project.classFact(id)
      return fact.bases.isEmpty || fact.bases.count == 1 && facts.bases(of: fact).contains { $0.name == object }
    }
    func role(of id: ClassID, depth: Int) -> DeclaredRole {
      if isKnown[id.index] || depth > 32 { return roles[id.index] }
      isKnown[id.index] = true
      let file = project.file(of: id)
      let facts = project.files[file]
      let fact = facts.classes[id.index - project.classOffsets[file]]
      var found: DeclaredRole = []
      for base in facts.bases(of: fact) {
        let name = base.name
        // A project's own plain class is no serializer because of its name.
        let isOwn = (models.bases[id] ?? []).contains { project.classFact($0).name == name && isRoot($0) }
        found.formUnion(isOwn ? directRole(name).subtracting([.serializer, .modelSerializer]) : directRole(name))
      }
      for base in models.bases[id] ?? [] { found.formUnion(role(of: base, depth: depth + 1)) }
      roles[id.index] = found
      return found
    }
    for (file, facts) in project.files.enumerated() where facts.language == .python {
      for local in facts.classes.indices {
        _ = role(of: project.classID(file: file, local: Int32(local)), depth: 0)
      }
    }
    readDecorators(project, models, resolver)
    guard roles.contains(where: { !$0.isEmpty }) else { return }
    readRegistrations(project, models, resolver)
    findLoops(project, models)
    findViews(project, resolver)
    let known = roles
    let routes = DeclaredClasses.routes(project, knowledge, resolver) {
      !known[$0.index].isDisjoint(with: [.schema, .serializer])
    }
    loops += routes.map { .route($0) }
  }

  func role(of id: ClassID) -> DeclaredRole { id.index < roles.count ? roles[id.index] : [] }

  private mutating func findLoops(_ project: Project, _ models: ModelIndex) {
    for (file, facts) in project.files.enumerated() where facts.language == .python {
      for (local, fact) in facts.classes.enumerated() {
        let id = project.classID(file: file, local: Int32(local))
        let role = roles[id.index]
        guard !role.isEmpty, !models.isModel(id) else { continue }
        // A project's own copy of a framework's base class is the framework.
        if role.contains(.view), !knowledge.listViewBases.contains(fact.name),
          !knowledge.frameworkClasses.contains(fact.name)
        {
          loops.append(.view(id))
        }
        if role.contains(.admin), let model = adminModels[id] { loops.append(.admin(id, model: model)) }
        if !role.isDisjoint(with: [.form, .editView]), fact.body >= 0 { loops.append(.choices(id)) }
        for (index, kind) in knowledge.callbacks.enumerated()
        where role.contains(.callback(index)) && !kind.bases.contains(fact.name) {
          loops.append(.callbacks(id, kind: index))
        }
      }
    }
  }

  /// `table_class = OrderTable` in the body of a view.
  private mutating func findViews(_ project: Project, _ resolver: Resolver) {
    let options = knowledge.callbacks.reduce(into: Set<Symbol>()) { $0.formUnion($1.viewOptions) }
    guard !options.isEmpty else { return }
    for (file, facts) in project.files.enumerated() where facts.language == .python && facts.scope == .normal {
      for (local, fact) in facts.classes.enumerated() where fact.body >= 0 {
        let body = facts.bodies[Int(fact.body)]
        let slots = facts.slots(of: body)
        for store in facts.operations(of: body) where store.kind == .store && store.a.tag == .free {
          let slot = slots.startIndex + Int(store.b)
          guard slot < slots.endIndex, options.contains(slots[slot]),
            case .type(let shown)? = resolver.definition(of: store.a.symbol, in: file),
            roles[shown.index].rawValue >= DeclaredRole.firstCallback
          else { continue }
          views[shown, default: []].append(project.classID(file: file, local: Int32(local)))
        }
      }
    }
  }

  // MARK: Decorated classes

  /// `@strawberry_django.type(Model, …)`
  private mutating func readDecorators(_ project: Project, _ models: ModelIndex, _ resolver: Resolver) {
    for (index, kind) in knowledge.callbacks.enumerated() where !kind.listed.isEmpty {
      readListedTypes(index, kind, project, models, resolver)
    }
    for (index, kind) in knowledge.callbacks.enumerated() where !kind.classDecorators.isEmpty && kind.listed.isEmpty {
      for (file, facts) in project.files.enumerated() where facts.language == .python {
        guard let module = facts.bodies.first else { continue }
        let start = module.start
        for (local, fact) in facts.classes.enumerated() where fact.owner < 0 && !fact.decorators.isEmpty {
          for decorator in facts.decorators(of: fact)
          where kind.classDecorators.contains(decorator.name) && decorator.value.tag == .operation {
            let call = facts.operations[start + decorator.value.payload]
            guard let first = facts.arguments(of: call).first(where: { $0.label.isNone }),
              let model = type(first.value, facts, start, file, project, resolver), models.isModel(model)
            else { continue }
            let id = project.classID(file: file, local: Int32(local))
            roles[id.index].insert(.callback(index))
            decoratedModels[id] = model
          }
        }
      }
    }
  }

  /// Decorated classes of no model that some annotation lists: their methods run for each of many.
  private mutating func readListedTypes(
    _ index: Int, _ kind: RowCallbackKind, _ project: Project, _ models: ModelIndex, _ resolver: Resolver
  ) {
    var candidates: Set<ClassID> = []
    for (file, facts) in project.files.enumerated() where facts.language == .python {
      for (local, fact) in facts.classes.enumerated()
      where !fact.decorators.isEmpty && fact.owner < 0 && !kind.roots.contains(fact.name) {
        let decorators = facts.decorators(of: fact)
        let id = project.classID(file: file, local: Int32(local))
        if decorators.contains(where: { kind.classDecorators.contains($0.name) }), !models.isModel(id) {
          candidates.insert(id)
        }
      }
    }
    guard !candidates.isEmpty else { return }
    for (file, facts) in project.files.enumerated() where facts.language == .python {
      for type in facts.types where kind.listed.contains(type.name) {
        for argument in facts.arguments(of: type)
        where argument >= 0 {
          guard let id = resolver.type(facts.types[Int(argument)], in: file), candidates.contains(id) else { continue }
          roles[id.index].insert(.callback(index))
        }
      }
    }
  }

  // MARK: Admin

  /// `@admin.register(Model)` above a class, and `admin.site.register(Model, Admin)` in a module.
  private mutating func readRegistrations(_ project: Project, _ models: ModelIndex, _ resolver: Resolver) {
    guard !knowledge.adminRegister.isEmpty else { return }
    for (file, facts) in project.files.enumerated() where facts.language == .python {
      guard let module = facts.bodies.first else { continue }
      let start = module.start
      for (local, fact) in facts.classes.enumerated() where fact.owner < 0 {
        let id = project.classID(file: file, local: Int32(local))
        guard roles[id.index].contains(.admin) else { continue }
        for decorator in facts.decorators(of: fact)
        where knowledge.adminRegister.contains(decorator.name) && decorator.value.tag == .operation {
          let call = facts.operations[start + decorator.value.payload]
          for argument in facts.arguments(of: call) where argument.label.isNone {
            guard let model = type(argument.value, facts, start, file, project, resolver), models.isModel(model)
            else { continue }
            if adminModels[id] == nil { adminModels[id] = model }
          }
        }
      }
      var debugEnd = 0
      for (position, operation) in facts.operations(of: module).enumerated() {
        if operation.kind == .branchBegin, asksForDebugging(operation, facts, start) { debugEnd = Int(operation.b) }
        // What only a developer's machine shows costs nobody else anything.
        guard position >= debugEnd, operation.kind == .invoke, knowledge.adminRegister.contains(operation.name),
          operation.argumentCount >= 2
        else { continue }
        let given = facts.arguments(of: operation).filter { $0.label.isNone }
        guard given.count >= 2,
          let model = type(given[0].value, facts, start, file, project, resolver), models.isModel(model),
          let admin = type(given[1].value, facts, start, file, project, resolver), role(of: admin).contains(.admin)
        else { continue }
        if adminModels[admin] == nil { adminModels[admin] = model }
      }
    }
  }

  /// `if settings.DEBUG:`
  private func asksForDebugging(_ branch: Operation, _ facts: FileFacts, _ start: Int) -> Bool {
    guard !branch.flags.contains(.inverted), branch.a.tag == .operation else { return false }
    let asked = facts.operations[start + branch.a.payload]
    return asked.kind == .member && knowledge.debugSettings.contains(asked.name)
  }

  /// The class that an operand of a module's body names.
  private func type(
    _ operand: Operand, _ facts: FileFacts, _ start: Int, _ file: Int, _ project: Project, _ resolver: Resolver
  ) -> ClassID? {
    var name = Symbol.none
    var home = file
    switch operand.tag {
    case .free: name = operand.symbol
    case .local:
      let slots = facts.bodies[0].slots
      let index = Int(slots.lowerBound) + operand.payload
      if index < Int(slots.upperBound) { name = facts.slots[index] }
    case .operation:
      let read = facts.operations[start + operand.payload]
      guard read.kind == .member, read.a.tag == .free,
        case .module(let module)? = resolver.definition(of: read.a.symbol, in: file)
      else { return nil }
      name = read.name
      home = module
    default: return nil
    }
    guard case .type(let id)? = resolver.definition(of: name, in: home) else { return nil }
    return id
  }
}
