// Abstract values: what an expression may be, as far as the cost model cares. Values are numbers into a table that
// keeps equal ones once, so that comparing them and remembering calls by their arguments is cheap.

import Facts

/// Number of a value. `unknown` is 0.
typealias ValueID = Int32

enum ValueKind: UInt8 {
  case unknown, none, boolean, number, text, bytes
  /// a: symbol of a built-in name
  case builtin
  /// a: file
  case module
  /// a: symbol of a dotted path outside the project
  case external
  /// a: class
  case type
  /// a: function, b: receiver or 0
  case function
  /// a: function, b: serial of the frame it closes over
  case closure
  /// a: receiver, b: symbol of the member
  case boundMember
  /// a: class
  case instance
  /// A row. a: model, b: eager set, c: source
  case entity
  /// Rows to come. a: model, b: eager set, c: source, d: criteria
  case query
  /// a: element value, b: key value, c: CollectionType, d: record of the known keys
  case collection
  /// SQL text or other long text. a: symbol of the content
  case prose
  /// A column expression or key path; a: symbol of its last part, b: model or -1
  case path
  /// An eager loader option. a: eager set
  case loader
  /// Something rows are fetched through (cursor, session, connection)
  case session
  /// a tuple of known parts; a: list number
  case parts
  /// A function with arguments given beforehand. a: function value, b: list of positional values, c: list of labels and
  /// values
  case partial
}

struct ValueFlags: OptionSet, Hashable {
  let rawValue: UInt16
  /// Loaded relations beyond the eager set are not known (a parameter, `self`).
  static let eagerUnknown = ValueFlags(rawValue: 1)
  /// Known to be small (literal, slice by a constant).
  static let bounded = ValueFlags(rawValue: 2)
  /// Rows are dictionaries or tuples of columns, not entities.
  static let plain = ValueFlags(rawValue: 4)
  /// Served from a prefetch: reading it costs no query.
  static let loaded = ValueFlags(rawValue: 8)
  /// The query of a relation of one row.
  static let relation = ValueFlags(rawValue: 16)
  /// Grows in the loop that reads it.
  static let growing = ValueFlags(rawValue: 32)
  /// A manager: has the model's custom methods.
  static let manager = ValueFlags(rawValue: 64)
  /// Came from an operation whose type is only guessed.
  static let guessed = ValueFlags(rawValue: 128)
  /// A batch of rows: looping over batches is no loop over rows.
  static let batches = ValueFlags(rawValue: 256)
  /// The result of SQLAlchemy's `select`, not yet executed.
  static let statement = ValueFlags(rawValue: 512)
  /// Filtered or ordered since it was a plain relation.
  static let refined = ValueFlags(rawValue: 1024)
  /// Input-sized for sure: rows, accumulators.
  static let large = ValueFlags(rawValue: 2048)
  /// A value that arrives later: closures given to it get the whole value.
  static let future = ValueFlags(rawValue: 8192)
  /// A view while it answers a list request.
  static let listing = ValueFlags(rawValue: 16384)
  /// An empty literal that nothing was added to yet.
  static let empty = ValueFlags(rawValue: 32768)
  /// An optional, not a collection, although it has `map`.
  static let optional = ValueFlags(rawValue: 4096)
}

enum CollectionType: Int32, CaseIterable {
  case list, tuple, set, dictionary, deque, text, bytes, bytearray, range, iterator, array, swiftSet, swiftDictionary,
    any

  var isLinearMembership: Bool {
    switch self {
    case .list, .tuple, .deque, .array: return true
    default: return false
    }
  }

  var word: String {
    switch self {
    case .list: return "list"
    case .tuple: return "tuple"
    case .set, .swiftSet: return "set"
    case .dictionary, .swiftDictionary: return "dictionary"
    case .deque: return "deque"
    case .text: return "string"
    case .bytes: return "bytes"
    case .bytearray: return "bytearray"
    case .range: return "range"
    case .iterator: return "iterator"
    case .array: return "array"
    case .any: return "collection"
    }
  }

  /// The word as one thing: `a list`, `an array`.
  var wordOfOne: String {
    switch self {
    case .bytes: return word
    case .iterator, .array: return "an \(word)"
    case .list, .tuple, .set, .swiftSet, .dictionary, .swiftDictionary, .deque, .text, .bytearray, .range, .any:
      return "a \(word)"
    }
  }
}

struct Value: Hashable {
  var kind: ValueKind
  var flags: ValueFlags = []
  var a: Int32 = 0
  var b: Int32 = 0
  var c: Int32 = 0
  var d: Int32 = 0

  /// The name that a text, path or other named value keeps in `a`.
  var symbol: Symbol { Symbol(rawValue: UInt32(bitPattern: a)) }

  /// Mixes three words instead of six fields: values are looked up for almost every operation.
  fileprivate var mixed: UInt64 {
    let first =
      (UInt64(kind.rawValue) << 16 | UInt64(flags.rawValue)) &* 0xA24B_AED4_963E_E407
      ^ (UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b)))
    let second = UInt64(UInt32(bitPattern: c)) << 32 | UInt64(UInt32(bitPattern: d))
    let product = (first ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: second ^ 0x9E37_79B9_7F4A_7C15)
    return (product.high ^ product.low) &* 0x9E37_79B9_7F4A_7C15
  }
}

/// Keeps each value once. A class: reading a value while another is being made must see the same table.
final class ValueTable {
  private(set) var values: [Value] = []
  private var numbers = NumberIndex(capacity: 4096)
  private(set) var lists: [[ValueID]] = []
  private var listNumbers = NumberIndex(capacity: 1024)

  static let unknown: ValueID = 0
  static let none: ValueID = 1
  static let boolean: ValueID = 2
  static let number: ValueID = 3
  static let text: ValueID = 4
  static let bytes: ValueID = 5
  static let session: ValueID = 6

  init() {
    _ = list([])
    for kind: ValueKind in [.unknown, .none, .boolean, .number, .text, .bytes, .session] {
      _ = intern(Value(kind: kind))
    }
  }

  subscript(id: ValueID) -> Value { values[Int(id)] }

  func intern(_ value: Value) -> ValueID {
    let hash = value.mixed
    if let known = numbers.find(hash, { values[Int($0)] == value }) { return known }
    let id = ValueID(values.count)
    values.append(value)
    numbers.insert(id, hash)
    return id
  }

  func truth(_ isTrue: Bool) -> ValueID { intern(Value(kind: .boolean, a: isTrue ? 1 : 2)) }

  func list(_ items: [ValueID]) -> Int32 {
    let hash = ValueTable.mix(items.lazy)
    if let known = listNumbers.find(hash, { lists[Int($0)] == items }) { return known }
    return addList(items, hash)
  }

  /// The number of the list of a receiver and the values of arguments.
  func list(_ receiver: ValueID, _ cells: [Cell]) -> Int32 {
    let hash = ValueTable.mix(CollectionOfOne(receiver).lazy, cells.lazy.map(\.value))
    let known = listNumbers.find(hash) { number in
      let list = lists[Int(number)]
      guard list.count == cells.count + 1, list[0] == receiver else { return false }
      var index = 0
      while index < cells.count {
        if list[index + 1] != cells[index].value { return false }
        index += 1
      }
      return true
    }
    return known ?? addList([receiver] + cells.map(\.value), hash)
  }

  private func addList(_ items: [ValueID], _ hash: UInt64) -> Int32 {
    let id = Int32(lists.count)
    lists.append(items)
    listNumbers.insert(id, hash)
    return id
  }

  @inline(__always)
  private static func mix(_ first: some Sequence<ValueID>, _ second: some Sequence<ValueID> = EmptyCollection())
    -> UInt64
  {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for item in first { hash = (hash ^ UInt64(UInt32(bitPattern: item))) &* 0xA076_1D64_78BD_642F ^ (hash >> 29) }
    for item in second { hash = (hash ^ UInt64(UInt32(bitPattern: item))) &* 0xA076_1D64_78BD_642F ^ (hash >> 29) }
    return hash &* 0x9E37_79B9_7F4A_7C15
  }

  func collection(
    _ type: CollectionType, of element: ValueID = ValueTable.unknown, key: ValueID = ValueTable.unknown,
    flags: ValueFlags = []
  ) -> ValueID {
    intern(Value(kind: .collection, flags: flags, a: element, b: key, c: type.rawValue))
  }

  /// What a star parameter gathers: the arguments that are left.
  func rest(_ items: [ValueID]) -> ValueID {
    guard !items.isEmpty, items.count <= 16 else { return collection(.tuple) }
    return intern(Value(kind: .parts, flags: .bounded, a: list(items)))
  }

  func adding(_ flags: ValueFlags, to id: ValueID) -> ValueID {
    var value = self[id]
    guard !value.flags.isSuperset(of: flags) else { return id }
    value.flags.formUnion(flags)
    return intern(value)
  }
}

/// The relation paths loaded with a row, as a tree; kept once. `none` is 0. A class: reading a value while another is being made must see the same table.
final class EagerTable {
  struct Branch: Hashable {
    var name: Symbol
    var below: Int32
  }

  /// Stands below a relation whose object all rows share: the one that they were reached from.
  static let shared = Symbol.none

  private var sets: [[Branch]] = [[]]
  private var numbers: [[Branch]: Int32] = [[]: 0]

  /// The branch for a relation, or nil when it is not loaded.
  func branch(_ set: Int32, _ name: Symbol) -> Int32? {
    sets[Int(set)].first { $0.name == name }?.below
  }

  func isEmpty(_ set: Int32) -> Bool { sets[Int(set)].isEmpty }

  func adding(_ path: ArraySlice<Symbol>, to set: Int32, leaf: Int32 = 0) -> Int32 {
    guard let first = path.first else { return union(set, leaf) }
    var branches = sets[Int(set)]
    if let index = branches.firstIndex(where: { $0.name == first }) {
      branches[index].below = adding(path.dropFirst(), to: branches[index].below, leaf: leaf)
    } else {
      branches.append(Branch(name: first, below: adding(path.dropFirst(), to: 0, leaf: leaf)))
      branches.sort { $0.name.rawValue < $1.name.rawValue }
    }
    return intern(branches)
  }

  func removing(_ name: Symbol, from set: Int32) -> Int32 {
    guard branch(set, name) != nil else { return set }
    return intern(sets[Int(set)].filter { $0.name != name })
  }

  func union(_ a: Int32, _ b: Int32) -> Int32 {
    guard a != b, b != 0 else { return a }
    guard a != 0 else { return b }
    var result = a
    for branch in sets[Int(b)] { result = adding([branch.name], to: result, leaf: branch.below) }
    return result
  }

  private func intern(_ branches: [Branch]) -> Int32 {
    if let known = numbers[branches] { return known }
    let id = Int32(sets.count)
    sets.append(branches)
    numbers[branches] = id
    return id
  }
}

/// One condition or order of a query, on a path of fields.
struct Criterion: Hashable {
  enum Relation: UInt8 {
    case equal, member, range, isNull, contains, prefix, caseInsensitive, orderAscending, orderDescending, limit,
      unknown
  }
  var path: Symbol
  var relation: Relation
  /// Whether it belongs to the query in some cases only.
  var isOptional = false
}

/// Lists of criteria, kept once. The empty list is 0. A class: reading a value while another is being made must see the same table.
final class CriteriaTable {
  private(set) var lists: [[Criterion]] = [[]]
  private var numbers: [[Criterion]: Int32] = [[]: 0]

  func adding(_ more: [Criterion], to list: Int32) -> Int32 {
    guard !more.isEmpty, lists[Int(list)].count < 24 else { return list }
    return intern(lists[Int(list)] + more)
  }

  /// The criteria of a query that is the one or the other: those of the first, of which only the common beginning
  /// holds in both cases, or those of the second where the first has none.
  func joining(_ first: Int32, _ second: Int32) -> Int32 {
    guard first != second else { return first }
    let common = zip(lists[Int(first)], lists[Int(second)]).prefix { $0 == $1 }.count
    var joined = lists[Int(first == 0 ? second : first)]
    for position in joined.indices.dropFirst(common) { joined[position].isOptional = true }
    return intern(joined)
  }

  private func intern(_ joined: [Criterion]) -> Int32 {
    if let known = numbers[joined] { return known }
    let id = Int32(lists.count)
    lists.append(joined)
    numbers[joined] = id
    return id
  }
}

/// Where rows are fetched from: the place an eager-loading edit goes to.
struct RowSource: Hashable {
  var file: Int32
  /// The expression that makes the query, without what executes it.
  var start: UInt32
  var end: UInt32
  /// Whether the edit may go to `end` (a query expression stands there, not a parameter).
  var isQueryExpression: Bool
  var framework: Framework
  /// Relations followed from the source's model to the rows (`items` then `product`).
  var path: [Symbol]
  var model: Int32
  /// Name of a model outside the project.
  var outside: Symbol = .none
}

enum Framework: UInt8, Hashable {
  case django, sqlalchemy, peewee, swift, sql
}
