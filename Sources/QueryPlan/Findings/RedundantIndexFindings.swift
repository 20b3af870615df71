// Declared indexes that cost writes and serve nothing: equal to another, a prefix of another, or covered by a unique or
// primary key. Decided from the declarations alone, within one table of one root.

import Facts
import Findings
import Syntax

/// The rule whose findings call an index redundant.
public let redundantIndexRule = "redundant-index"

/// One finding for each redundant index, in order of declaration.
public func redundantIndexFindings(_ catalog: SchemaCatalog) -> [Finding] {
  catalog.tables.flatMap(redundantIndexes)
}

/// What makes an index redundant.
private enum Redundancy {
  case duplicate, prefix
  /// A partial index led by a unique column, beside another with the same condition: searches go by the unique key,
  /// and the rows that meet the condition are walked by the other.
  case unneededPart
}

extension ExistingIndex {
  /// Whether no two rows share the first key of a partial index, by a promise that holds for all rows.
  fileprivate func isUnique(onFirstKeyOf index: IndexDeclaration) -> Bool {
    guard declaration.isUnique, declaration.predicate == nil, declaration.keys.count == 1, !index.isUnique,
      let first = index.keys.first
    else { return false }
    return declaration.keys[0].matches(first)
  }

  /// Whether it holds the same rows as a partial index, in another order.
  fileprivate func walksRows(of index: IndexDeclaration) -> Bool {
    declaration.predicate == index.predicate && declaration.method == .tree && !declaration.hasSameKeys(as: index)
  }
}

private func redundantIndexes(of table: TableDeclaration) -> [Finding] {
  let all = table.allIndexes
  var findings: [Finding] = []
  for (position, existing) in all.enumerated() where existing.kind == .index {
    let index = existing.declaration
    guard index.method == .tree, !index.keys.isEmpty, !index.isImplicit, !index.isCut else { continue }
    if index.predicate != nil {
      if let keeper = all.first(where: { $0.isUnique(onFirstKeyOf: index) }),
        all.enumerated().contains(where: { $0.offset != position && $0.element.walksRows(of: index) })
      {
        findings.append(finding(index, of: table, keptBy: keeper, .unneededPart))
      }
      continue
    }
    for (other, keeper) in all.enumerated() where other != position {
      guard let redundancy = redundancy(of: index, at: position, by: keeper, at: other, table) else { continue }
      findings.append(finding(index, of: table, keptBy: keeper, redundancy))
      break
    }
  }
  return findings
}

/// How `keeper` makes `index` redundant. Of two equal indexes the one declared later is.
private func redundancy(
  of index: IndexDeclaration, at position: Int, by keeper: ExistingIndex, at other: Int, _ table: TableDeclaration
) -> Redundancy? {
  let kept = keeper.declaration
  // Every index ends with the row id: `(date, id)` is `(date)` written longer, and the longer one is to go.
  if index.adds(table.rowidColumn, to: kept), keeper.kind == .index { return .duplicate }
  if kept.adds(table.rowidColumn, to: index) { return nil }
  guard kept.method == .tree, kept.predicate == nil, kept.keys.count >= index.keys.count,
    zip(kept.keys, index.keys).allSatisfy({ $0.matches($1) })
  else { return nil }
  let carried = Set(kept.included.map(foldedName)).union(kept.keys.compactMap { $0.column.map(foldedName) })
  guard index.included.allSatisfy({ carried.contains(foldedName($0)) }) else { return nil }
  guard kept.keys.count == index.keys.count else {
    // A unique index keeps a promise that a longer one does not.
    return index.isUnique ? nil : .prefix
  }
  if index.isUnique && !kept.isUnique { return nil }
  if index.isUnique == kept.isUnique && keeper.kind == .index && other > position && !kept.isImplicit { return nil }
  return .duplicate
}

extension IndexDeclaration {
  /// Whether it has another plain index's keys and the row id behind them.
  fileprivate func adds(_ rowid: String?, to other: IndexDeclaration) -> Bool {
    guard let rowid, !isUnique, !other.isUnique, predicate == nil, other.predicate == nil, other.method == .tree,
      included.isEmpty, keys.count == other.keys.count + 1, keys.last?.isColumn(rowid) ?? false
    else { return false }
    return zip(keys, other.keys).allSatisfy { $0.matches($1) }
  }
}

extension TableDeclaration {
  /// All trees that order the table's rows, the row id included.
  fileprivate var allIndexes: [ExistingIndex] {
    var found = sqliteIndexes
    if !primaryKey.isEmpty && (rowidColumn != nil || isWithoutRowid) {
      let key = IndexDeclaration(columns: primaryKey, isUnique: true, isImplicit: true, location: location)
      found.insert(ExistingIndex(kind: .primaryKey, declaration: key), at: 0)
    }
    return found
  }
}

private func finding(
  _ index: IndexDeclaration, of table: TableDeclaration, keptBy keeper: ExistingIndex, _ redundancy: Redundancy
) -> Finding {
  let columns = index.keys.map(\.shown)
  let drop = index.name.map { sqliteText(.drop(SQLDrop(.index, names: [SQLTableName($0)]))) }
  var related = [RelatedPlace(location: keeper.declaration.location, role: .index, message: "this one does its work")]
  related.append(RelatedPlace(location: table.location, role: .model, message: "`\(table.name)` is declared here"))
  return Finding(
    rule: redundantIndexRule, kind: "useless-index", severity: .warning, confidence: .high,
    message: message(index, keeper, redundancy), subject: "\(table.name)(\(columns.joined(separator: ", ")))",
    location: index.location, related: related,
    cost: CostChange(before: "one more b-tree to write for each row", after: "none"),
    index: IndexProposal(table: table.name, columns: columns, ddl: drop ?? ""),
    fixes: drop.map { [Fix(title: $0, safety: .display, edits: [])] } ?? [],
    evidence: [.schema(keeper.declaration.location)], degree: 0)
}

private func message(_ index: IndexDeclaration, _ keeper: ExistingIndex, _ redundancy: Redundancy) -> String {
  let name = index.name.map { "index `\($0)`" } ?? "this index"
  let columns = keeper.declaration.keys.map { "`\($0.shown)`" }.joined(separator: ", ")
  let other: String
  switch keeper.kind {
  case .primaryKey: other = "the primary key on \(columns)"
  case .unique: other = "the unique key on \(columns)"
  case .index: other = keeper.declaration.name.map { "`\($0)` on \(columns)" } ?? "the index on \(columns)"
  }
  switch redundancy {
  case .duplicate: return "\(name) repeats \(other); each write pays for both, so drop it"
  case .prefix: return "\(name) is the beginning of \(other); each write pays for both, so drop it"
  case .unneededPart:
    return "\(name) begins with what \(other) finds, and another index has the same condition; drop it"
  }
}
