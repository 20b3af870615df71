// A helper with an early return, called for each key.

private struct Record: Equatable { var key: Int; var value: Int }

private func find(_ key: Int, in records: [Record]) -> Record? {
  for record in records {
    if record.key == key {
      return record
    }
  }
  return nil
}

enum Found: GrowthCase {
  static func flagged(_ keys: [Int]) -> Int {
    let records = keys.map { Record(key: 2 * $0, value: $0) }
    var sum = 0
    for key in keys {
      sum += find(key, in: records)?.value ?? 1  // expect: nested-scan "records"
    }
    return sum
  }

  static func fixed(_ keys: [Int]) -> Int {
    let records = keys.map { Record(key: 2 * $0, value: $0) }
    let values = Dictionary(uniqueKeysWithValues: records.map { ($0.key, $0.value) })
    return keys.reduce(0) { $0 + (values[$1] ?? 1) }
  }

  static func data(_ size: Int) -> [Int] { Array(0..<size) }
}
