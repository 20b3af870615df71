// Elements removed one by one, each by a pass over all.

enum Purged: GrowthCase {
  static func flagged(_ unwanted: [Int]) -> [Int] {
    var values = Array(0..<unwanted.count)
    for value in unwanted {
      values.removeAll { $0 == value }  // expect: linear-operation-in-loop "values"
    }
    return values
  }

  static func fixed(_ unwanted: [Int]) -> [Int] {
    let unwanted = Set(unwanted)
    return (0..<unwanted.count).filter { !unwanted.contains($0) }
  }

  static func data(_ size: Int) -> [Int] { (0..<size).map { $0 + size / 2 } }
}
