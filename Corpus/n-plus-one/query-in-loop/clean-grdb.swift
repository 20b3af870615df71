import GRDB

struct Station: Codable, FetchableRecord, PersistableRecord {
  var id: Int64
  var name: String
}

func stations(_ db: Database, ids: [Int64]) throws -> [Station] {
  try Station.fetchAll(db, keys: ids)
}

func filtered(_ db: Database, ids: [Int64]) throws -> [String] {
  try Station.filter(ids.contains(Column("id"))).fetchAll(db).map(\.name)
}

func requests(ids: [Int64]) -> [QueryInterfaceRequest<Station>] {
  ids.map { Station.filter(Column("id") == $0) }
}

func migrate(_ db: Database) throws {
  for table in ["station", "reading"] {
    try db.execute(sql: "DELETE FROM \(table)")
  }
}

func cursor(_ db: Database) throws -> Int {
  var total = 0
  let cursor = try Station.fetchCursor(db)
  while let station = try cursor.next() {
    total += station.name.count
  }
  return total
}
