// Methods that are found by their name alone, where a receiver is out of sight. Which calls may ask is decided by the
// interpreter.

import Facts
import Syntax

/// Methods of the project's own Python classes, tests aside, whose names say enough.
struct TellingMethods: Sendable {
  /// The fewest bytes and underscores of a name that no other library is likely to have.
  private static let fewestBytes = 12
  private static let fewestUnderscores = 2
  /// The most methods of one name that are kept: with more, the name says nothing.
  private static let perName = 3

  private var methods: [Symbol: [FunctionID]] = [:]

  init(_ project: Project) {
    for (file, facts) in project.files.enumerated()
    where facts.language == .python && !facts.path.hasPrefix("test") && !facts.path.holds("/test") {
      for (local, fact) in facts.functions.enumerated()
      where fact.owner >= 0 && fact.enclosingBody == facts.classes[Int(fact.owner)].body
        && fact.flags.isDisjoint(with: [.property, .static]) && TellingMethods.isTelling(project.utf8(fact.name))
      {
        if let known = methods[fact.name], known.count >= TellingMethods.perName { continue }
        methods[fact.name, default: []].append(project.functionID(file: file, local: local))
      }
    }
  }

  /// At most three methods of a name.
  subscript(name: Symbol) -> [FunctionID]? { methods[name] }

  private static func isTelling(_ name: ArraySlice<UInt8>) -> Bool {
    guard name.count >= fewestBytes, name.first != UInt8(ascii: "_") else { return false }
    var underscores = 0
    for byte in name where byte == UInt8(ascii: "_") { underscores += 1 }
    return underscores >= fewestUnderscores
  }
}
