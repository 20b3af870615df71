// The JSON report. Its shape is a promise, told in Documentation/output.schema.json; columns count UTF-8 bytes.

import Findings

func renderJSON(_ input: ReportInput, findings: [Finding]) -> [UInt8] {
  var sources = ResolvedSources(input.sources)
  let fingerprints = fingerprints(of: findings, sources: &sources)
  var json = JSONWriter()
  json.object(.lines) { json in
    json.member("version", 1)
    json.tool(version: input.toolVersion)
    json.key("summary")
    json.summary(input.summary)
    json.key("findings")
    json.array(.lines) { json in
      for (finding, fingerprint) in zip(findings, fingerprints) {
        json.element()
        json.finding(finding, fingerprint: fingerprint, sources: &sources)
      }
    }
  }
  json.newline()
  return json.bytes
}

extension JSONWriter {
  fileprivate mutating func summary(_ summary: RunSummary) {
    object { json in
      json.member("files", summary.files)
      json.member("lines", summary.lines)
      json.key("seconds")
      json.decimal(summary.seconds)
      if summary.callsNotFollowed > 0 {
        json.member("callsNotFollowed", summary.callsNotFollowed)
      }
      json.key("partial")
      json.array { json in
        for read in summary.partial {
          json.element()
          json.object { json in
            json.member("path", read.path)
            json.member("reason", read.reason)
          }
        }
      }
    }
  }

  fileprivate mutating func finding(_ finding: Finding, fingerprint: String, sources: inout ResolvedSources) {
    object { json in
      json.member("rule", finding.rule)
      json.member("kind", finding.kind)
      json.member("severity", finding.severity.rawValue)
      json.member("confidence", finding.confidence.rawValue)
      json.member("message", finding.message)
      json.member("subject", finding.subject)
      json.place(finding.location, sources: &sources)
      json.key("related")
      json.array { json in
        for place in finding.related {
          json.element()
          json.object { json in
            json.place(place.location, sources: &sources)
            json.member("role", place.role.rawValue)
            json.member("message", place.message)
          }
        }
      }
      json.key("cost")
      json.cost(finding.cost)
      json.key("index")
      json.index(finding.index)
      json.key("fixes")
      json.array { json in
        for fix in finding.fixes {
          json.element()
          json.fix(fix, sources: &sources)
        }
      }
      json.key("evidence")
      json.array { json in
        for evidence in finding.evidence {
          json.element()
          json.evidence(evidence, sources: &sources)
        }
      }
      json.member("fingerprint", fingerprint)
    }
  }

  /// The members `path` and `range`.
  mutating func tool(version: String) {
    key("tool")
    object { json in
      json.member("name", "perf-lint")
      json.member("version", version)
    }
  }

  mutating func place(_ location: Location, sources: inout ResolvedSources) {
    let region = sources.region(location)
    member("path", location.path)
    key("range")
    object { json in
      json.key("start")
      json.position(line: region.start.line, column: region.start.column)
      json.key("end")
      json.position(line: region.end.line, column: region.end.column)
    }
  }

  private mutating func position(line: Int, column: Int) {
    object { json in
      json.member("line", line)
      json.member("column", column)
    }
  }

  private mutating func cost(_ cost: CostChange?) {
    guard let cost else { return null() }
    object { json in
      json.member("before", cost.before)
      json.member("after", cost.after)
    }
  }

  private mutating func index(_ index: IndexProposal?) {
    guard let index else { return null() }
    object { json in
      json.member("table", index.table)
      json.member("columns", index.columns)
      json.key("where")
      if let predicate = index.predicate { json.string(predicate) } else { json.null() }
      json.member("ddl", index.ddl)
    }
  }

  private mutating func fix(_ fix: Fix, sources: inout ResolvedSources) {
    object { json in
      json.member("title", fix.title)
      json.member("safety", fix.safety.rawValue)
      json.key("edits")
      json.array { json in
        for edit in fix.edits {
          json.element()
          json.object { json in
            json.place(edit.location, sources: &sources)
            json.member("text", edit.text)
          }
        }
      }
    }
  }

  private mutating func evidence(_ evidence: Evidence, sources: inout ResolvedSources) {
    object { json in
      switch evidence {
      case .plan(let statement, let before, let after):
        json.member("type", "plan")
        json.member("statement", statement)
        json.member("before", before)
        json.member("after", after)
      case .schema(let location):
        json.member("type", "schema")
        json.place(location, sources: &sources)
      }
    }
  }
}
