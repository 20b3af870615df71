// Whether the sizes that a scan multiplies grow with the data, or are what a program declares: fields, options, plugins.

import Facts
import Findings

extension FindingBuilder {
  /// Whether two of the sizes that a scan multiplies may grow with the data, by what they are called. The names are
  /// Python's: in Swift, types tell what is small.
  func hasTwoSizes(_ effect: Effect) -> Bool {
    guard project.files[Int(effect.place.file)].language == .python else { return true }
    if effect.kind == .growingCopy { return effect.loops.contains { $0.isLarge || !isDeclared($0.size) } }
    let scanned = effect.kind == .recomputation ? effect.name : effect.subject
    let isScannedDeclared = isDeclared(scanned)
    // The rounds that drain a collection are as many as it has elements.
    let loops = effect.loops.count { $0.isLarge || !(isScannedDeclared && $0.size.isNone) && !isDeclared($0.size) }
    return loops + (effect.confidence >= 2 || !isScannedDeclared ? 1 : 0) >= 2
  }

  /// `readonly_fields`, `inputTypes`: what a program declares, by the last word of its name.
  private func isDeclared(_ name: Symbol) -> Bool {
    guard !name.isNone else { return false }
    if let known = interpreter.declaredSizes[name] { return known }
    let result = saysDeclared(name)
    interpreter.declaredSizes[name] = result
    return result
  }

  private func saysDeclared(_ name: Symbol) -> Bool {
    let words = self.words(of: text(name))
    guard let last = words.last else { return false }
    let knowledge = interpreter.knowledge
    if knowledge.declaredNames.contains(last) { return true }
    // `column_names`, `alias_map`: what they are of decides.
    guard words.count > 1, knowledge.namesOfKinds.contains(last) else { return false }
    let before = words[words.count - 2]
    return ["", "s", "es"].contains { knowledge.declaredNames.contains(before + $0) }
  }

  /// `readonly_fields` → readonly, fields; `inputTypes` → input, types.
  private func words(of name: String) -> [String] {
    var words: [String] = []
    for part in name.split(separator: "_") {
      guard part.contains(where: \.isLowercase) else {
        words.append(part.lowercased())
        continue
      }
      var word = ""
      for character in part {
        if character.isUppercase, !word.isEmpty {
          words.append(word)
          word = ""
        }
        word += character.lowercased()
      }
      words.append(word)
    }
    return words
  }
}
