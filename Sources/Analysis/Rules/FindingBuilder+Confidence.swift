// How sure a finding is. `high` and `medium` are printed by default: what a reviewer would ask to change. What may well be
// a handful, one object's own, meant, or loaded by a caller out of sight is `low` and told on request.

import Facts
import Findings
import Syntax

/// Calls between a loop and a scan beyond which a finding is only told on request.
private let longestChain = 3

/// Calls between a loop and its round trip beyond which too much on the way may not have been understood, for all round
/// trips, for queries of what shows a row, and for others.
private let longChain = 5
private let longestWayOfAnswer = 3
private let longestWayToQuery = 1

extension FindingBuilder {
  func confidence(_ effect: Effect) -> Confidence {
    if effect.isRoundTrip { return roundTripConfidence(effect) }
    guard hasTwoSizes(effect) else { return .low }
    if effect.loops.allSatisfy(\.isFew) { return .low }
    let isLargeLoop = effect.loops.contains(where: \.isLarge)
    if effect.kind == .growingCopy {
      // Who gathers in a tuple has a handful in mind.
      if effect.collection == .tuple && !isLargeLoop { return .low }
      return ScanSite(effect, project)?.isDoubtful ?? false ? .low : level(Int(effect.confidence))
    }
    guard isTelling(effect) else { return .low }
    // A scan needs two large sizes. Data that is handed in may be large; what a class or module holds rarely is.
    let isPython = project.files[Int(effect.place.file)].language == .python
    let found = Int(effect.confidence)
    if found == 1, !isLargeLoop {
      if isPython, effect.root == Cell.noRoot { return .low }
      // Of a value of unknown type only a comparison with itself says that it is data: all of its pairs are visited.
      if isPython, effect.kind == .search, effect.collection == .any, !isSelfJoin(effect) { return .low }
      if effect.isAssumed || !isPython && !effect.root.contains(.local), isAsked(effect) { return .low }
    }
    if found > 0, ScanSite(effect, project)?.isDoubtful ?? false { return .low }
    return level(isLargeLoop ? found : min(found, 1))
  }

  /// Whether a loop searches the collection that it runs over.
  private func isSelfJoin(_ effect: Effect) -> Bool {
    !effect.subject.isNone && effect.loops.contains { $0.size == effect.subject }
  }

  /// A question to what an object holds, of which nothing but the type is known: options, more often than data, unless
  /// something in the project adds to it.
  private func isAsked(_ effect: Effect) -> Bool {
    let isSwift = project.files[Int(effect.place.file)].language == .swift
    switch effect.kind {
    case .membership: return (isSwift || !effect.isHandedIn) && !interpreter.grownNames.contains(effect.subject)
    case .linear:
      return isSwift && effect.chain.isEmpty && effect.asksPredicate
        && !interpreter.grownNames.contains(effect.subject)
    case .search, .recomputation, .growingCopy, .lazyRelation, .query, .write: return false
    }
  }

  private func level(_ number: Int) -> Confidence { number >= 2 ? .high : number == 1 ? .medium : .low }

  /// Whether a review would follow: what is walked has a name, and the way from the loop to it is short.
  private func isTelling(_ effect: Effect) -> Bool {
    guard effect.chain.count <= longestChain else { return false }
    switch effect.kind {
    case .search: return !effect.subject.isNone && effect.collection != .range
    case .linear:
      // A function that copies what it is given does no more than its caller asked for.
      guard effect.chain.isEmpty || effect.walksOwn || !interpreter.knowledge.scans.contains(effect.name) else {
        return false
      }
      // A copy for each element is there to be changed, more often than not.
      return !interpreter.knowledge.copies.contains(effect.name)
    case .recomputation: return effect.chain.count <= 1
    case .membership, .growingCopy, .lazyRelation, .query, .write: return true
    }
  }

  // MARK: Round trips

  private func roundTripConfidence(_ effect: Effect) -> Confidence {
    if project.files[Int(effect.place.file)].language != .swift, isArguable(effect) { return .low }
    let isLarge = isLarge(effect)
    var found = Int(effect.confidence)
    if !isLarge { found = min(found, 1) }
    if runsForOneObject(effect) { found -= 1 }
    // Rows that are only guessed from a variable's name, with nothing known of what was loaded with them.
    if effect.kind == .lazyRelation, effect.isUncertain, effect.chain.isEmpty, !isLarge { found -= 1 }
    // The longer the way from the loop, the more can happen on it that was not understood.
    if effect.chain.count > longChain { found -= 1 }
    // A query on nothing that has a name is hard to defend.
    if effect.kind == .query, effect.subject.isNone, effect.model < 0, effect.text.isNone { found -= 1 }
    return level(found)
  }

  /// Whether a reviewer could say that the round trips are few, meant, or already taken care of. Shares are of 158
  /// findings of fifteen applications that were read.
  private func isArguable(_ effect: Effect) -> Bool {
    if isOffline(effect) { return true }
    if effect.kind == .write { return effect.text.isNone || !isBatchedWrite(effect) }
    // What a page or an answer shows is asked for at each request: 28 of 36 true.
    if isShown(effect) { return isArguableShown(effect) }
    // What belongs to one object is a handful: none of 7. Nobody waits for a job: 1 of 6.
    if isPartOfWrite(effect) || runsForOneObject(effect) || isOfOneRequest(effect) || isInBackground(effect) {
      return true
    }
    switch effect.kind {
    case .lazyRelation:
      // Where each row is written anyway, what is read for it is the smaller part: 1 of 10 true.
      return effect.isBesideWrite && effect.loops.count == 1 || isArguableRelation(effect)
    case .query:
      // Text that names its table only when it runs may name another one each round.
      return effect.text.isNone ? isArguableQuery(effect) : effect.subject.isNone
    case .write, .membership, .linear, .search, .growingCopy, .recomputation: return false
    }
  }

  /// In a list that a framework or a page shows.
  private func isArguableShown(_ effect: Effect) -> Bool {
    // Of an object whose query is in sight: its own page.
    if isOfOneObject(effect) { return true }
    switch effect.kind {
    case .lazyRelation:
      // Rows that came from out of sight, or that a row keeps for itself, may have been loaded.
      return effect.isUncertain && !effect.loops.contains { $0.source > 0 } || effect.confidence < 2 && effect.isCached
    case .query:
      // Rows asked for with all that is read of them: somebody counted the queries.
      return !isLarge(effect) || effect.isPrepared || project.word(effect.operation) == .aggregate
    case .write, .membership, .linear, .search, .growingCopy, .recomputation: return false
    }
  }

  /// A relation is told where the loop reads it, of rows whose query is in sight: with it goes what was loaded, and the
  /// repair. Further away (9 of 37 true) only below what shows a row, and of a property.
  private func isArguableRelation(_ effect: Effect) -> Bool {
    let isNear = effect.chain.isEmpty || effect.isViaProperty || showsRow(effect) || isOneStepAway(effect)
    // Over values, what is read a call away may be of one row in a handful.
    if !effect.chain.isEmpty, !isOverRows(effect), !showsRow(effect) { return true }
    // What may be a handful: rows of rows only, for an answer.
    guard isLarge(effect) else {
      return !showsRow(effect) || !effect.relationIsMany || effect.isUncertain || !effect.operation.isNone
        || effect.chain.count >= longestWayOfAnswer
    }
    if effect.isColumn { return effect.isUncertain || effect.chain.count > 1 && !showsRow(effect) }
    if interpreter.sources[Int(effect.source)].file < 0 { return !isOverOwnRows(effect) }
    return effect.isUncertain || effect.confidence < 2 || !isNear
  }

  /// `[label(book) for book in books]`: a relation of the queried rows themselves, read by what the loop calls.
  private func isOneStepAway(_ effect: Effect) -> Bool {
    let source = interpreter.sources[Int(effect.source)]
    return effect.chain.count == 1 && effect.loops.count == 1 && !effect.isCached && !effect.isConditional
      && source.isQueryExpression && source.path.count == 1
  }

  /// `for item in order.items.all()` in the loop's own body, of a row that was fetched without a query in sight.
  private func isOverOwnRows(_ effect: Effect) -> Bool {
    effect.chain.isEmpty && effect.confidence == 2
      && effect.loops.first.map { $0.readsQuery && $0.model >= 0 && $0.source > 0 } ?? false
  }

  /// A query is told where the loop over rows, or over what the function is given, runs it: the key or the group is in
  /// sight, and with it the one query for all. One call away it must fetch one row, further away it is told only below
  /// what shows a row.
  private func isArguableQuery(_ effect: Effect) -> Bool {
    // Where each row is written anyway, what is read for it is the smaller part: 4 of 26 true.
    if effect.isBesideWrite || project.word(effect.operation) == .aggregate || effect.confidence < 2 { return true }
    if effect.chain.isEmpty, effect.operation.isNone, isRelationOfUnknownRow(effect) { return false }
    guard effect.model >= 0 || fetchesRow(effect) || fetchesNumber(effect) else { return true }
    let isOne = fetchesRow(effect) || fetchesNumber(effect)
    if !isOverRows(effect) {
      // Values are a handful more often than rows are: what a form brought, options, names. Under a condition none of 13
      // were true, and 1 of 10 that ask for something else than the row of a key.
      if effect.isConditional { return true }
      if isOne, !effect.operation.isNone, !interpreter.knowledge.sessionRow.contains(effect.operation) { return true }
    } else if effect.isConditional, !effect.chain.isEmpty || !isOne, !showsRow(effect) {
      return true
    }
    if effect.chain.isEmpty {
      return !effect.loops.contains { $0.isGiven || (isOne ? $0.isLarge : $0.readsQuery) }
    }
    guard isLarge(effect) else { return true }
    if showsRow(effect) { return effect.chain.count > longestWayOfAnswer }
    return effect.chain.count > longestWayToQuery || !fetchesRow(effect)
  }

  /// `for permission in group.permissions.filter(…)`, where the group's class is out of sight.
  private func isRelationOfUnknownRow(_ effect: Effect) -> Bool {
    let source = interpreter.sources[Int(effect.source)]
    return effect.model < 0 && source.file >= 0 && !source.path.isEmpty
      && !effect.loops.contains { $0.model >= 0 || $0.source > 0 }
  }

  /// Whether something runs over rows, be it by the name of what it runs over (`for order in orders`).
  private func isOverRows(_ effect: Effect) -> Bool {
    effect.loops.contains { $0.model >= 0 || $0.source > 0 || isNamedAfterRows($0.size) }
  }

  private func isNamedAfterRows(_ name: Symbol) -> Bool {
    let plural = text(name)
    guard plural.hasSuffix("s") else { return false }
    let singulars = [String(plural.dropLast()), String(plural.dropLast(2)), String(plural.dropLast(3)) + "y"]
    return singulars.contains { singular in
      let parts = singular.split(separator: "_")
      let model = project.symbol(parts.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined())
      return !model.isNone && interpreter.model(named: model) != nil
    }
  }

  /// Whether something runs over rows, or over what grows with them.
  private func isLarge(_ effect: Effect) -> Bool { effect.loops.contains(where: \.isLarge) }

  /// Whether the query gives one row.
  private func fetchesRow(_ effect: Effect) -> Bool {
    let knowledge = interpreter.knowledge
    let asked = effect.operation.isNone ? effect.name : effect.operation
    return knowledge.djangoMethods[asked] == .row || knowledge.alchemyMethods[asked] == .row
      || knowledge.peeweeMethods[asked] == .row || knowledge.sessionRow.contains(asked)
      || knowledge.rowFunctions.contains(asked)
  }

  /// Whether the query counts rows, or asks if there are any.
  private func fetchesNumber(_ effect: Effect) -> Bool {
    let knowledge = interpreter.knowledge
    let asked = effect.operation.isNone ? effect.name : effect.operation
    return knowledge.djangoMethods[asked] == .scalar || knowledge.alchemyMethods[asked] == .scalar
      || knowledge.peeweeMethods[asked] == .scalar
  }

  /// Whether the function that the loop calls makes an answer of a row, or asks the row a question, by its name: rows
  /// that are chosen, not written, are many.
  private func showsRow(_ effect: Effect) -> Bool {
    let name = text(effect.via).lowercased()
    return interpreter.knowledge.answerNames.contains { name.holds($0) }
      || !effect.isBesideWrite && interpreter.knowledge.questionPrefixes.contains { name.hasPrefix($0) }
  }

  /// Whether a framework or a page runs the loop: for each request, over what a list shows.
  private func isShown(_ effect: Effect) -> Bool {
    effect.loops.contains { $0.isDeclared || project.files[Int($0.place.file)].language == .template }
  }

  /// SQL text that writes, run by the loop itself: `executemany` does it for all of them.
  private func isBatchedWrite(_ effect: Effect) -> Bool {
    effect.chain.isEmpty && interpreter.knowledge.batchedWrites.contains(effect.name)
  }

  /// What saving or deleting a row does besides stays as many round trips as there are rows.
  private func isPartOfWrite(_ effect: Effect) -> Bool { interpreter.knowledge.batchedWrites.contains(effect.via) }

  /// The same of a row whose query is in sight, or of what an answer's schema reads of a row.
  private func isOfOneObject(_ effect: Effect) -> Bool {
    let source = interpreter.sources[Int(effect.source)]
    guard source.file >= 0, source.path.count > 1, let loop = effect.loops.last else { return false }
    return loop.source == 0 ? loop.isDeclared && !loop.readsQuery : runsForOneObject(effect)
  }

  /// Whether the outermost loop stands in what a serializer or form does with the one object that a request brought.
  private func isOfOneRequest(_ effect: Effect) -> Bool {
    guard let function = effect.loops.last?.function, function >= 0 else { return false }
    let id = FunctionID(Int(function))
    let fact = project.functionFact(id)
    guard fact.owner >= 0, interpreter.knowledge.postedMethods.contains(fact.name) else { return false }
    let owner = project.classID(file: project.file(of: id), local: fact.owner)
    // Bases of other packages are known by the custom of naming what derives from them.
    let name = project.name(owner)
    return !interpreter.declared.role(of: owner).isDisjoint(with: [.serializer, .form, .modelForm])
      || interpreter.knowledge.postedClasses.contains { name.hasSuffix($0) }
  }

  /// Whether the outermost loop runs over what belongs to one row: an order's items, a user's groups.
  private func runsForOneObject(_ effect: Effect) -> Bool {
    guard let loop = effect.loops.last, loop.source > 0 else { return false }
    return !interpreter.sources[Int(loop.source)].path.isEmpty
  }

  /// Commands that somebody runs by hand wait for their queries, but nobody else does.
  private func isOffline(_ effect: Effect) -> Bool {
    guard let place = effect.loops.last?.place else { return false }
    if let known = interpreter.offlineFiles[place.file] { return known }
    let result = interpreter.knowledge.isOffline(project.files[Int(place.file)].path)
    interpreter.offlineFiles[place.file] = result
    return result
  }

  /// Whether the outermost loop stands in a job that a queue or a timer starts.
  private func isInBackground(_ effect: Effect) -> Bool {
    guard let function = effect.loops.last?.function, function >= 0 else { return false }
    let id = FunctionID(Int(function))
    let fact = project.functionFact(id)
    let facts = project.files[project.file(of: id)]
    let jobs = interpreter.knowledge.jobDecorators
    return facts.decorators(of: fact).contains { decorator in
      if jobs.contains(decorator.name) { return true }
      // `@receiver(periodic_task)`
      guard decorator.value.tag == .operation, fact.enclosingBody >= 0 else { return false }
      let start = facts.bodies[Int(fact.enclosingBody)].start
      let made = facts.operations[start + decorator.value.payload]
      return facts.arguments(of: made).contains {
        $0.value.tag != .operation && jobs.contains(name(of: $0.value, facts, fact))
      }
    }
  }

  private func name(of operand: Operand, _ facts: FileFacts, _ fact: FunctionFact) -> Symbol {
    switch operand.tag {
    case .free: return operand.symbol
    case .local:
      let slot = Int(facts.bodies[Int(fact.enclosingBody)].slots.lowerBound) + operand.payload
      return slot < facts.slots.count ? facts.slots[slot] : .none
    default: return .none
    }
  }
}
