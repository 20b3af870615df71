// A computed property that makes a set of all names, read for each result.

private struct Baseline {
  var entries: [Int]
  var names: Set<Int> { Set(entries) }
}

enum Fresh: GrowthCase {
  static func flagged(_ results: [Int]) -> [Int] {
    let baseline = Baseline(entries: results.map { $0 + results.count / 2 })
    return results.filter { !baseline.names.contains($0) }  // expect: recomputation-in-loop "names"
  }

  static func fixed(_ results: [Int]) -> [Int] {
    let names = Baseline(entries: results.map { $0 + results.count / 2 }).names
    return results.filter { !names.contains($0) }
  }

  static func data(_ size: Int) -> [Int] { Array(0..<size) }
}
