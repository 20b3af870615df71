import GRDB

struct Author: Codable, FetchableRecord, TableRecord {
  var id: Int64
  var name: String
  static let books = hasMany(Book.self)
  var books: QueryInterfaceRequest<Book> { request(for: Author.books) }
}

struct Book: Codable, FetchableRecord, TableRecord {
  var id: Int64
  var authorId: Int64
  var title: String
  static let author = belongsTo(Author.self)
}

func titles(_ db: Database) throws -> [String] {
  var titles: [String] = []
  for author in try Author.fetchAll(db) {
    for book in try author.request(for: Author.books).fetchAll(db) {  // expect: query-in-loop
      titles.append(book.title)
    }
  }
  return titles
}

func counts(_ db: Database) throws -> [Int] {
  try Author.fetchAll(db).map { try $0.books.fetchCount(db) }  // expect: query-in-loop
}
