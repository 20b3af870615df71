// Walks one folder and lists the files to read. Decides what is passed over: ignored paths, folders of tools and
// dependencies, links. Does not open a source file.

import Facts
import Syntax

/// One file to read.
public struct DiscoveredFile: Sendable {
  /// As reports show it.
  public var path: String
  /// As the system finds it.
  public var location: String
  public var language: Language
  public var scope: FileScope
  /// Bytes, as listed.
  public var size: Int
}

/// What a walk found and what it passed over.
public struct DiscoveredFiles: Sendable {
  public var files: [DiscoveredFile] = []
  /// Entries (files and whole folders) passed over, per reason.
  public var skipped: [String: Int] = [:]
  public var partial: [(path: String, reason: String)] = []

  mutating func skip(_ reason: SkipReason) { skipped[reason.rawValue, default: 0] += 1 }
}

/// Why an entry was passed over.
enum SkipReason: String {
  case ignoreFile = "ignored by .gitignore"
  case excluded = "excluded by the configuration"
  case dependencies = "folder of installed packages"
  case link = "symbolic link"
  case depth = "nested too deep"
}

/// Deepest folder below the root that is entered.
private let maximumFolderDepth = 128

/// Largest ignore file that is read.
let ignoreFileBytes = 1 << 20

/// Walks the folder at `root` (absolute, without links).
///
/// Links are not followed: what they point to inside the root is read under its own path, and what lies outside is
/// not part of the project.
struct FolderWalk {
  private let root: String
  /// Put before paths in reports: empty, or ending with a slash.
  private let shownPrefix: String
  private let filters: PathFilters
  private(set) var found = DiscoveredFiles()

  /// Ignore files met on the way, each with the one that holds around it.
  private var ignoreFiles: [(rules: IgnoreRules, around: Int)] = []
  private var pending: [PendingFolder] = []
  private var listing = FolderListing()

  private struct PendingFolder {
    /// Relative to the root, with a final slash; empty for the root.
    var path: [UInt8]
    var name: String
    var scope: FileScope
    /// Innermost ignore file that holds, or -1.
    var ignoreFile: Int
    var depth: Int
  }

  init(root: String, shownPrefix: String, filters: PathFilters) {
    self.root = root
    self.shownPrefix = shownPrefix
    self.filters = filters
  }

  /// Lists everything below the root, in no particular order.
  mutating func run() {
    var outermost = -1
    for rules in ignoreFilesAround(root) {
      ignoreFiles.append((rules, outermost))
      outermost = ignoreFiles.count - 1
    }
    pending.append(
      PendingFolder(path: [], name: lastPart(of: root), scope: .normal, ignoreFile: outermost, depth: 0))
    while let folder = pending.popLast() { enter(folder) }
  }

  private mutating func enter(_ folder: PendingFolder) {
    let folderPath = String(decoding: folder.path, as: UTF8.self)
    let location = joinPath(root, folderPath)
    listing.read(location)
    if let failure = listing.failure {
      found.partial.append((shownPrefix + (folderPath.isEmpty ? "." : folderPath), "folder not read: \(failure)"))
      return
    }
    if listing.isVirtualEnvironment && folder.depth > 0 { return found.skip(.dependencies) }
    var ignoreFile = folder.ignoreFile
    if listing.hasIgnoreFile, let rules = readIgnoreFile(folderPath, folder.path.count) {
      ignoreFiles.append((rules, ignoreFile))
      ignoreFile = ignoreFiles.count - 1
    }
    let manifest = "Package.swift".utf8
    let isPackage = listing.entries.contains {
      $0.end - $0.start == manifest.count && listing.names[$0.start..<$0.end].elementsEqual(manifest)
    }
    var path = folder.path
    for entry in listing.entries {
      path.append(contentsOf: listing.names[entry.start..<entry.end])
      judge(entry, path, folder, location, ignoreFile, inPackage: isPackage)
      path.removeLast(entry.end - entry.start)
    }
  }

  private mutating func judge(
    _ entry: FolderEntry, _ path: [UInt8], _ folder: PendingFolder, _ location: String, _ ignoreFile: Int,
    inPackage: Bool
  ) {
    let nameStart = folder.path.count
    let name = String(decoding: path[nameStart...], as: UTF8.self)
    switch entry.kind {
    case .link:
      found.skip(.link)
    case .folder:
      if isDependencyFolder(name) { return found.skip(.dependencies) }
      if isToolFolder(name) { return }
      if isIgnored(path, nameStart, isFolder: true, ignoreFile) { return found.skip(.ignoreFile) }
      if filters.excludes(path, nameStart: nameStart, isFolder: true) { return found.skip(.excluded) }
      if folder.depth >= maximumFolderDepth { return found.skip(.depth) }
      let scope = folder.scope.entering(folder: name, below: folder.name, inPackage: inPackage)
      pending.append(
        PendingFolder(
          path: path + [UInt8(ascii: "/")], name: name, scope: scope, ignoreFile: ignoreFile, depth: folder.depth + 1))
    case .file:
      guard let language = Language(fileName: path[nameStart...]) else { return }
      if isIgnored(path, nameStart, isFolder: false, ignoreFile) { return found.skip(.ignoreFile) }
      if filters.excludes(path, nameStart: nameStart, isFolder: false) { return found.skip(.excluded) }
      found.files.append(
        DiscoveredFile(
          path: shownPrefix + String(decoding: path, as: UTF8.self), location: joinPath(location, name),
          language: language, scope: folder.scope.scope(ofFile: name, language), size: entry.size))
    }
  }

  private func isIgnored(_ path: [UInt8], _ nameStart: Int, isFolder: Bool, _ innermost: Int) -> Bool {
    var i = innermost
    while i >= 0 {
      switch ignoreFiles[i].rules.verdict(path, nameStart: nameStart, isFolder: isFolder) {
      case .ignored: return true
      case .kept: return false
      case .unmentioned: i = ignoreFiles[i].around
      }
    }
    return false
  }

  private mutating func readIgnoreFile(_ folderPath: String, _ dropped: Int) -> IgnoreRules? {
    switch readFile(joinPath(root, folderPath + ".gitignore"), limit: ignoreFileBytes) {
    case .bytes(let source):
      let rules = IgnoreRules(source.bytes(ByteRange(0, source.count)), base: .below(dropping: dropped))
      return rules.isEmpty ? nil : rules
    case .binary, .tooLarge, .unreadable:
      found.partial.append((shownPrefix + folderPath + ".gitignore", "ignore file not read"))
      return nil
    }
  }
}

/// Folders that hold no source: version control, caches, builds. Nobody misses them, so they are not counted.
private func isToolFolder(_ name: String) -> Bool {
  switch name {
  case ".git", ".hg", ".svn", ".bzr", ".jj", ".build", ".swiftpm", ".tox", ".nox", ".eggs", ".mypy_cache",
    ".pytest_cache", ".ruff_cache", ".cache", ".idea", ".vscode", "__pycache__", "DerivedData":
    return true
  default: return false
  }
}

/// Folders of packages that a tool installed or bundled.
private func isDependencyFolder(_ name: String) -> Bool {
  switch name {
  case "node_modules", "bower_components", "site-packages", "__pypackages__", ".venv", "dist": return true
  default: return false
  }
}

/// Ignore files of the repository around the root, outermost first: the user's own, the repository's
/// `info/exclude`, then each folder's from the repository's root down to the folder above the scanned one.
/// Empty when the root lies in no repository.
private func ignoreFilesAround(_ root: String) -> [IgnoreRules] {
  guard let repository = repositoryRoot(around: root) else { return [] }
  let inside = relativePath(root, to: repository)
  let parts = inside == "." ? [] : inside.split(separator: "/").map(String.init)
  var result: [IgnoreRules] = []
  func add(_ file: String, _ below: [String]) {
    guard case .bytes(let source) = readFile(file, limit: ignoreFileBytes) else { return }
    let prefix = below.isEmpty ? "" : below.joined(separator: "/") + "/"
    let rules = IgnoreRules(source.bytes(ByteRange(0, source.count)), base: .above(prefix: Array(prefix.utf8)))
    if !rules.isEmpty { result.append(rules) }
  }
  if let folder = environmentValue("XDG_CONFIG_HOME") ?? environmentValue("HOME").map({ joinPath($0, ".config") }) {
    add(joinPath(folder, "git/ignore"), parts)
  }
  add(joinPath(repository, ".git/info/exclude"), parts)
  var folder = repository
  for (depth, part) in parts.enumerated() {
    add(joinPath(folder, ".gitignore"), Array(parts[depth...]))
    folder = joinPath(folder, part)
  }
  return result
}

/// The nearest folder at or above `folder` that holds `.git`.
func repositoryRoot(around folder: String) -> String? {
  var folder = folder
  while true {
    if pathKind(joinPath(folder, ".git")) != nil { return folder }
    let above = parentFolder(of: folder)
    guard above != folder, !above.isEmpty else { return nil }
    folder = above
  }
}
