// The SARIF 2.1.0 log: the run, its rules and what it has to say of itself. Results are written in SARIFResult.swift.

import Findings

/// Results that GitHub's code scanning keeps of a run.
private let mostResults = 5_000

private let schemaURI = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

/// What the run may notify of, as descriptors.
private enum Notification: String, CaseIterable {
  case readInPart = "read-in-part"
  case resultsTruncated = "results-truncated"
  case filesSkipped = "files-skipped"

  var summary: String {
    switch self {
    case .readInPart: "a file or a part of it was not read as it stands"
    case .resultsTruncated: "the run found more than the log lists"
    case .filesSkipped: "files were left out by the configuration or the default scope"
    }
  }
}

func renderSARIF(_ input: ReportInput, findings: [Finding]) -> [UInt8] {
  let listed = byCost(findings).prefix(mostResults)
  let rules = RuleTable(input.rules, findings: listed.map { findings[$0] })
  var results = SARIFResults(findings, listed: Array(listed), rules: rules, sources: input.sources)
  var json = JSONWriter()
  json.object(.lines) { json in
    json.member("$schema", schemaURI)
    json.member("version", "2.1.0")
    json.key("runs")
    json.array(.lines) { json in
      json.element()
      json.object(.lines) { json in
        json.key("tool")
        json.object(.lines) { json in
          json.key("driver")
          json.driver(input, rules: rules)
        }
        json.key("invocations")
        json.array(.lines) { json in
          json.element()
          json.invocation(input, found: findings.count, listed: listed.count)
        }
        json.key("originalUriBaseIds")
        json.sourceRoot(input.workingDirectoryURI)
        json.member("columnKind", "utf16CodeUnits")
        json.key("results")
        json.array(.lines) { json in results.append(to: &json) }
      }
    }
  }
  json.newline()
  return json.bytes
}

/// The rules of a log, each once, those of the run first.
struct RuleTable {
  private(set) var rules: [RuleMetadata] = []
  private var indexes: [String: Int] = [:]

  init(_ known: [RuleMetadata], findings: [Finding]) {
    for rule in known where indexes[rule.id] == nil { append(rule) }
    for finding in findings where indexes[finding.rule] == nil {
      append(
        RuleMetadata(
          id: finding.rule, kind: finding.kind, severity: finding.severity, summary: finding.rule, page: "",
          languages: []))
    }
  }

  func index(of rule: String) -> Int { indexes[rule, default: 0] }

  private mutating func append(_ rule: RuleMetadata) {
    indexes[rule.id] = rules.count
    rules.append(rule)
  }
}

extension JSONWriter {
  fileprivate mutating func driver(_ input: ReportInput, rules: RuleTable) {
    object(.lines) { json in
      json.member("name", "perf-lint")
      json.member("version", input.toolVersion)
      json.member("semanticVersion", input.toolVersion)
      if let uri = input.informationURI { json.member("informationUri", uri) }
      json.key("rules")
      json.array(.lines) { json in
        for rule in rules.rules {
          json.element()
          json.rule(rule)
        }
      }
      json.key("notifications")
      json.array(.lines) { json in
        for notification in Notification.allCases {
          json.element()
          json.object { json in
            json.member("id", notification.rawValue)
            json.text("shortDescription", notification.summary)
          }
        }
      }
    }
  }

  private mutating func rule(_ rule: RuleMetadata) {
    object { json in
      json.member("id", rule.id)
      json.member("name", camelCase(rule.id))
      json.text("shortDescription", rule.summary)
      let opening = firstParagraph(ofRulePage: rule.page)
      json.text("fullDescription", opening.isEmpty ? rule.summary : opening)
      json.key("help")
      json.object { json in
        let plain = rule.page.isEmpty ? rule.summary : renderRulePage(rule.page, color: false)
        json.member("text", plain)
        if !rule.page.isEmpty { json.member("markdown", rule.page) }
      }
      json.key("defaultConfiguration")
      json.object { json in
        json.member("enabled", rule.enabledByDefault)
        json.member("level", sarifLevel(rule.severity))
      }
      json.key("properties")
      json.object { json in
        json.member("tags", tags(of: rule))
        json.member("precision", precision(of: rule.severity))
        json.member("problem.severity", problemSeverity(rule.severity))
      }
    }
  }

  fileprivate mutating func invocation(_ input: ReportInput, found: Int, listed: Int) {
    object(.lines) { json in
      json.member("executionSuccessful", true)
      json.key("toolExecutionNotifications")
      json.array(.lines) { json in
        if found > listed {
          json.element()
          json.notification(
            .resultsTruncated, "\(listed) of \(found) results are listed, the most costly first", path: nil)
        }
        if let skipped = skippedFiles(input.summary) {
          json.element()
          json.notification(.filesSkipped, skipped, path: nil)
        }
        for read in input.summary.partial {
          json.element()
          json.notification(.readInPart, "\(read.path): \(read.reason)", path: read.path)
        }
      }
    }
  }

  private mutating func notification(_ notification: Notification, _ message: String, path: String?) {
    object { json in
      json.key("descriptor")
      json.object { json in
        json.member("id", notification.rawValue)
        json.member("index", Notification.allCases.firstIndex(of: notification) ?? 0)
      }
      json.member("level", notification == .filesSkipped ? "note" : "warning")
      json.text("message", message)
      guard let path else { return }
      json.key("locations")
      json.array { json in
        json.element()
        json.object { json in
          json.key("physicalLocation")
          json.object { json in
            json.key("artifactLocation")
            json.artifactLocation(path)
          }
        }
      }
    }
  }

  fileprivate mutating func sourceRoot(_ uri: String?) {
    object { json in
      json.key("%SRCROOT%")
      json.object { json in
        if let uri { json.member("uri", uri.hasSuffix("/") ? uri : uri + "/") }
        json.text("description", "the folder that was scanned")
      }
    }
  }

  /// A member that is a message: `{"text": …}`.
  mutating func text(_ name: String, _ text: String) {
    key(name)
    object { json in json.member("text", text) }
  }

  /// Where a file is: relative to the scanned folder, or an absolute URI.
  mutating func artifactLocation(_ path: String) {
    object { json in
      json.member("uri", path.hasPrefix("/") ? "file://" + percentEncoded(path) : percentEncoded(path))
      if !path.hasPrefix("/") { json.member("uriBaseId", "%SRCROOT%") }
    }
  }
}

func sarifLevel(_ severity: Severity) -> String {
  switch severity {
  case .error: "error"
  case .warning: "warning"
  case .note: "note"
  }
}

private func problemSeverity(_ severity: Severity) -> String {
  switch severity {
  case .error: "error"
  case .warning: "warning"
  case .note: "recommendation"
  }
}

/// How far code scanning may trust the rule, which it uses to sort and filter; each result has its own confidence.
private func precision(of severity: Severity) -> String {
  switch severity {
  case .error, .warning: "high"
  case .note: "medium"
  }
}

private func tags(of rule: RuleMetadata) -> [String] {
  var tags: [String] = []
  for tag in ["performance", rule.kind] + rule.languages where !tag.isEmpty && !tags.contains(tag) { tags.append(tag) }
  return tags
}

/// `lazy-relation-in-loop` → `LazyRelationInLoop`.
private func camelCase(_ id: String) -> String {
  id.split { $0 == "-" || $0 == "/" || $0 == "_" }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
}

/// The path as a URI reference (RFC 3986): unreserved characters and `/` stay, every other byte is encoded.
func percentEncoded(_ path: String) -> String {
  var bytes: [UInt8] = []
  for byte in path.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"), UInt8(ascii: "/"):
      bytes.append(byte)
    default:
      bytes.append(UInt8(ascii: "%"))
      bytes.append(contentsOf: (byte < 0x10 ? "0" : "").utf8)
      bytes.append(contentsOf: String(byte, radix: 16, uppercase: true).utf8)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
