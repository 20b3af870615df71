// String literals, f-strings and t-strings. A template is one token; the tokens of its holes follow it.
// Nesting is kept on the `holes` stack, never on the call stack. What the escapes mean is for the parser.

import Syntax

extension PythonLexer {
  /// A template whose text is being read.
  struct Template {
    var tokenIndex: Int
    var quote: UInt8
    var isTriple: Bool
    var isRaw: Bool
  }

  /// An open `{` of a template.
  struct Hole {
    var template: Template
    /// Bracket depth inside the hole when none of its own brackets is open.
    var depth: Int
    /// Whether the hole stands in the format of another hole of the same template.
    var isInFormat: Bool

    var tokenIndex: Int { template.tokenIndex }
  }

  /// A literal whose prefix begins at `start` and whose first quote is at `quoteAt`.
  mutating func string(_ start: Int, quoteAt: Int, isTemplate: Bool) -> Int {
    let quote = source[quoteAt]
    let isTriple = source[quoteAt + 1] == quote && source[quoteAt + 2] == quote
    let content = isTriple ? quoteAt + 3 : quoteAt + 1
    if isTemplate {
      let isRaw = source[start] | 0x20 == 0x72 || source[start + 1] | 0x20 == 0x72
      let template = Template(tokenIndex: tokens.count, quote: quote, isTriple: isTriple, isRaw: isRaw)
      append(.stringTemplate, start, content)
      return templateText(content, template, isInFormat: false)
    }
    var at = content
    while at < limit {
      let word = source.word(at: at)
      var found = bytesEqual(word, quote) | bytesEqual(word, 0x5C)
      if !isTriple { found |= bytesEqual(word, 0x0A) | bytesEqual(word, 0x0D) }
      guard found != 0 else {
        at &+= 8
        continue
      }
      at &+= found.trailingZeroBitCount / 8
      let byte = source[at]
      if byte == 0x5C {
        at &+= source[at + 1] == 0x0D && source[at + 2] == 0x0A ? 3 : 2
      } else if byte == quote {
        if !isTriple {
          append(.string, start, at &+ 1)
          return at &+ 1
        }
        if source[at + 1] == quote && source[at + 2] == quote {
          append(.string, start, at + 3)
          return at + 3
        }
        at &+= 1
      } else {
        break
      }
    }
    at = min(at, limit)
    append(.string, start, at)
    report("this string is not closed", start, at)
    return holes.isEmpty || isTriple ? at : abandonHole(at)
  }

  /// Reads the text of a template up to its next hole or its end. Gives the offset where ordinary tokens go on.
  private mutating func templateText(_ start: Int, _ template: Template, isInFormat: Bool) -> Int {
    var isInFormat = isInFormat
    var at = start
    while at < limit {
      let byte = source[at]
      switch byte {
      case 0x7B:
        if !isInFormat && source[at + 1] == 0x7B {
          at += 2
          continue
        }
        append(.holeStart, at, at + 1)
        depth += 1
        floor = depth
        holes.append(Hole(template: template, depth: depth, isInFormat: isInFormat))
        return at + 1
      case 0x7D:
        if isInFormat {
          isInFormat = popHole(at, at + 1)
          at += 1
        } else {
          at += source[at + 1] == 0x7D ? 2 : 1
        }
      case 0x5C:
        at = templateEscape(at, template)
      case template.quote:
        guard !template.isTriple || (source[at + 1] == byte && source[at + 2] == byte) else {
          at += 1
          continue
        }
        let end = template.isTriple ? at + 3 : at + 1
        if isInFormat { report("a hole of this f-string is not closed", at, end) }
        return finishTemplate(template, at, end)
      case 0x0A, 0x0D:
        guard !template.isTriple else {
          at += 1
          continue
        }
        report("this f-string is not closed", tokens[template.tokenIndex].start, at)
        return finishTemplate(template, at, at)
      default:
        at += 1
      }
    }
    at = min(at, limit)
    report("this f-string is not closed", tokens[template.tokenIndex].start, at)
    return finishTemplate(template, at, at)
  }

  /// Past a backslash and what it escapes; a brace after it still counts.
  private func templateEscape(_ at: Int, _ template: Template) -> Int {
    let next = source[at + 1]
    if next == 0x7B || next == 0x7D { return at + 1 }
    if next == 0x0D && source[at + 2] == 0x0A { return at + 3 }
    guard next == 0x4E && source[at + 2] == 0x7B && !template.isRaw else { return at + 2 }
    // \N{NAME OF A CHARACTER}
    var end = at + 3
    while bytesOutsideIdentifier(UInt64(source[end])) & 0x80 == 0 || source[end] == 0x20 || source[end] == 0x2D {
      guard end < limit else { return limit }
      end += 1
    }
    return source[end] == 0x7D ? end + 1 : at + 2
  }

  /// Gives the template's token its end, after closing its holes that are still open at `at`.
  private mutating func finishTemplate(_ template: Template, _ at: Int, _ end: Int) -> Int {
    while let hole = holes.last, hole.tokenIndex == template.tokenIndex { _ = popHole(at, at) }
    setEnd(of: template, end)
    return end
  }

  private mutating func setEnd(of template: Template, _ end: Int) {
    let start = tokens[template.tokenIndex].start
    tokens[template.tokenIndex] = Token(kind: PythonTokenKind.stringTemplate.rawValue, start: start, end: end)
  }

  /// Closes the innermost hole; gives whether it stood in a format.
  private mutating func popHole(_ start: Int, _ end: Int) -> Bool {
    append(.holeEnd, start, end)
    guard let hole = holes.popLast() else { return false }
    depth = hole.depth - 1
    floor = holes.last?.depth ?? 0
    return hole.isInFormat
  }

  /// At the `}` of a hole: back to the template's text.
  mutating func endHole(_ at: Int) -> Int {
    guard let hole = holes.last else { return at + 1 }
    let isInFormat = popHole(at, at + 1)
    return templateText(at + 1, hole.template, isInFormat: isInFormat)
  }

  /// At the `:` of a hole: the format is text again.
  mutating func beginFormat(_ at: Int) -> Int {
    append(.colon, at, at + 1)
    guard let hole = holes.last else { return at + 1 }
    return templateText(at + 1, hole.template, isInFormat: true)
  }

  /// A string inside a hole ran into the end of its line: most likely the hole was never closed. Leaves all templates
  /// that cannot span lines; the text of one that can goes on.
  private mutating func abandonHole(_ at: Int) -> Int {
    while let hole = holes.last {
      let isInFormat = popHole(at, at)
      if hole.template.isTriple { return templateText(at, hole.template, isInFormat: isInFormat) }
      setEnd(of: hole.template, at)
    }
    return at
  }

  /// Closes every open hole and template at the end of the file.
  mutating func closeHoles(at end: Int) {
    while let hole = holes.last {
      _ = popHole(end, end)
      setEnd(of: hole.template, end)
    }
  }
}
