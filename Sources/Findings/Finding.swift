// What the tool says: one finding with everything that any output format needs. Findings are data; DDL, SARIF
// and prose are renderings made elsewhere.

import Syntax

/// A place in a file, as byte offsets. Lines are resolved only when reporting.
public struct Location: Hashable, Sendable {
  /// Path relative to the scanned root, with `/`.
  public var path: String
  public var range: ByteRange

  public init(path: String, range: ByteRange) {
    self.path = path
    self.range = range
  }
}

public enum Severity: String, Sendable, CaseIterable, Comparable {
  case note, warning, error

  public var rank: Int { Severity.allCases.firstIndex(of: self) ?? 0 }
  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

public enum Confidence: String, Sendable, CaseIterable, Comparable {
  case low, medium, high

  public var rank: Int { Confidence.allCases.firstIndex(of: self) ?? 0 }
  public static func < (a: Confidence, b: Confidence) -> Bool { a.rank < b.rank }
}

/// What another place of a finding has to do with it.
public enum Role: String, Sendable, CaseIterable {
  case loop, access, call, source, query, model, index
}

/// Another place that belongs to a finding.
public struct RelatedPlace: Hashable, Sendable {
  public var location: Location
  public var role: Role
  public var message: String

  public init(location: Location, role: Role, message: String) {
    self.location = location
    self.role = role
    self.message = message
  }
}

/// The cost as a formula over named sizes, before and after the proposed change (`1 + orders queries`, `1 query`).
public struct CostChange: Hashable, Sendable {
  public var before: String
  public var after: String

  public init(before: String, after: String) {
    self.before = before
    self.after = after
  }
}

/// Whether an edit keeps what the program does.
public enum FixSafety: String, Sendable, CaseIterable {
  /// Applied by `--fix`.
  case safe
  /// Applied by `--unsafe-fixes`: needs a reader.
  case unsafe
  /// Shown only.
  case display
}

/// Replaces the bytes of `range` by `text`.
public struct TextEdit: Hashable, Sendable {
  public var location: Location
  public var text: String

  public init(location: Location, text: String) {
    self.location = location
    self.text = text
  }
}

public struct Fix: Hashable, Sendable {
  public var title: String
  public var safety: FixSafety
  /// Edits that do not overlap; empty for a proposal that is only told (`display`).
  public var edits: [TextEdit]
  /// What the edits come from, when they load relations: fixes of one query are made together.
  public var load: EagerLoad?
  /// What the edits come from, when they make a set of a collection.
  public var lookup: SetLookup?

  public init(
    title: String, safety: FixSafety, edits: [TextEdit], load: EagerLoad? = nil, lookup: SetLookup? = nil
  ) {
    self.title = title
    self.safety = safety
    self.edits = edits
    self.load = load
    self.lookup = lookup
  }
}

/// A collection that a loop asks for members, where a set of it, made before the loop, would answer the same. How that is
/// written is decided where the text is at hand.
public struct SetLookup: Hashable, Sendable {
  /// `x in names`, `names.contains(x)`
  public var test: Location
  /// The header of the outermost loop that repeats the test, in the same file.
  public var loop: Location

  public init(test: Location, loop: Location) {
    self.test = test
    self.loop = loop
  }
}

/// Relations to load with the rows of a query. How the query has to be written for that is decided where its text is at
/// hand.
public struct EagerLoad: Hashable, Sendable {
  public enum Interface: Sendable { case django, sqlalchemy }

  /// One relation of a path.
  public struct Step: Hashable, Sendable {
    public var relation: String
    public var isMany: Bool
    /// The model that has the relation, and the file that declares it.
    public var model: String
    public var declaredIn: String

    public init(relation: String, isMany: Bool, model: String, declaredIn: String) {
      self.relation = relation
      self.isMany = isMany
      self.model = model
      self.declaredIn = declaredIn
    }
  }

  public var interface: Interface
  /// The expression that makes the query, or the header of the class that stands for it; nil when it is not in sight.
  public var query: Location?
  /// Relations followed from the query's rows.
  public var steps: [Step]
  /// Whether a caller may have loaded them already, so that a query of one's own would be one more.
  public var needsReview: Bool

  public init(interface: Interface, query: Location?, steps: [Step], needsReview: Bool = false) {
    self.interface = interface
    self.query = query
    self.steps = steps
    self.needsReview = needsReview
  }
}

/// An index that a finding proposes or speaks of. Names as the database has them.
public struct IndexProposal: Hashable, Sendable {
  public var table: String
  /// Key columns in order, each as in DDL (`created DESC`, `lower(email)`).
  public var columns: [String]
  /// Predicate of a partial index.
  public var predicate: String?
  public var ddl: String

  public init(table: String, columns: [String], predicate: String? = nil, ddl: String) {
    self.table = table
    self.columns = columns
    self.predicate = predicate
    self.ddl = ddl
  }
}

/// What supports a finding beside the code.
public enum Evidence: Hashable, Sendable {
  /// `EXPLAIN QUERY PLAN` of `statement` without and with the proposed index, a line a step.
  case plan(statement: String, before: [String], after: [String])
  /// Where the schema says so.
  case schema(Location)
}

public struct Finding: Hashable, Sendable {
  /// Rule id, such as `lazy-relation-in-loop`.
  public var rule: String
  /// Category, such as `n-plus-one`, `quadratic`, `missing-index`.
  public var kind: String
  public var severity: Severity
  public var confidence: Confidence
  /// Lower case, no full stop, the user's identifiers in backticks.
  public var message: String
  /// `Model.relation`, the model or table queried, the collection's name, or `table(column, …)`.
  public var subject: String
  public var location: Location
  /// In the order of the chain from source to access.
  public var related: [RelatedPlace]
  public var cost: CostChange?
  public var index: IndexProposal?
  public var fixes: [Fix]
  public var evidence: [Evidence]
  /// Growth degree for ordering by cost (number of multiplied sizes); higher is worse.
  public var degree: Int

  public init(
    rule: String, kind: String, severity: Severity = .warning, confidence: Confidence = .high, message: String,
    subject: String, location: Location, related: [RelatedPlace] = [], cost: CostChange? = nil,
    index: IndexProposal? = nil, fixes: [Fix] = [], evidence: [Evidence] = [], degree: Int = 1
  ) {
    self.rule = rule
    self.kind = kind
    self.severity = severity
    self.confidence = confidence
    self.message = message
    self.subject = subject
    self.location = location
    self.related = related
    self.cost = cost
    self.index = index
    self.fixes = fixes
    self.evidence = evidence
    self.degree = degree
  }
}

/// A file or part of one that was not read as it stands, told in the run's summary.
public struct PartialRead: Hashable, Sendable {
  public var path: String
  public var reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}

/// What a run did, beside its findings.
public struct RunSummary: Hashable, Sendable {
  public var files = 0
  public var lines = 0
  public var bytes = 0
  public var seconds = 0.0
  /// Files left out by configuration or default scope, per reason.
  public var skipped: [String: Int] = [:]
  public var partial: [PartialRead] = []
  /// Calls and effects that the analysis across files did not follow because of a limit; what lies behind them may be
  /// missing from the findings.
  public var callsNotFollowed = 0

  public init() {}
}

/// What a rule's page and every report say of a rule.
public struct RuleMetadata: Hashable, Sendable {
  public var id: String
  public var kind: String
  public var severity: Severity
  /// One line.
  public var summary: String
  /// The whole page, Markdown.
  public var page: String
  public var languages: [String]
  public var enabledByDefault: Bool

  public init(
    id: String, kind: String, severity: Severity, summary: String, page: String, languages: [String],
    enabledByDefault: Bool = true
  ) {
    self.id = id
    self.kind = kind
    self.severity = severity
    self.summary = summary
    self.page = page
    self.languages = languages
    self.enabledByDefault = enabledByDefault
  }
}
