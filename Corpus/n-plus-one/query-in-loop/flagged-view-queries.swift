// A row view that fetches for itself when it is made; where a caller may hand its row in, that is the way out.
import SwiftData
import SwiftUI

@Model
final class Plant {
  var id: String
  var name: String

  init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}

struct PlantRow: View {
  let id: String
  @Query private var plants: [Plant]

  init(id: String) {
    self.id = id
    _plants = Query(filter: #Predicate<Plant> { $0.id == id })  // expect: query-in-loop
  }

  var body: some View { Text(plants.first?.name ?? "") }
}

struct PlantList: View {
  let ids: [String]

  var body: some View {
    ForEach(ids, id: \.self) { id in
      PlantRow(id: id)
    }
  }
}

struct GivenRow: View {
  let id: String
  let given: Plant?
  @Query private var plants: [Plant]

  init(id: String, given: Plant? = nil) {
    self.id = id
    self.given = given
    if given == nil {
      _plants = Query(filter: #Predicate<Plant> { $0.id == id })  // doubted: query-in-loop
    } else {
      _plants = Query(filter: #Predicate<Plant> { _ in false })
    }
  }

  var body: some View { Text(given?.name ?? plants.first?.name ?? "") }
}

struct GivenList: View {
  let plants: [Plant]
  let known: [String: Plant]

  var body: some View {
    ForEach(plants) { plant in
      GivenRow(id: plant.id, given: known[plant.id])
    }
  }
}
