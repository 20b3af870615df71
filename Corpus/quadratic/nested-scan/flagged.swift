struct Order { var customerID: Int; var total: Int }
struct Customer { var id: Int; var name: String }
struct Row { var order: Order; var customer: Customer? }

func rows(_ orders: [Order], _ customers: [Customer]) -> [Row] {
  orders.map { order in
    Row(order: order, customer: customers.first { $0.id == order.customerID })  // expect: nested-scan
  }
}

func totals(_ orders: [Order], _ customers: [Customer]) -> [Int: Int] {
  var totals: [Int: Int] = [:]
  for customer in customers {
    for order in orders where order.customerID == customer.id {  // expect: nested-scan
      totals[customer.id, default: 0] += order.total
    }
  }
  return totals
}

func ordersByName(_ orders: [Order], _ customers: [Customer]) -> [String: [Order]] {
  var result: [String: [Order]] = [:]
  for customer in customers {
    result[customer.name] = orders.filter { $0.customerID == customer.id }  // expect: nested-scan
  }
  return result
}

func missing(_ left: [Customer], _ right: [Customer]) -> [Customer] {
  left.filter { a in !right.contains { $0.id == a.id } }  // expect: nested-scan
}

func pairs(_ left: [Customer], _ right: [Customer]) -> [(Customer, Customer)] {
  var pairs: [(Customer, Customer)] = []
  for a in left {
    for b in right {  // expect: nested-scan
      if a.id == b.id {
        pairs.append((a, b))
      }
    }
  }
  return pairs
}

struct Article { var articleID: String }

extension Array where Element == Article {
  func rows(_ ids: Set<String>) -> [Int] {
    ids.compactMap { row($0) }  // expect: nested-scan
  }

  func row(_ id: String) -> Int? {
    firstIndex { $0.articleID == id }
  }
}

func unread(_ customers: [Customer], _ orders: Set<Int>, _ all: [Order]) -> [Int] {
  customers.map { customer in
    all.reduce(0) { sum, order in order.customerID == customer.id ? sum + order.total : sum }  // expect: nested-scan
  }
}
