// Looking ahead without reading: does `<` begin generic arguments (then a type list and `>` follow, and after it a token
// that an expression cannot begin with), and does `{` begin with a closure's signature.

import Syntax

/// A place in the tokens, inside an operator when part of it was passed.
private struct Place {
  var index: Int
  /// Characters of the token that were passed.
  var passed = 0
}

extension SwiftParser {
  /// Tokens that one look ahead may pass over; longer generic argument lists in expressions are read as comparisons.
  private static let lookaheadLimit = 1024

  /// Whether the `<` here begins generic arguments in an expression.
  mutating func startsGenericArguments() -> Bool {
    guard source[start] == UInt8(ascii: "<"), kind.isOperator else { return false }
    if end - start > 1 { return false }
    var place = Place(index: index)
    guard passArguments(&place, depth: depth), place.index < tokens.count else { return false }
    let after = place.index
    if place.passed > 0 {
      let character = source[tokens[after].start + place.passed]
      return character == UInt8(ascii: "?") || character == UInt8(ascii: "!")
    }
    switch kind(at: after) {
    case .rightParen, .rightBracket, .leftBrace, .rightBrace, .period, .comma, .semicolon, .endOfFile, .exclamation,
      .questionPostfix, .colon, .holeEnd:
      return true
    case .operatorBinary:
      return tokens[after].length == 1 && source[tokens[after].start] == UInt8(ascii: "&")
    case .leftParen, .leftBracket: return !startsLine(after)
    default: return false
    }
  }

  private mutating func character(_ place: Place) -> UInt8 {
    guard place.index < tokens.count, kind(at: place.index).isOperator else { return 0 }
    return source[tokens[place.index].start + place.passed]
  }

  /// Passes one character of an operator.
  private mutating func pass(_ place: inout Place) {
    place.passed += 1
    if place.passed >= tokens[place.index].length { step(&place) }
  }

  private mutating func step(_ place: inout Place) { place = Place(index: next(after: place.index)) }

  private mutating func isWithinReach(_ place: Place) -> Bool {
    place.index < tokens.count - 1 && place.index - index < SwiftParser.lookaheadLimit
  }

  private mutating func passArguments(_ place: inout Place, depth: Int) -> Bool {
    guard character(place) == UInt8(ascii: "<"), depth < depthLimit else { return false }
    pass(&place)
    while isWithinReach(place) && character(place) != UInt8(ascii: ">") {
      guard passType(&place, depth: depth + 1) else { return false }
      guard kind(at: place.index) == .comma else { break }
      step(&place)
    }
    guard character(place) == UInt8(ascii: ">") else { return false }
    pass(&place)
    return true
  }

  private mutating func passSpecifiers(_ place: inout Place) {
    while isWithinReach(place) {
      switch kind(at: place.index) {
      case .at:
        step(&place)
        step(&place)
        if kind(at: place.index) == .leftParen && tokens[place.index].start == tokens[place.index - 1].end {
          place = Place(index: indexAfterGroup(place.index))
        }
      case .inout, .repeat: step(&place)
      case .some, .any, .each, .sending, .isolated, .borrowing, .consuming, .nonisolated, .sharedSpecifier,
        .ownedSpecifier, .underscoredConst:
        let next = kind(at: place.index + 1)
        guard next.isName || next == .leftParen || next == .leftBracket || next == .selfType || next == .anyType else {
          return
        }
        step(&place)
      default: return
      }
    }
  }

  private mutating func passType(_ place: inout Place, depth: Int) -> Bool {
    guard depth < depthLimit else { return false }
    while isWithinReach(place) {
      passSpecifiers(&place)
      guard passSimpleType(&place, depth: depth) else { return false }
      passPostfixes(&place, depth: depth)
      switch kind(at: place.index) {
      case .arrow, .async, .throws, .rethrows:
        while kind(at: place.index) == .async || kind(at: place.index) == .rethrows { step(&place) }
        if kind(at: place.index) == .throws {
          step(&place)
          if kind(at: place.index) == .leftParen { place = Place(index: indexAfterGroup(place.index)) }
        }
        guard kind(at: place.index) == .arrow else { return false }
        step(&place)
      case .operatorBinary
      where place.passed == 0 && tokens[place.index].length == 1 && character(place) == UInt8(ascii: "&"):
        step(&place)
      default:
        return true
      }
    }
    return false
  }

  private mutating func passSimpleType(_ place: inout Place, depth: Int) -> Bool {
    guard place.passed == 0 else { return false }
    switch kind(at: place.index) {
    case .leftParen:
      return passTuple(&place, depth: depth)
    case .leftBracket:
      return passCollection(&place, depth: depth)
    case .operatorPrefix:
      guard tokens[place.index].length == 1 else { return false }
      let character = character(place)
      step(&place)
      if character == UInt8(ascii: "-") && kind(at: place.index) == .integer {
        step(&place)
        return true
      }
      return character == UInt8(ascii: "~") && passSimpleType(&place, depth: depth + 1)
    case .integer, .selfType, .anyType, .wildcard:
      let isInteger = kind(at: place.index) == .integer
      step(&place)
      return isInteger || character(place) != UInt8(ascii: "<") || passArguments(&place, depth: depth + 1)
    default:
      guard kind(at: place.index).isName, kind(at: place.index) != .dollarName else { return false }
      step(&place)
      while kind(at: place.index) == .doubleColon {
        step(&place)
        step(&place)
      }
      return character(place) != UInt8(ascii: "<") || passArguments(&place, depth: depth + 1)
    }
  }

  private mutating func passTuple(_ place: inout Place, depth: Int) -> Bool {
    step(&place)
    while isWithinReach(place) && kind(at: place.index) != .rightParen {
      if kind(at: place.index).isWord {
        if kind(at: place.index + 1) == .colon {
          place = Place(index: place.index + 2)
        } else if kind(at: place.index + 1).isWord && kind(at: place.index + 2) == .colon {
          place = Place(index: place.index + 3)
        }
      }
      guard passType(&place, depth: depth + 1) else { return false }
      if kind(at: place.index).isOperator && tokens[place.index].length == 3 && character(place) == UInt8(ascii: ".") {
        step(&place)
      }
      guard kind(at: place.index) == .comma else { break }
      step(&place)
    }
    guard kind(at: place.index) == .rightParen, place.passed == 0 else { return false }
    step(&place)
    return true
  }

  private mutating func passCollection(_ place: inout Place, depth: Int) -> Bool {
    step(&place)
    guard passType(&place, depth: depth + 1) else { return false }
    if kind(at: place.index) == .colon && place.passed == 0 {
      step(&place)
      guard passType(&place, depth: depth + 1) else { return false }
    } else if kind(at: place.index) == .name && tokens[place.index].length == 2 {
      step(&place)
      guard passType(&place, depth: depth + 1) else { return false }
    }
    guard kind(at: place.index) == .rightBracket, place.passed == 0 else { return false }
    step(&place)
    return true
  }

  private mutating func passPostfixes(_ place: inout Place, depth: Int) {
    while isWithinReach(place) {
      switch kind(at: place.index) {
      case .period:
        guard kind(at: place.index + 1).isWord else { return }
        place = Place(index: place.index + 2)
        if character(place) == UInt8(ascii: "<") {
          var after = place
          guard passArguments(&after, depth: depth + 1) else { return }
          place = after
        }
      case .questionPostfix, .exclamation: step(&place)
      case .operatorPostfix, .operatorBinary:
        let character = character(place)
        guard character == UInt8(ascii: "?") || character == UInt8(ascii: "!"),
          place.passed > 0 || kind(at: place.index) == .operatorPostfix
        else { return }
        pass(&place)
      default: return
      }
    }
  }

  // MARK: Closures

  /// Whether what follows the `{` at the current token is a closure's signature, ended by `in`.
  mutating func startsClosureSignature() -> Bool {
    var at = index + 1
    while kind(at: at) == .at {
      at += 2
      while kind(at: at) == .period { at += 2 }
      if kind(at: at) == .leftParen && tokens[at].start == tokens[at - 1].end { at = indexAfterGroup(at) }
    }
    if kind(at: at) == .leftBracket { at = indexAfterGroup(at) }
    switch kind(at: at) {
    case .in: return true
    case .leftParen: at = indexAfterGroup(at)
    default:
      guard kind(at: at).isName || kind(at: at) == .wildcard else { return false }
      if !kind(at: at).isEffect || kind(at: at + 1) == .comma || kind(at: at + 1) == .in { at += 1 }
      while kind(at: at) == .comma && (kind(at: at + 1).isName || kind(at: at + 1) == .wildcard) { at += 2 }
    }
    while kind(at: at).isEffect {
      let isThrows = kind(at: at) == .throws
      at += 1
      if isThrows && kind(at: at) == .leftParen { at = indexAfterGroup(at) }
    }
    if kind(at: at) == .in { return true }
    guard kind(at: at) == .arrow else { return false }
    var place = Place(index: at + 1)
    return passType(&place, depth: depth) && kind(at: place.index) == .in
  }
}
