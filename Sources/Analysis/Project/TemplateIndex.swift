// The page templates of the project by the names that code calls them by, the project's own tags, filters and template
// functions, and its view classes. What they do is for the interpreter.

import Facts
import Syntax

/// A function that templates call as a tag.
struct TagFunction: Sendable {
  var function: FunctionID
  /// Name of the template that shows what it returns, or none.
  var template: Symbol
  /// Whether it gets the whole context as its first argument.
  var takesContext: Bool
}

/// What a template reads of its context, and where its blocks are.
struct TemplateShape: Sendable {
  struct Block: Sendable {
    var name: Symbol
    var begin: Int
    var end: Int
  }
  var names: Set<Symbol> = []
  var blocks: [Block] = []
  /// Index of the `extends` operation, or -1.
  var extends = -1
  /// Names of other templates that it shows with its own context.
  var shown: [Symbol] = []
  /// Whether it shows something with a context that cannot be told in advance.
  var wantsAll = false
}

struct TemplateIndex: Sendable {
  private let folders: Set<String>
  private var filesByName: [Substring: [Int]] = [:]
  /// Path components of each template without the folders that hold templates.
  private var shortPaths: [Int: [Substring]] = [:]
  private(set) var tags: [Symbol: TagFunction] = [:]
  private(set) var filters: [Symbol: FunctionID] = [:]
  private(set) var globals: [Symbol: FunctionID] = [:]
  /// Classes that show a template, with what they show.
  private(set) var views: [ClassID: ViewKind] = [:]
  /// Functions whose result is part of every template's context.
  private(set) var contextFunctions: [FunctionID] = []
  private(set) var shapes: [Int: TemplateShape] = [:]

  var isEmpty: Bool { filesByName.isEmpty }

  init(project: Project, knowledge: TemplateKnowledge, models: ModelIndex, resolver: Resolver) {
    folders = knowledge.folders
    for (file, facts) in project.files.enumerated() where facts.language == .template {
      let parts = facts.path.split(separator: "/")
      guard let name = parts.last else { continue }
      filesByName[name, default: []].append(file)
      shortPaths[file] = parts.filter { !knowledge.folders.contains(String($0)) }
    }
    guard !isEmpty else { return }
    for file in project.files.indices {
      switch project.files[file].language {
      case .template: shapes[file] = shape(of: project.files[file], project, knowledge)
      case .python:
        readDecorators(file, project, knowledge)
        readTables(file, project, knowledge, resolver)
        readContextFunctions(file, project, knowledge)
        readViews(file, project, knowledge, models)
      case .swift, .sql: break
      }
    }
  }

  // MARK: Names

  /// The template that a file calls `name`: the one whose path ends so, nearest to the file.
  func file(named name: String, near file: Int, _ project: Project) -> Int? {
    var wanted = name.split(separator: "/").filter { $0 != "." && $0 != ".." }
    // `package:templates/page.html`
    if let first = wanted.first, let colon = first.lastIndex(of: ":") {
      wanted[0] = first[first.index(after: colon)...]
    }
    guard let last = wanted.last, let candidates = filesByName[last] else { return nil }
    let home = project.files[file].path.split(separator: "/")
    var best: Int?
    var bestScore = Int.min
    for candidate in candidates {
      let path = project.files[candidate].path.split(separator: "/")
      guard let short = shortPaths[candidate] else { continue }
      let isExact = path.suffix(wanted.count).elementsEqual(wanted)
      guard isExact || short.suffix(wanted.count).elementsEqual(wanted) else { continue }
      let isRooted = isExact && path.dropLast(wanted.count).last.map { folders.contains(String($0)) } ?? false
      let shared = zip(home, path).prefix { $0 == $1 }.count
      let score = (isRooted ? 1000 : 0) + shared * 16 - path.count
      if score > bestScore {
        bestScore = score
        best = candidate
      }
    }
    return best
  }

  // MARK: Shapes

  private func shape(of facts: FileFacts, _ project: Project, _ knowledge: TemplateKnowledge) -> TemplateShape {
    var shape = TemplateShape()
    func note(_ operand: Operand) {
      if operand.tag == .free { shape.names.insert(operand.symbol) }
    }
    for symbol in facts.slots { shape.names.insert(symbol) }
    for operation in facts.operations {
      note(operation.a)
      switch operation.kind {
      case .index, .binary, .gather: note(operation.second)
      default: break
      }
      for argument in facts.arguments(of: operation) where hasArguments(operation.kind) { note(argument.value) }
    }
    guard let body = facts.bodies.first else { return shape }
    var open: [TemplateShape.Block] = []
    for (index, operation) in facts.operations(of: body).enumerated() {
      switch operation.kind {
      case .blockBegin: open.append(TemplateShape.Block(name: operation.name, begin: index, end: index))
      case .blockEnd:
        guard var block = open.popLast() else { continue }
        block.end = index
        shape.blocks.append(block)
      case .extends:
        if shape.extends < 0 { shape.extends = index }
        if operation.a.tag == .string { shape.shown.append(operation.a.symbol) }
      case .include:
        if operation.a.tag == .string { shape.shown.append(operation.a.symbol) } else { shape.wantsAll = true }
      default: break
      }
    }
    return shape
  }

  private func hasArguments(_ kind: OperationKind) -> Bool {
    switch kind {
    case .call, .invoke, .slice, .choice, .list, .tuple, .set, .dictionary, .template, .filter, .tag, .include:
      return true
    default: return false
    }
  }

  /// The names that a template and those it shows read of their context; nil when all of them may be.
  func namesRead(by file: Int, _ project: Project, _ knowledge: TemplateKnowledge) -> Set<Symbol>? {
    var seen: Set<Int> = [file]
    var queue = [file]
    var names: Set<Symbol> = []
    while let next = queue.popLast() {
      guard let shape = shapes[next] else { continue }
      if shape.wantsAll { return nil }
      names.formUnion(shape.names)
      for name in shape.shown {
        if let other = self.file(named: project.text(name), near: next, project), seen.insert(other).inserted {
          queue.append(other)
        }
      }
    }
    return names
  }

  // MARK: Tags and filters

  private enum Declared { case tag, included, filter, global }

  private func declared(_ name: Symbol, _ knowledge: TemplateKnowledge) -> Declared? {
    if knowledge.declaredTags.contains(name) { return .tag }
    if knowledge.declaredIncluded.contains(name) { return .included }
    if knowledge.declaredFilters.contains(name) { return .filter }
    if knowledge.declaredGlobals.contains(name) { return .global }
    return nil
  }

  private mutating func readDecorators(_ file: Int, _ project: Project, _ knowledge: TemplateKnowledge) {
    let facts = project.files[file]
    for (index, function) in facts.functions.enumerated() where !function.decorators.isEmpty {
      for decorator in facts.decorators(of: function) {
        guard !decorator.qualifier.isNone, let kind = declared(decorator.name, knowledge) else { continue }
        let body = facts.bodies[Int(function.enclosingBody)]
        declare(
          project.functionID(file: file, local: index), kind, named: function.name,
          arguments(decorator.value, facts, body.start), project)
      }
    }
  }

  /// Arguments of the call that an operand is the value of.
  private func arguments(_ operand: Operand, _ facts: FileFacts, _ start: Int) -> ArraySlice<Argument> {
    guard operand.tag == .operation, start + operand.payload < facts.operations.count else { return [] }
    let call = facts.operations[start + operand.payload]
    guard call.kind == .call || call.kind == .invoke else { return [] }
    return facts.arguments(of: call)
  }

  private mutating func declare(
    _ function: FunctionID, _ kind: Declared, named name: Symbol, _ options: ArraySlice<Argument>, _ project: Project
  ) {
    var name = name
    var template = Symbol.none
    var takesContext = false
    for option in options {
      let label = option.label.isNone ? "" : project.text(option.label)
      switch (option.value.tag, label) {
      case (.string, "name"): name = option.value.symbol
      case (.string, "filename"): template = option.value.symbol
      case (.string, ""):
        if kind == .included { template = option.value.symbol } else { name = option.value.symbol }
      case (.constant, "takes_context"): takesContext = option.value == Operand(.yes)
      default: break
      }
    }
    switch kind {
    case .tag, .included:
      if tags[name] == nil {
        tags[name] = TagFunction(function: function, template: template, takesContext: takesContext)
      }
    case .filter: if filters[name] == nil { filters[name] = function }
    case .global: if globals[name] == nil { globals[name] = function }
    }
  }

  /// `register.filter("name", function)`, `environment.filters["name"] = function`, `globals.update(name=function)`.
  private mutating func readTables(
    _ file: Int, _ project: Project, _ knowledge: TemplateKnowledge, _ resolver: Resolver
  ) {
    let facts = project.files[file]
    for body in facts.bodies {
      let start = body.start
      for operation in facts.operations(of: body) {
        switch operation.kind {
        case .storeIndex:
          guard let kind = table(operation.a, facts, start, knowledge) else { continue }
          let given = facts.arguments(of: operation)
          guard given.count == 2, let key = given.first?.value, key.tag == .string, let value = given.last?.value,
            let function = function(value, facts, body, file, project, resolver)
          else { continue }
          declare(function, kind, named: key.symbol, [], project)
        case .invoke:
          if let kind = declared(operation.name, knowledge) {
            let given = facts.arguments(of: operation)
            for argument in given where argument.label.isNone {
              guard let function = function(argument.value, facts, body, file, project, resolver) else { continue }
              declare(
                function, kind, named: project.functionFact(function).name,
                given.filter { $0.value.tag != .free }[...], project)
              break
            }
          } else if let kind = table(operation.a, facts, start, knowledge) {
            for argument in facts.arguments(of: operation) where !argument.label.isNone {
              if let function = function(argument.value, facts, body, file, project, resolver) {
                declare(function, kind, named: argument.label, [], project)
              }
            }
            for argument in facts.arguments(of: operation)
            where argument.label.isNone && argument.value.tag == .operation {
              let made = facts.operations[start + argument.value.payload]
              guard made.kind == .dictionary else { continue }
              let entries = Array(facts.arguments(of: made))
              for position in stride(from: 0, to: entries.count - 1, by: 2) where entries[position].value.tag == .string
              {
                if let function = function(entries[position + 1].value, facts, body, file, project, resolver) {
                  declare(function, kind, named: entries[position].value.symbol, [], project)
                }
              }
            }
          }
        default: break
        }
      }
    }
  }

  private func table(
    _ operand: Operand, _ facts: FileFacts, _ start: Int, _ knowledge: TemplateKnowledge
  ) -> Declared? {
    guard operand.tag == .operation, start + operand.payload < facts.operations.count else { return nil }
    let read = facts.operations[start + operand.payload]
    guard read.kind == .member else { return nil }
    if knowledge.filterTables.contains(read.name) { return .filter }
    return knowledge.globalTables.contains(read.name) ? .global : nil
  }

  private func function(
    _ operand: Operand, _ facts: FileFacts, _ body: Body, _ file: Int, _ project: Project, _ resolver: Resolver
  ) -> FunctionID? {
    switch operand.tag {
    case .free:
      if case .function(let id)? = resolver.definition(of: operand.symbol, in: file) { return id }
    case .local:
      let slot = Int(body.slots.lowerBound) + operand.payload
      guard body.kind == .module, slot < facts.slots.count else { return nil }
      if case .function(let id)? = resolver.definition(of: facts.slots[slot], in: file) { return id }
    default: break
    }
    return nil
  }

  // MARK: Views

  /// Functions that are declared to give names to every template, by a decorator or by their module's name.
  private mutating func readContextFunctions(_ file: Int, _ project: Project, _ knowledge: TemplateKnowledge) {
    let facts = project.files[file]
    guard facts.scope == .normal else { return }
    let isNamed = project.modulePaths[file].last.map { knowledge.contextModules.contains($0) } ?? false
    for (number, fact) in facts.functions.enumerated() where fact.owner < 0 && fact.body >= 0 {
      let decorators = facts.decorators(of: fact)
      guard
        isNamed && fact.enclosingBody == 0 && fact.parameters.count == 1
          || decorators.contains(where: { knowledge.contextFunctions.contains($0.name) })
      else { continue }
      contextFunctions.append(project.functionID(file: file, local: number))
    }
  }

  private mutating func readViews(
    _ file: Int, _ project: Project, _ knowledge: TemplateKnowledge, _ models: ModelIndex
  ) {
    for local in project.files[file].classes.indices {
      let id = project.classID(file: file, local: Int32(local))
      var kind: ViewKind?
      for ancestor in models.lineage(id) {
        let home = project.files[project.file(of: ancestor)]
        for base in home.bases(of: project.classFact(ancestor)) {
          guard let found = knowledge.viewBases[base.name] else { continue }
          if kind == nil || kind == .plain { kind = found }
        }
      }
      if let kind { views[id] = kind }
    }
  }
}
