import GRDB

struct Author: Codable, FetchableRecord, TableRecord {
  var id: Int64
  var name: String
  static let books = hasMany(Book.self)
}

struct Book: Codable, FetchableRecord, TableRecord {
  var id: Int64
  var authorId: Int64
  var title: String
}

struct AuthorInfo: Decodable, FetchableRecord {
  var author: Author
  var books: [Book]
}

func titles(_ db: Database) throws -> [String] {
  let infos = try AuthorInfo.fetchAll(db, Author.including(all: Author.books))
  var titles: [String] = []
  for info in infos {
    for book in info.books {
      titles.append(book.title)
    }
  }
  return titles
}

func names(_ db: Database) throws -> [String] {
  try Author.fetchAll(db).map(\.name)
}
