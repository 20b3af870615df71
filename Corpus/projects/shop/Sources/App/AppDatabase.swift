import GRDB

/// The offline copy of the shop that the app keeps.
struct AppDatabase {
  let writer: any DatabaseWriter

  init(_ writer: any DatabaseWriter) throws {
    self.writer = writer
    try migrator.migrate(writer)
  }

  private var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("first tables") { db in
      try db.create(table: "customer") { table in
        table.primaryKey("id", .integer)
        table.column("name", .text).notNull()
        table.column("email", .text).notNull()
      }
      try db.create(table: "order") { table in
        table.primaryKey("id", .integer)
        table.column("customerId", .integer).notNull().references("customer")
        table.column("number", .text).notNull()
      }
      try db.create(table: "orderItem") { table in
        table.primaryKey("id", .integer)
        table.column("orderId", .integer).notNull().references("order")
        table.column("product", .text).notNull()
        table.column("quantity", .integer).notNull()
      }
    }
    return migrator
  }
}
