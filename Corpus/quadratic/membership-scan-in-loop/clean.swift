struct Event { var userID: String; var tags: [String] }
struct Options: OptionSet { let rawValue: Int; static let fast = Options(rawValue: 1) }

func unique(_ events: [Event]) -> Set<String> {
  var seen: Set<String> = []
  for event in events where !seen.contains(event.userID) {
    seen.insert(event.userID)
  }
  return seen
}

func fresh(_ incoming: [String], known: [String]) -> [String] {
  let known = Set(known)
  return incoming.filter { !known.contains($0) }
}

func vowels(_ words: [String]) -> Int {
  let vowels = ["a", "e", "i", "o", "u"]
  return words.filter { vowels.contains($0) }.count
}

func inRange(_ values: [Int]) -> [Int] {
  values.filter { (1...10).contains($0) }
}

func searching(_ lines: [String]) -> [String] {
  lines.filter { $0.contains("error") }
}

func fast(_ all: [Options]) -> [Options] {
  all.filter { $0.contains(.fast) }
}

func keyed(_ values: [String], _ prices: [String: Int]) -> [String] {
  values.filter { prices.keys.contains($0) }
}

func tagged(_ events: [Event]) -> [Event] {
  events.filter { $0.tags.contains("x") }
}

func once(_ names: [String], _ name: String) -> Bool {
  names.contains(name)
}
