// The way out of quadratic work, in the words of the language: what to build once before the loop, or which collection
// to take. Where an edit can say it, it is made of the text, in Fixes.

import Findings

extension FindingBuilder {
  func rewrite(_ effect: Effect) -> Fix? {
    let isSwift = project.files[Int(effect.place.file)].language == .swift
    let name = subject(effect)
    let title: String?
    switch effect.kind {
    case .membership:
      title =
        isSwift
        ? "ask a set: `let known = Set(\(name))` before the loop; insert into both where the loop appends"
        : "ask a set: `known = set(\(name))` before the loop; add to both where the loop appends"
    case .search:
      title =
        isSwift
        ? "`let byKey = Dictionary(grouping: \(name), by: \\.key)` before the loop, then `byKey[key]`"
        : "`by_key = {item.key: item for item in \(name)}` before the loop, then `by_key.get(key)`"
    case .linear: title = cheaperOperation(effect, name, isSwift)
    case .growingCopy: title = growth(effect, name, isSwift)
    case .recomputation: title = "read `\(name)` once before the loop"
    case .lazyRelation, .query, .write: title = nil
    }
    return title.map { Fix(title: $0, safety: .display, edits: [], lookup: lookup(effect)) }
  }

  /// A test in the loops' own body, of what they leave alone.
  private func lookup(_ effect: Effect) -> SetLookup? {
    guard effect.kind == .membership, effect.chain.isEmpty, let loop = effect.loops.last?.place,
      loop.file == effect.place.file
    else { return nil }
    return SetLookup(
      test: project.location(Int(effect.place.file), effect.place.range),
      loop: project.location(Int(loop.file), loop.range))
  }

  private func cheaperOperation(_ effect: Effect, _ name: String, _ isSwift: Bool) -> String? {
    if effect.name == interpreter.words.slash { return "keep an offset into `\(name)` instead of cutting it" }
    switch project.word(effect.name) {
    case .pop, .popleft, .insert, .removeFirst:
      return isSwift
        ? "move an index through `\(name)`, or take a `Deque`"
        : "make `\(name)` a `collections.deque`: `popleft()` and `appendleft()` move nothing"
    case .index:
      return isSwift
        ? "a dictionary from element to index, built once"
        : "`place = {item: i for i, item in enumerate(\(name))}` before the loop"
    case .count: return isSwift ? nil : "`counts = collections.Counter(\(name))` before the loop"
    case .remove: return "gather what stays in one pass instead of removing one by one"
    case .sorted, .sort, .sum, .min, .max, .list, .set, .tuple: return "do it once before the loop"
    default: return nil
    }
  }

  private func growth(_ effect: Effect, _ name: String, _ isSwift: Bool) -> String {
    if isSwift { return "`append(contentsOf:)` or `formUnion`, or `reduce(into:)`: they grow in place" }
    switch effect.collection {
    case .bytes: return "make `\(name)` a `bytearray` and convert it once at the end"
    case .text: return "append the parts to a list and `\"\".join(parts)` at the end"
    case .dictionary, .set: return "`\(name).update(…)` grows in place"
    case .list, .tuple, .deque, .bytearray, .range, .iterator, .array, .swiftSet, .swiftDictionary, .any:
      return "`append` or `extend` a list; `tuple(items)` once at the end"
    }
  }
}
