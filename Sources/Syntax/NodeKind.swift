// The kinds of the common tree: what Python, Swift and page templates share, and what each kind's children are.
// SQL has its own statement tree. Frontends may leave out optional children but never reorder them.

/// Kind of a node. In the comments, `[x]` is an optional child, `x…` any number, and `name:` what the node's name is.
@frozen
public enum NodeKind: UInt8, Sendable, CaseIterable {
  // MARK: Containers
  /// The file: statements…
  case module
  /// A body: statements…
  case block
  /// What could not be read, or lies deeper than the nesting limit. Children: whatever was parsed inside.
  case unread

  // MARK: Declarations
  /// name: the function's. decorator… [typeParameters] parameterList [typeAnnotation: result] [block].
  /// Swift `init`, `deinit` and `subscript` are named so. Jinja macros are functions too. Flags: async, static, throwing.
  case functionDeclaration
  /// name: the type's (`extension A.B` has the name `A.B`'s last part and a first `typeAnnotation` child in its
  /// `inheritance`). decorator… [typeParameters] [inheritance] block. Flags tell class / struct / enum / protocol /
  /// extension / actor.
  case classDeclaration
  /// Base classes or conformances: argument… (Python, keyword arguments such as `metaclass=` named) or typeAnnotation…
  case inheritance
  /// parameter…
  case parameterList
  /// name: the local name. [label] [typeAnnotation] [defaultValue]. Flags: star, doubleStar, inout, variadic (Swift
  /// `T...` is star). A bare `*` or `/` in Python is a parameter without a name.
  case parameter
  /// name: a Swift argument label that differs from the parameter's local name (`_` for none).
  case label
  /// one expression
  case defaultValue
  /// Python decorator, Swift attribute or macro attribute: one expression (a call or a dotted name).
  case decorator
  /// name… or generic constraints; contents are best effort.
  case typeParameters
  /// A type as written, as an expression tree: names, members, subscripts for generics (`Array<Int>` and `list[int]`
  /// are `subscript`), Swift `[T]` is `list`, `[K: V]` is `dictionary` with one entry, `T?` is `optionalType`,
  /// tuples are `tuple`, functions are `functionType`. One child.
  case typeAnnotation
  /// `T?` and `T!`: one child
  case optionalType
  /// `(A, B) -> C`: parameters…, result last
  case functionType
  /// Swift `let` / `var`: decorator… binding…. Flags: constant for `let`, static, lazy.
  case variableDeclaration
  /// One of a variable declaration: pattern [typeAnnotation] [initial value expression] [accessor…]. The flag
  /// `hasValue` says that a value expression is there.
  case binding
  /// name: `get`, `set`, `willSet`, `didSet`, `_modify`, …; block. A bare computed body is one `get` accessor.
  case accessor
  /// Swift enum case declaration. name: the case's. [parameterList] [raw value expression]
  case enumCase
  /// Python `type X = …`, Swift `typealias`, `associatedtype`: name: the alias. [typeParameters] [typeAnnotation]
  case typeAlias
  /// `import a.b as c, d`: importedName…
  case importDeclaration
  /// `from a.b import c as d, *`: importedName…. name: the module path with its leading dots, as written (`..a.b`).
  case importFrom
  /// name: the dotted path or member as written; [alias]
  case importedName
  /// name: the local name after `as`
  case alias

  // MARK: Statements
  /// `for` loop: pattern, iterable expression, block, [elseClause]. Swift `where` is a `comprehensionCondition` after
  /// the iterable. Flags: async. Template `{% for %}` too (with `{% empty %}` / `{% else %}` as elseClause).
  case forLoop
  /// condition…, block, [elseClause]. Swift conditions may be `conditionBinding`.
  case whileLoop
  /// Swift `repeat`: block, condition
  case repeatLoop
  /// `if` / `elif` / `else`, flat: ifBranch… [elseClause]. Swift `if` expressions are this too.
  case ifStatement
  /// condition…, block
  case ifBranch
  /// block
  case elseClause
  /// Swift `guard`: condition…, block
  case guardStatement
  /// Swift `if let x = e`, `case p = e` in a condition: pattern [typeAnnotation] [expression]
  case conditionBinding
  /// Python `match`, Swift `switch`: subject expression, caseClause…
  case matchStatement
  /// pattern…, [caseGuard], block. A `default` / `case _` clause may have no pattern.
  case caseClause
  /// one expression
  case caseGuard
  /// block, exceptClause…, [elseClause], [finallyClause]; Swift `do` with its `catch` clauses too
  case tryStatement
  /// name: the bound exception. [exception expression] block
  case exceptClause
  /// block; Swift `defer` too
  case finallyClause
  /// withItem… block. Flags: async. Template `{% with %}` too.
  case withStatement
  /// expression [pattern]
  case withItem
  /// [expression]
  case returnStatement
  /// Python `raise`, Swift `throw`: [expression] [from expression]
  case raiseStatement
  case breakStatement
  case continueStatement
  case passStatement
  /// `a = b = value`: target pattern…, value. Template `{% set %}` too. Annotated Python: target, typeAnnotation, [value];
  /// the flag `hasValue` says that the last child is the value.
  case assignment
  /// name: the operator without `=`. target, value
  case augmentedAssignment
  /// Python `global` / `nonlocal`: name…
  case scopeDeclaration
  /// `del a, b`: expression…
  case deleteStatement
  /// expression [message]
  case assertStatement
  /// An expression that stands as a statement: one expression
  case expressionStatement
  /// `#if` … `#endif`: the parts of all branches as blocks
  case conditionalCompilation

  // MARK: Expressions
  /// name: the identifier. Swift `$0`, `self`, `super`, `Self` and Python `self` too. In a pattern it binds.
  case name
  /// name: the digits as written when there are at most `Limits.integerNameBytes` of them
  case integer
  case float
  /// A string without holes. name: its decoded content when it has at most `Limits.stringNameBytes` bytes. Adjacent Python literals are one node.
  /// Flags: bytes for b''.
  case string
  /// f-string, t-string, Swift interpolation: stringHole… in order
  case stringTemplate
  /// expression [format: stringHole…]
  case stringHole
  /// Regex literal.
  case regex
  /// True/False/None/nil/true/false/Ellipsis. name: as written
  case constant
  /// callee expression, argument…. Swift trailing closures are arguments at the end (label as written, flag
  /// `trailing`). Flags: none.
  case call
  /// name: the keyword or label, if any. One expression. Flags: star, doubleStar, inout (`&x`), trailing.
  case argument
  /// name: the member. object expression (none for Swift's implicit `.member`). Flags: optionalChain for `?.`.
  case member
  /// object expression, index… (argument or slice). Flags: optionalChain.
  case `subscript`
  /// Python `a:b:c`: three children, `absent` where left out. Swift ranges are `binary`.
  case slice
  /// A child that is left out where its place matters.
  case absent
  /// name: the operator (`+`, `%`, `..<`, `??`, `is`, `as?`, `in`, `not in`, `==`, …). left, right. Python comparison chains
  /// `a < b < c` are `binary` with three operands and the first operator's name.
  case binary
  /// name: `and` / `or` (Swift `&&` / `||` are stored so). operands…, flat
  case logical
  /// name: the operator (`-`, `+`, `~`, `not`; Swift `!` prefix is stored as `not`; `&`, prefix ranges). operand
  case unary
  /// Swift postfix operators other than `?` and `!`. name: the operator. operand
  case postfix
  /// Swift `x?` in a chain and `x!`: one expression. Flag optionalChain for `?`.
  case unwrap
  /// `a if c else b` and `c ? a : b`: condition, then, else (always in this order)
  case conditional
  /// Python `lambda` and Swift closures: [captureList] parameterList [typeAnnotation] then, for Python, one expression;
  /// for Swift, a block. Swift closures without a signature have an empty parameterList.
  case closure
  /// Swift capture list: expression…
  case captureList
  /// element…; Python generator-less parentheses are dropped. A tuple pattern too.
  case tuple
  /// element…
  case list
  /// element…
  case set
  /// dictionaryEntry… or starred
  case dictionary
  /// key, value
  case dictionaryEntry
  /// element expression (or dictionaryEntry), then comprehensionFor…
  case listComprehension
  case setComprehension
  case dictionaryComprehension
  case generatorComprehension
  /// pattern, iterable, comprehensionCondition…. Flags: async
  case comprehensionFor
  /// one expression
  case comprehensionCondition
  /// `*x` / `**x` outside calls. Flags: doubleStar. One expression.
  case starred
  /// Python `x := e`: name, value
  case namedExpression
  /// one expression
  case await
  /// Swift `try`, `try?`, `try!`: one expression. Flags: optionalChain for `try?`.
  case tryExpression
  /// [expression]. Flags: star for `yield from`
  case yield
  /// Swift key path `\A.b.c`: [typeAnnotation] then member… flattened as one expression over an `absent` root
  case keyPath
  /// Swift macro expansion `#name(...)`. name: the macro's. argument…
  case macro
  /// Swift pattern with a type or case: `.some(let x)`, `let x as T`, …; best effort: sub-patterns and expressions…
  case pattern

  // MARK: Page templates
  /// `{{ expression }}`: one expression
  case output
  /// Django `x|filter:arg` and Jinja `x|filter(arg)`. name: the filter's. expression, argument…
  case filter
  /// A tag that is no statement of the common tree. name: the tag's. argument… [block…]. `{% t … as x %}`,
  /// `{% regroup … as x %}` and `{% set x %}…{% endset %}` are an `assignment` of which the tag is the value.
  case tag
  /// `{% include e %}`. expression, argument… (named for `with a=b`). Flags: `only` is `constant`.
  case include
  /// `{% extends e %}`: expression
  case extends
  /// `{% block name %}`. name: the block's. block
  case templateBlock

  // MARK: Sets of kinds
  /// Whether control comes back to the body after it.
  @inlinable
  public var isLoop: Bool {
    switch self {
    case .forLoop, .whileLoop, .repeatLoop, .comprehensionFor: return true
    default: return false
    }
  }
}

/// Small facts about a node. Which kinds use which flag is said at the kind.
@frozen
public struct NodeFlags: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static let async = NodeFlags(rawValue: 1 << 0)
  public static let `static` = NodeFlags(rawValue: 1 << 1)
  public static let throwing = NodeFlags(rawValue: 1 << 2)
  public static let constant = NodeFlags(rawValue: 1 << 3)
  public static let hasValue = NodeFlags(rawValue: 1 << 4)
  public static let star = NodeFlags(rawValue: 1 << 5)
  public static let doubleStar = NodeFlags(rawValue: 1 << 6)
  public static let `inout` = NodeFlags(rawValue: 1 << 7)
  public static let optionalChain = NodeFlags(rawValue: 1 << 8)
  public static let trailing = NodeFlags(rawValue: 1 << 9)
  public static let bytes = NodeFlags(rawValue: 1 << 10)
  public static let lazy = NodeFlags(rawValue: 1 << 11)
  /// Class declarations: which word introduced them. None of these for `class`.
  public static let isStruct = NodeFlags(rawValue: 1 << 12)
  public static let isEnum = NodeFlags(rawValue: 1 << 13)
  public static let isProtocol = NodeFlags(rawValue: 1 << 14)
  public static let isExtension = NodeFlags(rawValue: 1 << 15)
}
