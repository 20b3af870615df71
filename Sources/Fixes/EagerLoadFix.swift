// The edits that load relations with the rows of a query: the way in. Django's and SQLAlchemy's ways to say it are in
// files of their own; which relations are worth loading was decided before.

import Findings
import Syntax

/// One fix for all loads, which are of one query; nil when the query cannot be edited. `file` holds the query.
public func eagerLoadFix(_ loads: [EagerLoad], in file: ParsedFile) -> Fix? {
  guard let first = loads.first, let place = first.query, let change = change(loads, at: place, in: file) else {
    return nil
  }
  let isSafe = change.isSafe && !loads.contains(where: \.needsReview)
  let edits = change.insertions.map { insertion in
    TextEdit(
      location: Location(path: file.path, range: ByteRange(insertion.offset, insertion.offset)), text: insertion.text)
  }
  return Fix(
    title: eagerLoadTitle(loads, as: change.call), safety: isSafe ? .safe : .unsafe, edits: edits,
    load: loads.count == 1 ? first : nil)
}

private func change(_ loads: [EagerLoad], at place: Location, in file: ParsedFile) -> QueryChange? {
  let paths = withoutPrefixes(loads.map(\.steps))
  guard let node = file.expression(at: place.range) else {
    return file.classDeclaration(at: place.range).flatMap { classChange(paths, of: $0, in: file) }
  }
  let chain = QueryChain(endingWith: node, in: file)
  switch loads[0].interface {
  case .django: return djangoChange(paths, of: chain, in: file)
  case .sqlalchemy: return alchemyChange(paths, of: chain, at: node, in: file)
  }
}

/// The proposal in words, for a query that is not edited.
public func eagerLoadProposal(_ load: EagerLoad) -> Fix {
  let call: String
  switch load.interface {
  case .django: call = djangoCalls([load.steps]).joined()
  case .sqlalchemy: call = ".options(\(alchemyOption(load.steps)))"
  }
  return Fix(title: eagerLoadTitle([load], as: call), safety: .display, edits: [], load: load)
}

/// What an interface makes of a request.
struct QueryChange {
  /// The call as it would stand alone.
  var call: String
  var insertions: [Insertion]
  var isSafe: Bool
}

/// Loading `items.product` loads `items` too.
private func withoutPrefixes(_ paths: [[EagerLoad.Step]]) -> [[EagerLoad.Step]] {
  var result: [[EagerLoad.Step]] = []
  for path in paths.sorted(by: { names($0).lexicographicallyPrecedes(names($1)) }) {
    if let last = result.last, names(path).starts(with: names(last)) {
      result[result.count - 1] = path
    } else {
      result.append(path)
    }
  }
  return result
}

private func names(_ path: [EagerLoad.Step]) -> [String] { path.map(\.relation) }

private func eagerLoadTitle(_ loads: [EagerLoad], as call: String) -> String {
  let paths = loads.map { load in
    load.steps.map(\.relation).joined(separator: load.interface == .django ? "__" : ".")
  }
  return "load \(paths.map { "`\($0)`" }.joined(separator: ", ")) with the rows: `\(call)`"
}
