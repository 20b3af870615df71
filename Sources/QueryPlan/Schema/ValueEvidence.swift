// What the statements of one root tell about the values in its columns: whose keys they are, which words they hold, which
// span of time they cover. Sizes learn from it where neither a database nor the configuration says more.

import Facts

struct ValueEvidence: Sendable {
  /// What is known of one column.
  struct Column: Sendable {
    /// Tables whose unique column it is compared with, folded.
    var keysOf: Set<String> = []
    /// Words that it is compared with.
    var words: Set<String> = []
    /// Whether it is also compared with what is not written in the statement.
    var isOpen = false
  }
  private(set) var columns: [String: [String: Column]] = [:]
  /// First and last day that a statement names, and how many different days there are.
  private(set) var days: (first: Double, last: Double)?
  private var countedDays: Set<Double> = []

  /// Whether the days that were seen span enough to tell a share of them.
  var spansTime: Bool { countedDays.count >= 3 }

  mutating func learn(_ shape: StatementShape) {
    for use in shape.uses {
      let table = foldedName(use.table.name)
      for condition in use.conditions where condition.key.function == nil {
        learn(condition, table: table, shape)
      }
      for alternatives in use.alternatives {
        for condition in alternatives.branches.joined() { learn(condition, table: table, shape) }
      }
    }
  }

  private mutating func learn(_ condition: Condition, table: String, _ shape: StatementShape) {
    for case .text(let text) in condition.values {
      guard let day = dayNumber(text) else { continue }
      countedDays.insert(day)
      days = (min(days?.first ?? day, day), max(days?.last ?? day, day))
    }
    let column = foldedName(condition.key.column)
    var known = columns[table, default: [:]][column] ?? Column()
    switch condition.restriction {
    case .join(let other, let otherColumn):
      let joined = shape.uses[other].table
      if joined.isUniqueColumn(otherColumn) { known.keysOf.insert(foldedName(joined.name)) }
      known.isOpen = true
    case .equal, .list, .filter:
      let words = condition.values.compactMap { value -> String? in
        if case .text(let text) = value { return text }
        return nil
      }
      known.words.formUnion(words)
      if words.isEmpty && condition.restriction != .filter { known.isOpen = true }
    case .flag, .isNull: return
    case .range:
      for case .text(let text) in condition.values { known.words.insert(text) }
      known.isOpen = true
    }
    columns[table, default: [:]][column] = known
  }
}

extension ValueEvidence.Column {
  /// Whether it holds one of a fixed set of words: whoever writes a word into a statement knows that it is there.
  var isEnumeration: Bool { !words.isEmpty && !isOpen }
}

/// Days since the year 0 of a text that begins with `YYYY-MM-DD`, in months of 31 days: only to tell shares.
func dayNumber(_ text: String) -> Double? {
  let bytes = Array(text.utf8.prefix(10))
  guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
  var parts = [0, 0, 0]
  for (position, byte) in bytes.enumerated() where position != 4 && position != 7 {
    guard byte >= 0x30 && byte <= 0x39 else { return nil }
    let part = position < 4 ? 0 : position < 7 ? 1 : 2
    parts[part] = parts[part] * 10 + Int(byte) - 0x30
  }
  return Double(parts[0]) * 372 + Double(parts[1] - 1) * 31 + Double(parts[2] - 1)
}
