// The kinds of Swift tokens, and which words are keywords. How they are cut out of the text is the lexer's business.

/// Kind of a Swift token. The order matters: words that may serve as names come first, then reserved words.
public enum SwiftTokenKind: UInt8, CaseIterable, Sendable {
  // MARK: Names and words that are keywords only where the grammar says so
  case name
  case actor, any, async, await, borrowing, consume, consuming, convenience, copy, didSet, discard, distributed
  case dynamic, each, final, get, indirect, infix, isolated, lazy, macro, mutating, nonisolated, nonmutating, open
  case optional, override, package, postfix, prefix, reasync, required, sending, set, some, then, unowned, unsafe
  case weak, willSet, yield
  case underscoredConst, underscoredModify, underscoredRead, underscoredLocal, sharedSpecifier, ownedSpecifier
  case consumingModifier
  case metatypeWord, protocolMetatypeWord
  /// `$0`
  case dollarName

  // MARK: Reserved words
  case `as`, `associatedtype`, `break`, `case`, `catch`, `class`, `continue`, `default`, `defer`, `deinit`, `do`
  case `else`, `enum`, `extension`, `fallthrough`, `false`, `fileprivate`, `for`, `func`, `guard`, `if`, `import`
  case `in`, initializer, `inout`, `internal`, `is`, `let`, `nil`, `operator`, `precedencegroup`, `private`
  case `protocol`, `public`, `repeat`, `rethrows`, `return`, selfValue, selfType, `static`, `struct`, `subscript`
  case `super`, `switch`, `throw`, `throws`, `true`, `try`, `typealias`, `var`, `where`, `while`, anyType
  /// `_`
  case wildcard

  // MARK: Literals
  case integer, float
  /// A string literal without interpolation.
  case string
  /// A string literal with interpolations, whole. The tokens of its holes follow it.
  case stringTemplate
  /// `\(` with its pounds
  case holeStart
  case holeEnd
  case regex

  // MARK: Punctuation
  case operatorBinary, operatorPrefix, operatorPostfix
  case leftParen, rightParen, leftBracket, rightBracket, leftBrace, rightBrace
  case comma, colon, doubleColon, semicolon, period, at, pound, backslash, backtick
  /// `=`
  case equal
  case arrow
  /// `&` before an operand
  case ampersand
  case questionPostfix, questionInfix, exclamation

  // MARK: Directives, one token with their pound
  case poundIf, poundElseif, poundElse, poundEndif, poundAvailable, poundUnavailable, poundSourceLocation

  case unknown
  case endOfFile

  /// Text of a keyword, or the name of the kind.
  public var label: String {
    switch self {
    case .initializer: return "init"
    case .selfValue: return "self"
    case .selfType: return "Self"
    case .anyType: return "Any"
    case .wildcard: return "_"
    case .metatypeWord: return "Type"
    case .protocolMetatypeWord: return "Protocol"
    case .underscoredConst: return "_const"
    case .underscoredModify: return "_modify"
    case .underscoredRead: return "_read"
    case .underscoredLocal: return "_local"
    case .sharedSpecifier: return "__shared"
    case .ownedSpecifier: return "__owned"
    case .consumingModifier: return "__consuming"
    default: return String(describing: self)
    }
  }

  /// Whether the token can name something without backticks.
  var isName: Bool { rawValue <= SwiftTokenKind.dollarName.rawValue }

  /// Whether the token is a word: a name or a reserved word.
  var isWord: Bool { rawValue <= SwiftTokenKind.wildcard.rawValue }
}

/// Finds keywords by their first and last eight bytes: open addressing over 512 slots, made once.
struct KeywordTable: Sendable {
  struct Slot: Sendable {
    var first: UInt64 = 0
    var last: UInt64 = 0
    var length = 0
    var kind = SwiftTokenKind.name
  }

  /// Length of the longest keyword, `precedencegroup`.
  static let longest = 15
  static let shared = KeywordTable()

  private let slots: [Slot]

  private init() {
    var slots = [Slot](repeating: Slot(), count: 512)
    for kind in SwiftTokenKind.allCases where kind.isWord && kind != .name && kind != .dollarName {
      let text = Array(kind.label.utf8)
      var first: UInt64 = 0
      var last: UInt64 = 0
      for i in 0..<min(8, text.count) { first |= UInt64(text[i]) << UInt64(i * 8) }
      for i in 0..<min(8, text.count) {
        let back = text.count <= 8 ? i : text.count - 8 + i
        last |= UInt64(text[back]) << UInt64(i * 8)
      }
      var slot = KeywordTable.slot(first, last)
      while slots[slot].length != 0 { slot = (slot + 1) & 511 }
      slots[slot] = Slot(first: first, last: last, length: text.count, kind: kind)
    }
    self.slots = slots
  }

  @inline(__always)
  private static func slot(_ first: UInt64, _ last: UInt64) -> Int {
    Int(truncatingIfNeeded: ((first ^ (last &<< 3)) &* 0x9E37_79B9_7F4A_7C15) >> 55)
  }

  /// Kind of the word whose first eight and last eight bytes (zero-filled when shorter) are given.
  @inline(__always)
  func kind(first: UInt64, last: UInt64, length: Int) -> SwiftTokenKind {
    var slot = KeywordTable.slot(first, last)
    while slots[slot].length != 0 {
      if slots[slot].first == first && slots[slot].last == last && slots[slot].length == length {
        return slots[slot].kind
      }
      slot = (slot + 1) & 511
    }
    return .name
  }
}
