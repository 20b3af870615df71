// Compares every sample in every format with its file in Corpus/output. `UPDATE_GOLDEN=1` writes the files anew.

import Foundation
import Reporting
import Testing

private let goldenFolder = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent("Corpus/output")

private let updates = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

private func check(_ report: [UInt8], folder: String, name: String) throws {
  let file = goldenFolder.appendingPathComponent(folder).appendingPathComponent(name)
  if updates {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(report).write(to: file)
  }
  let expected = try Data(contentsOf: file)
  #expect(String(decoding: report, as: UTF8.self) == String(decoding: expected, as: UTF8.self), "\(folder)/\(name)")
}

private func fileExtension(_ format: OutputFormat) -> String {
  switch format {
  case .text, .concise, .github: "txt"
  case .json: "json"
  case .sarif: "sarif"
  }
}

@Test(arguments: OutputFormat.allCases)
func reportsAreAsInTheCorpus(_ format: OutputFormat) throws {
  for sample in samples {
    let report = renderReport(sample.input, format: format)
    try check(report, folder: format.rawValue, name: "\(sample.name).\(fileExtension(format))")
  }
}

@Test func colouredTextIsAsInTheCorpus() throws {
  for sample in samples {
    try check(renderReport(sample.input, format: .text, color: true), folder: "color", name: "\(sample.name).txt")
  }
}

@Test(arguments: OutputFormat.allCases)
func orderOfFindingsDoesNotMatter(_ format: OutputFormat) {
  for sample in samples {
    var turned = sample.input
    turned.findings.reverse()
    #expect(renderReport(turned, format: format) == renderReport(sample.input, format: format), "\(sample.name)")
  }
}

@Test(arguments: [OutputFormat.text, .concise, .github])
func onlyPrintableCharactersReachATerminal(_ format: OutputFormat) {
  for sample in samples {
    let report = renderReport(sample.input, format: format)
    #expect(!report.contains { ($0 < 0x20 && $0 != 0x0A) || $0 == 0x7F }, "\(sample.name)")
    #expect(!String(decoding: report, as: UTF8.self).contains("\u{202E}"), "\(sample.name)")
  }
}

@Test(arguments: [OutputFormat.json, .sarif])
func machineReportsParse(_ format: OutputFormat) throws {
  for sample in samples {
    let report = try JSONSerialization.jsonObject(with: Data(renderReport(sample.input, format: format)))
    #expect(report is [String: Any], "\(sample.name)")
  }
}
