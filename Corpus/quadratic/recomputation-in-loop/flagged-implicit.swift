// A computed property that is read by its bare name walks what the object holds, each time.
struct Line {
  var price: Int
  var rate: Int
}

struct Invoice {
  var lines: [Line]
  var rates: [Int] { lines.map { $0.rate } }

  func shares() -> [Int] {
    var result: [Int] = []
    for index in 0..<lines.count {
      result.append(lines[index].price * rates[index])  // expect: recomputation-in-loop
    }
    return result
  }
}
