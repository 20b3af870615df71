// Parts of names that say what a thing is for (`chunk`, `parent`), by the tables under Rules/libraries.

struct NameParts: Sendable {
  /// In lower case.
  private var parts: [[UInt8]] = []

  mutating func formUnion(_ more: [String]) {
    parts += more.map { Array($0.lowercased().utf8) }
  }

  /// Whether one of the parts stands anywhere in a name, whatever the case of the name's letters.
  func occur(in name: ArraySlice<UInt8>) -> Bool {
    let text = name.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    return parts.contains { part in
      text.count >= part.count && (0...text.count - part.count).contains { text[$0...].starts(with: part) }
    }
  }
}
