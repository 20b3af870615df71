// Answers `sqlite_accepts.py`: reads statements from standard input, says what the parser and the printer make of them.
// Build it as an executable target beside SQLFrontend and Syntax (see Tests/Conformance/sql/README.md).

import Foundation
import SQLFrontend
import Syntax

let input = FileHandle.standardInput.readDataToEndOfFile()
for part in input.split(separator: 0x1E, omittingEmptySubsequences: false) {
  let file = parseSQL(SourceBytes(Array(part)), dialect: .sqlite)
  let first = file.items.first?.statement
  let translation = first.map { printSQL($0) }
  var isOpaque = false
  if case .opaque? = first { isOpaque = true }
  let fields = [
    "\(file.issueCount)", "\(file.items.count)", "\(isOpaque)", translation?.untranslated.joined(separator: "|") ?? "",
    file.issues.first?.message ?? "", translation?.text ?? "", translation?.additional.joined(separator: ";") ?? "",
  ]
  print(fields.joined(separator: "\u{1F}"), terminator: "\u{1E}")
}
