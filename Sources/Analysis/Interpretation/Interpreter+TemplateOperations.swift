// What members, filters, tags and includes do in a page template: Django calls what can be called, filters read rows,
// a project's own tags and filters are functions.

import Facts
import Syntax

extension Interpreter {
  // MARK: Members

  /// `{{ item.tags.all }}`, `{{ item.get_absolute_url }}`, `{{ pair.key }}`
  func templateMember(_ name: Symbol, of object: Cell, _ operation: Operation, _ frame: Frame) -> Cell {
    let value = values[object.value]
    let facts = project.files[frame.file]
    switch value.kind {
    case .collection:
      if value.d > 0, let field = records.value(name, in: value.d) {
        return Cell(value: field, variance: object.variance, root: object.root)
      }
      let type = CollectionType(rawValue: value.c) ?? .any
      if type == .dictionary {
        return collectionCall(name, of: object, value, [], operation, frame, facts)
      }
      if knowledge.templates.pageRows.contains(name) { return object }
      return Cell(variance: object.variance, root: object.root)
    case .query:
      if knowledge.templates.pageRows.contains(name) { return object }
      let isKnown =
        knowledge.djangoMethods[name] != nil || modelID(value).map { queryMethod(name, of: $0, value) != nil } ?? false
      guard isKnown else { return Cell(variance: object.variance, root: object.root) }
      return invokeMember(name, of: object, [], operation, frame, facts)
    case .entity, .instance, .type:
      let result = member(name, of: object, operation, frame)
      guard values[result.value].kind == .function else { return result }
      return calledAlone(result, operation, frame)
    case .unknown, .builtin:
      // `request.user`
      if knowledge.templates.userNames.contains(name), operation.a.tag == .free,
        knowledge.templates.requestNames.contains(operation.a.symbol)
      {
        return Cell(value: currentUser())
      }
      return member(name, of: object, operation, frame)
    default: return member(name, of: object, operation, frame)
    }
  }

  /// What a function or method gives without arguments; itself if it needs some.
  private func calledAlone(_ function: Cell, _ operation: Operation, _ frame: Frame) -> Cell {
    let id = FunctionID(Int(values[function.value].a))
    let fact = project.functionFact(id)
    let facts = project.files[project.file(of: id)]
    let parameters = facts.parameters(of: fact)
    let required = parameters.filter { !$0.hasDefault && !$0.isStar && !$0.isDoubleStar }.count
    let hasReceiver = fact.owner >= 0 && !fact.flags.contains(.static)
    guard required <= (hasReceiver ? 1 : 0) else { return function }
    return apply(function, to: [], operation, frame, project.files[frame.file])
  }

  // MARK: Loop positions

  /// Whether a condition asks for the first or last round of a loop.
  func runsOnce(_ condition: Operand, _ frame: Frame, _ facts: FileFacts) -> Bool {
    guard condition.tag == .operation, !frame.loops.isEmpty else { return false }
    let start = facts.bodies[frame.body].start
    let made = facts.operations[start + condition.payload]
    switch made.kind {
    case .member:
      return made.a.tag == .free && knowledge.templates.loopNames.contains(made.a.symbol)
        && knowledge.templates.loopEnds.contains(made.name)
    case .choice where project.word(made.name) == .and:
      return facts.arguments(of: made).contains { runsOnce($0.value, frame, facts) }
    default: return false
    }
  }

  /// Counts what a branch does once for the innermost loop.
  func countOnce(_ branch: OpenBranch, _ frame: Frame) {
    let end = branch.afterThen == nil ? frame.effects.count : min(branch.elseEffectStart, frame.effects.count)
    guard branch.effectStart < end else { return }
    for position in branch.effectStart..<end where frame.effects[position].leavesDepth == 0 {
      frame.effects[position].leavesDepth = frame.loopDepth
    }
  }

  // MARK: Filters

  func templateFilter(_ operation: Operation, _ frame: Frame, _ facts: FileFacts) -> Cell {
    let subject = cell(operation.a, frame)
    let given = arguments(operation, frame, facts)
    let name = operation.name
    if let function = templates.filters[name] {
      let passed = [CallArgument(cell: subject, label: .none)] + given
      return enter(function, receiver: Cell(), arguments: passed, operation, frame)
    }
    let known = knowledge.templates
    let value = values[subject.value]
    if known.filterOfEach.contains(name), let path = attributePath(given, isNamed: !startsWithAttribute(name)) {
      readEach(subject, path, operation, frame)
    }
    if known.filterSize.contains(name) {
      readRows(subject, operation, frame)
      return Cell(value: ValueTable.number, variance: subject.variance, root: subject.root)
    }
    if known.filterElement.contains(name) {
      readRows(subject, operation, frame)
      return Cell(value: elementOf(subject.value), variance: subject.variance, root: subject.root)
    }
    if known.filterJoin.contains(name) {
      readRows(subject, operation, frame)
      let element = elementOf(subject.value)
      if values[element].kind == .entity, given.allSatisfy(\.label.isNone) {
        each(of: subject, operation, frame) { convertToText($0, operation, frame) }
      }
      return Cell(value: ValueTable.text, variance: subject.variance, root: subject.root)
    }
    if known.filterRows.contains(name) || known.filterOfEach.contains(name) {
      readRows(subject, operation, frame)
      guard value.kind == .query || value.kind == .collection else { return subject }
      let keeps = known.filterRows.contains(name) || startsWithAttribute(name)
      return Cell(
        value: values.collection(
          .list, of: keeps ? elementOf(subject.value) : ValueTable.unknown, flags: growth(of: subject.value)),
        variance: subject.variance, root: subject.root)
    }
    if known.filterLimit.contains(name) { return limited(subject, by: given.first?.cell) }
    if known.filterSame.contains(name) {
      return given.first.map { join(subject, $0.cell) } ?? subject
    }
    if known.filterText.contains(name) {
      convertToText(subject, operation, frame)
      return Cell(value: ValueTable.text, variance: subject.variance, root: subject.root)
    }
    return Cell(variance: subject.variance, root: subject.root)
  }

  /// Whether the filter's first argument is an attribute's name (`selectattr("active")`, `dictsort:"name"`).
  private func startsWithAttribute(_ name: Symbol) -> Bool {
    let text = project.utf8(name)
    return text.elementsEqual("selectattr".utf8) || text.elementsEqual("rejectattr".utf8)
      || text.elementsEqual("groupby".utf8) || text.starts(with: "dictsort".utf8)
  }

  /// `map(attribute="owner.name")` → owner, name
  private func attributePath(_ given: [CallArgument], isNamed: Bool) -> [Symbol]? {
    let option = knowledge.templates.attributeOption
    let named = given.first { $0.label == option }
    guard let argument = named ?? (isNamed ? nil : given.first) else { return nil }
    let value = values[argument.cell.value]
    guard value.kind == .text, value.a != 0 else { return nil }
    return project.dotted(value.symbol)
  }

  private func readEach(_ rows: Cell, _ path: [Symbol], _ operation: Operation, _ frame: Frame) {
    each(of: rows, operation, frame) { element in
      var current = element
      for step in path { current = templateMember(step, of: current, operation, frame) }
      readRows(current, operation, frame)
    }
  }

  private func each(of rows: Cell, _ operation: Operation, _ frame: Frame, _ work: (Cell) -> Void) {
    let facts = project.files[frame.file]
    let start = facts.bodies[frame.body].start
    let first = frame.effects.count
    forEach(
      rows, at: Place(frame.file, operation.range), named: name(of: operation.a, facts, start, frame), frame, work)
    // The query keeps its rows for whoever reads them next.
    if values[rows.value].kind == .query, first < frame.effects.count { frame.effects[first].isCached = true }
  }

  /// Evaluates a query that a template needs the rows of.
  private func readRows(_ rows: Cell, _ operation: Operation, _ frame: Frame) {
    guard values[rows.value].kind == .query, execute(rows, at: operation.range, frame) else { return }
    if let last = frame.effects.indices.last { frame.effects[last].isCached = true }
  }

  /// `slice:":5"`
  private func limited(_ rows: Cell, by bound: Cell?) -> Cell {
    guard let bound, values[bound.value].kind == .text else { return rows }
    let text = project.utf8(values[bound.value].symbol)
    let digits = text.drop { $0 == UInt8(ascii: ":") }
    guard digits.count + 1 == text.count, digits.count <= 2, let size = Int(String(decoding: digits, as: UTF8.self)),
      size <= boundedSize
    else { return rows }
    var value = values[rows.value]
    guard value.kind == .query || value.kind == .collection else { return rows }
    value.flags.insert(.bounded)
    value.flags.subtract([.large, .growing])
    return Cell(value: values.intern(value), variance: rows.variance, root: rows.root)
  }

  // MARK: Tags

  func templateTag(_ operation: Operation, _ frame: Frame, _ facts: FileFacts) -> Cell {
    if operation.name == knowledge.templates.group { return grouped(operation, frame, facts) }
    guard let tag = templates.tags[operation.name] else { return Cell() }
    var given = arguments(operation, frame, facts)
    if tag.takesContext {
      let context = Cell(value: contextValue(scopeNames(frame)), variance: frame.loopDepth)
      given.insert(CallArgument(cell: context, label: .none), at: 0)
    }
    let result = enter(tag.function, receiver: Cell(), arguments: given, operation, frame)
    guard !tag.template.isNone else { return result }
    if let file = templateFile(tag.template, near: project.file(of: tag.function)) {
      enterTemplate(file, scope: scope(of: result), operation, frame)
    }
    return Cell()
  }

  /// A dictionary of all names of a template.
  private func contextValue(_ scope: TemplateScope) -> ValueID {
    var fields: [RecordTable.Field] = []
    for (name, cell) in scope where cell.value != ValueTable.unknown {
      fields.append(RecordTable.Field(name: name, value: cell.value))
    }
    return values.intern(
      Value(kind: .collection, c: CollectionType.dictionary.rawValue, d: records.record(fields)))
  }

  /// `{% regroup rows by owner.name as groups %}`
  private func grouped(_ operation: Operation, _ frame: Frame, _ facts: FileFacts) -> Cell {
    let given = facts.arguments(of: operation)
    guard let first = given.first else { return Cell() }
    let rows = cell(first.value, frame)
    let start = facts.bodies[frame.body].start
    if let key = given.first(where: { $0.label == knowledge.templates.groupOption }) {
      readEach(rows, memberPath(key.value, facts, start), operation, frame)
    }
    let names = knowledge.templates.groupNames
    var fields: [RecordTable.Field] = []
    if names.count == 2 {
      let members = values.collection(.list, of: elementOf(rows.value), flags: growth(of: rows.value))
      fields.append(RecordTable.Field(name: names[1], value: members))
    }
    let group = values.intern(
      Value(kind: .collection, c: CollectionType.dictionary.rawValue, d: records.record(fields)))
    return Cell(
      value: values.collection(.list, of: group, flags: growth(of: rows.value)), variance: rows.variance,
      root: rows.root)
  }

  /// The names of `a.b.c`, first one first.
  private func memberPath(_ operand: Operand, _ facts: FileFacts, _ start: Int) -> [Symbol] {
    var path: [Symbol] = []
    var current = operand
    while path.count < 8 {
      switch current.tag {
      case .free: return [current.symbol] + path
      case .operation:
        let made = facts.operations[start + current.payload]
        guard made.kind == .member else { return path }
        path.insert(made.name, at: 0)
        current = made.a
      default: return path
      }
    }
    return path
  }

  // MARK: Includes

  func templateInclude(_ operation: Operation, _ frame: Frame, _ facts: FileFacts) {
    let target = values[cell(operation.a, frame).value]
    var file: Int?
    switch target.kind {
    case .text: file = templateFile(target.symbol, near: frame.file)
    case .module: file = Int(target.a)
    case .parts:
      for item in values.lists[Int(target.a)] where values[item].kind == .text && file == nil {
        file = templateFile(values[item].symbol, near: frame.file)
      }
    default: break
    }
    guard let file, project.files[file].language == .template else { return }
    var scope = operation.flags.contains(.inPlace) ? [:] : scopeNames(frame)
    for argument in arguments(operation, frame, facts) where !argument.label.isNone {
      scope[argument.label] = argument.cell
    }
    enterTemplate(file, scope: scope, operation, frame)
  }
}
