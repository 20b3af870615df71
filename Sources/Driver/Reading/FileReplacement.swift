// Replaces the content of a file in one step: readers see the old text or the new one, never a part.

import Syntax

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Writes beside the file and renames; mode and, where the system lets us, owner are kept. Nil, or the system's reason.
func replaceFile(_ path: String, by source: SourceBytes) -> String? {
  var status = stat()
  guard stat(path, &status) == 0 else { return systemMessage(errno) }
  guard access(path, W_OK) == 0 else { return systemMessage(errno) }
  var template = Array((joinPath(parentFolder(of: path), ".perf-lint-XXXXXX")).utf8CString)
  let descriptor = template.withUnsafeMutableBufferPointer { buffer in
    buffer.baseAddress.map { mkstemp($0) } ?? -1
  }
  guard descriptor >= 0 else { return systemMessage(errno) }
  let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  var failure = source.withUnsafeBytes { writeAll(descriptor, $0) }
  if failure == nil, fchmod(descriptor, status.st_mode & 0o7777) != 0 { failure = systemMessage(errno) }
  if failure == nil { _ = fchown(descriptor, status.st_uid, status.st_gid) }
  if failure == nil, fsync(descriptor) != 0 { failure = systemMessage(errno) }
  close(descriptor)
  if failure == nil, rename(temporary, path) != 0 { failure = systemMessage(errno) }
  if failure != nil { unlink(temporary) }
  return failure
}
