// The cases of the corpus: each `flagged`, `clean` or `fixed` file or folder of a rule, and each small project.

import Foundation
import Testing

/// A file or folder of the corpus that is scanned as a project by itself.
struct CorpusCase: Sendable, CustomTestStringConvertible {
  /// What the case is for.
  enum Purpose: Sendable {
    /// Findings of its rule where the markers say.
    case flagged
    /// No finding.
    case clean
    /// The flagged file after its fixes.
    case fixed
    /// A whole project, with markers of all rules in its files or in its `expectationFile`.
    case project
  }

  var purpose: Purpose
  /// The rule whose case it is; nil for a project.
  var rule: String?
  /// Category of the rule; nil for a project.
  var kind: String?
  var location: URL

  var testDescription: String { location.pathComponents.suffix(3).joined(separator: "/") }
}

let corpusFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appendingPathComponent("Corpus", isDirectory: true).resolvingSymlinksInPath()

/// Makes a folder below `projects` a project of its own.
let expectationFile = ".expected"

/// Folders of the corpus that belong to other tests.
private let otherFolders: Set = ["parsing", "output", "projects"]

/// All cases, ordered by path.
func corpusCases() -> [CorpusCase] {
  var cases: [CorpusCase] = []
  for rule in ruleFolders() {
    let kind = rule.deletingLastPathComponent().lastPathComponent
    for item in entries(rule) {
      guard let purpose = purpose(of: item) else { continue }
      cases.append(CorpusCase(purpose: purpose, rule: rule.lastPathComponent, kind: kind, location: item))
    }
  }
  let projects = corpusFolder.appendingPathComponent("projects")
  let inside = (try? FileManager.default.subpathsOfDirectory(atPath: projects.path)) ?? []
  for path in inside.sorted() where path.hasSuffix("/" + expectationFile) {
    let folder = projects.appendingPathComponent(String(path.dropLast(expectationFile.count + 1)))
    cases.append(CorpusCase(purpose: .project, location: folder))
  }
  return cases
}

/// The folder of each rule, named like it.
func ruleFolders() -> [URL] {
  entries(corpusFolder).filter { !otherFolders.contains($0.lastPathComponent) }.flatMap(entries)
}

/// `flagged.py`, `flagged-django.py` and the folder `flagged` are all flagged cases.
func purpose(of item: URL) -> CorpusCase.Purpose? {
  let stem = item.lastPathComponent.prefix { $0 != "." && $0 != "-" }
  switch stem {
  case "flagged": return .flagged
  case "clean": return .clean
  case "fixed": return .fixed
  default: return nil
  }
}

func entries(_ folder: URL) -> [URL] {
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
  return names.filter { !$0.hasPrefix(".") }.sorted().map { folder.appendingPathComponent($0) }
}

/// Whether a case is a folder.
func isFolder(_ location: URL) -> Bool {
  var isFolder: ObjCBool = false
  return FileManager.default.fileExists(atPath: location.path, isDirectory: &isFolder) && isFolder.boolValue
}

/// The files of a case with their paths as a scan shows them.
func files(of location: URL) -> [(path: String, text: String)] {
  guard isFolder(location) else {
    let text = (try? String(contentsOf: location, encoding: .utf8)) ?? ""
    return [(location.lastPathComponent, text)]
  }
  let inside = (try? FileManager.default.subpathsOfDirectory(atPath: location.path)) ?? []
  return inside.sorted().compactMap { path in
    guard let text = try? String(contentsOf: location.appendingPathComponent(path), encoding: .utf8) else { return nil }
    return (path, text)
  }
}
