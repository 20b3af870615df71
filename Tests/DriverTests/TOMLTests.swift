// `[tool.perf-lint]` out of a pyproject.toml: values, lines, and files that are broken or hold other things.

import Testing

@testable import Driver

/// The table as text: `{key@line: value, …}`.
private func shown(_ value: ConfigurationValue?) -> String {
  guard let value else { return "nothing" }
  switch value.content {
  case .text(let text): return "\"\(text)\""
  case .integer(let number): return "\(number)"
  case .number(let number): return "\(number)"
  case .truth(let truth): return "\(truth)"
  case .empty: return "empty"
  case .list(let items): return "[" + items.map { shown($0) }.joined(separator: ", ") + "]"
  case .table(let entries):
    return "{" + entries.map { "\($0.key)@\($0.line): \(shown($0.value))" }.joined(separator: ", ") + "}"
  }
}

private func read(_ text: String) -> String {
  do {
    return shown(try readTOML(text, table: ["tool", "perf-lint"]))
  } catch {
    return "line \(error.line): \(error.message)"
  }
}

@Suite struct TOMLTests {
  @Test(arguments: [
    ("", "nothing"),
    ("[tool.ruff]\nline-length = 100\n", "nothing"),
    ("[tool.perf-lint]\n", "{}"),
    ("[tool.perf-lint]\njobs = 4\n[tool.other]\njobs = 5\n", "{jobs@2: 4}"),
    ("[tool.perf-lint]\nexclude = [\n  \"a\", # why\n  'b\\c',\n]\n", "{exclude@2: [\"a\", \"b\\c\"]}"),
    ("[tool.perf-lint.rules]\nx = false\n[tool.perf-lint]\njobs=1", "{rules@1: {x@2: false}, jobs@4: 1}"),
    ("[tool.perf-lint]\nrules.x = \"off\"\nrules.\"y\" = 'on'\n", "{rules@2: {x@2: \"off\", y@3: \"on\"}}"),
    ("[tool]\nperf-lint = {jobs = 2, rules = {x = true}}\n", "{jobs@2: 2, rules@2: {x@2: true}}"),
    ("tool.perf-lint.jobs = 1_000\n", "{jobs@1: 1000}"),
    ("[tool.perf-lint]\na = \"\"\"\none\ntwo\\\n   three\"\"\"\nb = 1.5\n", "{a@2: \"one\ntwothree\", b@6: 1.5}"),
    ("[other]\nx = '''\n[tool.perf-lint]\njobs = 1\n'''\n", "nothing"),
    ("[tool.perf-lint]\nx = \"\\u00e9\\t\\\"\"\n", "{x@2: \"é\t\"\"}"),
    ("[[tool.uv.index]]\nurl = \"u\"\n[tool.perf-lint]\nx = 1979-05-27T07:32:00Z\n", "{x@4: \"1979-05-27T07:32:00Z\"}"),
    ("\u{FEFF}[tool.perf-lint]\r\njobs = 3\r\n", "{jobs@2: 3}"),
  ])
  func values(text: String, expected: String) { #expect(read(text) == expected) }

  @Test(arguments: [
    ("[tool.perf-lint]\njobs = 1\njobs = 2\n", "line 3: the key `jobs` is there twice"),
    ("[tool.perf-lint]\njobs = \n", "line 2: expected a value"),
    ("[tool.perf-lint]\njobs 4\n", "line 2: expected `=` after the key"),
    ("[tool.perf-lint\njobs = 4\n", "line 1: expected `]`"),
    ("[tool.perf-lint]\nx = \"open\n", "line 2: the text is not closed"),
    ("[tool.perf-lint]\nx = [1 2]\n", "line 2: expected `,` or `]`"),
    ("[tool.perf-lint]\nx = maybe\n", "line 2: `maybe` is no value"),
    ("[tool.perf-lint]\nx = 1 y = 2\n", "line 2: unexpected text after the value"),
    ("[tool.perf-lint]\nx = \"\\q\"\n", "line 2: unknown escape in a text"),
    ("[tool.perf-lint]\nx = " + String(repeating: "[", count: 1000), "line 2: nested too deep"),
  ])
  func faults(text: String, expected: String) { #expect(read(text) == expected) }

  @Test func cutAnywhere() {
    let text = "[tool.perf-lint]\na = [\"x\", {b = 'c'}]\nd = \"\"\"e\\u0041\"\"\"\n[[f.'g']]\nh = -1.5e3\n"
    for end in text.indices { _ = read(String(text[..<end])) }
  }
}
