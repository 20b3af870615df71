import GRDB

struct Station: Codable, FetchableRecord, PersistableRecord {
  var id: Int64
  var name: String
}

struct Reading: Codable, FetchableRecord, PersistableRecord {
  var id: Int64
  var stationId: Int64
  var value: Double
}

func lastReadings(_ db: Database, stations: [Station]) throws -> [Reading?] {
  var result: [Reading?] = []
  for station in stations {
    let last = try Reading.filter(Column("stationId") == station.id).order(Column("id").desc).fetchOne(db)  // expect: query-in-loop
    result.append(last)
  }
  return result
}

func counts(_ db: Database) throws -> [String: Int] {
  var result: [String: Int] = [:]
  for station in try Station.fetchAll(db) {
    result[station.name] = try Reading.filter(Column("stationId") == station.id).fetchCount(db)  // expect: query-in-loop
  }
  return result
}

func stations(_ db: Database, ids: [Int64]) throws -> [Station] {
  try ids.compactMap { try Station.fetchOne(db, key: $0) }  // expect: query-in-loop
}

func rows(_ db: Database, names: [String]) throws {
  for name in names {
    try db.execute(sql: "UPDATE station SET seen = 1 WHERE name = ?", arguments: [name])  // expect: query-in-loop
  }
}

func save(_ queue: DatabaseQueue, readings: [Reading]) throws {
  for reading in readings {
    try queue.write { db in
      try reading.insert(db)  // expect: query-in-loop
    }
  }
}

func bowls(_ queue: DatabaseQueue) throws -> [Bowl] {
  try queue.read { db in
    var found: [Bowl] = []
    for shelf in try Shelf.fetchAll(db) {
      if let bowl = try Bowl.filter(Column("shelf") == shelf.id).fetchOne(db) {  // expect: query-in-loop
        found.append(bowl)
      }
    }
    return found
  }
}

struct Shelf: FetchableRecord {
  var id: Int64
}

struct Bowl: FetchableRecord {
  var shelf: Int64
}
