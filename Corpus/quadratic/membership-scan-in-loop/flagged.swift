struct Event { var userID: String }

func unique(_ events: [Event]) -> [String] {
  var seen: [String] = []
  for event in events {
    if !seen.contains(event.userID) {  // expect: membership-scan-in-loop
      seen.append(event.userID)
    }
  }
  return seen
}

func fresh(_ incoming: [String], known: [String]) -> [String] {
  incoming.filter { !known.contains($0) }  // doubted: membership-scan-in-loop
}

final class Registry {
  private var names: [String] = []

  func add(_ more: [String]) {
    for name in more {
      guard !names.contains(name) else { continue }  // expect: membership-scan-in-loop
      names.append(name)
    }
  }

  func common(with others: Array<String>) -> Int {
    var count = 0
    others.forEach { other in
      if self.names.contains(other) { count += 1 }  // expect: membership-scan-in-loop
    }
    return count
  }
}

func blocked(_ lines: [String], by text: String) -> [String] {
  let words = text.split(separator: " ").map(String.init)
  return lines.filter { words.contains($0) }  // expect: membership-scan-in-loop
}
