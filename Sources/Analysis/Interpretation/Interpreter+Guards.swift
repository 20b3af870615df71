// Branches that only fill what is missing: a look-up that is remembered costs one query a key, one that an object keeps
// costs one query an object, and one behind an error or a missing value is no work of the usual way.

import Facts
import Syntax

extension Interpreter {
  /// What a branch's condition and body say about how often its work is done.
  enum Guard {
    case none
    /// Remembered by key in a container.
    case memo
    /// Done where the usual way gave nothing.
    case fallback
    /// Kept by an object in an attribute.
    case kept(by: Operand)
  }

  /// Counts the work of a branch as its guard says.
  func settle(_ guardKind: Guard, from start: Int, to end: Int, _ frame: Frame) {
    guard start < end, end <= frame.effects.count else { return }
    switch guardKind {
    case .none: return
    case .memo:
      frame.effects.removeSubrange(start..<end)
    case .fallback:
      for position in start..<end where frame.effects[position].isRoundTrip {
        frame.effects[position].confidence = min(frame.effects[position].confidence, 0)
      }
    case .kept(let operand):
      let object = cell(operand, frame)
      for position in start..<end where frame.effects[position].isRoundTrip {
        frame.effects[position].isCached = true
        frame.effects[position].variance = object.variance
        frame.effects[position].root = object.root
        frame.effects[position].confidence = min(frame.effects[position].confidence, 1)
      }
    }
  }

  /// Whether a branch only fills what is missing.
  func guardKind(
    _ begin: Operation, from: Int, to: Int, _ frame: Frame, _ facts: FileFacts, _ start: Int
  ) -> Guard {
    if begin.flags.contains(.handler) { return .fallback }
    guard begin.a.tag == .operation || begin.a.tag == .local else { return .none }
    if asksForLoaded(begin.a, facts, start) { return .memo }
    var container: Operand?
    var tested: Operand?
    if begin.a.tag == .operation {
      var condition = facts.operations[start + begin.a.payload]
      if condition.kind == .choice, project.word(condition.name) == .and,
        let first = facts.arguments(of: condition).first(where: { $0.value.tag == .operation })
      {
        condition = facts.operations[start + first.value.payload]
      }
      switch condition.kind {
      case .binary where condition.name == words.notIn: container = condition.second
      case .binary where condition.name == words.isSame || condition.name == words.equals:
        if condition.second == Operand(.none) { tested = condition.a }
      case .unary: tested = condition.a
      default: break
      }
    }
    guard container != nil || tested != nil else { return .none }
    let attribute = tested.flatMap { askedAttribute($0, facts, start) }
    var position = from + 1
    var fillsTested = false
    var fillsContainer = false
    while position < to {
      let operation = facts.operations[start + position]
      switch operation.kind {
      case .storeIndex:
        if let container, same(operation.a, container, facts, start) { return .memo }
        if let tested, tested.tag == .operation {
          // `if not cache.get(key): cache[key] = …`
          let read = facts.operations[start + tested.payload]
          if read.kind == .invoke || read.kind == .index, same(operation.a, read.a, facts, start) { return .memo }
        }
        fillsContainer = true
      case .invoke:
        if let container, operation.name == words.add || operation.name == words.append,
          same(operation.a, container, facts, start)
        {
          return .memo
        }
      case .call:
        if let attribute, operation.a.tag == .free, operation.a.symbol == words.setattr {
          let given = facts.arguments(of: operation)
          if given.count == 3, let named = given.dropFirst().first, named.value == Operand(string: attribute.name) {
            return .kept(by: attribute.object)
          }
        }
      case .store:
        if let tested, tested == Operand(.local, Int(operation.b)) { fillsTested = true }
      case .storeMember:
        if let attribute, attribute.name == operation.name { return .kept(by: attribute.object) }
      default: break
      }
      position += 1
    }
    // `if not self._prefetched: …`
    if let tested, tested.tag == .operation, isCacheName(facts.operations[start + tested.payload].name) {
      return .fallback
    }
    // `if order == nil { … }` of an optional that a caller may hand in (Swift).
    if facts.language == .swift, let tested, tested.tag == .local, isParameter(tested.payload, frame) {
      return .fallback
    }
    // `if value is None: value = …; cache[key] = value`
    if fillsTested { return fillsContainer ? .memo : .fallback }
    return .none
  }

  /// Whether an attribute's name says that it holds what was fetched before.
  private func isCacheName(_ name: Symbol) -> Bool {
    if let known = cacheNames[name] { return known }
    let result = knowledge.keptResults.occur(in: project.utf8(name))
    cacheNames[name] = result
    return result
  }

  /// `rows._result_cache is not None`, `"items" in order._prefetched_objects_cache`, `field.is_cached(row)`
  private func asksForLoaded(_ operand: Operand, _ facts: FileFacts, _ start: Int) -> Bool {
    guard operand.tag == .operation else { return false }
    let asked = facts.operations[start + operand.payload]
    switch asked.kind {
    case .member, .invoke: return knowledge.loadedMarks.contains(asked.name)
    case .binary where asked.name == words.isNotSame: return asksForLoaded(asked.a, facts, start)
    case .binary where asked.name == words.isIn:
      return asksForLoaded(asked.second, facts, start) || readsState(asked.second, knowledge.loadedState, facts, start)
    case .binary where asked.name == words.notIn:
      return readsState(asked.second, knowledge.unloadedState, facts, start)
    default: return false
    }
  }

  /// `inspect(self).dict`
  private func readsState(_ operand: Operand, _ names: SymbolSet, _ facts: FileFacts, _ start: Int) -> Bool {
    guard operand.tag == .operation else { return false }
    let read = facts.operations[start + operand.payload]
    guard read.kind == .member, names.contains(read.name), read.a.tag == .operation else { return false }
    let state = facts.operations[start + read.a.payload]
    switch state.kind {
    case .invoke: return knowledge.stateFunctions.contains(state.name)
    case .call: return state.a.tag == .free && knowledge.stateFunctions.contains(state.a.symbol)
    default: return false
    }
  }

  /// `if hasattr(self, "prefetched_items"): return …`: what follows runs for want of it.
  func asksForCache(_ operand: Operand, _ facts: FileFacts, _ start: Int) -> Bool {
    guard operand.tag == .operation else { return false }
    let asked = facts.operations[start + operand.payload]
    return asked.kind == .call && asked.a.tag == .free && asked.a.symbol == words.hasattr
  }

  /// `if is_told(user, exam): return` of a function whose answers are kept: what follows is done once a key.
  func asksMemory(_ begin: Operation, _ frame: Frame, _ facts: FileFacts, _ start: Int) -> Bool {
    guard !begin.flags.contains(.inverted), begin.a.tag == .operation else { return false }
    let asked = facts.operations[start + begin.a.payload]
    guard asked.kind == .call, asked.argumentCount > 0, let id = functionValue(cell(asked.a, frame).value) else {
      return false
    }
    return project.functionFact(id).flags.contains(.memoized)
  }

  /// The attribute that a condition asks for: `self._rows`, `hasattr(self, "_rows")`, `getattr(self, "_rows", None)`.
  private func askedAttribute(
    _ tested: Operand, _ facts: FileFacts, _ start: Int
  ) -> (object: Operand, name: Symbol)? {
    guard tested.tag == .operation else { return nil }
    let read = facts.operations[start + tested.payload]
    switch read.kind {
    case .member: return (read.a, read.name)
    case .call:
      guard read.a.tag == .free, [.hasattr, .getattr].contains(project.word(read.a.symbol)) else { return nil }
      let given = facts.arguments(of: read)
      guard let object = given.first, let name = given.dropFirst().first, name.value.tag == .string else { return nil }
      return (object.value, name.value.symbol)
    default: return nil
    }
  }

  /// Whether two operands read the same variable or attribute.
  private func same(_ a: Operand, _ b: Operand, _ facts: FileFacts, _ start: Int) -> Bool {
    if a == b { return true }
    guard a.tag == .operation, b.tag == .operation else { return false }
    let left = facts.operations[start + a.payload]
    let right = facts.operations[start + b.payload]
    return left.kind == .member && right.kind == .member && left.name == right.name && left.a == right.a
  }

  /// `if key in cache: return cache[key]`: from here on the work is remembered once the container is filled.
  func rememberedContainer(_ begin: Operation, _ facts: FileFacts, _ start: Int) -> Operand? {
    guard begin.a.tag == .operation else { return nil }
    let condition = facts.operations[start + begin.a.payload]
    guard condition.kind == .binary, condition.name == words.isIn else { return nil }
    return condition.second
  }

  /// Forgets the work behind an early return from a container that is now filled.
  func settleRemembered(_ container: Operand, _ frame: Frame, _ facts: FileFacts, _ start: Int) {
    for waiting in frame.remembered where same(waiting.container, container, facts, start) {
      settle(.memo, from: waiting.effectStart, to: frame.effects.count, frame)
    }
  }
}
