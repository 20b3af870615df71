// Matches pattern nodes against the tree of one file. Formulas around the patterns are Matcher+Formula's part, runs of
// siblings and arguments Matcher+Siblings'. Every step is counted: hostile input ends in a cut-off, not in a hang.

import Syntax

/// What a capture holds: a node, a run of siblings, or only the name of a node.
struct Binding: Equatable {
  enum Form: Equatable {
    case empty, node, run, name
  }
  var form = Form.empty
  /// First node, and the first one after the last node's descendants.
  var first: Int32 = 0
  var end: Int32 = 0
}

/// Matching limits per file.
enum MatchLimits {
  /// Steps for one rule at one node.
  static let stepsPerCandidate = 50_000
  /// Steps for a file: a fixed part and a part per node.
  static let fileSteps = 500_000
  static let fileStepsPerNode = 100
}

struct Matcher {
  let program: PatternProgram
  let tree: SyntaxTree
  let source: SourceBytes
  /// The file's numbers of the program's literals; nil for a name that the file does not have.
  let literals: [NameID?]
  /// The file's numbers of the methods that call their closure once per element.
  let iteratingNames: [NameID]
  var bindings = [Binding](repeating: Binding(), count: PatternLimits.captures)
  /// Slots in the order they were filled, to undo.
  var trail: [Int32] = []
  var stepsLeft = 0

  init(
    program: PatternProgram, tree: SyntaxTree, source: SourceBytes, literals: [NameID?], iteratingNames: [NameID]
  ) {
    self.program = program
    self.tree = tree
    self.source = source
    self.literals = literals
    self.iteratingNames = iteratingNames
  }

  /// Whether `node` looks like the pattern node `pattern`. Captures filled on the way stay, also after a failure:
  /// the caller undoes them.
  mutating func matches(_ pattern: Int, _ node: NodeIndex) -> Bool {
    guard step() else { return false }
    let wanted = program.nodes[pattern]
    switch wanted.operation {
    case .anything, .skip: return true
    case .capture: return bind(wanted.slot, node)
    case .captureAll: return bindRun(wanted.slot, node, tree.end(node))
    case .anyString: return tree.kind(node) == .string || tree.kind(node) == .stringTemplate
    case .anyClosure: return tree.kind(node) == .closure
    case .chain: return matchesChain(pattern, node)
    case .same:
      guard fits(wanted, node) else { return false }
      return matchesSiblings(
        pattern + 1, Int(wanted.end), node + 1, tree.end(node), optional: wanted.optionalChildren)
    case .keywordCall:
      guard tree.kind(node) == .call else { return false }
      return matchesKeywordCall(pattern, node)
    }
  }

  /// Counts a step; false when there are none left.
  mutating func step() -> Bool {
    stepsLeft -= 1
    return stepsLeft > 0
  }

  // MARK: One node

  /// Kind, name, flags and text, without the children.
  private mutating func fits(_ wanted: PatternNode, _ node: NodeIndex) -> Bool {
    guard tree.kind(node) == wanted.kind else { return false }
    let flags = tree.flags(node).intersection(comparedFlags)
    guard flags.isSuperset(of: wanted.flags),
      flags.intersection(exactFlags) == wanted.flags.intersection(exactFlags)
    else { return false }
    if wanted.text >= 0 && !hasText(program.texts[Int(wanted.text)], node) { return false }
    switch wanted.name {
    case .any: return true
    case .none: return tree.name(node) == .none || isUnlabelled(wanted, node)
    case .literal(let number):
      if let literal = literals[Int(number)], literal == tree.name(node) { return true }
      return isUnlabelled(wanted, node)
    case .capture(let slot): return bindName(slot, node)
    }
  }

  /// A trailing closure drops its label: `first { … }` is `first(where: { … })`.
  private func isUnlabelled(_ wanted: PatternNode, _ node: NodeIndex) -> Bool {
    guard wanted.kind == .argument, program.language == .swift else { return false }
    if tree.name(node) == .none { return tree.flags(node).contains(.trailing) }
    guard case .none = wanted.name, let value = tree.firstChild(node) else { return false }
    return wanted.isTrailing && tree.kind(value) == .closure
  }

  private func hasText(_ text: [UInt8], _ node: NodeIndex) -> Bool {
    let range = tree.range(node)
    guard range.count == text.count else { return false }
    for i in text.indices where source[Int(range.start) + i] != text[i] { return false }
    return true
  }

  /// `$X. ... .first()`: `$X` is what the call's object or any part further down the chain looks like.
  private mutating func matchesChain(_ pattern: Int, _ node: NodeIndex) -> Bool {
    var link = node
    while step() {
      let mark = trail.count
      if matches(pattern + 1, link) { return true }
      undo(to: mark)
      switch tree.kind(link) {
      case .call, .member, .subscript, .unwrap, .await, .tryExpression: break
      default: return false
      }
      guard let object = tree.firstChild(link) else { return false }
      link = object
    }
    return false
  }

  // MARK: Captures

  mutating func bind(_ slot: Int32, _ node: NodeIndex) -> Bool {
    var value = node
    if tree.kind(node) == .expressionStatement, let expression = tree.firstChild(node) { value = expression }
    return fill(slot, Binding(form: .node, first: Int32(truncatingIfNeeded: value), end: end(value)))
  }

  mutating func bindRun(_ slot: Int32, _ first: NodeIndex, _ end: NodeIndex) -> Bool {
    fill(slot, Binding(form: .run, first: Int32(truncatingIfNeeded: first), end: Int32(truncatingIfNeeded: end)))
  }

  private mutating func bindName(_ slot: Int32, _ node: NodeIndex) -> Bool {
    guard tree.name(node) != .none else { return false }
    return fill(slot, Binding(form: .name, first: Int32(truncatingIfNeeded: node), end: end(node)))
  }

  private func end(_ node: NodeIndex) -> Int32 { Int32(truncatingIfNeeded: tree.end(node)) }

  /// Fills an empty capture; a filled one must hold the same code.
  private mutating func fill(_ slot: Int32, _ binding: Binding) -> Bool {
    let held = bindings[Int(slot)]
    guard held.form == .empty else { return isSameCode(held, binding) }
    bindings[Int(slot)] = binding
    trail.append(slot)
    return true
  }

  mutating func undo(to mark: Int) {
    while trail.count > mark {
      bindings[Int(trail.removeLast())] = Binding()
    }
  }

  /// Whether two captures hold the same code, whatever its spacing.
  private mutating func isSameCode(_ a: Binding, _ b: Binding) -> Bool {
    if a.form == .name || b.form == .name {
      let isPlain = [a, b].allSatisfy { $0.form == .name || tree.kind(Int($0.first)) == .name }
      return isPlain && tree.name(Int(a.first)) == tree.name(Int(b.first))
    }
    let count = a.end - a.first
    guard count == b.end - b.first else { return false }
    for offset in 0..<Int(count) {
      let left = Int(a.first) + offset
      let right = Int(b.first) + offset
      guard step(), tree.kind(left) == tree.kind(right), tree.name(left) == tree.name(right),
        tree.end(left) - left == tree.end(right) - right,
        tree.flags(left).intersection(comparedFlags) == tree.flags(right).intersection(comparedFlags)
      else { return false }
      if tree.end(left) == left + 1, tree.name(left) == .none, !hasSameText(left, right) { return false }
    }
    return true
  }

  private func hasSameText(_ a: NodeIndex, _ b: NodeIndex) -> Bool {
    let left = tree.range(a)
    let right = tree.range(b)
    guard left.count == right.count else { return false }
    for i in 0..<left.count where source[Int(left.start) + i] != source[Int(right.start) + i] { return false }
    return true
  }
}
