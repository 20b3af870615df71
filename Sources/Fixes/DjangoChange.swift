// Relations on a Django queryset: `select_related` for paths that lead to one row, `prefetch_related` for the others.
// https://docs.djangoproject.com/en/stable/ref/models/querysets/#select-related

import Findings
import Syntax

/// Querysets whose rows are no whole entities, or that refuse eager loading.
private let withoutEntities: Set = [
  "only", "defer", "values", "values_list", "dates", "datetimes", "union", "intersection", "difference", "raw",
  "aggregate", "in_bulk",
]

/// Calls that end the queryset: what is called on their result is no queryset method.
private let iterators: Set = ["iterator", "aiterator"]

func djangoChange(_ paths: [[EagerLoad.Step]], of chain: QueryChain, in file: ParsedFile) -> QueryChange? {
  guard !chain.calls(anyOf: withoutEntities) else { return nil }
  let joined = paths.filter { !hasMany($0) }
  let batched = paths.filter(hasMany)
  var isSafe = !lateColumnLimits(chain, file)
  var insertions: [Insertion] = []
  // Rows that are locked: an outer join to a nullable relation cannot be.
  if !joined.isEmpty, chain.calls("select_for_update") { isSafe = false }
  if !batched.isEmpty, let link = (chain.links + chain.following).first(where: { iterators.contains($0.method) }),
    link.arguments.isEmpty
  {
    // Without a chunk size an iterator refuses prefetched relations.
    return nil
  }
  let queryLinks = Array(chain.links.prefix { !iterators.contains($0.method) })
  for (method, wanted) in [("select_related", joined), ("prefetch_related", batched)] where !wanted.isEmpty {
    guard let existing = queryLinks.last(where: { $0.method == method && namesRelations($0, file) }) else {
      let call = "\(method)(\(wanted.map { djangoArgument($0, file.quote) }.joined(separator: ", ")))"
      insertions.append(chain.appending(call, after: queryLinks.last, in: file))
      continue
    }
    let (longer, others) = lengthened(existing, by: wanted, file)
    insertions += longer
    if !others.isEmpty {
      let arguments = others.map { djangoArgument($0, file.quote) }
      guard let insertion = QueryChain.extending(existing, by: arguments, in: file) else { return nil }
      insertions.append(insertion)
    }
  }
  return QueryChange(call: djangoCalls(paths).joined(), insertions: joinedInsertions(insertions), isSafe: isSafe)
}

/// `.select_related("customer")`, `.prefetch_related("items__product")`
func djangoCalls(_ paths: [[EagerLoad.Step]], quote: String = "\"") -> [String] {
  let groups = [("select_related", paths.filter { !hasMany($0) }), ("prefetch_related", paths.filter(hasMany))]
  return groups.filter { !$0.1.isEmpty }.map { method, paths in
    ".\(method)(\(paths.map { djangoArgument($0, quote) }.joined(separator: ", ")))"
  }
}

/// Arguments that name the beginning of a path go on to its end: `"order"` becomes `"order__event"`. Each does so once.
private func lengthened(
  _ link: QueryChain.Link, by paths: [[EagerLoad.Step]], _ file: ParsedFile
) -> (insertions: [Insertion], others: [[EagerLoad.Step]]) {
  var insertions: [Insertion] = []
  var others: [[EagerLoad.Step]] = []
  var free: [String: Int] = [:]
  for argument in link.arguments {
    guard let value = file.tree.firstChild(argument), file.tree.kind(value) == .string else { continue }
    let range = file.tree.range(value)
    // A plain literal only: its name, and a quote on each side.
    guard range.count == file.name(value).utf8.count + 2 else { continue }
    free[file.name(value)] = Int(range.end) - 1
  }
  for path in paths {
    let names = path.map(\.relation)
    let known = (1..<max(names.count, 1)).reversed().first { free[names.prefix($0).joined(separator: "__")] != nil }
    if let known, let end = free.removeValue(forKey: names.prefix(known).joined(separator: "__")) {
      insertions.append(Insertion(offset: end, text: names.dropFirst(known).map { "__" + $0 }.joined()))
    } else {
      others.append(path)
    }
  }
  return (insertions, others)
}

private func hasMany(_ path: [EagerLoad.Step]) -> Bool { path.contains(where: \.isMany) }

private func djangoArgument(_ path: [EagerLoad.Step], _ quote: String) -> String {
  quote + path.map(\.relation).joined(separator: "__") + quote
}

/// Whether the call names relations, so that more can be added: `select_related()` means all of them and
/// `select_related(None)` none.
private func namesRelations(_ link: QueryChain.Link, _ file: ParsedFile) -> Bool {
  !link.arguments.isEmpty
    && link.arguments.allSatisfy { argument in
      guard let value = file.tree.firstChild(argument) else { return false }
      return file.tree.kind(value) != .constant && !file.tree.flags(argument).contains(.doubleStar)
    }
}

/// Whether the function around the query limits columns or joins querysets somewhere: perhaps those of this one.
private func lateColumnLimits(_ chain: QueryChain, _ file: ParsedFile) -> Bool {
  guard let function = file.enclosingFunction(chain.base) else { return false }
  let limiting: Set = ["only", "defer", "union", "intersection", "difference"]
  for node in function..<file.tree.end(function) where file.tree.kind(node) == .member {
    guard limiting.contains(file.name(node)), let call = file.tree.parent(node), file.tree.kind(call) == .call,
      let receiver = file.tree.firstChild(node)
    else { continue }
    // A set of values has these methods too: only what may be the queryset counts.
    if file.tree.kind(receiver) == .name || file.tree.kind(receiver) == .call { return true }
  }
  return false
}

/// Two new calls at one place are one text.
private func joinedInsertions(_ insertions: [Insertion]) -> [Insertion] {
  var result: [Insertion] = []
  for insertion in insertions {
    if let same = result.firstIndex(where: { $0.offset == insertion.offset }) {
      result[same].text += insertion.text
    } else {
      result.append(insertion)
    }
  }
  return result
}
