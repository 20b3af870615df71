// The patterns of one ignore file (or of the configuration's `exclude`), in the order in which the last match wins.
// Reading the files and nesting them along the folders is done by Discovery.

/// What the rules say of a path.
enum IgnoreVerdict {
  case ignored, kept, unmentioned
}

/// Patterns that hold below one folder.
struct IgnoreRules: Sendable {
  private var rules: [(glob: Glob, isNegated: Bool)] = []
  /// Where that folder lies: bytes of the walked path to leave out in front, or folders above the walked root to
  /// put in front.
  private let base: Base

  enum Base: Sendable {
    /// The folder is `dropping` bytes (its final slash included) into paths relative to the root.
    case below(dropping: Int)
    /// The root lies at this path (with a final slash) below the folder.
    case above(prefix: [UInt8])
  }

  init(_ content: [UInt8], base: Base) {
    self.base = base
    var lines = content[...]
    if lines.starts(with: [0xEF, 0xBB, 0xBF]) { lines = lines.dropFirst(3) }
    for line in lines.split(whereSeparator: { $0 == UInt8(ascii: "\n") }) { add(line) }
  }

  /// Rules given one by one, as in the configuration.
  init(patterns: [String], base: Base) {
    self.base = base
    for pattern in patterns { add(Array(pattern.utf8)[...]) }
  }

  var isEmpty: Bool { rules.isEmpty }

  private mutating func add(_ line: ArraySlice<UInt8>) {
    var line = line
    if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
    if line.first == UInt8(ascii: "#") { return }
    while line.last == UInt8(ascii: " ") && line.dropLast().last != UInt8(ascii: "\\") { line = line.dropLast() }
    let isNegated = line.first == UInt8(ascii: "!")
    if isNegated { line = line.dropFirst() }
    guard let glob = Glob(line) else { return }
    rules.append((glob, isNegated))
  }

  /// What the last matching pattern says. `path` is relative to the walked root, its last part begins at `nameStart`.
  func verdict(_ path: [UInt8], nameStart: Int, isFolder: Bool) -> IgnoreVerdict {
    switch base {
    case .below(let dropped):
      return verdict(path, from: dropped, nameStart: nameStart, isFolder: isFolder)
    case .above(let prefix):
      if prefix.isEmpty { return verdict(path, from: 0, nameStart: nameStart, isFolder: isFolder) }
      return verdict(prefix + path, from: 0, nameStart: prefix.count + nameStart, isFolder: isFolder)
    }
  }

  private func verdict(_ path: [UInt8], from start: Int, nameStart: Int, isFolder: Bool) -> IgnoreVerdict {
    var i = rules.count - 1
    while i >= 0 {
      if rules[i].glob.matches(path, from: start, nameStart: nameStart, isFolder: isFolder) {
        return rules[i].isNegated ? .kept : .ignored
      }
      i -= 1
    }
    return .unmentioned
  }
}
