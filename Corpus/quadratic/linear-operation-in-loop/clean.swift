struct Job { var id: Int; var next: [Job] }

func run(_ start: [Job]) -> [Int] {
  var pending = start
  var position = 0
  var done: [Int] = []
  while position < pending.count {
    let job = pending[position]
    position += 1
    done.append(job.id)
    pending.append(contentsOf: job.next)
  }
  return done
}

func slices(_ bytes: [UInt8]) -> Int {
  var rest = bytes[...]
  var sum = 0
  while let byte = rest.popFirst() {
    sum += Int(byte)
  }
  return sum
}

func substring(_ text: String) -> Int {
  var rest = text[...]
  var count = 0
  while !rest.isEmpty {
    rest.removeFirst()
    count += 1
  }
  return count
}

func lastFirst(_ jobs: [Int]) -> [Int] {
  var jobs = jobs
  var order: [Int] = []
  while let job = jobs.popLast() {
    order.append(job)
  }
  return order
}

func counts(_ arrays: [[Int]]) -> Int {
  var total = 0
  for array in arrays {
    total += array.count
  }
  return total
}

func indexed(_ names: [String], _ wanted: [String]) -> [Int?] {
  let place = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  return wanted.map { place[$0] }
}

func characters(_ text: String) -> [Character] {
  var result: [Character] = []
  for character in text {
    result.append(character)
  }
  return result
}

func once(_ names: [String]) -> Int? {
  names.firstIndex(of: "x")
}

func unquoted(_ fields: [String]) -> [String] {
  var result: [String] = []
  for field in fields {
    var name: String
    if field.isEmpty { name = "none" } else { name = field }
    name.removeFirst()
    result.append(name)
  }
  return result
}

func inherited(_ mirror: Mirror) -> [Mirror.Child] {
  var children = Array(mirror.children)
  var parent = mirror.superclassMirror
  while let mirror = parent {
    children.insert(contentsOf: mirror.children, at: 0)
    parent = mirror.superclassMirror
  }
  return children
}

func ordered(_ ranges: [Range<Int>], _ bytes: [UInt8]) -> [Range<Int>] {
  ranges.sorted { left, right in
    bytes[left].allSatisfy { $0 == 0 } && !bytes[right].allSatisfy { $0 == 0 }
  }
}
