// The only calls into the file system besides listing folders: open, stat, read, write, real paths. What is worth
// reading is decided elsewhere.

import Syntax

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What came of reading one file.
public enum FileContent: Sendable {
  case bytes(SourceBytes)
  /// Holds a NUL among its first bytes.
  case binary
  /// Has this many bytes, more than the limit.
  case tooLarge(Int)
  /// The system's reason.
  case unreadable(String)
}

enum PathKind {
  case file, folder, other
}

/// Bytes of a file's head that are looked at to tell text from binary.
let binaryProbeBytes = 8192

/// Reads a regular file of at most `limit` bytes. Links are followed; pipes and devices are refused, not waited for.
public func readFile(_ path: String, limit: Int) -> FileContent {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { return .unreadable(systemMessage(errno)) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { return .unreadable(systemMessage(errno)) }
  guard status.st_mode & S_IFMT == S_IFREG else { return .unreadable("not a regular file") }
  let size = Int(status.st_size)
  guard size <= limit else { return .tooLarge(size) }
  return readAll(descriptor, expecting: size)
}

/// Hands the bytes of a file to `take` piece by piece; nil, or the system's reason for not reading on.
func readPieces(_ path: String, of size: Int, take: (UnsafeRawBufferPointer) -> Void) -> String? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { return systemMessage(errno) }
  defer { close(descriptor) }
  let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
  defer { piece.deallocate() }
  while true {
    let got = read(descriptor, piece.baseAddress, piece.count)
    if got < 0 && errno == EINTR { continue }
    guard got >= 0 else { return systemMessage(errno) }
    if got == 0 { return nil }
    take(UnsafeRawBufferPointer(rebasing: piece[0..<got]))
  }
}

/// Reads standard input to its end, at most `limit` bytes.
public func readStandardInput(limit: Int) -> FileContent {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let got = chunk.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
    if got < 0 && errno == EINTR { continue }
    guard got >= 0 else { return .unreadable(systemMessage(errno)) }
    if got == 0 { break }
    bytes.append(contentsOf: chunk[0..<got])
    if bytes.count > limit { return .tooLarge(bytes.count) }
  }
  let source = SourceBytes(bytes)
  return looksBinary(source) ? .binary : .bytes(source)
}

private func readAll(_ descriptor: Int32, expecting size: Int) -> FileContent {
  var failure: Int32 = 0
  let source = SourceBytes(count: size) { target in
    var filled = 0
    while filled < target.count {
      let got = read(descriptor, target.baseAddress.map { $0 + filled }, target.count - filled)
      if got < 0 && errno == EINTR { continue }
      if got < 0 { failure = errno }
      if got <= 0 { break }
      filled += got
    }
    return filled
  }
  if failure != 0 { return .unreadable(systemMessage(failure)) }
  return looksBinary(source) ? .binary : .bytes(source)
}

/// Whether a NUL is among the first bytes.
func looksBinary(_ source: SourceBytes) -> Bool {
  let probe = min(source.count, binaryProbeBytes)
  var i = 0
  while i < probe {
    if source[i] == 0 { return true }
    i += 1
  }
  return false
}

/// Writes a whole file; nil, or the system's reason for not doing so.
public func writeFile(_ path: String, _ text: String) -> String? {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
  guard descriptor >= 0 else { return systemMessage(errno) }
  defer { close(descriptor) }
  return writeAll(descriptor, text)
}

/// Writes text to standard output in one go.
public func writeStandardOutput(_ text: String) {
  _ = writeAll(STDOUT_FILENO, text)
}

/// Writes text to standard error.
public func writeStandardError(_ text: String) {
  _ = writeAll(STDERR_FILENO, text)
}

private func writeAll(_ descriptor: Int32, _ text: String) -> String? {
  var text = text
  return text.withUTF8 { writeAll(descriptor, UnsafeRawBufferPointer($0)) }
}

/// Writes all bytes; nil, or the system's reason for not doing so.
func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> String? {
  var written = 0
  while written < bytes.count {
    let count = write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
    if count < 0 && errno == EINTR { continue }
    if count <= 0 { return systemMessage(errno) }
    written += count
  }
  return nil
}

/// Writes bytes to standard output.
public func writeStandardOutput(_ source: SourceBytes) {
  _ = source.withUnsafeBytes { writeAll(STDOUT_FILENO, $0) }
}

/// Creates a folder and the missing ones above it; nil, or the system's reason for not doing so.
public func makeFolder(_ path: String) -> String? {
  if pathKind(path) == .folder { return nil }
  let above = parentFolder(of: path)
  if above != path, !above.isEmpty, let failure = makeFolder(above) { return failure }
  return mkdir(path, 0o755) == 0 || errno == EEXIST ? nil : systemMessage(errno)
}

func pathKind(_ path: String) -> PathKind? {
  var status = stat()
  guard stat(path, &status) == 0 else { return nil }
  switch status.st_mode & S_IFMT {
  case S_IFREG: return .file
  case S_IFDIR: return .folder
  default: return .other
  }
}

/// The path without links, `.` and `..`; nil if there is no such file.
func realPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// The folder that the process runs in.
public func currentFolder() -> String { realPath(".") ?? "/" }

/// Value of an environment variable, if it is set and not empty.
public func environmentValue(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(cString: value)
}

/// Number of cores that this process may use.
public func availableCores() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

/// Seconds of a clock that never goes back.
public func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Whether standard output or standard error is a terminal.
public func isTerminal(_ stream: OutputStream) -> Bool {
  switch stream {
  case .output: return isatty(STDOUT_FILENO) == 1
  case .error: return isatty(STDERR_FILENO) == 1
  }
}

public enum OutputStream: Sendable {
  case output, error
}

func systemMessage(_ code: Int32) -> String {
  String(cString: strerror(code)).lowercased()
}
