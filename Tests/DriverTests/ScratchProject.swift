// A small project on disk for tests.

import Foundation

@testable import Driver

/// A folder that is gone when the test ends: a class because the folder must be removed exactly once.
final class ScratchProject {
  let path: String

  init(_ files: [String: String]) throws {
    path = (realPath(NSTemporaryDirectory()) ?? "/tmp") + "/perf-lint-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(name, text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws { try Data(text.utf8).write(to: url(name)) }
  func read(_ name: String) throws -> String { String(decoding: try Data(contentsOf: url(name)), as: UTF8.self) }
  func url(_ name: String) -> URL { URL(fileURLWithPath: path).appendingPathComponent(name) }

  func request(_ paths: [String] = []) -> ScanRequest {
    ScanRequest(paths: paths, workingFolder: path, configuration: Configuration())
  }
}
