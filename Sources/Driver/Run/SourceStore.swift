// Text of the files that findings mention, read again when it is asked for: a run keeps no text while it analyses.

import Findings
import Syntax

/// Largest file whose lines are shown; findings in a larger one are told without them.
private let shownFileBytes = 256 << 20

struct SourceStore {
  private(set) var byPath: [String: SourceBytes] = [:]
  private var locations: [String: String] = [:]

  init(files: [DiscoveredFile], _ request: ScanRequest) {
    locations.reserveCapacity(files.count)
    for file in files { locations[file.path] = file.location }
    byPath = request.overlay
    for file in request.workload { byPath[file.path] = file.source }
    if let input = request.standardInput, case .bytes(let source) = input.content { byPath[input.path] = source }
  }

  /// Nil when the file is not part of the run or cannot be read any more.
  mutating func source(_ path: String) -> SourceBytes? {
    if let known = byPath[path] { return known }
    guard let location = locations[path], case .bytes(let source) = readFile(location, limit: shownFileBytes) else {
      return nil
    }
    byPath[path] = source
    return source
  }

  mutating func read(filesOf finding: Finding) {
    _ = source(finding.location.path)
    for place in finding.related { _ = source(place.location.path) }
    for fix in finding.fixes {
      for edit in fix.edits { _ = source(edit.location.path) }
    }
    for evidence in finding.evidence {
      switch evidence {
      case .schema(let location): _ = source(location.path)
      case .plan: break
      }
    }
  }
}
