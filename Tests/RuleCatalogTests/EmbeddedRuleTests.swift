// What is embedded is what lies in Rules/, and every built-in rule is complete: stem = id = heading = folder.

import Facts
import Foundation
import Patterns
import PythonFrontend
import RuleCatalog
import SwiftFrontend
import Syntax
import Testing

@Test func generatedFilesAreCurrent() throws {
  let sources = try ruleSources()
  let generated = try String(
    contentsOf: packageFolder.appendingPathComponent("Sources/RuleCatalog/Generated.swift"), encoding: .utf8)
  #expect(try embeddingSource(sources).get() == generated, "run `swift run embed-rules`")
  for page in documentationFiles(sources) {
    let written = try? String(
      contentsOf: packageFolder.appendingPathComponent("Documentation/rules/\(page.path)"), encoding: .utf8)
    #expect(written == page.text, "run `swift run embed-rules`: \(page.path)")
  }
}

@Test func embeddingIgnoresTheOrderOfFiles() throws {
  let sources = try ruleSources()
  #expect(try embeddingSource(sources).get() == embeddingSource(sources.reversed()).get())
}

@Test func everyRuleIsComplete() throws {
  let paths = Set(try ruleSources().map(\.path))
  let loaded = loadEmbeddedRules()
  #expect(loaded.issues == [])
  #expect(loaded.rules.count == embeddedRules().count)
  for rule in embeddedRules() {
    #expect(paths.contains("\(rule.kind)/\(rule.id).yml"), "stem, id and folder agree: \(rule.id)")
    #expect(paths.contains("\(rule.kind)/\(rule.id).md"), "\(rule.id) has a page")
    #expect(rule.page.hasPrefix("# \(rule.id)\n"), "the page of \(rule.id) begins with its name")
    let headings = rule.page.split(separator: "\n").filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)) }
    #expect(headings == pageSections, "sections of \(rule.id)")
    #expect(rule.summary.hasSuffix("."), "the summary of \(rule.id) is a sentence")
  }
}

private let pageSections = [
  "What it finds", "Why it costs", "Example", "Instead", "When it is fine", "How sure we are",
]

@Test func everyPatternCompiles() {
  for language in [Language.python, .swift] {
    let (program, issues) = compilePatterns(embeddedPatternRules(), language: language) { language, source, names in
      language == .swift
        ? parseSwift(source, names: &names, limits: Limits()) : parsePython(source, names: &names, limits: Limits())
    }
    #expect(issues == [])
    #expect(!program.isEmpty)
  }
}

@Test func documentedRuleLoads() throws {
  let text = try String(
    contentsOf: packageFolder.appendingPathComponent("Documentation/WritingRules.md"), encoding: .utf8)
  let blocks = text.split(separator: "```yaml\n").dropFirst().compactMap { $0.split(separator: "```").first }
  let rules = blocks.filter { $0.hasPrefix("id: ") }
  #expect(!rules.isEmpty)
  for rule in rules { #expect(loadRules(yaml: String(rule), path: "WritingRules.md").issues == []) }
}

@Test func tablesAreFoundByFolderAndName() {
  let tables = embeddedTables(in: "frameworks")
  #expect(!tables.isEmpty)
  #expect(tables.map(\.name) == tables.map(\.name).sorted())
  #expect(embeddedTable(tables[0].name)?.lines.count == tables[0].lines.count)
  #expect(embeddedTable("frameworks/none") == nil)
  #expect(embeddedRule("query-in-loop")?.kind == "n-plus-one")
  #expect(embeddedRule("none") == nil)
}

/// Tables whose keys are words of the world, so that no code names them.
private let wordTables: Set<Substring> = ["reads", "writes", "query-begin"]

@Test func everyKeyOfATableIsRead() throws {
  let readers = [
    "Analysis/Project/Knowledge", "Analysis/Project/DeclaredKnowledge", "Analysis/Project/TemplateKnowledge",
    "Driver/Run/OutsideModels",
  ]
  let code = try readers.map {
    try String(contentsOf: packageFolder.appendingPathComponent("Sources/\($0).swift"), encoding: .utf8)
  }.joined()
  for table in embeddedTables(in: "frameworks") + embeddedTables(in: "libraries") {
    #expect(!table.lines.isEmpty)
    for line in table.lines {
      let steps = line.path.split(separator: ".").filter { Int($0) == nil }
      guard let key = steps.last, !wordTables.contains(steps[0]) else { continue }
      #expect(code.contains("\"\(key)\"") || code.contains(".\(key)\""), "nothing reads \(line.path) of \(table.name)")
    }
  }
}

@Test func knobsAreNumbers() {
  #expect(embeddedKnobs("nested-scan")?["bounded-size"]?.value == "32")
  #expect(embeddedKnobs("query-in-loop") == nil)
}
