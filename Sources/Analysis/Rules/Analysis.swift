// The way from facts to findings: joins the project, chooses where to begin, interprets in independent parts, and turns
// what the parts report into findings. Running the parts side by side is the Driver's business.

import Facts
import Findings
import Syntax

/// What one part of the analysis gives; parts are joined in order.
public struct PartialAnalysis: Sendable {
  var findings: [Finding] = []
  /// The function that the outermost loop of a finding stands in, or -1; by its number.
  var loopFunctions: [Int32] = []
  public var statements: [StatementUse] = []
  /// Places of findings that hold only if no caller loaded the relation, and places where one had.
  var uncertain: Set<Location> = []
  var served: Set<Location> = []
  /// What was seen of the expressions that were asked about, by their number.
  var observed: [Int: ExpressionFacts] = [:]
  /// Calls and effects that were not followed because of a limit.
  public var cutOff = 0
}

/// A query or SQL text that the code runs.
public struct StatementUse: Sendable {
  /// SQL as written, with `{}` for holes; nil for a query that an ORM builds.
  public var text: String?
  public var location: Location
  public var loopDepth: Int
  /// The ORM's query, when `text` is nil.
  public var query: ModelQuery?
  /// Whether it runs when a schema is brought up to date, and then never again.
  public var isOneTime = false
  /// Whether somebody runs it by hand and waits for it, and nobody else does.
  public var isOffline = false
}

/// A query over a model by paths of fields.
public struct ModelQuery: Hashable, Sendable {
  public var model: ClassID
  /// Field paths compared for equality, in order of appearance (`user`, `status__in`).
  public var filters: [String]
  /// Field paths ordered by, with a leading `-` for descending.
  public var order: [String]
  /// Whether only the first few rows are wanted.
  public var isLimited = false
  /// Whether there are conditions that the lists do not show.
  public var isPartial = false
  /// Whether none of those may find rows by itself.
  public var isWhole = true
  /// The filters that belong to the query in some cases only.
  public var optionalFilters: [String] = []
}

/// The analysis of one project. Immutable, so that its parts can run at the same time.
public struct ProjectAnalysis: Sendable {
  let project: Project
  let knowledge: Knowledge
  let models: ModelIndex
  let declared: DeclaredClasses
  let templates: TemplateIndex
  let tellingMethods: TellingMethods
  let grownNames: GrownNames
  let roots: [Root]
  let partBounds: [Int]
  let inquiries: InquiryTable
  /// Loops that frameworks run, in order of their classes.
  let loops: [DeclaredLoop]

  struct Root: Sendable {
    var file: Int
    /// Index of the function in its file, or -1 for the module's own body.
    var function: Int
    /// Index of the view class in its file, or -1.
    var view = -1
  }

  /// Parts that the roots are divided into; a fixed number, so that the result never depends on the number of workers.
  public static let partCount = 8

  /// Answers the inquiries besides what the analysis looks for by itself.
  public init(
    project: Project, tables: [FlatTable], reportedScopes: Set<FileScope>, inquiries: [Inquiry] = []
  ) {
    self.project = project
    knowledge = Knowledge(tables: tables, project: project)
    let resolver = Resolver(project: project)
    models = ModelIndex(project: project, knowledge: knowledge, resolver: resolver)
    declared = DeclaredClasses(
      project: project, models: models, knowledge: DeclaredKnowledge(tables: tables, project: project),
      resolver: resolver)
    loops = declared.loops.filter { reportedScopes.contains(project.files[$0.file(project)].scope) }
    templates = TemplateIndex(
      project: project, knowledge: knowledge.templates, models: models, resolver: resolver)
    tellingMethods = TellingMethods(project)
    grownNames = GrownNames(project, knowledge)
    self.inquiries = InquiryTable(inquiries, in: project)
    roots = ProjectAnalysis.chooseRoots(project, knowledge, templates, self.inquiries, reportedScopes)
    let weights = roots.map { root -> Int in
      let facts = project.files[root.file]
      if root.view >= 0 { return ProjectAnalysis.viewWeight }
      let body = root.function < 0 ? 0 : Int(facts.functions[root.function].body)
      return facts.bodies[body].operations.count + 20
    }
    let total = weights.reduce(0, +)
    var bounds = [0]
    var sum = 0
    for (index, weight) in weights.enumerated() {
      sum += weight
      // Parts begin at a new file: functions of a file share most of what they call.
      if sum * ProjectAnalysis.partCount >= total * bounds.count, index + 1 < roots.count,
        roots[index + 1].file != roots[index].file, bounds.count < ProjectAnalysis.partCount
      {
        bounds.append(index + 1)
      }
    }
    bounds.append(roots.count)
    partBounds = bounds
  }

  public var parts: Int { partBounds.count - 1 }

  /// What a view class weighs against operations of functions: its template comes with it.
  private static let viewWeight = 300

  /// Functions worth interpreting by themselves: those that repeat something, and views that show a template.
  private static func chooseRoots(
    _ project: Project, _ knowledge: Knowledge, _ templates: TemplateIndex, _ inquiries: InquiryTable,
    _ scopes: Set<FileScope>
  ) -> [Root] {
    var roots: [Root] = []
    let flow = RowFlow(project, knowledge)
    for (file, facts) in project.files.enumerated() where scopes.contains(facts.scope) && facts.language != .sql {
      if let module = facts.bodies.first, module.hasLoop || inquiries.asks(file: file, body: 0),
        facts.language != .template
      {
        roots.append(Root(file: file, function: -1))
      }
      let looping = bodiesAroundLoops(facts)
      for (index, function) in facts.functions.enumerated() where function.body >= 0 {
        let body = facts.bodies[Int(function.body)]
        guard !function.flags.contains(.closure), facts.language != .template else { continue }
        if body.hasLoop || looping.contains(function.body) || repeats(body, facts, knowledge) || flow.joins(body, facts)
          || inquiries.asks(file: file, body: Int(function.body))
          || isMarshalled(function, facts, knowledge)
          || !templates.isEmpty && shows(function, body, facts, knowledge.templates)
        {
          roots.append(Root(file: file, function: index))
        }
      }
      for local in facts.classes.indices where templates.views[project.classID(file: file, local: Int32(local))] != nil
      {
        roots.append(Root(file: file, function: -1, view: local))
      }
    }
    return roots
  }

  /// Bodies with a closure in which there is a loop: `queue.read { db in for … }`.
  private static func bodiesAroundLoops(_ facts: FileFacts) -> Set<Int32> {
    var result: Set<Int32> = []
    // An inner closure comes after the one around it.
    for function in facts.functions.reversed() where function.flags.contains(.closure) && function.body >= 0 {
      if facts.bodies[Int(function.body)].hasLoop || result.contains(function.body) {
        result.insert(function.enclosingBody)
      }
    }
    return result
  }

  /// Whether what a function gives is shown by a dictionary of fields.
  private static func isMarshalled(_ function: FunctionFact, _ facts: FileFacts, _ knowledge: Knowledge) -> Bool {
    facts.decorators(of: function).contains {
      knowledge.marshalDecorators.contains($0.name)
    }
  }

  /// Whether a function shows a page template.
  private static func shows(
    _ function: FunctionFact, _ body: Body, _ facts: FileFacts, _ knowledge: TemplateKnowledge
  ) -> Bool {
    for operation in facts.operations(of: body) {
      switch operation.kind {
      case .invoke where knowledge.renderers.contains(operation.name) || knowledge.loaders.contains(operation.name):
        return true
      case .call where operation.a.tag == .free:
        if knowledge.renderers.contains(operation.a.symbol) || knowledge.loaders.contains(operation.a.symbol) {
          return true
        }
      default: break
      }
    }
    return facts.decorators(of: function).contains {
      knowledge.decorators.contains($0.name)
    }
  }

  /// Whether a body hands a function to something that may call it once an element, or runs a query.
  private static func repeats(_ body: Body, _ facts: FileFacts, _ knowledge: Knowledge) -> Bool {
    var queries = false
    var dumps = false
    for operation in facts.operations(of: body) {
      switch operation.kind {
      case .invoke:
        if knowledge.sessionQuery.contains(operation.name) || knowledge.alchemyMethods[operation.name] == .rows {
          queries = true
        }
        if knowledge.dumps.contains(operation.name) { dumps = true }
        if dumps, queries { return true }
        if facts.language == .swift, knowledge.swiftClosures.contains(operation.name) { return true }
        if knowledge.rootMethods.contains(operation.name) { return true }
      case .member:
        if knowledge.managerAttributes.contains(operation.name) { return true }
      case .call:
        let name = operation.a.tag == .free ? operation.a.symbol : .none
        if knowledge.marshalFunctions.contains(name) { return true }
        if knowledge.rowFunctions.contains(name) || knowledge.selectConstructors.contains(name) { return true }
        if name == knowledge.mapping { return true }
        for argument in facts.arguments(of: operation) where argument.value.tag == .function { return true }
      default: break
      }
    }
    return false
  }

  /// Interprets the roots of one part.
  public func analyze(part: Int) -> PartialAnalysis {
    guard part >= 0, part < parts else { return PartialAnalysis() }
    let interpreter = Interpreter(
      project: project, knowledge: knowledge, models: models, declared: declared, templates: templates,
      tellingMethods: tellingMethods, grownNames: grownNames, resolver: Resolver(project: project),
      inquiries: inquiries)
    for root in roots[partBounds[part]..<partBounds[part + 1]] {
      if root.view >= 0 {
        interpreter.interpretView(project.classID(file: root.file, local: Int32(root.view)))
      } else if root.function < 0 {
        interpreter.interpretModule(root.file)
      } else {
        interpreter.interpretRoot(project.functionID(file: root.file, local: root.function))
      }
    }
    for loop in loops[loops.count * part / parts..<loops.count * (part + 1) / parts] {
      interpreter.interpretLoop(loop)
    }
    interpreter.showSharedContext(part: part, of: parts)
    var result = PartialAnalysis()
    let builder = FindingBuilder(interpreter: interpreter)
    (result.findings, result.loopFunctions) = builder.findings()
    result.uncertain = builder.uncertainPlaces()
    result.served = Set(interpreter.served.map { project.location(Int($0.file), $0.range) })
    result.cutOff = interpreter.cutOff
    result.observed = interpreter.observed
    result.statements = interpreter.statements.map { use in
      var filters: [String] = []
      var order: [String] = []
      var optional: [String] = []
      var isKnown = true
      var isWhole = true
      var isLimited = use.isLimited
      for criterion in use.criteria {
        let path = project.text(criterion.path)
        guard criterion.relation != .limit else {
          isLimited = true
          continue
        }
        if criterion.path.isNone { isKnown = false }
        if criterion.relation == .unknown { isWhole = false }
        if let lookup = criterion.relation.lookup {
          filters.append(path + lookup)
          if criterion.isOptional { optional.append(path + lookup) }
        }
        if let sign = criterion.relation.sign { order.append(sign + path) }
      }
      return StatementUse(
        text: nil, location: project.location(Int(use.place.file), use.place.range), loopDepth: use.loopDepth,
        query: use.model >= 0
          ? ModelQuery(
            model: ClassID(Int(use.model)), filters: filters, order: order, isLimited: isLimited,
            isPartial: !isKnown, isWhole: isWhole, optionalFilters: optional) : nil,
        isOffline: isOffline(Int(use.place.file)))
    }
    return result
  }

  /// Whether the file's code is run by hand.
  private func isOffline(_ file: Int) -> Bool {
    let path = project.files[file].path
    return knowledge.manualFolders.contains { path.holds($0) }
  }

  /// What was seen of each expression that was asked about; those that were never reached are left out.
  public func answers(of parts: [PartialAnalysis]) -> [Inquiry: ExpressionFacts] {
    var answers: [Inquiry: ExpressionFacts] = [:]
    for part in parts {
      for (number, facts) in part.observed {
        answers[inquiries.inquiries[number], default: ExpressionFacts()].join(facts)
      }
    }
    return answers
  }

  /// Joins the parts: one finding a defect, sorted by place.
  public func findings(of parts: [PartialAnalysis]) -> [Finding] {
    var best: [FindingKey: Finding] = [:]
    var functions: [FindingKey: FunctionID] = [:]
    let served = parts.reduce(into: Set<Location>()) { $0.formUnion($1.served) }
    for part in parts {
      for (finding, function) in zip(part.findings, part.loopFunctions) {
        // Some caller had loaded it: what is said of unknown callers does not hold for all of them.
        if part.uncertain.contains(finding.location), served.contains(finding.location) { continue }
        let key = FindingKey(rule: finding.rule, location: finding.location)
        if let known = best[key], !isBelow((known.confidence, known.degree), (finding.confidence, finding.degree)) {
          continue
        }
        best[key] = finding
        functions[key] = function >= 0 && finding.kind == "n-plus-one" ? FunctionID(Int(function)) : nil
      }
    }
    lowerOffline(&best, functions)
    return withoutRepetition(best).sorted {
      ($0.location.path, $0.location.range.start, $0.rule, $0.subject)
        < ($1.location.path, $1.location.range.start, $1.rule, $1.subject)
    }
  }

  /// What only commands and scripts run is told on request.
  private func lowerOffline(_ found: inout [FindingKey: Finding], _ functions: [FindingKey: FunctionID]) {
    let told = functions.filter { found[$0.key].map { $0.confidence > .low } ?? false }
    guard !told.isEmpty else { return }
    var callers = OfflineCallers(Set(told.values), in: project, knowledge)
    for (key, function) in told where callers.isOffline(function) { found[key]?.confidence = .low }
  }

  /// One finding for one pass over a collection, whichever rules see it.
  private func withoutRepetition(_ found: [FindingKey: Finding]) -> [Finding] {
    found.values.filter { finding in
      let rules: [String]
      switch finding.rule {
      case "recomputation-in-loop": rules = ["linear-operation-in-loop", "nested-scan"]
      case "linear-operation-in-loop": rules = ["nested-scan"]
      default: return true
      }
      return !rules.contains { rule in
        guard let other = found[FindingKey(rule: rule, location: finding.location)] else { return false }
        return (other.subject == finding.subject || finding.rule == "recomputation-in-loop")
          && !isBelow((other.confidence, other.degree), (finding.confidence, finding.degree))
      }
    }
  }

  private struct FindingKey: Hashable {
    var rule: String
    var location: Location
  }
}

private func isBelow(_ a: (Confidence, Int), _ b: (Confidence, Int)) -> Bool {
  a.0 != b.0 ? a.0 < b.0 : a.1 < b.1
}
