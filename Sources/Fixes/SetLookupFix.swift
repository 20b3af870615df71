// The edit that makes a set of a collection before a loop and asks the set in the loop. It is only made for a variable
// of the function around whose every use in the loop is in sight: it is left as it is, or elements are appended, which
// then go to both.

import Findings
import Syntax

/// The fix for one membership test, which goes to all tests of the collection in the same loop; nil where something in
/// the loop may change the collection otherwise, or no statement can stand before the loop. `file` holds the loop.
public func setLookupFix(_ lookup: SetLookup, in file: ParsedFile) -> Fix? {
  guard let test = file.membershipTest(at: lookup.test.range), let function = file.enclosingFunction(test.node) else {
    return nil
  }
  let name = file.tree.name(test.collection)
  guard file.isVariable(name, of: function),
    let loop = file.loop(around: test.node, headedBy: lookup.loop.range, in: function),
    let uses = file.uses(of: name, within: loop), let statement = file.statement(before: loop, in: function)
  else { return nil }
  return fix(uses, of: file.names.text(name), before: statement, in: file)
}

/// What a loop does with a collection beside reading it.
private struct CollectionUses {
  /// Its name in each membership test.
  var tests: [NodeIndex] = []
  /// The element and the statement of each `seen.append(element)`.
  var appends: [(element: NodeIndex, statement: NodeIndex)] = []
}

private func fix(_ uses: CollectionUses, of name: String, before statement: NodeIndex, in file: ParsedFile) -> Fix? {
  let start = Int(file.tree.range(statement).start)
  let isSwift = file.isSwift
  let known = isSwift ? name + "Set" : name + "_set"
  guard let newLine = file.lineStart(before: start), file.isUnused(known) else { return nil }
  let keyword = isSwift ? uses.appends.isEmpty ? "let " : "var " : ""
  let declaration = "\(keyword)\(known) = \(isSwift ? "Set" : "set")(\(name))"
  func edit(_ range: ByteRange, _ text: String) -> TextEdit {
    TextEdit(location: Location(path: file.path, range: range), text: text)
  }
  return Fix(
    title: "ask a set: `\(declaration)` before the loop, if its elements can be hashed", safety: .unsafe,
    edits: [edit(ByteRange(start, start), declaration + newLine)]
      + uses.tests.map { edit(file.tree.range($0), known) }
      + uses.appends.map { append in
        let range = file.tree.range(append.statement)
        let separator = file.lineStart(before: Int(range.start)) ?? "; "
        let addition = "\(separator)\(known).\(isSwift ? "insert" : "add")(\(file.text(append.element)))"
        return edit(ByteRange(start: range.end, end: range.end), addition)
      })
}

extension ParsedFile {
  /// `x in names`, `x not in names`, `names.contains(x)` with this range, and the name that is asked.
  fileprivate func membershipTest(at range: ByteRange) -> (node: NodeIndex, collection: NodeIndex)? {
    var node = 0
    while node < tree.count {
      let own = tree.range(node)
      if own == range, let asked = collection(askedBy: node) { return (node, asked) }
      node = own.contains(range) ? node + 1 : tree.end(node)
    }
    return nil
  }

  private func collection(askedBy node: NodeIndex) -> NodeIndex? {
    switch tree.kind(node) {
    case .binary:
      let operands = children(node)
      guard name(node) == "in" || name(node) == "not in", operands.count == 2, tree.kind(operands[1]) == .name else {
        return nil
      }
      return operands[1]
    case .call:
      let parts = children(node)
      guard parts.count == 2, tree.kind(parts[0]) == .member, name(parts[0]) == "contains",
        tree.flags(parts[0]).isEmpty, let asked = tree.firstChild(parts[0]), tree.kind(asked) == .name,
        tree.kind(parts[1]) == .argument, tree.name(parts[1]) == .none, !tree.flags(parts[1]).contains(.trailing),
        let element = tree.firstChild(parts[1]), tree.kind(element) != .closure
      else { return nil }
      return asked
    default: return nil
    }
  }

  /// Whether a function declares the variable: as a parameter, or by giving it a value.
  fileprivate func isVariable(_ name: NameID, of function: NodeIndex) -> Bool {
    var isDeclared = false
    var node = function + 1
    while node < tree.end(function) {
      switch tree.kind(node) {
      case .scopeDeclaration where children(node).contains { tree.name($0) == name }: return false
      case .parameter where tree.name(node) == name: isDeclared = true
      case .assignment, .binding:
        if let target = tree.firstChild(node), tree.kind(target) == .name, tree.name(target) == name {
          isDeclared = true
        }
      default: break
      }
      node += 1
    }
    return isDeclared
  }

  /// The innermost node around a test that holds a loop's header as well.
  fileprivate func loop(around test: NodeIndex, headedBy header: ByteRange, in function: NodeIndex) -> NodeIndex? {
    var current = tree.parent(test)
    while let node = current, node != function {
      if tree.range(node).contains(header) { return isComprehensionPart(node) ? tree.parent(node) : node }
      current = tree.parent(node)
    }
    return nil
  }

  private func isComprehensionPart(_ node: NodeIndex) -> Bool {
    tree.kind(node) == .comprehensionFor || tree.kind(node) == .comprehensionCondition
  }

  /// The places in a loop that ask the collection or append to it; nil when another one may change it or hand it on.
  fileprivate func uses(of name: NameID, within loop: NodeIndex) -> CollectionUses? {
    var result = CollectionUses()
    for node in loop..<tree.end(loop) where tree.kind(node) == .name && tree.name(node) == name {
      guard let parent = tree.parent(node) else { return nil }
      let test = tree.kind(parent) == .member ? tree.parent(parent) : parent
      if let test, collection(askedBy: test) == node {
        result.tests.append(node)
      } else if let append = append(to: node) {
        result.appends.append(append)
      } else if !isOnlyRead(node, by: parent) {
        return nil
      }
    }
    return result
  }

  /// `seen.append(row.name)` as a statement; evaluating the element once more must do nothing else.
  private func append(to collection: NodeIndex) -> (element: NodeIndex, statement: NodeIndex)? {
    guard let member = tree.parent(collection), tree.kind(member) == .member, name(member) == "append",
      let call = tree.parent(member), tree.kind(call) == .call, let statement = tree.parent(call),
      tree.kind(statement) == .expressionStatement
    else { return nil }
    let parts = children(call)
    guard parts.count == 2, parts[0] == member, tree.name(parts[1]) == .none, tree.flags(parts[1]).isEmpty,
      let element = tree.firstChild(parts[1]), isPlain(element)
    else { return nil }
    return (element, statement)
  }

  /// A name, an attribute of one, a constant, or a tuple of these.
  private func isPlain(_ expression: NodeIndex) -> Bool {
    (expression..<tree.end(expression)).allSatisfy { node in
      switch tree.kind(node) {
      case .name, .member, .string, .integer, .constant, .tuple: return true
      default: return false
      }
    }
  }

  /// `for x in names`, `len(names)`, `names.count`
  private func isOnlyRead(_ node: NodeIndex, by parent: NodeIndex) -> Bool {
    switch tree.kind(parent) {
    case .forLoop, .comprehensionFor: return tree.firstChild(parent).flatMap(tree.nextSibling) == node
    case .argument:
      guard let call = tree.parent(parent), let callee = tree.firstChild(call) else { return false }
      return tree.kind(call) == .call && tree.kind(callee) == .name && self.name(callee) == "len"
    case .member:
      guard self.name(parent) == "count" || self.name(parent) == "isEmpty", let use = tree.parent(parent) else {
        return false
      }
      return tree.kind(use) != .call || tree.firstChild(use) != parent
    default: return false
    }
  }

  /// The statement of a block that a loop is or stands in: a new one may go before it.
  fileprivate func statement(before loop: NodeIndex, in function: NodeIndex) -> NodeIndex? {
    var node = loop
    while let parent = tree.parent(node), node != function {
      if tree.kind(parent) == .block { return mayBePreceded(node, in: parent, isLoop: node == loop) ? node : nil }
      node = parent
    }
    return nil
  }

  private func mayBePreceded(_ statement: NodeIndex, in block: NodeIndex, isLoop: Bool) -> Bool {
    switch tree.kind(statement) {
    case .forLoop, .assignment, .augmentedAssignment, .returnStatement, .variableDeclaration, .deleteStatement:
      return true
    case .whileLoop, .repeatLoop: return isLoop
    case .expressionStatement, .ifStatement, .matchStatement:
      // Swift gives back the value of a lone expression.
      return !isSwift || children(block).count > 1
    case .guardStatement, .raiseStatement, .assertStatement: return true
    default: return false
    }
  }

  fileprivate func isUnused(_ text: String) -> Bool { names.number(of: text) == nil }
}
