// A method that looks into a stored array, called in a loop.

private final class Registry {
  private(set) var names: [Int] = []

  func register(_ name: Int) {
    guard !names.contains(name) else { return }
    names.append(name)
  }
}

private final class FastRegistry {
  private(set) var names: [Int] = []
  private var known: Set<Int> = []

  func register(_ name: Int) {
    guard known.insert(name).inserted else { return }
    names.append(name)
  }
}

enum Registered: GrowthCase {
  static func flagged(_ names: [Int]) -> [Int] {
    let registry = Registry()
    for name in names {
      registry.register(name)  // expect: membership-scan-in-loop "names"
    }
    return registry.names
  }

  static func fixed(_ names: [Int]) -> [Int] {
    let registry = FastRegistry()
    for name in names {
      registry.register(name)
    }
    return registry.names
  }

  static func data(_ size: Int) -> [Int] { Array(0..<size) }
}
