// Reported effects to findings: one for each defect, with the chain from the rows to the access, the cost as a formula
// over named sizes, and the fix at the row source. Message texts are at the end.

import Facts
import Findings
import Syntax

struct FindingBuilder {
  let interpreter: Interpreter
  var project: Project { interpreter.project }

  /// The findings, and for each the function that its outermost loop stands in, or -1.
  func findings() -> ([Finding], [Int32]) {
    var groups: [GroupKey: [Effect]] = [:]
    var order: [GroupKey] = []
    for effect in interpreter.reports where isWorthReporting(effect) {
      let key = groupKey(effect)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(effect)
    }
    var result: [Finding] = []
    var functions: [Int32] = []
    for key in order {
      guard let effects = groups[key], let best = best(of: effects) else { continue }
      result.append(finding(best, others: effects))
      functions.append(best.loops.last?.function ?? -1)
    }
    return (result, functions)
  }

  /// Places of reports that depend on what unknown callers loaded.
  func uncertainPlaces() -> Set<Location> {
    Set(interpreter.reports.filter(\.isUncertain).map { project.location(Int($0.place.file), $0.place.range) })
  }

  // MARK: Grouping

  private struct GroupKey: Hashable {
    var kind: EffectKind
    var source: Int32
    var place: Place
    var subject: Symbol
    var name: Symbol
  }

  /// Accesses that one eager path repairs are one defect; so are the queries on one model in one loop.
  private func groupKey(_ effect: Effect) -> GroupKey {
    if effect.isColumn, let loop = effect.loops.first {
      return GroupKey(kind: effect.kind, source: 0, place: loop.place, subject: effect.subject, name: .none)
    }
    if effect.kind == .lazyRelation, effect.source > 0, interpreter.sources[Int(effect.source)].file >= 0 {
      return GroupKey(
        kind: effect.kind, source: effect.source, place: Place(0, ByteRange(0, 0)), subject: .none, name: .none)
    }
    if effect.isRoundTrip, let loop = effect.loops.first {
      return GroupKey(
        kind: effect.kind, source: 0, place: loop.place, subject: effect.subject,
        name: effect.kind == .lazyRelation ? effect.name : .none)
    }
    return GroupKey(kind: effect.kind, source: 0, place: effect.place, subject: .none, name: .none)
  }

  /// The first of the effects that tell most.
  private func best(of effects: [Effect]) -> Effect? {
    guard var best = effects.first else { return nil }
    guard effects.count > 1 else { return best }
    var highest = rank(best)
    let isAssumed = effects.allSatisfy(\.isAssumed)
    for effect in effects.dropFirst() {
      let rank = rank(effect)
      guard highest < rank else { continue }
      (best, highest) = (effect, rank)
    }
    best.isAssumed = isAssumed
    return best
  }

  private func rank(_ effect: Effect) -> (Int, Int, Int, Int) {
    let start = -Int(effect.place.range.start)
    guard effect.isRoundTrip else {
      var seen = effect
      seen.isAssumed = false
      return (confidence(seen).rank, -effect.chain.count, effect.loops.count, start)
    }
    return (confidence(effect).rank, effect.loops.count, -effect.chain.count, start)
  }

  private func isWorthReporting(_ effect: Effect) -> Bool {
    guard !effect.loops.isEmpty else { return false }
    if effect.isRoundTrip { return true }
    // A search that a loop repeats: the collection must be able to grow.
    return true
  }

  // MARK: One finding

  private func finding(_ effect: Effect, others: [Effect]) -> Finding {
    let confidence = self.confidence(effect)
    var finding = Finding(
      rule: rule(effect), kind: effect.isRoundTrip ? "n-plus-one" : "quadratic", confidence: confidence,
      message: message(effect), subject: subject(effect),
      location: mainPlace(effect))
    finding.related = related(effect, others)
    finding.cost = cost(effect)
    finding.degree = effect.loops.count + (effect.isRoundTrip ? 1 : 0)
    finding.fixes = fixes(effect)
    return finding
  }

  /// A round trip is told where it is made; a scan in a helper where the loop calls it.
  private func mainPlace(_ effect: Effect) -> Location {
    let caller = effect.chain.first { call in !effect.loops.contains { $0.place == call } }
    let place = effect.isRoundTrip ? effect.place : caller ?? effect.place
    return project.location(Int(place.file), place.range)
  }

  private func rule(_ effect: Effect) -> String {
    switch effect.kind {
    case .lazyRelation: return "lazy-relation-in-loop"
    case .query, .write: return "query-in-loop"
    case .membership: return "membership-scan-in-loop"
    case .linear: return "linear-operation-in-loop"
    case .search: return "nested-scan"
    case .growingCopy: return "growing-copy-in-loop"
    case .recomputation: return "recomputation-in-loop"
    }
  }

  func subject(_ effect: Effect) -> String {
    let owner = effect.subject.isNone ? "" : text(effect.subject)
    switch effect.kind {
    case .lazyRelation: return owner + "." + text(effect.name)
    case .query:
      if effect.source > 0, !interpreter.sources[Int(effect.source)].path.isEmpty, !effect.name.isNone, !owner.isEmpty {
        return owner + "." + text(effect.name)
      }
      if !owner.isEmpty { return owner }
      if effect.model < 0, effect.source > 0, let name = interpreter.sources[Int(effect.source)].path.last {
        return text(name)
      }
      let name = effect.via.isNone ? text(effect.name) : text(effect.via)
      return name.isEmpty ? "query" : name
    case .write:
      if !owner.isEmpty { return owner }
      return effect.via.isNone ? text(effect.name) : text(effect.via)
    case .membership, .linear, .search, .growingCopy, .recomputation:
      return owner.isEmpty ? effect.collection.word : owner
    }
  }

  func text(_ symbol: Symbol) -> String {
    let known = project.text(symbol)
    return known.isEmpty ? interpreter.resolver.externalText(symbol) : known
  }

  private func size(_ loop: LoopReference) -> String {
    // `object_list` is the framework's name for the rows of any view.
    loop.size.isNone || project.word(loop.size) == .objectList ? loop.sizeText : text(loop.size)
  }

  private func related(_ effect: Effect, _ others: [Effect]) -> [RelatedPlace] {
    var places: [RelatedPlace] = []
    if effect.source > 0 {
      let source = interpreter.sources[Int(effect.source)]
      if source.file >= 0 {
        places.append(
          RelatedPlace(
            location: project.location(Int(source.file), ByteRange(start: source.start, end: source.end)),
            role: .source, message: "the rows come from here"))
      }
    }
    for loop in effect.loops.reversed() {
      places.append(
        RelatedPlace(
          location: project.location(Int(loop.place.file), loop.place.range), role: .loop,
          message: "runs for each of `\(size(loop))`"))
    }
    if !effect.isRoundTrip, mainPlace(effect) != project.location(Int(effect.place.file), effect.place.range) {
      places.append(
        RelatedPlace(
          location: project.location(Int(effect.place.file), effect.place.range), role: .access,
          message: "this walks `\(subject(effect))`"))
    }
    for call in effect.isRoundTrip ? effect.chain[...] : effect.chain.dropFirst() {
      places.append(
        RelatedPlace(
          location: project.location(Int(call.file), call.range), role: .call, message: "goes through this call"))
    }
    var seen: Set<Place> = [effect.place]
    for other in others.sorted(by: { ($0.place.file, $0.place.range.start) < ($1.place.file, $1.place.range.start) })
    where seen.insert(other.place).inserted {
      guard places.count < 11 else { break }
      places.append(
        RelatedPlace(
          location: project.location(Int(other.place.file), other.place.range), role: .access,
          message: "also here"))
    }
    return places
  }

  // MARK: Cost

  private func cost(_ effect: Effect) -> CostChange {
    let outer = effect.loops.reversed().map { size($0) }
    if effect.isRoundTrip {
      var terms: [String] = []
      for (index, loop) in effect.loops.reversed().enumerated() where loop.readsQuery {
        terms.append(index == 0 ? "1" : outer[0..<index].joined(separator: " × "))
      }
      terms.append(outer.joined(separator: " × "))
      let queries = terms.count
      let after: String
      switch effect.kind {
      case .lazyRelation:
        let loaded = queriesAfterLoading(effect) ?? (effect.relationIsMany ? queries : 1)
        after = loaded == 1 ? "1 query" : "\(loaded) queries"
      case .query: after = queries > 1 ? "\(queries) queries" : "1 query"
      case .write: after = "1 statement"
      default: after = "1 query"
      }
      return CostChange(before: terms.joined(separator: " + ") + " queries", after: after)
    }
    let scanned = effect.subject.isNone ? "elements" : text(effect.subject)
    let loops = outer.joined(separator: " × ")
    switch effect.kind {
    case .growingCopy:
      return CostChange(before: "\(loops)² elements copied", after: "\(loops) elements copied")
    default:
      return CostChange(before: "\(loops) × \(scanned) steps", after: "\(loops) + \(scanned) steps")
    }
  }

  // MARK: Fixes

  private func fixes(_ effect: Effect) -> [Fix] {
    switch effect.kind {
    case .lazyRelation: return eagerLoad(effect).map { [$0] } ?? []
    case .query: return batching(effect)
    case .write: return []
    case .membership, .linear, .search, .growingCopy, .recomputation: return rewrite(effect).map { [$0] } ?? []
    }
  }

  /// The way out of a query in a loop: the relation where one is declared, else one query for all keys.
  private func batching(_ effect: Effect) -> [Fix] {
    guard effect.model >= 0, let target = interpreter.models.models[ClassID(Int(effect.model))] else { return [] }
    let name = project.name(target.id)
    for loop in effect.loops where loop.model >= 0 {
      guard let owner = interpreter.models.models[ClassID(Int(loop.model))] else { continue }
      let relation = owner.relations.values.filter { $0.target == target.id }
        .min { text($0.name) < text($1.name) }
      guard let relation else { continue }
      let path = "\(project.name(owner.id)).\(text(relation.name))"
      let isOne = relation.kind == .toOne
      let way: String
      switch target.framework {
      case .django: way = ".\(isOne ? "select_related" : "prefetch_related")(\"\(text(relation.name))\")"
      case .sqlalchemy: way = ".options(\(isOne ? "joinedload" : "selectinload")(\(path)))"
      case .peewee, .swift, .sql: continue
      }
      return [
        Fix(title: "`\(path)` is declared: load it with the rows by `\(way)` and read it", safety: .display, edits: [])
      ]
    }
    let batch: String
    switch target.framework {
    case .django: batch = "\(name).objects.in_bulk(keys)"
    case .sqlalchemy: batch = "\(name).query.filter(\(name).id.in_(keys))"
    case .peewee: batch = "\(name).select().where(\(name).id.in_(keys))"
    case .swift, .sql: return []
    }
    return [
      Fix(
        title: "fetch all of them before the loop (`\(batch)`) and look each up by its key", safety: .display, edits: []
      )
    ]
  }

  // MARK: Messages

  private func message(_ effect: Effect) -> String {
    let each = effect.loops.first.map { size($0) } ?? "rows"
    switch effect.kind {
    case .lazyRelation where effect.isColumn:
      return "each of `\(each)` loads its column `\(text(effect.name))` with its own query; load it with the rows"
    case .lazyRelation:
      return "each of `\(each)` loads `\(text(effect.name))` with its own query; load it with the rows"
    case .query:
      let what = subject(effect)
      return "a query on `\(what)` runs for each of `\(each)`; fetch them in one query before the loop"
    case .write:
      let what = subject(effect)
      return "`\(text(effect.name))` writes `\(what)` once for each of `\(each)`; write them in one batch"
    case .membership:
      return "`\(subject(effect))` is \(effect.collection.wordOfOne) searched from its start for each of `\(each)`; "
        + "look up in a set"
    case .linear:
      if effect.name.isNone {
        return "`\(subject(effect))` is filtered as a whole in each round; take out what changed"
      }
      return "`\(text(effect.name))` walks `\(subject(effect))` for each of `\(each)`"
    case .search:
      return
        "`\(subject(effect))` is searched from its start for each of `\(each)`; group it by key once before the loop"
    case .recomputation:
      return
        "`\(subject(effect))` walks `\(text(effect.name))` again for each of `\(each)`; read it once before the loop"
    case .growingCopy:
      return "`\(subject(effect))` is copied whole for each of `\(each)`; gather the parts and join them once"
    }
  }
}
