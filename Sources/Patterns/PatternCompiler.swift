// Turns pattern rules into a program: parses each pattern with the language's own parser and checks what a rule says of
// its captures. Matching is Matcher's part; the mistakes it finds are values, and a rule with one is left out.

import Facts
import Findings
import Syntax

/// A language's parser, handed in by the caller: this target knows no frontend.
public typealias PatternParser = (Language, SourceBytes, inout NameTable) -> SyntaxTree

/// Compiles the rules that have a formula for `language`. A rule with a mistake is left out of the program.
public func compilePatterns(
  _ rules: [PatternRule], language: Language, parse: PatternParser
) -> (program: PatternProgram, issues: [RuleIssue]) {
  var compiler = PatternCompiler(language: language)
  for rule in rules { compiler.add(rule, parse: parse) }
  return (compiler.program, compiler.issues)
}

/// Limits of a single pattern.
enum PatternLimits {
  /// Nodes of one pattern; a larger one is a load error.
  static let nodes = 2000
  /// Captures of one rule.
  static let captures = 64
}

struct PatternCompiler {
  var program: PatternProgram
  var issues: [RuleIssue] = []
  /// The rule at hand.
  private var path = ""
  private var captures: [String] = []
  /// Captures that stand for a name, not for a node with a value.
  private var nameCaptures: Set<Int> = []

  init(language: Language) { program = PatternProgram(language: language) }

  mutating func add(_ rule: PatternRule, parse: PatternParser) {
    guard let source = rule.formulas[program.language] else { return }
    path = rule.path
    captures = []
    nameCaptures = []
    let issuesBefore = issues.count
    let nodesBefore = program.nodes.count
    guard let formula = compile(source, parse: parse) else {
      program.nodes.removeSubrange(nodesBefore...)
      return
    }
    let roots = roots(of: formula)
    if roots.isEmpty {
      report(rule.message.line, "nothing says which code to look for: the rule needs a `pattern`")
    }
    let bound = boundSlots(formula)
    let constraints = rule.constraints.compactMap { constraint in
      slot(of: constraint, bound: bound).map { (slot: $0, condition: constraint.condition) }
    }
    let message = template(rule.message, bound: bound)
    let rewrite = rule.rewrite.map { rewrite in
      (
        title: template(rewrite.title, bound: bound), replacement: template(rewrite.replacement, bound: bound),
        safety: rewrite.safety
      )
    }
    let compiled = CompiledRule(
      id: rule.id, kind: rule.kind, severity: rule.severity, confidence: rule.confidence,
      roots: roots, captures: captures, constraints: constraints, message: message,
      subject: rule.subject.map { template($0, bound: bound) },
      costBefore: rule.costBefore.map { template($0, bound: bound) },
      costAfter: rule.costAfter.map { template($0, bound: bound) }, rewrite: rewrite)
    guard issues.count == issuesBefore else {
      program.nodes.removeSubrange(nodesBefore...)
      return
    }
    let number = Int32(program.rules.count)
    program.rules.append(compiled)
    program.formulas.append(formula)
    for kind in NodeKind.allCases where roots.contains(kind) { program.rulesByKind[Int(kind.rawValue)].append(number) }
  }

  mutating func report(_ line: Int, _ message: String) {
    issues.append(RuleIssue(path: path, line: line, message: message))
  }

  // MARK: Formulas

  private mutating func compile(_ formula: PatternFormula, parse: PatternParser) -> CompiledFormula? {
    switch formula {
    case .code(let text): return compile(pattern: text, parse: parse)
    case .all(let parts):
      let compiled = parts.compactMap { compile($0, parse: parse) }
      return compiled.count == parts.count ? .all(compiled) : nil
    case .any(let parts):
      let compiled = parts.compactMap { compile($0, parse: parse) }
      return compiled.count == parts.count ? .any(compiled) : nil
    case .not(let part): return compile(part, parse: parse).map { .not($0) }
    case .inside(let part):
      return compile(part, parse: parse).map { .inside($0, roots: roots(of: $0)) }
    case .has(let part):
      return compile(part, parse: parse).map { .has($0, roots: roots(of: $0)) }
    case .captured(let name, let part, let line):
      guard let slot = captures.firstIndex(of: name) else {
        report(line, unknownCapture(name))
        return nil
      }
      return compile(part, parse: parse).map { .captured(slot: slot, $0) }
    case .inLoop(let wanted): return .inLoop(wanted)
    }
  }

  /// Kinds of node that a formula can hold for; empty when it says nothing about the node itself.
  private func roots(of formula: CompiledFormula) -> KindSet {
    switch formula {
    case .code(let first, _, _):
      let node = program.nodes[Int(first)]
      return node.operation == .anyString ? KindSet([.string, .stringTemplate]) : KindSet([node.kind])
    case .all(let parts): return parts.lazy.map { roots(of: $0) }.first { !$0.isEmpty } ?? KindSet()
    case .any(let parts):
      var union = KindSet()
      for part in parts {
        let kinds = roots(of: part)
        if kinds.isEmpty { return KindSet() }
        union.formUnion(kinds)
      }
      return union
    case .not, .inside, .has, .captured, .inLoop: return KindSet()
    }
  }

  /// Captures that are filled whenever the formula holds.
  private func boundSlots(_ formula: CompiledFormula) -> Set<Int> {
    switch formula {
    case .code(let first, let end, _):
      var slots: Set<Int> = []
      for node in program.nodes[Int(first)..<Int(end)] {
        if node.slot >= 0 { slots.insert(Int(node.slot)) }
        if case .capture(let slot) = node.name { slots.insert(Int(slot)) }
      }
      return slots
    case .all(let parts): return parts.reduce(into: []) { $0.formUnion(boundSlots($1)) }
    case .any(let parts):
      guard let first = parts.first else { return [] }
      return parts.dropFirst().reduce(boundSlots(first)) { $0.intersection(boundSlots($1)) }
    case .inside(let part, _), .has(let part, _), .captured(_, let part): return boundSlots(part)
    case .not, .inLoop: return []
    }
  }

  // MARK: Patterns

  private mutating func compile(pattern: RuleText, parse: PatternParser) -> CompiledFormula? {
    guard pattern.text.contains(where: { !$0.isWhitespace }) else {
      report(pattern.line, "the pattern is empty")
      return nil
    }
    var names = NameTable()
    let source = SourceBytes(parsableText(pattern.text, language: program.language))
    let tree = parse(program.language, source, &names)
    if let issue = tree.issues.first {
      report(pattern.line, "the pattern is not \(program.language.name): \(issue.message)")
      return nil
    }
    guard !tree.kinds.contains(.unread), tree.count <= PatternLimits.nodes else {
      report(pattern.line, "the pattern is not \(program.language.name) or too large")
      return nil
    }
    guard let top = tree.firstChild(0) else {
      report(pattern.line, "the pattern is empty")
      return nil
    }
    var first = top
    if tree.end(top) == tree.count, tree.kind(top) == .expressionStatement, let expression = tree.firstChild(top) {
      first = expression
    }
    var reader = PatternReader(tree: tree, names: names, source: source)
    let start = program.nodes.count
    var index = first
    while index < tree.count {
      reader.append(index, to: &program, captures: &captures, nameCaptures: &nameCaptures)
      index = tree.end(index)
    }
    for problem in reader.problems { report(pattern.line, problem) }
    guard reader.problems.isEmpty else { return nil }
    switch program.nodes[start].operation {
    case .same, .keywordCall, .anyString: break
    case .capture, .anything, .skip, .captureAll, .chain, .anyClosure:
      report(pattern.line, "the pattern would match nearly everything: start it with code, not with a capture or `...`")
      return nil
    }
    return .code(first: Int32(start), end: Int32(program.nodes.count), literals: reader.literals)
  }

  // MARK: Captures

  private mutating func slot(of constraint: PatternConstraint, bound: Set<Int>) -> Int? {
    guard let slot = captures.firstIndex(of: constraint.capture), bound.contains(slot) else {
      report(constraint.line, unknownCapture(constraint.capture))
      return nil
    }
    if case .question = constraint.condition, nameCaptures.contains(slot) {
      report(constraint.line, "`$\(constraint.capture)` stands for a name, which has no value to ask about")
      return nil
    }
    return slot
  }

  /// Cuts a text at its captures. `$$` is a dollar sign.
  private mutating func template(_ source: RuleText, bound: Set<Int>) -> Template {
    var pieces: [Template.Piece] = []
    var text: [UInt8] = []
    let bytes = SourceBytes(Array(source.text.utf8))
    var i = 0
    while i < bytes.count {
      let start = bytes[i] == UInt8(ascii: "$") ? captureStart(bytes, i) : -1
      if start < 0 {
        text.append(bytes[i])
        i += bytes[i] == UInt8(ascii: "$") && bytes[i + 1] == UInt8(ascii: "$") ? 2 : 1
        continue
      }
      var end = start
      while isCaptureByte(bytes[end]) { end += 1 }
      let name = bytes.text(ByteRange(start, end))
      if let slot = captures.firstIndex(of: name), bound.contains(slot) {
        if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) }
        text = []
        pieces.append(.capture(slot))
      } else {
        report(source.line, unknownCapture(name))
      }
      i = end
    }
    if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) }
    return Template(pieces: pieces)
  }

  /// Where the name of a capture that starts with the `$` at `offset` begins, or -1.
  private func captureStart(_ bytes: SourceBytes, _ offset: Int) -> Int {
    var start = offset + 1
    if bytes[start] == UInt8(ascii: "."), bytes[start + 1] == UInt8(ascii: "."), bytes[start + 2] == UInt8(ascii: ".") {
      start += 3
    }
    return bytes[start] >= UInt8(ascii: "A") && bytes[start] <= UInt8(ascii: "Z") ? start : -1
  }

  private func unknownCapture(_ name: String) -> String {
    guard captures.contains(name) else { return "no pattern captures `$\(name)`" }
    return "`$\(name)` is not captured by every alternative, so it may be empty here"
  }
}

func isCaptureByte(_ byte: UInt8) -> Bool {
  (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")) || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    || byte == UInt8(ascii: "_")
}
