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
  var names: [String] = []
  for planet in try await Planet.query(on: db).all() {
    let star = try await planet.$star.get(on: db)  // expect: lazy-relation-in-loop
    names.append(star.name)
  }
  return names
}

func loadPlanets(on db: any Database) async throws {
  for star in try await Star.query(on: db).all() {
    try await star.$planets.load(on: db)  // expect: lazy-relation-in-loop
  }
}

func counts(on db: any Database) async throws -> [Int] {
  let stars = try await Star.query(on: db).sort(\.$name).all()
  var counts: [Int] = []
  for star in stars {
    counts.append(try await star.$planets.query(on: db).count())  // expect: query-in-loop
  }
  return counts
}
