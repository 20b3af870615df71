// Groups put before all that was gathered, which makes the array anew each time.

enum Collected: GrowthCase {
  static func flagged(_ groups: [[Int]]) -> [Int] {
    var all: [Int] = []
    for group in groups {
      all = group + all  // expect: growing-copy-in-loop "all"
    }
    return all
  }

  static func fixed(_ groups: [[Int]]) -> [Int] { groups.reversed().flatMap { $0 } }

  static func data(_ size: Int) -> [[Int]] { (0..<size).map { [$0, $0] } }
}
