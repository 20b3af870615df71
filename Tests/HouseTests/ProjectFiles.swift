// The project's own files, as the house tests read them.

import Foundation

/// The folder of the package, found from this file's place in it.
let packageFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// Names of the folders in a folder of the package; empty when there is none.
func folderNames(_ path: String) -> [String] {
  let url = packageFolder.appendingPathComponent(path)
  let entries = try? FileManager.default.contentsOfDirectory(
    at: url, includingPropertiesForKeys: [.isDirectoryKey], options: .skipsHiddenFiles)
  let folders = (entries ?? []).filter { (try? $0.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true }
  return folders.map(\.lastPathComponent).sorted()
}

/// Paths of the files below a folder of the package with this ending, relative to the folder.
func filePaths(below path: String, ending: String) -> [String] {
  let url = packageFolder.appendingPathComponent(path)
  let paths = FileManager.default.enumerator(atPath: url.path)?.compactMap { $0 as? String } ?? []
  return paths.filter { $0.hasSuffix(ending) }.sorted()
}

func lines(of path: String) -> [String] {
  let text = (try? String(contentsOf: packageFolder.appendingPathComponent(path), encoding: .utf8)) ?? ""
  return text.components(separatedBy: "\n")
}
