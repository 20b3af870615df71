import Fluent
import Vapor

final class Planet: Model {
  static let schema = "planets"
  @ID(key: .id) var id: UUID?
  @Field(key: "name") var name: String
  init() {}
}

func planets(on db: any Database, names: [String]) async throws -> [Planet] {
  try await Planet.query(on: db).filter(\.$name ~~ names).all()
}

func create(on db: any Database, names: [String]) async throws {
  let planets = names.map { name -> Planet in
    let planet = Planet()
    planet.name = name
    return planet
  }
  try await planets.create(on: db)
}

func names(on db: any Database) async throws -> [String] {
  try await Planet.query(on: db).all().map(\.name)
}

func filtered(on db: any Database, filters: [String]) async throws -> [Planet] {
  var query = Planet.query(on: db)
  for filter in filters {
    query = query.filter(\.$name != filter)
  }
  return try await query.all()
}

final class Moon: Model, @unchecked Sendable {
  static let schema = "moons"
  @ID(key: .id) var id: UUID?
  @Parent(key: "planet") var planet: Planet
  init() {}
}

/// What was loaded with the rows is handed out, not asked for again.
func planetsOfMoons(on db: any Database) async throws -> [String] {
  var found: [String] = []
  for moon in try await Moon.query(on: db).with(\.$planet).all() {
    found.append(try await moon.$planet.get(on: db).name)
  }
  return found
}

enum Size: String, CaseIterable {
  case small, large
}

/// The cases of an enumeration are a handful.
func planetsBySize(on db: any Database) async throws -> [Int] {
  var counts: [Int] = []
  for size in Size.allCases {
    counts.append(try await Planet.query(on: db).filter(\.$name == size.rawValue).count())
  }
  return counts
}
