// The set of indexes that a project's statements want, as SQL to run: the indexes with the statements that they serve,
// the way back, and what could not be judged and why. The other forms of the same list are in IndexReport+Forms.

import Facts
import Findings
import Syntax

/// A form of the list of indexes.
public enum IndexFormat: String, CaseIterable, Sendable {
  case sql
  case json
  case markdown
}

/// The advice and how it is shown.
public struct IndexReport: Sendable {
  public var advice: IndexAdvice
  /// The text of the files that the advice names.
  public var sources: any SourceLookup
  public var toolVersion: String
  /// Proposals below it are left out.
  public var confidence = Confidence.medium
  public var dialect = SQLDialect.sqlite
  /// Whether plans are shown, before and after, and all statements of each index.
  public var explains = false

  public init(advice: IndexAdvice, sources: any SourceLookup, toolVersion: String) {
    self.advice = advice
    self.sources = sources
    self.toolVersion = toolVersion
  }

  /// The list as UTF-8.
  public func rendered(_ format: IndexFormat) -> [UInt8] {
    switch format {
    case .sql: return Array(sql().utf8)
    case .json: return json()
    case .markdown: return Array(markdown().utf8)
    }
  }

  var proposals: [ProposedIndex] { advice.proposals.filter { $0.confidence >= confidence } }

  /// Statements that are named with an index; more are counted.
  var mostStatements: Int { explains ? .max : 5 }

  /// `CREATE INDEX`, without blocking writers where the database can.
  func up(_ proposal: ProposedIndex) -> String {
    var definition = proposal.definition
    definition.isConcurrent = true
    return printSQL(.createIndex(definition), dialect: dialect).text
  }

  func down(_ proposal: ProposedIndex) -> String {
    let name = quotedSQLName(proposal.definition.name ?? "", dialect: dialect)
    switch dialect {
    case .sqlite: return "DROP INDEX \(name)"
    case .postgresql: return "DROP INDEX CONCURRENTLY \(name)"
    case .mysql: return "DROP INDEX \(name) ON \(quotedSQLName(proposal.index.table, dialect: dialect))"
    }
  }

  var summary: String {
    let count = proposals.count
    return "\(advice.statementsPlanned) of \(advice.statementsSeen) statements planned on "
      + "\(advice.tablesCreated) of \(advice.tablesSeen) tables; "
      + (count == 1 ? "1 index proposed" : "\(count) indexes proposed")
  }

  private func sql() -> String {
    var places = Places(sources)
    var text = "-- \(summary)\n"
    var root: SchemaRoot?
    for proposal in proposals {
      if proposal.root != root {
        root = proposal.root
        text += "\n-- schema: \(oneLine(proposal.root.name))\n"
      }
      for statement in proposal.statements.prefix(mostStatements) {
        text += "-- \(places.shown(statement.location)): \(oneLine(statement.text))\n"
        guard explains else { continue }
        for line in statement.before { text += "--   before: \(oneLine(line))\n" }
        for line in statement.after { text += "--   after:  \(oneLine(line))\n" }
      }
      let more = proposal.statements.count - mostStatements
      if more > 0 { text += "-- and \(more) more\n" }
      if let replaced = proposal.replaces {
        text += "-- makes the index `\(oneLine(replaced.name ?? "without a name"))` redundant\n"
      }
      text += up(proposal) + ";\n"
    }
    if !proposals.isEmpty { text += "\n-- the way back\n" }
    for proposal in proposals.reversed() { text += "-- \(oneLine(down(proposal)));\n" }
    for group in untranslatedByReason {
      text += "\n-- not judged, \(oneLine(group.reason)):\n"
      for location in group.locations { text += "--   \(places.shown(location))\n" }
    }
    return text
  }

  /// What did not get through, the most frequent reason first.
  var untranslatedByReason: [(reason: String, locations: [Location])] {
    var groups: [String: [Location]] = [:]
    for statement in advice.untranslated { groups[statement.reason, default: []].append(statement.location) }
    return groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map { ($0.key, $0.value) }
  }
}

/// Places as `path:line`, each file's lines counted once.
struct Places {
  private var sources: ResolvedSources

  init(_ lookup: any SourceLookup) { sources = ResolvedSources(lookup) }

  mutating func shown(_ location: Location) -> String {
    guard let file = sources.file(location.path) else { return oneLine(location.path) }
    return "\(oneLine(location.path)):\(file.region(location.range).start.line)"
  }
}

/// On one line, so that nothing of it can leave a comment.
func oneLine(_ text: String) -> String {
  let line = withoutBreaks(text)
  return line.count > 200 ? line.prefix(199) + "…" : line
}

/// A text with one blank for each run of blanks and line breaks.
func withoutBreaks(_ text: String) -> String {
  text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}
