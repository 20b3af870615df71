import GRDB

struct Customer: Codable, Identifiable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "customer"
  static let orders = hasMany(Order.self)

  var id: Int64
  var name: String
  var email: String
}

struct Order: Codable, Identifiable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "order"
  static let customer = belongsTo(Customer.self)
  static let items = hasMany(OrderItem.self)

  var id: Int64
  var customerId: Int64
  var number: String

  var items: QueryInterfaceRequest<OrderItem> { request(for: Order.items) }
}

struct OrderItem: Codable, Identifiable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "orderItem"
  static let order = belongsTo(Order.self)

  var id: Int64
  var orderId: Int64
  var product: String
  var quantity: Int
}
