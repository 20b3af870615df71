// From the paths on the command line to the list of files of a run, in path order.

import Facts
import Syntax

/// Lists what the given paths mean.
struct Discovery {
  /// The folder that relative paths start from, absolute.
  let workingFolder: String
  let include: [String]
  let exclude: [String]
  /// The folder that `include` and `exclude` are relative to, when it is not the walked folder itself.
  let filterFolder: String?
  /// Relative to each walked folder.
  let commandLineExclude: [String]

  /// Files named on the command line are read whatever ignore files and scopes say; folders are walked. With one
  /// folder the paths in reports are relative to it, otherwise to the working folder.
  func files(for paths: [String]) throws(UsageError) -> DiscoveredFiles {
    let paths = paths.isEmpty ? ["."] : paths
    var result = DiscoveredFiles()
    for path in paths {
      let absolute = absolutePath(path, from: workingFolder)
      switch pathKind(absolute) {
      case nil: throw UsageError("no such file or folder: \(path)")
      case .other: throw UsageError("neither a file nor a folder: \(path)")
      case .folder:
        let root = realPath(absolute) ?? absolute
        let shown = paths.count == 1 ? "" : shownFolder(relativePath(absolute, to: workingFolder))
        var walk = FolderWalk(root: root, shownPrefix: shown, filters: filters(for: root))
        walk.run()
        result.files += walk.found.files
        result.partial += walk.found.partial
        result.skipped.merge(walk.found.skipped, uniquingKeysWith: +)
      case .file:
        let shown = relativePath(absolute, to: workingFolder)
        guard let language = Language(fileName: lastPart(of: absolute)) else {
          result.partial.append((shown, "not a Python, Swift, template or SQL file"))
          continue
        }
        result.files.append(
          DiscoveredFile(path: shown, location: absolute, language: language, scope: .normal, size: 0))
      }
    }
    sortByPath(&result.files)
    dropRepeated(&result.files)
    return result
  }

  private func shownFolder(_ path: String) -> String { path == "." ? "" : path + "/" }

  private func filters(for root: String) -> PathFilters {
    var filters = PathFilters()
    filters.add(include: [], exclude: commandLineExclude, prefix: "")
    var prefix = ""
    if let folder = filterFolder, folder != root {
      let below = relativePath(root, to: folder)
      prefix = below == root ? "" : below + "/"
    }
    filters.add(include: include, exclude: exclude, prefix: prefix)
    return filters
  }

  private func sortByPath(_ files: inout [DiscoveredFile]) {
    files.sort { $0.path < $1.path }
  }

  /// A file that two of the paths reach is kept once, in the wider scope of the two.
  private func dropRepeated(_ files: inout [DiscoveredFile]) {
    var kept: [DiscoveredFile] = []
    kept.reserveCapacity(files.count)
    for file in files {
      if let last = kept.last, last.path == file.path {
        if file.scope == .normal { kept[kept.count - 1].scope = .normal }
      } else {
        kept.append(file)
      }
    }
    files = kept
  }
}

/// A wrong argument or configuration: told to the user, exit code 2.
public struct UsageError: Error, Sendable, CustomStringConvertible {
  public var description: String
  public init(_ description: String) { self.description = description }
}
