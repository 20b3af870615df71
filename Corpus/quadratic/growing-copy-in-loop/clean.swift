struct Group { var ids: [Int]; var name: String; var size: Int }

func collect(_ groups: [Group]) -> [Int] {
  var ids: [Int] = []
  for group in groups {
    ids += group.ids
    ids.append(group.size)
    ids.append(contentsOf: group.ids)
  }
  return ids
}

func flat(_ groups: [Group]) -> [Int] {
  groups.flatMap(\.ids)
}

func sizes(_ groups: [Group]) -> Int {
  groups.reduce(0) { $0 + $1.size }
}

func total(_ groups: [Group]) -> Int {
  var total = 0
  for group in groups {
    total = total + group.size
  }
  return total
}

func counted(_ groups: [Group]) -> [String: Int] {
  groups.reduce(into: [:]) { $0[$1.name, default: 0] += $1.size }
}

func names(_ groups: [Group]) -> String {
  groups.map(\.name).joined(separator: "\n")
}

func grow(_ groups: [Group]) -> String {
  var text = ""
  for group in groups {
    text += group.name
  }
  return text
}

func union(_ groups: [Group]) -> Set<Int> {
  var all: Set<Int> = []
  for group in groups {
    all.formUnion(group.ids)
  }
  return all
}

// A variable that is assigned next is handed over, and extended in place: measured, linear.
func merged(_ tables: [[String: Int]]) -> [String: Int] {
  tables.reduce([:]) { $0.merging($1) { first, _ in first } }
}

func union(_ groups: [Group]) -> Set<Int> {
  var all: Set<Int> = []
  for group in groups {
    all = all.union(group.ids)
  }
  return all
}

func padded(_ number: Int) -> String {
  var text = "\(number)%"
  while text.count < 4 {
    text = " " + text
  }
  return text
}
