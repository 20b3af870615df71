// The common tree as flat columns in preorder, and the builder that parsers append to in postorder.
// What each kind of node holds is said in NodeKind.swift; nothing here knows a language.

/// Position of a node in the columns of its tree.
public typealias NodeIndex = Int

/// One parsed file: tokens and nodes in preorder.
///
/// Descendants of `n` are `n + 1 ..< end(n)`; the first child is `n + 1`, the next sibling of `c` is `end(c)`.
public struct SyntaxTree: Sendable {
  public let tokens: [Token]
  /// The column that rules are dispatched over.
  public let kinds: [NodeKind]
  @usableFromInline let nodes: [Node]
  public let issues: [SyntaxIssue]

  /// What a node has besides its kind: 24 bytes, read together.
  @frozen
  @usableFromInline
  struct Node: Sendable {
    @usableFromInline var end: Int32
    @usableFromInline var parent: Int32
    @usableFromInline var range: ByteRange
    @usableFromInline var name: NameID
    @usableFromInline var flags: NodeFlags

    @usableFromInline
    init(end: Int32, parent: Int32, range: ByteRange, name: NameID, flags: NodeFlags) {
      self.end = end
      self.parent = parent
      self.range = range
      self.name = name
      self.flags = flags
    }
  }

  init(tokens: [Token], kinds: [NodeKind], nodes: [Node], issues: [SyntaxIssue]) {
    self.tokens = tokens
    self.kinds = kinds
    self.nodes = nodes
    self.issues = issues
  }

  @inlinable public var count: Int { kinds.count }
  @inlinable public func kind(_ node: NodeIndex) -> NodeKind { kinds[node] }
  @inlinable public func name(_ node: NodeIndex) -> NameID { nodes[node].name }
  @inlinable public func flags(_ node: NodeIndex) -> NodeFlags { nodes[node].flags }
  @inlinable public func range(_ node: NodeIndex) -> ByteRange { nodes[node].range }

  /// First index after the last descendant of `node`.
  @inlinable public func end(_ node: NodeIndex) -> NodeIndex { Int(nodes[node].end) }

  /// The enclosing node, or nil for the root.
  @inlinable
  public func parent(_ node: NodeIndex) -> NodeIndex? {
    let parent = Int(nodes[node].parent)
    return parent < 0 ? nil : parent
  }

  @inlinable
  public func isDescendant(_ node: NodeIndex, of ancestor: NodeIndex) -> Bool {
    node > ancestor && node < end(ancestor)
  }

  /// First child, or nil for a leaf.
  @inlinable
  public func firstChild(_ node: NodeIndex) -> NodeIndex? {
    node + 1 < end(node) ? node + 1 : nil
  }

  /// Next sibling, or nil for a last child.
  @inlinable
  public func nextSibling(_ node: NodeIndex) -> NodeIndex? {
    let next = end(node)
    guard let parent = parent(node), next < end(parent) else { return nil }
    return next
  }

  /// Last child, or nil for a leaf.
  public func lastChild(_ node: NodeIndex) -> NodeIndex? {
    var last: NodeIndex?
    var child = node + 1
    while child < end(node) {
      last = child
      child = end(child)
    }
    return last
  }
}

/// Appends nodes, children before parents, and freezes them to preorder columns.
///
/// `let mark = builder.mark()` before the first child, then `builder.finish(kind, from: mark, …)` after the last:
/// everything finished since the mark becomes a child. A mark may be reused to wrap what was finished since
/// (`a.b` then `a.b(c)`), which is how operator precedence is parsed without looking back.
public struct TreeBuilder: Sendable {
  @usableFromInline var nodes: [PostorderNode] = []

  /// A finished node: 24 bytes.
  @frozen
  @usableFromInline
  struct PostorderNode: Sendable {
    @usableFromInline var first: Int32  // postorder position of the first node of the subtree
    @usableFromInline var range: ByteRange
    @usableFromInline var name: NameID
    @usableFromInline var kind: NodeKind
    @usableFromInline var flags: NodeFlags

    @inlinable
    init(first: Int32, range: ByteRange, name: NameID, kind: NodeKind, flags: NodeFlags) {
      self.first = first
      self.range = range
      self.name = name
      self.kind = kind
      self.flags = flags
    }
  }

  /// Postorder position before a node's first child.
  @frozen
  public struct Mark: Sendable {
    @usableFromInline let position: Int32
    @inlinable init(position: Int32) { self.position = position }
  }

  public init(capacity: Int) { nodes.reserveCapacity(capacity) }

  @inlinable public var count: Int { nodes.count }

  @inlinable public func mark() -> Mark { Mark(position: Int32(truncatingIfNeeded: nodes.count)) }

  /// Whether nothing was finished since `mark`.
  @inlinable public func isEmpty(since mark: Mark) -> Bool { Int(mark.position) == nodes.count }

  /// Kind of the node finished last, if it was finished since `mark`.
  @inlinable
  public func lastKind(since mark: Mark) -> NodeKind? {
    nodes.count > Int(mark.position) ? nodes[nodes.count - 1].kind : nil
  }

  /// Range of the node finished last, if it was finished since `mark`.
  @inlinable
  public func lastRange(since mark: Mark) -> ByteRange? {
    nodes.count > Int(mark.position) ? nodes[nodes.count - 1].range : nil
  }

  /// Range of the leaf that comes first in the source among the nodes finished since `mark`.
  @inlinable
  public func firstRange(since mark: Mark) -> ByteRange? {
    nodes.count > Int(mark.position) ? nodes[Int(mark.position)].range : nil
  }

  /// Name of the node finished last, if it was finished since `mark`.
  @inlinable
  public func lastName(since mark: Mark) -> NameID? {
    nodes.count > Int(mark.position) ? nodes[nodes.count - 1].name : nil
  }

  /// Finishes a node whose children are all nodes finished since `mark`. An end before `start` is taken as `start`.
  @inlinable
  public mutating func finish(
    _ kind: NodeKind, from mark: Mark, start: Int, end: Int, name: NameID = .none, flags: NodeFlags = []
  ) {
    let range = ByteRange(start, max(start, end))
    nodes.append(PostorderNode(first: mark.position, range: range, name: name, kind: kind, flags: flags))
  }

  /// A node without children.
  @inlinable
  public mutating func leaf(_ kind: NodeKind, start: Int, end: Int, name: NameID = .none, flags: NodeFlags = []) {
    finish(kind, from: mark(), start: start, end: end, name: name, flags: flags)
  }

  /// Rewrites the kind of the node finished last (an expression found to be an assignment target, say).
  @inlinable
  public mutating func changeLast(to kind: NodeKind) {
    guard !nodes.isEmpty else { return }
    nodes[nodes.count - 1].kind = kind
  }

  /// Adds flags to the node finished last.
  @inlinable
  public mutating func addFlagsToLast(_ more: NodeFlags) {
    guard !nodes.isEmpty else { return }
    nodes[nodes.count - 1].flags.formUnion(more)
  }

  /// Drops everything finished since `mark`, for a parser that backs up to try another reading.
  @inlinable
  public mutating func discard(since mark: Mark) {
    let keep = Int(mark.position)
    guard nodes.count > keep else { return }
    nodes.removeSubrange(keep...)
  }

  /// Exchanges what was finished from `mark` to `middle` with what was finished since `middle`, for children whose order
  /// differs from the source's (`a if c else b`).
  public mutating func swap(from mark: Mark, at middle: Mark) {
    let start = Int(mark.position)
    let split = Int(middle.position)
    guard start < split, split < nodes.count else { return }
    let first = nodes[start..<split]
    let moved = Int32(truncatingIfNeeded: nodes.count - split)
    let shift = Int32(truncatingIfNeeded: split - start)
    nodes.removeSubrange(start..<split)
    for index in start..<nodes.count { nodes[index].first &-= shift }
    for var node in first {
      node.first &+= moved
      nodes.append(node)
    }
  }

  /// Turns the postorder nodes to preorder columns. The node finished last must be the root over all others; if other
  /// nodes were left outside it, all are put under a new `module` root, so that no node is lost.
  public consuming func freeze(tokens: [Token], issues: [SyntaxIssue], byteCount: Int) -> SyntaxTree {
    if nodes.isEmpty || nodes[nodes.count - 1].first != 0 {
      finish(.module, from: Mark(position: 0), start: 0, end: byteCount)
    }
    let n = nodes.count
    var kinds = [NodeKind](repeating: .module, count: n)
    let blank = SyntaxTree.Node(end: 0, parent: -1, range: ByteRange(0, 0), name: .none, flags: [])
    var preorder = [SyntaxTree.Node](repeating: blank, count: n)
    // Walking postorder backwards meets a parent before its children and children from the right, so each
    // child's subtree is laid just before what its parent has left free.
    var openParents: [(index: Int32, first: Int32, free: Int32)] = []
    openParents.reserveCapacity(64)
    var position = n
    while position > 0 {
      position -= 1
      let node = nodes[position]
      while let last = openParents.last, Int(last.first) > position { openParents.removeLast() }
      let size = Int32(truncatingIfNeeded: position) - node.first + 1
      var index: Int32 = 0
      var parent: Int32 = -1
      if let top = openParents.indices.last {
        openParents[top].free -= size
        index = openParents[top].free
        parent = openParents[top].index
      }
      kinds[Int(index)] = node.kind
      preorder[Int(index)] = SyntaxTree.Node(
        end: index + size, parent: parent, range: node.range, name: node.name, flags: node.flags)
      if size > 1 { openParents.append((index, node.first, index + size)) }
    }
    return SyntaxTree(tokens: tokens, kinds: kinds, nodes: preorder, issues: issues)
  }
}
