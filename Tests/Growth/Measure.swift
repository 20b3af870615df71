// Times one case of the corpus, as measure.py does for Python: sizes, processor times and whether the results are equal,
// as JSON. verify.py writes the table of cases and compiles it together with this file and the cases.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program in two versions. `data` makes their input for a size.
protocol GrowthCase {
  associatedtype Input
  associatedtype Output: Equatable
  static func data(_ size: Int) -> Input
  static func flagged(_ input: Input) -> Output
  static func fixed(_ input: Input) -> Output
}

private let longEnough = 0.02
private let flaggedRuns = 2
private let fixedRuns = 9

/// Measures the case that the first argument names.
func run(_ cases: [String: () -> Void]) {
  guard CommandLine.arguments.count == 2, let measure = cases[CommandLine.arguments[1]] else {
    print("names a case:", cases.keys.sorted())
    exit(2)
  }
  measure()
}

func measurement<Case: GrowthCase>(of _: Case.Type) -> () -> Void {
  return {
    var size = 256
    while seconds(Case.flagged, Case.data, size, 1).time < longEnough { size *= 2 }
    let sizes = [size, 2 * size, 4 * size]
    let flagged = sizes.map { seconds(Case.flagged, Case.data, $0, flaggedRuns) }
    let fixed = sizes.map { seconds(Case.fixed, Case.data, $0, fixedRuns) }
    let isEqual = zip(flagged, fixed).allSatisfy { $0.result == $1.result }
    print(
      "{\"sizes\": \(sizes), \"flagged\": \(flagged.map(\.time)), \"fixed\": \(fixed.map(\.time)),", terminator: " ")
    print("\"equal\": \(isEqual)}")
  }
}

/// The shortest time of some runs: the work itself, without what else the machine did.
private func seconds<Input, Output>(
  _ function: (Input) -> Output, _ data: (Int) -> Input, _ size: Int, _ runs: Int
) -> (time: Double, result: Output) {
  let input = data(size)
  var best = Double.infinity
  var result: Output?
  for _ in 0..<runs {
    let start = clock()
    result = function(input)
    best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
  }
  guard let result else { preconditionFailure("at least one run") }
  return (best, result)
}
