// What the frontends make of files, as text, for `perf-lint debug` and the conformance checks.

import Facts
import SQLFrontend
import Syntax

public enum DebugDump: Sendable {
  case tokens, tree
}

/// Dumps the files one after the other, each under a `== path` line when there are several. `output` gets the text of
/// one file at a time.
public func dump(
  _ paths: [String], as form: DebugDump, limits: Limits = Limits(), output: (String) -> Void
) throws(UsageError) {
  for path in paths {
    guard let language = Language(fileName: lastPart(of: path)) else {
      throw UsageError("not a Python, Swift, template or SQL file: \(path)")
    }
    var text = paths.count > 1 ? "== \(path)\n" : ""
    switch readFile(path, limit: limits.sourceFileBytes) {
    case .bytes(let source):
      switch form {
      case .tokens: text += dumpTokens(source, language, limits)
      case .tree: text += dumpTree(source, language, limits)
      }
    case .binary: text += "# binary file, not read\n"
    case .tooLarge(let size): text += "# \(size) bytes are more than the limit\n"
    case .unreadable(let reason): throw UsageError("\(path): \(reason)")
    }
    output(text)
  }
}

/// `start end kind` a line: byte offsets, half-open.
private func dumpTokens(_ source: SourceBytes, _ language: Language, _ limits: Limits) -> String {
  let (tokens, kind) = tokens(source, language, limits: limits)
  var text = ""
  text.reserveCapacity(tokens.count * 16)
  var words = [String?](repeating: nil, count: 256)
  for token in tokens {
    let word: String
    if let known = words[Int(token.kind)] {
      word = known
    } else {
      word = kind(token.kind)
      words[Int(token.kind)] = word
    }
    text += "\(token.start) \(token.end) \(word)\n"
  }
  return text
}

private func dumpTree(_ source: SourceBytes, _ language: Language, _ limits: Limits) -> String {
  if language == .sql { return dumpStatements(source, limits) }
  var names = NameTable()
  let tree = parse(source, language, names: &names, limits: limits)
  var text = tree.dump(names: names)
  for issue in tree.issues { text += "# \(issue.range.start)..<\(issue.range.end) \(issue.message)\n" }
  return text
}

/// One statement a line as the printer says it in SQLite's words; what stopped the reading follows.
private func dumpStatements(_ source: SourceBytes, _ limits: Limits) -> String {
  let file = parseSQL(source, limits: limits)
  var text = ""
  for item in file.items {
    let printed = printSQL(item.statement).text.split(whereSeparator: \.isNewline).joined(separator: " ")
    text += "\(item.range.start)..<\(item.range.end) \(item.isComplete ? "" : "[incomplete] ")\(printed)\n"
  }
  for part in file.passedOver { text += "# \(part.range.start)..<\(part.range.end) \(part.reason.rawValue)\n" }
  for issue in file.issues { text += "# \(issue.range.start)..<\(issue.range.end) \(issue.message)\n" }
  return text
}
