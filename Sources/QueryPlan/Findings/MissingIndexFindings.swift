// Findings out of index advice: one for each proposed index, at the statement that gains most, with the other statements
// as related places. Message texts stand at the end.

import Facts
import Findings

/// The rule whose findings propose an index.
public let missingIndexRule = "missing-index"

/// One finding for each proposal, in the order of the advice.
public func missingIndexFindings(_ advice: IndexAdvice) -> [Finding] {
  advice.proposals.compactMap(finding)
}

private func finding(of proposal: ProposedIndex) -> Finding? {
  guard let main = proposal.statements.max(by: { gain($0) < gain($1) }) else { return nil }
  // Equal gains are told at the first place.
  let first = proposal.statements.first { gain($0) == gain(main) } ?? main
  let columns = proposal.index.columns.joined(separator: ", ")
  var related = [
    RelatedPlace(
      location: proposal.table, role: .model, message: "`\(proposal.index.table)` is declared here")
  ]
  if let replaced = proposal.replaces {
    let name = replaced.name.map { "`\($0)`" } ?? "the index"
    related.append(
      RelatedPlace(location: replaced.location, role: .index, message: "\(name) here becomes redundant"))
  }
  var places: Set<Location> = [first.location]
  for statement in proposal.statements where places.insert(statement.location).inserted {
    guard related.count < maximumRelated else { break }
    related.append(
      RelatedPlace(location: statement.location, role: .query, message: "this query uses the index too"))
  }
  return Finding(
    rule: missingIndexRule, kind: "missing-index", severity: .warning, confidence: proposal.confidence,
    message: message(of: first, proposal), subject: "\(proposal.index.table)(\(columns))", location: first.location,
    related: related, cost: cost(of: first, proposal), index: proposal.index,
    fixes: [Fix(title: proposal.index.ddl, safety: .display, edits: [])],
    evidence: [
      .plan(statement: first.text, before: first.before, after: first.after), .schema(proposal.table),
    ], degree: 1 + min(first.loopDepth, 3))
}

/// Related places beyond this number say nothing new.
private let maximumRelated = 12

private func gain(_ statement: ServedStatement) -> Double {
  var gain = statement.rowsBefore - statement.rowsAfter
  for _ in 0..<min(max(statement.loopDepth, 0), 3) { gain *= 10 }
  return gain
}

private func cost(of statement: ServedStatement, _ proposal: ProposedIndex) -> CostChange {
  let table = proposal.index.table
  let times = statement.loopDepth > 0 ? "iterations × " : ""
  switch statement.reason {
  case .scan, .automaticIndex:
    return CostChange(before: "\(times)\(table) rows per query", after: "\(times)matching rows per query")
  case .shortSearch:
    return CostChange(
      before: "\(times)rows that match part of the condition", after: "\(times)matching rows per query")
  case .sort:
    return CostChange(before: "\(times)all matching rows, sorted", after: "\(times)the wanted rows, in order")
  }
}

private func message(of statement: ServedStatement, _ proposal: ProposedIndex) -> String {
  let table = "`\(proposal.index.table)`"
  let columns = proposal.index.columns.map { "`\($0)`" }.joined(separator: ", ")
  let repeated = statement.loopDepth > 0 ? "in every iteration of a loop around" : "on every run of"
  switch statement.reason {
  case .scan:
    return "\(table) is scanned \(repeated) this query; an index on \(columns) turns it into a search"
  case .automaticIndex:
    return "SQLite builds an index on \(table) \(repeated) this query; an index on \(columns) keeps it"
  case .shortSearch:
    return "this query reads more rows of \(table) than it needs; an index on \(columns) finds just those that match"
  case .sort:
    return "all matching rows of \(table) are sorted \(repeated) this query; an index on \(columns) has them in order"
  }
}
