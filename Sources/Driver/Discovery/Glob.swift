// One glob pattern as git reads it in a `.gitignore`: `*`, `?`, `[…]`, `**`, anchoring and "folders only".
// Which patterns apply where, and which one wins, is decided in IgnoreRules.

/// A compiled pattern. Most patterns of real projects are a plain name or `*.suffix`; those are compared as bytes
/// without running the general matcher.
struct Glob: Sendable {
  /// Matched against the whole path below the pattern's folder instead of the last part alone.
  let isAnchored: Bool
  let foldersOnly: Bool
  private let shape: Shape
  private let text: [UInt8]

  private enum Shape {
    case literal
    /// `*` followed by plain text.
    case suffix
    case general
  }

  /// Reads one line of a `.gitignore` after its `!`; nil for a line that states no pattern.
  init?(_ line: ArraySlice<UInt8>) {
    var pattern = line
    if pattern.last == UInt8(ascii: "/") {
      foldersOnly = true
      pattern = pattern.dropLast()
    } else {
      foldersOnly = false
    }
    isAnchored = pattern.contains(UInt8(ascii: "/"))
    if pattern.first == UInt8(ascii: "/") { pattern = pattern.dropFirst() }
    guard !pattern.isEmpty && pattern.count <= Glob.maximumLength else { return nil }
    let special: (UInt8) -> Bool = { byte in
      byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "\\")
    }
    if !pattern.contains(where: special) {
      shape = .literal
      text = Array(pattern)
    } else if !isAnchored, pattern.first == UInt8(ascii: "*"), !pattern.dropFirst().contains(where: special) {
      shape = .suffix
      text = Array(pattern.dropFirst())
    } else {
      shape = .general
      text = Array(pattern)
    }
  }

  init?(_ line: String) { self.init(Array(line.utf8)[...]) }

  /// Whether the pattern matches `path`, whose last part begins at `nameStart`.
  func matches(_ path: [UInt8], from start: Int, nameStart: Int, isFolder: Bool) -> Bool {
    if foldersOnly && !isFolder { return false }
    let from = isAnchored ? start : nameStart
    switch shape {
    case .literal: return path.count - from == text.count && equal(path, from)
    case .suffix: return path.count - from >= text.count && equal(path, path.count - text.count)
    case .general:
      var steps = Glob.maximumSteps
      return matchesGeneral(path, from, 0, &steps)
    }
  }

  /// Longest pattern in bytes; bounds the recursion, which is as deep as the pattern has stars.
  private static let maximumLength = 1024
  /// Backtracking steps after which a hostile pattern (`*a*a*a*…`) counts as not matching.
  private static let maximumSteps = 100_000

  private func equal(_ path: [UInt8], _ from: Int) -> Bool {
    var i = 0
    while i < text.count && path[from + i] == text[i] { i += 1 }
    return i == text.count
  }

  /// Matches from `at` in the path and `pattern` in the text to both ends. Only a star recurses, once for each of
  /// the bytes it could take, so the depth is the number of stars.
  private func matchesGeneral(_ path: [UInt8], _ at: Int, _ pattern: Int, _ steps: inout Int) -> Bool {
    var i = at
    var p = pattern
    while p < text.count {
      steps -= 1
      guard steps > 0 else { return false }
      switch text[p] {
      case UInt8(ascii: "*"):
        return matchesStar(path, i, p, &steps)
      case UInt8(ascii: "?"):
        guard i < path.count, path[i] != UInt8(ascii: "/") else { return false }
        // One character, not one byte.
        i += 1
        while i < path.count && path[i] & 0xC0 == 0x80 { i += 1 }
        p += 1
      case UInt8(ascii: "["):
        guard let end = classEnd(p) else {
          guard i < path.count, path[i] == text[p] else { return false }
          i += 1
          p += 1
          continue
        }
        guard i < path.count, path[i] != UInt8(ascii: "/"), inClass(path[i], p, end) else { return false }
        i += 1
        p = end + 1
      default:
        if text[p] == UInt8(ascii: "\\") && p + 1 < text.count { p += 1 }
        guard i < path.count, path[i] == text[p] else { return false }
        i += 1
        p += 1
      }
    }
    return i == path.count
  }

  private func matchesStar(_ path: [UInt8], _ at: Int, _ star: Int, _ steps: inout Int) -> Bool {
    var after = star
    while after < text.count && text[after] == UInt8(ascii: "*") { after += 1 }
    let startsPart = star == 0 || text[star - 1] == UInt8(ascii: "/")
    let endsPart = after == text.count || text[after] == UInt8(ascii: "/")
    if after - star >= 2 && startsPart && endsPart {
      // `**/` takes any number of whole parts, none too; a final `**` takes all that is left.
      if after == text.count { return at < path.count }
      var i = at
      while true {
        steps -= 1
        guard steps > 0 else { return false }
        if matchesGeneral(path, i, after + 1, &steps) { return true }
        while i < path.count && path[i] != UInt8(ascii: "/") { i += 1 }
        guard i < path.count else { return false }
        i += 1
      }
    }
    var i = at
    while true {
      steps -= 1
      guard steps > 0 else { return false }
      if matchesGeneral(path, i, after, &steps) { return true }
      guard i < path.count, path[i] != UInt8(ascii: "/") else { return false }
      i += 1
    }
  }

  /// Position of the `]` that closes the class opened at `open`.
  private func classEnd(_ open: Int) -> Int? {
    var p = open + 1
    if p < text.count && (text[p] == UInt8(ascii: "!") || text[p] == UInt8(ascii: "^")) { p += 1 }
    if p < text.count && text[p] == UInt8(ascii: "]") { p += 1 }
    while p < text.count && text[p] != UInt8(ascii: "]") { p += text[p] == UInt8(ascii: "\\") ? 2 : 1 }
    return p < text.count ? p : nil
  }

  private func inClass(_ byte: UInt8, _ open: Int, _ close: Int) -> Bool {
    var p = open + 1
    let isNegated = text[p] == UInt8(ascii: "!") || text[p] == UInt8(ascii: "^")
    if isNegated { p += 1 }
    var found = false
    while p < close {
      if text[p] == UInt8(ascii: "\\") && p + 1 < close { p += 1 }
      if p + 2 < close && text[p + 1] == UInt8(ascii: "-") {
        if text[p] <= byte && byte <= text[p + 2] { found = true }
        p += 3
      } else {
        if text[p] == byte { found = true }
        p += 1
      }
    }
    return found != isNegated
  }
}
