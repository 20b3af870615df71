// A queue that is popped at the front.

enum Pending: GrowthCase {
  static func flagged(_ children: [[Int]]) -> [Int] {
    var pending = [0]
    var order: [Int] = []
    while !pending.isEmpty {
      let node = pending.removeFirst()  // expect: linear-operation-in-loop "pending"
      order.append(node)
      pending.append(contentsOf: children[node])
    }
    return order
  }

  static func fixed(_ children: [[Int]]) -> [Int] {
    var order = [0]
    var position = 0
    while position < order.count {
      order.append(contentsOf: children[order[position]])
      position += 1
    }
    return order
  }

  static func data(_ size: Int) -> [[Int]] {
    [Array(1..<size)] + Array(repeating: [], count: size - 1)
  }
}
