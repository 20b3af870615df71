// SQL text put together from parts: the table's name often is an argument of the helper that runs the statement. Only
// what names the table matters here; the rest of the holes stays open.

import Facts

extension Interpreter {
  /// A formatted string that begins like a statement, with the texts that are known in its holes.
  func statementText(_ operation: Operation, _ frame: Frame, _ facts: FileFacts) -> Cell? {
    let parts = facts.arguments(of: operation)
    guard let first = parts.first, first.value.tag == .string, first.label.isNone,
      beginsStatement(first.value.symbol)
    else { return nil }
    var text = ""
    var variance: UInt8 = 0
    for part in parts {
      if part.label.isNone, part.value.tag == .string {
        text += project.text(part.value.symbol)
        continue
      }
      let hole = cell(part.value, frame)
      variance = max(variance, hole.variance)
      text += heldText(values[hole.value]) ?? "?"
    }
    return Cell(value: prose(text), variance: variance, root: Cell.localRoot)
  }

  /// `"SELECT … FROM %s" % table`, `% (table, …)`, `% {"table": table}`: nil when the text is no statement.
  func filled(_ format: Value, with arguments: Value) -> ValueID? {
    let symbol = format.symbol
    guard format.a != 0, beginsStatement(symbol) else { return nil }
    let text = resolver.externalText(symbol)
    var result = ""
    var rest = Substring(text)
    var position = 0
    while let percent = rest.firstIndex(of: "%") {
      result += rest[..<percent]
      rest = rest[rest.index(after: percent)...]
      var held: String?
      if rest.first == "(", let close = rest.firstIndex(of: ")") {
        let key = project.symbol(String(rest[rest.index(after: rest.startIndex)..<close]))
        held = records.value(key, in: arguments.kind == .collection ? arguments.d : 0).flatMap { heldText(values[$0]) }
        rest = rest[rest.index(after: close)...]
      } else if arguments.kind == .parts {
        let items = values.lists[Int(arguments.a)]
        if position < items.count { held = heldText(values[items[position]]) }
        position += 1
      } else {
        held = heldText(arguments)
      }
      result += held ?? "?"
      rest = rest.dropFirst()
    }
    return prose(result + rest)
  }

  private func prose(_ text: String) -> ValueID {
    values.intern(
      Value(kind: .prose, a: Int32(bitPattern: resolver.externalSymbol(String(text.prefix(2_000))).rawValue)))
  }

  private func heldText(_ value: Value) -> String? {
    guard value.kind == .text || value.kind == .prose, value.a != 0 else { return nil }
    return resolver.externalText(value.symbol)
  }

  /// Whether a text begins with the verb of a statement.
  func beginsStatement(_ symbol: Symbol) -> Bool {
    let bytes = resolver.isExternal(symbol) ? ArraySlice(resolver.externalText(symbol).utf8) : project.utf8(symbol)
    guard let start = bytes.firstIndex(where: { $0 > 0x20 }) else { return false }
    let word = bytes[start...].prefix(7).map { $0 <= 0x20 ? 0x20 : $0 | 0x20 }
    return Interpreter.verbs.contains { word.starts(with: $0) }
  }

  private static let verbs: [[UInt8]] = ["select ", "insert ", "update ", "delete ", "with "].map { Array($0.utf8) }
}
