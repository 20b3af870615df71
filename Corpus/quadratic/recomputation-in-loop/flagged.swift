struct Entry { var name: String }
struct Found { var name: String }

struct Baseline {
  var entries: [Entry]
  var names: Set<String> { Set(entries.map(\.name)) }
}

func fresh(_ results: [Found], _ baseline: Baseline) -> [Found] {
  results.filter { !baseline.names.contains($0.name) }  // expect: recomputation-in-loop
}

func listed(_ results: [Found], _ baseline: Baseline) {
  for result in results {
    print(result.name, baseline.names.count)  // expect: recomputation-in-loop
  }
}
