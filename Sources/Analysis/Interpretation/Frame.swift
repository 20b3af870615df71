// One body being interpreted: what its locals and operations hold, and the loops and branches that are open.

import Facts
import Syntax

/// An open loop of a frame.
struct OpenLoop {
  var begin: Int
  var depth: UInt8
  var reference: LoopReference
  /// Whether its body runs as often as there are elements in something that grows.
  var multiplies: Bool
  var isWhile: Bool
  var effectStart: Int
  var branchDepth: Int
  /// The collection it runs over.
  var iterable: Cell
  var iterableName: Symbol
  /// Saw a comparison of its element with something from outside it.
  var comparesElement = false
  var comparesByEquality = false
  /// Whether the last statement seen at the loop's own level was a `continue`.
  var continues = false
  var otherWork = false
  /// Variables of a page template before the loop: those of the loop end with it.
  var savedLocals: [Cell] = []
}

/// How a condition compares the element of the loop around with something from outside it.
enum ElementComparison: UInt8 {
  case none, equal, different
}

/// How a run of operations is left.
enum Exit: UInt8 {
  case none, `continue`, `break`, `return`, raise
}

/// An open branch of a frame.
struct OpenBranch {
  var begin: Int
  var saved: [Cell]
  var afterThen: [Cell]?
  var effectStart: Int
  /// Whether the innermost loop gets here once (`{% if forloop.first %}`).
  var isOnce = false
  var terminatedBefore: Bool
  /// What had been returned before the part of the branch that is being interpreted.
  var returned: Cell?
  var thenTerminated = false
  /// How the first part and what is run so far of the current part is left.
  var thenExit = Exit.none
  var exitBefore = Exit.none
  var comparison = ElementComparison.none
  /// Runs if the condition does not hold (`guard`).
  var isInverted = false
  /// What is known of the condition.
  var condition: Bool?
  var elseEffectStart = 0
}

/// A class: closures look up the frame that made them while it is still open.
final class Frame {
  let file: Int
  let body: Int
  let serial: Int32
  let parent: Frame?
  /// The function, or -1 for module and class bodies.
  let function: Int32
  var cells: [Cell]
  var locals: [Cell]
  var loops: [OpenLoop] = []
  var branches: [OpenBranch] = []
  var effects: [Effect] = []
  var returned: Cell?
  var yields: Cell?
  /// Whether it yields rows once for each of many.
  var yieldsRows = false
  var terminated = false
  /// Whether nothing after this point runs, by a condition that is known.
  var endsHere = false
  /// Whether what follows runs only where something was not fetched before.
  var fallsBack = false
  var exit = Exit.none
  /// Where the operation stands that is being done.
  var range = ByteRange(0, 0)
  /// A collection of the receiver that the body walks, by name.
  var walks = Symbol.none
  var receiver: ValueID = ValueTable.unknown
  /// Attributes assigned to the receiver, when the frame is a constructor being read for them.
  var assigned: [Symbol: ValueID] = [:]
  /// Containers that an early return took its answer from, with the effects there were then.
  var remembered: [(container: Operand, effectStart: Int)] = []
  /// Models whose rows the session already holds.
  var preloaded: Set<Int32> = []
  /// Attributes that a loop of this frame adds to.
  var grownMembers: Set<Symbol> = []
  let ownerClass: Int32
  /// Loops open around a closure that its own frame runs: their depths count on.
  let outerLoops: Int
  /// A page template's context; its variables are locals.
  var scope: [Symbol: Cell] = [:]
  var isTemplate = false

  var loopDepth: UInt8 { UInt8(truncatingIfNeeded: min(outerLoops + loops.count, 250)) }
  /// Whether the frame shares the loops and the roots of its parent.
  let isInline: Bool

  init(
    file: Int, body: Int, serial: Int32, parent: Frame?, function: Int32, operations: Int, slots: Int,
    ownerClass: Int32, isInline: Bool = false, buffers: consuming FrameBuffers = FrameBuffers()
  ) {
    self.isInline = isInline
    outerLoops = isInline ? Int(parent?.loopDepth ?? 0) : 0
    self.file = file
    self.body = body
    self.serial = serial
    self.parent = parent
    self.function = function
    self.ownerClass = ownerClass
    buffers.clear(operations: operations, slots: slots)
    cells = buffers.cells
    locals = buffers.locals
  }
}

/// The buffers of a frame, used again when it is closed.
struct FrameBuffers {
  private(set) var cells: [Cell] = []
  private(set) var locals: [Cell] = []

  /// Takes the buffers out of a closed frame.
  init(of frame: Frame) {
    swap(&cells, &frame.cells)
    swap(&locals, &frame.locals)
  }

  init() {}

  mutating func clear(operations: Int, slots: Int) {
    cells.removeAll(keepingCapacity: true)
    cells.append(contentsOf: repeatElement(Cell(), count: operations))
    locals.removeAll(keepingCapacity: true)
    locals.append(contentsOf: repeatElement(Cell(), count: slots))
  }
}

/// The frames that are open, innermost last: a handful at any time.
struct LiveFrames {
  private var frames: [Frame] = []

  /// The open frame with a serial number.
  subscript(serial: Int32) -> Frame? { frames.last { $0.serial == serial } }

  mutating func open(_ frame: Frame) { frames.append(frame) }

  /// Closes a frame and all that were opened since.
  mutating func close(_ frame: Frame) {
    while let last = frames.popLast(), last !== frame {}
  }

  func contains(function: Int32) -> Bool { frames.contains { $0.function == function } }
}
