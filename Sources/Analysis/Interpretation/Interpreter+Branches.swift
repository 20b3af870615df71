// Branches of a body: what is known of their conditions, which of them only fill what is missing, and what holds after
// them.

import Facts
import Syntax

extension Interpreter {
  func beginBranch(_ operation: Operation, _ index: Int, _ frame: Frame, _ facts: FileFacts) {
    var branch = OpenBranch(
      begin: index, saved: frame.locals, effectStart: frame.effects.count, terminatedBefore: frame.terminated,
      returned: frame.returned)
    branch.exitBefore = frame.exit
    if facts.language == .python { askRows(operation.a, frame, facts) }
    branch.condition = truth(of: operation.a, frame, facts, facts.bodies[frame.body].start)
    if let loop = frame.loops.indices.last, operation.a.tag == .operation {
      let start = facts.bodies[frame.body].start
      let condition = facts.operations[start + operation.a.payload]
      branch.comparison = elementComparison(condition, frame, loop)
    }
    if frame.isTemplate { branch.isOnce = runsOnce(operation.a, frame, facts) }
    branch.isInverted = operation.flags.contains(.inverted)
    if branch.isInverted, let known = branch.condition { branch.condition = !known }
    frame.branches.append(branch)
  }

  /// `if not order.items.filter(…):` fetches the rows to see whether there are any.
  private func askRows(_ operand: Operand, _ frame: Frame, _ facts: FileFacts) {
    var operand = operand
    let start = facts.bodies[frame.body].start
    if operand.tag == .operation {
      let negation = facts.operations[start + operand.payload]
      if negation.kind == .unary, project.word(negation.name) == .not { operand = negation.a }
    }
    guard operand.tag == .operation, facts.operations[start + operand.payload].kind == .invoke else { return }
    let rows = cell(operand, frame)
    let value = values[rows.value]
    guard value.kind == .query, let model = modelID(value), models.models[model]?.framework == .django else { return }
    execute(rows, at: facts.operations[start + operand.payload].range, in: operand, frame)
  }

  func elseBranch(_ frame: Frame) {
    guard let top = frame.branches.indices.last else { return }
    if frame.branches[top].condition == false {
      dropEffects(from: frame.branches[top].effectStart, frame)
      frame.returned = frame.branches[top].returned
    }
    frame.branches[top].returned = frame.returned
    if !frame.branches[top].terminatedBefore {
      settleExit(frame.exit, min(frame.branches[top].effectStart, frame.effects.count)..<frame.effects.count, frame)
    }
    noteComparison(frame.branches[top], frame)
    frame.branches[top].comparison = .none
    frame.branches[top].thenExit = frame.exit
    frame.exit = frame.branches[top].exitBefore
    frame.branches[top].elseEffectStart = frame.effects.count
    frame.branches[top].afterThen = frame.locals
    frame.branches[top].thenTerminated = frame.terminated || frame.branches[top].condition == false
    frame.locals = frame.branches[top].saved
    frame.terminated = frame.branches[top].terminatedBefore
  }

  /// A loop searches when something is done for the element that fits; one that only skips an element does not.
  private func noteComparison(_ branch: OpenBranch, _ frame: Frame) {
    guard let loop = frame.loops.indices.last else { return }
    let skips = frame.exit == .continue && !branch.terminatedBefore
    let picks: Bool
    switch branch.comparison {
    case .none: return
    case .equal: picks = branch.isInverted ? skips : !skips
    case .different: picks = !branch.isInverted && skips
    }
    if picks { frame.loops[loop].comparesElement = true }
  }

  func endBranch(_ operation: Operation, _ frame: Frame, _ facts: FileFacts) {
    guard let branch = frame.branches.popLast() else { return }
    let body = facts.bodies[frame.body]
    let start = body.start
    let begin = facts.operations[start + branch.begin]
    noteComparison(branch, frame)
    if branch.isOnce { countOnce(branch, frame) }
    let fallback = guardKind(
      begin, from: branch.begin, to: Int(operation.b) >= 0 ? endIndex(begin) : 0, frame, facts, start)
    let end = branch.afterThen == nil ? frame.effects.count : min(branch.elseEffectStart, frame.effects.count)
    settle(fallback, from: branch.effectStart, to: end, frame)
    if branch.afterThen == nil {
      if branch.condition == false {
        dropEffects(from: branch.effectStart, frame)
        frame.returned = branch.returned
      }
    } else if branch.condition == true {
      dropEffects(from: branch.elseEffectStart, frame)
      frame.returned = branch.returned
    }
    if branch.condition == nil { noteCondition(branch, frame) }
    if !branch.terminatedBefore {
      let from = branch.afterThen == nil ? branch.effectStart : branch.elseEffectStart
      settleExit(frame.exit, min(from, frame.effects.count)..<frame.effects.count, frame)
    }
    let elseLocals = branch.afterThen == nil ? branch.saved : frame.locals
    let thenLocals = branch.afterThen ?? frame.locals
    let isElseDead = branch.condition == true
    let elseTerminated = (branch.afterThen == nil ? branch.terminatedBefore : frame.terminated) || isElseDead
    let thenTerminated =
      branch.afterThen == nil ? frame.terminated || branch.condition == false : branch.thenTerminated
    if thenTerminated && !elseTerminated {
      frame.locals = elseLocals
      if frame.loops.isEmpty, let container = rememberedContainer(begin, facts, start) {
        frame.remembered.append((container, frame.effects.count))
      }
    } else if elseTerminated && !thenTerminated {
      frame.locals = thenLocals
    } else {
      var joined = thenLocals
      for slot in joined.indices where joined[slot] != elseLocals[slot] {
        joined[slot] = join(joined[slot], elseLocals[slot])
      }
      frame.locals = joined
    }
    frame.terminated = thenTerminated && elseTerminated
    if branch.afterThen == nil, thenTerminated, !elseTerminated, frame.loops.isEmpty,
      asksForCache(begin.a, facts, start) || asksMemory(begin, frame, facts, start)
    {
      frame.fallsBack = true
    }
    // A branch that is known to be taken and that leaves ends the body.
    if frame.terminated, branch.condition != nil, frame.branches.isEmpty, frame.loops.isEmpty { frame.endsHere = true }
    if branch.afterThen == nil {
      frame.exit = branch.exitBefore
    } else {
      // Left either way: by the nearer of the two exits.
      frame.exit =
        frame.terminated
        ? (branch.thenExit.rawValue < frame.exit.rawValue ? branch.thenExit : frame.exit) : branch.exitBefore
    }
  }

  /// The work of a branch is done under its condition; reads beside a write are done with the write only.
  private func noteCondition(_ branch: OpenBranch, _ frame: Frame) {
    let end = frame.effects.count
    let middle = branch.afterThen == nil ? end : min(branch.elseEffectStart, end)
    noteWrites(branch.effectStart, middle, frame)
    noteWrites(middle, end, frame)
    for position in min(branch.effectStart, end)..<end { frame.effects[position].isConditional = true }
  }

  /// Round trips beside a write that is always done: without them, the write would still be one for each row.
  func noteWrites(_ start: Int, _ end: Int, _ frame: Frame) {
    guard start < end,
      frame.effects[start..<end].contains(where: { $0.kind == .write && !$0.isConditional })
    else { return }
    for position in start..<end where frame.effects[position].isRoundTrip {
      frame.effects[position].isBesideWrite = true
    }
  }

  private func dropEffects(from start: Int, _ frame: Frame) {
    if start < frame.effects.count { frame.effects.removeSubrange(start...) }
  }

  /// Whether a condition is known to hold or not: of arguments that a call leaves out, above all.
  private func truth(of operand: Operand, _ frame: Frame, _ facts: FileFacts, _ start: Int) -> Bool? {
    if operand.tag == .operation, start + operand.payload < facts.operations.count {
      let made = facts.operations[start + operand.payload]
      switch made.kind {
      case .unary where project.word(made.name) == .not:
        return truth(of: made.a, frame, facts, start).map { !$0 }
      case .binary where made.second == Operand(.none):
        if isKeyOfStoredRow(made.a, frame, facts, start) {
          return made.name == words.isNotSame || made.name == words.notEquals
        }
        let isNone = values[cell(made.a, frame).value].kind == .none
        guard isNone || isGivenRow(made.a, frame) else { return nil }
        if made.name == words.isSame || made.name == words.equals { return isNone }
        if made.name == words.isNotSame || made.name == words.notEquals { return !isNone }
        return nil
      case .member where isKeyOfStoredRow(operand, frame, facts, start): return true
      case .member where made.name == words.pk || made.name == words.id: return nil
      case .binary where made.name == words.equals || made.name == words.notEquals || made.name == words.isIn:
        return comparison(made, frame)
      case .choice where project.word(made.name) == .and:
        return facts.arguments(of: made).contains { truth(of: $0.value, frame, facts, start) == false } ? false : nil
      case .choice where project.word(made.name) == .or:
        let parts = facts.arguments(of: made).map { truth(of: $0.value, frame, facts, start) }
        return parts.contains(true) ? true : parts.allSatisfy { $0 == false } ? false : nil
      case .call, .invoke:
        if let known = truth(ofQuestion: made, frame, facts) { return known }
      case .unary, .binary, .choice: return nil
      default: break
      }
    }
    guard operand.tag != .nothing else { return nil }
    let value = values[cell(operand, frame).value]
    switch value.kind {
    // A local that merely starts as None may be anything by now; a parameter that was left out stays None.
    case .none: return operand.tag == .local && isParameter(operand.payload, frame) ? false : nil
    case .boolean where value.a != 0:
      return operand.tag == .local && isParameter(operand.payload, frame) ? value.a == 1 : nil
    default: return isGivenRow(operand, frame) ? true : nil
    }
  }

  /// Whether an operand is a parameter that got a row of a query in sight.
  private func isGivenRow(_ operand: Operand, _ frame: Frame) -> Bool {
    guard operand.tag == .local, isParameter(operand.payload, frame) else {
      return false
    }
    let value = values[cell(operand, frame).value]
    return value.kind == .entity && value.c > 0 && sources[Int(value.c)].isQueryExpression
  }

  /// Whether a known text equals a constant or is one of them (`self.action == "list"`).
  private func comparison(_ made: Operation, _ frame: Frame) -> Bool? {
    let left = values[cell(made.a, frame).value]
    let right = values[cell(made.second, frame).value]
    let isGiven =
      made.a.tag == .local && isParameter(made.a.payload, frame) && !isAssigned(made.a.payload, frame)
    if isGiven, left.kind == .number, right.kind == .number, made.name != words.isIn,
      left.flags.contains(.bounded), right.flags.contains(.bounded)
    {
      return (left.a == right.a) == (made.name == words.equals)
    }
    guard left.kind == .text, left.a != 0, made.a.tag == .operation || isGiven else { return nil }
    if made.name == words.isIn {
      if made.second.tag == .operation {
        let facts = project.files[frame.file]
        let start = facts.bodies[frame.body].start
        let list = facts.operations[start + made.second.payload]
        if list.kind == .list || list.kind == .set {
          let items = facts.arguments(of: list)
          if items.contains(where: { $0.value.tag == .string && Int32(bitPattern: $0.value.symbol.rawValue) == left.a })
          {
            return true
          }
          return items.allSatisfy { $0.value.tag == .string } ? false : nil
        }
      }
      guard right.kind == .parts else { return nil }
      var isKnown = true
      for item in values.lists[Int(right.a)] {
        let value = values[item]
        if value.kind == .text, value.a == left.a { return true }
        if value.kind != .text || value.a == 0 { isKnown = false }
      }
      return isKnown ? false : nil
    }
    guard right.kind == .text, right.a != 0 else { return nil }
    return (left.a == right.a) == (made.name == words.equals)
  }

  /// Whether the body assigns to a local.
  private func isAssigned(_ slot: Int, _ frame: Frame) -> Bool {
    let facts = project.files[frame.file]
    return facts.operations(of: facts.bodies[frame.body]).contains { $0.kind == .store && Int($0.b) == slot }
  }

  func isParameter(_ slot: Int, _ frame: Frame) -> Bool {
    guard frame.function >= 0 else { return false }
    return slot < project.functionFact(FunctionID(Int(frame.function))).parameters.count
  }

  private func endIndex(_ begin: Operation) -> Int { Int(begin.b) }

  /// `element.key == outer.key`: a comparison that picks elements of the innermost loop by something from outside it.
  func elementComparison(_ condition: Operation, _ frame: Frame, _ loop: Int) -> ElementComparison {
    if condition.kind == .choice, project.word(condition.name) == .and {
      let facts = project.files[frame.file]
      let start = facts.bodies[frame.body].start
      for part in facts.arguments(of: condition) where part.value.tag == .operation {
        let found = elementComparison(facts.operations[start + part.value.payload], frame, loop)
        if found == .equal { return .equal }
      }
      return .none
    }
    if condition.kind == .invoke, project.word(condition.name) == .contains {
      return containsOutside(condition, frame, frame.loops[loop].depth) ? .equal : .none
    }
    guard condition.kind == .binary else { return .none }
    let isEqual =
      condition.name == words.equals || condition.name == words.isSame || project.word(condition.name) == .identical
    guard isEqual || condition.name == words.notEquals || condition.name == words.isNotSame else { return .none }
    let depth = frame.loops[loop].depth
    let left = cell(condition.a, frame)
    let right = cell(condition.second, frame)
    let isConstant: (Operand) -> Bool = { $0.tag == .constant || $0.tag == .integer || $0.tag == .string }
    guard !isConstant(condition.a), !isConstant(condition.second) else { return .none }
    let element = left.variance == depth ? left : right
    let outside = left.variance == depth ? right : left
    // What the element is compared with must come from somewhere: a constant picks the same elements each time.
    guard element.variance == depth, outside.variance < depth, outside.variance > 0 || !outside.root.isEmpty else {
      return .none
    }
    return isEqual ? .equal : .different
  }

  /// `element.parts.contains(where: { $0.key == outer.key })`
  private func containsOutside(_ condition: Operation, _ frame: Frame, _ depth: UInt8) -> Bool {
    let facts = project.files[frame.file]
    guard cell(condition.a, frame).variance == depth else { return false }
    let given = arguments(condition, frame, facts)
    guard let first = given.first else { return false }
    if values[first.cell.value].kind == .closure { return comparesByEquality(first) }
    return first.cell.variance < depth && (first.cell.variance > 0 || !first.cell.root.isEmpty)
  }
}
