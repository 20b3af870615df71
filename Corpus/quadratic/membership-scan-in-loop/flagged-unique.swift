// Order-preserving dedupe in an array.

enum Unique: GrowthCase {
  static func flagged(_ names: [String]) -> [String] {
    var unique: [String] = []
    for name in names {
      if !unique.contains(name) {  // expect: membership-scan-in-loop "unique"
        unique.append(name)
      }
    }
    return unique
  }

  static func fixed(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  static func data(_ size: Int) -> [String] { (0..<size).map { "name \($0)" } }
}
