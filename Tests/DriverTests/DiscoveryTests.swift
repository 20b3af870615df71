// Which files of a project are read, and in which scope, on small trees that each test lays out.

import Facts
import Findings
import Foundation
import Testing

@testable import Driver

/// A folder that is gone when the test ends: a class because the folder must be removed exactly once.
private final class ScratchFolder {
  let path: String

  init(_ files: [String: String]) throws {
    path = NSTemporaryDirectory() + "perf-lint-" + UUID().uuidString
    for (name, text) in files {
      let file = URL(fileURLWithPath: path).appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func discovered(_ paths: [String] = ["."], include: [String] = [], exclude: [String] = []) throws -> DiscoveredFiles {
    let discovery = Discovery(
      workingFolder: realPath(path) ?? path, include: include, exclude: exclude, filterFolder: nil,
      commandLineExclude: [])
    return try discovery.files(for: paths)
  }

  func names(_ paths: [String] = ["."], include: [String] = [], exclude: [String] = []) throws -> [String] {
    try discovered(paths, include: include, exclude: exclude).files.map(\.path)
  }
}

@Suite struct DiscoveryTests {
  @Test func languagesAndOrder() throws {
    let folder = try ScratchFolder([
      "b.py": "", "a.swift": "", "c.sql": "", "d.sql.sqlite": "", "d.sql.postgres": "", "t.html": "", "t.j2": "",
      "t.jinja2": "", "x.pyi": "", "README.md": "", "sql": "", "z/a.py": "", ".hidden.py": "",
    ])
    let expected = [
      ".hidden.py", "a.swift", "b.py", "c.sql", "d.sql.postgres", "d.sql.sqlite", "t.html", "t.j2", "t.jinja2",
      "x.pyi", "z/a.py",
    ]
    #expect(try folder.names() == expected)
  }

  @Test func ignoreFiles() throws {
    let folder = try ScratchFolder([
      ".gitignore": "*.gen.py\n/only_top.py\nbuild/\n!keep.gen.py\n", "a.gen.py": "", "keep.gen.py": "",
      "only_top.py": "", "sub/only_top.py": "", "build/a.py": "", "sub/build/a.py": "",
      "sub/.gitignore": "local.py\n!a.gen.py\n", "sub/local.py": "", "sub/a.gen.py": "", "local.py": "",
    ])
    #expect(try folder.names() == ["keep.gen.py", "local.py", "sub/a.gen.py", "sub/only_top.py"])
    // Files that are named are read all the same.
    #expect(try folder.names(["a.gen.py"]) == ["a.gen.py"])
  }

  @Test func toolFolders() throws {
    let folder = try ScratchFolder([
      "node_modules/a.py": "", ".git/a.py": "", ".build/a.swift": "", "env/pyvenv.cfg": "", "env/lib/a.py": "",
      "venv/a.py": "", "lib/site-packages/a.py": "",
    ])
    #expect(try folder.names() == ["venv/a.py"])
  }

  @Test func filters() throws {
    let folder = try ScratchFolder(["src/a.py": "", "src/old/b.py": "", "other/c.py": ""])
    #expect(try folder.names(include: ["src/"]) == ["src/a.py", "src/old/b.py"])
    #expect(try folder.names(exclude: ["old"]) == ["other/c.py", "src/a.py"])
    #expect(try folder.names(include: ["src"], exclude: ["/src/old"]) == ["src/a.py"])
  }

  @Test func severalPaths() throws {
    let folder = try ScratchFolder(["a/x.py": "", "b/y.py": "", "c.py": ""])
    #expect(try folder.names(["a"]) == ["x.py"])
    #expect(try folder.names(["b", "a", "c.py", "./a/x.py"]) == ["a/x.py", "b/y.py", "c.py"])
    #expect(throws: UsageError.self) { try folder.names(["nowhere"]) }
  }

  @Test func scopes() throws {
    let folder = try ScratchFolder([
      "app/views.py": "", "app/tests/x.py": "", "app/test_a.py": "", "app/conftest.py": "",
      "app/migrations/0001.py": "", "app/migrations/a.sql": "", "alembic/versions/a.py": "", "vendor/v.py": "",
      "p_pb2.py": "", "Tests/AppTests/A.swift": "", "ATests.swift": "", "m.pb.swift": "",
    ])
    var scopes: [String: FileScope] = [:]
    for file in try folder.discovered().files { scopes[file.path] = file.scope }
    let expected: [String: FileScope] = [
      "app/views.py": .normal, "app/tests/x.py": .test, "app/test_a.py": .test, "app/conftest.py": .test,
      "app/migrations/0001.py": .migration, "app/migrations/a.sql": .normal, "alembic/versions/a.py": .migration,
      "vendor/v.py": .vendored, "p_pb2.py": .generated, "Tests/AppTests/A.swift": .test, "ATests.swift": .test,
      "m.pb.swift": .generated,
    ]
    #expect(scopes == expected)
    // Only what lies below the scanned folder counts.
    #expect(try folder.discovered(["app/tests"]).files.map(\.scope) == [.normal])
  }

  @Test func links() throws {
    let folder = try ScratchFolder(["a/x.py": "", "b/y.py": ""])
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: folder.path + "/a/loop", withDestinationPath: folder.path)
    try manager.createSymbolicLink(atPath: folder.path + "/out.py", withDestinationPath: "/etc/hostname")
    #expect(try folder.names() == ["a/x.py", "b/y.py"])
    #expect(try folder.discovered().skipped["symbolic link"] == 2)
  }

  @Test func sameForAnyNumberOfWorkers() throws {
    var files: [String: String] = [:]
    for i in 0..<40 { files["f\(i).py"] = String(repeating: "for x in y:\n  z.append(x)\n", count: i) }
    let folder = try ScratchFolder(files)
    var results: [[Finding]] = []
    for jobs in [1, 2, 8] {
      var configuration = Configuration()
      configuration.jobs = jobs
      let request = ScanRequest(paths: ["."], workingFolder: folder.path, configuration: configuration)
      let result = try scan(request)
      #expect(result.summary.files == 40)
      results.append(result.findings)
    }
    #expect(results[0] == results[1] && results[0] == results[2])
  }

  @Test func hostileFiles() throws {
    let folder = try ScratchFolder(["nul.py": "a\u{0}b", "empty.py": "", "bad.py": "x = 1\n"])
    try Data([0x78, 0x20, 0x3D, 0x20, 0x22, 0xFF, 0xFE, 0x22]).write(to: URL(fileURLWithPath: folder.path + "/bad.py"))
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/dead.py", withDestinationPath: "nowhere")
    let request = ScanRequest(paths: ["."], workingFolder: folder.path, configuration: Configuration())
    let summary = try scan(request).summary
    #expect(summary.files == 3)
    #expect(summary.partial.contains(PartialRead(path: "nul.py", reason: "binary file, not read")))
  }
}
