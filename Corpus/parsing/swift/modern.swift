#!/usr/bin/env swift
// Much of what Swift 5.5 to 6.3 added, once each.
import struct Foundation.URL
#if canImport(Testing) && swift(>=6.0)
@testable import Shop
#endif

@attached(member, names: named(init)) macro Entity<T>(_ name: String) -> T = #externalMacro(module: "M", type: "E")

@Entity("orders")
public final class Order<each Item: Sendable>: Model, @unchecked Sendable where repeat each Item: Hashable {
  @Field(key: "total") private(set) var total: Double = 0x1.8p3
  nonisolated(unsafe) static let shared = Order(), other: Order? = nil
  var isLarge: Bool { get async throws(OrderError) { try await total > limit } }
  lazy var names: [String: [Int]] = { [weak self] in self?.index ?? [:] }()

  init?(_ items: repeat each Item, at url: consuming URL) async throws {
    guard let url, case .some(let host) = url.host, #available(macOS 14, *) else { return nil }
    self.total = switch host { case "a"..."m": 1; case let x where x.count > 2: 2; default: if host.isEmpty { 3 } else { 4 } }
  }

  subscript<R>(dynamicMember path: KeyPath<Order, R>) -> R { self[keyPath: path] }

  borrowing func `total of`(_ rows: borrowing some Collection<Row> & ~Copyable, by key: (Row) -> Int) {}
}

extension Order.Row: Comparable {
  static func < (l: Self, r: Self) -> Bool { (l.id, l.date) < (r.id, r.date) }
  enum Kind: String, CaseIterable { case open = "o", closed(at: Date, by: User? = nil); indirect case merged(Kind) }
}

actor Store {
  func rows(in database: Database) async -> [Row] {
    async let a = database.fetch(#"SELECT * FROM "orders" WHERE id = \#(id)"#), b = other()
    outer: for try await (index, row) in zip(await a, await b) where index.isMultiple(of: 2) {
      for case let .open(lines?)? in row.lines { lines.forEach { print($0, terminator: "") }; continue outer }
    }
    return await withTaskGroup(of: Row.self) { group in
      group.addTask { @MainActor [id] (x: Int, _) async throws -> Row in try self.load(id, &x) }
    } onCancel: {
      defer { count &+= 1 }
    }
  }
}

let report = """
  total: \(order.total, format: .currency(code: "EUR"))
    \(lines.map { "- \($0.name ?? "\(unknown)")" }.joined(separator: "\n")) \
  end
  """
let pattern = /(?<year>\d{4})-[.-]\//.ignoresCase(), other = #/ a/b /#
let path = \Order.rows[0].name?.count, half = a / b / c, generic = Cache<Int, [String?]>(size: a < b ? c : d)
list
  .filter(\.isOpen)
  #if DEBUG
  .map { dump($0) }
  #endif
  .sorted { $0 < $1 }
do throws(OrderError) { _ = consume order } catch let e as DatabaseError where e.code == 1 { } catch { throw error }
