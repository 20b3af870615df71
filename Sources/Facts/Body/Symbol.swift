// Names of the whole project as small numbers, shared by the workers that lower files.
// Numbers depend on the order in which files were read: nothing may be ordered by them.

import Synchronization
import Syntax

/// A name that means the same in every file of a run. `none` is the empty name.
@frozen
public struct Symbol: Hashable, Sendable {
  public let rawValue: UInt32
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }
  public static let none = Symbol(rawValue: 0)
  @inlinable public var isNone: Bool { rawValue == 0 }

  @inlinable
  public func _rawHashValue(seed: Int) -> Int { hashOfNumber(rawValue, seed: seed) }
}

/// The project's names. A class because all workers must intern into the same table.
public final class SymbolTable: Sendable {
  private let table = Mutex(NameTable(capacity: 1 << 14))

  public init() {}

  public func intern(_ text: String) -> Symbol {
    let bytes = SourceBytes(Array(text.utf8))
    return intern(bytes, 0, bytes.count)
  }

  public func intern(_ bytes: SourceBytes, _ start: Int, _ end: Int) -> Symbol {
    Symbol(rawValue: table.withLock { $0.intern(bytes, start, end).rawValue })
  }

  /// Interns a name of a file's table.
  public func intern(_ names: NameTable, _ wanted: NameID) -> Symbol {
    Symbol(rawValue: table.withLock { $0.intern(names, wanted).rawValue })
  }

  public func text(_ symbol: Symbol) -> String {
    table.withLock { $0.text(NameID(rawValue: symbol.rawValue)) }
  }

  /// A copy for lookups without a lock, once no file is being read any more.
  public func snapshot() -> NameTable { table.withLock { $0 } }
}

/// One worker's way into the shared table: a name is looked up there once a worker, not once a file.
public struct SymbolMap {
  private let shared: SymbolTable
  private var known = NameTable(capacity: 1 << 12)
  private var symbols: [Symbol] = [.none]
  private var perFile: [Symbol] = []
  private var numbers: [UInt32] = []

  public init(_ shared: SymbolTable) { self.shared = shared }

  /// Forgets the numbers of the file before and looks up those that the names of this one have already.
  public mutating func beginFile(_ names: NameTable) {
    known.numbers(of: names, into: &numbers)
    perFile.removeAll(keepingCapacity: true)
    for number in numbers { perFile.append(symbols[Int(number)]) }
  }

  /// The project's symbol of a name in the file's table.
  public mutating func symbol(_ name: NameID, in names: NameTable) -> Symbol {
    let index = Int(name.rawValue)
    guard index > 0, index < perFile.count else { return .none }
    let cached = perFile[index]
    if !cached.isNone { return cached }
    let local = Int(known.intern(names, name).rawValue)
    if local == symbols.count { symbols.append(shared.intern(names, name)) }
    perFile[index] = symbols[local]
    return symbols[local]
  }

  public mutating func symbol(_ text: String) -> Symbol {
    if let found = known.number(of: text) { return symbols[Int(found.rawValue)] }
    let local = Int(known.intern(text).rawValue)
    if local == symbols.count { symbols.append(shared.intern(text)) }
    return symbols[local]
  }
}
