// The work that interpreting a body found: round trips and scans, each with what repeats it so far.

import Facts
import Syntax

/// A place in a file of the project.
struct Place: Hashable {
  var file: Int32
  var range: ByteRange

  init(_ file: Int, _ range: ByteRange) {
    self.file = Int32(truncatingIfNeeded: file)
    self.range = range
  }
}

enum EffectKind: UInt8 {
  /// A relation of a row, loaded by reading it.
  case lazyRelation
  /// A query that reads.
  case query
  /// A query that writes.
  case write
  /// One pass over an in-memory collection, by an operation that says which element it looks for.
  case membership
  /// A whole-collection operation (`index`, `remove`, `pop(0)`, slicing, sorting …).
  case linear
  /// A loop that looks for the elements that match the outer one.
  case search
  /// A copy of an accumulator per element.
  case growingCopy
  /// A property that walks a collection, read again although nothing changed.
  case recomputation
}

/// One loop around an effect.
struct LoopReference: Hashable {
  var place: Place
  /// What the loop runs over, as a name for the cost formula.
  var size: Symbol
  /// Stands in for `size` when the iterable has no name.
  var sizeText: String
  /// Whether beginning the loop runs a query of its own.
  var readsQuery: Bool
  /// Whether how often it runs is known to grow with the data.
  var isLarge: Bool
  var source: Int32
  /// Model of the elements, or -1.
  var model: Int32 = -1
  /// Function that the loop stands in, or -1.
  var function: Int32 = -1
  /// Whether a framework runs it.
  var isDeclared = false
  /// Whether it runs over what the function was given.
  var isGiven = false
  /// Whether it runs over the pieces of one text: a handful, as a rule.
  var isFew = false
  /// Where the rows of a relation are asked for, in the file of the loop.
  var expression: ByteRange?
}

struct Effect {
  var kind: EffectKind
  /// Model, or -1.
  var model: Int32
  /// Relation, operation or table.
  var name: Symbol
  /// Owner model of the relation, or the name of the collection.
  var subject: Symbol
  var place: Place
  /// Calls between the frame and the place, outermost first.
  var chain: [Place] = []
  /// Innermost first.
  var loops: [LoopReference] = []
  var source: Int32 = 0
  /// Whether eager loading on the source could load it.
  var isLoadable = false
  var relationIsMany = false
  /// Whether the rows are kept by the value itself, so that only a new value reads again.
  var isCached = false
  /// Parameters of the frame that the value came with.
  var root: Roots = Cell.noRoot
  /// Loop depth that the value varies with.
  var variance: UInt8 = 0
  /// Depth of the outermost loop that is left right after the work; 0 when none is.
  var leavesDepth: UInt8 = 0
  var collection: CollectionType = .any
  /// Lowered by guards: 2 high, 1 medium, 0 low.
  var confidence: Int8 = 2
  /// Whether what was loaded with the row is not known, so that a caller may have loaded it.
  var isUncertain = false
  /// Whether what is walked belongs to the object whose method walks it, rather than to the caller.
  var walksOwn = false
  /// Whether a closure is asked of each element.
  var asksPredicate = false
  /// Whether what is walked is held by a variable itself, not by an object in it.
  var isHandedIn = false
  /// Whether only a declared type says what is walked: no caller was seen to hand it in.
  var isAssumed = false
  /// The function called by the innermost loop, through which the work is done.
  var via: Symbol = .none
  /// Whether `name` is a column that the rows were loaded without.
  var isColumn = false
  /// The SQL text, for queries in text.
  var text: Symbol = .none
  /// The method that runs the query of a relation.
  var operation: Symbol = .none
  /// Whether a condition decides if the work is done at all.
  var isConditional = false
  /// Whether what does the work writes as well, whatever the data.
  var isBesideWrite = false
  /// Whether a query of a relation names what to load with its rows.
  var isPrepared = false
  /// Whether `via` is read like an attribute.
  var isViaProperty = false

  /// Adds a loop around it; a function that calls itself has its loop once.
  mutating func repeated(by loop: LoopReference) {
    guard !loops.contains(where: { $0.place == loop.place }) else { return }
    loops.append(loop)
  }

  var isRoundTrip: Bool {
    switch kind {
    case .lazyRelation, .query, .write: return true
    case .membership, .linear, .search, .growingCopy, .recomputation: return false
    }
  }
}

/// What a value of a frame was made from: its parameters, its receiver, or the frame itself.
struct Roots: OptionSet, Hashable {
  let rawValue: UInt16
  /// The receiver, where it is no parameter (Swift's `self`).
  static let receiver = Roots(rawValue: 1 << 13)
  /// What the frame made itself.
  static let local = Roots(rawValue: 1 << 14)
  static let parameters = Roots(rawValue: (1 << 13) - 1)
  /// Parameters from here on share one bit.
  static let lastParameter = 12

  static func parameter(_ number: Int) -> Roots { Roots(rawValue: 1 << UInt16(min(number, lastParameter))) }

  /// The same without being the frame's own.
  var inputs: Roots { subtracting(.local) }
  /// What a value that may be one or the other was made from: the frame's own only if both are.
  func joined(_ other: Roots) -> Roots {
    contains(.local) == other.contains(.local) ? union(other) : inputs.union(other.inputs)
  }
}

/// The value of an operation or local in a frame.
struct Cell: Hashable {
  var value: ValueID = ValueTable.unknown
  /// Depth of the innermost loop of the frame that the value changes with; 0 for none.
  var variance: UInt8 = 0
  /// The parameters that it came with.
  var root: Roots = Cell.noRoot

  static let noRoot: Roots = []
  static let localRoot: Roots = .local
  static let receiverRoot: Roots = .receiver
}

/// What a call gives and does.
struct Outcome {
  var value: ValueID = ValueTable.unknown
  var effects: [Effect] = []
  /// The parameters that the value is (part of).
  var root: Roots = Cell.noRoot
  /// Loop depth that the value varies with, for a closure that shares the loops of its caller.
  var variance: UInt8 = 0
  /// A collection of the receiver that it walks.
  var walks = Symbol.none
  /// Whether something was cut off by a limit.
  var isCut = false
  /// Functions handed in as arguments that were called.
  var called: [FunctionID] = []
  /// Rows that it was given and to which it assigned relations.
  var changedRows: [ChangedRow] = []
}
