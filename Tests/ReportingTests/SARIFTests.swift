// What code scanning needs of a SARIF log. Validity against the official schema is checked by
// Tests/Conformance/sarif/validate.py.

import Findings
import Foundation
import Reporting
import Syntax
import Testing

/// A value in parsed JSON, by member names and positions.
private func value(_ json: Any?, _ path: Any...) -> Any? {
  path.reduce(json) { value, step in
    if let name = step as? String { return (value as? [String: Any])?[name] }
    guard let position = step as? Int, let array = value as? [Any], array.indices.contains(position) else { return nil }
    return array[position]
  }
}

private func run(_ input: ReportInput) throws -> Any? {
  let log = try JSONSerialization.jsonObject(with: Data(renderReport(input, format: .sarif)))
  #expect(value(log, "version") as? String == "2.1.0")
  return value(log, "runs", 0)
}

private func sample(_ name: String) throws -> ReportInput {
  try #require(samples.first { $0.name == name }).input
}

@Test func resultsNameTheirRule() throws {
  for sample in samples {
    let run = try run(sample.input)
    for result in try #require(value(run, "results") as? [Any]) {
      let rule = value(run, "tool", "driver", "rules", value(result, "ruleIndex") as? Int ?? -1)
      #expect(value(rule, "id") as? String == value(result, "ruleId") as? String)
      #expect(value(result, "partialFingerprints", "perfLint/v1") is String)
    }
  }
}

@Test func pathsAreRelativeURIs() throws {
  let result = value(try run(sample("query-in-helper")), "results", 0)
  let place = value(result, "locations", 0, "physicalLocation", "artifactLocation")
  #expect(value(place, "uri") as? String == "app/report%20view.py")
  #expect(value(place, "uriBaseId") as? String == "%SRCROOT%")
  let other = value(result, "relatedLocations", 1, "physicalLocation", "artifactLocation", "uri")
  #expect(other as? String == "app/gr%C3%B6%C3%9Fe.py")
}

@Test func theChainLeadsFromLoopToQuery() throws {
  let result = value(try run(sample("query-in-helper")), "results", 0)
  let steps = value(result, "codeFlows", 0, "threadFlows", 0, "locations") as? [Any] ?? []
  let messages = steps.map { value($0, "location", "message", "text") as? String ?? "" }
  #expect(
    messages == [
      "runs once for each key", "each round of the loop runs the query in `load`", "`load` is called",
      "the query runs here",
    ])
}

@Test func columnsCountUTF16() throws {
  let results = value(try run(sample("odd-characters")), "results") as? [Any] ?? []
  let columns = results.map { value($0, "locations", 0, "physicalLocation", "region", "startColumn") as? Int }
  #expect(columns.first == 23)
}

@Test func textThatLooksLikeALinkIsEscaped() throws {
  let message = value(try run(sample("odd-characters")), "results", 0, "message", "text") as? String
  #expect(message?.contains("\\[all\\](1)") == true)
}

@Test func onlyTheMostCostlyResultsAreListed() throws {
  let source = "x = 1\n"
  let findings = (0..<5_003).map { number in
    Finding(
      rule: "query-in-loop", kind: "n-plus-one", message: "finding \(number)", subject: "s\(number)",
      location: Location(path: "a.py", range: ByteRange(0, 1)), degree: number == 4_000 ? 3 : 1)
  }
  let run = try run(makeInput(["a.py": source], findings))
  let results = value(run, "results") as? [Any] ?? []
  #expect(results.count == 5_000)
  #expect(value(results.first, "message", "text") as? String == "finding 4000")
  let told = value(run, "invocations", 0, "toolExecutionNotifications", 0, "message", "text")
  #expect(told as? String == "5000 of 5003 results are listed, the most costly first")
}
