import Fluent
import Vapor

final class Planet: Model {
  static let schema = "planets"
  @ID(key: .id) var id: UUID?
  @Field(key: "name") var name: String
  @Parent(key: "star_id") var star: Star
  init() {}
}

final class Star: Model {
  static let schema = "stars"
  @ID(key: .id) var id: UUID?
  @Field(key: "name") var name: String
  @Children(for: \.$star) var planets: [Planet]
  init() {}
}

func planets(on db: any Database, names: [String]) async throws -> [Planet] {
  var found: [Planet] = []
  for name in names {
    if let planet = try await Planet.query(on: db).filter(\.$name == name).first() {  // expect: query-in-loop
      found.append(planet)
    }
  }
  return found
}

func counts(on db: any Database) async throws -> [Int] {
  var counts: [Int] = []
  for star in try await Star.query(on: db).all() {
    counts.append(try await Planet.query(on: db).filter(\.$star.$id == star.requireID()).count())  // expect: query-in-loop
  }
  return counts
}

func rename(on db: any Database, planets: [Planet]) async throws {
  for planet in planets {
    planet.name = planet.name.uppercased()
    try await planet.save(on: db)  // expect: query-in-loop
  }
}

func found(on db: any Database, ids: [UUID]) async throws -> [Planet?] {
  var result: [Planet?] = []
  for id in ids {
    result.append(try await Planet.find(id, on: db))  // expect: query-in-loop
  }
  return result
}
