// Writes Generated.swift: the files of `Rules/` as static literals. Reading the folder and writing the file are the
// caller's part (`embed-rules`, and the test that compares the generated file with its sources).

import Patterns

/// One file of `Rules/`, with its path below that folder.
public struct RuleFile: Hashable, Sendable {
  public var path: String
  public var text: String

  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  var stem: Substring { path.lastIndex(of: ".").map { path[..<$0] } ?? path[...] }
}

/// The text of Generated.swift, or what is wrong with the sources. Independent of the order of `files`; files that are
/// neither YAML nor Markdown are passed over.
public func embeddingSource(_ files: [RuleFile]) -> Result<String, EmbeddingFailure> {
  var issues: [RuleIssue] = []
  var entries = ""
  // By name without the ending: `django` comes before `django-rest`.
  for file in files.sorted(by: { ($0.stem, $0.path) < ($1.stem, $1.path) }) {
    if file.path.hasSuffix(".yml") {
      switch SourceNode.reading(yaml: file.text, path: file.path) {
      case .failure(let issue): issues.append(issue)
      case .success(let tree): entries += entry(file.path, tree.flattened())
      }
    } else if file.path.hasSuffix(".md") {
      entries += entry(file.path, file.text)
    }
  }
  guard issues.isEmpty else { return .failure(EmbeddingFailure(issues: issues)) }
  return .success(generatedHeader + entries + "]\n")
}

/// Why nothing was embedded.
public struct EmbeddingFailure: Error, Sendable {
  public var issues: [RuleIssue]
}

private func entry(_ path: String, _ text: String) -> String {
  var text = text
  while text.last?.isNewline == true { text.removeLast() }
  let fence = String(repeating: "#", count: longestHashRun(text) + 1)
  return """
      EmbeddedFile(
        path: "\(path)",
        text: \(fence)\"""
    \(text)

    \"""\(fence)),

    """
}

/// Most `#` in a row, so that a longer run can fence the literal.
private func longestHashRun(_ text: String) -> Int {
  var longest = 0
  var run = 0
  for byte in text.utf8 {
    run = byte == UInt8(ascii: "#") ? run + 1 : 0
    longest = max(longest, run)
  }
  return longest
}

private let generatedHeader = """
  // Generated from Rules/ by `swift run embed-rules`; edit the files there instead.
  // swift-format-ignore-file

  let embeddedFiles: [EmbeddedFile] = [

  """
