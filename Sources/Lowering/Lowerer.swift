// Turns the common tree of one file into its facts: a body for every function, class, closure and the file itself.
// Decides evaluation order and what a name is bound by; says nothing about types or effects.

import Facts
import Findings
import Syntax

/// Lowers one parsed file. `symbols` is the worker's; it must only be used by one thread at a time.
public func lowerFile(
  _ tree: SyntaxTree, names: NameTable, path: String, language: Language, scope: FileScope, symbols: inout SymbolMap
) -> FileFacts {
  symbols.beginFile(names)
  var lowerer = Lowerer(
    tree: tree, names: names, symbols: symbols, facts: FactsDraft(path: path, language: language, scope: scope))
  lowerer.lowerAll()
  symbols = lowerer.symbols
  return FileFacts(lowerer.facts)
}

/// Deepest nesting that is lowered; what lies deeper has no operations and is counted in `FileFacts.cutOff`.
let loweringDepth = 600

/// A body that waits to be lowered: bodies are laid one after the other, not inside each other.
struct PendingBody {
  var node: NodeIndex
  var kind: BodyKind
  var body: Int
  var function: Int
  var ownerClass: Int
}

struct Lowerer {
  let tree: SyntaxTree
  let names: NameTable
  var symbols: SymbolMap
  var facts: FactsDraft
  let words: Words

  var pending: [PendingBody] = []
  var currentBody = 0
  /// Class whose body or method is being lowered, or -1.
  var currentClass = -1
  var bodyStart = 0
  var slotStart = 0
  var bodyHasLoop = false
  /// Whether a `break` here leaves a `switch`.
  var breaksSwitch = false
  var bodyIsGenerator = false
  var depth = 0
  /// Slot of a name in the current body, or -1; reset through `boundNames`.
  var slotOfName: [Int32]
  var boundNames: [NameID] = []
  /// Nodes of `$0`, `$1` … count as parameters only inside closures without a signature.
  var scratch: [Argument] = []

  init(tree: SyntaxTree, names: NameTable, symbols: SymbolMap, facts: FactsDraft) {
    self.tree = tree
    self.names = names
    self.symbols = symbols
    self.facts = facts
    words = Words(&self.symbols)
    slotOfName = [Int32](repeating: -1, count: names.count)
    self.facts.operations.reserveCapacity(tree.count / 4)
  }

  mutating func lowerAll() {
    guard tree.count > 0 else { return }
    let kind: BodyKind = facts.language == .template ? .template : .module
    facts.bodies.append(emptyBody(kind))
    pending.append(PendingBody(node: 0, kind: kind, body: 0, function: -1, ownerClass: -1))
    var next = 0
    while next < pending.count {
      lowerBody(pending[next])
      next += 1
    }
    facts.operations = Array(facts.operations)
  }

  func emptyBody(_ kind: BodyKind) -> Body { Body(kind: kind, operations: 0..<0, slots: 0..<0, hasLoop: false) }

  private mutating func lowerBody(_ work: PendingBody) {
    for name in boundNames { slotOfName[Int(name.rawValue)] = -1 }
    boundNames.removeAll(keepingCapacity: true)
    currentBody = work.body
    currentClass = work.ownerClass
    bodyStart = facts.operations.count
    slotStart = facts.slots.count
    bodyHasLoop = false
    breaksSwitch = false
    bodyIsGenerator = false
    switch work.kind {
    case .module, .template, .classBody: statements(of: work.node)
    case .function, .closure: functionBody(work)
    }
    facts.bodies[work.body] = Body(
      kind: work.kind, operations: Int32(bodyStart)..<Int32(facts.operations.count),
      slots: Int32(slotStart)..<Int32(facts.slots.count), hasLoop: bodyHasLoop)
    if bodyIsGenerator, work.function >= 0 { facts.functions[work.function].flags.insert(.generator) }
  }

  // MARK: Emitting

  /// Number in its body that the next operation gets.
  var nextOperation: Int { facts.operations.count - bodyStart }

  @discardableResult
  mutating func emit(_ operation: Operation) -> Operand {
    facts.operations.append(operation)
    return Operand(.operation, facts.operations.count - 1 - bodyStart)
  }

  @discardableResult
  mutating func emit(_ kind: OperationKind, at range: ByteRange, a: Operand = .nothing, b: UInt32 = 0) -> Operand {
    emit(Operation(kind: kind, a: a, b: b, range: range))
  }

  /// Emits an operation with arguments; `start` is where they begin on the scratch stack, which is cut back.
  mutating func emit(
    _ kind: OperationKind, at range: ByteRange, name: Symbol = .none, a: Operand = .nothing,
    flags: OperationFlags = [], argumentsFrom start: Int
  ) -> Operand {
    let pool = facts.arguments.count
    let count = min(scratch.count - start, 0xFFFF)
    facts.arguments.append(contentsOf: scratch[start..<start + count])
    scratch.removeSubrange(start...)
    return emit(
      Operation(
        kind: kind, flags: flags, argumentCount: count, name: name, a: a, b: UInt32(pool), range: range))
  }

  /// Patches the operand `b` of an operation of this body.
  mutating func patch(_ index: Int, b: Int) { facts.operations[bodyStart + index].b = UInt32(b) }

  // MARK: Names

  mutating func symbol(_ name: NameID) -> Symbol { symbols.symbol(name, in: names) }

  /// The slot of a name that this body binds, made on first use.
  mutating func slot(binding name: NameID) -> Int {
    let index = Int(name.rawValue)
    guard index < slotOfName.count else { return 0 }
    if slotOfName[index] >= 0 { return Int(slotOfName[index]) }
    let slot = facts.slots.count - slotStart
    facts.slots.append(symbol(name))
    slotOfName[index] = Int32(slot)
    boundNames.append(name)
    return slot
  }

  /// A slot without a name, for parameters that have none.
  mutating func anonymousSlot() -> Int {
    facts.slots.append(.none)
    return facts.slots.count - slotStart - 1
  }

  mutating func read(_ name: NameID) -> Operand {
    let index = Int(name.rawValue)
    if index < slotOfName.count, slotOfName[index] >= 0 { return Operand(.local, Int(slotOfName[index])) }
    return Operand(free: symbol(name))
  }

  // MARK: Children

  func firstChild(_ node: NodeIndex, _ kind: NodeKind) -> NodeIndex? {
    var child = node + 1
    while child < tree.end(node) {
      if tree.kind(child) == kind { return child }
      child = tree.end(child)
    }
    return nil
  }

  func childCount(_ node: NodeIndex) -> Int {
    var count = 0
    var child = node + 1
    while child < tree.end(node) {
      count += 1
      child = tree.end(child)
    }
    return count
  }
}

/// Names that lowering itself must know: the language's own words.
struct Words {
  let star, doubleStar, selfName, optional, array, dictionary, union, tuple, function, underscore: Symbol
  let properties: [Symbol]
  let cachedProperties: [Symbol]
  let staticMethod, classMethod: Symbol
  let memoizers: [Symbol]
  let get, set, pop, isType, cache: Symbol

  init(_ symbols: inout SymbolMap) {
    star = symbols.symbol("*")
    doubleStar = symbols.symbol("**")
    selfName = symbols.symbol("self")
    optional = symbols.symbol("Optional")
    array = symbols.symbol("Array")
    dictionary = symbols.symbol("Dictionary")
    union = symbols.symbol("|")
    tuple = symbols.symbol("Tuple")
    function = symbols.symbol("Callable")
    underscore = symbols.symbol("_")
    properties = ["property", "hybrid_property", "abstractproperty", "classproperty"].map { symbols.symbol($0) }
    cachedProperties = ["cached_property", "reify", "memoized_property", "lazy_property", "cachedproperty"].map {
      symbols.symbol($0)
    }
    staticMethod = symbols.symbol("staticmethod")
    classMethod = symbols.symbol("classmethod")
    memoizers = ["lru_cache", "cache", "memoize", "memoized", "cached", "alru_cache"].map { symbols.symbol($0) }
    get = symbols.symbol("get")
    set = symbols.symbol("set")
    pop = symbols.symbol("pop")
    isType = symbols.symbol("is")
    cache = symbols.symbol("cache")
  }
}
