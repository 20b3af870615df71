// What a run is told by the configuration file and the command line, as one value. Reading the file and the meaning
// of its keys are in the files beside this one.

import Facts
import Findings

/// How a rule runs.
public struct RuleSetting: Hashable, Sendable {
  public var isEnabled: Bool?
  public var severity: Severity?
  /// Where the configuration says so, for messages about rules that do not exist.
  public var line: Int

  public init(isEnabled: Bool? = nil, severity: Severity? = nil, line: Int = 0) {
    self.isEnabled = isEnabled
    self.severity = severity
    self.line = line
  }
}

/// Settings of a run. The defaults are what a run without configuration does.
public struct Configuration: Sendable {
  /// The file that it was read from, as the user can find it; nil without one.
  public var file: String?
  /// Absolute folder of that file: patterns and paths in it are relative to this.
  public var folder: String?
  /// Files to read, in the notation of `.gitignore`; empty means all.
  public var include: [String] = []
  /// Files and folders to leave out.
  public var exclude: [String] = []
  /// By rule id.
  public var rules: [String: RuleSetting] = [:]
  /// Findings below this are not reported.
  public var confidence = Confidence.medium
  /// Findings from this on make the exit code 1.
  public var failOn = Severity.warning
  /// Rows that tables are expected to have, by table name.
  public var tableSizes: [String: Int] = [:]
  /// Files and folders of the user's own rules, absolute.
  public var rulePaths: [String] = []
  /// A SQLite database that holds the schema, absolute.
  public var database: String?
  /// Parts of the project whose findings are reported.
  public var reportedScopes: Set<FileScope> = [.normal]
  /// Number of worker threads; nil for one a core.
  public var jobs: Int?

  public init() {}

  /// Whether the findings of a rule are wanted.
  public func isEnabled(_ rule: String, byDefault: Bool) -> Bool { rules[rule]?.isEnabled ?? byDefault }

  /// Complains about settings for rules that do not exist.
  public func check(knownRules: Set<String>) throws(UsageError) {
    for (rule, setting) in rules.sorted(by: { $0.value.line < $1.value.line }) where !knownRules.contains(rule) {
      throw UsageError("\(file ?? "configuration"):\(setting.line): there is no rule `\(rule)`")
    }
  }
}
