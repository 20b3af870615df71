// Formulas over patterns: all, any, not, inside, has, in a loop. Also the questions that need no analysis: whether a
// file can match at all, and what a captured node is called.

import Syntax

extension Matcher {
  /// Whether the file has all names that the formula needs.
  func isPossible(_ formula: CompiledFormula) -> Bool {
    switch formula {
    case .code(_, _, let needed): return needed.allSatisfy { literals[Int($0)] != nil }
    case .all(let parts): return parts.allSatisfy { isPossible($0) }
    case .any(let parts): return parts.contains { isPossible($0) }
    case .inside(let part, _), .has(let part, _), .captured(_, let part): return isPossible(part)
    case .not, .inLoop: return true
    }
  }

  /// Whether the formula holds for `node`. After a failure no capture stays filled.
  mutating func holds(_ formula: CompiledFormula, _ node: NodeIndex) -> Bool {
    let mark = trail.count
    let result = evaluate(formula, node)
    if !result { undo(to: mark) }
    return result
  }

  private mutating func evaluate(_ formula: CompiledFormula, _ node: NodeIndex) -> Bool {
    switch formula {
    case .code(let first, let end, let needed):
      for literal in needed where literals[Int(literal)] == nil { return false }
      return matchesStatements(Int(first), Int(end), node)
    case .all(let parts):
      for part in parts where !holds(part, node) { return false }
      return true
    case .any(let parts):
      for part in parts where holds(part, node) { return true }
      return false
    case .not(let part):
      let mark = trail.count
      let result = holds(part, node)
      undo(to: mark)
      return !result && stepsLeft > 0
    case .inside(let part, let roots):
      var ancestor = tree.parent(node)
      while let candidate = ancestor, step() {
        if (roots.isEmpty || roots.contains(tree.kind(candidate))) && holds(part, candidate) { return true }
        ancestor = tree.parent(candidate)
      }
      return false
    case .has(let part, let roots):
      for candidate in node + 1..<max(tree.end(node), node + 1) {
        guard step() else { return false }
        if (roots.isEmpty || roots.contains(tree.kind(candidate))) && holds(part, candidate) { return true }
      }
      return false
    case .captured(let slot, let part):
      return bindings[slot].form == .node && holds(part, Int(bindings[slot].first))
    case .inLoop(let wanted): return isRepeated(node) == wanted
    }
  }

  /// Several statements are matched against `node` and its next siblings.
  private mutating func matchesStatements(_ first: Int, _ end: Int, _ node: NodeIndex) -> Bool {
    guard !isCalled(node), matches(first, node) else { return false }
    var pattern = Int(program.nodes[first].end)
    guard pattern < end, let parent = tree.parent(node) else { return pattern >= end }
    // What follows the last statement of the pattern does not matter, so a run of anything is tried last.
    var sibling = tree.end(node)
    let siblingsEnd = tree.end(parent)
    while pattern < end {
      let wanted = program.nodes[pattern]
      if wanted.operation == .skip {
        return matchesStatementsLater(Int(wanted.end), end, sibling, siblingsEnd)
      }
      guard sibling < siblingsEnd, matches(pattern, sibling) else { return false }
      pattern = Int(wanted.end)
      sibling = tree.end(sibling)
    }
    return true
  }

  /// A property's pattern does not stand for a method of that name: `$X.first` leaves `x.first()` alone.
  private func isCalled(_ node: NodeIndex) -> Bool {
    guard tree.kind(node) == .member, let call = tree.parent(node) else { return false }
    return tree.kind(call) == .call && tree.firstChild(call) == node
  }

  /// After a `...` between statements: the rest may begin at any later sibling.
  private mutating func matchesStatementsLater(_ first: Int, _ end: Int, _ from: NodeIndex, _ last: NodeIndex) -> Bool {
    guard first < end else { return true }
    var sibling = from
    while sibling < last, step() {
      let mark = trail.count
      if matchesStatements(first, end, sibling) { return true }
      undo(to: mark)
      sibling = tree.end(sibling)
    }
    return false
  }

  // MARK: Repetition

  /// Whether the node runs once per round of a loop around it, within its function; what a loop iterates over does not.
  private mutating func isRepeated(_ node: NodeIndex) -> Bool {
    var child = node
    while let parent = tree.parent(child), step() {
      switch tree.kind(parent) {
      case .forLoop: if tree.kind(child) == .block || tree.kind(child) == .comprehensionCondition { return true }
      case .whileLoop: if tree.kind(child) != .elseClause { return true }
      case .repeatLoop: return true
      case .comprehensionFor: if tree.kind(child) == .comprehensionCondition { return true }
      case .listComprehension, .setComprehension, .dictionaryComprehension, .generatorComprehension:
        if !isFirstSource(child, of: parent) { return true }
      case .closure: if isIterated(parent) { return true }
      case .functionDeclaration, .classDeclaration: return false
      default: break
      }
      child = parent
    }
    return false
  }

  /// Whether `child` is the first `for` of a comprehension; what it iterates over is evaluated once.
  private func isFirstSource(_ child: NodeIndex, of comprehension: NodeIndex) -> Bool {
    guard let element = tree.firstChild(comprehension) else { return false }
    return tree.kind(child) == .comprehensionFor && tree.end(element) == child
  }

  /// Whether a closure is handed to a method that calls it for every element.
  private func isIterated(_ closure: NodeIndex) -> Bool {
    guard let argument = tree.parent(closure), tree.kind(argument) == .argument, let call = tree.parent(argument),
      tree.kind(call) == .call, let callee = tree.firstChild(call)
    else { return false }
    return iteratingNames.contains(tree.name(callee))
  }

  // MARK: Constraints

  func fulfils(_ condition: PatternConstraint.Condition, _ binding: Binding, _ names: borrowing NameTable) -> Bool {
    switch condition {
    case .name(let wanted, let isOneOf):
      guard binding.form == .node || binding.form == .name else { return !isOneOf }
      return wanted.contains(names.text(tree.name(Int(binding.first)))) == isOneOf
    case .node(let kinds, let isOneOf):
      guard binding.form == .node else { return !isOneOf }
      return kinds.contains(tree.kind(Int(binding.first))) == isOneOf
    case .question: return true
    }
  }
}

/// Methods and functions that call their closure once per element.
let iteratingMethods = [
  "map", "flatMap", "compactMap", "filter", "forEach", "reduce", "first", "last", "contains", "allSatisfy", "sorted",
  "sort", "min", "max", "removeAll", "firstIndex", "lastIndex", "drop", "prefix", "partition", "concurrentMap",
  "asyncMap",
]
