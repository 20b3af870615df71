// Reads one parsed pattern into pattern nodes: which identifiers are captures, which wrappers a `...` swallows, and
// what a node of the file may have besides what the pattern states.

import Syntax

struct PatternReader {
  let tree: SyntaxTree
  let names: NameTable
  let source: SourceBytes
  var problems: [String] = []
  /// Names that a file must have for the pattern to match at all.
  var literals: [Int32] = []

  init(tree: SyntaxTree, names: NameTable, source: SourceBytes) {
    self.tree = tree
    self.names = names
    self.source = source
  }

  /// Appends `node` and its descendants in preorder.
  mutating func append(
    _ node: NodeIndex, to program: inout PatternProgram, captures: inout [String], nameCaptures: inout Set<Int>
  ) {
    let position = program.nodes.count
    let mark = meaning(of: node)
    var pattern = PatternNode(
      operation: .same, kind: tree.kind(node), name: .none, flags: tree.flags(node).intersection(comparedFlags),
      slot: -1, end: 0, optionalChildren: KindSet(), isTrailing: tree.flags(node).contains(.trailing), text: -1)
    switch mark {
    case .capture(let name):
      pattern.operation = .capture
      pattern.slot = slot(name, &captures)
    case .captureAll(let name):
      pattern.operation = .captureAll
      pattern.slot = slot(name, &captures)
    case .anything: pattern.operation = .anything
    case .skip: pattern.operation = .skip
    case .anyClosure: pattern.operation = .anyClosure
    case .code:
      readCode(node, &pattern, &program, &captures, &nameCaptures)
      program.nodes.append(pattern)
      var child = node + 1
      while child < tree.end(node) {
        append(child, to: &program, captures: &captures, nameCaptures: &nameCaptures)
        child = tree.end(child)
      }
      program.nodes[position].end = Int32(program.nodes.count)
      return
    }
    pattern.end = Int32(position + 1)
    program.nodes.append(pattern)
  }

  /// What a node of the pattern stands for.
  private enum Meaning {
    case code, anything, skip, anyClosure
    case capture(String)
    case captureAll(String)
  }

  /// A wrapper with nothing but a mark inside (an argument, a statement) has the mark's meaning.
  private func meaning(of node: NodeIndex) -> Meaning {
    switch tree.kind(node) {
    case .name: return meaning(ofName: names.text(tree.name(node)))
    case .expressionStatement: return meaningOfOnlyChild(node)
    case .comprehensionCondition, .typeAnnotation, .output, .defaultValue: return runOfOnlyChild(node)
    case .argument:
      guard tree.name(node) == .none, tree.flags(node).isDisjoint(with: [.star, .doubleStar, .inout]) else {
        return .code
      }
      return runOfOnlyChild(node)
    case .parameter, .binding:
      let name = names.text(tree.name(node))
      if tree.end(node) == node + 1, case .skip = meaning(ofName: name) { return .skip }
      return .code
    case .closure: return isAnyClosure(node) ? .anyClosure : .code
    default: return .code
    }
  }

  private func meaningOfOnlyChild(_ node: NodeIndex) -> Meaning {
    guard let child = tree.firstChild(node), tree.end(child) == tree.end(node) else { return .code }
    let meaning = meaning(of: child)
    if case .anyClosure = meaning { return .code }
    return meaning
  }

  /// Only a mark for a run of siblings speaks for the wrapper too; `f($X)` wants an argument without a name.
  private func runOfOnlyChild(_ node: NodeIndex) -> Meaning {
    switch meaningOfOnlyChild(node) {
    case .skip: return .skip
    case .captureAll(let name): return .captureAll(name)
    case .code, .anything, .anyClosure, .capture: return .code
    }
  }

  private func meaning(ofName name: String) -> Meaning {
    if name == ReservedName.anything { return .anything }
    if name == ReservedName.skip { return .skip }
    if name.hasPrefix(ReservedName.captureAll) { return .captureAll(String(name.dropFirst(9))) }
    if name.hasPrefix(ReservedName.capture), name != ReservedName.chain { return .capture(String(name.dropFirst(5))) }
    return .code
  }

  /// Swift's `{ ... }`: no signature, and only `...` in the body.
  private func isAnyClosure(_ node: NodeIndex) -> Bool {
    guard let parameters = tree.firstChild(node), tree.kind(parameters) == .parameterList,
      tree.end(parameters) == parameters + 1, let block = tree.nextSibling(parameters), tree.kind(block) == .block,
      tree.end(block) == tree.end(node), let statement = tree.firstChild(block),
      tree.end(statement) == tree.end(block), case .skip = meaning(of: statement)
    else { return false }
    return true
  }

  private mutating func readCode(
    _ node: NodeIndex, _ pattern: inout PatternNode, _ program: inout PatternProgram, _ captures: inout [String],
    _ nameCaptures: inout Set<Int>
  ) {
    let name = names.text(tree.name(node))
    switch pattern.kind {
    case .integer, .float, .regex:
      pattern.name = .any
      pattern.text = Int32(program.texts.count)
      program.texts.append(source.bytes(tree.range(node)))
      return
    case .string where name == "...":
      pattern.operation = .anyString
      return
    case .member where name == ReservedName.chain:
      pattern.operation = .chain
      if tree.firstChild(node) == nil { problems.append("`. ... .` needs code before it") }
      return
    case .call where program.language == .python && hasKeywordArgument(node): pattern.operation = .keywordCall
    default: break
    }
    pattern.optionalChildren = optionalChildren(node)
    guard !name.isEmpty else { return }
    switch meaning(ofName: name) {
    case .code:
      let number = literal(Array(names.utf8(tree.name(node))), &program)
      pattern.name = .literal(number)
      literals.append(number)
    case .anything, .skip: pattern.name = .any
    case .anyClosure: break
    case .captureAll(let capture): problems.append("`$...\(capture)` cannot stand for a name")
    case .capture(let capture):
      if pattern.kind == .argument {
        problems.append("`$\(capture)` cannot stand for the name of an argument")
        return
      }
      let slot = slot(capture, &captures)
      pattern.name = .capture(slot)
      nameCaptures.insert(Int(slot))
    }
  }

  private func hasKeywordArgument(_ call: NodeIndex) -> Bool {
    var child = call + 1
    while child < tree.end(call) {
      if tree.kind(child) == .argument && tree.name(child) != .none { return true }
      child = tree.end(child)
    }
    return false
  }

  /// A pattern that leaves out decorators, types, an `else` or a capture list matches code that has them.
  private func optionalChildren(_ node: NodeIndex) -> KindSet {
    var kinds = KindSet([
      .decorator, .typeParameters, .inheritance, .typeAnnotation, .elseClause, .finallyClause, .captureList, .label,
    ])
    var child = node + 1
    while child < tree.end(node) {
      kinds.remove(tree.kind(child))
      child = tree.end(child)
    }
    return kinds
  }

  private mutating func slot(_ name: String, _ captures: inout [String]) -> Int32 {
    if name.isEmpty || !name.utf8.allSatisfy(isCaptureByte) {
      problems.append("`$\(name)`: captures are written in capitals")
    }
    if let slot = captures.firstIndex(of: name) { return Int32(slot) }
    if captures.count >= PatternLimits.captures { problems.append("more than \(PatternLimits.captures) captures") }
    captures.append(name)
    return Int32(captures.count - 1)
  }

  private func literal(_ bytes: [UInt8], _ program: inout PatternProgram) -> Int32 {
    if let known = program.literals.firstIndex(where: { $0.bytes == bytes }) { return Int32(known) }
    program.literals.append((bytes, NameTable.hash(bytes)))
    return Int32(program.literals.count - 1)
  }
}

/// Flags that tell code apart; the rest (`trailing`, `hasValue`) only repeat what children show.
let comparedFlags: NodeFlags = [
  .async, .static, .throwing, .constant, .star, .doubleStar, .inout, .optionalChain, .bytes, .lazy, .isStruct, .isEnum,
  .isProtocol, .isExtension,
]

/// Flags that must be equal; of the others the file may have more than the pattern.
let exactFlags: NodeFlags = [
  .constant, .star, .doubleStar, .inout, .bytes, .isStruct, .isEnum, .isProtocol, .isExtension,
]
