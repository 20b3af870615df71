// Relations that the request loads with its objects, and requests for a handful.
import CoreData
import SwiftData

class Author: NSManagedObject {
  @NSManaged var name: String?
}

class Chapter: NSManagedObject {
  @NSManaged var title: String?
}

class Book: NSManagedObject {
  @NSManaged var author: Author?
  @NSManaged var chapters: Set<Chapter>
}

func names(in context: NSManagedObjectContext) throws -> [String?] {
  let request = NSFetchRequest<Book>(entityName: "Book")
  request.relationshipKeyPathsForPrefetching = ["author", "chapters"]
  return try context.fetch(request).map { "\($0.author?.name ?? "") \($0.chapters.count)" }
}

func latest(in context: NSManagedObjectContext) throws -> [String?] {
  let request = Book.fetchRequest()
  request.fetchLimit = 3
  return try context.fetch(request).map { $0.author?.name }
}

@Model
final class Leg {
  var name = ""
}

@Model
final class Trip {
  var first: Leg?
}

func legs(modelContext: ModelContext) throws -> [String?] {
  var descriptor = FetchDescriptor<Trip>()
  descriptor.relationshipKeyPathsForPrefetching = [\.first]
  return try modelContext.fetch(descriptor).map { $0.first?.name }
}

extension Book {
  /// Computed of what was loaded.
  var chaptersInOrder: [Chapter] {
    chapters.sorted { ($0.title ?? "") < ($1.title ?? "") }
  }
}

func titles(in context: NSManagedObjectContext) async throws -> [String?] {
  let request = NSFetchRequest<Book>(entityName: "Book")
  request.relationshipKeyPathsForPrefetching = ["chapters"]
  let books = try context.fetch(request)
  var found: [String?] = []
  await context.perform {
    for book in books {
      found.append(book.chaptersInOrder.first?.title)
    }
  }
  return found
}
