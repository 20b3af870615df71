struct Market {
  var offers: [Offer]

  var cheapest: Offer? { offers.min { $0.price < $1.price } }

  func podium(_ runners: [Runner]) -> [Runner] {
    let ordered = runners.sorted { $0.time < $1.time }
    return Array(ordered.prefix(3))
  }

  func newest(_ db: Database) async throws -> Release? {
    try await Release.query(on: db).sort(\.$date, .descending).first()
  }

  func names(_ people: [Person]) -> String {
    people.map(\.name).sorted().first { $0.hasPrefix("A") } ?? ""
  }
}
