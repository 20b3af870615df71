// What a call's work is to its caller: the way to it, and the loop and parameters of the caller that it varies with.

import Facts
import Syntax

extension Interpreter {
  /// Adds what a call did to the frame that made it.
  /// What the receiver keeps (`cached_property`) is done once for each receiver.
  func importEffects(
    _ outcome: Outcome, of fact: FunctionFact? = nil, into frame: Frame, arguments: [Cell], receiver: Cell,
    at place: Place, isInline: Bool = false
  ) {
    let isKept = fact.map { !$0.flags.isDisjoint(with: [.memoized, .cached]) } ?? false
    for effect in outcome.effects {
      if isKept, !effect.isRoundTrip { continue }
      var copy = effect
      if copy.loops.isEmpty, let fact {
        copy.via = fact.name
        copy.isViaProperty = fact.flags.contains(.property)
      }
      if copy.chain.count < limits.chainLength { copy.chain.insert(place, at: 0) }
      if !isInline {
        copy.leavesDepth = 0
        let cell = given(effect.root, arguments, receiver, frame)
        copy.variance = cell.variance
        copy.root = cell.root
      }
      if isKept {
        // What is remembered is done once for each receiver and arguments.
        copy.isCached = true
        copy.variance = arguments.map(\.variance).reduce(receiver.variance, max)
        copy.root = arguments.reduce(receiver.root) { $0.union($1.root) }.inputs
        copy.confidence = min(copy.confidence, fact?.flags.contains(.memoized) == true ? 0 : 1)
      }
      add(copy, to: frame)
    }
  }

  /// What the inputs of a callee's value are in the frame that called it.
  func given(_ roots: Roots, _ arguments: [Cell], _ receiver: Cell, _ frame: Frame) -> Cell {
    var cell = Cell()
    if roots.contains(.receiver) { cell = receiver }
    if roots.contains(.local) {
      cell.variance = frame.loopDepth
      cell.root.insert(.local)
    }
    var left = roots.intersection(.parameters).rawValue
    while left != 0 {
      let number = left.trailingZeroBitCount
      left &= left - 1
      guard number < arguments.count else {
        cell.variance = frame.loopDepth
        continue
      }
      let last = number == Roots.lastParameter ? arguments.count - 1 : number
      for argument in arguments[number...last] {
        cell.variance = max(cell.variance, argument.variance)
        cell.root = roots.contains(.local) ? cell.root.union(argument.root) : cell.root.joined(argument.root)
      }
    }
    return cell
  }
}
