struct Job { var id: Int; var next: [Job] }

func run(_ start: [Job]) -> [Int] {
  var pending = start
  var done: [Int] = []
  while !pending.isEmpty {
    let job = pending.removeFirst()  // expect: linear-operation-in-loop
    done.append(job.id)
    pending.append(contentsOf: job.next)
  }
  return done
}

func newestFirst(_ lines: [String]) -> [String] {
  var result: [String] = []
  for line in lines {
    result.insert(line, at: 0)  // expect: linear-operation-in-loop
  }
  return result
}

func positions(_ names: [String], _ wanted: [String]) -> [Int?] {
  wanted.map { names.firstIndex(of: $0) }  // expect: linear-operation-in-loop
}

func without(_ values: [Int], _ unwanted: [Int]) -> [Int] {
  var values = values
  for value in unwanted {
    values.removeAll { $0 == value }  // expect: linear-operation-in-loop
  }
  return values
}

func characters(_ text: String) -> [Character] {
  var result: [Character] = []
  for offset in 0..<text.count {
    result.append(text[text.index(text.startIndex, offsetBy: offset)])  // missed: linear-operation-in-loop (string index from the start per offset)
  }
  return result
}

func dropping(_ text: String) -> Int {
  var rest = text
  var count = 0
  while !rest.isEmpty {
    rest.removeFirst()  // expect: linear-operation-in-loop
    count += 1
  }
  return count
}

func smallestFirst(_ jobs: [Int]) -> [Int] {
  var jobs = jobs
  var order: [Int] = []
  while let least = jobs.min() {  // missed: linear-operation-in-loop (rounds of a while are no input size)
    jobs.remove(at: jobs.firstIndex(of: least) ?? 0)  // expect: linear-operation-in-loop
    order.append(least)
  }
  return order
}
