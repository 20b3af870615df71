// A file that an edit is made for: its tree and its text together. Reading and parsing it is the caller's business.

import Syntax

/// Strings that are looked at for the quotes that a file prefers.
private let mostQuotes = 200

public struct ParsedFile: Sendable {
  public let path: String
  /// Whether it is Swift, else Python.
  public let isSwift: Bool
  public let tree: SyntaxTree
  public let names: NameTable
  public let source: SourceBytes

  public init(path: String, isSwift: Bool = false, tree: SyntaxTree, names: NameTable, source: SourceBytes) {
    self.path = path
    self.isSwift = isSwift
    self.tree = tree
    self.names = names
    self.source = source
  }

  func name(_ node: NodeIndex) -> String { names.text(tree.name(node)) }
  func text(_ node: NodeIndex) -> String { source.text(tree.range(node)) }

  func children(_ node: NodeIndex) -> [NodeIndex] {
    var result: [NodeIndex] = []
    var child = tree.firstChild(node)
    while let current = child {
      result.append(current)
      child = tree.nextSibling(current)
    }
    return result
  }

  /// The quotes that most of the file's short strings have.
  var quote: String {
    var single = 0
    var double = 0
    for node in 0..<tree.count where tree.kind(node) == .string {
      let range = tree.range(node)
      guard range.count == name(node).utf8.count + 2 else { continue }
      if source[Int(range.start)] == UInt8(ascii: "'") { single += 1 } else { double += 1 }
      if single + double >= mostQuotes { break }
    }
    return single > double ? "'" : "\""
  }

  /// The outermost expression with exactly this range.
  func expression(at range: ByteRange) -> NodeIndex? {
    var node = 0
    while node < tree.count {
      let own = tree.range(node)
      if own == range {
        switch tree.kind(node) {
        case .call, .member, .name: return node
        default: break
        }
      }
      // A subtree that does not hold the range cannot hold the expression.
      node = own.contains(range) ? node + 1 : tree.end(node)
    }
    return nil
  }

  /// The class whose header is this range.
  func classDeclaration(at range: ByteRange) -> NodeIndex? {
    (0..<tree.count).first { node in
      guard tree.kind(node) == .classDeclaration, let body = tree.lastChild(node) else { return false }
      // Decorators stand before the header.
      return tree.range(node).contains(range) && range.end <= tree.range(body).start
    }
  }

  /// The function whose body holds a node, or nil at module or class level.
  func enclosingFunction(_ node: NodeIndex) -> NodeIndex? {
    var current = tree.parent(node)
    while let outer = current {
      if tree.kind(outer) == .functionDeclaration { return outer }
      current = tree.parent(outer)
    }
    return nil
  }

  /// The line break and white space before `offset`, when nothing else stands between: what a new line there begins with.
  /// Nil after a backslash, which would have to be repeated.
  func lineStart(before offset: Int) -> String? {
    var start = offset
    while start > 0, isBlank(source[start - 1]) { start -= 1 }
    guard start > 0, source[start - 1] == 0x0A else { return nil }
    var end = start - 1
    while end > 0, isBlank(source[end - 1]) || source[end - 1] == 0x0D { end -= 1 }
    guard end == 0 || source[end - 1] != UInt8(ascii: "\\") else { return nil }
    return "\n" + source.text(ByteRange(start, offset))
  }

  /// The end of the line when only a comment follows `offset`, else `offset` itself.
  func end(ofCommentAfter offset: Int) -> Int {
    var end = offset
    while isBlank(source[end]) { end += 1 }
    guard source[end] == UInt8(ascii: "#") else { return offset }
    while end < source.count, source[end] != 0x0A, source[end] != 0x0D { end += 1 }
    return end
  }

  /// The offset after a comma that follows `offset`; nil when none does.
  func end(ofCommaAfter offset: Int) -> Int? {
    var end = offset
    while isBlank(source[end]) { end += 1 }
    return source[end] == UInt8(ascii: ",") ? end + 1 : nil
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
