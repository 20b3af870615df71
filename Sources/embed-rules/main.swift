// Development command: writes Sources/RuleCatalog/Generated.swift and Documentation/rules/ from Rules/.
// Run it in the folder of the package after each change of a rule or table: `swift run embed-rules`.

import Foundation
import RuleCatalog

let root = URL(fileURLWithPath: CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : ".", isDirectory: true)
let rules = root.appendingPathComponent("Rules", isDirectory: true)

var files: [RuleFile] = []
for path in try FileManager.default.subpathsOfDirectory(atPath: rules.path) {
  guard path.hasSuffix(".yml") || path.hasSuffix(".md") else { continue }
  let text = try String(contentsOf: rules.appendingPathComponent(path), encoding: .utf8)
  files.append(RuleFile(path: path, text: text))
}

switch embeddingSource(files) {
case .failure(let failure):
  for issue in failure.issues { FileHandle.standardError.write(Data("Rules/\(issue)\n".utf8)) }
  exit(1)
case .success(let source):
  try Data(source.utf8).write(to: root.appendingPathComponent("Sources/RuleCatalog/Generated.swift"))
  let pages = root.appendingPathComponent("Documentation/rules", isDirectory: true)
  try FileManager.default.createDirectory(at: pages, withIntermediateDirectories: true)
  for page in documentationFiles(files) {
    try Data(page.text.utf8).write(to: pages.appendingPathComponent(page.path))
  }
  print("embedded \(files.count) files, \(source.utf8.count) bytes")
}
