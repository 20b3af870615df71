// The list of indexes for programs (JSON) and for a pull request (Markdown).

import Facts
import Findings
import Syntax

extension IndexReport {
  func json() -> [UInt8] {
    var sources = ResolvedSources(self.sources)
    var json = JSONWriter()
    json.object(.lines) { json in
      json.member("version", 1)
      json.tool(version: toolVersion)
      json.key("summary")
      json.object { json in
        json.member("statementsSeen", advice.statementsSeen)
        json.member("statementsPlanned", advice.statementsPlanned)
        json.member("tablesSeen", advice.tablesSeen)
        json.member("tablesPlanned", advice.tablesCreated)
      }
      json.key("indexes")
      json.array(.lines) { json in
        for proposal in proposals {
          json.element()
          json.proposal(proposal, up: up(proposal), down: down(proposal), sources: &sources)
        }
      }
      json.key("notJudged")
      json.array(.lines) { json in
        for statement in advice.untranslated {
          json.element()
          json.object { json in
            json.place(statement.location, sources: &sources)
            json.member("reason", statement.reason)
          }
        }
      }
    }
    json.newline()
    return json.bytes
  }

  func markdown() -> String {
    var places = Places(sources)
    var text = "# Indexes\n\n\(summary[...].first?.uppercased() ?? "")\(summary.dropFirst()).\n"
    for proposal in proposals {
      text += "\n## \(inCode("\(proposal.index.table)(\(proposal.index.columns.joined(separator: ", ")))"))\n\n"
      text += "```sql\n\(up(proposal));\n-- back: \(oneLine(down(proposal)));\n```\n\n"
      for statement in proposal.statements.prefix(mostStatements) {
        text += "- \(inCode(places.shown(statement.location))): \(inCode(oneLine(statement.text)))\n"
        guard explains else { continue }
        text += "  - before: \(statement.before.map { inCode(oneLine($0)) }.joined(separator: ", "))\n"
        text += "  - after: \(statement.after.map { inCode(oneLine($0)) }.joined(separator: ", "))\n"
      }
      let more = proposal.statements.count - mostStatements
      if more > 0 { text += "- and \(more) more\n" }
      if let replaced = proposal.replaces {
        text += "\nThe index \(inCode(oneLine(replaced.name ?? "without a name"))) becomes redundant.\n"
      }
    }
    if !advice.untranslated.isEmpty { text += "\n## Not judged\n\n" }
    for group in untranslatedByReason {
      text +=
        "- \(inCode(oneLine(group.reason))): \(group.locations.map { inCode(places.shown($0)) }.joined(separator: ", "))\n"
    }
    return text
  }
}

/// A span of code whose text may hold backticks.
private func inCode(_ text: String) -> String {
  text.contains("`") ? "`` \(text.replacing("``", with: "` `")) ``" : "`\(text)`"
}

extension JSONWriter {
  fileprivate mutating func proposal(
    _ proposal: ProposedIndex, up: String, down: String, sources: inout ResolvedSources
  ) {
    object { json in
      json.member("schema", proposal.root.name)
      json.member("table", proposal.index.table)
      json.member("columns", proposal.index.columns)
      json.member("up", up)
      json.member("down", down)
      json.member("confidence", proposal.confidence.rawValue)
      json.key("replaces")
      if let name = proposal.replaces?.name { json.string(name) } else { json.null() }
      json.key("statements")
      json.array { json in
        for statement in proposal.statements {
          json.element()
          json.object { json in
            json.place(statement.location, sources: &sources)
            json.member("text", statement.text)
            json.member("before", statement.before)
            json.member("after", statement.after)
            json.key("rowsBefore")
            json.decimal(statement.rowsBefore)
            json.key("rowsAfter")
            json.decimal(statement.rowsAfter)
          }
        }
      }
    }
  }
}
