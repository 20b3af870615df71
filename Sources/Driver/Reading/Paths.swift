// Arithmetic on path texts, without touching the file system.

/// The path without its last part: `a/b` gives `a`, `/a` gives `/`, `a` gives the empty path.
public func parentFolder(of path: String) -> String {
  let bytes = Array(path.utf8)
  guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "" }
  return slash == 0 ? "/" : String(decoding: bytes[0..<slash], as: UTF8.self)
}

/// What follows the last slash.
public func lastPart(of path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
  return String(path[path.utf8.index(after: slash)...])
}

/// `folder/name`, or `name` alone when there is no folder or the name is absolute.
public func joinPath(_ folder: String, _ name: String) -> String {
  if folder.isEmpty || name.utf8.first == UInt8(ascii: "/") { return name }
  return folder.utf8.last == UInt8(ascii: "/") ? folder + name : folder + "/" + name
}

/// The absolute path as seen from `folder` when it lies below it, unchanged otherwise; `.` for the folder itself.
public func relativePath(_ path: String, to folder: String) -> String {
  if path == folder { return "." }
  let prefix = folder == "/" ? folder : folder + "/"
  return path.utf8.starts(with: prefix.utf8) ? String(path.dropFirst(prefix.count)) : path
}

/// The path made absolute and freed of `.`, `..` and doubled slashes; links are left as they are.
func absolutePath(_ path: String, from folder: String) -> String {
  var parts: [Substring] = []
  for part in joinPath(folder, path).split(separator: "/") {
    switch part {
    case ".": continue
    case "..": _ = parts.popLast()
    default: parts.append(part)
    }
  }
  return "/" + parts.joined(separator: "/")
}
