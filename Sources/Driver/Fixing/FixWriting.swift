// Puts fixed text where the files are: never through a link out of the scanned folder, never over text that changed
// in the meantime.

import Syntax

/// Writes the files; gives messages about those that were left as they are.
public func writeFixes(_ files: [FixedFile], of request: ScanRequest) -> [String] {
  let roots = writableRoots(request)
  return files.compactMap { file in
    write(file, below: roots).map { "\(file.path): not written: \($0)" }
  }
}

/// The folders that fixes stay in: those that were scanned, and the working folder for single files.
private func writableRoots(_ request: ScanRequest) -> [String] {
  let paths = request.paths.isEmpty ? ["."] : request.paths
  return paths.compactMap { path in
    let absolute = absolutePath(path, from: request.workingFolder)
    if pathKind(absolute) == .folder { return realPath(absolute) }
    // A file's own folder, unless the link to it leads out of there.
    return realPath(parentFolder(of: absolute))
  }
}

/// Nil, or why the file was left alone.
private func write(_ file: FixedFile, below roots: [String]) -> String? {
  guard let target = realPath(file.location) else { return "it is gone" }
  guard roots.contains(where: { relativePath(target, to: $0) != target }) else {
    return "it is a link to a file outside"
  }
  guard case .bytes(let now) = readFile(target, limit: file.before.count), isEqual(now, file.before) else {
    return "it changed in the meantime"
  }
  return replaceFile(target, by: file.after)
}

private func isEqual(_ a: SourceBytes, _ b: SourceBytes) -> Bool {
  guard a.count == b.count else { return false }
  return a.withUnsafeBytes { left in b.withUnsafeBytes { right in left.elementsEqual(right) } }
}
