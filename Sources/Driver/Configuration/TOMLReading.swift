// The table `[tool.perf-lint]` of a `pyproject.toml` as configuration values. Other tables are read as far as it
// takes to find where their values end, so that their lines cannot be taken for ours. Written here because errors
// have to name the line of a key, which the TOML packages at hand do not keep. Grammar: TOML 1.0.

/// Reads the table `path` (such as `["tool", "perf-lint"]`) and its sub-tables; nil when the file has no such table.
func readTOML(_ text: String, table path: [String]) throws(ConfigurationFault) -> ConfigurationValue? {
  var reader = TOMLReader(bytes: Array(text.utf8))
  var found: ConfigurationValue?
  // Keys before the first header belong to the root table.
  var header: [String] = []
  while true {
    reader.skipBlankLines()
    guard let byte = reader.current else { return found }
    let line = reader.line
    if byte == UInt8(ascii: "[") {
      header = try reader.readHeader()
      if Array(header.prefix(path.count)) == path {
        try insert(.table([]), at: Array(header.dropFirst(path.count)), line: line, into: &found)
      }
      continue
    }
    let key = try reader.readKey()
    try reader.expect(UInt8(ascii: "="), "expected `=` after the key")
    let value = try reader.readValue(depth: 0)
    try reader.endLine()
    let full = header + key
    if full.count > path.count {
      guard Array(full.prefix(path.count)) == path else { continue }
      try insert(value.content, at: Array(full.dropFirst(path.count)), line: line, into: &found)
    } else if Array(path.prefix(full.count)) == full, let table = value.descending(path.dropFirst(full.count)) {
      found = table
    }
  }
}

extension ConfigurationValue {
  /// The table that inline tables hold at a path.
  fileprivate func descending(_ path: ArraySlice<String>) -> ConfigurationValue? {
    guard case .table(let entries) = content else { return nil }
    guard let key = path.first else { return self }
    return entries.first { $0.key == key }?.value.descending(path.dropFirst())
  }
}

private func insert(
  _ content: ConfigurationValue.Content, at path: [String], line: Int, into root: inout ConfigurationValue?
) throws(ConfigurationFault) {
  var table = root ?? ConfigurationValue(line: line, content: .table([]))
  try insert(content, at: path[...], line: line, into: &table)
  root = table
}

private func insert(
  _ content: ConfigurationValue.Content, at path: ArraySlice<String>, line: Int, into target: inout ConfigurationValue
) throws(ConfigurationFault) {
  guard let key = path.first else { return }
  guard path.count <= configurationDepth else { throw ConfigurationFault(line: line, message: "nested too deep") }
  guard case .table(var entries) = target.content else {
    throw ConfigurationFault(line: line, message: "`\(key)` stands below a value that is no table")
  }
  let rest = path.dropFirst()
  if let known = entries.firstIndex(where: { $0.key == key }) {
    if rest.isEmpty {
      // A header may come after its own sub-tables; a value may not come twice.
      if case .table = content, case .table = entries[known].value.content { return }
      throw ConfigurationFault(line: line, message: "the key `\(key)` is there twice")
    }
    try insert(content, at: rest, line: line, into: &entries[known].value)
  } else {
    var value = ConfigurationValue(line: line, content: rest.isEmpty ? content : .table([]))
    if !rest.isEmpty { try insert(content, at: rest, line: line, into: &value) }
    entries.append(ConfigurationEntry(key: key, line: line, value: value))
  }
  target.content = .table(entries)
}

/// A cursor over TOML text.
private struct TOMLReader {
  private let bytes: [UInt8]
  private var position = 0
  private(set) var line = 1

  init(bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func fault(_ message: String) -> ConfigurationFault { ConfigurationFault(line: line, message: message) }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where position < bytes.count {
      if bytes[position] == 0x0A { line += 1 }
      position += 1
    }
  }

  private func starts(with text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes[position...].starts(with: $0) }
  }

  private mutating func skipSpaces() {
    while current == 0x20 || current == 0x09 { position += 1 }
  }

  private mutating func skipComment() {
    guard current == UInt8(ascii: "#") else { return }
    while let byte = current, byte != 0x0A { position += 1 }
  }

  mutating func skipBlankLines() {
    while true {
      skipSpaces()
      skipComment()
      guard current == 0x0A || current == 0x0D else { return }
      advance()
    }
  }

  mutating func endLine() throws(ConfigurationFault) {
    skipSpaces()
    skipComment()
    if current == 0x0D { advance() }
    guard let byte = current else { return }
    guard byte == 0x0A else { throw fault("unexpected text after the value") }
    advance()
  }

  mutating func expect(_ byte: UInt8, _ message: String) throws(ConfigurationFault) {
    skipSpaces()
    guard current == byte else { throw fault(message) }
    advance()
    skipSpaces()
  }

  mutating func readHeader() throws(ConfigurationFault) -> [String] {
    advance()
    let isArray = current == UInt8(ascii: "[")
    if isArray { advance() }
    let key = try readKey()
    try expect(UInt8(ascii: "]"), "expected `]`")
    if isArray { try expect(UInt8(ascii: "]"), "expected `]]`") }
    try endLine()
    return key
  }

  /// A dotted key.
  mutating func readKey() throws(ConfigurationFault) -> [String] {
    var parts: [String] = []
    while true {
      skipSpaces()
      switch current {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): parts.append(try readText())
      default:
        let start = position
        while let byte = current, isBareKey(byte) { position += 1 }
        guard position > start else { throw fault("expected a key") }
        parts.append(String(decoding: bytes[start..<position], as: UTF8.self))
      }
      skipSpaces()
      guard current == UInt8(ascii: ".") else { return parts }
      advance()
    }
  }

  private func isBareKey(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      return true
    default: return false
    }
  }

  mutating func readValue(depth: Int) throws(ConfigurationFault) -> ConfigurationValue {
    guard depth < configurationDepth else { throw fault("nested too deep") }
    skipSpaces()
    let line = self.line
    let content: ConfigurationValue.Content
    switch current {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): content = .text(try readText())
    case UInt8(ascii: "["): content = .list(try readArray(depth: depth))
    case UInt8(ascii: "{"): content = .table(try readInlineTable(depth: depth))
    default: content = try readWord()
    }
    return ConfigurationValue(line: line, content: content)
  }

  private mutating func readArray(depth: Int) throws(ConfigurationFault) -> [ConfigurationValue] {
    advance()
    var items: [ConfigurationValue] = []
    while true {
      skipBlankLines()
      if current == UInt8(ascii: "]") { break }
      items.append(try readValue(depth: depth + 1))
      skipBlankLines()
      if current == UInt8(ascii: ",") {
        advance()
      } else if current != UInt8(ascii: "]") {
        throw fault("expected `,` or `]`")
      }
    }
    advance()
    return items
  }

  private mutating func readInlineTable(depth: Int) throws(ConfigurationFault) -> [ConfigurationEntry] {
    advance()
    var table: ConfigurationValue? = ConfigurationValue(line: line, content: .table([]))
    skipBlankLines()
    while current != UInt8(ascii: "}") {
      let line = self.line
      let key = try readKey()
      try expect(UInt8(ascii: "="), "expected `=` after the key")
      let value = try readValue(depth: depth + 1)
      try insert(value.content, at: key, line: line, into: &table)
      skipBlankLines()
      if current == UInt8(ascii: ",") {
        advance()
        skipBlankLines()
      } else if current != UInt8(ascii: "}") {
        throw fault("expected `,` or `}`")
      }
    }
    advance()
    guard case .table(let entries)? = table?.content else { return [] }
    return entries
  }

  /// Numbers, truth values, dates (kept as texts).
  private mutating func readWord() throws(ConfigurationFault) -> ConfigurationValue.Content {
    let start = position
    while let byte = current,
      isBareKey(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: ":")
    {
      position += 1
    }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    switch word {
    case "": throw fault("expected a value")
    case "true": return .truth(true)
    case "false": return .truth(false)
    default: break
    }
    let digits = word.filter { $0 != "_" }
    if let whole = Int(digits) { return .integer(whole) }
    if let number = Double(digits) { return .number(number) }
    guard let first = word.utf8.first, (0x30...0x39).contains(first) else { throw fault("`\(word)` is no value") }
    return .text(word)
  }

  private mutating func readText() throws(ConfigurationFault) -> String {
    if starts(with: "\"\"\"") { return try readText(closedBy: "\"\"\"", hasEscapes: true, isLong: true) }
    if starts(with: "'''") { return try readText(closedBy: "'''", hasEscapes: false, isLong: true) }
    return current == UInt8(ascii: "\"")
      ? try readText(closedBy: "\"", hasEscapes: true, isLong: false)
      : try readText(closedBy: "'", hasEscapes: false, isLong: false)
  }

  private mutating func readText(
    closedBy quote: StaticString, hasEscapes: Bool, isLong: Bool
  ) throws(ConfigurationFault) -> String {
    let openingLine = line
    advance(quote.utf8CodeUnitCount)
    if isLong && current == 0x0D { advance() }
    if isLong && current == 0x0A { advance() }
    var text: [UInt8] = []
    while true {
      guard let byte = current, isLong || byte != 0x0A else {
        throw ConfigurationFault(line: openingLine, message: "the text is not closed")
      }
      if starts(with: quote) { break }
      if hasEscapes && byte == UInt8(ascii: "\\") {
        text.append(contentsOf: try readEscape(isLong: isLong))
      } else {
        text.append(byte)
        advance()
      }
    }
    advance(quote.utf8CodeUnitCount)
    // Up to two quotes may stand directly before the closing three.
    while isLong, let byte = current, byte == quote.utf8Start.pointee {
      text.append(byte)
      advance()
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func readEscape(isLong: Bool) throws(ConfigurationFault) -> [UInt8] {
    advance()
    guard let byte = current else { throw fault("the text is not closed") }
    if isLong && (byte == 0x0A || byte == 0x0D || byte == 0x20 || byte == 0x09) {
      while let space = current, space == 0x0A || space == 0x0D || space == 0x20 || space == 0x09 { advance() }
      return []
    }
    advance()
    switch byte {
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "e"): return [0x1B]
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return [byte]
    case UInt8(ascii: "u"): return try readScalar(digits: 4)
    case UInt8(ascii: "U"): return try readScalar(digits: 8)
    default: throw fault("unknown escape in a text")
    }
  }

  private mutating func readScalar(digits: Int) throws(ConfigurationFault) -> [UInt8] {
    let code = String(decoding: bytes[position..<min(position + digits, bytes.count)], as: UTF8.self)
    guard code.utf8.count == digits, let number = UInt32(code, radix: 16), let scalar = Unicode.Scalar(number) else {
      throw fault("no such character")
    }
    advance(digits)
    return Array(String(scalar).utf8)
  }
}
