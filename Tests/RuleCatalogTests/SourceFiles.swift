// The files of `Rules/` as they lie in the repository, for tests that compare them with what is embedded.

import Foundation
import RuleCatalog

let packageFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

func ruleSources() throws -> [RuleFile] {
  let folder = packageFolder.appendingPathComponent("Rules", isDirectory: true).resolvingSymlinksInPath()
  return try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted().compactMap { path in
    guard path.hasSuffix(".yml") || path.hasSuffix(".md") else { return nil }
    return RuleFile(path: path, text: try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8))
  }
}
