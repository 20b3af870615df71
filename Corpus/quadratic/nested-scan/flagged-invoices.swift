// Each order's customer, searched among all.

enum Invoices: GrowthCase {
  struct Order { var id: Int; var customer: Int }
  struct Customer { var id: Int; var name: String }
  struct Shop {
    var orders: [Order]
    var customers: [Customer]
  }

  static func flagged(_ shop: Shop) -> [String?] {
    shop.orders.map { order in
      shop.customers.first { $0.id == order.customer }?.name  // expect: nested-scan "customers"
    }
  }

  static func fixed(_ shop: Shop) -> [String?] {
    let names = Dictionary(shop.customers.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    return shop.orders.map { names[$0.customer] }
  }

  static func data(_ size: Int) -> Shop {
    Shop(
      orders: (0..<size).map { Order(id: $0, customer: size - $0) },
      customers: (0..<size).map { Customer(id: $0, name: "name \($0)") })
  }
}
