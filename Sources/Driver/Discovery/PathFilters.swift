// The configuration's `include` and `exclude` and the command line's `--exclude`, as one question per path.

/// What to leave out beside the ignore files. Patterns are written as in a `.gitignore`.
struct PathFilters: Sendable {
  private var exclude: [IgnoreRules] = []
  private var include: [IgnoreRules] = []

  init() {}

  /// Patterns given for a folder below which the walked root lies at `prefix` (with a final slash, or empty when they
  /// are the same).
  mutating func add(include: [String], exclude: [String], prefix: String) {
    let base = IgnoreRules.Base.above(prefix: Array(prefix.utf8))
    if !exclude.isEmpty { self.exclude.append(IgnoreRules(patterns: exclude, base: base)) }
    if !include.isEmpty { self.include.append(IgnoreRules(patterns: include, base: base)) }
  }

  /// Whether a path relative to the walked root is left out. A file is included by a pattern that matches it or one
  /// of the folders above it.
  func excludes(_ path: [UInt8], nameStart: Int, isFolder: Bool) -> Bool {
    for rules in exclude where rules.verdict(path, nameStart: nameStart, isFolder: isFolder) == .ignored { return true }
    guard !include.isEmpty, !isFolder else { return false }
    for rules in include where includes(rules, path, nameStart) { return false }
    return true
  }

  private func includes(_ rules: IgnoreRules, _ path: [UInt8], _ nameStart: Int) -> Bool {
    if rules.verdict(path, nameStart: nameStart, isFolder: false) == .ignored { return true }
    var partStart = 0
    for i in 0..<path.count where path[i] == UInt8(ascii: "/") {
      if rules.verdict(Array(path[..<i]), nameStart: partStart, isFolder: true) == .ignored { return true }
      partStart = i + 1
    }
    return false
  }
}
