struct Entry { var name: String }
struct Found { var name: String }

struct Baseline {
  var entries: [Entry]
  var title: String
  var names: Set<String> { Set(entries.map(\.name)) }
  var label: String { title.uppercased() }
  lazy var known: Set<String> = Set(entries.map(\.name))
}

func fresh(_ results: [Found], _ baseline: Baseline) -> [Found] {
  let names = baseline.names
  return results.filter { !names.contains($0.name) }
}

func labels(_ results: [Found], _ baseline: Baseline) -> [String] {
  results.map { $0.name + baseline.label }
}

func sizes(_ baselines: [Baseline]) -> [Int] {
  baselines.map { $0.names.count }
}

struct Product { var name: String }
struct Unknown: Error { var known: [String] }

struct Package {
  var products: [Product]
  var productNames: [String] { products.map { $0.name } }
  var isDone: Bool { products.allSatisfy { $0.name.isEmpty } }
  mutating func take(_ name: String) { products.removeAll { $0.name == name } }
}

func checked(_ names: [String], _ package: Package, _ known: Set<String>) throws -> [String] {
  try names.map { name in
    guard known.contains(name) else { throw Unknown(known: package.productNames) }
    return name
  }
}
