// Reads a line of EXPLAIN QUERY PLAN. Tolerant by design: words are looked for, never whole lines compared, so that
// SQLite versions from 3.24 (`SCAN TABLE t AS a`) to today's are understood; an unknown line is `other`.

import Facts

/// The operation that a line of EXPLAIN QUERY PLAN describes.
func planOperation(of line: String) -> PlanOperation {
  let words = line.utf8.split(separator: 0x20).map { Substring($0) }
  guard let first = words.first else { return .other }
  switch first {
  case "SCAN":
    return readOperation(words.dropFirst(), isScan: true)
  case "SEARCH":
    return readOperation(words.dropFirst(), isScan: false)
  case "USE" where words.contains("B-TREE"):
    return sortOperation(words)
  case "MULTI-INDEX":
    return .multipleIndexes
  case "CORRELATED":
    return .subquery(isCorrelated: true)
  case "SCALAR", "LIST", "EXECUTE":
    return .subquery(isCorrelated: words.contains("CORRELATED"))
  case "CO-ROUTINE", "MATERIALIZE":
    return .materialize(name: words.dropFirst().joined(separator: " "))
  case "UNION" where words.contains("B-TREE"), "EXCEPT" where words.contains("B-TREE"),
    "INTERSECT" where words.contains("B-TREE"):
    return .sort(.compound, isPartial: false)
  default:
    return .other
  }
}

private func sortOperation(_ words: [Substring]) -> PlanOperation {
  let isPartial = words.contains("RIGHT") || words.contains("LAST")
  if words.contains("GROUP") { return .sort(.groupBy, isPartial: isPartial) }
  if words.contains("DISTINCT") { return .sort(.distinct, isPartial: isPartial) }
  return .sort(.orderBy, isPartial: isPartial)
}

/// What follows SCAN or SEARCH: `[TABLE] name [AS alias] [USING …] [(constraints)] [LEFT-JOIN]`.
private func readOperation(_ words: ArraySlice<Substring>, isScan: Bool) -> PlanOperation {
  var words = words
  if words.first == "TABLE" || words.first == "SUBQUERY" { words = words.dropFirst() }
  if words.first == "CONSTANT" && words.dropFirst().first == "ROW" { return .other }
  let nameEnd = words.firstIndex { $0 == "USING" || $0 == "VIRTUAL" || $0 == "LEFT-JOIN" } ?? words.endIndex
  var name = words[..<nameEnd]
  if let alias = name.firstIndex(of: "AS"), name.index(after: alias) < nameEnd { name = name[(alias + 1)...] }
  let using = words[nameEnd...].dropFirst()
  let constraints = constraints(in: using)
  var access = isScan ? TableAccess.scan : .search
  var index: String?
  if using.first == "AUTOMATIC" {
    access = .automaticIndex
  } else if let word = using.firstIndex(of: "INDEX"), using.index(after: word) < using.endIndex {
    index = String(using[word + 1])
  } else if using.contains("PRIMARY") {
    access = isScan ? .scan : .primaryKey
  }
  return .read(
    name: name.joined(separator: " "), access: access, index: index,
    isCovering: index == nil || using.contains("COVERING"), constraints: constraints)
}

/// Constraints of `… (a=? AND b>?)`, at the end of the line.
private func constraints(in using: ArraySlice<Substring>) -> [PlanConstraint] {
  guard let open = using.firstIndex(where: { $0.utf8.first == 0x28 }) else { return [] }
  var constraints: [PlanConstraint] = []
  for (position, word) in using[open...].enumerated() where word != "AND" && word != "LEFT-JOIN" {
    let term = position == 0 ? word.dropFirst() : word
    if term.hasPrefix("ANY(") {
      let column = term.dropFirst(4).prefix { $0 != ")" }
      constraints.append(PlanConstraint(column: String(column), isEquality: true, isSkipped: true))
    } else if term.hasPrefix("<expr>") {
      constraints.append(PlanConstraint(column: nil, isEquality: term.dropFirst(6).utf8.first == 0x3D))
    } else if let sign = term.utf8.firstIndex(where: { $0 >= 0x3C && $0 <= 0x3E }) {
      constraints.append(PlanConstraint(column: String(term[..<sign]), isEquality: term.utf8[sign] == 0x3D))
    }
  }
  return constraints
}
