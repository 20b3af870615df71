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
