// The one pass of a program over a file: rules whose names the file lacks are dropped first, then each node whose kind
// starts a remaining rule is tried. Templates are filled here, while the source is at hand.

import Findings
import Syntax

extension PatternProgram {
  /// Matches all rules against one file, whose names are in `names`.
  public func match(_ tree: SyntaxTree, names: borrowing NameTable, source: SourceBytes) -> FileMatches {
    var result = FileMatches()
    guard !rules.isEmpty else { return result }
    var present: [NameID?] = []
    present.reserveCapacity(literals.count)
    for literal in literals { present.append(names.find(literal.bytes, hash: literal.hash)) }
    var matcher = Matcher(
      program: self, tree: tree, source: source, literals: present,
      iteratingNames: iteratingLiterals.compactMap { names.find($0.bytes, hash: $0.hash) })
    var isActive: [Bool] = []
    isActive.reserveCapacity(rules.count)
    var roots = KindSet()
    for number in rules.indices {
      let possible = matcher.isPossible(formulas[number])
      isActive.append(possible)
      if possible { roots.formUnion(rules[number].roots) }
    }
    guard !roots.isEmpty else { return result }
    var fileSteps = MatchLimits.fileSteps + MatchLimits.fileStepsPerNode * tree.count
    for node in 0..<tree.count where roots.contains(tree.kinds[node]) {
      for number in rulesByKind[Int(tree.kinds[node].rawValue)] where isActive[Int(number)] {
        matcher.stepsLeft = min(MatchLimits.stepsPerCandidate, fileSteps)
        let budget = matcher.stepsLeft
        let holds = matcher.holds(formulas[Int(number)], node)
        fileSteps -= budget - max(matcher.stepsLeft, 0)
        if matcher.stepsLeft <= 0 { result.isCutOff = true }
        if holds, matcher.stepsLeft > 0, let match = matcher.report(rules[Int(number)], node, names) {
          result.matches.append(match)
        }
        matcher.undo(to: 0)
        if fileSteps <= 0 { return result }
      }
    }
    return result
  }
}

/// `iteratingMethods` with their hashes.
private let iteratingLiterals: [(bytes: [UInt8], hash: UInt32)] = iteratingMethods.map {
  (Array($0.utf8), NameTable.hash(Array($0.utf8)))
}

extension Matcher {
  /// The match of a rule at `node` from the captures at hand, or nil when a constraint fails.
  func report(_ rule: CompiledRule, _ node: NodeIndex, _ names: borrowing NameTable) -> PatternMatch? {
    for constraint in rule.constraints
    where !fulfils(constraint.condition, bindings[constraint.slot], names) { return nil }
    var captures: [MatchCapture] = []
    for (slot, name) in rule.captures.enumerated() where bindings[slot].form != .empty {
      let binding = bindings[slot]
      captures.append(
        MatchCapture(name: name, range: place(binding), node: Int(binding.first), text: text(binding, names)))
    }
    let questions = rule.constraints.compactMap { constraint -> OpenQuestion? in
      guard case .question(let question, let keepsUnknown) = constraint.condition else { return nil }
      return OpenQuestion(
        capture: rule.captures[constraint.slot], range: place(bindings[constraint.slot]),
        text: text(bindings[constraint.slot], names), question: question, keepsUnknown: keepsUnknown)
    }
    var cost: CostChange?
    if let before = rule.costBefore, let after = rule.costAfter {
      cost = CostChange(before: prose(before, names), after: prose(after, names))
    }
    let range = tree.range(node)
    return PatternMatch(
      ruleID: rule.id, kind: rule.kind, severity: rule.severity, confidence: rule.confidence, range: range,
      captures: captures, openQuestions: questions, message: prose(rule.message, names),
      subject: rule.subject.map { prose($0, names) } ?? captures.first?.text.onOneLine ?? source.text(range).onOneLine,
      cost: cost, rewrite: rewrite(rule, names))
  }

  // MARK: Captured text

  private func place(_ binding: Binding) -> ByteRange {
    switch binding.form {
    case .empty: return ByteRange(0, 0)
    case .node, .name: return tree.range(Int(binding.first))
    case .run:
      guard binding.end > binding.first else { return ByteRange(0, 0) }
      var last = Int(binding.first)
      while tree.end(last) < Int(binding.end) { last = tree.end(last) }
      return ByteRange(start: tree.range(Int(binding.first)).start, end: tree.range(last).end)
    }
  }

  private func text(_ binding: Binding, _ names: borrowing NameTable) -> String {
    binding.form == .name ? names.text(tree.name(Int(binding.first))) : source.text(place(binding))
  }

  /// A message with its captures cut to one short line.
  private func prose(_ template: Template, _ names: borrowing NameTable) -> String {
    var result = ""
    for piece in template.pieces {
      switch piece {
      case .text(let text): result += text
      case .capture(let slot): result += text(bindings[slot], names).onOneLine
      }
    }
    return result
  }

  private func rewrite(_ rule: CompiledRule, _ names: borrowing NameTable) -> MatchRewrite? {
    guard let rewrite = rule.rewrite else { return nil }
    var result = ""
    for (position, piece) in rewrite.replacement.pieces.enumerated() {
      switch piece {
      case .text(let text): result += text
      case .capture(let slot):
        let binding = bindings[slot]
        // A generator's own parentheses may be those of the call around it, so its text cannot be moved.
        if binding.form == .node, tree.kind(Int(binding.first)) == .generatorComprehension { return nil }
        let text = text(binding, names)
        let needsParentheses = isLoose(binding) && !stands(alone: position, in: rewrite.replacement)
        result += needsParentheses ? "(" + text + ")" : text
      }
    }
    return MatchRewrite(title: prose(rewrite.title, names), text: result, safety: rewrite.safety)
  }

  /// Whether an operator or a `.` next to the code could tear it apart.
  private func isLoose(_ binding: Binding) -> Bool {
    guard binding.form == .node else { return false }
    switch tree.kind(Int(binding.first)) {
    case .binary, .logical, .unary, .conditional, .closure, .await, .tryExpression, .namedExpression, .starred, .yield,
      .keyPath:
      return true
    default: return false
    }
  }

  /// Whether a capture of a template stands between brackets or commas, or is all there is.
  private func stands(alone position: Int, in template: Template) -> Bool {
    let before = position > 0 ? template.pieces[position - 1].lastByte : nil
    let after = position + 1 < template.pieces.count ? template.pieces[position + 1].firstByte : nil
    let opens = before.map { "([{,:".utf8.contains($0) } ?? true
    let closes = after.map { ")]},".utf8.contains($0) } ?? true
    return opens && closes
  }
}

extension Template.Piece {
  /// The first byte that is not a space.
  fileprivate var firstByte: UInt8? {
    guard case .text(let text) = self else { return 0 }
    return text.utf8.first { $0 != UInt8(ascii: " ") }
  }

  /// The last byte that is not a space.
  fileprivate var lastByte: UInt8? {
    guard case .text(let text) = self else { return 0 }
    return text.utf8.last { $0 != UInt8(ascii: " ") }
  }
}

extension String {
  /// Longest captured text in a message.
  private static let proseLength = 60

  /// White space as single spaces, long text cut.
  fileprivate var onOneLine: String {
    let words = split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard words.count > String.proseLength else { return words }
    return words.prefix(String.proseLength - 1) + "…"
  }
}
