// A function body as a flat list of operations on numbered values: what the analysis reads instead of trees.

import Syntax

/// Where an operation takes a value from: 3 bits of tag, 29 bits of payload.
@frozen
public struct Operand: Hashable, Sendable {
  public let rawValue: UInt32
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  @frozen
  public enum Tag: UInt32, Sendable {
    /// Nothing there (no value, left out).
    case nothing
    /// The value of an operation; payload: its index in the body.
    case operation
    /// What a local variable holds now; payload: its slot.
    case local
    /// A name that the body does not bind: of an enclosing body, the class, the module, a built-in; payload: symbol.
    case free
    /// A string literal; payload: symbol of its content.
    case string
    /// An integer literal, cut to 29 bits; payload: its value.
    case integer
    /// `true`, `false`, `nil`, `…`; payload: `Constant`.
    case constant
    /// A closure or local function; payload: index of the function in the file.
    case function
  }

  public enum Constant: UInt32, Sendable { case none, yes, no, other, number, text, bytes }

  @inlinable
  public init(_ tag: Tag, _ payload: Int) {
    rawValue = (tag.rawValue << 29) | (UInt32(truncatingIfNeeded: payload) & 0x1FFF_FFFF)
  }

  @inlinable public init(_ constant: Constant) { self.init(.constant, Int(constant.rawValue)) }
  @inlinable public init(free symbol: Symbol) { self.init(.free, Int(symbol.rawValue)) }
  @inlinable public init(string symbol: Symbol) { self.init(.string, Int(symbol.rawValue)) }

  @inlinable public var tag: Tag { Tag(rawValue: rawValue >> 29) ?? .nothing }
  @inlinable public var payload: Int { Int(rawValue & 0x1FFF_FFFF) }
  @inlinable public var symbol: Symbol { Symbol(rawValue: rawValue & 0x1FFF_FFFF) }
  public static let nothing = Operand(rawValue: 0)
}

/// An argument, element or part, with its keyword (`*` and `**` for unpacked ones).
@frozen
public struct Argument: Hashable, Sendable {
  public var value: Operand
  public var label: Symbol

  @inlinable
  public init(value: Operand, label: Symbol = .none) {
    self.value = value
    self.label = label
  }
}

/// What an operation does. `a`, `b` are its operands, `arguments` its run in the argument pool.
@frozen
public enum OperationKind: UInt8, Sendable {
  /// a(arguments)
  case call
  /// a.name(arguments): a method call; a is nothing for Swift's implicit member.
  case invoke
  /// a.name
  case member
  /// a[b] (further indexes in arguments)
  case index
  /// a[arguments: low, high, step]
  case slice
  /// a name b
  case binary
  /// name a
  case unary
  /// One of the arguments, by a condition (`and`, `or`, `a if c else b`, `??`)
  case choice
  /// A literal of the arguments. Dictionaries alternate keys and values.
  case list, tuple, set, dictionary
  /// A string of parts: text and holes
  case template
  /// A string literal with spaces (SQL, prose): its content is `name`
  case text
  /// The parts of a key path
  case keyPath
  /// Begins a loop over a (nothing for `while`); the value is the element. b: index of its loopEnd.
  case loopBegin
  /// Ends the loop that began at operation index b.
  case loopEnd
  /// The collection that a comprehension makes of element a (key b for dictionaries). flags tell which.
  case gather
  /// Begins what runs only if a holds. b: index of its branchEnd.
  case branchBegin
  case branchElse
  case branchEnd
  /// local slot b = a
  case store
  /// a.name = b
  case storeMember
  /// a[arguments[0]] = arguments[1]
  case storeIndex
  /// The b-th of the values in a
  case unpack
  /// a, known to be of type b (an index of the file's types)
  case typed
  /// What a context manager a gives
  case enter
  case await
  case yield
  case `return`
  case raise
  /// Ends the round (`continue`) or, without its flag, the loop (`break`)
  case leave
  /// Template output of a
  case output
  /// Template filter: a | name: arguments
  case filter
  /// Template tag name with arguments
  case tag
  /// Template include of a with named arguments
  case include
  /// Template extends a
  case extends
  /// Template block named name; blockEnd
  case blockBegin, blockEnd
}

/// Small facts about an operation.
@frozen
public struct OperationFlags: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// loopBegin: a comprehension. gather: see the collection flags.
  public static let comprehension = OperationFlags(rawValue: 1)
  /// leave: `continue`
  public static let continues = OperationFlags(rawValue: 1)
  /// loopBegin: `while` or `repeat`
  public static let conditional = OperationFlags(rawValue: 2)
  /// binary and store: `x += y`
  public static let inPlace = OperationFlags(rawValue: 4)
  /// branchBegin: runs only if the condition does not hold (`guard`)
  public static let inverted = OperationFlags(rawValue: 2)
  /// branch: an exception handler
  public static let handler = OperationFlags(rawValue: 8)
  /// gather: a set; a dictionary; a generator (none: a list)
  public static let set = OperationFlags(rawValue: 16)
  public static let dictionary = OperationFlags(rawValue: 32)
  public static let generator = OperationFlags(rawValue: 64)
  /// loopBegin: `async for`; member and invoke: optional chain
  public static let async = OperationFlags(rawValue: 128)
}

/// One operation: 24 bytes.
@frozen
public struct Operation: Sendable {
  public var kind: OperationKind
  public var flags: OperationFlags
  public var argumentCount: UInt16
  public var name: Symbol
  public var a: Operand
  /// Second operand, index, slot or type, as the kind says; start in the argument pool for kinds with arguments.
  public var b: UInt32
  public var range: ByteRange

  @inlinable
  public init(
    kind: OperationKind, flags: OperationFlags = [], argumentCount: Int = 0, name: Symbol = .none,
    a: Operand = .nothing, b: UInt32 = 0, range: ByteRange
  ) {
    self.kind = kind
    self.flags = flags
    self.argumentCount = UInt16(truncatingIfNeeded: min(argumentCount, 0xFFFF))
    self.name = name
    self.a = a
    self.b = b
    self.range = range
  }

  @inlinable public var second: Operand { Operand(rawValue: b) }
}
