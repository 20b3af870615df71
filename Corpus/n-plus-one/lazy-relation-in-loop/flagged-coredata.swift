// Relations of managed objects are faults until they are read, one by one.
import CoreData

class Bolus: NSManagedObject {
  @NSManaged var amount: NSDecimalNumber?
}

class PumpEvent: NSManagedObject {
  @NSManaged var timestamp: Date?
  @NSManaged var bolus: Bolus?
}

protocol History {
  func amounts(of events: [PumpEvent]) -> [NSDecimalNumber?]
}

final class StoredHistory: History {
  func amounts(of events: [PumpEvent]) -> [NSDecimalNumber?] {
    events.map { $0.bolus?.amount }  // expect: lazy-relation-in-loop "bolus"
  }
}

func printed(in context: NSManagedObjectContext) throws {
  let request = NSFetchRequest<PumpEvent>(entityName: "PumpEvent")
  let events = try context.fetch(request)
  for event in events {
    print(event.bolus?.amount ?? 0)  // expect: lazy-relation-in-loop "bolus"
  }
}

extension PumpEvent {
  func isFollowed(by amount: NSDecimalNumber) -> Bool {
    bolus?.amount == amount  // expect: lazy-relation-in-loop "bolus"
  }
}

func followed(by amount: NSDecimalNumber, in context: NSManagedObjectContext) throws -> [PumpEvent] {
  let request: NSFetchRequest<PumpEvent> = PumpEvent.fetchRequest()
  request.fetchLimit = 500
  return try context.fetch(request).filter { $0.isFollowed(by: amount) }
}
