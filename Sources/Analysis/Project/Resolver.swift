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
  /// Files that a file's star imports lead to, for the files asked about.
  private var starFiles: [Int: [Int]] = [:]
  /// File of a module by folder, kind of file and name; negative for none.
  private var modules = NumberMap()

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
  }

  /// Definition of a name at the top level of a file.
  func definition(of name: Symbol, in file: Int) -> Definition? {
    lookup(name, in: file, depth: 0)
  }

  private func lookup(_ name: Symbol, in file: Int, depth: Int) -> Definition? {
    guard depth < 12, !name.isNone else { return nil }
    switch project.scopes.entry(name, in: file) {
    case .variable(let slot): return .variable(file: file, slot: slot)
    case .function(let number): return .function(project.functionID(file: file, local: number))
    case .type(let number): return .type(project.classID(file: file, local: Int32(number)))
    case .imported(let number): return chase(number, in: file, depth: depth)
    case nil: break
    }
    guard let stars = project.scopes.starImports[file] else { return nil }
    for imported in files(of: stars, in: file) where imported != file {
      if let found = lookup(name, in: imported, depth: depth + 1) { return found }
    }
    return nil
  }

  private func files(of stars: [Int], in file: Int) -> [Int] {
    if let known = starFiles[file] { return known }
    let found = stars.compactMap { module(project.files[file].imports[$0].module, from: file) }
    starFiles[file] = found
    return found
  }

  /// What imports lead to, by file and number; chains near the limit of depth are not remembered.
  private var chased = NumberMap()
  private var destinations: [Definition] = []

  /// What an import leads to.
  private func chase(_ number: Int, in file: Int, depth: Int) -> Definition {
    let key = NumberMap.key(Int32(truncatingIfNeeded: file), Int32(truncatingIfNeeded: number))
    if let known = chased[key] { return destinations[Int(known)] }
    let found = destination(of: project.files[file].imports[number], from: file, depth: depth)
    if depth < 6 {
      chased[key] = Int32(destinations.count)
      destinations.append(found)
    }
    return found
  }

  private func destination(of fact: ImportFact, from file: Int, depth: Int) -> Definition {
    // A folder without `__init__.py` is no file, but its modules are.
    if let target = module(fact.module, from: file) {
      if fact.member.isNone { return .module(file: target) }
      if let found = lookup(fact.member, in: target, depth: depth + 1) { return found }
    } else if fact.member.isNone {
      return .external(externalPath(fact))
    }
    // `from package import submodule`
    var name = moduleName(fact.module)
    name.parts.append(fact.member)
    if let submodule = moduleFile(name, from: file) { return .module(file: submodule) }
    return .external(externalPath(fact))
  }

  private var externals: [Symbol: String] = [:]
  private var externalNumbers: [String: Symbol] = [:]
  /// External symbols by two names side by side: module and member, or external symbol and member.
  private var externalImports = NumberMap()
  private var externalMembers = NumberMap()
  private var lastParts = NumberMap()

  /// Symbols beyond the project's own stand for paths made up while resolving.
  private var nextSymbol: UInt32 = 1 << 28

  private func freshSymbol() -> Symbol {
    nextSymbol -= 1
    return Symbol(rawValue: nextSymbol)
  }

  private func externalPath(_ fact: ImportFact) -> Symbol {
    let key = UInt64(fact.module.rawValue) << 32 | UInt64(fact.member.rawValue)
    if let known = externalImports[key] { return Symbol(rawValue: UInt32(bitPattern: known)) }
    let module = project.text(fact.module)
    let symbol = externalSymbol(fact.member.isNone ? module : module + "." + project.text(fact.member))
    externalImports[key] = Int32(bitPattern: symbol.rawValue)
    return symbol
  }

  /// The external symbol of a member of an external module or object.
  func externalMember(_ name: Symbol, of path: Symbol) -> Symbol {
    let key = UInt64(path.rawValue) << 32 | UInt64(name.rawValue)
    if let known = externalMembers[key] { return Symbol(rawValue: UInt32(bitPattern: known)) }
    let symbol = externalSymbol(externalText(path) + "." + project.text(name))
    externalMembers[key] = Int32(bitPattern: symbol.rawValue)
    return symbol
  }

  /// The name of the project that an external path ends with, else `none`.
  func lastPart(of path: Symbol) -> Symbol {
    if let known = lastParts[UInt64(path.rawValue)] { return Symbol(rawValue: UInt32(bitPattern: known)) }
    let last = externalText(path).split(separator: ".").last.map { project.symbol(String($0)) } ?? .none
    lastParts[UInt64(path.rawValue)] = Int32(bitPattern: last.rawValue)
    return last
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

  // MARK: Modules

  /// The file of a module named in an import of `file`.
  func module(_ name: Symbol, from file: Int) -> Int? {
    let place = project.folders[file] << 1 | (project.arePackages[file] ? 1 : 0)
    let key = NumberMap.key(place, name)
    if let known = modules[key] { return known < 0 ? nil : Int(known) }
    let found = moduleFile(moduleName(name), from: file)
    modules[key] = Int32(found ?? -1)
    return found
  }

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
      if !project.arePackages[file], !path.isEmpty { path.removeLast() }
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
