// Turns what a finding proposes to load into edits of the file that makes the query: reads and parses that file, once a
// run. What the edit says is decided in Fixes.

import Facts
import Findings
import Fixes
import Syntax

struct FixEdits {
  private var files: [String: ParsedFile?] = [:]
  private let limits: Limits

  init(_ limits: Limits) { self.limits = limits }

  /// Gives the proposals of findings their edits, or leaves them as words.
  mutating func complete(_ findings: inout [Finding], _ read: (String) -> SourceBytes?) {
    for finding in findings.indices {
      for fix in findings[finding].fixes.indices {
        guard let load = findings[finding].fixes[fix].load else { continue }
        findings[finding].fixes[fix] = self.fix([load], read) ?? eagerLoadProposal(load)
      }
    }
  }

  /// The findings with one common edit for all relations that are to be loaded by one query.
  mutating func joined(_ findings: [Finding], upTo level: FixSafety, _ read: (String) -> SourceBytes?) -> [Finding] {
    var queries: [Location: [Int]] = [:]
    for (index, finding) in findings.enumerated() {
      guard let query = finding.fix(upTo: level)?.load?.query else { continue }
      queries[query, default: []].append(index)
    }
    var result = findings
    for (_, members) in queries.sorted(by: { $0.value[0] < $1.value[0] }) where members.count > 1 {
      let loads = members.compactMap { findings[$0].fix(upTo: level)?.load }
      guard let common = fix(loads, read), common.safety == .safe || level == .unsafe else { continue }
      for member in members { result[member].fixes.insert(common, at: 0) }
    }
    return result
  }

  private mutating func fix(_ loads: [EagerLoad], _ read: (String) -> SourceBytes?) -> Fix? {
    guard let path = loads.first?.query?.path else { return nil }
    if files[path] == nil { files[path] = parsed(path, read) }
    return files[path].flatMap { $0 }.flatMap { eagerLoadFix(loads, in: $0) }
  }

  private func parsed(_ path: String, _ read: (String) -> SourceBytes?) -> ParsedFile? {
    guard Language(fileName: lastPart(of: path)) == .python, let source = read(path) else { return nil }
    var names = NameTable(capacity: 1 << 10)
    let tree = parse(source, .python, names: &names, limits: limits)
    return ParsedFile(path: path, tree: tree, names: names, source: source)
  }
}
