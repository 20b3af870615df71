// One run from paths to findings: discover, read in parallel, analyse the project, choose what is reported.

import Facts
import Findings
import Syntax

/// Told on the calling thread how far a run is.
public struct ScanProgress: Sendable {
  public var finishedFiles: Int
  public var files: Int
}

/// Runs a scan. Findings are the same whatever the number of threads.
public func scan(_ request: ScanRequest, progress: ((ScanProgress) -> Void)? = nil) throws(UsageError) -> ScanResult {
  let start = monotonicSeconds()
  let discovered = try discover(request)
  let rules = try RuleSet(request, languages: Set(discovered.files.map(\.language)))
  let symbols = SymbolTable()
  var outcomes = readFiles(discovered.files, request, rules, symbols, progress: progress)
  let project = analyse(&outcomes, request, symbols)
  var sources = SourceStore(files: discovered.files, request)
  var findings = select(
    project.findings, outcomes: outcomes, request: request, rules: rules, sources: &sources)
  var edits = FixEdits(request)
  edits.complete(&findings) { sources.source($0) }
  var summary = RunSummary()
  for outcome in outcomes {
    summary.lines += outcome.lines
    summary.bytes += outcome.bytes
    for reason in outcome.partial { summary.partial.append(PartialRead(path: outcome.path, reason: reason)) }
  }
  for entry in discovered.partial { summary.partial.append(PartialRead(path: entry.path, reason: entry.reason)) }
  summary.partial += project.partial
  summary.callsNotFollowed = project.callsNotFollowed
  summary.partial.sort { ($0.path, $0.reason) < ($1.path, $1.reason) }
  summary.files = outcomes.count
  summary.skipped = discovered.skipped
  for outcome in outcomes where !request.configuration.reportedScopes.contains(outcome.scope) {
    summary.skipped[outcome.scope.unreportedReason, default: 0] += 1
  }
  for finding in findings { sources.read(filesOf: finding) }
  if request.countsTables { for place in project.advice.places { _ = sources.source(place.path) } }
  summary.seconds = monotonicSeconds() - start
  var result = ScanResult(
    findings: findings, summary: summary, sources: sources.byPath, rules: rules.metadata,
    advice: project.advice)
  result.editable = editableFiles(discovered.files, outcomes, request)
  return result
}

/// What fixes may do to each file of the run.
private func editableFiles(
  _ files: [DiscoveredFile], _ outcomes: [FileOutcome], _ request: ScanRequest
) -> [String: EditableFile] {
  let only = request.onlyFiles.map { Set($0) }
  var result: [String: EditableFile] = [:]
  for (file, outcome) in zip(files, outcomes) {
    var reason: String?
    if !outcome.partial.isEmpty {
      reason = "it was read in part"
    } else if !request.configuration.reportedScopes.contains(outcome.scope) {
      reason = "it belongs to the \(outcome.scope.unreportedReason)"
    } else if let only, !only.contains(file.path) {
      reason = "it is not among the given files"
    }
    result[file.path] = EditableFile(location: file.location, language: file.language, reason: reason)
  }
  return result
}

/// The files of a run, standard input among them.
func discover(_ request: ScanRequest) throws(UsageError) -> DiscoveredFiles {
  let discovery = Discovery(
    workingFolder: request.workingFolder, include: request.configuration.include,
    exclude: request.configuration.exclude, filterFolder: request.configuration.folder,
    commandLineExclude: request.exclude)
  guard let input = request.standardInput else { return try discovery.files(for: request.paths) }
  guard let language = Language(fileName: lastPart(of: input.path)) else {
    throw UsageError("the name `\(input.path)` does not tell the language of standard input")
  }
  var files = DiscoveredFiles()
  files.files = [
    DiscoveredFile(path: input.path, location: input.path, language: language, scope: .normal, size: 0)
  ]
  return files
}

private func readFiles(
  _ files: [DiscoveredFile], _ request: ScanRequest, _ rules: RuleSet, _ symbols: SymbolTable,
  progress: ((ScanProgress) -> Void)?
) -> [FileOutcome] {
  // Large files first: the longest is then never the last to begin.
  let order = files.indices.sorted { (files[$1].size, $0) < (files[$0].size, $1) }
  let limits = request.limits
  let input = request.standardInput
  let overlay = request.overlay
  let count = files.count
  return parallelMap(
    order: order, threads: request.jobs, scratch: { FileScratch(symbols: symbols) },
    progress: progress.map { report in { report(ScanProgress(finishedFiles: $0, files: count)) } },
    body: { scratch, index in
      let file = files[index]
      let content =
        overlay[file.path].map(FileContent.bytes) ?? input?.content
        ?? readFile(file.location, limit: limits.sourceFileBytes)
      return readFacts(file, content: content, limits: limits, rules: rules, scratch: &scratch)
    })
}

extension IndexAdvice {
  /// What a list of the advice names.
  fileprivate var places: [Location] {
    proposals.flatMap { $0.statements.map(\.location) } + untranslated.map(\.location)
  }
}

extension FileScope {
  /// How the summary calls files that are read for facts but not reported.
  fileprivate var unreportedReason: String {
    switch self {
    case .normal: return "not reported"
    case .test: return "tests"
    case .migration: return "migrations"
    case .vendored: return "vendored"
    case .generated: return "generated"
    }
  }
}
