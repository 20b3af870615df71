struct Group { var ids: [Int]; var name: String }

func collect(_ groups: [Group]) -> [Int] {
  var ids: [Int] = []
  for group in groups {
    ids = ids + group.ids  // expect: growing-copy-in-loop
  }
  return ids
}

func reduced(_ groups: [Group]) -> [Int] {
  groups.reduce([]) { $0 + $1.ids }  // missed: growing-copy-in-loop (the accumulator of a reduce closure)
}

func names(_ groups: [Group]) -> String {
  var text = ""
  for group in groups {
    text = text + group.name + "\n"  // expect: growing-copy-in-loop
  }
  return text
}
