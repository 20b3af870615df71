// `perf-lint indexes`: the one set of indexes that the statements of a project want, as DDL to run.

import ArgumentParser
import Driver
import Facts
import Findings

struct Indexes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "indexes",
    abstract: "Print the indexes that the project's statements want, as CREATE INDEX statements.",
    discussion: "Each is confirmed by SQLite's query planner on the project's schema. Comments name the statements.")

  @OptionGroup var project: ProjectOptions

  @Option(help: "Print indexes of at least this confidence. (default: medium)")
  var confidence: Confidence?

  @Option(
    help: ArgumentHelp(
      "Find the best set of at most this size, by table sizes of the configuration or the database.",
      valueName: "bytes"))
  var budget: Int?

  func validate() throws {
    if let budget, budget < 1 { throw ValidationError("--budget must be at least 1") }
  }

  func run() throws {
    var request = try project.request(paths: project.paths)
    request.countsTables = true
    request.searchesIndexSet = true
    request.indexBudget = budget
    if let confidence { request.configuration.confidence = confidence }
    let result = try scan(request)
    writeStandardOutput(ddl(result, request.configuration.confidence))
  }
}

/// Statements that are named with an index; more are counted.
private let mostStatements = 5

private func ddl(_ result: ScanResult, _ least: Confidence) -> String {
  let advice = result.advice
  let proposals = advice.proposals.filter { $0.confidence >= least }
  var text = "-- \(advice.statementsPlanned) of \(advice.statementsSeen) statements planned on "
  text += "\(advice.tablesCreated) of \(advice.tablesSeen) tables; "
  text += proposals.count == 1 ? "1 index proposed\n" : "\(proposals.count) indexes proposed\n"
  var root: SchemaRoot?
  for proposal in proposals {
    if proposal.root != root {
      root = proposal.root
      text += "\n-- schema: \(comment(proposal.root.name))\n"
    }
    for statement in proposal.statements.prefix(mostStatements) {
      text += "-- \(place(statement.location, result)): \(comment(statement.text))\n"
    }
    let more = proposal.statements.count - mostStatements
    if more > 0 { text += "-- and \(more) more\n" }
    if let replaced = proposal.replaces {
      text += "-- makes the index `\(comment(replaced.name ?? "without a name"))` redundant\n"
    }
    text += proposal.index.ddl.hasSuffix(";") ? proposal.index.ddl + "\n" : proposal.index.ddl + ";\n"
  }
  return text
}

private func place(_ location: Location, _ result: ScanResult) -> String {
  guard let line = result.line(of: location) else { return location.path }
  return "\(location.path):\(line)"
}

/// On one line, so that nothing of it can leave the comment.
private func comment(_ text: String) -> String {
  let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  return line.count > 200 ? line.prefix(199) + "…" : line
}
