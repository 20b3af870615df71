struct Order { var customerID: Int; var lines: [Line] }
struct Line { var sku: String; var amount: Int }
struct Customer { var id: Int; var name: String }
enum Size: CaseIterable { case small, large }

func rows(_ orders: [Order], _ customers: [Customer]) -> [(Order, Customer?)] {
  let byID = Dictionary(customers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  return orders.map { ($0, byID[$0.customerID]) }
}

func amount(_ orders: [Order], of sku: String) -> Int {
  var total = 0
  for order in orders {
    for line in order.lines where line.sku == sku {
      total += line.amount
    }
  }
  return total
}

func grouped(_ orders: [Order]) -> [Int: [Order]] {
  Dictionary(grouping: orders, by: \.customerID)
}

func sizes(_ names: [String]) -> [Size?] {
  names.map { name in Size.allCases.first { "\($0)" == name } }
}

func grid(_ width: Int, _ height: Int) -> [(Int, Int)] {
  var points: [(Int, Int)] = []
  for x in 0..<width {
    for y in 0..<height {
      points.append((x, y))
    }
  }
  return points
}

func one(_ customers: [Customer], id: Int) -> Customer? {
  customers.first { $0.id == id }
}
