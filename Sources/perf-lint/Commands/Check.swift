// `perf-lint check`, the default command: scan, fix if asked to, report, exit code.

import ArgumentParser
import Driver
import Findings
import Reporting
import Syntax

extension OutputFormat: ExpressibleByArgument {}
extension Confidence: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Report work that does not scale. The default command.",
    discussion: """
      Findings marked [*] can be fixed by --fix. It changes files only where the change keeps what the program does; \
      --unsafe-fixes adds the changes that need a reader's eye. Fixed findings are not reported and do not fail.

      Exit codes: 0 nothing at or above the threshold (with --diff: nothing to fix), 1 findings (something to fix), \
      2 wrong usage or configuration.
      """)

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

  @Flag(help: "Apply the safe fixes to the files; text from standard input is printed fixed.")
  var fix = false

  @Flag(help: "Also fixes that need review: applied with --fix, shown with --diff, counted otherwise.")
  var unsafeFixes = false

  @Flag(help: "Print what --fix would change as a unified diff, and write nothing.")
  var diff = false

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
    if fix && diff { throw ValidationError("--fix and --diff are one or the other") }
  }

  func run() throws {
    let request = try makeRequest()
    let progress = ProgressBar(isWanted: !quiet && isTerminal(.error))
    if fix || diff {
      let fixed = try scanAndFix(request, upTo: unsafeFixes ? .unsafe : .safe, progress: progress?.report)
      progress?.clear()
      return try finish(fixed, request)
    }
    let result = try scan(request, progress: progress?.report)
    progress?.clear()
    try emit(result, request)
    try fail(if: result.findings.contains { $0.severity >= request.configuration.failOn })
  }

  /// Shows or writes what fixing came to.
  private func finish(_ result: FixResult, _ request: ScanRequest) throws {
    if diff {
      for file in result.files {
        writeStandardOutput(
          SourceBytes(unifiedDiff(path: file.path, before: bytes(file.before), after: bytes(file.after))))
      }
      tell(result.messages + ["would fix \(count(result.fixed, "finding"))"])
      return try fail(if: !result.files.isEmpty)
    }
    var left = result.scan
    var fixed = result.fixed
    var messages = result.messages
    if let input = request.standardInput {
      if case .bytes(let source) = input.content { writeStandardOutput(result.files.first?.after ?? source) }
    } else {
      let failures = writeFixes(result.files, of: request)
      messages += failures
      if !failures.isEmpty {
        // What the files hold now is not what the passes made of them.
        left = try scan(request)
        fixed = max(0, result.found - left.findings.count)
      }
    }
    try emit(left, request, fixed: fixed)
    tell(messages)
    try fail(if: left.findings.contains { $0.severity >= request.configuration.failOn })
  }

  private func bytes(_ source: SourceBytes) -> [UInt8] { source.bytes(ByteRange(0, source.count)) }

  /// The report, where it was asked to go. Text that is printed fixed has standard output for itself.
  private func emit(_ result: ScanResult, _ request: ScanRequest, fixed: Int? = nil) throws {
    let report = statistics ? statisticsReport(result.findings) : reportText(result, request, fixed)
    if let output {
      if let failure = writeFile(output, report) { throw UsageError("\(output): \(failure)") }
    } else if fixed != nil && request.standardInput != nil {
      writeStandardError(report)
    } else {
      writeStandardOutput(report)
    }
  }

  private func tell(_ messages: [String]) {
    for message in messages { writeStandardError("perf-lint: \(message)\n") }
  }

  private func fail(if isBad: Bool) throws {
    if isBad && !exitZero { throw ExitCode(ExitStatus.findings.rawValue) }
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

  private func reportText(_ result: ScanResult, _ request: ScanRequest, _ fixed: Int?) -> String {
    var input = ReportInput(
      findings: result.findings, summary: result.summary, rules: result.rules, sources: result.sources,
      toolVersion: toolVersion)
    input.fixed = fixed
    input.showsUnsafeFixes = unsafeFixes
    let isColored = output == nil && color.isOn(for: .output)
    return String(decoding: renderReport(input, format: format, color: isColored), as: UTF8.self)
  }
}

private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

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
