// Relations of SwiftData's models are faults like those of Core Data.
import SwiftData

@Model
final class Leg {
  var name = ""
}

@Model
final class Trip {
  var first: Leg?
  var legs: [Leg] = []
}

func report(modelContext: ModelContext) throws {
  for trip in try modelContext.fetch(FetchDescriptor<Trip>()) {
    print(trip.first?.name ?? "")  // expect: lazy-relation-in-loop "first"
  }
}
