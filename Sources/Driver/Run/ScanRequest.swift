// What a run is asked and what it answers.

import Facts
import Findings
import Syntax

/// One run over files and folders.
public struct ScanRequest: Sendable {
  /// As given on the command line; empty for the working folder.
  public var paths: [String]
  /// Absolute.
  public var workingFolder: String
  public var configuration: Configuration
  /// Patterns left out beside those of the configuration, relative to the scanned folder.
  public var exclude: [String] = []
  /// A file whose text comes from standard input; its name decides the language.
  public var standardInput: StandardInput?
  /// Text that stands in for files, by the path that reports show: what fixes made of them so far.
  public var overlay: [String: SourceBytes] = [:]
  /// Report only findings that have a place in one of these files; nil for all.
  public var onlyFiles: [String]?
  /// Report only these rules; nil for all that are enabled.
  public var onlyRules: Set<String>?
  public var ignoredRules: Set<String> = []
  /// Whether the advice on indexes is to tell how much of the schema SQLite takes.
  public var countsTables = false
  /// Whether to look for the one set of indexes that serves all statements best for its bytes.
  public var searchesIndexSet = false
  /// Bytes that the set may take.
  public var indexBudget: Int?
  /// Whether to keep the plan of each statement, and propose no index.
  public var keepsPlans = false
  /// SQL files whose statements are advised on instead of the project's.
  public var workload: [WorkloadFile] = []
  public var limits = Limits()

  public init(paths: [String], workingFolder: String, configuration: Configuration) {
    self.paths = paths
    self.workingFolder = workingFolder
    self.configuration = configuration
  }

  /// Threads that the run uses.
  public var jobs: Int { configuration.jobs ?? availableCores() }
}

/// A file of statements given for advice.
public struct WorkloadFile: Sendable {
  public var path: String
  public var source: SourceBytes

  public init(path: String, source: SourceBytes) {
    self.path = path
    self.source = source
  }
}

/// Text that stands for a file.
public struct StandardInput: Sendable {
  public var path: String
  public var content: FileContent

  public init(path: String, content: FileContent) {
    self.path = path
    self.content = content
  }
}

/// What a run found.
public struct ScanResult: Sendable {
  /// Sorted by path, start and rule.
  public var findings: [Finding]
  public var summary: RunSummary
  /// Text of the files that the findings mention, by path.
  public var sources: [String: SourceBytes]
  /// The rules that the run knew.
  public var rules: [RuleMetadata]
  /// The index set for the repository.
  public var advice: IndexAdvice
  /// Files that fixes may change, by path: where they are, and whether they were read as they stand.
  var editable: [String: EditableFile] = [:]

  /// Line (from 1) at which a place in a mentioned file begins.
  func line(of location: Location) -> Int? {
    sources[location.path].map { LineIndex($0).line(at: Int(location.range.start)) }
  }
}

/// A file of a run as fixes see it.
struct EditableFile: Sendable {
  /// As the system finds it.
  var location: String
  var language: Language
  /// Why fixes leave it alone; nil when they need not.
  var reason: String?
}

/// The folder around which the configuration of a path is looked for: the path itself, or the folder of a file.
public func scanRoot(of path: String) -> String {
  let absolute = absolutePath(path, from: currentFolder())
  if pathKind(absolute) == .folder { return realPath(absolute) ?? absolute }
  return parentFolder(of: absolute)
}

/// A path as a run over the working folder shows it.
public func shownPath(_ path: String, from workingFolder: String) -> String {
  relativePath(absolutePath(path, from: workingFolder), to: workingFolder)
}
