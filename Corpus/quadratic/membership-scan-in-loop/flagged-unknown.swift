// Elements that another array does not have, asked in a closure.

enum Unknown: GrowthCase {
  struct Names {
    var incoming: [Int]
    var known: [Int]
  }

  static func flagged(_ names: Names) -> [Int] {
    names.incoming.filter { !names.known.contains($0) }  // doubted: membership-scan-in-loop
  }

  static func fixed(_ names: Names) -> [Int] {
    let known = Set(names.known)
    return names.incoming.filter { !known.contains($0) }
  }

  static func data(_ size: Int) -> Names {
    Names(incoming: Array(0..<size), known: Array((size / 2)..<(size + size / 2)))
  }
}
