// The names at the top of every file: its variables, imports, functions and classes. Built once for the project; what an
// import leads to is the Resolver's business.

import Facts

struct ScopeTable: Sendable {
  /// What a name at the top of a file is, as a number in the file's facts.
  enum Entry {
    case variable(slot: Int)
    case imported(Int)
    case function(Int)
    case type(Int)
  }

  private var entries: NumberMap
  /// Star imports of the files that have any, as numbers of import facts.
  private(set) var starImports: [Int: [Int]] = [:]

  init(files: [FileFacts], star: Symbol) {
    let expected = files.reduce(0) { $0 + $1.imports.count + $1.functions.count / 2 + $1.classes.count }
    entries = NumberMap(capacity: expected)
    for (file, facts) in files.enumerated() where facts.language != .sql { add(facts, Int32(file), star) }
  }

  func entry(_ name: Symbol, in file: Int) -> Entry? {
    guard let code = entries[NumberMap.key(Int32(truncatingIfNeeded: file), name)] else { return nil }
    let number = Int(code >> 2)
    switch code & 3 {
    case 0: return .variable(slot: number)
    case 1: return .imported(number)
    case 2: return .function(number)
    default: return .type(number)
    }
  }

  /// Later kinds hide earlier ones: a class or function is bound by its statement, not by a slot.
  private mutating func add(_ facts: FileFacts, _ file: Int32, _ star: Symbol) {
    if let module = facts.bodies.first {
      let start = Int(module.slots.lowerBound)
      for slot in start..<Int(module.slots.upperBound) {
        entries[NumberMap.key(file, facts.slots[slot])] = Int32(truncatingIfNeeded: slot - start) << 2
      }
    }
    for (index, fact) in facts.imports.enumerated() {
      if facts.language == .python, fact.member == star {
        starImports[Int(file), default: []].append(index)
      } else {
        entries[NumberMap.key(file, fact.localName)] = Int32(truncatingIfNeeded: index) << 2 | 1
      }
    }
    for (index, fact) in facts.functions.enumerated()
    where fact.owner < 0 && fact.enclosingBody == 0 && !fact.flags.contains(.closure) {
      entries[NumberMap.key(file, fact.name)] = Int32(truncatingIfNeeded: index) << 2 | 2
    }
    for (index, fact) in facts.classes.enumerated() where fact.owner < 0 {
      entries[NumberMap.key(file, fact.name)] = Int32(truncatingIfNeeded: index) << 2 | 3
    }
  }
}
