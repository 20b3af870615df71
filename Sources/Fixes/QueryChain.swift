// A query as the chain of calls that makes it: `Order.objects.filter(…).select_related(…)`. What the calls mean is for
// the interface that the chain belongs to.

import Syntax

struct QueryChain {
  /// A method call of the chain.
  struct Link {
    var method: String
    var call: NodeIndex
    var arguments: [NodeIndex]
    /// Where its dot stands.
    var dot: Int
  }

  /// What the chain begins with (`Order.objects`, `select(Order)`).
  var base: NodeIndex
  /// In the order they are called, up to the place that the edit was asked for.
  var links: [Link]
  /// What is called on the query after that.
  var following: [Link]

  /// The chain that ends with `node`.
  init(endingWith node: NodeIndex, in file: ParsedFile) {
    links = []
    following = []
    base = node
    // Each step goes down to the receiver.
    while let (link, receiver) = QueryChain.link(base, file) {
      links.insert(link, at: 0)
      base = receiver
    }
    var top = node
    // Each step goes up to a call of which the chain is the receiver.
    while let member = file.tree.parent(top), file.tree.kind(member) == .member,
      let call = file.tree.parent(member), file.tree.kind(call) == .call, file.tree.firstChild(call) == member,
      let (link, _) = QueryChain.link(call, file)
    {
      following.append(link)
      top = call
    }
  }

  private static func link(_ node: NodeIndex, _ file: ParsedFile) -> (Link, receiver: NodeIndex)? {
    let tree = file.tree
    guard tree.kind(node) == .call, let callee = tree.firstChild(node), tree.kind(callee) == .member,
      let receiver = tree.firstChild(callee)
    else { return nil }
    let method = file.name(callee)
    var dot = Int(tree.range(callee).end) - method.utf8.count
    while dot > Int(tree.range(receiver).end), file.source[dot] != UInt8(ascii: ".") { dot -= 1 }
    let link = Link(
      method: method, call: node, arguments: Array(file.children(node).dropFirst()), dot: dot)
    return (link, receiver)
  }

  func calls(_ method: String) -> Bool { calls { $0 == method } }

  func calls(anyOf methods: Set<String>) -> Bool { calls { methods.contains($0) } }

  private func calls(_ isWanted: (String) -> Bool) -> Bool {
    links.contains { isWanted($0.method) } || following.contains { isWanted($0.method) }
  }

  /// A new call after `last` (or after the base), laid out as the chain is.
  func appending(_ call: String, after last: Link?, in file: ParsedFile) -> Insertion {
    let end = Int(file.tree.range(last?.call ?? base).end)
    let style = last ?? links.first ?? following.first
    guard let line = style.flatMap({ file.lineStart(before: $0.dot) }) else {
      return Insertion(offset: end, text: "." + call)
    }
    return Insertion(offset: file.end(ofCommentAfter: end), text: line + "." + call)
  }

  /// More arguments at the end of a call that has some, laid out as they are.
  static func extending(_ link: Link, by arguments: [String], in file: ParsedFile) -> Insertion? {
    guard let last = link.arguments.last, !arguments.isEmpty else { return nil }
    return extending(lastItem: last, by: arguments, in: file)
  }

  /// More items after the last one of a list, laid out as it is.
  static func extending(lastItem last: NodeIndex, by arguments: [String], in file: ParsedFile) -> Insertion {
    let range = file.tree.range(last)
    guard let line = file.lineStart(before: Int(range.start)) else {
      return Insertion(offset: Int(range.end), text: arguments.map { ", " + $0 }.joined())
    }
    guard let comma = file.end(ofCommaAfter: Int(range.end)) else {
      return Insertion(offset: Int(range.end), text: arguments.map { "," + line + $0 }.joined())
    }
    return Insertion(
      offset: file.end(ofCommentAfter: comma), text: arguments.map { line + $0 + "," }.joined())
  }
}

/// Text that goes to a place of the file.
struct Insertion {
  var offset: Int
  var text: String
}
