// Who may import whom: the table of Documentation/Architecture.md. Imports go downward only, neighbours do not know
// each other, and the outside world is touched in few places.

import Testing

/// Targets of this package that each target may import.
private let allowedTargets: [String: Set<String>] = [
  "Syntax": [],
  "Findings": ["Syntax"],
  "Facts": ["Syntax", "Findings"],
  "PythonFrontend": ["Syntax"],
  "SwiftFrontend": ["Syntax"],
  "TemplateFrontend": ["Syntax"],
  "SQLFrontend": ["Syntax"],
  "Lowering": ["Facts", "Findings", "Syntax"],
  "Analysis": ["Facts", "Findings", "Syntax"],
  "QueryPlan": ["CSQLite", "Facts", "Findings", "Syntax"],
  "Fixes": ["Findings", "Syntax"],
  "Reporting": ["Facts", "Findings", "Syntax"],
  "Patterns": ["Facts", "Findings", "Syntax"],
  // Rule files hold patterns: the catalog may know the engine that they are for.
  "RuleCatalog": ["Facts", "Findings", "Patterns", "Syntax"],
  "Driver": [
    "Analysis", "CAllocation", "Facts", "Findings", "Fixes", "Lowering", "Patterns", "PythonFrontend", "QueryPlan",
    "Reporting", "RuleCatalog", "SQLFrontend", "SwiftFrontend", "Syntax", "TemplateFrontend",
  ],
  "perf-lint": ["Driver", "Facts", "Findings", "Reporting", "Syntax"],
  "embed-rules": ["RuleCatalog"],
]

/// Modules from outside that a target may import beside its own. The standard library needs no import; atomics and
/// locks (`Synchronization`) are part of it.
private let allowedModules: [String: Set<String>] = [
  "Facts": ["Synchronization"],
  "RuleCatalog": ["Yams"],
  "Driver": ["Darwin", "Glibc", "Synchronization", "Yams"],
  "perf-lint": ["ArgumentParser", "Darwin", "Glibc"],
  "embed-rules": ["Foundation"],
]

@Suite struct LayerTests {
  @Test func everyTargetHasItsRow() {
    let targets = Set(folderNames("Sources")).subtracting(["CAllocation", "CSQLite"])
    #expect(targets == Set(allowedTargets.keys))
  }

  @Test(arguments: allowedTargets.keys.sorted())
  func importsGoDown(target: String) {
    let allowed = (allowedTargets[target] ?? []).union(allowedModules[target] ?? [])
    for path in filePaths(below: "Sources/\(target)", ending: ".swift") {
      for line in lines(of: "Sources/\(target)/\(path)") {
        guard let module = importedModule(line) else { continue }
        #expect(allowed.contains(module), "Sources/\(target)/\(path) imports \(module)")
      }
    }
  }

  private func importedModule(_ line: String) -> String? {
    let words = line.split(separator: " ").drop { $0.hasPrefix("@") || $0 == "public" || $0 == "internal" }
    guard words.first == "import", words.count >= 2 else { return nil }
    // `import struct Module.Name` and the like.
    let name = words.count > 2 ? words.dropFirst(2).first : words.dropFirst().first
    return name.flatMap { $0.split(separator: ".").first }.map(String.init)
  }
}
