// A place that a pattern rule found, complete but for what the analysis has to answer; and the finding it becomes.

import Findings
import Syntax

/// What a capture of a match holds.
public struct MatchCapture: Hashable, Sendable {
  /// Without `$`.
  public var name: String
  public var range: ByteRange
  /// The captured node, valid in the matched tree only; the first one of a run.
  public var node: NodeIndex
  /// The source text.
  public var text: String
}

/// One match. Everything that needs the source is in it, so the tree and the text may go.
public struct PatternMatch: Hashable, Sendable {
  public var ruleID: String
  public var kind: String
  public var severity: Severity
  public var confidence: Confidence
  public var range: ByteRange
  public var captures: [MatchCapture]
  public var openQuestions: [OpenQuestion]
  public var message: String
  public var subject: String
  public var cost: CostChange?
  /// Title, new text of `range`, safety.
  public var rewrite: MatchRewrite?

  /// The match as a finding, or nil when an answer speaks against it.
  public func finding(path: String, oracle: some ValueOracle) -> Finding? {
    var confidence = confidence
    for question in openQuestions {
      switch oracle.answer(question, in: path) {
      case .some(true): break
      case .some(false): return nil
      case .none:
        guard question.keepsUnknown else { return nil }
        confidence = .low
      }
    }
    let location = Location(path: path, range: range)
    let fixes = rewrite.map {
      [Fix(title: $0.title, safety: $0.safety, edits: [TextEdit(location: location, text: $0.text)])]
    }
    return Finding(
      rule: ruleID, kind: kind, severity: severity, confidence: confidence, message: message, subject: subject,
      location: location, cost: cost, fixes: fixes ?? [])
  }
}

/// The proposed new text of a match.
public struct MatchRewrite: Hashable, Sendable {
  public var title: String
  public var text: String
  public var safety: FixSafety
}

/// What matching one file gave.
public struct FileMatches: Sendable {
  /// Ordered by start, then by rule.
  public var matches: [PatternMatch] = []
  /// Whether matching stopped before the end because the file asked for too much work.
  public var isCutOff = false
}
