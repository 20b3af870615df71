// Places of names, each searched from the start.

enum Places: GrowthCase {
  static func flagged(_ names: [String]) -> [Int] {
    var places: [Int] = []
    for name in names.sorted() {
      places.append(names.firstIndex(of: name) ?? 0)  // expect: linear-operation-in-loop "names"
    }
    return places
  }

  static func fixed(_ names: [String]) -> [Int] {
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    return names.sorted().map { places[$0, default: 0] }
  }

  static func data(_ size: Int) -> [String] { (0..<size).map { "name \($0)" } }
}
