// Which relations to load with which rows: the path from the place where rows are asked for to the relation that is read.
// How the query is written for that is decided where its text is at hand.

import Facts
import Findings
import Syntax

extension FindingBuilder {
  /// The proposal to load what an effect reads, or nil when no eager loading can.
  func eagerLoad(_ effect: Effect) -> Fix? {
    guard effect.source > 0 else { return nil }
    let rows = interpreter.sources[Int(effect.source)]
    guard rows.model >= 0, !rows.path.isEmpty, let interface = interface(rows.framework) else { return nil }
    guard let steps = steps(from: ClassID(Int(rows.model)), along: rows.path) else { return nil }
    guard effect.operation.isNone else { return countProposal(effect, interface, steps) }
    var load = EagerLoad(
      interface: interface, query: nil, steps: steps, needsReview: effect.isUncertain || !effect.isLoadable)
    if let inner = queryOfRelation(effect, rows) {
      load.query = inner.query
      load.steps.removeFirst(inner.steps)
    } else if rows.file >= 0 {
      load.query = project.location(Int(rows.file), ByteRange(start: rows.start, end: rows.end))
    }
    return Fix(title: "load it with the rows", safety: .display, edits: [], load: load)
  }

  /// Queries that are left when the rows bring along what an effect reads: joins take none, every batch takes one.
  func queriesAfterLoading(_ effect: Effect) -> Int? {
    guard let load = eagerLoad(effect)?.load else { return nil }
    let collections = load.steps.count(where: \.isMany)
    switch load.interface {
    // `prefetch_related` asks once for each step of its path.
    case .django: return collections == 0 ? 1 : 1 + load.steps.count
    case .sqlalchemy: return 1 + collections
    }
  }

  private func interface(_ framework: Framework) -> EagerLoad.Interface? {
    switch framework {
    case .django: return .django
    case .sqlalchemy: return .sqlalchemy
    case .peewee, .swift, .sql: return nil
    }
  }

  private func steps(from model: ClassID, along path: [Symbol]) -> [EagerLoad.Step]? {
    var model: ClassID? = model
    var steps: [EagerLoad.Step] = []
    for name in path {
      guard let current = model, let relation = interpreter.models.models[current]?.relations[name] else { return nil }
      // A dynamic relation is a query by itself: nothing can be loaded into it.
      if relation.isDynamic { return nil }
      steps.append(
        EagerLoad.Step(
          relation: text(relation.name), isMany: relation.kind != .toOne, model: project.name(current),
          declaredIn: project.files[project.file(of: current)].path))
      model = relation.target
    }
    return steps
  }

  /// When the outermost loop runs over a relation of one row, its own query is the place: `for item in order.items.all()`.
  private func queryOfRelation(_ effect: Effect, _ rows: RowSource) -> (query: Location, steps: Int)? {
    guard rows.framework == .django, let outermost = effect.loops.last, outermost.source > 0,
      let expression = outermost.expression
    else { return nil }
    let walked = interpreter.sources[Int(outermost.source)].path
    guard !walked.isEmpty, walked.count < rows.path.count, rows.path.starts(with: walked) else { return nil }
    return (project.location(Int(outermost.place.file), expression), walked.count)
  }

  /// A number of related rows is asked for: the rows can bring it along.
  private func countProposal(_ effect: Effect, _ interface: EagerLoad.Interface, _ steps: [EagerLoad.Step]) -> Fix? {
    guard interface == .django, steps.count == 1, let relation = steps.first, relation.isMany,
      project.utf8(effect.operation).elementsEqual("count".utf8)
    else { return nil }
    let name = relation.relation
    return Fix(
      title: "count them with the rows: `.annotate(\(name)_count=Count(\"\(name)\"))`", safety: .display, edits: [])
  }
}
