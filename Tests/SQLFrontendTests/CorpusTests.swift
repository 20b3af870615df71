// Corpus/parsing/sql: every `.sql` beside a `.txt` that says what is read from it. `PERF_LINT_RECORD=1` writes them anew.

import Foundation
import SQLFrontend
import Syntax
import Testing

private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appendingPathComponent("Corpus/parsing/sql")

private func lines(of source: SourceBytes) -> String {
  let file = parseSQL(source)
  let places = LineIndex(source)
  var result = "dialect: \(file.dialect?.rawValue ?? "unknown")\n"
  for item in file.items {
    let translation = printSQL(item.statement)
    result += "\(places.line(at: Int(item.range.start))): \(item.isComplete ? "" : "incomplete: ")\(translation.text)\n"
    for more in translation.additional { result += "  and: \(more)\n" }
    for reason in translation.untranslated { result += "  untranslated: \(reason)\n" }
  }
  for issue in file.issues { result += "\(places.line(at: Int(issue.range.start))): issue: \(issue.message)\n" }
  for part in file.passedOver {
    let line = places.line(at: Int(part.range.start))
    result += "\(line): passed over: \(part.reason.rawValue), \(part.range.count) bytes\n"
  }
  return result
}

@Test(arguments: ["dump", "dump.mysql", "broken", "odd"])
func parsedAsRecorded(name: String) throws {
  let source = SourceBytes([UInt8](try Data(contentsOf: folder.appendingPathComponent("\(name).sql"))))
  let record = folder.appendingPathComponent("\(name).txt")
  if ProcessInfo.processInfo.environment["PERF_LINT_RECORD"] != nil {
    try lines(of: source).write(to: record, atomically: true, encoding: .utf8)
  }
  #expect(lines(of: source) == (try String(contentsOf: record, encoding: .utf8)))
}
