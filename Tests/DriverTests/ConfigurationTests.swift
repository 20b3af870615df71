// Keys, values and messages of the configuration.

import Findings
import Testing

@testable import Driver

private func load(_ yaml: String) -> Result<Configuration, ConfigurationFault> {
  do {
    return .success(try configuration(from: try readYAML(yaml), file: "c.yml", folder: "/project"))
  } catch {
    return .failure(error)
  }
}

private func fault(_ yaml: String) -> String {
  switch load(yaml) {
  case .success: return "no fault"
  case .failure(let fault): return "\(fault.line): \(fault.message)"
  }
}

@Suite struct ConfigurationTests {
  @Test func everyKey() throws {
    let yaml = """
      include: [src/]
      exclude: "*.gen.py"
      confidence: low
      fail-on: error
      jobs: 3
      database: db/app.sqlite
      rule-paths: [rules]
      report-tests: true
      report-migrations: no
      table-sizes: {orders: 1_000_000}
      rules:
        query-in-loop: error
        nested-scan: off
        missing-index: {enabled: true, severity: note}
      """
    let found = try load(yaml).get()
    #expect(found.include == ["src/"])
    #expect(found.exclude == ["*.gen.py"])
    #expect(found.confidence == .low)
    #expect(found.failOn == .error)
    #expect(found.jobs == 3)
    #expect(found.database == "/project/db/app.sqlite")
    #expect(found.rulePaths == ["/project/rules"])
    #expect(found.reportedScopes == [.normal, .test])
    #expect(found.tableSizes == ["orders": 1_000_000])
    #expect(found.rules["query-in-loop"] == RuleSetting(isEnabled: true, severity: .error, line: 12))
    #expect(found.rules["nested-scan"] == RuleSetting(isEnabled: false, line: 13))
    #expect(found.rules["missing-index"] == RuleSetting(isEnabled: true, severity: .note, line: 14))
  }

  @Test func emptyFiles() throws {
    #expect(try load("").get().confidence == .medium)
    #expect(try load("# nothing\n").get().failOn == .warning)
    #expect(try load("rules:\n").get().rules.isEmpty)
  }

  @Test func faults() {
    #expect(fault("jobs: 1\ncolour: red\n").hasPrefix("2: unknown key `colour`; known are include"))
    #expect(fault("jobs: many") == "1: `jobs` must be a whole number above 0, not a text")
    #expect(fault("jobs: 0") == "1: `jobs` must be a whole number above 0, not a whole number")
    #expect(fault("a: 1\n b: 2\n").hasPrefix("2: not YAML"))
    #expect(fault("confidence: sure") == "1: `confidence` must be one of low, medium, high, not a text")
    #expect(fault("rules:\n  x: 3\n") == "2: `x` must be on, off, a severity or a table, not a whole number")
    #expect(fault("rules:\n  x: loud\n") == "2: `x` must be on, off, note, warning or error, not `loud`")
    #expect(fault("rules:\n  x: {level: 3}\n") == "2: unknown key `level`; known are enabled, severity")
    #expect(fault("include:\n- a\n- 3\n") == "3: `include` must hold texts, not a whole number")
    #expect(fault("- a\n") == "1: the configuration must be a table, not a list")
    #expect(fault("jobs: 1\njobs: 2\n").contains("the key `jobs` is there twice"))
  }
}
