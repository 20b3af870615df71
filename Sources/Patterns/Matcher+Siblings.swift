// Runs of siblings: arguments, statements and elements with `...` among them, and Python's keyword arguments, whose
// order does not matter.

import Syntax

extension Matcher {
  /// Whether the siblings `node ..< end` look like the pattern siblings `pattern ..< patternEnd`. Children of the kinds
  /// in `optional` may be there although the pattern does not state them. A `...` takes as few siblings as fit.
  mutating func matchesSiblings(
    _ pattern: Int, _ patternEnd: Int, _ node: NodeIndex, _ end: NodeIndex, optional: KindSet
  ) -> Bool {
    var pattern = pattern
    var node = node
    while pattern < patternEnd {
      let wanted = program.nodes[pattern]
      let next = Int(wanted.end)
      if wanted.operation == .skip || wanted.operation == .captureAll {
        return matchesRun(wanted, next, patternEnd, node, end, optional: optional)
      }
      while node < end, optional.contains(tree.kind(node)) { node = tree.end(node) }
      guard node < end, matches(pattern, node) else { return false }
      pattern = next
      node = tree.end(node)
    }
    while node < end, optional.contains(tree.kind(node)) { node = tree.end(node) }
    return node == end
  }

  /// Tries every length of the run that `wanted` stands for, the shortest first.
  private mutating func matchesRun(
    _ wanted: PatternNode, _ next: Int, _ patternEnd: Int, _ first: NodeIndex, _ end: NodeIndex, optional: KindSet
  ) -> Bool {
    let isLast = next == patternEnd
    var split = isLast ? end : first
    while step() {
      let mark = trail.count
      let isFilled = wanted.operation == .skip || bindRun(wanted.slot, first, split)
      if isFilled && (isLast || matchesSiblings(next, patternEnd, split, end, optional: optional)) { return true }
      undo(to: mark)
      guard split < end else { return false }
      split = tree.end(split)
    }
    return false
  }

  /// A Python call: named arguments are looked up by name, the others matched in order among those left.
  mutating func matchesKeywordCall(_ pattern: Int, _ call: NodeIndex) -> Bool {
    let patternEnd = Int(program.nodes[pattern].end)
    guard let callee = tree.firstChild(call), matches(pattern + 1, callee) else { return false }
    var arguments: [NodeIndex] = []
    var argument = tree.end(callee)
    while argument < tree.end(call) {
      guard step() else { return false }
      arguments.append(argument)
      argument = tree.end(argument)
    }
    var others: [Int] = []
    var wanted = Int(program.nodes[pattern + 1].end)
    while wanted < patternEnd {
      if program.nodes[wanted].operation == .same, case .literal(let number) = program.nodes[wanted].name {
        guard let name = literals[Int(number)],
          let place = arguments.firstIndex(where: { tree.name($0) == name }), matches(wanted, arguments[place])
        else { return false }
        arguments.remove(at: place)
      } else {
        others.append(wanted)
      }
      wanted = Int(program.nodes[wanted].end)
    }
    return matchesArguments(others[...], arguments[...])
  }

  private mutating func matchesArguments(_ patterns: ArraySlice<Int>, _ arguments: ArraySlice<NodeIndex>) -> Bool {
    guard let pattern = patterns.first else { return arguments.isEmpty }
    let wanted = program.nodes[pattern]
    let rest = patterns.dropFirst()
    switch wanted.operation {
    case .skip:
      var left = arguments
      while step() {
        let mark = trail.count
        if matchesArguments(rest, left) { return true }
        undo(to: mark)
        guard left.popFirst() != nil else { return false }
      }
      return false
    case .captureAll:
      // Arguments that stay behind named ones are no run of siblings: the capture takes all that are left, or none.
      guard let first = arguments.first, let last = arguments.last else {
        return bindRun(wanted.slot, 0, 0) && matchesArguments(rest, arguments)
      }
      return bindRun(wanted.slot, first, tree.end(last)) && matchesArguments(rest, [])
    default:
      guard let first = arguments.first, matches(pattern, first) else { return false }
      return matchesArguments(rest, arguments.dropFirst())
    }
  }
}
