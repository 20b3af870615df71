// Operator expressions: precedence by a table of the standard operators, without recursion over their operands.

import Syntax

/// How tightly an operator binds. The raw values are ordered.
enum Precedence: UInt8, Comparable {
  case arrow, assignment, ternary, custom, disjunction, conjunction, comparison, nilCoalescing, casting, range
  case addition, multiplication, shift

  static func < (a: Precedence, b: Precedence) -> Bool { a.rawValue < b.rawValue }

  var isRightAssociative: Bool { self == .assignment || self == .ternary || self == .nilCoalescing || self == .arrow }
}

/// An operator whose right operand is being read.
struct PendingOperator {
  var precedence: Precedence
  var node: NodeKind
  var name: NameID
  /// Where its left operand begins.
  var mark: TreeBuilder.Mark
  var start: Int
}

extension SwiftParser {
  /// A whole expression, assignments included.
  mutating func parseExpression(_ style: Style = []) {
    guard enter(2) else {
      skipDeep()
      return
    }
    let mark = builder.mark()
    let from = start
    parseOperand(style)
    if isAtInfix(style) { parseInfix(mark, from, style) }
    leave(2)
  }

  /// Whether an operator between operands is here.
  private mutating func isAtInfix(_ style: Style) -> Bool {
    switch kind {
    case .operatorBinary, .questionInfix, .is, .as: return true
    case .equal: return !style.contains(.matching)
    case .arrow: return true
    case .async, .throws, .rethrows, .reasync: return isAtArrowEffects()
    default: return false
    }
  }

  /// `async throws ->` in a function type written as an expression.
  private mutating func isAtArrowEffects() -> Bool {
    isArrowAfterEffects(index)
  }

  /// The rest of an expression whose first operand was finished since `mark`.
  private mutating func parseInfix(_ first: TreeBuilder.Mark, _ firstStart: Int, _ style: Style) {
    let base = operators.count
    var mark = first
    var from = firstStart
    while isAtInfix(style) {
      var (precedence, node, name) = currentOperator()
      if node == .binary && isCast() {
        reduce(base, &mark, &from, to: .casting)
        parseCast(mark, from)
        continue
      }
      reduce(base, &mark, &from, to: precedence)
      if node == .logical, let top = operators.last, operators.count > base, top.node == .logical, top.name == name {
        advance()
      } else {
        if kind == .arrow || kind == .async || kind == .throws || kind == .rethrows || kind == .reasync {
          skipEffects()
          name = words.arrow
        }
        advance()
        if node == .conditional {
          parseExpression(style.subtracting(.condition))
          expect(.colon, ":")
        }
        operators.append(
          PendingOperator(precedence: precedence, node: node, name: name, mark: mark, start: from))
      }
      mark = builder.mark()
      from = start
      parseOperand(style)
    }
    while operators.count > base { finishTop(&mark, &from) }
  }

  private mutating func isCast() -> Bool { kind == .is || kind == .as }

  /// Finishes the waiting operators that bind tighter than the next one.
  private mutating func reduce(
    _ base: Int, _ mark: inout TreeBuilder.Mark, _ from: inout Int, to precedence: Precedence
  ) {
    while operators.count > base, let top = operators.last {
      if top.precedence < precedence { return }
      if top.precedence == precedence && (precedence.isRightAssociative || top.node == .logical) { return }
      finishTop(&mark, &from)
    }
  }

  private mutating func finishTop(_ mark: inout TreeBuilder.Mark, _ from: inout Int) {
    guard let top = operators.popLast() else { return }
    finish(top.node, from: top.mark, start: top.start, name: top.name)
    mark = top.mark
    from = top.start
  }

  /// `is T`, `as T`, `as? T`, `as! T`
  private mutating func parseCast(_ mark: TreeBuilder.Mark, _ from: Int) {
    var name = kind == .is ? words.isWord : words.asWord
    let isAs = kind == .as
    advance()
    if isAs && kind == .questionPostfix {
      name = words.asOptional
      advance()
    } else if isAs && kind == .exclamation {
      name = words.asForced
      advance()
    }
    parseTypeAnnotation()
    finish(.binary, from: mark, start: from, name: name)
  }

  /// Precedence, node kind and name of the operator here.
  private mutating func currentOperator() -> (Precedence, NodeKind, NameID) {
    switch kind {
    case .equal: return (.assignment, .assignment, .none)
    case .questionInfix: return (.ternary, .conditional, .none)
    case .is, .as: return (.casting, .binary, .none)
    case .arrow, .async, .throws, .rethrows, .reasync: return (.arrow, .binary, words.arrow)
    default: break
    }
    let precedence = Precedence.standard(source, start, end)
    switch precedence {
    case .assignment: return (.assignment, .augmentedAssignment, names.intern(source, start, end - 1))
    case .conjunction: return (.conjunction, .logical, words.and)
    case .disjunction: return (.disjunction, .logical, words.or)
    default: return (precedence, .binary, names.intern(source, start, end))
    }
  }
}

extension Precedence {
  /// Precedence of the operator in a range of the source, as the standard library declares it. Other operators that end
  /// in `=` assign; the rest bind as `DefaultPrecedence`.
  static func standard(_ source: SourceBytes, _ start: Int, _ end: Int) -> Precedence {
    let length = end - start
    let first = source[start]
    let second = length > 1 ? source[start + 1] : 0
    if length == 1 {
      switch first {
      case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "|"), UInt8(ascii: "^"): return .addition
      case UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: "&"): return .multiplication
      case UInt8(ascii: "<"), UInt8(ascii: ">"): return .comparison
      default: return .custom
      }
    }
    if source[end - 1] == UInt8(ascii: "=") {
      return isComparison(source, start, length) ? .comparison : .assignment
    }
    switch (first, second, length) {
    case (UInt8(ascii: "&"), UInt8(ascii: "&"), 2): return .conjunction
    case (UInt8(ascii: "|"), UInt8(ascii: "|"), 2): return .disjunction
    case (UInt8(ascii: "?"), UInt8(ascii: "?"), 2): return .nilCoalescing
    case (UInt8(ascii: "."), UInt8(ascii: "."), 3): return .range
    case (UInt8(ascii: "<"), UInt8(ascii: "<"), 2), (UInt8(ascii: ">"), UInt8(ascii: ">"), 2): return .shift
    case (UInt8(ascii: "&"), UInt8(ascii: "<"), 3), (UInt8(ascii: "&"), UInt8(ascii: ">"), 3): return .shift
    case (UInt8(ascii: "&"), UInt8(ascii: "+"), 2), (UInt8(ascii: "&"), UInt8(ascii: "-"), 2): return .addition
    case (UInt8(ascii: "&"), UInt8(ascii: "*"), 2): return .multiplication
    case (UInt8(ascii: "."), UInt8(ascii: "<"), 2), (UInt8(ascii: "."), UInt8(ascii: ">"), 2): return .comparison
    case (UInt8(ascii: "."), UInt8(ascii: "&"), 2): return .multiplication
    case (UInt8(ascii: "."), UInt8(ascii: "|"), 2), (UInt8(ascii: "."), UInt8(ascii: "^"), 2): return .addition
    default: return .custom
    }
  }

  /// `== != <= >= ~= === !==` and their pointwise forms, which end in `=` without assigning.
  private static func isComparison(_ source: SourceBytes, _ start: Int, _ length: Int) -> Bool {
    let isPointwise = source[start] == UInt8(ascii: ".") && length > 2
    let from = isPointwise ? start + 1 : start
    switch (source[from], length - (isPointwise ? 1 : 0)) {
    case (UInt8(ascii: "="), _), (UInt8(ascii: "!"), _): return true
    case (UInt8(ascii: "<"), 2), (UInt8(ascii: ">"), 2), (UInt8(ascii: "~"), 2): return true
    default: return false
    }
  }
}
