// `perf-lint rules`, `perf-lint explain` and `perf-lint new-rule`.

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

struct NewRule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new-rule", abstract: "Write the files that a new rule starts from: pattern, page and corpus.")
  @Argument(
    help: ArgumentHelp(
      "The category and the id, in lower-case words joined by hyphens.", valueName: "category/rule-id"))
  var name: String
  @Option(help: "python, swift or template.") var language = "python"
  @Option(help: ArgumentHelp("The folder to write below.", valueName: "folder")) var into = "."

  func run() throws {
    for path in try writeNewRule(named: name, language: language, into: into) {
      writeStandardOutput("wrote \(path)\n")
    }
  }
}
