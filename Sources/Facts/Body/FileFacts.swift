// What one file says, once its text and tree are gone: bodies, functions, classes, types, imports.
// A file's facts depend on that file alone; joining them is Analysis' business.

import Findings
import Syntax

public enum Language: UInt8, Sendable, CaseIterable {
  case python, swift, template, sql

  public var name: String {
    switch self {
    case .python: return "python"
    case .swift: return "swift"
    case .template: return "template"
    case .sql: return "sql"
    }
  }
}

/// What a file is for, by its path and head; findings are reported in `normal` files unless asked otherwise.
public enum FileScope: UInt8, Sendable, CaseIterable {
  case normal, test, migration, vendored, generated
}

/// Index of a type in `FileFacts.types`; negative for none.
public typealias TypeReference = Int32

/// A type as written: `name` applied to arguments. Optionals are `Optional`, Swift's `[T]` is `Array`, unions are `|`.
public struct TypeFact: Hashable, Sendable {
  public var name: Symbol
  /// The dotted path before the name, if any (`models` in `models.Model`).
  public var qualifier: Symbol
  public var arguments: Range<Int32>

  public init(name: Symbol, qualifier: Symbol, arguments: Range<Int32>) {
    self.name = name
    self.qualifier = qualifier
    self.arguments = arguments
  }
}

/// A parameter; its value is in the slot with the same number.
public struct ParameterFact: Hashable, Sendable {
  public var name: Symbol
  /// Swift label at the call; the name where none is written; `none` for `_`.
  public var label: Symbol
  public var type: TypeReference
  public var isStar: Bool
  public var isDoubleStar: Bool
  public var hasDefault: Bool
  /// Default value when it is a literal or a name; else nothing.
  public var defaultValue: Operand

  public init(
    name: Symbol, label: Symbol, type: TypeReference, isStar: Bool, isDoubleStar: Bool, hasDefault: Bool,
    defaultValue: Operand
  ) {
    self.name = name
    self.label = label
    self.type = type
    self.isStar = isStar
    self.isDoubleStar = isDoubleStar
    self.hasDefault = hasDefault
    self.defaultValue = defaultValue
  }
}

public enum BodyKind: UInt8, Sendable {
  case module, classBody, function, closure, template
}

/// A run of operations in `FileFacts.operations`. Operation numbers inside count from its start.
@frozen
public struct Body: Sendable {
  public var kind: BodyKind
  public var operations: Range<Int32>
  /// Names of the local slots, in `FileFacts.slots`. Parameters come first.
  public var slots: Range<Int32>
  /// Whether there is any loop in it.
  public var hasLoop: Bool

  public init(kind: BodyKind, operations: Range<Int32>, slots: Range<Int32>, hasLoop: Bool) {
    self.kind = kind
    self.operations = operations
    self.slots = slots
    self.hasLoop = hasLoop
  }

  /// Place of its first operation in `FileFacts.operations`.
  @inlinable
  public var start: Int { Int(operations.lowerBound) }

  /// Places of its operations in `FileFacts.operations`.
  @inlinable
  public var indices: Range<Int> { Int(operations.lowerBound)..<Int(operations.upperBound) }
}

public struct FunctionFlags: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }
  public static let async = FunctionFlags(rawValue: 1)
  /// No implicit receiver (Python `staticmethod`, Swift `static`)
  public static let `static` = FunctionFlags(rawValue: 2)
  public static let classMethod = FunctionFlags(rawValue: 4)
  /// Read without a call: `@property`, Swift computed property
  public static let property = FunctionFlags(rawValue: 8)
  /// A property computed once per object
  public static let cached = FunctionFlags(rawValue: 16)
  public static let generator = FunctionFlags(rawValue: 32)
  /// Swift `willSet` / `didSet`
  public static let observer = FunctionFlags(rawValue: 64)
  public static let closure = FunctionFlags(rawValue: 128)
  /// Results are remembered for the same arguments (`lru_cache`, `cache`)
  public static let memoized = FunctionFlags(rawValue: 256)
}

/// A function, method, property, closure or template macro.
public struct FunctionFact: Sendable {
  public var name: Symbol
  /// Index of the class it is declared in, or -1.
  public var owner: Int32
  /// Index of the body that encloses it.
  public var enclosingBody: Int32
  /// Index of its own body, or -1 when it has none.
  public var body: Int32
  public var parameters: Range<Int32>
  public var returnType: TypeReference
  public var flags: FunctionFlags
  public var decorators: Range<Int32>
  /// The header: from its first byte to its body.
  public var range: ByteRange

  public init(
    name: Symbol, owner: Int32, enclosingBody: Int32, body: Int32, parameters: Range<Int32>,
    returnType: TypeReference, flags: FunctionFlags, decorators: Range<Int32>, range: ByteRange
  ) {
    self.name = name
    self.owner = owner
    self.enclosingBody = enclosingBody
    self.body = body
    self.parameters = parameters
    self.returnType = returnType
    self.flags = flags
    self.decorators = decorators
    self.range = range
  }
}

public enum ClassForm: UInt8, Sendable {
  case `class`, `struct`, `enum`, `protocol`, `extension`
}

public struct ClassFact: Sendable {
  public var name: Symbol
  public var form: ClassForm
  /// Base classes or conformances as types.
  public var bases: Range<Int32>
  public var body: Int32
  /// Index of the class it is nested in, or -1.
  public var owner: Int32
  public var decorators: Range<Int32>
  public var range: ByteRange

  public init(
    name: Symbol, form: ClassForm, bases: Range<Int32>, body: Int32, owner: Int32, decorators: Range<Int32>,
    range: ByteRange
  ) {
    self.name = name
    self.form = form
    self.bases = bases
    self.body = body
    self.owner = owner
    self.decorators = decorators
    self.range = range
  }
}

/// A declared attribute with a type: Python `x: T`, Swift stored property.
public struct AttributeFact: Sendable {
  public var owner: Int32
  public var name: Symbol
  public var type: TypeReference
  public var isStatic: Bool
  public var range: ByteRange

  public init(owner: Int32, name: Symbol, type: TypeReference, isStatic: Bool, range: ByteRange) {
    self.owner = owner
    self.name = name
    self.type = type
    self.isStatic = isStatic
    self.range = range
  }
}

/// `import a.b as c` (member none) or `from a.b import d as c`. A star import has the member `*`.
public struct ImportFact: Sendable {
  public var localName: Symbol
  /// Dotted, with leading dots for relative ones.
  public var module: Symbol
  public var member: Symbol

  public init(localName: Symbol, module: Symbol, member: Symbol) {
    self.localName = localName
    self.module = module
    self.member = member
  }
}

/// A decorator or attribute: its dotted name, and its call's arguments where it has any.
public struct DecoratorFact: Sendable {
  /// Last part of the dotted name.
  public var name: Symbol
  public var qualifier: Symbol
  /// Operation of the enclosing body that evaluates it, or nothing.
  public var value: Operand

  public init(name: Symbol, qualifier: Symbol, value: Operand) {
    self.name = name
    self.qualifier = qualifier
    self.value = value
  }
}

/// What a file says while it is being lowered: `FileFacts` to be.
public struct FactsDraft {
  public var path: String
  public var language: Language
  public var scope: FileScope
  public var operations: [Operation] = []
  public var arguments: [Argument] = []
  public var slots: [Symbol] = []
  public var bodies: [Body] = []
  public var functions: [FunctionFact] = []
  public var parameters: [ParameterFact] = []
  public var classes: [ClassFact] = []
  public var bases: [TypeReference] = []
  public var attributes: [AttributeFact] = []
  public var types: [TypeFact] = []
  public var typeArguments: [TypeReference] = []
  public var imports: [ImportFact] = []
  public var decorators: [DecoratorFact] = []
  /// Parts that were deeper than the limits and left out.
  public var cutOff = 0

  public init(path: String, language: Language, scope: FileScope) {
    self.path = path
    self.language = language
    self.scope = scope
  }
}

/// Everything one file says. Bodies[0] is the module's (or the template's). A class, so that passing a file's facts
/// around costs one reference, not one for each of its arrays.
public final class FileFacts: Sendable {
  public let path: String
  public let language: Language
  public let scope: FileScope
  public let operations: [Operation]
  public let arguments: [Argument]
  public let slots: [Symbol]
  public let bodies: [Body]
  public let functions: [FunctionFact]
  public let parameters: [ParameterFact]
  public let classes: [ClassFact]
  public let bases: [TypeReference]
  public let attributes: [AttributeFact]
  public let types: [TypeFact]
  public let typeArguments: [TypeReference]
  public let imports: [ImportFact]
  public let decorators: [DecoratorFact]
  public let cutOff: Int

  public init(_ draft: FactsDraft) {
    path = draft.path
    language = draft.language
    scope = draft.scope
    operations = draft.operations
    arguments = draft.arguments
    slots = draft.slots
    bodies = draft.bodies
    functions = draft.functions
    parameters = draft.parameters
    classes = draft.classes
    bases = draft.bases
    attributes = draft.attributes
    types = draft.types
    typeArguments = draft.typeArguments
    imports = draft.imports
    decorators = draft.decorators
    cutOff = draft.cutOff
  }

  /// The operations of a body.
  @inlinable
  public func operations(of body: Body) -> ArraySlice<Operation> {
    operations[body.indices]
  }

  /// Names of a body's local slots, parameters first.
  public func slots(of body: Body) -> ArraySlice<Symbol> {
    slots[Int(body.slots.lowerBound)..<Int(body.slots.upperBound)]
  }

  /// The function that a body is of; nil for a module's, a class's and a template's own.
  public func function(ofBody body: Int) -> Int? { functions.firstIndex { Int($0.body) == body } }

  public func parameters(of function: FunctionFact) -> ArraySlice<ParameterFact> {
    parameters[Int(function.parameters.lowerBound)..<Int(function.parameters.upperBound)]
  }

  public func decorators(of function: FunctionFact) -> ArraySlice<DecoratorFact> {
    decorators[Int(function.decorators.lowerBound)..<Int(function.decorators.upperBound)]
  }

  public func decorators(of type: ClassFact) -> ArraySlice<DecoratorFact> {
    decorators[Int(type.decorators.lowerBound)..<Int(type.decorators.upperBound)]
  }

  /// Base classes or conformances as written, without those that are no type (`class A(made())`).
  @inlinable
  public func bases(of type: ClassFact) -> some Sequence<TypeFact> {
    bases[Int(type.bases.lowerBound)..<Int(type.bases.upperBound)].lazy.filter { $0 >= 0 }.map { self.types[Int($0)] }
  }

  /// What a type is applied to (`Int` of `Array<Int>`); negative where that is no type.
  public func arguments(of type: TypeFact) -> ArraySlice<TypeReference> {
    typeArguments[Int(type.arguments.lowerBound)..<Int(type.arguments.upperBound)]
  }

  /// The arguments of an operation.
  @inlinable
  public func arguments(of operation: Operation) -> ArraySlice<Argument> {
    let start = min(Int(operation.b), arguments.count)
    return arguments[start..<min(start + Int(operation.argumentCount), arguments.count)]
  }
}
