// A tree as text, for people and for the expectations of tests: one node a line, two spaces of indentation a level.

extension SyntaxTree {
  /// `kind "name" start..<end flags` for each node in preorder. Long names are cut.
  public func dump(names: NameTable) -> String {
    var text = ""
    text.reserveCapacity(count * 32)
    var ends: [NodeIndex] = []
    for node in 0..<count {
      while let last = ends.last, node >= last { ends.removeLast() }
      for _ in 0..<ends.count { text += "  " }
      text += "\(kind(node))"
      let name = self.name(node)
      if name != .none { text += " \(quoted(names.text(name)))" }
      text += " \(range(node).start)..<\(range(node).end)"
      let flags = self.flags(node).words
      if !flags.isEmpty { text += " [\(flags.joined(separator: " "))]" }
      text += "\n"
      ends.append(end(node))
    }
    return text
  }

  private func quoted(_ name: String) -> String {
    var text = "\""
    for scalar in name.unicodeScalars.prefix(80) {
      switch scalar {
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + (name.unicodeScalars.count > 80 ? "…\"" : "\"")
  }
}

extension NodeFlags {
  /// The names of the flags that are set.
  public var words: [String] {
    let all: [(NodeFlags, String)] = [
      (.async, "async"), (.static, "static"), (.throwing, "throwing"), (.constant, "constant"),
      (.hasValue, "hasValue"), (.star, "star"), (.doubleStar, "doubleStar"), (.inout, "inout"),
      (.optionalChain, "optionalChain"), (.trailing, "trailing"), (.bytes, "bytes"), (.lazy, "lazy"),
      (.isStruct, "isStruct"), (.isEnum, "isEnum"), (.isProtocol, "isProtocol"), (.isExtension, "isExtension"),
    ]
    return all.filter { contains($0.0) }.map(\.1)
  }
}
