// Looking for one text inside another by bytes: the standard library's search, which knows about characters, was 4% of a
// run over Django projects.

extension String {
  /// Whether the bytes of `part` occur in a row.
  func contains(_ part: String) -> Bool {
    var part = part
    return part.withUTF8 { wanted in
      guard let first = wanted.first else { return true }
      var whole = self
      return whole.withUTF8 { bytes in
        guard bytes.count >= wanted.count else { return false }
        for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
          var length = 1
          while length < wanted.count && bytes[start + length] == wanted[length] { length += 1 }
          if length == wanted.count { return true }
        }
        return false
      }
    }
  }
}
