// Texts that a string expression can have: literals, formatted strings, concatenation, names that are assigned literals,
// and the elements of a literal list that a loop walks. What cannot be told is a hole, `{}`. Nothing is run.

import Facts
import Syntax

/// Folds the string expressions of one body.
struct StringFolding {
  private let project: Project
  private let resolver: Resolver
  private let file: Int
  private let facts: FileFacts
  private let body: Body
  /// The enclosing body that free names are looked for in first, if there is one beside the module's.
  private let enclosing: Int?

  /// Values that a name may have before it counts as unknown, and texts made of one expression.
  static let maximumTexts = 64
  private static let maximumDepth = 12
  static let hole = "{}"

  init(_ project: Project, _ resolver: Resolver, file: Int, body: Int) {
    self.project = project
    self.resolver = resolver
    self.file = file
    let facts = project.files[file]
    self.facts = facts
    self.body = facts.bodies[body]
    let function = facts.function(ofBody: body).map { facts.functions[$0] }
    enclosing = function.map { Int($0.enclosingBody) }.flatMap { $0 > 0 && $0 != body ? $0 : nil }
  }

  var operations: ArraySlice<Operation> { facts.operations(of: body) }

  /// The texts of an expression, with holes for what is not known.
  func texts(_ operand: Operand) -> [String] { values(operand, 0) ?? [StringFolding.hole] }

  /// The texts of an expression, or nil if nothing is known of it.
  private func values(_ operand: Operand, _ depth: Int) -> [String]? {
    guard depth < StringFolding.maximumDepth else { return nil }
    switch operand.tag {
    case .string: return [project.text(operand.symbol)]
    case .integer: return [String(operand.payload)]
    case .constant: return operand == Operand(.text) ? [""] : nil
    case .local: return values(ofSlot: operand.payload, depth + 1)
    case .free: return values(ofName: operand.symbol, depth + 1)
    case .operation: return values(ofOperation: operand.payload, depth + 1)
    case .nothing, .function: return nil
    }
  }

  private func operation(_ index: Int) -> Operation? {
    let position = body.start + index
    return body.indices.contains(position) ? facts.operations[position] : nil
  }

  private func values(ofOperation index: Int, _ depth: Int) -> [String]? {
    guard let operation = operation(index) else { return nil }
    let name = { project.utf8(operation.name) }
    switch operation.kind {
    case .text: return [project.text(operation.name)]
    case .template: return template(operation, depth)
    case .typed, .await: return values(operation.a, depth)
    case .choice: return union(facts.arguments(of: operation).map { values($0.value, depth) })
    case .binary where name().elementsEqual("+".utf8):
      return product([values(operation.a, depth) ?? [Self.hole], values(operation.second, depth) ?? [Self.hole]])
    case .binary where name().elementsEqual("%".utf8):
      return values(operation.a, depth).flatMap { percent($0, operation.second, depth) }
    case .invoke where name().elementsEqual("format".utf8):
      return values(operation.a, depth).flatMap { format($0, facts.arguments(of: operation), depth) }
    case .loopBegin: return elements(operation.a, depth).flatMap { union($0.map { values($0, depth) }) }
    case .unpack: return unpacked(operation, depth)
    case .member: return member(operation, depth)
    default: return nil
    }
  }

  // MARK: Names

  /// What all plain assignments to a local give; nil if one of them is not known, as for a parameter.
  private func values(ofSlot slot: Int, _ depth: Int) -> [String]? {
    var found: [[String]?] = []
    for operation in operations where operation.kind == .store && Int(operation.b) == slot {
      if !operation.flags.contains(.inPlace) { found.append(values(operation.a, depth)) }
    }
    return found.isEmpty ? nil : union(found)
  }

  private func values(ofName name: Symbol, _ depth: Int) -> [String]? {
    if let enclosing {
      let outer = StringFolding(project, resolver, file: file, body: enclosing)
      if let slot = outer.slot(named: name) { return outer.values(ofSlot: slot, depth) }
    }
    guard case .variable(let home, let slot) = resolver.definition(of: name, in: file) else { return nil }
    return StringFolding(project, resolver, file: home, body: 0).values(ofSlot: slot, depth)
  }

  private func slot(named name: Symbol) -> Int? {
    facts.slots(of: body).firstIndex(of: name).map {
      $0 - Int(body.slots.lowerBound)
    }
  }

  /// `Keys.feedID`, `self.table`: a literal that the body of a class of the file, or of that name, assigns.
  private func member(_ operation: Operation, _ depth: Int) -> [String]? {
    let owner: Symbol
    switch operation.a.tag {
    case .free: owner = operation.a.symbol
    case .local:
      let slot = Int(body.slots.lowerBound) + operation.a.payload
      guard slot < facts.slots.count else { return nil }
      owner = facts.slots[slot]
    case .nothing, .operation, .string, .integer, .constant, .function: return nil
    }
    for id in project.classesByName[owner] ?? [] {
      let home = project.file(of: id)
      let classBody = Int(project.classFact(id).body)
      guard classBody >= 0 else { continue }
      let declared = StringFolding(project, resolver, file: home, body: classBody)
      guard let slot = declared.slot(named: operation.name) else { continue }
      if let found = declared.values(ofSlot: slot, depth) { return found }
    }
    return nil
  }

  // MARK: Loops over literals

  /// The members of a literal, or of a name that is assigned one.
  private func elements(_ operand: Operand, _ depth: Int) -> [Operand]? {
    guard depth < StringFolding.maximumDepth else { return nil }
    switch operand.tag {
    case .operation:
      guard let operation = operation(operand.payload) else { return nil }
      switch operation.kind {
      case .list, .tuple, .set: return facts.arguments(of: operation).map(\.value)
      case .typed: return elements(operation.a, depth + 1)
      default: return nil
      }
    case .local:
      let stores = operations.filter { $0.kind == .store && Int($0.b) == operand.payload }
      return stores.count == 1 ? stores.first.flatMap { elements($0.a, depth + 1) } : nil
    case .free, .nothing, .string, .integer, .constant, .function: return nil
    }
  }

  /// `for table, column in (("orders", "user_id"), …)`: the part of each element.
  private func unpacked(_ operation: Operation, _ depth: Int) -> [String]? {
    guard operation.a.tag == .operation, let loop = self.operation(operation.a.payload), loop.kind == .loopBegin,
      let rows = elements(loop.a, depth)
    else { return nil }
    let position = Int(operation.b)
    return union(
      rows.map { row in
        guard let parts = elements(row, depth), position < parts.count else { return nil }
        return values(parts[position], depth)
      })
  }

  /// Whether a loop walks a literal: such a loop does not grow with the data.
  func walksLiteral(_ loop: Operation) -> Bool { elements(loop.a, 0) != nil }

  // MARK: Joining

  private func template(_ operation: Operation, _ depth: Int) -> [String] {
    product(
      facts.arguments(of: operation).map { part in
        if part.label.isNone, part.value.tag == .string { return [project.text(part.value.symbol)] }
        return part.label.isNone ? [""] : values(part.value, depth) ?? [Self.hole]
      })
  }

  /// All ways to join one text of each part; where they are too many, the parts of most texts become holes.
  private func product(_ parts: [[String]]) -> [String] {
    let ways = parts.reduce(1) { min($0 * max($1.count, 1), StringFolding.maximumTexts + 1) }
    var result = [""]
    for part in parts {
      let texts = ways > StringFolding.maximumTexts && part.count > 1 ? [Self.hole] : part
      result = result.flatMap { start in texts.map { start + $0 } }
    }
    return result
  }

  private func union(_ lists: [[String]?]) -> [String]? {
    var seen: Set<String> = []
    var result: [String] = []
    for list in lists {
      guard let list else { return nil }
      for text in list where seen.insert(text).inserted { result.append(text) }
    }
    return result.isEmpty || result.count > StringFolding.maximumTexts ? nil : result
  }

  /// `"… %s …" % (a, b)` or `% a`.
  private func percent(_ texts: [String], _ given: Operand, _ depth: Int) -> [String]? {
    let inserted: [Operand]
    if given.tag == .operation, let operation = operation(given.payload), operation.kind == .tuple {
      inserted = facts.arguments(of: operation).map(\.value)
    } else if given.tag == .operation, let operation = operation(given.payload), operation.kind == .dictionary {
      return texts.map { holes(in: $0) }
    } else {
      inserted = [given]
    }
    return union(texts.map { product(percentParts($0, inserted, depth)) })
  }

  private func percentParts(_ text: String, _ inserted: [Operand], _ depth: Int) -> [[String]] {
    var parts: [[String]] = []
    var literal: [UInt8] = []
    var next = 0
    var bytes = text.utf8.makeIterator()
    while let byte = bytes.next() {
      guard byte == UInt8(ascii: "%"), let kind = bytes.next() else {
        literal.append(byte)
        continue
      }
      guard [UInt8(ascii: "s"), UInt8(ascii: "d"), UInt8(ascii: "r"), UInt8(ascii: "i")].contains(kind) else {
        // `%%` is a per cent sign.
        if kind != byte { literal.append(byte) }
        literal.append(kind)
        continue
      }
      parts.append([String(decoding: literal, as: UTF8.self)])
      literal = []
      parts.append(next < inserted.count ? values(inserted[next], depth) ?? [Self.hole] : [Self.hole])
      next += 1
    }
    parts.append([String(decoding: literal, as: UTF8.self)])
    return parts
  }

  /// `%(name)s` as holes.
  private func holes(in text: String) -> String {
    let pieces = text.replacing("%(", with: "\u{0}").split(separator: "\u{0}", omittingEmptySubsequences: false)
    guard let first = pieces.first else { return text }
    var result = String(first)
    for piece in pieces.dropFirst() {
      guard let close = piece.utf8.firstIndex(of: UInt8(ascii: ")")) else {
        result += piece
        continue
      }
      result += Self.hole + piece[piece.utf8.index(after: close)...].dropFirst()
    }
    return result
  }

  /// `"… {} {0} {name} …".format(…)`
  private func format(_ texts: [String], _ given: ArraySlice<Argument>, _ depth: Int) -> [String]? {
    union(texts.map { product(formatParts($0, given, depth)) })
  }

  private func formatParts(_ text: String, _ given: ArraySlice<Argument>, _ depth: Int) -> [[String]] {
    var parts: [[String]] = []
    var rest = text.utf8[...]
    var next = 0
    while let open = rest.firstIndex(of: UInt8(ascii: "{")),
      let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      parts.append([String(Substring(rest[..<open]))])
      let field = Substring(rest[rest.index(after: open)..<close]).prefix { $0 != ":" && $0 != "!" && $0 != "." }
      var argument: Argument?
      if field.isEmpty || field.allSatisfy(\.isNumber) {
        let position = given.startIndex + (Int(field) ?? next)
        next += 1
        if position < given.endIndex, given[position].label.isNone { argument = given[position] }
      } else {
        argument = given.first { !$0.label.isNone && project.utf8($0.label).elementsEqual(field.utf8) }
      }
      parts.append(argument.flatMap { values($0.value, depth) } ?? [Self.hole])
      rest = rest[rest.index(after: close)...]
    }
    parts.append([String(Substring(rest))])
    return parts
  }
}
