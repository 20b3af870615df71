// A closure given to `forEach` adds to what it searches.
func unique(_ names: [String]) -> [String] {
  var found: [String] = []
  names.forEach { name in
    if !found.contains(name) {  // expect: membership-scan-in-loop "found"
      found.append(name)
    }
  }
  return found
}

// Options that an object was given: a handful, as far as its type says.
struct Redaction {
  let headers: [String]

  func redacted(_ names: [String]) -> [String] {
    names.map { headers.contains($0) ? "***" : $0 }  // doubted: membership-scan-in-loop
  }
}
