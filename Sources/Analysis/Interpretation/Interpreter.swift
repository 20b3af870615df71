// Interprets bodies over abstract values, in order, once; calls are entered with the values they get and remembered by
// them. Decides what an expression may be and what work it does; what of that is a finding is for the rules.

import Facts
import Findings
import Syntax

/// A class: it owns the tables that all its frames share, and is used by one thread.
final class Interpreter {
  let project: Project
  let knowledge: Knowledge
  let models: ModelIndex
  let declared: DeclaredClasses
  let reader: DeclaredReader
  let resolver: Resolver
  let words: AnalysisWords
  let limits = InterpretationLimits()

  let values = ValueTable()
  let eager = EagerTable()
  let criteria = CriteriaTable()
  let records = RecordTable()
  let templates: TemplateIndex
  let tellingMethods: TellingMethods
  /// Expressions that pattern rules ask about, and what was seen of them by number.
  let inquiries: InquiryTable
  var observed: [Int: ExpressionFacts] = [:]
  /// What showing a template with a context did.
  var renderings: [RenderKey: Outcome] = [:]
  var renderingsEntered: Set<RenderKey> = []
  var namesRead: [Int: Set<Symbol>?] = [:]
  var templateFiles: [TemplateName: Int?] = [:]
  var viewMembers: [ClassID: [Symbol: ValueID]] = [:]
  var modelsByLowerName: [String: String]?
  /// Whether a name says that a program declares what it holds.
  var declaredSizes: [Symbol: Bool] = [:]
  private(set) var sources: [RowSource] = []
  private var sourceNumbers: [RowSource: Int32] = [:]
  /// Number of the outcome of a call by function and values; negative while the call runs.
  private var calls = NumberMap(capacity: 4096)
  private var outcomes: [Outcome] = []
  /// Values of names by file.
  private var globals = NumberMap(capacity: 4096)
  var members: [ClassID: [Symbol: FunctionID]] = [:]
  /// Abstract methods and what runs in their place.
  var implementations: [FunctionID: FunctionID] = [:]
  /// Methods by class and name, bases included; negative for none.
  var methodNumbers = NumberMap(capacity: 1024)
  /// The one model of each name that was asked for; negative for none.
  var modelsByName = NumberMap(capacity: 256)
  /// Attributes by class and name, bases not included, of the classes that were read.
  var attributeValues = NumberMap(capacity: 1024)
  var attributesRead: [AttributeState]
  /// Each class with its bases, once asked for.
  private var lineages: [[ClassID]]
  /// What methods other than the constructor assign, and which they are.
  var laterValues: [ClassID: [Symbol: ValueID]] = [:]
  var attributeAssigners: [ClassID: [Symbol: FunctionID]] = [:]
  var dispatches: [DispatchKey: FunctionID] = [:]
  /// What methods of a class read of `self` that it leaves open.
  var openNames: [ClassID: Set<Symbol>] = [:]
  /// Whether a class has the methods of a cursor.
  var cursorClasses: [ClassID: Bool] = [:]
  var textRunners: [Symbol: Bool] = [:]
  var overloadedMethods: [ClassID: [Symbol: [FunctionID]]] = [:]
  private var moduleFrames: [Int: [Cell]] = [:]
  private var modulesEntered: Set<Int> = []
  private var nextSerial: Int32 = 0
  var liveFrames = LiveFrames()
  /// Queryset classes that a model's managers were seen to make.
  var madeQuerySets: [ClassID: [ClassID]] = [:]
  /// Buffers of closed frames.
  private var closedFrames: [FrameBuffers] = []
  var depth = 0
  var operationsLeft = 0
  /// What steps of frameworks did, and those that are being done.
  var steps: [StepKey: Outcome] = [:]
  var openSteps: Set<StepKey> = []
  var declaredFields: [ClassID: [DeclaredField]] = [:]
  /// What managers load by themselves.
  var managerSets: [ManagerKey: Int32] = [:]
  /// What a join of everything loads.
  var joinedSets: [JoinedKey: Int32] = [:]

  /// Functions entered since they were last handed to a call as an argument.
  private(set) var calledFunctions: Set<FunctionID> = []
  var reports: [Effect] = []
  /// Names of attributes that something in the project adds to.
  let grownNames: GrownNames
  /// What the rows of a model are called.
  var rowNames: [Int32: String] = [:]
  /// Whether a function's name says that it gives batches.
  var batchNames: [Symbol: Bool] = [:]
  /// Whether an attribute's name says that it holds what was fetched before.
  var cacheNames: [Symbol: Bool] = [:]
  /// Whether what a file does is done by commands that somebody runs by hand.
  var offlineFiles: [Int32: Bool] = [:]
  /// Places where a relation was read that had been loaded with its row.
  var served: Set<Place> = []
  var statements: [QueryUse] = []
  private var statementPlaces: Set<Place> = []
  var cutOff = 0
  /// Growth of the loop that ended last, for the comprehension that gathers from it.
  var lastLoopWasLarge = false
  /// The collection of its receiver that the function entered last walks.
  var lastWalk = Symbol.none
  var lastLoopWasBounded = false

  init(
    project: Project, knowledge: Knowledge, models: ModelIndex, declared: DeclaredClasses, templates: TemplateIndex,
    tellingMethods: TellingMethods, grownNames: GrownNames, resolver: Resolver, inquiries: InquiryTable
  ) {
    self.project = project
    self.knowledge = knowledge
    self.models = models
    self.declared = declared
    reader = DeclaredReader(project: project, models: models, resolver: resolver, meta: declared.knowledge.meta)
    self.templates = templates
    self.tellingMethods = tellingMethods
    self.grownNames = grownNames
    self.inquiries = inquiries
    self.resolver = resolver
    words = AnalysisWords(project)
    attributesRead = [AttributeState](repeating: .unread, count: project.classCount)
    lineages = [[ClassID]](repeating: [], count: project.classCount)
    sources.append(
      RowSource(file: -1, start: 0, end: 0, isQueryExpression: false, framework: .django, path: [], model: -1))
  }

  // MARK: Roots

  /// Starts at a root with as many operations to spend.
  func beginRoot(_ operations: Int) {
    operationsLeft = operations
    depth = 0
  }

  /// Interprets a function with nothing known of its arguments but their types.
  func interpretRoot(_ id: FunctionID) {
    beginRoot(limits.operationsPerRoot)
    let file = project.file(of: id)
    let fact = project.functionFact(id)
    guard fact.body >= 0 else { return }
    let receiver = receiverValue(of: fact, in: file)
    let outcome = call(id, receiver: receiver, arguments: [], at: nil, in: nil)
    for derived in completingClasses(of: id, fact, file) {
      _ = call(id, receiver: selfValue(derived), arguments: [], at: nil, in: nil)
    }
    if !fact.decorators.isEmpty { showResult(of: id, outcome) }
  }

  /// Interprets the body of a module or template.
  func interpretModule(_ file: Int) {
    beginRoot(limits.operationsPerRoot)
    _ = moduleCells(file)
  }

  /// What `self` is in a method.
  func receiverValue(of fact: FunctionFact, in file: Int) -> ValueID {
    guard fact.owner >= 0, !fact.flags.contains(.static) else { return ValueTable.unknown }
    let id = project.classID(file: file, local: fact.owner)
    if fact.flags.contains(.classMethod) { return values.intern(Value(kind: .type, a: id.rawValue)) }
    return selfValue(id)
  }

  /// The class and its bases, nearest first.
  func lineage(_ id: ClassID) -> [ClassID] {
    if lineages[id.index].isEmpty { lineages[id.index] = models.lineage(id) }
    return lineages[id.index]
  }

  // MARK: Calls

  /// Enters a function with the given values, or recalls what it did for equal ones.
  func call(
    _ id: FunctionID, receiver: ValueID, arguments: [CallArgument], at place: Place?, in caller: Frame?,
    parent: Frame? = nil
  ) -> Outcome {
    let declared = id
    var file = project.file(of: id)
    var fact = project.functionFact(id)
    let id = dispatched(declared, fact, file, receiver: receiver)
    if id != declared {
      file = project.file(of: id)
      fact = project.functionFact(id)
    }
    guard fact.body >= 0 else {
      return Outcome(value: typeValue(fact.returnType, in: file))
    }
    guard depth < limits.callDepth, operationsLeft > 0 else {
      cutOff += 1
      return Outcome(value: typeValue(fact.returnType, in: file), isCut: true)
    }
    var parameters = bind(arguments, to: fact, in: file, receiver: receiver, hasCaller: caller != nil)
    let canRemember = parent == nil && !parameters.contains { values[$0.value].kind == .closure }
    let handed = arguments.compactMap { functionValue($0.cell.value) }
    var key: UInt64 = 0
    if canRemember {
      key = NumberMap.key(id.rawValue, values.list(receiver, parameters))
      if let known = calls[key] {
        guard known >= 0 else { return Outcome(value: typeValue(fact.returnType, in: file)) }
        if !handed.isEmpty { calledFunctions.formUnion(outcomes[Int(known)].called) }
        return outcomes[Int(known)]
      }
      calls[key] = -1
    } else if depth > 0, liveFrames.contains(function: id.rawValue) {
      return Outcome(value: ValueTable.unknown)
    }
    depth += 1
    calledFunctions.insert(id)
    for function in handed { calledFunctions.remove(function) }
    let isInline = parent != nil && parent === caller
    if isInline {
      for (slot, cell) in argumentCells(arguments, receiver: Cell(), fact, file).enumerated()
      where slot < parameters.count {
        parameters[slot].root = cell.root
        parameters[slot].variance = cell.variance
      }
    }
    let frame = open(
      file: file, body: Int(fact.body), function: id.rawValue, owner: fact.owner, parent: parent, isInline: isInline)
    frame.receiver = receiver == ValueTable.unknown ? parent?.receiver ?? receiver : receiver
    for (slot, cell) in parameters.enumerated() where slot < frame.locals.count { frame.locals[slot] = cell }
    run(frame)
    depth -= 1
    liveFrames.close(frame)
    var outcome = finish(frame, fact, file, isRoot: caller == nil)
    outcome.changedRows = changedRows(of: frame, given: parameters)
    closedFrames.append(FrameBuffers(of: frame))
    outcome.called = handed.filter { calledFunctions.contains($0) }
    if canRemember {
      calls[key] = Int32(outcomes.count)
      outcomes.append(outcome)
    }
    return outcome
  }

  func open(
    file: Int, body: Int, function: Int32, owner: Int32, parent: Frame?, isInline: Bool = false
  ) -> Frame {
    let facts = project.files[file].bodies[body]
    nextSerial += 1
    let frame = Frame(
      file: file, body: body, serial: nextSerial, parent: parent, function: function,
      operations: facts.operations.count, slots: facts.slots.count,
      ownerClass: owner >= 0 ? project.classID(file: file, local: owner).rawValue : parent?.ownerClass ?? -1,
      isInline: isInline, buffers: closedFrames.popLast() ?? FrameBuffers())
    liveFrames.open(frame)
    return frame
  }

  private func finish(_ frame: Frame, _ fact: FunctionFact, _ file: Int, isRoot: Bool) -> Outcome {
    // What a template repeats is told with the view that shows it.
    if project.files[file].language != .template {
      for effect in frame.effects where !effect.loops.isEmpty {
        reports.append(effect)
        if isRoot, !effect.isRoundTrip, !effect.root.isEmpty, !effect.root.contains(.local) {
          reports[reports.count - 1].isAssumed = true
        }
      }
    }
    var outcome = Outcome()
    if fact.flags.contains(.generator) {
      outcome.value = values.collection(
        .iterator, of: frame.yields?.value ?? ValueTable.unknown, flags: frame.yieldsRows ? .large : [])
      // What it yields is walked anew by whoever reads it.
      outcome.root = frame.yields?.root.inputs ?? Cell.noRoot
    } else if let returned = frame.returned {
      outcome.value = returned.value
      outcome.root = returned.root
      outcome.variance = returned.variance
    }
    if outcome.value == ValueTable.unknown || outcome.value == ValueTable.none {
      let declared = typeValue(fact.returnType, in: file)
      if declared != ValueTable.unknown { outcome.value = declared }
    } else if project.files[file].language == .swift, isFilledElsewhere(outcome.value) {
      let declared = typeValue(fact.returnType, in: file)
      if values[declared].kind == .collection { outcome.value = declared }
    } else if values[outcome.value].kind == .parts {
      outcome.value = completed(outcome.value, by: typeValue(fact.returnType, in: file))
    }
    // What a property assigns to its object it keeps; what a function made itself is no work of its caller's data.
    outcome.walks = frame.assigned.isEmpty ? frame.walks : .none
    let isOwn: (Effect) -> Bool = { !$0.isRoundTrip && $0.root.contains(.local) }
    outcome.effects =
      frame.isInline || !frame.effects.contains(where: isOwn) ? frame.effects : frame.effects.filter { !isOwn($0) }
    if outcome.effects.count > limits.effectsPerCall {
      outcome.effects.removeSubrange(limits.effectsPerCall...)
      outcome.isCut = true
      cutOff += 1
    }
    return outcome
  }

  /// The value of a parameter that the call leaves out.
  private func defaultValue(of parameter: ParameterFact) -> ValueID {
    if parameter.defaultValue.tag == .string {
      return values.intern(
        Value(kind: .text, flags: .bounded, a: Int32(bitPattern: parameter.defaultValue.symbol.rawValue)))
    }
    guard parameter.defaultValue.tag == .constant else { return ValueTable.unknown }
    switch Operand.Constant(rawValue: UInt32(parameter.defaultValue.payload)) ?? .other {
    case .none: return ValueTable.none
    case .yes: return values.truth(true)
    case .no: return values.truth(false)
    case .other, .number, .text, .bytes: return ValueTable.unknown
    }
  }

  /// `template="shop/orders.html"`: what nobody is seen to call is called by the framework, without it.
  private func namesTemplate(_ parameter: ParameterFact, _ file: Int) -> Bool {
    parameter.defaultValue.tag == .string && !templates.isEmpty
      && templateFile(parameter.defaultValue.symbol, near: file) != nil
  }

  /// The declared type's value, with what is known of the relations that a row of an unknown query has loaded.
  private func declaredValue(_ type: TypeReference, _ file: Int, _ given: ValueID) -> ValueID {
    let declared = typeValue(type, in: file)
    let value = values[given]
    guard value.kind == .entity, value.a < 0, values[declared].kind == .entity else { return declared }
    return rowOfUnknown(value, model: values[declared].a)
  }

  func rowOfUnknown(_ value: Value, model: Int32) -> ValueID {
    var row = value
    row.a = model
    return values.intern(row)
  }

  func bind(
    _ arguments: [CallArgument], to fact: FunctionFact, in file: Int, receiver: ValueID, hasCaller: Bool = false
  ) -> [Cell] {
    let facts = project.files[file]
    let parameters = facts.parameters(of: fact)
    var cells: [Cell] = []
    cells.reserveCapacity(parameters.count)
    let hasReceiver =
      facts.language == .python && fact.owner >= 0 && !fact.flags.contains(.static) && !parameters.isEmpty
    var position = 0
    let hasLabels = arguments.contains { !$0.label.isNone }
    let positional = hasLabels ? arguments.filter { $0.label.isNone } : arguments
    let isSwift = facts.language == .swift
    for (number, parameter) in parameters.enumerated() {
      var cell = Cell(root: .parameter(number))
      if hasReceiver && number == 0 {
        cell.value = receiver
      } else if parameter.isStar {
        cell.value = values.rest(positional.dropFirst(position).map(\.cell.value))
        position = positional.count
      } else if parameter.isDoubleStar {
        cell.value = keywords(arguments, parameters)
      } else if isSwift {
        // Labels and order agree at a Swift call; trailing closures come last.
        if position < arguments.count,
          arguments[position].label == parameter.label || arguments[position].label.isNone
            || fact.flags.contains(.closure)
        {
          cell.value = arguments[position].cell.value
          position += 1
        }
      } else if let named = arguments.first(where: { !$0.label.isNone && $0.label == parameter.name }) {
        cell.value = named.cell.value
      } else if position < positional.count {
        cell.value = positional[position].cell.value
        position += 1
      }
      if cell.value == ValueTable.unknown {
        let isOmitted =
          hasCaller && parameter.hasDefault && !(hasReceiver && number == 0)
          && !arguments.contains { !$0.label.isNone && $0.label == parameter.name }
          && number - (hasReceiver ? 1 : 0) >= positional.count
        cell.value =
          (isOmitted || namesTemplate(parameter, file)) && !isSwift
          ? defaultValue(of: parameter) : declaredValue(parameter.type, file, cell.value)
      } else if values[cell.value].kind == .entity, values[cell.value].a < 0 {
        if parameter.type >= 0 {
          cell.value = declaredValue(parameter.type, file, cell.value)
        } else if let guess = modelRow(named: parameter.name) {
          // What was loaded with the row is known although its model is only guessed.
          cell.value = rowOfUnknown(values[cell.value], model: values[guess].a)
        } else {
          cell.value = ValueTable.unknown
        }
      }
      if cell.value == ValueTable.unknown, !isSwift, parameter.type < 0 {
        cell.value = guessParameter(parameter.name)
      }
      cells.append(cell)
    }
    if fact.flags.contains(.closure), parameters.isEmpty {
      for (number, argument) in arguments.prefix(4).enumerated() {
        cells.append(Cell(value: argument.cell.value, root: .parameter(number)))
      }
    }
    return cells
  }

  /// The function of the project that a value is, bound or not.
  func functionValue(_ id: ValueID) -> FunctionID? {
    let value = values[id]
    switch value.kind {
    case .function, .closure: return FunctionID(Int(value.a))
    case .partial: return FunctionID(Int(values[value.a].a))
    default: return nil
    }
  }

  /// What an untyped parameter may be by its name alone: a place to run queries.
  private func guessParameter(_ name: Symbol) -> ValueID {
    if knowledge.sessions.contains(name) || knowledge.cursors.contains(name) { return ValueTable.session }
    return modelRow(named: name) ?? ValueTable.unknown
  }

  func add(_ effect: Effect, to frame: Frame) {
    guard frame.effects.count < 400 else {
      cutOff += 1
      return
    }
    var effect = effect
    if frame.fallsBack, effect.isRoundTrip { effect.confidence = 0 }
    if effect.kind == .lazyRelation, !effect.relationIsMany, frame.preloaded.contains(effect.model) {
      effect.confidence = 0
    }
    frame.effects.append(effect)
  }

  // MARK: Names

  /// The value of a name that a body does not bind.
  func freeValue(_ name: Symbol, in frame: Frame) -> Cell {
    if frame.isTemplate, let cell = frame.scope[name] { return cell }
    var outer = frame.parent
    var isInline = frame.isInline
    while let current = outer {
      if let slot = slot(named: name, in: current) {
        var cell = current.locals[slot]
        if !isInline {
          // Seen from a closure that runs elsewhere, what varies outside is fixed inside; its own loops decide.
          cell.root = Cell.noRoot
          cell.variance = 0
        }
        return cell
      }
      isInline = isInline && current.isInline
      outer = current.parent
    }
    let file = frame.file
    if project.files[file].language == .swift, frame.ownerClass >= 0 {
      let root = sharesReceiver(frame) ? Cell.receiverRoot : Cell.noRoot
      if name == words.selfName { return Cell(value: frame.receiver, root: root) }
      let cell = Cell(
        value: frame.receiver != ValueTable.unknown ? frame.receiver : selfValue(ClassID(Int(frame.ownerClass))),
        root: root)
      if let found = implicitMember(name, of: cell, in: frame) { return found }
    }
    return Cell(value: globalValue(name, in: file))
  }

  /// Whether the frame's receiver is that of the function around it.
  private func sharesReceiver(_ frame: Frame) -> Bool {
    var current = frame
    while let parent = current.parent {
      guard current.isInline else { return false }
      current = parent
    }
    return true
  }

  func slot(named name: Symbol, in frame: Frame) -> Int? {
    let facts = project.files[frame.file]
    let range = facts.bodies[frame.body].slots
    var slot = Int(range.lowerBound)
    while slot < Int(range.upperBound) {
      if facts.slots[slot] == name { return slot - Int(range.lowerBound) }
      slot += 1
    }
    return nil
  }

  func globalValue(_ name: Symbol, in file: Int) -> ValueID {
    let key = NumberMap.key(Int32(file), name)
    if let known = globals[key] { return known }
    globals[key] = ValueTable.unknown
    let value = computeGlobal(name, in: file)
    globals[key] = value
    return value
  }

  private func computeGlobal(_ name: Symbol, in file: Int) -> ValueID {
    if project.files[file].language == .template { return templateGlobal(name, in: file) }
    if project.files[file].language == .swift {
      if let functions = project.swiftFunctionsByName[name], let first = functions.first {
        return values.intern(Value(kind: .function, a: first.rawValue))
      }
      if let types = project.classesByName[name],
        let type = types.first(where: { project.files[project.file(of: $0)].language == .swift }),
        !extendsLibrary(type)
      {
        return values.intern(Value(kind: .type, a: primaryClass(type).rawValue))
      }
    }
    guard let definition = resolver.definition(of: name, in: file) else {
      return values.intern(Value(kind: .builtin, a: Int32(bitPattern: name.rawValue)))
    }
    return value(of: definition)
  }

  func value(of definition: Definition) -> ValueID {
    switch definition {
    case .type(let id): return values.intern(Value(kind: .type, a: id.rawValue))
    case .function(let id): return values.intern(Value(kind: .function, a: id.rawValue))
    case .module(let file): return values.intern(Value(kind: .module, a: Int32(file)))
    case .external(let path): return values.intern(Value(kind: .external, a: Int32(bitPattern: path.rawValue)))
    case .variable(let file, let slot):
      let cells = moduleCells(file)
      return slot < cells.count ? cells[slot].value : ValueTable.unknown
    }
  }

  /// The variables of a module after its body ran.
  private func moduleCells(_ file: Int) -> [Cell] {
    if let known = moduleFrames[file] { return known }
    guard modulesEntered.insert(file).inserted, depth < limits.callDepth else { return [] }
    depth += 1
    let frame = open(file: file, body: 0, function: -1, owner: -1, parent: nil)
    run(frame)
    depth -= 1
    liveFrames.close(frame)
    for effect in frame.effects where !effect.loops.isEmpty { reports.append(effect) }
    moduleFrames[file] = frame.locals
    return frame.locals
  }

  // MARK: Sources and statements

  func source(_ source: RowSource) -> Int32 {
    if let known = sourceNumbers[source] { return known }
    let id = Int32(sources.count)
    sources.append(source)
    sourceNumbers[source] = id
    return id
  }

  /// Notes a query that runs, once a place.
  func use(_ value: Value, at place: Place, loopDepth: Int) {
    guard statementPlaces.insert(place).inserted else { return }
    statements.append(
      QueryUse(
        model: rowModel(value), criteria: criteria.lists[Int(value.d)],
        isLimited: value.flags.contains(.bounded) && !value.flags.contains(.guessed),
        place: place,
        loopDepth: loopDepth))
  }
}
