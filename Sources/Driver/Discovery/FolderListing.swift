// The entries of one folder in one buffer. Only regular files that could be ours, folders and links are kept.

import Facts

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// One entry: its name is `names[start ..< end]` of the listing.
struct FolderEntry {
  enum Kind { case file, folder, link }

  var start: Int
  var end: Int
  var kind: Kind
  /// Bytes of a file; 0 for the rest.
  var size: Int
}

/// What one folder holds, read at once so that its ignore file is known before its entries are judged.
struct FolderListing {
  private(set) var names: [UInt8] = []
  private(set) var entries: [FolderEntry] = []
  private(set) var hasIgnoreFile = false
  /// A Python virtual environment says so by this file.
  private(set) var isVirtualEnvironment = false
  /// The system's reason when the folder could not be read.
  private(set) var failure: String?

  /// Reads the folder at `path`, forgetting what was read before but keeping the buffers.
  mutating func read(_ path: String) {
    names.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    hasIgnoreFile = false
    isVirtualEnvironment = false
    failure = nil
    guard let folder = opendir(path) else {
      failure = String(cString: strerror(errno)).lowercased()
      return
    }
    defer { closedir(folder) }
    let descriptor = dirfd(folder)
    while let entry = readdir(folder) { add(entry, in: descriptor) }
  }

  private mutating func add(_ entry: UnsafeMutablePointer<dirent>, in descriptor: Int32) {
    let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
    let name = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self)
    let start = names.count
    names.append(contentsOf: UnsafeRawBufferPointer(start: name, count: strlen(name)))
    let end = names.count
    let slice = names[start..<end]
    let isDots = slice.elementsEqual(".".utf8) || slice.elementsEqual("..".utf8)
    guard !isDots, var kind = kind(entry.pointee.d_type) else {
      names.removeLast(end - start)
      return
    }
    var size = 0
    if kind == .unknown || (kind == .file && isWanted(slice)) {
      var status = stat()
      if fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 {
        size = Int(status.st_size)
        if kind == .unknown { kind = self.kind(mode: status.st_mode) }
      }
    }
    switch kind {
    case .file where isWanted(slice): entries.append(FolderEntry(start: start, end: end, kind: .file, size: size))
    case .folder: entries.append(FolderEntry(start: start, end: end, kind: .folder, size: 0))
    case .link: entries.append(FolderEntry(start: start, end: end, kind: .link, size: 0))
    case .file, .unknown:
      if slice.elementsEqual(".gitignore".utf8) { hasIgnoreFile = true }
      if slice.elementsEqual("pyvenv.cfg".utf8) { isVirtualEnvironment = true }
      names.removeLast(end - start)
    }
  }

  private func isWanted(_ name: ArraySlice<UInt8>) -> Bool { Language(fileName: name) != nil }

  private enum RawKind { case file, folder, link, unknown }

  /// Nil for pipes, sockets and devices.
  private func kind(_ type: UInt8) -> RawKind? {
    switch Int(type) {
    case Int(DT_REG): return .file
    case Int(DT_DIR): return .folder
    case Int(DT_LNK): return .link
    case Int(DT_UNKNOWN): return .unknown
    default: return nil
    }
  }

  private func kind(mode: mode_t) -> RawKind {
    switch mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .unknown
    }
  }
}

/// Names of the regular files of a folder, in no particular order.
func fileNames(in path: String) -> [String] {
  guard let folder = opendir(path) else { return [] }
  defer { closedir(folder) }
  let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self)
    names.append(String(cString: name))
  }
  return names.filter { pathKind(joinPath(path, $0)) == .file }
}
