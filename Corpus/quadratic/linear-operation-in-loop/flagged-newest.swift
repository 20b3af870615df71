// Elements put in at the front.

enum Newest: GrowthCase {
  static func flagged(_ lines: [Int]) -> [Int] {
    var result: [Int] = []
    for line in lines {
      result.insert(line, at: 0)  // expect: linear-operation-in-loop "result"
    }
    return result
  }

  static func fixed(_ lines: [Int]) -> [Int] { lines.reversed() }

  static func data(_ size: Int) -> [Int] { Array(0..<size) }
}
