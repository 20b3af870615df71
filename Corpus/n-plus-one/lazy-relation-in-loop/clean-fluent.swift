import Fluent

final class Star: Model {
  static let schema = "stars"
  @ID(key: .id) var id: UUID?
  @Field(key: "name") var name: String
  @Children(for: \.$star) var planets: [Planet]
  init() {}
}

final class Planet: Model {
  static let schema = "planets"
  @ID(key: .id) var id: UUID?
  @Field(key: "name") var name: String
  @Parent(key: "star_id") var star: Star
  init() {}
}

func starNames(on db: any Database) async throws -> [String] {
  try await Planet.query(on: db).with(\.$star).all().map(\.star.name)
}

func planetNames(on db: any Database) async throws -> [String] {
  var names: [String] = []
  for star in try await Star.query(on: db).with(\.$planets).all() {
    for planet in star.planets {
      names.append(planet.name)
    }
  }
  return names
}

func keys(on db: any Database) async throws -> [UUID] {
  try await Planet.query(on: db).all().map(\.$star.id)
}
