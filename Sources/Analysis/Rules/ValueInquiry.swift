// What pattern rules want to know of expressions: finds the operations that stand for them, and joins what the
// interpreter saw there. Observing is Interpreter+Inquiries' business, judging the answers that of the rules.

import Facts
import Findings
import Syntax

/// An expression that a pattern rule asks about.
public struct Inquiry: Hashable, Sendable {
  public var path: String
  public var range: ByteRange
  /// Its source text.
  public var text: String

  public init(path: String, range: ByteRange, text: String) {
    self.path = path
    self.range = range
    self.text = text
  }
}

/// The types that an inquiry tells apart.
public enum ExpressionType: UInt8, Sendable, CaseIterable {
  case list, tuple, set, dictionary, deque, range, string, bytes, number, iterator
  case query, rows, entity, relation, connection, function, `class`
}

/// How a collection grows.
public enum ExpressionGrowth: UInt8, Sendable {
  /// Written out where it stands.
  case constant
  /// A literal elsewhere, a slice by a constant, a batch.
  case bounded
  /// Rows, parameters, what a loop adds to.
  case inputSized
}

/// What the analysis saw of an expression, over all the ways that it was reached.
public struct ExpressionFacts: Hashable, Sendable {
  /// Empty when nothing is known.
  public var types: Set<ExpressionType> = []
  public var growths: Set<ExpressionGrowth> = []
  /// Whether it was the same in every round of the loop around it; empty outside loops.
  public var isInvariant: Set<Bool> = []
  public var performsQuery = false

  mutating func join(_ other: ExpressionFacts) {
    types.formUnion(other.types)
    growths.formUnion(other.growths)
    isInvariant.formUnion(other.isInvariant)
    performsQuery = performsQuery || other.performsQuery
  }
}

/// Where the expressions that are asked about are evaluated.
struct InquiryTable: Sendable {
  /// How an operation shows an expression.
  struct Watch: Sendable {
    var inquiry: Int
    var range: ByteRange
    /// The name that the expression is; none when the operation's own value is asked for.
    var name: Symbol
  }

  private(set) var inquiries: [Inquiry] = []
  /// By file and number of the operation in the file.
  private var watches: [Int: [Int: [Watch]]] = [:]
  /// Bodies that must be interpreted, by file.
  private(set) var bodies: [Int: Set<Int>] = [:]

  init() {}

  init(_ inquiries: [Inquiry], in project: Project) {
    guard !inquiries.isEmpty else { return }
    self.inquiries = inquiries
    let numbers = Dictionary(
      project.files.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    let byFile = Dictionary(grouping: inquiries.indices) { numbers[inquiries[$0].path] ?? -1 }
    for (file, members) in byFile where file >= 0 {
      place(members.sorted { inquiries[$0].range.start < inquiries[$1].range.start }, file, project)
    }
  }

  /// Whether anything is asked about a body.
  func asks(file: Int, body: Int) -> Bool { bodies[file]?.contains(body) ?? false }

  func watches(file: Int, operation: Int) -> [Watch] { watches[file]?[operation] ?? [] }

  /// Gives each expression of a file the operation that has its range, or, for a name, the smallest one around it.
  private mutating func place(_ members: [Int], _ file: Int, _ project: Project) {
    let facts = project.files[file]
    var best: [Int: (operation: Int, body: Int, length: Int, isExact: Bool)] = [:]
    for (body, fact) in facts.bodies.enumerated() {
      for operation in fact.indices {
        let range = facts.operations[operation].range
        var position = members.partitioningIndex { inquiries[$0].range.start >= range.start }
        while position < members.count, inquiries[members[position]].range.start < range.end {
          let member = members[position]
          position += 1
          guard inquiries[member].range.end <= range.end else { continue }
          let isExact = inquiries[member].range == range && facts.operations[operation].kind.hasValue
          if let known = best[member],
            known.isExact && !isExact || known.isExact == isExact && known.length <= range.count
          {
            continue
          }
          best[member] = (operation, body, range.count, isExact)
        }
      }
    }
    for (member, found) in best {
      let name = found.isExact ? Symbol.none : project.symbol(inquiries[member].text)
      guard found.isExact || !name.isNone else { continue }
      watches[file, default: [:]][found.operation, default: []].append(
        Watch(inquiry: member, range: inquiries[member].range, name: name))
      bodies[file, default: []].insert(found.body)
      // A closure is run by the body around it.
      var inner = found.body
      for _ in 0..<InquiryTable.closureDepth {
        guard let closure = facts.function(ofBody: inner).map({ facts.functions[$0] }),
          closure.flags.contains(.closure)
        else { break }
        inner = Int(closure.enclosingBody)
        bodies[file, default: []].insert(inner)
      }
    }
  }

  /// Closures in closures that are followed outwards.
  private static let closureDepth = 8
}

extension OperationKind {
  /// Whether the operation stands for an expression.
  fileprivate var hasValue: Bool {
    switch self {
    case .call, .invoke, .member, .index, .slice, .binary, .unary, .choice, .list, .tuple, .set, .dictionary,
      .template, .text, .keyPath, .gather, .typed, .await, .filter:
      return true
    case .loopBegin, .loopEnd, .branchBegin, .branchElse, .branchEnd, .store, .storeMember, .storeIndex, .unpack,
      .enter, .yield, .return, .raise, .leave, .output, .tag, .include, .extends, .blockBegin, .blockEnd:
      return false
    }
  }
}

extension Array {
  /// The first index whose element holds, where all after it do too.
  fileprivate func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
