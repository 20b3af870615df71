// One pass over the tags before parsing: which opening tag is ended by which `end…` tag. It lets the parser tell a tag
// with a body from one without, and jump over a body that is nested too deeply.

import Syntax

/// One `{% … %}`.
struct TemplateTag {
  /// Index of its `tagStart` token.
  var first: Int
  /// Index of its `tagEnd` token.
  var last: Int
  var keyword: TagKeyword
  /// The tag's name; for an `end…` tag the name of what it ends, `none` for `end` alone.
  var name: NameID
  /// Number of the tag that ends this one, or -1.
  var partner = -1
}

/// All tags in order. An end belongs to the nearest tag before it that has its name and no end yet.
func pairTags(_ tokens: [Token], _ source: SourceBytes, names: inout NameTable) -> [TemplateTag] {
  var tags: [TemplateTag] = []
  tags.reserveCapacity(tokens.count / 8)
  var previousOpen: [Int] = []  // for each tag, the one before it with the same name that is still open
  var lastOpen: [Int] = []  // by name
  var index = 0
  while index < tokens.count {
    let first = index
    let isTag = tokens[index].kind == TemplateTokenKind.tagStart.rawValue
    index += 1
    while index < tokens.count, !TemplateTokenKind.isEnd(tokens[index].kind) { index += 1 }
    defer { index += 1 }
    guard isTag, index < tokens.count, index > first + 1 else { continue }
    let word = tokens[first + 1]
    guard word.kind == TemplateTokenKind.name.rawValue else { continue }
    let keyword = TagKeyword(source, word)
    let name = names.intern(source, word.start + (keyword == .end ? 3 : 0), word.end)
    var tag = TemplateTag(first: first, last: index, keyword: keyword, name: name)
    while lastOpen.count <= Int(name.rawValue) { lastOpen.append(-1) }
    let open = lastOpen[Int(name.rawValue)]
    if keyword == .end {
      previousOpen.append(-1)
      if open >= 0 {
        tags[open].partner = tags.count
        tag.partner = open
        lastOpen[Int(name.rawValue)] = previousOpen[open]
      }
    } else {
      previousOpen.append(open)
      lastOpen[Int(name.rawValue)] = tags.count
    }
    tags.append(tag)
  }
  return tags
}

extension TemplateTokenKind {
  /// Whether a stored kind ends a tag or an output.
  @inline(__always)
  static func isEnd(_ kind: UInt8) -> Bool { kind == tagEnd.rawValue || kind == outputEnd.rawValue }
}
