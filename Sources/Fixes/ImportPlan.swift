// Names that an edit uses must mean something in its file: finds how they are bound there, and which import to extend
// or to add when they are not.

import Findings
import Syntax

struct ImportPlan {
  private let file: ParsedFile
  private let node: NodeIndex
  private var wanted: [(statement: NodeIndex, name: String)] = []
  private var newLoaders: [String] = []

  init(_ file: ParsedFile, at node: NodeIndex) {
    self.file = file
    self.node = node
  }

  // MARK: Names

  /// How the owner of each step is called here; fewer than steps when one cannot be reached.
  mutating func owners(of path: [EagerLoad.Step], entity: String) -> [String] {
    var result: [String] = []
    for (index, step) in path.enumerated() {
      guard let owner = index == 0 ? entity : owner(of: step, beside: path[0], entity) else { return result }
      result.append(owner)
    }
    return result
  }

  private mutating func owner(of step: EagerLoad.Step, beside first: EagerLoad.Step, _ entity: String) -> String? {
    if step.declaredIn == file.path { return step.model }
    if let local = localName(of: step.model) { return local }
    guard step.declaredIn == first.declaredIn else { return nil }
    if let dot = entity.lastIndex(of: ".") { return entity[..<dot] + "." + step.model }
    // The import that brings the first model can bring this one too.
    guard let statement = importStatement(binding: entity) else { return nil }
    want(step.model, from: statement)
    return step.model
  }

  /// How a loader of `sqlalchemy.orm` is called here, which may take an import.
  mutating func loader(_ name: String) -> String? {
    for statement in imports() where file.tree.kind(statement) == .importFrom {
      for imported in file.children(statement) {
        let module = file.name(statement)
        if module == "sqlalchemy.orm", file.name(imported) == name { return localName(imported) }
        if module == "sqlalchemy", file.name(imported) == "orm" { return localName(imported) + "." + name }
      }
    }
    if let statement = imports(atTopLevel: true).first(where: { isImport($0, of: "sqlalchemy.orm") }) {
      want(name, from: statement)
    } else if !newLoaders.contains(name) {
      guard !topLevelImports().isEmpty else { return nil }
      newLoaders.append(name)
    }
    return name
  }

  private mutating func want(_ name: String, from statement: NodeIndex) {
    if !wanted.contains(where: { $0.name == name }) { wanted.append((statement, name)) }
  }

  private func isImport(_ statement: NodeIndex, of module: String) -> Bool {
    file.tree.kind(statement) == .importFrom && file.name(statement) == module
      && !file.children(statement).contains { file.name($0) == "*" }
  }

  private func localName(of name: String) -> String? {
    for statement in imports() where file.tree.kind(statement) == .importFrom {
      for imported in file.children(statement) where file.name(imported) == name { return localName(imported) }
    }
    return nil
  }

  private func importStatement(binding local: String) -> NodeIndex? {
    imports().first { statement in
      file.tree.kind(statement) == .importFrom && file.children(statement).contains { localName($0) == local }
    }
  }

  private func localName(_ imported: NodeIndex) -> String {
    file.children(imported).first { file.tree.kind($0) == .alias }.map(file.name) ?? file.name(imported)
  }

  // MARK: Statements

  /// Imports that hold where the edit goes: of the module, and of the functions around it.
  private func imports(atTopLevel: Bool = false) -> [NodeIndex] {
    var result = topLevelImports()
    guard !atTopLevel else { return result }
    var scope = file.enclosingFunction(node)
    while let function = scope {
      for inner in function..<file.tree.end(function) where file.tree.kind(inner) == .importFrom {
        if file.enclosingFunction(inner) == function { result.append(inner) }
      }
      scope = file.enclosingFunction(function)
    }
    return result
  }

  private func topLevelImports() -> [NodeIndex] {
    file.children(0).filter { file.tree.kind($0) == .importFrom || file.tree.kind($0) == .importDeclaration }
  }

  // MARK: Edits

  var insertions: [Insertion] {
    var result: [Insertion] = []
    for statement in Set(wanted.map(\.statement)).sorted() {
      result += additions(wanted.filter { $0.statement == statement }.map(\.name).sorted(), to: statement)
    }
    if !newLoaders.isEmpty, let insertion = newImport(newLoaders.sorted()) { result.append(insertion) }
    return result
  }

  /// Each name before the first one that sorts after it, or at the end.
  private func additions(_ names: [String], to statement: NodeIndex) -> [Insertion] {
    let present = file.children(statement)
    guard let last = present.last else { return [] }
    var result: [Insertion] = []
    var ending = ""
    for name in names {
      if let next = present.first(where: { comesBefore(name, file.name($0)) }) {
        let start = Int(file.tree.range(next).start)
        result.append(Insertion(offset: start, text: name + "," + (file.lineStart(before: start) ?? " ")))
      } else {
        ending += "," + (file.lineStart(before: Int(file.tree.range(last).start)) ?? " ") + name
      }
    }
    if !ending.isEmpty { result.append(Insertion(offset: Int(file.tree.range(last).end), text: ending)) }
    return merged(result)
  }

  private func merged(_ insertions: [Insertion]) -> [Insertion] {
    var result: [Insertion] = []
    for insertion in insertions {
      if let last = result.indices.last, result[last].offset == insertion.offset {
        result[last].text += insertion.text
      } else {
        result.append(insertion)
      }
    }
    return result
  }

  /// A line of its own after the last import of SQLAlchemy, or after the first run of imports.
  private func newImport(_ names: [String]) -> Insertion? {
    let statements = topLevelImports()
    let related = statements.last { statement in
      let module = file.tree.kind(statement) == .importFrom ? file.name(statement) : ""
      return module == "sqlalchemy" || module.hasPrefix("sqlalchemy.")
    }
    var first: NodeIndex?
    // `from __future__` must stay the first; the last of the leading imports is always after it.
    for child in file.children(0) {
      let isImport = statements.contains(child)
      if isImport { first = child } else if first != nil { break }
    }
    guard let statement = related ?? first else { return nil }
    let end = Int(file.tree.range(statement).end)
    return Insertion(offset: end, text: "\nfrom sqlalchemy.orm import " + names.joined(separator: ", "))
  }
}

/// The order that import sorters keep: constants, classes, then the rest, each by letters.
private func comesBefore(_ a: String, _ b: String) -> Bool {
  func rank(_ name: String) -> Int {
    guard name.first?.isUppercase == true else { return 2 }
    return name.count > 1 && name == name.uppercased() ? 0 : 1
  }
  return (rank(a), a.lowercased()) < (rank(b), b.lowercased())
}
