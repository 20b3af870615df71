// A table of world knowledge as a value: YAML flattened to one line per scalar, so that no YAML is read at start.
// What the keys mean is decided by who reads the table; how YAML becomes lines is RuleCatalog's business.

/// One table of `Rules/`, such as `frameworks/django`.
///
/// The text has lines `path.to.key<TAB>value`; list items have their index as key. In values a backslash, a tab and a
/// line end are written `\\`, `\t` and `\n`. A dot inside a YAML key reads as a step of the path, as in TOML.
/// Children keep the order of the file.
public struct FlatTable: Sendable {
  /// Path below `Rules/` without the ending.
  public let name: String
  private let text: [UInt8]
  private let nodes: [Entry]

  /// A key of the table, in preorder; its descendants are `own index + 1 ..< end`.
  private struct Entry: Sendable {
    var keyStart: Int32
    var keyEnd: Int32
    var valueStart: Int32
    /// Negative for a key without a value of its own.
    var valueEnd: Int32
    var end: Int32
  }

  public init(name: String, text: StaticString) {
    self.init(name: name, bytes: text.withUTF8Buffer { Array($0) })
  }

  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  private init(name: String, bytes: [UInt8]) {
    self.name = name
    text = bytes
    nodes = FlatTable.index(bytes)
  }

  /// The keys at the top.
  public var root: Node { Node(table: self, index: 0) }

  /// The node at a dotted path; the empty path is the root.
  public func node(at path: String) -> Node? {
    var index = 0
    for step in path.utf8.split(separator: UInt8(ascii: ".")) {
      guard let child = child(of: index, named: step) else { return nil }
      index = child
    }
    return Node(table: self, index: index)
  }

  /// The scalar at a dotted path.
  public func value(at path: String) -> String? { node(at: path)?.value }

  /// The scalars of a list at a dotted path; a lone scalar is a list of one.
  public func values(at path: String) -> [String] { node(at: path)?.values ?? [] }

  /// The keys below a dotted path, in the order of the file.
  public func children(of path: String) -> [String] { node(at: path)?.children.map(\.key) ?? [] }

  /// Every line as path and value.
  public var lines: [(path: String, value: String)] {
    var result: [(path: String, value: String)] = []
    var open: [(end: Int, path: String)] = []
    for index in nodes.indices.dropFirst() {
      while let last = open.last, last.end <= index { open.removeLast() }
      let node = Node(table: self, index: index)
      let path = open.last.map { $0.path + "." + node.key } ?? node.key
      if let value = node.value { result.append((path, value)) }
      open.append((Int(nodes[index].end), path))
    }
    return result
  }

  /// One key of a table with what lies below it.
  public struct Node: Sendable {
    let table: FlatTable
    let index: Int

    public var key: String { table.key(index) }
    /// The scalar, or nil for a mapping or list. YAML's null is the empty string.
    public var value: String? { table.value(index) }

    public var children: [Node] {
      var result: [Node] = []
      var child = index + 1
      while child < Int(table.nodes[index].end) {
        result.append(Node(table: table, index: child))
        child = Int(table.nodes[child].end)
      }
      return result
    }

    public subscript(key: String) -> Node? {
      table.child(of: index, named: key.utf8[...]).map { Node(table: table, index: $0) }
    }

    /// The scalars of a list, in order; a lone scalar is a list of one.
    public var values: [String] {
      if let value { return [value] }
      return children.compactMap(\.value)
    }

    /// Whether the scalar says yes.
    public var isTrue: Bool { value == "true" }
  }

  // MARK: Reading

  private func key(_ index: Int) -> String {
    String(decoding: text[Int(nodes[index].keyStart)..<Int(nodes[index].keyEnd)], as: UTF8.self)
  }

  private func value(_ index: Int) -> String? {
    let entry = nodes[index]
    guard entry.valueEnd >= entry.valueStart else { return nil }
    let raw = text[Int(entry.valueStart)..<Int(entry.valueEnd)]
    guard raw.contains(UInt8(ascii: "\\")) else { return String(decoding: raw, as: UTF8.self) }
    var plain: [UInt8] = []
    plain.reserveCapacity(raw.count)
    var escaped = false
    for byte in raw {
      if escaped {
        plain.append(byte == UInt8(ascii: "n") ? 0x0A : byte == UInt8(ascii: "t") ? 0x09 : byte)
        escaped = false
      } else if byte == UInt8(ascii: "\\") {
        escaped = true
      } else {
        plain.append(byte)
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  private func child(of index: Int, named name: Substring.UTF8View) -> Int? {
    var child = index + 1
    while child < Int(nodes[index].end) {
      let entry = nodes[child]
      if text[Int(entry.keyStart)..<Int(entry.keyEnd)].elementsEqual(name) { return child }
      child = Int(entry.end)
    }
    return nil
  }

  /// Builds the preorder of keys in one pass: each line shares the leading steps of the line before it.
  private static func index(_ text: [UInt8]) -> [Entry] {
    var nodes = [Entry(keyStart: 0, keyEnd: 0, valueStart: 0, valueEnd: -1, end: 0)]
    nodes.reserveCapacity(text.count / 24 + 1)
    var open = [0]
    var position = 0
    while position < text.count {
      guard text[position] != 0x0A else {
        position += 1
        continue
      }
      var depth = 0
      var shared = true
      while true {
        let start = position
        while position < text.count, !isStepEnd(text[position]) { position += 1 }
        if shared, depth + 1 < open.count, sameKey(nodes[open[depth + 1]], text, start, position) {
          depth += 1
        } else {
          shared = false
          while open.count > depth + 1 { nodes[open.removeLast()].end = Int32(truncatingIfNeeded: nodes.count) }
          open.append(nodes.count)
          nodes.append(
            Entry(
              keyStart: Int32(truncatingIfNeeded: start), keyEnd: Int32(truncatingIfNeeded: position), valueStart: 0,
              valueEnd: -1, end: 0))
          depth += 1
        }
        guard position < text.count, text[position] == UInt8(ascii: ".") else { break }
        position += 1
      }
      if position < text.count, text[position] == 0x09 {
        position += 1
        nodes[open[depth]].valueStart = Int32(truncatingIfNeeded: position)
        while position < text.count, text[position] != 0x0A { position += 1 }
        nodes[open[depth]].valueEnd = Int32(truncatingIfNeeded: position)
      }
      position += 1
    }
    for closed in open { nodes[closed].end = Int32(truncatingIfNeeded: nodes.count) }
    return nodes
  }

  private static func isStepEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == 0x09 || byte == 0x0A }

  private static func sameKey(_ entry: Entry, _ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    let keyStart = Int(entry.keyStart)
    guard Int(entry.keyEnd) - keyStart == end - start else { return false }
    for offset in 0..<end - start where text[keyStart + offset] != text[start + offset] { return false }
    return true
  }
}
