// A property of an enum that makes a set of its case's value, read for each result.
struct Result { var names: [String] }

enum Known {
  case first(names: [String])

  var names: Set<String> {
    switch self {
    case let .first(names): Set(names)
    }
  }
}

func unknown(_ results: [Result], _ known: Known) -> [Result] {
  results.filter { known.names.isDisjoint(with: $0.names) }  // expect: recomputation-in-loop
}
