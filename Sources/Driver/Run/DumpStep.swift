// SQL files that are too large to hold: read piece by piece, statement by statement.

import SQLFrontend
import Syntax

/// Bytes that are read at a time.
private let pieceBytes = 4 << 20

/// Takes the statements of a file of any size. Comments that silence findings are not looked for in it.
func readDump(_ path: String, into outcome: inout FileOutcome, _ limits: Limits) {
  var reader = SQLDumpReader(limits: limits)
  var dump = outcome
  var issueCount = 0
  func add(_ part: SQLDumpReader.Part) {
    issueCount += part.file.issueCount
    for var item in part.file.items where isOfUse(item.statement) {
      item.range = ByteRange(Int(item.range.start) + part.offset, Int(item.range.end) + part.offset)
      dump.statements.append(item)
    }
  }
  let failure = readPieces(path, of: pieceBytes) { piece in
    if dump.bytes == 0 && piece.prefix(binaryProbeBytes).contains(0) { dump.partial.append("binary file") }
    dump.bytes += piece.count
    var lines = 0
    for byte in piece { lines &+= byte == 0x0A ? 1 : 0 }
    dump.lines += lines
    if let part = reader.append(piece) { add(part) }
  }
  if let part = reader.finish() { add(part) }
  if let failure { dump.partial.append("not read to its end: \(failure)") }
  if issueCount > 0 { dump.partial.append("\(issueCount) statements not understood") }
  dump.hasInnerRanges = false
  outcome = dump
}

/// The data of a dump is of no use to the planner.
private func isOfUse(_ statement: SQLStatement) -> Bool {
  switch statement {
  case .insert, .opaque: return false
  case .select, .update, .delete, .createTable, .createIndex, .createView, .createTrigger, .alterTable, .drop:
    return true
  }
}
