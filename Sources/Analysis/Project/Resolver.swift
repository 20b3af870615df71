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

  private struct ModuleKey: Hashable {
    var folder: Int32
    var isPackage: Bool
    var module: Symbol
  }

  /// A module name as written: leading dots and parts.
  private struct ModuleName {
    var dots: Int
    var parts: [Symbol]
    /// False when a part is no name of the project: then no file can have it.
    var isKnown: Bool
  }
  private var moduleNames: [Symbol: ModuleName] = [:]

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
    // A folder without `__init__.py` is no file, but its modules are.
    if let target = module(pending.module, from: file) {
      if pending.member.isNone { return .module(file: target) }
      if let found = lookup(pending.member, in: target, depth: depth + 1) { return found }
    } else if pending.member.isNone {
      return .external(externalPath(pending))
    }
    // `from package import submodule`
    var name = moduleName(pending.module)
    name.parts.append(pending.member)
    if let submodule = moduleFile(name, from: file) { return .module(file: submodule) }
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

  /// Whether a symbol stands for a text made up here.
  func isExternal(_ symbol: Symbol) -> Bool { symbol.rawValue >= nextSymbol && symbol.rawValue < 1 << 28 }

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
    let key = ModuleKey(folder: project.folders[file], isPackage: isPackage(file), module: name)
    if let known = modules[key] { return known < 0 ? nil : known }
    let found = moduleFile(moduleName(name), from: file)
    modules[key] = found ?? -1
    return found
  }

  private func isPackage(_ file: Int) -> Bool { project.files[file].path.hasSuffix("__init__.py") }

  private func moduleName(_ symbol: Symbol) -> ModuleName {
    if let known = moduleNames[symbol] { return known }
    let text = project.text(symbol)
    var name = ModuleName(dots: text.utf8.prefix { $0 == UInt8(ascii: ".") }.count, parts: [], isKnown: true)
    for part in text.split(separator: ".") {
      let known = project.symbol(String(part))
      if known.isNone { name.isKnown = false }
      name.parts.append(known)
    }
    moduleNames[symbol] = name
    return name
  }

  private func moduleFile(_ name: ModuleName, from file: Int) -> Int? {
    guard name.isKnown else { return nil }
    let home = project.modulePaths[file]
    if name.dots > 0 {
      var path = home
      // A package's own path has no last part for its file.
      if !isPackage(file), !path.isEmpty { path.removeLast() }
      for _ in 1..<max(name.dots, 1) where !path.isEmpty { path.removeLast() }
      path += name.parts
      guard let stem = path.last else { return nil }
      return project.filesByStem[stem]?.first { project.modulePaths[$0] == path }
    }
    guard let stem = name.parts.last else { return nil }
    // The file whose path ends with the module's parts; the one nearest to the importing file wins.
    var best: Int?
    var bestScore = -1
    for candidate in project.filesByStem[stem] ?? [] {
      let path = project.modulePaths[candidate]
      guard path.count >= name.parts.count, path.suffix(name.parts.count).elementsEqual(name.parts) else { continue }
      let root = path.dropLast(name.parts.count)
      // A one-part module (`import utils`) is only taken from a folder that can be a source root.
      if name.parts.count == 1, path.count > 2, !home.starts(with: path.dropLast()) { continue }
      let shared = zip(home, path).prefix { $0 == $1 }.count
      let score = shared * 64 - root.count
      if score > bestScore {
        bestScore = score
        best = candidate
      }
    }
    return best
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[..<slash])
  }
}
