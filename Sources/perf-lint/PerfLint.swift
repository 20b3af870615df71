// The command line: the root command, and the one place where the process ends. Each command has its own file.

import ArgumentParser
import Driver

/// Version of the tool, as `--version` and every report say it.
let toolVersion = "0.1.0"

struct PerfLint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "perf-lint",
    abstract: "Finds work that does not scale: N+1 queries, nested quadratic iteration, missing indexes.",
    discussion: "`perf-lint PATH…` is `perf-lint check PATH…`; without a path the current folder is read.",
    version: "perf-lint \(toolVersion)",
    subcommands: [Check.self, Indexes.self, Plans.self, Rules.self, Explain.self, NewRule.self, Debug.self],
    defaultSubcommand: Check.self)
}

/// Exit codes are a promise: 0 nothing at or above the threshold, 1 findings, 2 wrong usage or configuration.
enum ExitStatus: Int32 {
  case clean = 0
  case findings = 1
  case usage = 2
}
