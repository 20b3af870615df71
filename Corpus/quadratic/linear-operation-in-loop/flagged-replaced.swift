// A text that an extension of `String` replaces in, once for each name.
extension String {
  func expanded(_ names: [String]) -> String {
    var text = self
    names.forEach { name in
      text = text.replacingOccurrences(of: name, with: "")  // expect: linear-operation-in-loop "text"
    }
    return text
  }
}
