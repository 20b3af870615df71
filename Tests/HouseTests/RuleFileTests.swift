// A rule is one name in all its files: `Rules/<category>/<id>.yml`, its page, its heading and its corpus folder.

import Testing

/// Folders of `Rules/` that hold tables of knowledge, not rules.
private let tableFolders: Set<String> = ["frameworks", "libraries"]

private let rules = filePaths(below: "Rules", ending: ".yml").filter { path in
  !tableFolders.contains(String(path.prefix { $0 != "/" }))
}

@Suite struct RuleFileTests {
  @Test func thereAreRules() { #expect(!rules.isEmpty) }

  @Test(arguments: rules)
  func hasOneName(path: String) {
    let stem = String(path.dropLast(4))
    let id = String(stem.split(separator: "/").last ?? "")
    let category = String(stem.split(separator: "/").first ?? "")
    #expect(lines(of: "Rules/\(path)").contains("id: \(id)"), "\(path) has another id")
    let heading = lines(of: "Rules/\(stem).md").first ?? ""
    #expect(heading == "# \(id)" || heading == "# `\(id)`", "Rules/\(stem).md is headed `\(heading)`")
    #expect(folderNames("Corpus/\(category)").contains(id), "there is no Corpus/\(stem)")
  }
}
