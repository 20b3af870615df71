// The keys that a configuration may have, and what their values must be. Everything else is an error with its line.

import Facts
import Findings

/// Turns the top-level table into settings. Paths in it are relative to `folder`.
func configuration(
  from value: ConfigurationValue?, file: String, folder: String
) throws(ConfigurationFault) -> Configuration {
  var result = Configuration()
  result.file = file
  result.folder = folder
  guard let value else { return result }
  for entry in try value.entries("the configuration") { try apply(entry, to: &result, folder: folder) }
  return result
}

private func apply(
  _ entry: ConfigurationEntry, to result: inout Configuration, folder: String
) throws(ConfigurationFault) {
  switch entry.key {
  case "include": result.include = try entry.texts()
  case "exclude": result.exclude = try entry.texts()
  case "rules":
    for rule in try entry.value.entries("`rules`") { result.rules[rule.key] = try ruleSetting(rule) }
  case "confidence": result.confidence = try entry.word()
  case "fail-on": result.failOn = try entry.word()
  case "table-sizes":
    for table in try entry.value.entries("`table-sizes`") {
      result.tableSizes[table.key] = try table.positiveNumber()
    }
  case "rule-paths": result.rulePaths = try entry.texts().map { absolutePath($0, from: folder) }
  case "database": result.database = absolutePath(try entry.text(), from: folder)
  case "report-tests": try entry.toggle(.test, in: &result.reportedScopes)
  case "report-migrations": try entry.toggle(.migration, in: &result.reportedScopes)
  case "report-vendored": try entry.toggle(.vendored, in: &result.reportedScopes)
  case "report-generated": try entry.toggle(.generated, in: &result.reportedScopes)
  case "jobs": result.jobs = try entry.positiveNumber()
  default: throw unknownKey(entry, known: knownKeys)
  }
}

private let knownKeys = [
  "include", "exclude", "rules", "confidence", "fail-on", "table-sizes", "rule-paths", "database", "report-tests",
  "report-migrations", "report-vendored", "report-generated", "jobs",
]

/// `rule: off`, `rule: error` or `rule: {enabled: true, severity: note}`.
private func ruleSetting(_ entry: ConfigurationEntry) throws(ConfigurationFault) -> RuleSetting {
  var setting = RuleSetting(line: entry.line)
  switch entry.value.content {
  case .truth(let isOn): setting.isEnabled = isOn
  case .text("on"): setting.isEnabled = true
  case .text("off"): setting.isEnabled = false
  case .text(let word):
    guard let severity = Severity(rawValue: word) else {
      throw ConfigurationFault(
        line: entry.value.line, message: "`\(entry.key)` must be on, off, note, warning or error, not `\(word)`")
    }
    setting.isEnabled = true
    setting.severity = severity
  case .table(let entries):
    for part in entries {
      switch part.key {
      case "enabled": setting.isEnabled = try part.truth()
      case "severity": setting.severity = try part.word()
      default: throw unknownKey(part, known: ["enabled", "severity"])
      }
    }
  case .integer, .number, .empty, .list:
    throw ConfigurationFault(
      line: entry.value.line, message: "`\(entry.key)` must be on, off, a severity or a table, not \(entry.value.kind)")
  }
  return setting
}

private func unknownKey(_ entry: ConfigurationEntry, known: [String]) -> ConfigurationFault {
  ConfigurationFault(
    line: entry.line, message: "unknown key `\(entry.key)`; known are \(known.joined(separator: ", "))")
}

extension ConfigurationValue {
  fileprivate func entries(_ what: String) throws(ConfigurationFault) -> [ConfigurationEntry] {
    switch content {
    case .table(let entries): return entries
    case .empty: return []
    case .text, .integer, .number, .truth, .list:
      throw ConfigurationFault(line: line, message: "\(what) must be a table, not \(kind)")
    }
  }
}

extension ConfigurationEntry {
  private func mustBe(_ what: String) -> ConfigurationFault {
    ConfigurationFault(line: value.line, message: "`\(key)` must be \(what), not \(value.kind)")
  }

  fileprivate func text() throws(ConfigurationFault) -> String {
    guard case .text(let text) = value.content else { throw mustBe("a text") }
    return text
  }

  fileprivate func truth() throws(ConfigurationFault) -> Bool {
    guard case .truth(let truth) = value.content else { throw mustBe("true or false") }
    return truth
  }

  fileprivate func positiveNumber() throws(ConfigurationFault) -> Int {
    guard case .integer(let number) = value.content, number > 0 else { throw mustBe("a whole number above 0") }
    return number
  }

  /// A list of texts; a single text stands for a list of one.
  fileprivate func texts() throws(ConfigurationFault) -> [String] {
    switch value.content {
    case .text(let text): return [text]
    case .empty: return []
    case .list(let items):
      var texts: [String] = []
      for item in items {
        guard case .text(let text) = item.content else {
          throw ConfigurationFault(line: item.line, message: "`\(key)` must hold texts, not \(item.kind)")
        }
        texts.append(text)
      }
      return texts
    case .integer, .number, .truth, .table: throw mustBe("a list of texts")
    }
  }

  fileprivate func word<Word: RawRepresentable & CaseIterable>() throws(ConfigurationFault) -> Word
  where Word.RawValue == String {
    guard case .text(let text) = value.content, let word = Word(rawValue: text) else {
      throw mustBe("one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return word
  }

  fileprivate func toggle(_ scope: FileScope, in scopes: inout Set<FileScope>) throws(ConfigurationFault) {
    if try truth() { scopes.insert(scope) } else { scopes.remove(scope) }
  }
}
