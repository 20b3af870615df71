// Models of other packages that a project uses, as files of declarations: which those are is data
// (Rules/frameworks/django-contrib.yml). What follows from them is for the analysis.

import Facts
import Lowering
import Syntax

/// The facts of the declared modules of other packages; none where the project does not use their framework, or where
/// a module is among its own files.
func outsideModels(
  _ tables: [FlatTable], besides own: [FileFacts], _ limits: Limits, _ symbols: SymbolTable
) -> [FileFacts] {
  var result: [FileFacts] = []
  for table in tables {
    let modules = table.node(at: "outside-models")?.children ?? []
    guard !modules.isEmpty, imports(table.values(at: "packages"), own, symbols) else { continue }
    var names = NameTable(capacity: 512)
    var map = SymbolMap(symbols)
    for module in modules {
      guard let path = module["module"]?.value, let text = module["source"]?.value,
        !own.contains(where: { $0.path.hasSuffix(path) })
      else { continue }
      names.removeAll()
      let tree = parse(SourceBytes(Array(text.utf8)), .python, names: &names, limits: limits)
      result.append(
        lowerFile(tree, names: names, path: path, language: .python, scope: .vendored, symbols: &map))
    }
  }
  return result
}

/// Whether some Python file imports from the first of the packages.
private func imports(_ packages: [String], _ files: [FileFacts], _ symbols: SymbolTable) -> Bool {
  guard let package = packages.first else { return false }
  var modules: [Symbol: Bool] = [:]
  for facts in files where facts.language == .python {
    for fact in facts.imports {
      if let known = modules[fact.module] {
        if known { return true }
        continue
      }
      let text = symbols.text(fact.module)
      let isOf = text == package || text.hasPrefix(package + ".")
      modules[fact.module] = isOf
      if isOf { return true }
    }
  }
  return false
}
