// The compiled rules of one language: all pattern nodes in one array, names as numbers, rules by root kind.
// Written by the compiler, read by the matcher; nothing here allocates per file beyond the resolved names.

import Facts
import Findings
import Syntax

/// A set of node kinds: one bit each.
struct KindSet: Sendable, Equatable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init(_ kinds: [NodeKind] = []) {
    for kind in kinds { insert(kind) }
  }

  func contains(_ kind: NodeKind) -> Bool {
    let bit = kind.rawValue
    return (bit < 64 ? low >> UInt64(bit) : high >> UInt64(bit & 63)) & 1 != 0
  }

  mutating func insert(_ kind: NodeKind) {
    let bit = kind.rawValue
    if bit < 64 { low |= 1 << UInt64(bit) } else { high |= 1 << UInt64(bit & 63) }
  }

  mutating func remove(_ kind: NodeKind) {
    let bit = kind.rawValue
    if bit < 64 { low &= ~(1 << UInt64(bit)) } else { high &= ~(1 << UInt64(bit & 63)) }
  }

  mutating func formUnion(_ other: KindSet) {
    low |= other.low
    high |= other.high
  }

  var isEmpty: Bool { low == 0 && high == 0 }
}

/// What one node of a pattern asks of a node of the file.
struct PatternNode: Sendable {
  enum Operation: UInt8, Sendable {
    /// Same kind, name and children.
    case same
    /// Any node, kept in the capture `slot`.
    case capture
    /// Any node.
    case anything
    /// Any run of siblings.
    case skip
    /// Any run of siblings, kept in the capture `slot`.
    case captureAll
    /// A member whose object is found by following calls, members and subscripts down: the one child.
    case chain
    /// Any string.
    case anyString
    /// Any closure.
    case anyClosure
    /// A call whose keyword arguments stand in any order.
    case keywordCall
  }

  /// What is asked of the name of a `same` node.
  enum Name: Sendable {
    case any
    case none
    /// Number in the program's literals.
    case literal(Int32)
    /// Kept in the capture of this slot.
    case capture(Int32)
  }

  var operation: Operation
  var kind: NodeKind
  var name: Name
  var flags: NodeFlags
  var slot: Int32
  /// First pattern node after this one's descendants.
  var end: Int32
  /// Kinds of children of the file's node that may be there although the pattern does not state them.
  var optionalChildren: KindSet
  /// A trailing closure's argument.
  var isTrailing: Bool
  /// Text of a number or regex, as a number in the program's literal texts; -1 for other nodes.
  var text: Int32
}

/// A formula over pattern nodes.
indirect enum CompiledFormula: Sendable {
  /// Sibling pattern nodes `first ..< end`, the first of which is matched against the node itself.
  case code(first: Int32, end: Int32, literals: [Int32])
  case all([CompiledFormula])
  case any([CompiledFormula])
  case not(CompiledFormula)
  case inside(CompiledFormula, roots: KindSet)
  case has(CompiledFormula, roots: KindSet)
  case captured(slot: Int, CompiledFormula)
  case inLoop(Bool)
}

/// A text with captures, cut at them.
struct Template: Sendable {
  enum Piece: Sendable {
    case text(String)
    case capture(Int)
  }
  var pieces: [Piece]
}

/// A compiled rule of one language.
struct CompiledRule: Sendable {
  var id: String
  var kind: String
  var severity: Severity
  var confidence: Confidence
  var roots: KindSet
  /// Names of the captures by slot, without `$`.
  var captures: [String]
  var constraints: [(slot: Int, condition: PatternConstraint.Condition)]
  var message: Template
  var subject: Template?
  var costBefore: Template?
  var costAfter: Template?
  var rewrite: (title: Template, replacement: Template, safety: FixSafety)?
}

/// All pattern rules of one language, ready to match.
public struct PatternProgram: Sendable {
  public let language: Language
  var nodes: [PatternNode] = []
  var rules: [CompiledRule] = []
  /// Formulas of the rules, apart from them: matching copies no rule.
  var formulas: [CompiledFormula] = []
  /// Names that the patterns state, with their hashes.
  var literals: [(bytes: [UInt8], hash: UInt32)] = []
  /// Texts of numbers and regexes that the patterns state.
  var texts: [[UInt8]] = []
  /// Rules by the kind of node that they start at.
  var rulesByKind: [[Int32]] = Array(repeating: [], count: NodeKind.allCases.count)

  public init(language: Language) { self.language = language }

  public var isEmpty: Bool { rules.isEmpty }

  /// Ids of the rules in it.
  public var ruleIDs: [String] { rules.map(\.id) }
}
