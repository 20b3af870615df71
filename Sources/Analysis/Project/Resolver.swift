// What a name means where it stands: through the file's own declarations, its imports, re-exports and star imports.
// One resolver serves one worker; it remembers what it looked up.

import Facts
import Syntax

/// What a name at the top of a file stands for.
enum Definition: Hashable {
  case type(ClassID)
  case function(FunctionID)
  case module(file: Int)
  /// A module or member outside the project: its dotted path.
  case external(Symbol)
  /// A variable of a module: its slot in the module's body.
  case variable(file: Int, slot: Int)
}

final class Resolver {
  let project: Project
  private var scopes: [[Symbol: Definition]?]
  private var starImports: [[Int]] = []
  private var modules: [ModuleKey: Int] = [:]
  private var dotted: [String: Symbol] = [:]
  private var extraNames: [String] = []
  /// Files whose scope is being built, to stop at circular re-exports.
  private var depth = 0

  private struct ModuleKey: Hashable {
    var folder: String
    var module: Symbol
  }

  init(project: Project) {
    self.project = project
    scopes = Array(repeating: nil, count: project.files.count)
    starImports = Array(repeating: [], count: project.files.count)
  }

  /// Definition of a name at the top level of a file.
  func definition(of name: Symbol, in file: Int) -> Definition? {
    lookup(name, in: file, depth: 0)
  }

  private func lookup(_ name: Symbol, in file: Int, depth: Int) -> Definition? {
    guard depth < 12, !name.isNone else { return nil }
    if scopes[file] == nil { scopes[file] = buildScope(file) }
    if let found = scopes[file]?[name] {
      if case .external(let path) = found, let inside = chase(path, from: file, depth: depth) { return inside }
      return found
    }
    for imported in starImports[file] where imported != file {
      if let found = lookup(name, in: imported, depth: depth + 1) { return found }
    }
    return nil
  }

  /// An import stored as `module\u{1}member`, resolved when first asked for.
  private func chase(_ path: Symbol, from file: Int, depth: Int) -> Definition? {
    guard let pending = pendingImports[path] else { return nil }
    guard let target = module(pending.module, from: file) else { return .external(externalPath(pending)) }
    if pending.member.isNone { return .module(file: target) }
    if let found = lookup(pending.member, in: target, depth: depth + 1) { return found }
    // `from package import submodule`
    let text = project.text(pending.module)
    let joined = text.hasSuffix(".") ? text + project.text(pending.member) : text + "." + project.text(pending.member)
    if let submodule = moduleFile(joined, from: file) { return .module(file: submodule) }
    return .external(externalPath(pending))
  }

  private struct PendingImport: Hashable {
    var module: Symbol
    var member: Symbol
  }
  private var pendingImports: [Symbol: PendingImport] = [:]
  private var pendingNumbers: [PendingImport: Symbol] = [:]
  private var externals: [Symbol: String] = [:]
  private var externalNumbers: [String: Symbol] = [:]

  /// Symbols beyond the project's own stand for paths made up while resolving.
  private var nextSymbol: UInt32 = 1 << 28

  private func freshSymbol() -> Symbol {
    nextSymbol -= 1
    return Symbol(rawValue: nextSymbol)
  }

  private func externalPath(_ pending: PendingImport) -> Symbol {
    let module = project.text(pending.module)
    return externalSymbol(pending.member.isNone ? module : module + "." + project.text(pending.member))
  }

  /// The symbol of an external dotted path.
  func externalSymbol(_ path: String) -> Symbol {
    if let known = externalNumbers[path] { return known }
    let symbol = freshSymbol()
    externalNumbers[path] = symbol
    externals[symbol] = path
    return symbol
  }

  /// The dotted path of an external symbol.
  func externalText(_ symbol: Symbol) -> String { externals[symbol] ?? project.text(symbol) }

  private func buildScope(_ file: Int) -> [Symbol: Definition] {
    let facts = project.files[file]
    var scope: [Symbol: Definition] = [:]
    if let module = facts.bodies.first {
      for (slot, symbol) in facts.slots[Int(module.slots.lowerBound)..<Int(module.slots.upperBound)].enumerated() {
        scope[symbol] = .variable(file: file, slot: slot)
      }
    }
    for fact in facts.imports {
      if facts.language == .python, project.utf8(fact.member).elementsEqual([0x2A]) {
        if let target = module(fact.module, from: file) { starImports[file].append(target) }
        continue
      }
      let pending = PendingImport(module: fact.module, member: fact.member)
      let number: Symbol
      if let known = pendingNumbers[pending] {
        number = known
      } else {
        number = freshSymbol()
        pendingNumbers[pending] = number
        pendingImports[number] = pending
      }
      scope[fact.localName] = .external(number)
    }
    for (index, fact) in facts.functions.enumerated()
    where fact.owner < 0 && fact.enclosingBody == 0 && !fact.flags.contains(.closure) {
      scope[fact.name] = .function(project.functionID(file: file, local: index))
    }
    for (index, fact) in facts.classes.enumerated() where fact.owner < 0 {
      scope[fact.name] = .type(project.classID(file: file, local: Int32(index)))
    }
    return scope
  }

  // MARK: Modules

  /// The file of a module named in an import of `file`.
  func module(_ name: Symbol, from file: Int) -> Int? {
    let key = ModuleKey(folder: Resolver.folder(of: project.files[file].path), module: name)
    if let known = modules[key] { return known < 0 ? nil : known }
    let found = moduleFile(project.text(name), from: file)
    modules[key] = found ?? -1
    return found
  }

  private func moduleFile(_ text: String, from file: Int) -> Int? {
    var parts = text.split(separator: ".", omittingEmptySubsequences: true).map(String.init)
    let dots = text.prefix { $0 == "." }.count
    if dots > 0 {
      var folder = Resolver.folder(of: project.files[file].path).split(separator: "/").map(String.init)
      for _ in 1..<max(dots, 1) where !folder.isEmpty { folder.removeLast() }
      parts = folder + parts
      guard let stem = parts.last else { return nil }
      return candidates(stem).first { Resolver.moduleParts(project.files[$0].path) == parts }
    }
    guard let stem = parts.last else { return nil }
    // The file whose path ends with the module's parts; the one nearest to the importing file wins.
    var best: Int?
    var bestScore = -1
    let home = project.files[file].path
    for candidate in candidates(stem) {
      let path = Resolver.moduleParts(project.files[candidate].path)
      guard path.count >= parts.count, path.suffix(parts.count).elementsEqual(parts) else { continue }
      let score = sharedPrefix(home, project.files[candidate].path) * 64 - (path.count - parts.count)
      if parts.count == 1, path.count > 1, !isTopLevel(path, home) { continue }
      if score > bestScore {
        bestScore = score
        best = candidate
      }
    }
    return best
  }

  /// A one-part module (`import utils`) is only taken from a folder that can be a source root.
  private func isTopLevel(_ path: [String], _ home: String) -> Bool {
    path.count <= 2 || home.hasPrefix(path.dropLast().joined(separator: "/") + "/")
  }

  private func candidates(_ stem: String) -> [Int] {
    let symbol = project.symbol(stem)
    return symbol.isNone ? [] : project.filesByStem[symbol] ?? []
  }

  private func sharedPrefix(_ a: String, _ b: String) -> Int {
    var count = 0
    var shared = 0
    for (x, y) in zip(a.utf8, b.utf8) {
      guard x == y else { break }
      count += 1
      if x == 0x2F { shared += 1 }
    }
    return shared
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[..<slash])
  }

  static func moduleParts(_ path: String) -> [String] {
    var parts = path.split(separator: "/").map(String.init)
    if let last = parts.popLast() {
      let stem = last.split(separator: ".").first.map(String.init) ?? last
      if stem != "__init__" { parts.append(stem) }
    }
    return parts
  }
}
