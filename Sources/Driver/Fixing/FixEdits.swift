// Turns what a finding proposes to load, or to ask a set for, into edits of the file that they go to: reads and parses
// that file, once a run. What the edit says is decided in Fixes.

import Facts
import Findings
import Fixes
import Syntax

struct FixEdits {
  private var files: [String: ParsedFile?] = [:]
  private let limits: Limits
  private let jobs: Int

  init(_ request: ScanRequest) {
    limits = request.limits
    jobs = request.jobs
  }

  /// Gives the proposals of findings their edits, or leaves them as words.
  mutating func complete(_ findings: inout [Finding], _ read: (String) -> SourceBytes?) {
    parseFiles(of: findings, read)
    for finding in findings.indices {
      for fix in findings[finding].fixes.indices {
        let told = findings[finding].fixes[fix]
        if let load = told.load {
          findings[finding].fixes[fix] = self.fix([load], read) ?? eagerLoadProposal(load)
        } else if let lookup = told.lookup, let edited = self.fix(lookup, read) {
          findings[finding].fixes[fix] = edited
        }
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
    return file(path, read).flatMap { eagerLoadFix(loads, in: $0) }
  }

  private mutating func fix(_ lookup: SetLookup, _ read: (String) -> SourceBytes?) -> Fix? {
    file(lookup.test.path, read).flatMap { setLookupFix(lookup, in: $0) }
  }

  private mutating func file(_ path: String, _ read: (String) -> SourceBytes?) -> ParsedFile? {
    if let known = files[path] { return known }
    let file = parsedFile(path, read(path), limits)
    files[path] = .some(file)
    return file
  }

  /// Parses the files of all proposals side by side: on a large project that is most of the work here.
  private mutating func parseFiles(of findings: [Finding], _ read: (String) -> SourceBytes?) {
    let edited = findings.lazy.flatMap(\.fixes).compactMap { $0.load?.query?.path ?? $0.lookup?.test.path }
    let paths = Set(edited).sorted()
    let texts = paths.map(read)
    let limits = limits
    let parsed = parallelMap(
      order: Array(paths.indices), threads: jobs, scratch: {},
      body: { _, index in parsedFile(paths[index], texts[index], limits) })
    for (path, file) in zip(paths, parsed) { files[path] = .some(file) }
  }
}

private func parsedFile(_ path: String, _ source: SourceBytes?, _ limits: Limits) -> ParsedFile? {
  guard let language = Language(fileName: lastPart(of: path)), language == .python || language == .swift, let source
  else { return nil }
  var names = NameTable(capacity: 1 << 10)
  let tree = parse(source, language, names: &names, limits: limits)
  return ParsedFile(path: path, isSwift: language == .swift, tree: tree, names: names, source: source)
}
