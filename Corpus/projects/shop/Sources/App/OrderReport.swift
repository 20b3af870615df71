import GRDB

struct OrderLine {
  var number: String
  var customer: String
  var pieces: Int
}

/// One line for each order: two queries for every one of them.
func orderLines(_ db: Database) throws -> [OrderLine] {
  var lines: [OrderLine] = []
  let orders = try Order.fetchAll(db)
  for order in orders {
    let customer = try Customer.fetchOne(db, key: order.customerId)
    let items = try OrderItem.filter(Column("orderId") == order.id).fetchAll(db)
    let pieces = items.reduce(0) { $0 + $1.quantity }
    lines.append(OrderLine(number: order.number, customer: customer?.name ?? "", pieces: pieces))
  }
  return lines
}

/// The customer comes with each order in one query.
func customerNames(_ db: Database) throws -> [String] {
  struct OrderWithCustomer: Decodable, FetchableRecord {
    var order: Order
    var customer: Customer
  }
  let request = Order.including(required: Order.customer).asRequest(of: OrderWithCustomer.self)
  let rows = try request.fetchAll(db)
  return rows.map { "\($0.order.number): \($0.customer.name)" }
}

/// The customers that have not ordered: a scan of all orders for each customer.
func idleCustomers(_ customers: [Customer], _ orders: [Order]) -> [Customer] {
  customers.filter { customer in
    !orders.contains { $0.customerId == customer.id }
  }
}

/// The products that two baskets share.
func sharedProducts(_ first: [String], _ second: [String]) -> [String] {
  var shared: [String] = []
  let wanted = second.map { $0.lowercased() }
  for product in first where wanted.contains(product) {
    shared.append(product)
  }
  return shared
}
