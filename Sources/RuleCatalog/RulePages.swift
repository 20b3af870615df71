// Documentation/rules/: one page per rule and an index, from the same sources as the executable's pages.

import Findings
import Patterns

/// The files of `Documentation/rules/`, with paths below that folder, ordered by path.
public func documentationFiles(_ files: [RuleFile]) -> [RuleFile] {
  var pages: [RuleFile] = []
  var rows: [(kind: String, id: String, row: String)] = []
  for file in files
  where file.path.hasSuffix(".yml") && !tableFolders.contains(where: { file.path.hasPrefix($0 + "/") }) {
    guard case .success(let tree) = SourceNode.reading(yaml: file.text, path: file.path) else { continue }
    let id = tree["id"]?.value ?? ""
    let kind = tree["kind"]?.value ?? ""
    let languages = (tree["languages"]?.children ?? []).compactMap(\.value).joined(separator: ", ")
    let severity = tree["severity"]?.value ?? ""
    let page = files.first { $0.path == String(file.path.dropLast(4)) + ".md" }?.text ?? ""
    rows.append((kind, id, "| [\(id)](\(id).md) | \(tree["summary"]?.value ?? "") | \(languages) | \(severity) |\n"))
    pages.append(RuleFile(path: id + ".md", text: withFacts("`\(kind)`, \(languages), \(severity)", page)))
  }
  var index = indexHeader
  var lastKind = ""
  for row in rows.sorted(by: { ($0.kind, $0.id) < ($1.kind, $1.id) }) {
    if row.kind != lastKind {
      index += "\n## \(row.kind)\n\n| rule | finds | languages | severity |\n| --- | --- | --- | --- |\n"
    }
    lastKind = row.kind
    index += row.row
  }
  pages.append(RuleFile(path: "README.md", text: index))
  return pages.sorted { $0.path < $1.path }
}

/// The page with a line of facts under its heading.
private func withFacts(_ facts: String, _ page: String) -> String {
  var lines = page.split(separator: "\n", omittingEmptySubsequences: false)
  lines.insert("", at: min(1, lines.count))
  lines.insert(Substring(facts), at: min(2, lines.count))
  return lines.joined(separator: "\n")
}

private let indexHeader = """
  # Rules

  Generated from `Rules/` by `swift run embed-rules`. `perf-lint explain ID` prints the same pages.

  """
