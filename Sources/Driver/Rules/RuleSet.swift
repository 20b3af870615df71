// The rules of one run: built in and the user's own, chosen by configuration and options, with the pattern programs
// that are compiled from them once for each language that the run reads.

import Facts
import Findings
import Patterns
import RuleCatalog
import Syntax

/// Largest rule file that is read.
private let ruleFileBytes = 1 << 20

/// Rules of a run. Immutable after loading: workers share it.
struct RuleSet: Sendable {
  /// Built-in rules first.
  private(set) var metadata: [RuleMetadata]
  /// Ids of the rules whose findings are wanted.
  private(set) var enabled: Set<String>
  private var programs: [Language: PatternProgram] = [:]

  /// Loads and compiles what the files of `languages` need. A mistake in a rule of the user's ends the run.
  init(_ request: ScanRequest, languages: Set<Language>) throws(UsageError) {
    let own = try userRules(request.configuration.rulePaths)
    metadata = builtInRules() + own.rules.map(\.metadata)
    try request.configuration.check(knownRules: Set(metadata.map(\.id)))
    let wanted = Set(metadata.filter { isWanted($0, request) }.map(\.id))
    enabled = wanted
    let patterns = (embeddedPatternRules() + own.patternRules).filter { wanted.contains($0.id) }
    for language in Language.allCases where languages.contains(language) && language != .sql {
      let compiled = compilePatterns(patterns, language: language) { language, source, names in
        parse(source, language, names: &names, limits: request.limits)
      }
      if let issue = compiled.issues.first { throw UsageError("\(issue)") }
      programs[language] = compiled.program
    }
  }

  func program(_ language: Language) -> PatternProgram? { programs[language] }
}

private func isWanted(_ rule: RuleMetadata, _ request: ScanRequest) -> Bool {
  if request.ignoredRules.contains(rule.id) { return false }
  if let only = request.onlyRules { return only.contains(rule.id) }
  return request.configuration.isEnabled(rule.id, byDefault: rule.enabledByDefault)
}

/// The rules in the user's files, and in the `.yml` files of the user's folders.
func userRules(_ paths: [String]) throws(UsageError) -> LoadedRules {
  var result = LoadedRules()
  for path in paths {
    let shown = relativePath(path, to: currentFolder())
    switch pathKind(path) {
    case .file: try load(path, shown, &result)
    case .folder:
      for name in fileNames(in: path).sorted() where name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
        try load(joinPath(path, name), joinPath(shown, name), &result)
      }
    case .other, nil: throw UsageError("no such file or folder of rules: \(shown)")
    }
  }
  return result
}

private func load(_ path: String, _ shown: String, _ result: inout LoadedRules) throws(UsageError) {
  switch readFile(path, limit: ruleFileBytes) {
  case .bytes(let source):
    let loaded = loadRules(yaml: source.text(ByteRange(0, source.count)), path: shown)
    if !loaded.issues.isEmpty {
      throw UsageError(loaded.issues.map(\.description).joined(separator: "\nperf-lint: "))
    }
    result.rules += loaded.rules
  case .binary: throw UsageError("\(shown): not a text file")
  case .tooLarge: throw UsageError("\(shown): too large for a file of rules")
  case .unreadable(let reason): throw UsageError("\(shown): \(reason)")
  }
}
