// Looking for a text in a text by bytes. The standard library's search compares characters with all that Unicode asks
// for, which costs a hundred times as much; names and types in code are compared as they are written.

extension StringProtocol {
  /// Whether these bytes occur in the text.
  public func holds(_ part: String) -> Bool {
    var part = part
    return part.withUTF8 { wanted in
      guard let first = wanted.first else { return true }
      return utf8.withContiguousStorageIfAvailable { TextSearch.contains($0, wanted, first) }
        ?? TextSearch.contains(Array(utf8), Array(wanted), first)
    }
  }
}

private enum TextSearch {
  static func contains<Text: RandomAccessCollection, Part: RandomAccessCollection>(
    _ text: Text, _ wanted: Part, _ first: UInt8
  ) -> Bool where Text.Element == UInt8, Text.Index == Int, Part.Element == UInt8, Part.Index == Int {
    guard text.count >= wanted.count else { return false }
    var start = 0
    while start <= text.count - wanted.count {
      if text[start] == first {
        var length = 1
        while length < wanted.count, text[start + length] == wanted[length] { length += 1 }
        if length == wanted.count { return true }
      }
      start += 1
    }
    return false
  }
}
