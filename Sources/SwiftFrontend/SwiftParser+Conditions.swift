// Branching statements with their conditions and patterns: `if`, `guard`, `switch`, `case`.

import Syntax

extension SwiftParser {
  // MARK: if and guard

  /// `if` with all its `else if`, flat; as a statement and as an expression.
  mutating func parseIf() {
    let mark = builder.mark()
    let from = start
    while true {
      let branch = builder.mark()
      let branchStart = start
      advance()
      parseConditions()
      parseBlock()
      finish(.ifBranch, from: branch, start: branchStart)
      guard kind == .else else { break }
      let elseMark = builder.mark()
      let elseStart = start
      advance()
      if kind == .if { continue }
      parseBlock()
      finish(.elseClause, from: elseMark, start: elseStart)
      break
    }
    finish(.ifStatement, from: mark, start: from)
  }

  mutating func parseGuard() {
    let mark = builder.mark()
    let from = start
    advance()
    parseConditions()
    expect(.else, "else")
    parseBlock()
    finish(.guardStatement, from: mark, start: from)
  }

  /// Conditions with commas between, up to the body.
  mutating func parseConditions() {
    while true {
      switch kind {
      case .leftBrace, .else, .endOfFile, .rightBrace: return
      case .let, .var: parseOptionalBinding()
      case .case: parseCaseCondition()
      case .poundAvailable: parseAvailability(words.available)
      case .poundUnavailable: parseAvailability(words.unavailable)
      default:
        if (kind == .inout || kind == .borrowing) && nextKind().isName {
          parseOptionalBinding()
        } else {
          parseExpression([.condition])
        }
      }
      guard take(.comma) else { return }
    }
  }

  /// `let x = e`, `let x: T = e`, `let x`
  private mutating func parseOptionalBinding() {
    let mark = builder.mark()
    let from = start
    advance()
    parsePattern()
    if take(.colon) { parseTypeAnnotation() }
    if take(.equal) { parseExpression([.condition]) }
    finish(.conditionBinding, from: mark, start: from)
  }

  /// `case p = e`
  private mutating func parseCaseCondition() {
    let mark = builder.mark()
    let from = start
    advance()
    parseMatchingPattern([.condition, .pattern, .matching])
    if take(.colon) { parseTypeAnnotation() }
    expect(.equal, "=")
    parseExpression([.condition])
    finish(.conditionBinding, from: mark, start: from)
  }

  /// `#available(…)`: a macro node; its platforms are not read.
  mutating func parseAvailability(_ name: NameID) {
    let from = start
    advance()
    if kind == .leftParen { jump(to: indexAfterGroup(index)) }
    builder.leaf(.macro, start: from, end: previousEnd, name: name)
  }

  // MARK: switch

  /// `switch`, as a statement and as an expression. Clauses inside `#if` are clauses like any other.
  mutating func parseSwitch() {
    let mark = builder.mark()
    let from = start
    advance()
    parseExpression([.condition])
    let open = index
    if take(.leftBrace) {
      parseClauses(open)
    } else {
      report("expected `{`")
    }
    finish(.matchStatement, from: mark, start: from)
  }

  private mutating func parseClauses(_ open: Int) {
    guard enter() else {
      jump(to: indexAfterGroup(open))
      return
    }
    var directives = 0
    while true {
      switch kind {
      case .case, .default, .at: parseCaseClause()
      case .poundIf:
        directives += 1
        skipDirective()
      case .poundElse, .poundElseif:
        if directives == 0 { reportUnexpected() }
        skipDirective()
      case .poundEndif:
        if directives == 0 { reportUnexpected() } else { directives -= 1 }
        advance()
      case .rightBrace, .endOfFile, .holeEnd:
        leave()
        expect(.rightBrace, "}")
        return
      case .rightParen, .rightBracket:
        guard partner(open) > index else {
          leave()
          report("expected `}`")
          return
        }
        builder.leaf(.unread, start: start, end: end)
        reportUnexpected()
        advance()
      default:
        // Statements before the first clause.
        let before = index
        report("expected `case`")
        let clause = builder.mark()
        let clauseStart = start
        parseClauseBody()
        if index == before { advance() }
        finish(.caseClause, from: clause, start: clauseStart)
      }
    }
  }

  mutating func parseCaseClause() {
    let mark = builder.mark()
    let from = start
    while kind == .at { discardAttribute() }
    if !take(.default) {
      expect(.case, "case")
      while true {
        parseMatchingPattern([.pattern, .matching])
        if kind == .where {
          let guardMark = builder.mark()
          let guardStart = start
          advance()
          parseExpression([.pattern])
          finish(.caseGuard, from: guardMark, start: guardStart)
        }
        guard take(.comma) else { break }
      }
    }
    expect(.colon, ":")
    parseClauseBody()
    finish(.caseClause, from: mark, start: from)
  }

  private mutating func parseClauseBody() {
    let mark = builder.mark()
    let from = start
    parseItems(.clause)
    finish(.block, from: mark, start: from)
  }

  // MARK: Patterns

  /// What a declaration or a loop binds: a name, `_`, or a tuple of patterns.
  mutating func parsePattern() {
    guard enter() else {
      skipDeep()
      return
    }
    let mark = builder.mark()
    let from = start
    switch kind {
    case .leftParen:
      let open = index
      advance()
      while kind != .rightParen && kind != .endOfFile {
        let before = index
        if kind.isWord && nextKind() == .colon {
          advance()
          advance()
        }
        parsePattern()
        if !take(.comma) || index == before { break }
      }
      close(open, .rightParen, ")")
      finish(.tuple, from: mark, start: from)
    case .let, .var, .inout:
      advance()
      parsePattern()
      finish(.pattern, from: mark, start: from, flags: .constant)
    case .is:
      advance()
      parseTypeAnnotation()
      finish(.pattern, from: mark, start: from)
    default:
      if kind.isName || kind == .wildcard || kind == .selfValue {
        builder.leaf(.name, start: start, end: end, name: currentName())
        advance()
      } else if kind.isWord && kind != .in {
        report("`\(kind.label)` cannot be a name")
        builder.leaf(.name, start: start, end: end, name: currentName())
        advance()
      } else {
        report("expected a pattern")
        appendMissing()
      }
    }
    leave()
  }

  /// What a `case` matches against: a `pattern` node over an expression, with bindings inside. Flagged `constant`, the
  /// names below it bind (`let`, `var`).
  mutating func parseMatchingPattern(_ style: Style) {
    let mark = builder.mark()
    let from = start
    var flags: NodeFlags = []
    switch kind {
    case .let, .var:
      flags = .constant
      advance()
      parseExpression(style)
    case .is:
      advance()
      parseTypeAnnotation()
    default:
      parseExpression(style)
    }
    finish(.pattern, from: mark, start: from, flags: flags)
  }
}
