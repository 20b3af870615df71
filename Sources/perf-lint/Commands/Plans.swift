// `perf-lint plans`: SQLite's plan of each statement, as a file to commit, and the statements whose plan got worse.

import ArgumentParser
import Driver
import Reporting
import Syntax

struct Plans: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plans",
    abstract: "Print SQLite's plan of each of the project's statements, or tell which got worse.",
    discussion: """
      Commit what it prints. With --check, statements of that file whose plan has a new scan or a new temporary b-tree \
      are listed, and the exit code is 1 if there are any.
      """)

  @OptionGroup var project: ProjectOptions

  @Option(help: ArgumentHelp("Write the plans to this file.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Compare with the plans in this file instead of printing them.", valueName: "file"))
  var check: String?

  func run() throws {
    var request = try project.request(paths: project.paths)
    request.countsTables = true
    request.keepsPlans = true
    let before = try check.map { path in
      let source = try readArgument(path, limit: request.limits.sourceFileBytes)
      return source.text(ByteRange(0, source.count))
    }
    let result = try scan(request)
    guard let before else {
      let text = renderPlans(result.advice)
      guard let output else { return writeStandardOutput(text) }
      if let reason = writeFile(output, text) {
        throw UsageError("cannot write `\(output)`: \(reason)")
      }
      return
    }
    let worse = worsePlans(result.advice, thanIn: before)
    for plan in worse { writeStandardOutput(line(plan)) }
    if !worse.isEmpty { throw ExitCode(ExitStatus.findings.rawValue) }
  }

  private func line(_ plan: WorsePlan) -> String {
    "\(plan.place.path): \(plan.added.joined(separator: ", ")): \(plan.statement)\n"
  }
}
