// What happens to one file while its bytes are hot: read, parse, match, lower. Depends on that file alone; what is
// left of it afterwards is a FileOutcome.

import Facts
import Findings
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

  init(_ file: DiscoveredFile) {
    path = file.path
    language = file.language
    scope = file.scope
  }
}

/// What a worker keeps from one file to the next.
struct FileScratch {
  var names = NameTable(capacity: 4096)
}

/// Reads one file and takes from it what the project step needs.
func readFacts(
  _ file: DiscoveredFile, content: FileContent, limits: Limits, scratch: inout FileScratch
) -> FileOutcome {
  var outcome = FileOutcome(file)
  let source: SourceBytes
  switch content {
  case .bytes(let bytes): source = bytes
  case .binary:
    outcome.partial.append("binary file, not read")
    return outcome
  case .tooLarge(let size):
    outcome.partial.append("\(size) bytes are more than the limit of \(limits.sourceFileBytes), not read")
    return outcome
  case .unreadable(let reason):
    outcome.partial.append("not read: \(reason)")
    return outcome
  }
  outcome.bytes = source.count
  let survey = ByteSurvey(source)
  outcome.lines = survey.lines
  if outcome.scope == .normal && saysGenerated(source) { outcome.scope = .generated }
  scratch.names.removeAll()
  let parsed = parse(source, file.language, names: &scratch.names, limits: limits)
  if let marker = survey.firstMarker {
    outcome.suppressions = suppressionComments(source, from: marker, language: file.language, tokens: parsed.tokens)
  }
  return outcome
}
