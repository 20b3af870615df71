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
