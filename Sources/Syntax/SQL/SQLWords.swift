// Whether bytes of a program begin like SQL, by their first word alone: enough to decide what is worth keeping of a
// string. Whether it is a statement is for the SQL parser to say.

extension SourceBytes {
  /// Whether a word that begins a statement, or a clause that is put into one, stands at `start` after white space.
  public func beginsLikeSQL(_ start: Int, _ end: Int) -> Bool {
    var at = start
    while at < end, self[at] <= 0x20 || self[at] == UInt8(ascii: "\\") || self[at] == UInt8(ascii: "(") { at += 1 }
    guard at + 2 < end else { return false }
    let first = self[at] | 0x20
    for word in sqlWords where word.utf8Start[0] == first {
      let length = word.utf8CodeUnitCount
      guard at + length < end, self[at + length] <= 0x20 else { continue }
      let isEqual = word.withUTF8Buffer { letters in
        for i in 1..<length where self[at + i] | 0x20 != letters[i] { return false }
        return true
      }
      if isEqual { return true }
    }
    return false
  }
}

private let sqlWords: [StaticString] = [
  "select", "insert", "update", "delete", "create", "with", "alter", "drop", "replace", "where", "and", "or", "order",
  "from", "join", "left", "inner", "group", "limit",
]
