// What happens to one file while its bytes are hot: read, parse, match, lower. Depends on that file alone; what is
// left of it afterwards is a FileOutcome.

import Facts
import Findings
import Lowering
import Patterns
import SQLFrontend
import Syntax

/// What a worker keeps of one file.
struct FileOutcome: Sendable {
  var path: String
  var language: Language
  var scope: FileScope
  var lines = 0
  var bytes = 0
  /// Why the file, or a part of it, was not read as it stands.
  var partial: [String] = []
  var suppressions: [SuppressionComment] = []
  var facts: FileFacts?
  var matches: [PatternMatch] = []
  var statements: [SQLFile.Item] = []
  /// Whether ranges inside the statements count from the start of the file, as those of the statements do.
  var hasInnerRanges = true

  init(_ file: DiscoveredFile) {
    path = file.path
    language = file.language
    scope = file.scope
  }
}

/// What a worker keeps from one file to the next.
struct FileScratch {
  var names = NameTable(capacity: 4096)
  var symbols: SymbolMap

  init(symbols shared: SymbolTable) { symbols = SymbolMap(shared) }
}

/// Reads one file and takes from it what the project step needs.
func readFacts(
  _ file: DiscoveredFile, content: FileContent, limits: Limits, rules: RuleSet, scratch: inout FileScratch
) -> FileOutcome {
  var outcome = FileOutcome(file)
  switch content {
  case .bytes(let source):
    take(source, into: &outcome, limits, rules, &scratch)
  case .binary: outcome.partial.append("binary file, not read")
  case .tooLarge where file.language == .sql: readDump(file.location, into: &outcome, limits)
  case .tooLarge(let size): outcome.partial.append("\(size) bytes are more than the limit, not read")
  case .unreadable(let reason): outcome.partial.append("not read: \(reason)")
  }
  return outcome
}

private func take(
  _ source: SourceBytes, into outcome: inout FileOutcome, _ limits: Limits, _ rules: RuleSet,
  _ scratch: inout FileScratch
) {
  let survey = ByteSurvey(source)
  outcome.bytes = source.count
  outcome.lines = survey.lines
  if outcome.scope == .normal && saysGenerated(source) { outcome.scope = .generated }
  if outcome.language == .sql {
    let file = parseSQL(source, limits: limits)
    outcome.statements = file.items
    note(file.issues, count: file.issueCount, source, &outcome)
    if let marker = survey.firstMarker {
      let tokens = lexSQL(source, range: ByteRange(0, source.count))
      outcome.suppressions = suppressionComments(source, from: marker, language: .sql, tokens: tokens)
    }
    return
  }
  scratch.names.removeAll()
  let tree = parse(source, outcome.language, names: &scratch.names, limits: limits)
  note(tree.issues, count: tree.issues.count, source, &outcome)
  if let marker = survey.firstMarker {
    outcome.suppressions = suppressionComments(source, from: marker, language: outcome.language, tokens: tree.tokens)
  }
  if let program = rules.program(outcome.language) {
    let found = program.match(tree, names: scratch.names, source: source)
    outcome.matches = found.matches
    if found.isCutOff { outcome.partial.append("matching stopped early: too much work for the patterns") }
  }
  outcome.facts = lowerFile(
    tree, names: scratch.names, path: outcome.path, language: outcome.language, scope: outcome.scope,
    symbols: &scratch.symbols)
  if let cut = outcome.facts?.cutOff, cut > 0 {
    outcome.partial.append("\(cut) parts nested deeper than the limit were left out of the analysis")
  }
}

/// What a parser could not read as written, as one reason.
private func note(_ issues: [SyntaxIssue], count: Int, _ source: SourceBytes, _ outcome: inout FileOutcome) {
  guard let first = issues.first else { return }
  let line = LineIndex(source).line(at: Int(first.range.start))
  let places = count == 1 ? "1 place" : "\(count) places"
  outcome.partial.append("\(places) not understood, the first in line \(line): \(first.message)")
}
