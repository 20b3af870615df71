// In-memory work: membership, whole-collection operations, growth by copying. Each is an effect with the collection as
// its subject; whether a loop around it makes it quadratic is decided where the loop ends.

import Facts
import Syntax

extension Interpreter {
  func isScannable(_ value: Value) -> Bool {
    guard value.kind == .collection else { return false }
    return !value.flags.contains(.bounded) || value.flags.contains(.large) || value.flags.contains(.growing)
  }

  /// Notes one pass over a collection.
  func scan(_ kind: EffectKind, _ name: Symbol, _ collection: Cell, _ operation: Operation, _ frame: Frame) {
    let value = values[collection.value]
    let facts = project.files[frame.file]
    let start = facts.bodies[frame.body].start
    var subject = Symbol.none
    switch operation.kind {
    case .binary: subject = subjectName(of: operation.second, facts, start, frame)
    case .invoke, .index, .slice: subject = subjectName(of: operation.a, facts, start, frame)
    case .call:
      let given = facts.arguments(of: operation)
      let scanned = given.first { self.cell($0.value, frame).value == collection.value } ?? given.first
      if let scanned { subject = subjectName(of: scanned.value, facts, start, frame) }
      // A bare call in an extension of a collection.
      if facts.language == .swift, collection.value == frame.receiver, words.arrayType.rawValue != .max {
        subject = words.arrayType
      }
    default: break
    }
    guard !isConstantName(subject) else { return }
    if kind == .linear { noteWalk(collection, named: subject, frame) }
    if kind == .growingCopy { subject = self.name(of: operation.a, facts, start, frame) }
    var effect = Effect(
      kind: kind, model: -1, name: name, subject: subject, place: Place(frame.file, operation.range))
    effect.root = collection.root
    effect.variance = collection.variance
    effect.collection = CollectionType(rawValue: value.c) ?? .any
    effect.confidence = scanConfidence(value, facts.language)
    effect.walksOwn =
      facts.language == .swift && collection.root.contains(.receiver) && knowledge.swiftClosures.contains(name)
    effect.isHandedIn = isHandedIn(operation.kind == .binary ? operation.second : operation.a, facts, start)
    if kind == .membership, growsWhereAsked(operation, frame, facts) { effect.confidence = 2 }
    add(effect, to: frame)
  }

  /// Whether a collection is a variable's own, rather than an attribute of some object.
  private func isHandedIn(_ operand: Operand, _ facts: FileFacts, _ start: Int) -> Bool {
    guard operand.tag == .operation else { return operand.tag == .local }
    let made = facts.operations[start + operand.payload]
    return made.kind == .invoke && made.a.tag == .local
  }

  /// `if name not in self.names: self.names.append(name)`: who calls this in a loop makes what it searches.
  private func growsWhereAsked(_ operation: Operation, _ frame: Frame, _ facts: FileFacts) -> Bool {
    let start = bodyStart(frame)
    guard let asked = attribute(operation.kind == .binary ? operation.second : operation.a, facts, start) else {
      return false
    }
    return facts.operations(of: facts.bodies[frame.body]).contains {
      $0.kind == .invoke && knowledge.appends.contains($0.name) && attribute($0.a, facts, start) == asked
    }
  }

  /// The attribute of the receiver that an operand reads.
  private func attribute(_ operand: Operand, _ facts: FileFacts, _ start: Int) -> Symbol? {
    switch operand.tag {
    case .free: return facts.language == .swift ? operand.symbol : nil
    case .operation:
      let read = facts.operations[start + operand.payload]
      let isOwn =
        facts.language == .python
        ? read.a == Operand(.local, 0) : read.a.tag == .free && read.a.symbol == words.selfName
      return read.kind == .member && isOwn ? read.name : nil
    default: return nil
    }
  }

  /// How sure it is that a collection is large: 2 when it was seen to grow, 1 when only its type is known.
  func scanConfidence(_ value: Value, _ language: Language) -> Int8 {
    if value.flags.contains(.large) || value.flags.contains(.growing) { return value.flags.contains(.guessed) ? 1 : 2 }
    return 1
  }

  func membership(of element: Cell, in collection: Cell, _ operation: Operation, _ frame: Frame) {
    let value = values[collection.value]
    switch value.kind {
    case .collection:
      guard let type = CollectionType(rawValue: value.c), type.isLinearMembership, isScannable(value) else { return }
      let facts = project.files[frame.file]
      let start = facts.bodies[frame.body].start
      guard !isConstantName(name(of: operation.second, facts, start, frame)) else { return }
      scan(.membership, words.isIn, collection, operation, frame)
      // `"owner" in expected`: asks for one known element among a few options.
      let isLiteral = operation.a.tag == .string || operation.a.tag == .constant || operation.a.tag == .integer
      if isLiteral, let last = frame.effects.indices.last, frame.effects[last].kind == .membership {
        frame.effects[last].confidence = 0
      }
    case .query:
      // A Django queryset in a variable keeps the rows that the first look read.
      let isKept = value.a < 0 || models.models[ClassID(Int(value.a))]?.framework == .django
      if execute(collection, at: operation.range, frame), isKept, operation.second.tag == .local,
        let last = frame.effects.indices.last
      {
        frame.effects[last].isCached = true
      }
    case .instance:
      if let method = method(words.contains, of: ClassID(Int(value.a))) {
        enter(method, receiver: collection, arguments: [CallArgument(cell: element, label: .none)], operation, frame)
      }
    default: break
    }
  }

  /// `self.text += part` in a loop: strings and tuples are copied whole; lists and bytearrays grow in place.
  func growing(_ accumulator: Cell, _ operation: Operation, _ frame: Frame) {
    guard frame.loopDepth > 0, operation.flags.contains(.inPlace) else { return }
    let value = values[accumulator.value]
    let type = value.kind == .collection ? CollectionType(rawValue: value.c) ?? .any : .any
    let isText = value.kind == .text || value.kind == .prose || type == .text
    let isAttribute = operation.a.tag == .operation
    if isAttribute, !isKeptPlace(operation.a, frame) { return }
    switch value.kind {
    case .bytes, .parts: break
    case .collection where type == .tuple || type == .bytes: break
    default:
      // CPython often appends in place to a string that only one variable holds.
      guard isText, isAttribute, project.files[frame.file].language == .python else { return }
    }
    guard !beginsAnew(operation.a, frame) else { return }
    let copied: CollectionType = isText ? .text : value.kind == .bytes ? .bytes : type == .any ? .tuple : type
    // A tuple in an attribute is replaced on purpose: who shares the old one keeps it.
    addCopy(accumulator, copied, operation, frame, isAttribute && copied == .tuple ? 0 : 1)
  }

  /// An attribute, or an entry with a constant key: `lines[-1] += part` goes on to the next line before long.
  private func isKeptPlace(_ operand: Operand, _ frame: Frame) -> Bool {
    let read = project.files[frame.file].operations[bodyStart(frame) + operand.payload]
    return read.kind != .index || read.second.tag == .string
  }

  /// Whether the innermost loop gives the variable a constant in each round, so that nothing is gathered beyond it.
  private func beginsAnew(_ operand: Operand, _ frame: Frame) -> Bool {
    guard operand.tag == .local, let loop = frame.loops.last, loop.begin >= 0 else { return false }
    let facts = project.files[frame.file]
    let start = bodyStart(frame)
    return operations(of: loop, frame).contains {
      guard $0.kind == .store, !$0.flags.contains(.inPlace), Int($0.b) == operand.payload else { return false }
      switch $0.a.tag {
      case .string, .constant, .integer: return true
      case .operation:
        let made = facts.operations[start + $0.a.payload]
        return [.tuple, .list, .text].contains(made.kind) && made.argumentCount == 0
      default: return false
      }
    }
  }

  /// `acc = acc + part`, `acc = [*acc, part]`, `acc = acc | more`: a new object of all that was gathered, each round.
  func noteCopy(_ store: Operation, _ slot: Int, _ frame: Frame) {
    guard frame.loopDepth > 0, store.a.tag == .operation, !store.flags.contains(.inPlace) else { return }
    let accumulator = frame.locals[slot]
    guard accumulator.variance < frame.loopDepth else { return }
    let value = values[accumulator.value]
    let type: CollectionType
    switch value.kind {
    case .collection: type = CollectionType(rawValue: value.c) ?? .any
    case .text, .prose: type = .text
    case .bytes: type = .bytes
    case .parts: type = .tuple
    default: return
    }
    let facts = project.files[frame.file]
    let made = facts.operations[facts.bodies[frame.body].start + store.a.payload]
    let held = Operand(.local, slot)
    let copies: Bool
    switch made.kind {
    case .gather:
      noteRefilter(store.a.payload, slot, frame, facts)
      return
    case .binary:
      copies =
        [.plus, .pipe].contains(project.word(made.name)) && (sumBegins(made, with: held, frame) || made.second == held)
    case .dictionary: copies = addsKeys(made, to: held, facts)
    case .list, .tuple, .set:
      copies = facts.arguments(of: made).contains { !$0.label.isNone && $0.value == held }
    case .invoke:
      // Swift hands a variable that is assigned next over to `union` and `merging`, which then extend it in place.
      copies =
        facts.language == .python && made.a == held
        && [.union, .merging, .concat].contains(project.word(made.name))
    default: copies = false
    }
    guard copies else { return }
    let isFront = made.kind == .binary && made.second == held
    let isText = type == .text
    let confidence: Int8 = isText ? (isFront || facts.language == .swift ? 1 : 0) : 2
    addCopy(
      accumulator, type, made, frame, confidence,
      named: facts.slots[Int(facts.bodies[frame.body].slots.lowerBound) + slot])
  }

  /// `{**found, key: value}`. With constant keys only, `{**attributes, "id": number}` is no larger than after the first
  /// round.
  private func addsKeys(_ made: Operation, to held: Operand, _ facts: FileFacts) -> Bool {
    let entries = facts.arguments(of: made)
    var spreads = false
    var adds = false
    for position in stride(from: entries.startIndex, to: entries.endIndex, by: 2) {
      let key = entries[position]
      if !key.label.isNone {
        if key.value == held { spreads = true } else { adds = true }
      } else if key.value.tag != .string && key.value.tag != .constant && key.value.tag != .integer {
        adds = true
      }
    }
    return spreads && adds
  }

  /// `acc + a + b`: the leftmost operand of a chain of sums.
  private func sumBegins(_ sum: Operation, with held: Operand, _ frame: Frame) -> Bool {
    let facts = project.files[frame.file]
    let start = facts.bodies[frame.body].start
    var current = sum
    while current.kind == .binary, current.name == sum.name {
      if current.a == held { return true }
      guard current.a.tag == .operation else { return false }
      current = facts.operations[start + current.a.payload]
    }
    return false
  }

  private func addCopy(
    _ accumulator: Cell, _ type: CollectionType, _ operation: Operation, _ frame: Frame, _ confidence: Int8,
    named: Symbol = .none
  ) {
    let facts = project.files[frame.file]
    let start = facts.bodies[frame.body].start
    var effect = Effect(
      kind: .growingCopy, model: -1, name: words.plus,
      subject: named.isNone ? name(of: operation.a, facts, start, frame) : named,
      place: Place(frame.file, operation.range))
    effect.root = accumulator.root
    effect.variance = min(accumulator.variance, frame.loopDepth - 1)
    effect.collection = type
    effect.confidence = confidence
    add(effect, to: frame)
  }

  func sliceCost(_ base: Cell, _ arguments: ArraySlice<Argument>, _ operation: Operation, _ frame: Frame) {
    let value = values[base.value]
    guard frame.loopDepth > 0, isScannable(value),
      value.c != CollectionType.text.rawValue || value.flags.contains(.large)
    else { return }
    // `rest = rest[1:]` in a loop copies the rest each round.
    let facts = project.files[frame.file]
    guard facts.language == .python, operation.a.tag == .local, base.variance < frame.loopDepth,
      slicesBack(operation, frame, facts)
    else { return }
    scan(.linear, words.slash, base, operation, frame)
    if let last = frame.effects.indices.last, frame.effects[last].kind == .linear {
      frame.effects[last].variance = min(frame.effects[last].variance, frame.loopDepth - 1)
      if let step = arguments.first?.value, isBatchSize(step, frame, facts) { frame.effects[last].confidence = 0 }
    }
  }

  private func slicesBack(_ operation: Operation, _ frame: Frame, _ facts: FileFacts) -> Bool {
    let body = facts.bodies[frame.body]
    for index in body.indices.dropLast() {
      let candidate = facts.operations[index]
      guard candidate.kind == .slice, candidate.range == operation.range else { continue }
      let store = facts.operations[index + 1]
      return store.kind == .store && Int(store.b) == operation.a.payload
    }
    return false
  }

  // MARK: Methods of collections

  func collectionCall(
    _ name: Symbol, of receiver: Cell, _ value: Value, _ given: [CallArgument], _ operation: Operation,
    _ frame: Frame, _ facts: FileFacts
  ) -> Cell {
    let type = value.kind == .parts ? .tuple : CollectionType(rawValue: value.c) ?? .any
    if facts.language == .swift {
      return swiftCollectionCall(name, of: receiver, value, type, given, operation, frame, facts)
    }
    let word = project.word(name)
    if type == .dictionary, word == .update, value.kind == .collection {
      var changed = value
      changed.flags.remove(.empty)
      changed.d = updating(value, given)
      for argument in given where values[argument.cell.value].kind == .collection {
        changed.a = join(changed.a, values[argument.cell.value].a)
        changed.flags.formUnion(values[argument.cell.value].flags.intersection(.large))
      }
      replace(operation.a, with: values.intern(changed), frame)
      return Cell()
    }
    if value.kind == .collection, knowledge.templates.pageMethods.contains(name) { return receiver }
    if knowledge.appends.contains(name), type == .list || type == .set || type == .deque || type == .any {
      let added = given.last?.cell ?? Cell()
      var grown = value
      if value.kind == .collection {
        let part = word == .extend || word == .update ? elementOf(added.value) : added.value
        grown.a = join(value.a, part)
        if frame.loopDepth > 0, receiver.variance < frame.loopDepth, !walksDeclarations(frame) {
          grown.flags.formUnion([.growing, .large])
          grown.flags.remove(.bounded)
        } else if word == .extend || word == .update {
          grown.flags.remove(.bounded)
        }
        replace(operation.a, with: values.intern(grown), frame)
      }
      if word == .insert, type == .list, isFrontIndex(given), isScannable(grown), !isRenewed(operation.a, frame, facts)
      {
        scan(
          .linear, name, Cell(value: values.intern(grown), variance: receiver.variance, root: receiver.root), operation,
          frame)
      }
      runCallbacks(given, operation, frame)
      return Cell()
    }
    if type == .list, word == .pop {
      if isFrontIndex(given), isScannable(value) || isGrownLater(operation, frame, facts),
        !isRenewed(operation.a, frame, facts)
      {
        scan(.linear, name, receiver, operation, frame)
      }
      return Cell(value: value.a, variance: frame.loopDepth, root: receiver.root)
    }
    if knowledge.linearInArgument.contains(name), type == .set || type == .any {
      noteArgumentWalk(name, given, operation, frame)
    }
    if knowledge.linear[Int(type.rawValue)].contains(name), isScannable(value) || isGrownLater(operation, frame, facts)
    {
      scan(.linear, name, receiver, operation, frame)
    }
    switch word {
    case .items:
      let pair = values.intern(Value(kind: .parts, a: values.list([value.b, value.a])))
      return Cell(
        value: values.collection(.iterator, of: pair, flags: growth(of: receiver.value)), variance: receiver.variance,
        root: receiver.root)
    case .values:
      return Cell(
        value: values.collection(.list, of: value.a, flags: growth(of: receiver.value)), variance: receiver.variance,
        root: receiver.root)
    case .keys:
      return Cell(
        value: values.collection(.set, of: value.b, flags: growth(of: receiver.value)), variance: receiver.variance,
        root: receiver.root)
    case .get, .pop, .setdefault, .popitem, .popleft:
      if word == .setdefault, given.count > 1 {
        let fallback = given[1].cell
        var grown = value
        grown.a = join(value.a, fallback.value)
        grown.b = join(value.b, given[0].cell.value)
        if type == .dictionary, let key = given.first.map({ values[$0.cell.value] }), key.kind == .text {
          let name = key.symbol
          if records.value(name, in: value.d) == nil, isKept(fallback.value) {
            grown.d = records.setting(name, to: fallback.value, in: value.d)
          }
        }
        if grown != value { replace(operation.a, with: values.intern(grown), frame) }
        return Cell(value: grown.a, variance: max(receiver.variance, given[0].cell.variance), root: receiver.root)
      }
      let key = given.first?.cell ?? Cell()
      if value.kind == .collection, value.d > 0, values[key.value].kind == .text,
        let field = records.value(values[key.value].symbol, in: value.d)
      {
        return Cell(value: field, variance: receiver.variance, root: receiver.root)
      }
      return Cell(
        value: value.kind == .collection ? value.a : ValueTable.unknown,
        variance: [.pop, .popitem, .popleft].contains(word) ? frame.loopDepth : max(receiver.variance, key.variance),
        root: receiver.root.union(key.root.inputs))
    case .copy, .union, .intersection, .difference, .symmetricDifference:
      return Cell(value: receiver.value, variance: frame.loopDepth, root: Cell.localRoot)
    case .sort:
      for argument in given where !argument.label.isNone {
        let key = values[argument.cell.value]
        if key.kind == .closure || key.kind == .function || key.kind == .path {
          runPerElement(argument.cell, over: receiver, operation, frame)
        }
      }
      return Cell()
    case .split, .splitlines, .rsplit:
      return Cell(
        value: values.collection(.list, of: ValueTable.text), variance: max(receiver.variance, 0), root: Cell.localRoot)
    case .index, .count, .find:
      return Cell(value: ValueTable.number, variance: max(receiver.variance, given.first?.cell.variance ?? 0))
    case .strip, .lower, .upper, .replace, .lstrip, .rstrip, .join, .format:
      return Cell(value: receiver.value, variance: receiver.variance, root: Cell.localRoot)
    default:
      runCallbacks(given, operation, frame)
      return Cell(variance: receiver.variance, root: receiver.root)
    }
  }

  private func isFrontIndex(_ given: [CallArgument]) -> Bool {
    guard let first = given.first else { return false }
    let value = values[first.cell.value]
    return value.kind == .number && value.flags.contains(.bounded) && value.a == 0
  }

  /// A list literal that the loop around appends to after this place: a work list.
  private func isGrownLater(_ operation: Operation, _ frame: Frame, _ facts: FileFacts) -> Bool {
    guard let loop = frame.loops.last, operation.a.tag == .local, loop.begin >= 0 else { return false }
    let start = facts.bodies[frame.body].start
    let end = start + Int(facts.operations[start + frame.loops[0].begin].b)
    var index = start + max(frame.loops[0].begin, 0)
    while index < end {
      let candidate = facts.operations[index]
      if candidate.kind == .invoke, candidate.a == operation.a, knowledge.appends.contains(candidate.name) {
        return true
      }
      if candidate.kind == .store, Int(candidate.b) == operation.a.payload, candidate.flags.contains(.inPlace) {
        return true
      }
      index += 1
    }
    return false
  }

  func textCall(
    _ name: Symbol, of receiver: Cell, _ given: [CallArgument], _ operation: Operation, _ frame: Frame
  ) -> Cell {
    let variance = max(receiver.variance, given.first?.cell.variance ?? 0)
    switch project.word(name) {
    case .split, .splitlines, .rsplit, .components:
      return Cell(
        value: values.collection(.list, of: ValueTable.text), variance: max(variance, frame.loopDepth),
        root: Cell.localRoot)
    case .join:
      if let first = given.first, values[first.cell.value].kind == .query {
        execute(first.cell, at: operation.range, frame)
      }
      return Cell(value: values.intern(Value(kind: .text)), variance: variance, root: Cell.localRoot)
    case .format:
      for argument in given { convertToText(argument.cell, operation, frame) }
      return Cell(value: receiver.value, variance: variance, root: Cell.localRoot)
    case .index, .find, .count, .startswith, .endswith: return Cell(value: ValueTable.number, variance: variance)
    default: return Cell(value: receiver.value, variance: variance, root: Cell.localRoot)
    }
  }
}
