// Finds and reads the configuration that holds for a scanned folder.

import Syntax

/// Largest configuration file that is read.
private let configurationBytes = 1 << 20

/// The configuration for what is scanned: the file given, or the nearest one from `folder` (absolute) up to the root
/// of its repository. In one folder `.perf-lint.yml` goes before `pyproject.toml`. Nothing found gives the defaults.
public func loadConfiguration(file: String?, around folder: String) throws(UsageError) -> Configuration {
  if let file {
    let absolute = absolutePath(file, from: currentFolder())
    guard pathKind(absolute) == .file else { throw UsageError("no such configuration file: \(file)") }
    return try read(absolute, shown: file, isRequired: true) ?? Configuration()
  }
  let last = repositoryRoot(around: folder) ?? folder
  var folder = folder
  while true {
    for name in [".perf-lint.yml", ".perf-lint.yaml", "pyproject.toml"] {
      let path = joinPath(folder, name)
      guard pathKind(path) == .file else { continue }
      let shown = relativePath(path, to: currentFolder())
      if let found = try read(path, shown: shown, isRequired: false) { return found }
    }
    let above = parentFolder(of: folder)
    guard folder != last, above != folder, !above.isEmpty else { return Configuration() }
    folder = above
  }
}

/// Nil when a TOML file has no table for this tool and `isRequired` does not ask for one.
private func read(_ path: String, shown: String, isRequired: Bool) throws(UsageError) -> Configuration? {
  let text: String
  switch readFile(path, limit: configurationBytes) {
  case .bytes(let source): text = source.text(ByteRange(0, source.count))
  case .binary: throw UsageError("\(shown): not a text file")
  case .tooLarge(let size): throw UsageError("\(shown): \(size) bytes are too many for a configuration")
  case .unreadable(let reason): throw UsageError("\(shown): \(reason)")
  }
  do {
    let value: ConfigurationValue?
    if path.hasSuffix(".toml") {
      value = try readTOML(text, table: ["tool", "perf-lint"])
      if value == nil && !isRequired { return nil }
    } else {
      value = try readYAML(text)
    }
    return try configuration(from: value, file: shown, folder: parentFolder(of: path))
  } catch {
    throw UsageError("\(shown):\(error.line): \(error.message)")
  }
}
