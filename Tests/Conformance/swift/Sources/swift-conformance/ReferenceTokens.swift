// swift-syntax's tokens of a file as perf-lint states them: byte ranges, string and regex literals as one token, the
// tokens of a string's interpolations after it, `\(` with its pounds as one token. A shebang and the end of the file
// are no tokens. That, and the splitting that `TokenComparison` allows, is the whole mapping.

import SwiftParser
import SwiftSyntax

func referenceTokens(_ tree: SourceFileSyntax) -> [Range<Int>] {
  let collector = TokenCollector(viewMode: .sourceAccurate)
  collector.walk(tree)
  return collector.ranges
}

private final class TokenCollector: SyntaxVisitor {
  var ranges: [Range<Int>] = []

  private func add(_ node: some SyntaxProtocol) {
    ranges.append(
      node.positionAfterSkippingLeadingTrivia.utf8Offset..<node.endPositionBeforeTrailingTrivia.utf8Offset)
  }

  override func visit(_ token: TokenSyntax) -> SyntaxVisitorContinueKind {
    switch token.tokenKind {
    case .endOfFile, .shebang: break
    default: add(token)
    }
    return .skipChildren
  }

  override func visit(_ node: StringLiteralExprSyntax) -> SyntaxVisitorContinueKind {
    add(node)
    for segment in node.segments {
      guard case .expressionSegment(let hole) = segment else { continue }
      ranges.append(
        hole.backslash.positionAfterSkippingLeadingTrivia
          .utf8Offset..<hole.leftParen.endPositionBeforeTrailingTrivia.utf8Offset)
      walk(hole.expressions)
      add(hole.rightParen)
    }
    return .skipChildren
  }

  override func visit(_ node: SimpleStringLiteralExprSyntax) -> SyntaxVisitorContinueKind {
    add(node)
    return .skipChildren
  }

  override func visit(_ node: RegexLiteralExprSyntax) -> SyntaxVisitorContinueKind {
    add(node)
    return .skipChildren
  }
}

/// The first place where two token lists differ, or nil. One of our operators or numbers may be several tokens that
/// touch in swift-syntax, whose parser splits them: `>>` closing two generics, `?.`, the version `10.15`.
func firstDifference(_ ours: [(range: Range<Int>, kind: String)], _ theirs: [Range<Int>]) -> Int? {
  var next = 0
  for token in ours {
    guard next < theirs.count, theirs[next].lowerBound == token.range.lowerBound else { return token.range.lowerBound }
    if token.kind.hasPrefix("operator") || token.kind == "float" {
      while next + 1 < theirs.count, theirs[next].upperBound < token.range.upperBound,
        theirs[next].upperBound == theirs[next + 1].lowerBound
      {
        next += 1
      }
    }
    guard theirs[next].upperBound == token.range.upperBound else { return token.range.lowerBound }
    next += 1
  }
  return next == theirs.count ? nil : theirs[next].lowerBound
}
