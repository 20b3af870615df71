// `perf-lint rules` and `perf-lint explain`.

import ArgumentParser
import Driver
import Reporting

struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "rules", abstract: "List the rules.")

  func run() throws {
    let rules = builtInRules()
    let width = rules.map(\.id.count).max() ?? 0
    for rule in rules {
      let padding = String(repeating: " ", count: width - rule.id.count + 2)
      let state = rule.enabledByDefault ? "" : " (off by default)"
      writeStandardOutput("\(rule.id)\(padding)\(rule.severity.rawValue)  \(rule.summary)\(state)\n")
    }
  }
}

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Print the page of a rule: what it finds, why it costs, what to do.")
  @Argument(help: "The rule's id, as `perf-lint rules` lists it.") var rule: String
  @Option(help: "auto, always or never.") var color = ColorChoice.auto

  func run() throws {
    guard let found = builtInRules().first(where: { $0.id == rule }) else {
      throw UsageError("there is no rule `\(rule)`; `perf-lint rules` lists them")
    }
    writeStandardOutput(renderRulePage(found.page, color: color.isOn(for: .output)))
  }
}
