// What of `Rules/` lies in the executable, and how it is read: tables and rule pages, each parsed when first asked for.
// The literals themselves are in Generated.swift; writing that file is Embedding.swift's part.

import Facts
import Findings

/// One file of `Rules/`: a flattened table or rule (`.yml`), or a page (`.md`).
struct EmbeddedFile: Sendable {
  let path: String
  let text: StaticString
}

/// Folders of `Rules/` that hold tables, not rules.
let tableFolders = ["frameworks", "libraries"]

/// The table with a name such as `frameworks/django`.
public func embeddedTable(_ name: String) -> FlatTable? {
  let path = name + ".yml"
  return embeddedFiles.first { $0.path == path }.map { FlatTable(name: name, text: $0.text) }
}

/// All tables of a folder of `Rules/`, ordered by name.
public func embeddedTables(in folder: String) -> [FlatTable] {
  var tables: [FlatTable] = []
  for file in embeddedFiles {
    let path = file.path
    guard path.hasPrefix(folder + "/"), path.hasSuffix(".yml") else { continue }
    tables.append(FlatTable(name: String(path.dropLast(4)), text: file.text))
  }
  return tables
}

/// Metadata of every built-in rule, ordered by category and id.
public func embeddedRules() -> [RuleMetadata] { embeddedRuleTables().map { metadata(of: $0) } }

/// Metadata of one built-in rule.
public func embeddedRule(_ id: String) -> RuleMetadata? {
  for file in embeddedFiles {
    let path = file.path
    guard path.hasSuffix("/" + id + ".yml"), !isTable(path) else { continue }
    return metadata(of: FlatTable(name: String(path.dropLast(4)), text: file.text))
  }
  return nil
}

/// The page of a built-in rule as `perf-lint explain` prints it.
public func embeddedPage(_ id: String) -> String? {
  embeddedFiles.first { $0.path.hasSuffix("/" + id + ".md") }?.text.description
}

/// The knobs of an engine rule: numbers and lists that its engine reads, such as sizes below which it stays silent.
public func embeddedKnobs(_ id: String) -> FlatTable.Node? {
  embeddedRuleTables().first { $0.value(at: "id") == id }?.node(at: "knobs")
}

/// The rules among the embedded files, each as the table of its keys.
func embeddedRuleTables() -> [FlatTable] {
  var tables: [FlatTable] = []
  for file in embeddedFiles {
    let path = file.path
    guard path.hasSuffix(".yml"), !isTable(path) else { continue }
    tables.append(FlatTable(name: String(path.dropLast(4)), text: file.text))
  }
  return tables
}

private func isTable(_ path: String) -> Bool { tableFolders.contains { path.hasPrefix($0 + "/") } }

private func metadata(of table: FlatTable) -> RuleMetadata {
  let id = table.value(at: "id") ?? ""
  return RuleMetadata(
    id: id, kind: table.value(at: "kind") ?? "",
    severity: Severity(rawValue: table.value(at: "severity") ?? "") ?? .warning,
    summary: table.value(at: "summary") ?? "", page: embeddedPage(id) ?? "", languages: table.values(at: "languages"),
    enabledByDefault: table.value(at: "enabled") != "false")
}
