// SQL in string literals of the code: any literal or formatted string that begins like a statement. Whether it really is
// one is decided by the SQL parser that reads it.

import Facts
import Findings
import Syntax

extension ProjectAnalysis {
  /// Texts that may be SQL, in order of path and place.
  public func statementTexts() -> [StatementUse] {
    var uses: [StatementUse] = []
    for (file, facts) in project.files.enumerated()
    where facts.scope != .test && facts.scope != .vendored && facts.language != .template {
      for operation in facts.operations {
        switch operation.kind {
        case .text:
          guard beginsLikeSQL(project.utf8(operation.name)) else { continue }
          uses.append(
            StatementUse(
              text: project.text(operation.name), location: project.location(file, operation.range), loopDepth: 0))
        case .template:
          let parts = facts.arguments(of: operation)
          guard let first = parts.first, first.value.tag == .string, beginsLikeSQL(project.utf8(first.value.symbol))
          else { continue }
          var text = ""
          for part in parts {
            text += part.value.tag == .string && part.label.isNone ? project.text(part.value.symbol) : "{}"
          }
          uses.append(
            StatementUse(text: text, location: project.location(file, operation.range), loopDepth: 0))
        default: continue
        }
      }
    }
    return uses
  }

  /// A cheap look at the first word.
  private func beginsLikeSQL(_ text: ArraySlice<UInt8>) -> Bool {
    var index = text.startIndex
    while index < text.endIndex, text[index] <= 0x20 { index += 1 }
    guard text.endIndex - index >= 12 else { return false }
    let first = text[index] | 0x20
    // select, with, insert, update, delete, create, alter, drop
    guard [0x73, 0x77, 0x69, 0x75, 0x64, 0x63, 0x61].contains(first) else { return false }
    let word = String(decoding: text[index..<min(index + 7, text.endIndex)], as: UTF8.self).lowercased()
    return ["select", "with ", "insert", "update", "delete", "create", "alter ", "drop "].contains {
      word.hasPrefix($0)
    }
  }
}
