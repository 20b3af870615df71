// `perf-lint check`, the default command: scan, report, exit code.

import ArgumentParser
import Driver
import Findings
import Reporting

extension OutputFormat: ExpressibleByArgument {}
extension Confidence: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Report work that does not scale. The default command.",
    discussion: "Exit codes: 0 nothing at or above the threshold, 1 findings, 2 wrong usage or configuration.")

  @OptionGroup var project: ProjectOptions

  @Option(help: "The form of the report.")
  var format = OutputFormat.text

  @Option(help: ArgumentHelp("Write the report to a file.", valueName: "file"))
  var output: String?

  @Option(help: "Report findings of at least this confidence. (default: medium)")
  var confidence: Confidence?

  @Option(
    name: [.customLong("fail-on"), .customLong("severity")],
    help: "Exit with 1 for findings of at least this severity. (default: warning)")
  var failOn: Severity?

  @Flag(help: "Exit with 0 whatever is found.")
  var exitZero = false

  @Option(
    name: [.customLong("rule"), .customLong("select")],
    help: ArgumentHelp("Report only this rule. May be repeated or hold a list.", valueName: "id"))
  var rule: [String] = []

  @Option(help: ArgumentHelp("Do not report this rule. May be repeated or hold a list.", valueName: "id"))
  var ignore: [String] = []

  @Flag(
    name: [.customLong("only"), .customLong("changed")],
    help: "Read the whole current folder, but report only findings with a place in one of the given files.")
  var only = false

  @Option(help: ArgumentHelp("The name that text from standard input goes by.", valueName: "path"))
  var stdinFilename: String?

  @Option(help: "auto, always or never.")
  var color = ColorChoice.auto

  @Flag(help: "Print findings only: no summary, no progress.")
  var quiet = false

  @Flag(help: "Print the number of findings of each rule instead of the findings.")
  var statistics = false

  func validate() throws {
    if project.paths.contains("-") && project.paths.count > 1 {
      throw ValidationError("`-` for standard input stands alone")
    }
    if stdinFilename != nil && project.paths != ["-"] { throw ValidationError("--stdin-filename needs the path `-`") }
    if only && project.paths.contains("-") { throw ValidationError("--only needs files") }
  }

  func run() throws {
    let request = try makeRequest()
    let progress = ProgressBar(isWanted: !quiet && isTerminal(.error))
    let result = try scan(request, progress: progress?.report)
    progress?.clear()
    let report = statistics ? statisticsReport(result.findings) : reportText(result, request)
    if let output {
      if let failure = writeFile(output, report) { throw UsageError("\(output): \(failure)") }
    } else {
      writeStandardOutput(report)
    }
    let threshold = request.configuration.failOn
    if !exitZero && result.findings.contains(where: { $0.severity >= threshold }) {
      throw ExitCode(ExitStatus.findings.rawValue)
    }
  }

  private func makeRequest() throws -> ScanRequest {
    var paths = project.paths
    if only || paths == ["-"] { paths = [] }
    var request = try project.request(paths: paths)
    if only { request.onlyFiles = project.paths.map { shownPath($0, from: request.workingFolder) } }
    if project.paths == ["-"] {
      guard let name = stdinFilename else {
        throw UsageError("standard input needs --stdin-filename to tell the language")
      }
      request.standardInput = StandardInput(
        path: name, content: readStandardInput(limit: request.limits.sourceFileBytes))
    }
    if let confidence { request.configuration.confidence = confidence }
    if let failOn { request.configuration.failOn = failOn }
    let known = Set(builtInRules().map(\.id))
    request.onlyRules = rule.isEmpty ? nil : try ruleIds(rule, known)
    request.ignoredRules = try ruleIds(ignore, known)
    return request
  }

  /// Ids given one by one or as `a,b`.
  private func ruleIds(_ lists: [String], _ known: Set<String>) throws -> Set<String> {
    let ids = lists.flatMap { $0.split(separator: ",").map(String.init) }
    for id in ids where !known.contains(id) {
      throw UsageError("there is no rule `\(id)`; `perf-lint rules` lists them")
    }
    return Set(ids)
  }

  private func reportText(_ result: ScanResult, _ request: ScanRequest) -> String {
    let input = ReportInput(
      findings: result.findings, summary: result.summary, rules: result.rules, sources: result.sources,
      toolVersion: toolVersion)
    let isColored = output == nil && color.isOn(for: .output)
    return String(decoding: renderReport(input, format: format, color: isColored), as: UTF8.self)
  }
}

/// `12  query-in-loop` a line, the most frequent rule first.
private func statisticsReport(_ findings: [Finding]) -> String {
  var counts: [String: Int] = [:]
  for finding in findings { counts[finding.rule, default: 0] += 1 }
  let width = String(findings.count).count
  var text = ""
  for (rule, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
    let number = String(count)
    text += String(repeating: " ", count: width - number.count) + number + "  " + rule + "\n"
  }
  return text + "\(findings.count)  in all\n"
}
