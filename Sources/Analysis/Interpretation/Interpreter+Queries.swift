// Query values: what a method of a manager, query, session or cursor makes of them, and which of them run.

import Facts
import Syntax

extension Interpreter {
  func queryCall(
    _ name: Symbol, of receiver: Cell, _ value: Value, _ given: [CallArgument], _ operation: Operation,
    _ frame: Frame, _ facts: FileFacts
  ) -> Cell {
    if facts.language != .swift, value.flags.contains(.statement) {
      return alchemyCall(name, of: receiver, value, given, operation, frame, facts)
    }
    if knowledge.templates.pageMethods.contains(name) { return receiver }
    if facts.language == .swift { return swiftQueryCall(name, of: receiver, value, given, operation, frame, facts) }
    switch framework(of: value) {
    case .sqlalchemy: return alchemyCall(name, of: receiver, value, given, operation, frame, facts)
    case .peewee:
      guard let role = knowledge.peeweeMethods[name] else { return receiver }
      if role == .refine { return moved(receiver, value, to: operation, frame, .peewee) }
      return queryEffect(role, model: value, operation, frame)
    case .swift: return swiftQueryCall(name, of: receiver, value, given, operation, frame, facts)
    case .django, .sql: return djangoCall(name, of: receiver, value, given, operation, frame, facts)
    }
  }

  /// Whose query it is: the model's, or for rows of an unknown model, that of the place where it began.
  private func framework(of value: Value) -> Framework {
    if value.a >= 0 { return models.models[ClassID(Int(value.a))]?.framework ?? .django }
    return value.a <= -2 ? .sqlalchemy : value.c > 0 ? sources[Int(value.c)].framework : .django
  }

  /// The query after a method, with the place an eager-loading edit would go to.
  private func moved(
    _ receiver: Cell, _ value: Value, to operation: Operation, _ frame: Frame, _ framework: Framework
  ) -> Cell {
    var next = value
    let old = sources[Int(value.c)]
    next.flags.remove(.manager)
    if old.isQueryExpression, old.path.isEmpty, old.file == Int32(frame.file),
      operation.a.tag == .local || operation.a.tag == .free
    {
      // `rows = rows.filter(…)`: what is loaded where the query began holds in every branch.
      return Cell(value: values.intern(next), variance: max(receiver.variance, frame.loopDepth), root: receiver.root)
    }
    next.c = source(
      RowSource(
        file: Int32(frame.file), start: operation.range.start, end: operation.range.end, isQueryExpression: true,
        framework: framework, path: value.a < 0 && !value.flags.contains(.relation) ? old.path : [],
        model: value.a >= 0 ? value.a : old.model, outside: old.outside))
    if value.flags.contains(.relation), value.c > 0, !value.flags.contains(.refined) {
      // `order.items.all()` still is the relation: its rows are loaded with the orders.
      next.c = value.c
    }
    // Each round makes a query of its own, even of the same conditions.
    return Cell(value: values.intern(next), variance: max(receiver.variance, frame.loopDepth), root: receiver.root)
  }

  // MARK: Django

  private func djangoCall(
    _ name: Symbol, of receiver: Cell, _ value: Value, _ given: [CallArgument], _ operation: Operation,
    _ frame: Frame, _ facts: FileFacts
  ) -> Cell {
    if let model = modelID(value), let method = queryMethod(name, of: model, value) {
      var own = value
      if !own.flags.contains(.relation) { own.flags.insert(.manager) }
      let result = enter(
        method, receiver: Cell(value: values.intern(own), variance: receiver.variance, root: receiver.root),
        arguments: given, operation, frame)
      let inner = values[result.value]
      if inner.kind == .query {
        var next = inner
        next.flags.formUnion(value.flags.intersection([.relation]))
        if value.flags.contains(.relation) { next.flags.insert(.refined) }
        next.flags.remove(.loaded)
        let cell = Cell(value: values.intern(next), variance: receiver.variance, root: receiver.root)
        return moved(cell, next, to: operation, frame, .django)
      }
      if result.value == ValueTable.unknown {
        var next = value
        next.flags.formUnion([.eagerUnknown, .refined, .guessed])
        next.flags.remove(.loaded)
        return moved(
          Cell(value: values.intern(next), variance: receiver.variance, root: receiver.root), next, to: operation,
          frame, .django)
      }
      return result
    }
    guard let role = knowledge.djangoMethods[name] else {
      // An unknown method of a query gives a query about which less is known.
      noteChange(value, name, operation, frame)
      var next = value
      next.flags.formUnion([.eagerUnknown, .refined, .guessed])
      next.flags.remove(.loaded)
      runCallbacks(given, operation, frame)
      return Cell(value: values.intern(next), variance: receiver.variance, root: receiver.root)
    }
    var next = value
    let isPlainAll = [.all, .getQueryset, .getQuerySet].contains(project.word(name))
    switch role {
    case .refine, .filter, .order:
      if !isPlainAll {
        next.flags.remove(.loaded)
        next.flags.insert(.refined)
      }
      if role == .filter {
        next.d = criteria.adding(djangoCriteria(given, operation, frame), to: value.d)
        if asksForBatch(operation, frame, facts) { next.b = eager.adding([EagerTable.batchMark], to: next.b) }
      }
      if role == .order { next.d = criteria.adding(djangoOrder(given), to: value.d) }
      if knowledge.onlyColumns.contains(name) || knowledge.deferredColumns.contains(name) {
        next.b = leavingOut(name, given, from: next.b)
      }
      if project.word(name) == .noRows {
        // No rows come from here, so nothing is to be loaded with them.
        next.flags.insert(.bounded)
        next.c = 0
        return Cell(value: values.intern(next), variance: receiver.variance, root: receiver.root)
      }
      return moved(
        Cell(value: values.intern(next), variance: receiver.variance, root: receiver.root), next, to: operation,
        frame, .django)
    case .selectJoined, .selectBatched:
      next.b = eagerPaths(given, onto: value.b, model: value.a, frame)
      if role == .selectJoined && given.isEmpty {
        if let model = modelID(value) {
          next.b = eager.union(next.b, allJoined(model))
        } else {
          next.flags.insert(.eagerUnknown)
        }
      }
      if given.contains(where: { $0.label == words.star || isUnknownPath($0) }) {
        next.flags.insert(.eagerUnknown)
        // Paths that the code works out: what the row's serializer declares is taken to be among them.
        next.b = eager.adding([words.star], to: next.b)
      }
      next.flags.remove(.loaded)
      if value.flags.contains(.relation) {
        next.flags.insert(.refined)
        next.b = eager.adding([EagerTable.preparedMark], to: next.b)
      }
      return moved(
        Cell(value: values.intern(next), variance: receiver.variance, root: receiver.root), next, to: operation,
        frame, .django)
    case .values:
      next.flags.formUnion([.plain, .refined])
      next.flags.remove(.loaded)
      return Cell(value: values.intern(next), variance: receiver.variance, root: receiver.root)
    case .row:
      if isServedFirst(name, value) {
        served.insert(Place(frame.file, operation.range))
        return Cell(value: rowOf(next), variance: frame.loopDepth)
      }
      next.d = criteria.adding(djangoCriteria(given, operation, frame), to: value.d)
      guard !isReadAnew(operation, frame, facts) else { return Cell(value: rowOf(next), variance: frame.loopDepth) }
      let query = run(next, receiver, operation, frame)
      use(firstRow(query, name, given), at: Place(frame.file, operation.range), loopDepth: frame.loops.count)
      return Cell(value: rowOf(query), variance: frame.loopDepth)
    case .rowWrite:
      if isLookup(name) { noteLookup(value, given, operation, frame) }
      writeEffect(value, name, receiver, operation, frame)
      if let model = modelID(next), !isLookup(name) {
        // What a new row is related to was given to it, or is nothing.
        return Cell(
          value: values.intern(Value(kind: .entity, flags: .plain, a: model.rawValue)), variance: frame.loopDepth)
      }
      for argument in given where !argument.label.isNone && values[argument.cell.value].kind == .entity {
        next.b = eager.adding([argument.label], to: next.b)
      }
      return Cell(value: rowOf(next), variance: frame.loopDepth)
    case .scalar:
      if value.flags.contains(.loaded) && !value.flags.contains(.refined) { return Cell(value: ValueTable.number) }
      let query = run(next, receiver, operation, frame)
      use(query, at: Place(frame.file, operation.range), loopDepth: frame.loops.count)
      return Cell(value: ValueTable.number, variance: frame.loopDepth)
    case .rows:
      if next.c == 0, operation.a.tag == .operation {
        let made = facts.operations[bodyStart(frame) + operation.a.payload].range
        next.c = source(
          RowSource(
            file: Int32(frame.file), start: made.start, end: made.end, isQueryExpression: true, framework: .django,
            path: [], model: value.a))
      }
      _ = run(next, receiver, operation, frame)
      return Cell(
        value: values.collection(.dictionary, of: elementOf(values.intern(next)), flags: .large),
        variance: frame.loopDepth,
        root: Cell.localRoot)
    case .write:
      noteChange(value, name, operation, frame)
      writeEffect(value, name, receiver, operation, frame)
      return Cell(value: ValueTable.number, variance: frame.loopDepth)
    case .managerWrite:
      if value.flags.contains(.relation) { writeEffect(value, name, receiver, operation, frame) }
      return Cell()
    case .limit, .options, .rowsRefine, .condition: return receiver
    }
  }

  private func isUnknownPath(_ argument: CallArgument) -> Bool {
    let value = values[argument.cell.value]
    return !(value.kind == .text || value.kind == .loader)
  }

  /// The model of a query's rows, or of the first that its tuples hold.
  func rowModel(_ value: Value) -> Int32 {
    guard value.a <= -2 else { return value.a }
    return values.lists[Int(-2 - value.a)].first { values[$0].kind == .entity }.map { values[$0].a } ?? -1
  }

  /// The number that stands for rows of several parts, rows of models among them: below -1, by a list of the parts.
  private func tupleRows(_ given: [CallArgument]) -> Int32? {
    guard given.count > 1, given.count <= 12 else { return nil }
    var hasModel = false
    let parts = given.map { argument -> ValueID in
      let value = values[argument.cell.value]
      guard value.kind == .type, models.isModel(ClassID(Int(value.a))) else { return ValueTable.unknown }
      hasModel = true
      return values.intern(Value(kind: .entity, a: value.a))
    }
    return hasModel ? -2 - values.list(parts) : nil
  }

  private func rowOf(_ value: Value) -> ValueID {
    if value.a <= -2 { return elementOf(values.intern(value)) }
    guard value.a >= 0, !value.flags.contains(.plain) else { return ValueTable.unknown }
    return values.intern(
      Value(kind: .entity, flags: value.flags.intersection(.eagerUnknown), a: value.a, b: value.b, c: value.c))
  }

  /// A query that runs at a call. A filtered relation bypasses what was prefetched.
  private func run(_ value: Value, _ receiver: Cell, _ operation: Operation, _ frame: Frame) -> Value {
    let isRelation = value.flags.contains(.relation) && !value.flags.contains(.refined)
    var effect = Effect(
      kind: isRelation ? .lazyRelation : .query, model: rowModel(value),
      name: value.flags.contains(.relation) && value.c > 0 ? sources[Int(value.c)].path.last ?? .none : .none,
      subject: modelName(rowModel(value)), place: Place(frame.file, operation.range))
    effect.source = value.c
    effect.operation = operation.name
    effect.variance = max(receiver.variance, frame.loopDepth)
    effect.root = receiver.root
    effect.relationIsMany = true
    if value.flags.contains(.guessed) || isRelation && value.flags.contains(.eagerUnknown) { effect.confidence = 1 }
    if value.a < 0, value.c > 0 { effect.subject = sources[Int(value.c)].outside }
    if effect.subject.isNone {
      let facts = project.files[frame.file]
      effect.subject = self.name(
        of: operation.a, facts, facts.bodies[frame.body].start, frame)
    }
    if value.flags.contains(.relation), value.c > 0, let owner = relationOwner(value.c) { effect.subject = owner }
    if isLocking(operation, frame) || eager.branch(value.b, EagerTable.batchMark) != nil { effect.confidence = 0 }
    add(effect, to: frame)
    return value
  }

  private func writeEffect(
    _ value: Value, _ name: Symbol, _ receiver: Cell, _ operation: Operation, _ frame: Frame
  ) {
    var effect = Effect(
      kind: .write, model: value.a, name: name, subject: modelName(value.a), place: Place(frame.file, operation.range))
    effect.variance = max(receiver.variance, frame.loopDepth)
    effect.root = receiver.root
    // What goes on with the row that was written cannot wait for a batch.
    // A row that is looked up first can be looked up with all others.
    effect.confidence = !isLookup(name) && isResultUsed(operation, frame) ? 0 : 1
    add(effect, to: frame)
  }

  /// Whether a later operation of the body takes the result of this one.
  private func isResultUsed(_ operation: Operation, _ frame: Frame) -> Bool {
    let facts = project.files[frame.file]
    let body = facts.bodies[frame.body]
    let start = body.start
    let operations = facts.operations(of: body)
    guard
      let index = operations.firstIndex(where: { $0.range == operation.range && $0.kind == operation.kind })
    else { return false }
    let result = Operand(.operation, index - start)
    return operations[(index + 1)...].contains {
      $0.a == result || facts.arguments(of: $0).contains { $0.value == result }
    }
  }

  /// Adds the relation paths that arguments name (`"customer__region"`, `Prefetch("items", queryset)`, loaders).
  func eagerPaths(_ given: [CallArgument], onto set: Int32, model: Int32, _ frame: Frame) -> Int32 {
    var result = set
    for argument in given {
      let value = values[argument.cell.value]
      switch value.kind {
      case .text:
        result = eager.adding(djangoPath(value.symbol)[...], to: result)
      case .loader: result = eager.union(result, value.a)
      case .collection, .parts:
        let items = value.kind == .parts ? values.lists[Int(value.a)] : [value.a]
        for item in items where values[item].kind == .text {
          result = eager.adding(
            djangoPath(values[item].symbol)[...], to: result)
        }
      default: break
      }
    }
    return result
  }

  /// `customer__region` → `customer`, `region`, as symbols of the project.
  func djangoPath(_ symbol: Symbol) -> [Symbol] {
    let text = project.text(symbol)
    guard text.holds("__") else { return [symbol] }
    return text.replacing("__", with: "\u{0}").split(separator: "\u{0}").map { part in
      let known = project.symbol(String(part))
      return known.isNone ? resolver.externalSymbol(String(part)) : known
    }
  }

  /// `Prefetch("items", queryset=…, to_attr=…)`
  func prefetch(_ given: [CallArgument], _ frame: Frame) -> Cell {
    guard let first = given.first, values[first.cell.value].kind == .text else { return Cell() }
    var path = djangoPath(values[first.cell.value].symbol)
    var below: Int32 = 0
    for argument in given.dropFirst() {
      let value = values[argument.cell.value]
      if value.kind == .query { below = value.b }
      if value.kind == .text, project.word(argument.label) == .toAttr {
        path[path.count - 1] = value.symbol
      }
    }
    return Cell(value: values.intern(Value(kind: .loader, a: eager.adding(path[...], to: 0, leaf: below))))
  }

  // MARK: SQLAlchemy

  private func alchemyCall(
    _ name: Symbol, of receiver: Cell, _ value: Value, _ given: [CallArgument], _ operation: Operation,
    _ frame: Frame, _ facts: FileFacts
  ) -> Cell {
    guard let role = knowledge.alchemyMethods[name] else {
      var next = value
      next.flags.formUnion([.eagerUnknown, .guessed])
      runCallbacks(given, operation, frame)
      return Cell(value: values.intern(next), variance: receiver.variance, root: receiver.root)
    }
    var next = value
    switch role {
    case .refine, .filter, .order, .rowsRefine:
      next.flags.insert(.refined)
      // What shapes the rows of a result leaves them fetched.
      if role != .rowsRefine { next.flags.remove(.loaded) }
      if knowledge.entityMethods.contains(name), let rows = tupleRows(given) {
        next.a = rows
        next.flags.remove(.plain)
      }
      if role == .filter { next.d = criteria.adding(alchemyCriteria(given, value, name), to: value.d) }
      if role == .order { next.d = criteria.adding(alchemyOrder(given, value), to: value.d) }
      return moved(
        Cell(value: values.intern(next), variance: receiver.variance, root: receiver.root), next, to: operation,
        frame, .sqlalchemy)
    case .limit:
      if let first = given.first, values[first.cell.value].kind == .number, values[first.cell.value].a > 0,
        Int(values[first.cell.value].a) <= boundedSize
      {
        next.flags.insert(.bounded)
      }
      if !given.isEmpty, project.utf8(name).elementsEqual("limit".utf8) {
        next.d = criteria.adding([.limited], to: value.d)
      }
      return Cell(value: values.intern(next), variance: receiver.variance, root: receiver.root)
    case .options:
      for argument in given {
        let option = values[argument.cell.value]
        if option.kind == .loader { next.b = eager.union(next.b, option.a) } else { next.flags.insert(.eagerUnknown) }
      }
      return moved(
        Cell(value: values.intern(next), variance: receiver.variance, root: receiver.root), next, to: operation,
        frame, .sqlalchemy)
    case .row:
      if isResult(value) { return Cell(value: rowOf(next), variance: receiver.variance) }
      let query = run(next, receiver, operation, frame)
      use(firstRow(query, name, given), at: Place(frame.file, operation.range), loopDepth: frame.loops.count)
      return Cell(value: rowOf(query), variance: frame.loopDepth)
    case .scalar:
      if isResult(value) { return Cell(value: ValueTable.number, variance: receiver.variance) }
      _ = run(next, receiver, operation, frame)
      return Cell(value: value.flags.contains(.statement) ? rowOf(value) : ValueTable.number, variance: frame.loopDepth)
    case .rows:
      if value.flags.contains(.loaded) {
        return Cell(value: values.collection(.list, of: elementOf(receiver.value), flags: .large), root: receiver.root)
      }
      let query = run(next, receiver, operation, frame)
      notePreload(of: query.a, by: operation, frame)
      use(query, at: Place(frame.file, operation.range), loopDepth: frame.loops.count)
      var flags: ValueFlags = .large
      if value.flags.contains(.bounded) { flags = .bounded }
      return Cell(
        value: values.collection(.list, of: elementOf(receiver.value), flags: flags), variance: frame.loopDepth,
        root: Cell.localRoot)
    case .write:
      noteChange(value, name, operation, frame)
      writeEffect(value, name, receiver, operation, frame)
      return Cell()
    case .condition: return Cell(variance: receiver.variance, root: receiver.root)
    default: return receiver
    }
  }

  /// Whether a query has run already: what a session's `execute` gives.
  private func isResult(_ value: Value) -> Bool { value.flags.contains(.loaded) && !value.flags.contains(.relation) }

  /// `select(Model)` and `session.query(Model)`: the first model among the arguments.
  func alchemyQuery(_ given: [CallArgument], _ operation: Operation, _ frame: Frame, isStatement: Bool) -> Cell {
    var flags: ValueFlags = isStatement ? .statement : []
    var model: Int32 = -1
    for (position, argument) in given.enumerated() {
      let value = values[argument.cell.value]
      if value.kind == .type, models.isModel(ClassID(Int(value.a))) {
        if position == 0 { model = value.a } else { flags.insert(.plain) }
      } else if value.kind == .path {
        flags.insert(.plain)
        if model < 0 { model = value.b }
      } else {
        flags.insert(.plain)
      }
    }
    guard model >= 0 || (isStatement && !given.isEmpty) else { return Cell() }
    let first = model
    if let rows = tupleRows(given) {
      model = rows
      flags.remove(.plain)
    }
    let source = self.source(
      RowSource(
        file: Int32(frame.file), start: operation.range.start, end: operation.range.end, isQueryExpression: true,
        framework: .sqlalchemy, path: [], model: first))
    return Cell(value: values.intern(Value(kind: .query, flags: flags, a: model, c: source)))
  }

  /// What a constructor of statements gives, with a mark if it changes rows.
  func statement(_ cell: Cell, by constructor: Symbol) -> Cell {
    guard knowledge.changeConstructors.contains(constructor) else { return cell }
    var value = values[cell.value]
    value.b = eager.adding([EagerTable.changeMark], to: value.b)
    return Cell(value: values.intern(value), variance: cell.variance, root: cell.root)
  }

  /// `joinedload(Order.items).joinedload(OrderItem.product)`: paths by their last attribute.
  func loader(_ given: [CallArgument], below previous: Value?) -> Cell {
    var path: [Symbol] = previous.map { values.lists[Int($0.c)].map { Symbol(rawValue: UInt32(bitPattern: $0)) } } ?? []
    for argument in given {
      let value = values[argument.cell.value]
      if value.kind == .path { path.append(value.symbol) }
      if value.kind == .text { path += project.dotted(value.symbol) }
    }
    guard !path.isEmpty else { return Cell() }
    let set = eager.adding(path[...], to: previous?.a ?? 0)
    let kept = values.list(path.map { Int32(bitPattern: $0.rawValue) })
    return Cell(value: values.intern(Value(kind: .loader, a: set, c: kept)))
  }

  // MARK: Sessions and cursors

  func sessionCall(
    _ name: Symbol, of receiver: Cell, _ given: [CallArgument], _ operation: Operation, _ frame: Frame,
    _ facts: FileFacts
  ) -> Cell {
    let first = given.first.map { values[$0.cell.value] }
    if knowledge.sessionQuery.contains(name), let first {
      let query = alchemyQuery(given, operation, frame, isStatement: false)
      if query.value != ValueTable.unknown { return query }
      if first.kind != .text, first.kind != .prose { return unknownRows(of: .none, ownedBy: .none, .sqlalchemy, frame) }
    }
    if knowledge.selectConstructors.contains(name), let first, first.kind == .type || first.kind == .path {
      // Flask-SQLAlchemy's `db.select(Order)`
      let statement = alchemyQuery(given, operation, frame, isStatement: true)
      if statement.value != ValueTable.unknown { return self.statement(statement, by: name) }
    }
    if knowledge.templates.calls[name] == .page, var query = first, query.kind == .query {
      // `db.paginate(db.select(Order))`
      query.flags.remove(.statement)
      _ = run(query, Cell(variance: frame.loopDepth), operation, frame)
      use(query, at: Place(frame.file, operation.range), loopDepth: frame.loops.count)
      query.flags.insert(.loaded)
      return Cell(value: values.intern(query), variance: frame.loopDepth, root: Cell.localRoot)
    }
    if knowledge.sessionRow.contains(name), let first, first.kind == .type, models.isModel(ClassID(Int(first.a))) {
      return queryEffect(.row, model: Value(kind: .query, a: first.a), operation, frame)
    }
    if let first, first.kind == .query, first.flags.contains(.statement) {
      if knowledge.sessionExecute.contains(name) || knowledge.sessionScalar.contains(name) {
        var query = first
        query.flags.remove(.statement)
        if eager.branch(query.b, EagerTable.changeMark) != nil {
          query.b = eager.removing(EagerTable.changeMark, from: query.b)
          writeEffect(query, name, Cell(variance: frame.loopDepth), operation, frame)
        } else {
          _ = run(query, Cell(variance: frame.loopDepth), operation, frame)
        }
        use(query, at: Place(frame.file, operation.range), loopDepth: frame.loops.count)
        if knowledge.sessionScalar.contains(name) { return Cell(value: rowOf(query), variance: frame.loopDepth) }
        query.flags.insert(.loaded)
        return Cell(value: values.intern(query), variance: frame.loopDepth, root: Cell.localRoot)
      }
    }
    if knowledge.cursorExecute.contains(name) || knowledge.sessionExecute.contains(name)
      || knowledge.sessionScalar.contains(name)
    {
      if runText(first, operation, frame) { return Cell(value: ValueTable.session, variance: frame.loopDepth) }
    }
    if [.fetchall, .fetchmany, .fetchone, .all, .scalars, .mappings, .one, .first].contains(project.word(name)) {
      return Cell(
        value: values.collection(.list, flags: [.large, .plain]), variance: max(receiver.variance, frame.loopDepth),
        root: Cell.localRoot)
    }
    switch project.word(name) {
    case .cursor, .begin, .connect, .connection, .session, .noAutoflush, .beginNested, .acquire, .transaction:
      return Cell(value: ValueTable.session)
    default: break
    }
    // What a context of Core Data or SwiftData is told stays in memory until it is saved.
    if knowledge.sessionWrite.contains(name), project.files[frame.file].language == .python {
      var effect = Effect(
        kind: .write, model: first?.kind == .entity ? first?.a ?? -1 : -1, name: name, subject: .none,
        place: Place(frame.file, operation.range))
      // One transaction or flush a row is often meant; only a reader can tell.
      effect.confidence = 0
      effect.variance = frame.loopDepth
      add(effect, to: frame)
      return Cell()
    }
    runCallbacks(given, operation, frame)
    return Cell()
  }

  /// SQL text that runs; says whether the value was such text.
  func runText(_ value: Value?, _ operation: Operation, _ frame: Frame) -> Bool {
    guard let value, value.kind == .prose || value.kind == .text else { return false }
    let symbol = value.symbol
    guard beginsStatement(symbol), let table = tableName(inSQL: resolver.externalText(symbol)) else { return false }
    let isNamed = !table.name.contains(where: { $0 == "?" || $0 == "%" || $0 == "{" })
    let known = isNamed ? project.symbol(table.name) : .none
    var effect = Effect(
      kind: table.isWrite ? .write : .query, model: -1, name: operation.name,
      subject: known.isNone && isNamed && !table.name.isEmpty ? resolver.externalSymbol(table.name) : known,
      place: Place(frame.file, operation.range))
    effect.text = symbol
    // Statements on different tables cannot be made one, and a catalogue is small.
    let name = table.name.lowercased()
    if !isNamed || knowledge.catalogs.contains(where: { name.hasPrefix($0) }) { effect.confidence = 0 }
    effect.variance = frame.loopDepth
    add(effect, to: frame)
    return true
  }

  /// The first table that SQL text reads or writes, or nil when the text is no SQL.
  func tableName(inSQL text: String) -> (name: String, isWrite: Bool)? {
    let words = text.split(
      maxSplits: 400,
      whereSeparator: { $0.isWhitespace || $0 == "(" || $0 == ")" || $0 == "," || $0 == ";" || $0 == "\"" || $0 == "`" }
    )
    guard let first = words.first?.uppercased() else { return nil }
    func position(of word: String) -> Int? { words.firstIndex { $0.count == word.count && $0.uppercased() == word } }
    /// A change that gives back what it changed is read as well: its rows are wanted one by one.
    func returnsRows() -> Bool { position(of: "RETURNING") != nil }
    switch first {
    case "SELECT", "WITH":
      guard let from = position(of: "FROM") else {
        return first == "SELECT" && words.count > 1 ? ("", false) : nil
      }
      return (from + 1 < words.count ? String(words[from + 1]) : "", false)
    case "INSERT", "REPLACE":
      guard let into = position(of: "INTO") else { return nil }
      return (into + 1 < words.count ? String(words[into + 1]) : "", true)
    case "UPDATE": return words.count > 1 ? (String(words[1]), !returnsRows()) : nil
    case "DELETE":
      guard let from = position(of: "FROM") else { return nil }
      return (from + 1 < words.count ? String(words[from + 1]) : "", !returnsRows())
    default: return nil
    }
  }
}
