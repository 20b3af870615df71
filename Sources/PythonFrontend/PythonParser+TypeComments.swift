// `# type:` comments (PEP 484) as annotations: of an assignment, of a parameter, of a function's whole signature.
// Those on `for` and `with` lines are left out, and comments that do not read as a type are ignored.

import Syntax

extension PythonParser {
  /// A comment such as `# type: (int, *str) -> bool`, split into tokens.
  struct SignatureComment {
    var tokens: [Token]
    /// Where the types of the parameters begin among the tokens; empty for `(...)`.
    var parameterTypes: [Int]
    /// 1 if the first parameter (`self`) has no type.
    var skippedParameters: Int
    var resultType: Int
  }

  /// The comment that stands right before the token at `index`, if it is a type comment.
  private mutating func typeComment(before index: Int) -> ByteRange? {
    while nextTypeComment < typeComments.count && typeComments[nextTypeComment].tokenIndex < index {
      nextTypeComment += 1
    }
    guard nextTypeComment < typeComments.count, typeComments[nextTypeComment].tokenIndex == index else { return nil }
    return typeComments[nextTypeComment].range
  }

  /// At the end of an assignment whose value was finished since `value`: puts the comment's type before the value.
  mutating func parseAssignmentComment(_ value: TreeBuilder.Mark) {
    guard nextTypeComment < typeComments.count, let range = typeComment(before: position) else { return }
    nextTypeComment += 1
    let annotation = builder.mark()
    parseWholeType(range)
    builder.swap(from: value, at: annotation)
  }

  /// The comment after a parameter (`a,  # type: int`), or the parameter's part of the signature comment.
  mutating func parseParameterComment(_ index: Int) {
    if let signature, index - signature.skippedParameters < signature.parameterTypes.count {
      let place = index - signature.skippedParameters
      if place >= 0 { parseType(in: signature.tokens, at: signature.parameterTypes[place]) }
      return
    }
    guard kind == .comma || kind == .rightParenthesis else { return }
    guard let range = typeComment(before: kind == .comma ? position + 1 : position) else { return }
    nextTypeComment += 1
    parseWholeType(range)
  }

  mutating func parseSignatureResult(_ signature: SignatureComment) {
    parseType(in: signature.tokens, at: signature.resultType)
  }

  /// The tokens of a comment, unless a word in it tells that it is prose.
  private func typeTokens(_ range: ByteRange) -> [Token]? {
    let fragment = lexPythonFragment(source, range: Int(range.start)..<Int(range.end), limits: limits)
    let isProse = fragment.contains { token in
      let kind = PythonTokenKind(rawValue: token.kind) ?? .unknown
      return kind == .unknown || (kind.isKeyword && kind != .none && kind != .true && kind != .false)
    }
    return isProse ? nil : fragment
  }

  /// The type or types that a whole comment states.
  private mutating func parseWholeType(_ range: ByteRange) {
    guard let fragment = typeTokens(range) else { return }
    parseType(in: fragment, at: 0, isWhole: true)
  }

  /// One type as a `typeAnnotation`, read from other tokens than the file's; nothing if it is no type.
  private mutating func parseType(in fragment: [Token], at index: Int, isWhole: Bool = false) {
    guard index < fragment.count else { return }
    let mark = builder.mark()
    let state = (position, previousEnd, isBroken)
    let fileTokens = tokens
    tokens = fragment
    position = index
    load()
    // Trouble in a comment is no trouble of the file.
    isBroken = true
    if kind == .star || kind == .doubleStar { advance() }
    let from = start
    if kind.beginsExpression {
      if isWhole { parseExpressions() } else { parseExpression() }
      builder.finish(.typeAnnotation, from: mark, start: from, end: previousEnd)
    }
    if isWhole && kind != .endOfFile { builder.discard(since: mark) }
    tokens = fileTokens
    (position, previousEnd, isBroken) = state
    load()
  }

  // MARK: Signatures

  /// At the parameters of a function: the signature comment at the end of its header or on the line under it.
  mutating func findSignatureComment() -> SignatureComment? {
    var open = 0
    var index = position
    var parameters = 0
    var hasParameter = false
    _ = typeComment(before: position)
    while index + 1 < tokens.count {
      switch PythonTokenKind(rawValue: tokens[index].kind) ?? .unknown {
      case .leftParenthesis, .leftBracket, .leftBrace, .holeStart:
        open += 1
      case .rightParenthesis, .rightBracket, .rightBrace, .holeEnd:
        open -= 1
      case .newline, .endOfFile:
        return comment(atHeaderEnd: index, parameters: parameters + (hasParameter ? 1 : 0))
      case .comma:
        if open == 1 {
          parameters += 1
          hasParameter = false
        }
      case .colon where open == 0 && tokens[index + 1].kind != PythonTokenKind.newline.rawValue:
        return nil
      default:
        hasParameter = true
      }
      index += 1
    }
    return nil
  }

  private func comment(atHeaderEnd index: Int, parameters: Int) -> SignatureComment? {
    var place = nextTypeComment
    while place < typeComments.count && typeComments[place].tokenIndex < index { place += 1 }
    guard place < typeComments.count, typeComments[place].tokenIndex <= index + 1 else { return nil }
    let range = typeComments[place].range
    guard let fragment = typeTokens(range) else { return nil }
    guard fragment.first?.kind == PythonTokenKind.leftParenthesis.rawValue else { return nil }
    return split(fragment, parameters: parameters)
  }

  /// Finds the parts of `(T, *U) -> R`.
  private func split(_ fragment: [Token], parameters: Int) -> SignatureComment? {
    var open = 0
    var starts: [Int] = []
    for (index, token) in fragment.enumerated() {
      switch PythonTokenKind(rawValue: token.kind) ?? .unknown {
      case .leftParenthesis, .leftBracket, .leftBrace:
        if open == 0 { starts.append(index + 1) }
        open += 1
      case .rightParenthesis, .rightBracket, .rightBrace:
        open -= 1
      case .comma:
        if open == 1 { starts.append(index + 1) }
      case .arrow where open == 0:
        let first = PythonTokenKind(rawValue: fragment[min(1, fragment.count - 1)].kind)
        if first == .rightParenthesis || first == .ellipsis { starts = [] }
        let skipped = !starts.isEmpty && starts.count == parameters - 1 ? 1 : 0
        return SignatureComment(
          tokens: fragment, parameterTypes: starts, skippedParameters: skipped, resultType: index + 1)
      default: break
      }
    }
    return nil
  }
}
