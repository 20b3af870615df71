// `perf-lint indexes`: the one set of indexes that the statements of a project want, as DDL to run.

import ArgumentParser
import Driver
import Findings
import Reporting
import Syntax

struct Indexes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "indexes",
    abstract: "Print the indexes that the project's statements want, as CREATE INDEX statements.",
    discussion: """
      Each is confirmed by SQLite's query planner on the project's schema. Comments name the statements, the way back, \
      and what could not be judged.
      """)

  @OptionGroup var project: ProjectOptions

  @Option(help: "Print indexes of at least this confidence. (default: medium)")
  var confidence: Confidence?

  @Option(
    help: ArgumentHelp(
      "Find the best set of at most this size, by table sizes of the configuration or the database.",
      valueName: "bytes"))
  var budget: Int?

  @Option(
    help: ArgumentHelp(
      "Advise on the statements of this SQL file instead of the project's. May be repeated.", valueName: "file"))
  var workload: [String] = []

  @Option(help: "sql, json or markdown.")
  var format = IndexFormat.sql

  @Option(help: "The database that the DDL is for: sqlite, postgresql or mysql.")
  var dialect = SQLDialect.sqlite

  @Flag(help: "Show every statement with its plan before and after.")
  var explain = false

  func validate() throws {
    if let budget, budget < 1 { throw ValidationError("--budget must be at least 1") }
  }

  func run() throws {
    var request = try project.request(paths: project.paths)
    request.countsTables = true
    request.searchesIndexSet = true
    request.indexBudget = budget
    request.workload = try workload.map {
      WorkloadFile(path: $0, source: try readArgument($0, limit: request.limits.sourceFileBytes))
    }
    if let confidence { request.configuration.confidence = confidence }
    let result = try scan(request)
    var report = IndexReport(advice: result.advice, sources: result.sources, toolVersion: toolVersion)
    report.confidence = request.configuration.confidence
    report.dialect = dialect
    report.explains = explain
    writeStandardOutput(String(decoding: report.rendered(format), as: UTF8.self))
  }
}

extension IndexFormat: ExpressibleByArgument {}
extension SQLDialect: ExpressibleByArgument {}
