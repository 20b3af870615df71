// The plans of a project's statements as a file to commit, and what got worse since it was written. Plans are told by
// schema and statement alone: no line numbers, so that the file changes only when a statement or its plan does.

import Facts
import Findings

/// A statement whose plan is worse than it was.
public struct WorsePlan: Hashable, Sendable {
  public var place: Location
  public var statement: String
  /// The steps that are new, as SQLite says them.
  public var added: [String]
}

/// The file of all plans.
public func renderPlans(_ advice: IndexAdvice) -> String {
  var text = "# SQLite's plans of this project's statements, written by `perf-lint plans`\n"
  var root: SchemaRoot?
  for statement in advice.plans {
    if statement.root != root {
      root = statement.root
      text += "\n# schema: \(oneLine(statement.root.name))\n"
    }
    text += "\n\(withoutBreaks(statement.text))\n"
    for path in Set(statement.places.map(\.path)).sorted() { text += "# \(oneLine(path))\n" }
    for step in statement.plan.steps {
      text += String(repeating: " ", count: 2 * (step.depth + 1)) + oneLine(step.text) + "\n"
    }
  }
  for statement in advice.untranslated {
    text += "\n# not planned: \(oneLine(statement.location.path)): \(oneLine(statement.reason))"
  }
  return text.hasSuffix("\n") ? text : text + "\n"
}

/// The statements of a written file whose plan now has a scan or a temporary b-tree more.
public func worsePlans(_ advice: IndexAdvice, thanIn file: String) -> [WorsePlan] {
  let known = costlySteps(inFile: file)
  return advice.plans.compactMap { statement in
    guard var before = known[key(statement.root.name, withoutBreaks(statement.text))],
      let place = statement.places.first
    else {
      return nil
    }
    var added: [String] = []
    for step in statement.plan.steps.map({ oneLine($0.text) }) where isCostly(step) {
      if let position = before.firstIndex(where: { kind(of: $0) == kind(of: step) }) {
        before.remove(at: position)
      } else {
        added.append(step)
      }
    }
    return added.isEmpty ? nil : WorsePlan(place: place, statement: statement.text, added: added)
  }
}

/// What a statement is known by in a written file.
private func key(_ root: String, _ statement: String) -> String { "\(oneLine(root))\u{0}\(statement)" }

/// The costly steps of each statement of a written file, by schema and statement.
private func costlySteps(inFile file: String) -> [String: [String]] {
  var found: [String: [String]] = [:]
  var root = ""
  var statement = ""
  for line in file.split(whereSeparator: \.isNewline) {
    if line.hasPrefix("# schema: ") {
      root = String(line.dropFirst(10))
    } else if line.hasPrefix(" ") {
      let step = String(line.drop { $0 == " " })
      if isCostly(step) { found[statement, default: []].append(step) }
    } else if !line.hasPrefix("#") {
      statement = key(root, String(line))
      found[statement] = found[statement] ?? []
    }
  }
  return found
}

private func isCostly(_ step: String) -> Bool {
  step.hasPrefix("SCAN ") && step != "SCAN CONSTANT ROW" || step.contains("USING AUTOMATIC ")
    || step.hasPrefix("USE TEMP B-TREE")
}

/// What a step does, whichever index it does it by: `SCAN orders`, `USE TEMP B-TREE FOR ORDER BY`.
private func kind(of step: String) -> String {
  step.hasPrefix("USE ") ? step : step.split(separator: " ").prefix(2).joined(separator: " ")
}
