// A pattern rule as its file states it, before its patterns are parsed. Reading the file is RuleCatalog's part,
// parsing and checking the patterns is the compiler's.

import Facts
import Findings
import Syntax

/// Languages that patterns can be written in. SQL has a tree of its own and no patterns yet.
public let patternLanguages: [Language] = [.python, .swift, .template]

/// A text with the line of the rule file it stands on.
public struct RuleText: Hashable, Sendable {
  public var text: String
  public var line: Int

  public init(text: String, line: Int) {
    self.text = text
    self.line = line
  }
}

/// What a node has to fulfil.
public indirect enum PatternFormula: Sendable {
  /// The node looks like this code.
  case code(RuleText)
  case all([PatternFormula])
  /// The first alternative that fits counts.
  case any([PatternFormula])
  /// Captures made inside do not leave it.
  case not(PatternFormula)
  /// An enclosing node fulfils it.
  case inside(PatternFormula)
  /// A node inside fulfils it.
  case has(PatternFormula)
  /// What the capture holds fulfils it. The name is without `$`.
  case captured(String, PatternFormula, line: Int)
  /// Whether the node runs once per round of a loop, comprehension or closure within its function.
  case inLoop(Bool)
}

/// A `where` line: what a capture has to fulfil.
public struct PatternConstraint: Sendable {
  public enum Condition: Sendable {
    /// The captured identifier or member is (not) one of these.
    case name([String], isOneOf: Bool)
    /// The captured node is (not) of one of these kinds.
    case node([NodeKind], isOneOf: Bool)
    case question(ValueQuestion, keepsUnknown: Bool)
  }

  /// Without `$`.
  public var capture: String
  public var condition: Condition
  public var line: Int

  public init(capture: String, condition: Condition, line: Int) {
    self.capture = capture
    self.condition = condition
    self.line = line
  }
}

/// The edit that a rule proposes.
public struct PatternRewrite: Sendable {
  public var title: RuleText
  /// Replaces the match, with captures filled in.
  public var replacement: RuleText
  public var safety: FixSafety

  public init(title: RuleText, replacement: RuleText, safety: FixSafety) {
    self.title = title
    self.replacement = replacement
    self.safety = safety
  }
}

/// One rule made of patterns.
public struct PatternRule: Sendable {
  public var id: String
  public var kind: String
  /// The rule file, for messages about it.
  public var path: String
  public var severity: Severity
  /// Confidence of a finding when all its questions are answered.
  public var confidence: Confidence
  public var message: RuleText
  public var subject: RuleText?
  public var costBefore: RuleText?
  public var costAfter: RuleText?
  public var formulas: [Language: PatternFormula]
  public var constraints: [PatternConstraint]
  public var rewrite: PatternRewrite?

  public init(
    id: String, kind: String, path: String, severity: Severity, confidence: Confidence, message: RuleText,
    subject: RuleText? = nil, costBefore: RuleText? = nil, costAfter: RuleText? = nil,
    formulas: [Language: PatternFormula], constraints: [PatternConstraint] = [], rewrite: PatternRewrite? = nil
  ) {
    self.id = id
    self.kind = kind
    self.path = path
    self.severity = severity
    self.confidence = confidence
    self.message = message
    self.subject = subject
    self.costBefore = costBefore
    self.costAfter = costAfter
    self.formulas = formulas
    self.constraints = constraints
    self.rewrite = rewrite
  }
}
