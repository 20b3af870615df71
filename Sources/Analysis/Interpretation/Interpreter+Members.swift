// Reading a member: relations of rows, managers, properties, attributes.

import Facts
import Syntax

extension Interpreter {
  func member(_ name: Symbol, of object: Cell, _ operation: Operation, _ frame: Frame) -> Cell {
    let value = values[object.value]
    switch value.kind {
    case .entity: return entityMember(name, of: object, value, operation, frame)
    case .type: return typeMember(name, of: object, value, operation, frame)
    case .module:
      let file = Int(value.a)
      if let definition = resolver.definition(of: name, in: file) {
        return Cell(value: self.value(of: definition))
      }
      return Cell()
    case .external:
      if knowledge.managerAttributes.contains(name), models.hasDjangoModels,
        let found = outsideManager(value, operation, frame)
      {
        return found
      }
      let path = resolver.externalMember(name, of: value.symbol)
      return Cell(value: values.intern(Value(kind: .external, a: Int32(bitPattern: path.rawValue))))
    case .instance: return instanceMember(name, of: object, ClassID(Int(value.a)), operation, frame)
    case .query:
      if name == words.through, let between = relation(ofSource: value.c)?.through {
        return Cell(value: values.intern(Value(kind: .type, a: between.rawValue)))
      }
      if let model = modelID(value), let method = queryMethod(name, of: model, value) {
        return Cell(
          value: values.intern(Value(kind: .function, a: method.rawValue, b: object.value)), variance: object.variance,
          root: object.root)
      }
      return Cell(
        value: values.intern(Value(kind: .boundMember, a: object.value, b: Int32(bitPattern: name.rawValue))),
        variance: object.variance, root: object.root)
    case .collection:
      return collectionMember(name, of: object, value, operation, frame)
    case .builtin where value.a == Int32(bitPattern: words.superName.rawValue):
      return superMember(name, operation, frame)
    case .closure, .function: return Cell(variance: object.variance, root: object.root)
    case .parts where project.files[frame.file].language == .swift:
      return Cell(value: part(name, of: value), variance: object.variance, root: object.root)
    default:
      if object.value == ValueTable.unknown, knowledge.managerAttributes.contains(name),
        models.hasDjangoModels
      {
        // `for model, keys in found.items(): model.objects.filter(pk__in=keys)`: each round asks another table.
        if frame.loopDepth > 0, object.variance >= frame.loopDepth, operation.a.tag == .local {
          return Cell(variance: object.variance, root: object.root)
        }
        // The manager of a model that is not known here.
        return Cell(
          value: values.intern(Value(kind: .query, flags: [.manager, .guessed, .eagerUnknown], a: -1)),
          variance: object.variance, root: object.root)
      }
      if object.value == ValueTable.unknown {
        if let user = requestUser(name, operation, frame) {
          return Cell(value: user, variance: object.variance, root: object.root)
        }
        if knowledge.sessions.contains(name) || knowledge.cursors.contains(name) {
          return Cell(value: ValueTable.session, variance: object.variance, root: object.root)
        }
        if let model = model(named: name) {
          // `registry.Order`: a class by its name, wherever it was found.
          return Cell(value: values.intern(Value(kind: .type, a: model.rawValue)))
        }
      }
      return Cell(variance: object.variance, root: object.root)
    }
  }

  /// `request.user`, `self.request.user`
  private func requestUser(_ name: Symbol, _ operation: Operation, _ frame: Frame) -> ValueID? {
    guard knowledge.templates.userNames.contains(name) else { return nil }
    let facts = project.files[frame.file]
    let owner = self.name(of: operation.a, facts, bodyStart(frame), frame)
    guard facts.language == .python, knowledge.templates.requestNames.contains(owner) else { return nil }
    var row = values[currentUser()]
    guard row.kind == .entity else { return nil }
    row.b = eager.adding([EagerTable.requestUserMark], to: row.b)
    return values.intern(row)
  }

  /// `entry.key` and `entry.value` of a dictionary, `item.offset` and `item.element` of what is enumerated, `pair.0`.
  private func part(_ name: Symbol, of value: Value) -> ValueID {
    let items = values.lists[Int(value.a)]
    guard items.count == 2 else { return ValueTable.unknown }
    switch project.word(name) {
    case .key, .offset, .firstOfTuple: return items[0]
    case .value, .element, .secondOfTuple: return items[1]
    default: break
    }
    return ValueTable.unknown
  }

  /// `User.objects` of a model that another package declares.
  private func outsideManager(_ value: Value, _ operation: Operation, _ frame: Frame) -> Cell? {
    let path = resolver.externalText(value.symbol)
    guard let last = path.split(separator: ".").last, last.first?.isUppercase == true else { return nil }
    let source = self.source(
      RowSource(
        file: Int32(frame.file), start: operation.range.start, end: operation.range.end, isQueryExpression: true,
        framework: .django, path: [], model: -1, outside: project.symbol(String(last))))
    return Cell(value: values.intern(Value(kind: .query, flags: [.manager, .eagerUnknown], a: -1, c: source)))
  }

  func modelID(_ value: Value) -> ClassID? { value.a >= 0 ? ClassID(Int(value.a)) : nil }

  // MARK: Rows

  private func entityMember(
    _ name: Symbol, of object: Cell, _ value: Value, _ operation: Operation, _ frame: Frame
  ) -> Cell {
    guard value.a >= 0 else { return unknownRowMember(name, of: object, value) }
    let id = ClassID(Int(value.a))
    guard let model = models.models[id] else { return Cell(variance: object.variance, root: object.root) }
    if model.framework == .swift, let relation = fluentRelation(name, of: object, value) { return relation }
    if let relation = model.relations[name] {
      return readRelation(relation, of: object, value, model, operation, frame)
    }
    if knowledge.sameRow.contains(name) { return object }
    if let proxy = model.proxies[name] { return readProxy(proxy, of: object, operation, frame) }
    // An attribute that was assigned to the rows hides the method of its name.
    if eager.branch(value.b, name) != nil { return Cell(variance: object.variance, root: object.root) }
    if let method = method(name, of: id) {
      let fact = project.functionFact(method)
      if fact.flags.contains(.property) {
        return enter(method, receiver: object, arguments: [], operation, frame)
      }
      return Cell(
        value: values.intern(Value(kind: .function, a: method.rawValue, b: object.value)), variance: object.variance,
        root: object.root)
    }
    if let assigned = frame.assigned[name], isReceiver(operation.a, object, frame), assigned != ValueTable.none {
      return Cell(value: assigned, variance: object.variance, root: object.root)
    }
    readColumn(name, of: object, value, model, operation, frame)
    if model.framework == .swift, let attribute = attribute(name, of: id), attribute != ValueTable.unknown {
      return Cell(value: attribute, variance: object.variance, root: object.root)
    }
    return Cell(variance: object.variance, root: object.root)
  }

  /// `album.artist_name`, `track.tag_names`: what related rows have is read through them.
  private func readProxy(
    _ proxy: (relation: Symbol, attribute: Symbol), of object: Cell, _ operation: Operation, _ frame: Frame
  ) -> Cell {
    let related = follow([proxy.relation], from: object, at: operation.range, frame)
    if values[related.value].kind == .entity {
      return follow([proxy.attribute], from: related, at: operation.range, frame)
    }
    var element = Cell()
    forEach(related, at: Place(frame.file, operation.range), named: proxy.relation, frame) { row in
      element = follow([proxy.attribute], from: row, at: operation.range, frame)
    }
    return Cell(
      value: values.collection(.list, of: element.value, flags: .large), variance: related.variance,
      root: related.root)
  }

  /// A member of a row of an unknown model: if it was loaded, what lies below it is known.
  private func unknownRowMember(_ name: Symbol, of object: Cell, _ value: Value) -> Cell {
    guard let branch = eager.branch(value.b, name) else { return Cell(variance: object.variance, root: object.root) }
    var row = value
    row.b = branch
    return Cell(value: values.intern(row), variance: object.variance, root: object.root)
  }

  /// Fluent's `$customer`: the property wrapper, through which the relation is queried.
  private func fluentRelation(_ name: Symbol, of object: Cell, _ value: Value) -> Cell? {
    guard project.utf8(name).first == UInt8(ascii: "$") else { return nil }
    let attribute = project.symbol(String(project.text(name).dropFirst()))
    guard !attribute.isNone, let declared = self.attribute(attribute, of: ClassID(Int(value.a))) else { return nil }
    var target = values[declared]
    if target.kind == .collection { target = values[target.a] }
    guard target.kind == .entity else { return nil }
    let source = self.source(
      RowSource(
        file: -1, start: 0, end: 0, isQueryExpression: false, framework: .swift, path: [attribute], model: value.a))
    var flags: ValueFlags = [.relation, .manager]
    if eager.branch(value.b, attribute) != nil || eager.branch(value.b, name) != nil { flags.insert(.loaded) }
    return Cell(
      value: values.intern(Value(kind: .query, flags: flags, a: target.a, c: source)),
      variance: object.variance, root: object.root)
  }

  /// `request.user.orders`: a query that begins here, of rows that know their user.
  private func requested(
    _ relation: Relation, _ model: Int32, _ operation: Operation, _ frame: Frame
  ) -> Cell {
    let source = self.source(
      RowSource(
        file: Int32(frame.file), start: operation.range.start, end: operation.range.end, isQueryExpression: true,
        framework: .django, path: [], model: model))
    let known = relation.inverse.isNone ? 0 : eager.adding([relation.inverse, EagerTable.shared], to: 0)
    let loaded = eager.union(known, loadedByManager(of: ClassID(Int(model))))
    return Cell(value: values.intern(Value(kind: .query, flags: .manager, a: model, b: loaded, c: source)))
  }

  /// The value of a relation of a row; loading it lazily is an effect.
  private func readRelation(
    _ relation: Relation, of object: Cell, _ value: Value, _ model: Model, _ operation: Operation, _ frame: Frame
  ) -> Cell {
    if value.flags.contains(.plain) { return Cell(variance: object.variance, root: object.root) }
    let branch = eager.branch(value.b, relation.name)
    var path = sources[Int(value.c)]
    path.path.append(relation.name)
    if value.c == 0 || path.model < 0 && path.path.count == 1 {
      // A row that came from nowhere known still says which model the path begins at.
      path.model = value.a
      if value.c == 0 { path.file = -1 }
    }
    let source = path.path.count <= 6 ? self.source(path) : 0
    let isToOne = relation.kind == .toOne || relation.kind == .genericToOne
    let targetModel = relation.target?.rawValue ?? -1
    if !isToOne && (model.framework == .django || model.framework == .peewee || relation.isDynamic) {
      var flags: ValueFlags = [.relation, .manager]
      if branch != nil {
        flags.insert(.loaded)
        served.insert(Place(frame.file, operation.range))
      }
      if value.flags.contains(.eagerUnknown) { flags.insert(.eagerUnknown) }
      // Rows of a reverse relation know the row they were reached from.
      if branch == nil, targetModel >= 0, eager.branch(value.b, EagerTable.requestUserMark) != nil {
        return requested(relation, targetModel, operation, frame)
      }
      let made = eager.union(branch ?? 0, relation.target.map(loadedByManager) ?? 0)
      let known = relation.inverse.isNone ? made : eager.adding([relation.inverse, EagerTable.shared], to: made)
      return Cell(
        value: values.intern(
          Value(kind: .query, flags: flags, a: targetModel, b: known, c: source, d: relationCriteria(relation))),
        variance: object.variance, root: object.root)
    }
    let isLoaded =
      branch != nil || relation.loadsByDefault || relation.isPrefetchedSomewhere && !isRequestInSight(value)
    if isLoaded && !value.flags.contains(.eagerUnknown) { served.insert(Place(frame.file, operation.range)) }
    if !isLoaded && !relation.isDynamic {
      var effect = Effect(
        kind: .lazyRelation, model: targetModel, name: relation.name,
        subject: project.classFact(model.id).name, place: Place(frame.file, operation.range))
      effect.source = source
      effect.isLoadable = value.c > 0
      effect.relationIsMany = false
      effect.variance = object.variance
      effect.root = object.root
      if value.flags.contains(.eagerUnknown) {
        effect.confidence = 1
        effect.isUncertain = true
      }
      add(effect, to: frame)
    }
    var flags: ValueFlags = []
    if value.flags.contains(.eagerUnknown) { flags.insert(.eagerUnknown) }
    if isToOne {
      guard targetModel >= 0 else { return Cell(variance: object.variance, root: object.root) }
      if isLoaded, value.c > 0, let down = self.relation(ofSource: value.c), down.inverse == relation.name {
        // `item.order` of `order.items`: the order that the items were reached from, and what it has loaded.
        var parent = sources[Int(value.c)]
        parent.path.removeLast()
        let row = values.intern(
          Value(kind: .entity, flags: .eagerUnknown, a: targetModel, b: branch ?? 0, c: self.source(parent)))
        return sharedRow(row, of: object, frame)
      }
      let row = values.intern(Value(kind: .entity, flags: flags, a: targetModel, b: branch ?? 0, c: source))
      if let branch, eager.branch(branch, EagerTable.shared) != nil { return sharedRow(row, of: object, frame) }
      return Cell(value: row, variance: object.variance, root: object.root)
    }
    guard targetModel >= 0 else {
      return Cell(value: values.collection(.list), variance: object.variance, root: object.root)
    }
    let known =
      relation.inverse.isNone ? branch ?? 0 : eager.adding([relation.inverse, EagerTable.shared], to: branch ?? 0)
    let element = values.intern(Value(kind: .entity, flags: flags, a: targetModel, b: known, c: source))
    return Cell(
      value: values.collection(.list, of: element, flags: .large), variance: object.variance, root: object.root)
  }

  /// The object that all rows of a relation were reached from: one for all of them, so it varies as the rows' own
  /// collection does.
  private func sharedRow(_ row: ValueID, of object: Cell, _ frame: Frame) -> Cell {
    let index = Int(object.variance) - 1 - frame.outerLoops
    guard object.variance > 0, index >= 0, index < frame.loops.count else { return Cell(value: row) }
    let iterable = frame.loops[index].iterable
    return Cell(value: row, variance: iterable.variance, root: iterable.root)
  }

  // MARK: Classes and objects

  private func typeMember(
    _ name: Symbol, of object: Cell, _ value: Value, _ operation: Operation, _ frame: Frame
  ) -> Cell {
    let id = ClassID(Int(value.a))
    if project.word(name) == .allOfEnum, project.classFact(id).form == .enum {
      return Cell(
        value: values.collection(.array, of: values.intern(Value(kind: .instance, a: value.a)), flags: .bounded))
    }
    if let model = models.models[id] {
      let isManager = knowledge.managerAttributes.contains(name) || model.managers[name] != nil
      if isManager && model.framework == .django {
        let loaded = loadedByManager(name, of: id)
        return Cell(value: values.intern(Value(kind: .query, flags: .manager, a: value.a, b: loaded)))
      }
      if model.framework == .sqlalchemy {
        if project.word(name) == .query {
          let source = self.source(
            RowSource(
              file: Int32(frame.file), start: operation.range.start, end: operation.range.end,
              isQueryExpression: true, framework: .sqlalchemy, path: [], model: value.a))
          return Cell(value: values.intern(Value(kind: .query, a: value.a, c: source)))
        }
        if model.relations[name] != nil || method(name, of: id) == nil {
          return Cell(
            value: values.intern(Value(kind: .path, a: Int32(bitPattern: name.rawValue), b: value.a)))
        }
      }
    }
    if let method = method(name, of: id) {
      let fact = project.functionFact(method)
      if fact.flags.contains(.property), project.files[project.file(of: method)].language == .swift {
        return enter(method, receiver: object, arguments: [], operation, frame)
      }
      return Cell(value: values.intern(Value(kind: .function, a: method.rawValue, b: object.value)))
    }
    if let nested = nestedType(name, of: id) {
      return Cell(value: values.intern(Value(kind: .type, a: nested.rawValue)))
    }
    if let attribute = attribute(name, of: id) {
      var flags: ValueFlags = []
      if values[attribute].kind == .collection { flags = .bounded }
      return Cell(value: flags.isEmpty ? attribute : attribute)
    }
    if knowledge.managerAttributes.contains(name), !models.isModel(id) { return Cell() }
    return Cell(value: values.intern(Value(kind: .boundMember, a: object.value, b: Int32(bitPattern: name.rawValue))))
  }

  private func nestedType(_ name: Symbol, of id: ClassID) -> ClassID? {
    let file = project.file(of: id)
    let local = Int32(id.index - project.classOffsets[file])
    for (number, fact) in project.files[file].classes.enumerated() where fact.owner == local && fact.name == name {
      return project.classID(file: file, local: Int32(number))
    }
    return nil
  }

  private func instanceMember(
    _ name: Symbol, of object: Cell, _ id: ClassID, _ operation: Operation, _ frame: Frame
  ) -> Cell {
    if object.value == frame.receiver, let assigned = frame.assigned[name], assigned != ValueTable.unknown {
      return Cell(value: assigned, variance: object.variance, root: object.root)
    }
    if let declared = method(name, of: id) {
      let method = implementation(of: declared, name, from: id)
      let fact = project.functionFact(method)
      if fact.flags.contains(.property), operation.kind == .invoke, operation.argumentCount > 0,
        let meant = methodBeside(method, fact)
      {
        return Cell(
          value: values.intern(Value(kind: .function, a: meant.rawValue, b: object.value)), variance: object.variance,
          root: object.root)
      }
      if fact.flags.contains(.property) {
        var result = enter(method, receiver: object, arguments: [], operation, frame)
        if !fact.flags.contains(.cached), !fact.flags.contains(.memoized) {
          noteRecomputation(lastWalk, object, operation, frame)
        }
        if result.value == ValueTable.unknown, knowledge.sessions.contains(name) { result.value = ValueTable.session }
        return result
      }
      return Cell(
        value: values.intern(Value(kind: .function, a: method.rawValue, b: object.value)), variance: object.variance,
        root: object.root)
    }
    if let known = listingAttribute(name, values[object.value]) { return known }
    if let attribute = attribute(name, of: id), attribute != ValueTable.unknown {
      if frame.grownMembers.contains(name) {
        return Cell(value: grown(attribute), variance: object.variance, root: object.root)
      }
      return Cell(value: attribute, variance: object.variance, root: object.root)
    }
    if knowledge.sessions.contains(name) || knowledge.cursors.contains(name) {
      return Cell(value: ValueTable.session, variance: object.variance, root: object.root)
    }
    if knowledge.modelAttributes.contains(name), let model = genericModel(of: id) {
      return Cell(value: values.intern(Value(kind: .type, a: model.rawValue)), variance: 0)
    }
    if let assigned = assignedLater(name, id) {
      return Cell(value: assigned, variance: object.variance, root: object.root)
    }
    return viewMember(name, of: object, id, operation, frame) ?? Cell(variance: object.variance, root: object.root)
  }

  /// `Order` of `class OrderStore(Store[Order])`.
  private func genericModel(of id: ClassID) -> ClassID? {
    for ancestor in lineage(id) {
      let file = project.file(of: ancestor)
      let facts = project.files[file]
      for base in facts.bases(of: project.classFact(ancestor)) {
        for argument in facts.arguments(of: base) where argument >= 0 {
          if let model = resolver.type(facts.types[Int(argument)], in: file), models.isModel(model) { return model }
        }
      }
    }
    return nil
  }

  /// Whether an operand is the receiver: also a row that got an attribute, which makes it another value.
  func isReceiver(_ operand: Operand, _ object: Cell, _ frame: Frame) -> Bool {
    if frame.receiver != ValueTable.unknown, object.value == frame.receiver { return true }
    guard operand == Operand(.local, 0), frame.function >= 0 else { return false }
    let row = values[object.value]
    let receiver = values[frame.receiver]
    return row.kind == .entity && receiver.kind == .entity && row.a == receiver.a
  }

  /// A name used without `self` in a Swift type.
  func implicitMember(_ name: Symbol, of object: Cell, in frame: Frame) -> Cell? {
    let value = values[object.value]
    if value.kind == .collection, let type = CollectionType(rawValue: value.c) {
      return extensionMethod(name, type).map {
        Cell(value: values.intern(Value(kind: .function, a: $0.rawValue, b: object.value)), root: object.root)
      }
    }
    guard value.kind == .instance || value.kind == .entity || value.kind == .type else { return nil }
    let id = ClassID(Int(value.a))
    guard method(name, of: id) != nil || attribute(name, of: id) != nil else { return nil }
    // A bare name has no place of its own: what it costs counts where it is used.
    let operation = Operation(kind: .member, name: name, range: frame.range)
    if let method = method(name, of: id) {
      let fact = project.functionFact(method)
      // Entering a property needs a place; a bare name has none of its own, so its cost counts at the caller's call.
      if fact.flags.contains(.property) {
        let outcome = call(method, receiver: object.value, arguments: [], at: nil, in: frame)
        if !fact.flags.contains(.cached), !outcome.walks.isNone, frame.loopDepth > 0 {
          noteRecomputation(outcome.walks, object, operation, frame)
        }
        return Cell(value: outcome.value, variance: 0, root: object.root)
      }
      return Cell(value: values.intern(Value(kind: .function, a: method.rawValue, b: object.value)), root: object.root)
    }
    return member(name, of: object, operation, frame)
  }

  private func collectionMember(
    _ name: Symbol, of object: Cell, _ value: Value, _ operation: Operation, _ frame: Frame
  ) -> Cell {
    let word = project.word(name)
    var cell = Cell(variance: object.variance, root: object.root)
    if value.c == CollectionType.list.rawValue, word == .items || word == .objectList {
      // The rows of a page.
      cell.value = object.value
      return cell
    }
    if [.first, .last].contains(word) { cell.value = value.a }
    if word == .values { cell.value = values.collection(.array, of: value.a, flags: value.flags) }
    if word == .keys { cell.value = values.collection(.swiftSet, of: value.b, flags: value.flags) }
    if word == .indices { cell.value = values.collection(.range, flags: value.flags) }
    if word == .lazy || word == .reversed { cell.value = object.value }
    if [.count, .isEmpty, .endIndex, .startIndex].contains(word) { cell.value = ValueTable.number }
    return cell
  }
}
