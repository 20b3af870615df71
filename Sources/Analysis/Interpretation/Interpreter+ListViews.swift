// Views that answer a list request, change lists of the admin, and classes with a callback for each row.

import Facts
import Syntax

/// A model, and how many joins further.
struct JoinedKey: Hashable {
  var model: ClassID
  var deep: Int
}

extension Interpreter {
  private var known: DeclaredKnowledge { declared.knowledge }

  // MARK: List views

  /// Serializes every row of a view's queryset, as a list request does.
  func listRows(_ id: ClassID, _ frame: Frame) {
    let header = project.classFact(id).range
    let view = listingView(id)
    for ancestor in models.lineage(id) {
      let isNamedAsFramework = known.listViewBases.contains(project.classFact(ancestor).name)
      for name in known.listMethods {
        guard let own = methods(of: ancestor)[name], !isNamedAsFramework || !makesSerializer(own) else { continue }
        enter(own, receiver: view, arguments: [], frameworkOperation(name, at: header), frame)
        return
      }
      if isNamedAsFramework { break }
    }
    listAll(id, view, at: header, frame)
  }

  /// What the framework's own list method does.
  private func listAll(_ id: ClassID, _ view: Cell, at header: ByteRange, _ frame: Frame) {
    guard let serializer = serializerClass(of: id, view, frame) else { return }
    let rows = rows(ofView: id, view, frame)
    guard values[rows.value].kind == .query || values[rows.value].kind == .collection else { return }
    if let list = reader.metaOption(known.listSerializerOption, of: serializer), reader.type(list) != nil {
      serialize(serializer, rows, at: header, frame)
      return
    }
    forEach(rows, at: placeOfRows(rows, or: header, frame), frame) { row in
      serialize(serializer, row, at: header, frame)
    }
  }

  /// `self` of a view that is making a list.
  private func listingView(_ id: ClassID) -> Cell {
    Cell(value: values.intern(Value(kind: .instance, flags: .listing, a: id.rawValue)))
  }

  /// The rows that a view shows: by its method, its queryset or its model.
  func rows(ofView id: ClassID, _ view: Cell, _ frame: Frame) -> Cell {
    let header = project.classFact(id).range
    let rows = unfilteredRows(ofView: id, view, at: header, frame)
    guard values[rows.value].kind == .query else { return rows }
    for name in known.passThrough {
      guard let method = method(name, of: id) else { continue }
      let passed = [CallArgument(cell: rows, label: .none)]
      let found = enter(method, receiver: view, arguments: passed, frameworkOperation(name, at: header), frame)
      if values[found.value].kind == .query { return found }
    }
    return rows
  }

  private func unfilteredRows(ofView id: ClassID, _ view: Cell, at header: ByteRange, _ frame: Frame) -> Cell {
    for name in known.rowsMethod {
      guard let method = method(name, of: id) else { continue }
      let found = enter(method, receiver: view, arguments: [], frameworkOperation(name, at: header), frame)
      if values[found.value].kind == .query || values[found.value].kind == .collection { return found }
    }
    return declaredRows(of: id)
  }

  /// The rows that a view's attributes name.
  func declaredRows(of id: ClassID) -> Cell {
    for name in known.rowsAttribute {
      if let found = attribute(name, of: id), values[found].kind == .query { return Cell(value: found) }
    }
    if let option = reader.option(known.modelAttribute, in: id), let model = reader.type(option),
      models.isModel(model)
    {
      return rows(of: model, declaredAt: Place(project.file(of: option.holder), option.range))
    }
    if let model = declared.adminModels[id] {
      return rows(of: model, declaredAt: Place(project.file(of: id), project.classFact(id).range))
    }
    return Cell()
  }

  private func serializerClass(of id: ClassID, _ view: Cell, _ frame: Frame) -> ClassID? {
    for name in known.serializerMethod {
      guard let method = method(name, of: id) else { continue }
      let header = project.classFact(id).range
      let found = values[
        enter(method, receiver: view, arguments: [], frameworkOperation(name, at: header), frame).value]
      if found.kind == .type, declared.role(of: ClassID(Int(found.a))).contains(.serializer) {
        return ClassID(Int(found.a))
      }
    }
    return declaredSerializer(of: id)
  }

  private func declaredSerializer(of id: ClassID) -> ClassID? {
    for name in known.serializerAttribute {
      guard let option = reader.option([name], in: id), let type = reader.type(option),
        declared.role(of: type).contains(.serializer)
      else { continue }
      return type
    }
    return nil
  }

  /// What a framework's view or admin base does for a method that the project's class does not have.
  func inheritedCall(
    _ name: Symbol, of receiver: Cell, _ given: [CallArgument], _ operation: Operation, _ frame: Frame
  ) -> Cell? {
    let value = values[receiver.value]
    guard value.kind == .instance else { return nil }
    let id = ClassID(Int(value.a))
    let role = declared.role(of: id)
    guard !role.isEmpty else { return nil }
    if role.contains(.serializer), known.dump.contains(name) {
      if let rows = given.first(where: { $0.label.isNone }) { serialize(id, rows.cell, at: operation.range, frame) }
      return Cell()
    }
    if role.contains(.serializer), known.render.contains(name), value.b > 0, let rows = given.first {
      // A list serializer's own way: one row after the other.
      forEach(rows.cell, at: placeOfRows(rows.cell, or: operation.range, frame), frame) { row in
        serializeRow(ClassID(Int(value.b - 1)), row, at: operation.range, only: 0, frame)
      }
      return Cell()
    }
    if role.contains(.serializer), known.render.contains(name) {
      if let row = given.first(where: { $0.label.isNone }) { serialize(id, row.cell, at: operation.range, frame) }
      return Cell()
    }
    for (index, kind) in known.callbacks.enumerated()
    where kind.rows.contains(name) && role.contains(.callback(index)) {
      let found = modelRows(of: id, kind, receiver, frame)
      if found.value != ValueTable.unknown { return found }
    }
    if known.rowsMethod.contains(name) {
      let found = declaredRows(of: id)
      return found.value == ValueTable.unknown ? nil : found
    }
    guard role.contains(.view) else { return nil }
    if known.listMethods.contains(name) {
      listAll(id, receiver, at: operation.range, frame)
      return Cell()
    }
    if known.passThrough.contains(name) { return given.first { $0.label.isNone }?.cell }
    if known.serializerMethod.contains(name) {
      guard let type = declaredSerializer(of: id) else { return nil }
      return Cell(value: values.intern(Value(kind: .type, a: type.rawValue)))
    }
    if known.makeSerializer.contains(name), let rows = given.first(where: { $0.label.isNone }) {
      guard let serializer = serializerClass(of: id, receiver, frame) else { return nil }
      serialize(serializer, rows.cell, at: operation.range, frame)
      return Cell()
    }
    return nil
  }

  /// Whether a method of the project is a framework's: its class is a copy of a framework's class.
  func isFrameworkMethod(_ id: FunctionID) -> Bool {
    let fact = project.functionFact(id)
    guard fact.owner >= 0 else { return false }
    let name = project.classFact(project.classID(file: project.file(of: id), local: fact.owner)).name
    guard known.frameworkClasses.contains(name) || known.listViewBases.contains(name) else { return false }
    // A list method that makes no serializer is the project's own, whatever its class is called.
    return !known.listMethods.contains(fact.name) || makesSerializer(id)
  }

  /// Whether a method makes the view's serializer.
  private func makesSerializer(_ id: FunctionID) -> Bool {
    let facts = project.files[project.file(of: id)]
    let fact = project.functionFact(id)
    guard fact.body >= 0 else { return false }
    return facts.operations(of: facts.bodies[Int(fact.body)]).contains {
      $0.kind == .invoke && known.makeSerializer.contains($0.name)
    }
  }

  /// Attributes of a view that have a known value while it makes a list.
  func listingAttribute(_ name: Symbol, _ value: Value) -> Cell? {
    // The serializer of one row, in a list serializer.
    if value.b > 0, known.child.contains(name) {
      return Cell(value: values.intern(Value(kind: .instance, a: value.b - 1)))
    }
    guard value.flags.contains(.listing), known.actionAttribute.contains(name), let action = known.actionValue.first
    else { return nil }
    return Cell(value: values.intern(Value(kind: .text, flags: .bounded, a: Int32(bitPattern: action.rawValue))))
  }

  /// Enters the methods that a view answers other requests with.
  func answerRequests(_ id: ClassID, _ frame: Frame) {
    let view = serializerInstance(id)
    for (name, function) in methods(of: id).sorted(by: { $0.value.rawValue < $1.value.rawValue }) {
      let flags = project.functionFact(function).flags
      guard flags.isDisjoint(with: [.property, .static, .classMethod]), !known.listMethods.contains(name),
        !known.rowsMethod.contains(name), !known.serializerMethod.contains(name), name != words.initializer,
        usesSerializer(function)
      else { continue }
      enter(
        function, receiver: view, arguments: [], frameworkOperation(name, at: project.functionFact(function).range),
        frame)
    }
  }

  /// Whether a method calls one of the view's own methods: what those do depends on the view.
  private func usesSerializer(_ id: FunctionID) -> Bool {
    let facts = project.files[project.file(of: id)]
    let fact = project.functionFact(id)
    guard fact.body >= 0 else { return false }
    return facts.operations(of: facts.bodies[Int(fact.body)]).contains {
      $0.kind == .invoke && $0.a == Operand(.local, 0)
    }
  }

  // MARK: Admin

  /// Shows every row of a model with the columns of its admin class.
  func showChangeList(_ id: ClassID, _ model: ClassID, _ frame: Frame) {
    let header = project.classFact(id).range
    let admin = Cell(value: values.intern(Value(kind: .instance, a: id.rawValue)))
    let columns = reader.option(known.adminColumns, in: id)
    var items: [DeclaredItem] = [.text(words.string)]
    if let columns {
      guard let listed = reader.items(columns) else { return }
      items = listed
    }
    var rows = rows(ofView: id, admin, frame)
    guard values[rows.value].kind == .query, values[rows.value].a >= 0 else { return }
    rows.value = withColumnsLoaded(rows.value, id, model, items)
    let place = placeOfRows(rows, or: header, frame)
    forEach(rows, at: place, frame) { row in
      for item in items {
        show(item, of: id, admin, row, columns, header, frame)
      }
    }
  }

  private func show(
    _ item: DeclaredItem, of id: ClassID, _ admin: Cell, _ row: Cell, _ columns: DeclaredOption?, _ header: ByteRange,
    _ frame: Frame
  ) {
    // Places of an inherited list are in another file: the class that shows it stands for them.
    let isOwn = columns.map { project.file(of: $0.holder) == frame.file } ?? false
    let range = isOwn ? columns?.range ?? header : header
    let given = [CallArgument(cell: row, label: .none)]
    switch item {
    case .name(let name):
      guard case .function(let function)? = resolver.definition(of: name, in: frame.file) else { return }
      enter(function, receiver: Cell(), arguments: given, frameworkOperation(name, at: range), frame)
    case .text(let name):
      let operation = frameworkOperation(name, at: range)
      if name == words.string {
        convertToText(row, operation, frame)
        return
      }
      if let method = method(name, of: id) {
        enter(method, receiver: admin, arguments: given, operation, frame)
        return
      }
      let shown = follow(djangoPath(name), from: row, at: range, frame)
      if values[shown.value].kind == .entity { convertToText(shown, operation, frame) }
    }
  }

  /// What the change list loads with the rows: the relations of `list_select_related`, or what `select_related()` joins
  /// when a column is a relation (django.contrib.admin.views.main.ChangeList.apply_select_related).
  private func withColumnsLoaded(
    _ rows: ValueID, _ id: ClassID, _ model: ClassID, _ items: [DeclaredItem]
  ) -> ValueID {
    guard let relations = models.models[model]?.relations else { return rows }
    var value = values[rows]
    var loadsAll = false
    if let option = reader.option(known.adminEager, in: id) {
      if option.operand == Operand(.yes) {
        loadsAll = true
      } else if option.operand != Operand(.no) {
        guard let paths = reader.items(option) else {
          value.flags.insert(.eagerUnknown)
          return values.intern(value)
        }
        for case .text(let path) in paths { value.b = eager.adding(djangoPath(path)[...], to: value.b) }
        return values.intern(value)
      }
    }
    for case .text(let name) in items {
      if let relation = relations[name], relation.kind == .toOne, !relation.isReverse { loadsAll = true }
    }
    guard loadsAll else { return rows }
    value.b = eager.union(value.b, allJoined(model))
    return values.intern(value)
  }

  /// What `select_related()` without arguments loads: to-one relations that always hold a row, and theirs
  /// (select_related_descend in django.db.models.query_utils; five deep, of which no more than three are read in practice).
  func allJoined(_ model: ClassID, deep: Int = 3) -> Int32 {
    guard deep > 0, let relations = models.models[model]?.relations.values else { return 0 }
    let key = JoinedKey(model: model, deep: deep)
    if let known = joinedSets[key] { return known }
    var result: Int32 = 0
    for relation in relations where relation.kind == .toOne && !relation.isReverse && !relation.isOptional {
      let below = relation.target.map { allJoined($0, deep: deep - 1) } ?? 0
      result = eager.adding([relation.name], to: result, leaf: below)
    }
    joinedSets[key] = result
    return result
  }

  // MARK: Row callbacks

  /// Calls the methods of a class that its framework calls for each row.
  func callBack(_ id: ClassID, _ kind: RowCallbackKind, _ frame: Frame) {
    let header = project.classFact(id).range
    let receiver = Cell(value: values.intern(Value(kind: .instance, a: id.rawValue)))
    var callbacks: [FunctionID] = []
    var seen: Set<Symbol> = []
    for ancestor in models.lineage(id) where !kind.bases.contains(project.classFact(ancestor).name) {
      for (name, function) in methods(of: ancestor).sorted(by: { $0.value.rawValue < $1.value.rawValue }) {
        guard !kind.rows.contains(name), isCallback(name, function, kind), seen.insert(name).inserted else {
          continue
        }
        callbacks.append(function)
      }
    }
    callbacks.sort { $0.rawValue < $1.rawValue }
    // What a table shows of rows out of sight is not told: their view may have loaded all of it.
    var paths = kind.shownEnds.isEmpty || declared.views[id] != nil ? shownPaths(of: id, kind) : []
    for (own, called) in kind.instead where method(own, of: id) == nil {
      paths.append((called == words.string ? [] : [called], header))
    }
    guard !callbacks.isEmpty || !paths.isEmpty else { return }
    if let views = declared.views[id], !kind.viewOptions.isEmpty {
      guard !preparesRows(id) else { return }
      if views.count > Interpreter.mostViews { cutOff += 1 }
      for view in views.prefix(Interpreter.mostViews) {
        let rows = rows(ofView: view, listingView(view), frame)
        guard values[rows.value].kind == .query || values[elementOf(rows.value)].kind == .entity else { continue }
        showRows(rows, paths, callbacks, kind, receiver, at: header, frame)
      }
      return
    }
    var rows = callbackRows(of: id, kind, receiver, frame)
    if !kind.listed.isEmpty, rows.value == ValueTable.unknown, declared.decoratedModels[id] == nil {
      rows = Cell(value: values.collection(.list, of: receiver.value, flags: .large))
    } else {
      guard values[rows.value].kind == .query || values[elementOf(rows.value)].kind == .entity else { return }
    }
    showRows(rows, paths, callbacks, kind, receiver, at: header, frame)
  }

  /// Views whose rows one class shows, of those that name it.
  private static let mostViews = 4

  /// Whether a method of a class, or of one that it derives from, says what to load with the rows.
  private func preparesRows(_ id: ClassID) -> Bool {
    models.lineage(id).contains { ancestor in
      methods(of: ancestor).values.contains { function in
        let fact = project.functionFact(function)
        guard fact.body >= 0 else { return false }
        let facts = project.files[project.file(of: function)]
        return facts.operations(of: facts.bodies[Int(fact.body)]).contains {
          guard $0.kind == .invoke, let role = knowledge.djangoMethods[$0.name] else { return false }
          return role == .selectJoined || role == .selectBatched
        }
      }
    }
  }

  /// Does for each row what a framework does: shows paths from it, calls methods with it.
  private func showRows(
    _ rows: Cell, _ paths: [(path: [Symbol], range: ByteRange)], _ callbacks: [FunctionID], _ kind: RowCallbackKind,
    _ receiver: Cell, at header: ByteRange, _ frame: Frame
  ) {
    forEach(rows, at: placeOfRows(rows, or: header, frame), frame) { row in
      for (path, range) in paths {
        let shown = follow(path, from: row, at: range, frame)
        if values[shown.value].kind == .query { execute(shown, at: range, frame) }
        if !kind.shownEnds.isEmpty || path.isEmpty {
          convertToText(shown, frameworkOperation(path.last ?? .none, at: range), frame)
        }
      }
      for function in callbacks {
        let fact = project.functionFact(function)
        let file = project.file(of: function)
        let parameters = project.files[file].parameters(of: fact).dropFirst(fact.flags.contains(.static) ? 0 : 1)
        var label = Symbol.none
        if kind.rowIsReceiver {
          resolve(function, on: row, at: header, frame)
          continue
        }
        if !kind.rowParameter.isEmpty {
          guard let named = parameters.first(where: { kind.rowParameter.contains($0.name) }) else { continue }
          label = named.name
        } else if parameters.isEmpty {
          continue
        }
        enter(
          function, receiver: receiver, arguments: [CallArgument(cell: row, label: label)],
          frameworkOperation(fact.name, at: header), frame)
      }
    }
  }

  /// The paths that fields of a class show of each row, and where they are declared.
  private func shownPaths(of id: ClassID, _ kind: RowCallbackKind) -> [(path: [Symbol], range: ByteRange)] {
    guard !kind.pathOptions.isEmpty || !kind.nestedFields.isEmpty || !kind.shownEnds.isEmpty else { return [] }
    var result: [(path: [Symbol], range: ByteRange)] = []
    for field in reader.fields(of: id) where field.owner == id {
      if let option = reader.option(kind.pathOptions, of: field) {
        guard option.tag == .string else { continue }
        result.append((djangoPath(option.symbol).flatMap { project.dotted($0) }, field.range))
      } else if kind.nestedFields.contains(field.callee) || kind.shownEnds.contains(where: { ends(field.callee, $0) }) {
        result.append(([field.name], field.range))
      }
    }
    return result
  }

  private func ends(_ name: Symbol, _ end: [UInt8]) -> Bool {
    let text = project.utf8(name)
    return text.count >= end.count && text.suffix(end.count).elementsEqual(end)
  }

  /// Calls a resolver on its row; the framework reads the rows that it gives back.
  private func resolve(_ function: FunctionID, on row: Cell, at range: ByteRange, _ frame: Frame) {
    let fact = project.functionFact(function)
    guard fact.owner >= 0 else { return }
    let owner = project.classID(file: project.file(of: function), local: fact.owner)
    let key = StepKey(kind: .list, place: function.rawValue, owner: owner.rawValue, value: row.value)
    perform(key, in: owner, on: row, at: range, from: frame) { row, inner in
      let operation = frameworkOperation(fact.name, at: fact.range)
      execute(enter(function, receiver: row, arguments: [], operation, inner), at: fact.range, inner)
    }
  }

  private func isCallback(_ name: Symbol, _ function: FunctionID, _ kind: RowCallbackKind) -> Bool {
    if kind.methods.contains(name) { return true }
    if !kind.decorators.isEmpty { return isDecorated(function, kind) }
    let text = project.utf8(name)
    return kind.prefixes.contains { text.count > $0.count && text.starts(with: $0) }
  }

  /// Whether one of the kind's decorators stands above a method and does not load what the method reads.
  private func isDecorated(_ function: FunctionID, _ kind: RowCallbackKind) -> Bool {
    let fact = project.functionFact(function)
    let facts = project.files[project.file(of: function)]
    let start = facts.bodies[Int(fact.enclosingBody)].start
    for decorator in facts.decorators(of: fact)
    where kind.decorators.contains(decorator.name) {
      guard decorator.value.tag == .operation else { return true }
      let call = facts.operations[start + decorator.value.payload]
      return !facts.arguments(of: call).contains { !$0.label.isNone && kind.hints.contains($0.label) }
    }
    return false
  }

  private func callbackRows(of id: ClassID, _ kind: RowCallbackKind, _ receiver: Cell, _ frame: Frame) -> Cell {
    let header = project.classFact(id).range
    for name in kind.rows.sorted(by: { project.text($0) < project.text($1) }) {
      guard let method = method(name, of: id) else { continue }
      let found = enter(method, receiver: receiver, arguments: [], frameworkOperation(name, at: header), frame)
      if values[found.value].kind == .query || values[found.value].kind == .collection { return found }
    }
    return modelRows(of: id, kind, receiver, frame)
  }

  /// All rows of the model that a class names.
  private func modelRows(of id: ClassID, _ kind: RowCallbackKind, _ receiver: Cell, _ frame: Frame) -> Cell {
    let header = project.classFact(id).range
    if let model = declared.decoratedModels[id] {
      return rows(
        of: model, declaredAt: Place(frame.file, header), flags: kind.hasUnknownRows ? .eagerUnknown : [])
    }
    for (owner, name) in kind.model {
      var model: ClassID?
      if owner.isNone {
        if let method = method(name, of: id) {
          let found = values[
            enter(method, receiver: receiver, arguments: [], frameworkOperation(name, at: header), frame).value]
          if found.kind == .type { model = ClassID(Int(found.a)) }
        }
      } else {
        model = reader.metaOption([name], of: id, in: owner).flatMap { reader.type($0) }
      }
      guard let model, models.isModel(model) else { continue }
      return rows(
        of: model, declaredAt: Place(frame.file, header), flags: kind.hasUnknownRows ? .eagerUnknown : [])
    }
    return Cell()
  }
}
