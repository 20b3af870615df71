// The set of indexes that serves all statements of one root best for its bytes. Starts with none and makes, again and
// again, the change that saves the most time for each byte: an index, several that only help together, or a longer one in
// the place of a shorter one. Every change is judged by planning all statements that it may touch, so that a plan that
// gets worse counts; without a budget, what a statement loses against its plan without any index counts several times.

import Facts

struct IndexSetSearch {
  /// A change of the set.
  private struct Move {
    var adds: [Candidate]
    /// The first statements that want it, by group and number.
    var wantedBy: [(group: Int, statement: Int)]
    /// Time saved for each byte when it was last judged, and in which round that was.
    var rate = 0.0
    var round = -1
    /// Whether it was judged by all statements, not only by those that want it.
    var isJudgedByAll = false
  }

  /// A judged change.
  private struct Step {
    var set: [Candidate]
    var saved: Double
    var bytes: Double
    var rate: Double { saved / max(bytes, 1) }
  }

  private let groups: [SearchedGroup]
  private let tables: [String: TableDeclaration]
  private let sizes: TableSizes
  private let budget: Double
  /// How often time counts that a statement loses against its plan without indexes. What is asked of a budget is the
  /// least time in all.
  private let harmCounts: Double
  private let tableBytes: Double
  /// Costs without any index, by group and statement.
  private let bases: [[Double]]
  private var moves: [Move] = []
  private var positions: [Set<Candidate>: Int] = [:]
  private var round = 0
  private(set) var chosen: [Candidate] = []

  /// - Parameter budget: Bytes that the set may take; nil for a share of the tables' own bytes.
  init(
    _ groups: [SearchedGroup], tables: [TableDeclaration], sizes: TableSizes, popularity: ColumnPopularity,
    budget: Double?
  ) {
    self.groups = groups
    self.sizes = sizes
    let read = tables.filter { table in groups.contains { $0.reads(foldedName(table.name)) } }
    self.tables = Dictionary(read.map { (foldedName($0.name), $0) }, uniquingKeysWith: { first, _ in first })
    tableBytes = read.reduce(0) { $0 + sizes.bytes(of: $1) }
    self.budget = budget ?? tableBytes * SetThreshold.shareOfTables
    harmCounts = budget == nil ? SetThreshold.harmCounts : 0
    bases = groups.map { group in group.outcomes([]).map(\.cost) }
    for (position, group) in groups.enumerated() {
      for number in group.statements.indices {
        for used in group.wanted(by: number, popularity: popularity, covers: true) {
          addMoves(used, wantedBy: (position, number))
        }
      }
    }
  }

  /// Several indexes together, each alone, each beginning of each, and each with its first two keys the other way round.
  private mutating func addMoves(_ used: [Candidate], wantedBy statement: (group: Int, statement: Int)) {
    addMove(used, wantedBy: statement)
    for candidate in used {
      var turned = candidate
      if candidate.keys.count > 1 { turned.keys.swapAt(0, 1) }
      for form in turned == candidate ? [candidate] : [candidate, turned] {
        for length in 1...form.keys.count {
          let shorter = Candidate(table: form.table, keys: Array(form.keys.prefix(length)))
          guard let table = tables[shorter.table], !table.hasIndex(beginningWith: shorter.keys) else { continue }
          addMove([shorter], wantedBy: statement)
        }
      }
    }
  }

  private mutating func addMove(_ adds: [Candidate], wantedBy statement: (group: Int, statement: Int)) {
    let key = Set(adds)
    guard let known = positions[key] else {
      positions[key] = moves.count
      moves.append(Move(adds: adds, wantedBy: [statement]))
      return
    }
    guard moves[known].wantedBy.count < SetThreshold.mostWanting,
      !moves[known].wantedBy.contains(where: { $0 == statement })
    else { return }
    moves[known].wantedBy.append(statement)
  }

  // MARK: The search

  mutating func run() {
    grow()
    for _ in 0..<PlanLimits.exchanges {
      guard let step = exchange() else { break }
      take(step)
      grow()
    }
    prune()
    serveScans()
  }

  private mutating func grow() {
    while let step = bestStep() {
      take(step)
      extend()
    }
  }

  /// The best change that pays and fits. Rates go stale with every step: those at the top are judged again, first by the
  /// statements that want the change, then by all; when none is left, all are.
  private mutating func bestStep() -> Step? {
    var isFinal = false
    while plans < PlanLimits.plansOfSearch {
      let order = moves.indices.max { a, b in
        moves[a].rate != moves[b].rate ? moves[a].rate < moves[b].rate : a > b
      }
      guard let top = order, moves[top].rate > 0 else {
        guard !isFinal else { return nil }
        isFinal = true
        for position in moves.indices where moves[position].round != round { judgeByWanting(position) }
        continue
      }
      guard moves[top].round == round else {
        judgeByWanting(top)
        continue
      }
      guard let set = set(adding: moves[top].adds), fits(set) else {
        moves[top].rate = 0
        continue
      }
      let step = judged(set)
      if moves[top].isJudgedByAll, pays(step) { return step }
      moves[top].rate = pays(step) ? step.rate : 0
      moves[top].isJudgedByAll = true
    }
    return nil
  }

  private var plans: Int { groups.reduce(0) { $0 + $1.plans } }

  private mutating func judgeByWanting(_ position: Int) {
    moves[position].round = round
    moves[position].isJudgedByAll = false
    moves[position].rate = 0
    guard let set = set(adding: moves[position].adds), fits(set) else { return }
    var saved = 0.0
    for (group, statement) in moves[position].wantedBy {
      let before = groups[group].outcomes(chosen)[statement].cost
      let after = groups[group].outcome(of: statement, set).cost
      saved += difference(before, after, group, statement)
    }
    let step = Step(set: set, saved: saved, bytes: bytes(of: set) - bytes(of: chosen))
    if step.saved > 0 { moves[position].rate = step.rate }
  }

  /// A chosen index cut to its first keys, or left out.
  private struct Cut {
    var candidate: Candidate
    var shorter: Candidate?
    /// Time lost for each byte freed.
    var rate: Double

    func made(in set: [Candidate]) -> [Candidate] {
      var set = set
      guard let position = set.firstIndex(where: { $0 == candidate || $0.begins(candidate) }) else { return set }
      if let shorter, shorter.keys.count < set[position].keys.count {
        set[position] = shorter
      } else if shorter == nil {
        set.remove(at: position)
      }
      return set
    }
  }

  /// All cuts of the chosen indexes, the least painful first.
  private func cuts() -> [Cut] {
    var found: [Cut] = []
    for candidate in chosen {
      for length in 0..<candidate.keys.count {
        let keys = Array(candidate.keys.prefix(length))
        let shorter = length == 0 ? nil : Candidate(table: candidate.table, keys: keys)
        if let shorter, tables[shorter.table]?.hasIndex(beginningWith: keys) ?? false { continue }
        var cut = Cut(candidate: candidate, shorter: shorter, rate: 0)
        let step = judged(cut.made(in: chosen))
        cut.rate = -step.saved / max(-step.bytes, 1)
        found.append(cut)
      }
    }
    return found.enumerated().sorted { a, b in
      a.element.rate != b.element.rate ? a.element.rate < b.element.rate : a.offset < b.offset
    }.map(\.element)
  }

  /// A change that does not fit, with those indexes cut or left out for it that are worth least for their bytes.
  private mutating func exchange() -> Step? {
    let cuts = cuts()
    var best: Step?
    for move in moves where plans < PlanLimits.plansOfSearch {
      guard var set = set(adding: move.adds), !fits(set) else { continue }
      for cut in cuts where !fits(set) && !move.adds.contains(cut.candidate) { set = cut.made(in: set) }
      guard fits(set) else { continue }
      var gained = 0.0
      for (group, statement) in move.wantedBy {
        let before = groups[group].outcomes(chosen)[statement].cost
        gained += difference(before, groups[group].outcome(of: statement, set).cost, group, statement)
      }
      // What the statements that want it do not gain, the others will not.
      guard gained > max(best?.saved ?? 0, 0) else { continue }
      let step = judged(set)
      if step.saved > max(best?.saved ?? 0, total * SetThreshold.leastOfExchange) { best = step }
    }
    return best
  }

  /// Whether it saves at least its share of the work that is left, for its share of the tables' bytes.
  private func pays(_ step: Step) -> Bool {
    step.saved > 0 && step.saved / max(total, 1) >= SetThreshold.leastReturn * step.bytes / max(tableBytes, 1)
  }

  private func fits(_ set: [Candidate]) -> Bool { bytes(of: set) <= budget }

  private mutating func take(_ step: Step) {
    chosen = step.set
    round += 1
  }

  /// Longer forms of the chosen indexes, so that they hold what a statement reads behind them.
  private mutating func extend() {
    for (position, group) in groups.enumerated() {
      for (number, outcome) in group.outcomes(chosen).enumerated() {
        for candidate in outcome.used {
          for use in group.statements[number].shape.uses where foldedName(use.table.name) == candidate.table {
            guard let longer = candidate.covering(use, most: PlanLimits.coveringColumns) else { continue }
            addMove([longer], wantedBy: (position, number))
          }
        }
      }
    }
  }

  /// Cuts or leaves out what the rest does as well without.
  private mutating func prune() {
    for _ in 0..<chosen.count * 2 {
      guard let step = cheapCut() else { return }
      take(step)
    }
  }

  private func cheapCut() -> Step? {
    for cut in cuts() {
      let step = judged(cut.made(in: chosen))
      let lost = -step.saved / max(total, 1)
      if lost < SetThreshold.leastReturn * -step.bytes / max(tableBytes, 1) { return step }
    }
    return nil
  }

  /// Helps statements that still read a large table whole, though they weigh little among all.
  private mutating func serveScans() {
    for (position, group) in groups.enumerated() {
      for number in group.statements.indices {
        guard plans < PlanLimits.plansOfSearch else { return }
        let outcome = group.outcomes(chosen)[number]
        guard outcome.scans else { continue }
        var best: Step?
        for move in moves where move.wantedBy.contains(where: { $0 == (position, number) }) {
          guard let set = set(adding: move.adds), fits(set) else { continue }
          let after = group.outcome(of: number, set)
          guard after.cost <= outcome.cost * AdviceThreshold.remainingShare,
            outcome.cost - after.cost >= AdviceThreshold.savedRowsOfScan, !after.scans
          else { continue }
          let step = judged(set)
          guard step.saved > 0, step.bytes < best?.bytes ?? .infinity else { continue }
          best = step
        }
        if let best { take(best) }
      }
    }
  }

  // MARK: Judging

  private var total: Double { cost(of: chosen) }

  private func cost(of set: [Candidate]) -> Double {
    var sum = 0.0
    for group in groups {
      for (statement, outcome) in zip(group.statements, group.outcomes(set)) { sum += outcome.cost * statement.weight }
    }
    return sum
  }

  /// The set with some more indexes, those that they begin with left out; nil if it has them.
  private func set(adding adds: [Candidate]) -> [Candidate]? {
    let new = adds.filter { candidate in !chosen.contains { $0 == candidate || candidate.begins($0) } }
    guard !new.isEmpty else { return nil }
    return chosen.filter { old in !new.contains { old.begins($0) } } + new
  }

  private func judged(_ set: [Candidate]) -> Step {
    let changed = Set(set).symmetricDifference(chosen).map(\.table)
    var saved = 0.0
    for (number, group) in groups.enumerated() where changed.contains(where: group.reads) {
      let before = group.outcomes(chosen)
      let after = group.outcomes(set)
      for position in after.indices {
        saved += difference(before[position].cost, after[position].cost, number, position)
      }
    }
    return Step(set: set, saved: saved, bytes: bytes(of: set) - bytes(of: chosen))
  }

  /// What a statement gains where its cost changes.
  private func difference(_ before: Double, _ after: Double, _ group: Int, _ statement: Int) -> Double {
    let base = bases[group][statement]
    return (felt(before, base) - felt(after, base)) * groups[group].statements[statement].weight
  }

  /// A cost with what it exceeds the one without indexes by counted several times.
  private func felt(_ cost: Double, _ base: Double) -> Double {
    cost + max(cost - base * SetThreshold.mostHarm, 0) * harmCounts
  }

  private func bytes(of set: [Candidate]) -> Double {
    set.reduce(0) { sum, candidate in
      sum + (tables[candidate.table].map { sizes.bytes(of: candidate.keys, $0) } ?? 0)
    }
  }
}

/// When an index of the set pays.
private enum SetThreshold {
  /// Bytes of all indexes without a budget, as a share of the tables' bytes.
  static let shareOfTables = 0.75
  /// Share of the work that an index must save, for its share of the tables' bytes.
  static let leastReturn = 0.25
  /// How much slower than without indexes a statement may get.
  static let mostHarm = 1.05
  /// How often time beyond that counts on top.
  static let harmCounts = 8.0
  /// Statements that judge a change before all do.
  static let mostWanting = 8
  /// Share of the work that an exchange of indexes must save.
  static let leastOfExchange = 0.01
}
