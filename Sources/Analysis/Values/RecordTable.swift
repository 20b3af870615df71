// Dictionaries whose keys are known words: a template's context, rows put into dictionaries, keyword arguments.
// Which dictionaries are worth it is decided by who makes them.

import Facts

/// Keeps each set of fields once. `none` is 0. A class: reading a value while another is being made must see the same
/// table.
final class RecordTable {
  struct Field: Hashable {
    var name: Symbol
    var value: ValueID
  }

  /// Fields beyond this many are not kept.
  static let fieldLimit = 96

  private(set) var fields: [[Field]] = [[]]
  private var numbers: [[Field]: Int32] = [[]: 0]

  func value(_ name: Symbol, in record: Int32) -> ValueID? {
    fields[Int(record)].first { $0.name == name }?.value
  }

  /// The record of some fields, in any order, the last of a name counting.
  func record(_ given: [Field]) -> Int32 {
    var latest: [Symbol: ValueID] = [:]
    for field in given where !field.name.isNone { latest[field.name] = field.value }
    return intern(latest.map { Field(name: $0.key, value: $0.value) })
  }

  func setting(_ name: Symbol, to value: ValueID, in record: Int32) -> Int32 {
    guard !name.isNone else { return record }
    var changed = fields[Int(record)]
    if let index = changed.firstIndex(where: { $0.name == name }) {
      guard changed[index].value != value else { return record }
      changed[index].value = value
    } else {
      guard value != ValueTable.unknown else { return record }
      changed.append(Field(name: name, value: value))
    }
    return intern(changed)
  }

  /// The fields of both; `b` counts where both have one.
  func overlay(_ a: Int32, _ b: Int32) -> Int32 {
    guard a != b, b != 0 else { return a }
    return a == 0 ? b : record(fields[Int(a)] + fields[Int(b)])
  }

  /// The fields of either, joined where both have one.
  func union(_ a: Int32, _ b: Int32, join: (ValueID, ValueID) -> ValueID) -> Int32 {
    guard a != b, b != 0 else { return a }
    guard a != 0 else { return b }
    var joined = fields[Int(a)]
    for field in fields[Int(b)] {
      if let index = joined.firstIndex(where: { $0.name == field.name }) {
        joined[index].value = join(joined[index].value, field.value)
      } else {
        joined.append(field)
      }
    }
    return intern(joined)
  }

  private func intern(_ given: [Field]) -> Int32 {
    var sorted = given
    // An order that makes equal records equal; nothing that is printed depends on it.
    sorted.sort { $0.name.rawValue < $1.name.rawValue }
    if sorted.count > RecordTable.fieldLimit { sorted.removeSubrange(RecordTable.fieldLimit...) }
    if let known = numbers[sorted] { return known }
    let id = Int32(fields.count)
    fields.append(sorted)
    numbers[sorted] = id
    return id
  }
}
