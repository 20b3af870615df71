// Which frontend reads a file, told by the end of its name.

import Facts

extension Language {
  /// The language of a file name, nil for a file that is not ours to read.
  public init?(fileName: String) {
    self.init(fileName: Array(fileName.utf8)[...])
  }

  init?(fileName name: ArraySlice<UInt8>) {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return nil }
    // No ending is longer than `postgres`; most files of a tree are told apart by the length and first byte.
    let ending = name[(dot + 1)...]
    guard let first = ending.first, ending.count <= 8 else { return nil }
    switch first {
    case UInt8(ascii: "p"):
      if ending.elementsEqual("py".utf8) || ending.elementsEqual("pyi".utf8) {
        self = .python
      } else if ending.elementsEqual("postgres".utf8), name[..<dot].hasSuffix(".sql") {
        self = .sql
      } else {
        return nil
      }
    case UInt8(ascii: "s"):
      if ending.elementsEqual("swift".utf8) {
        self = .swift
      } else if ending.elementsEqual("sql".utf8) {
        self = .sql
      } else if ending.elementsEqual("sqlite".utf8), name[..<dot].hasSuffix(".sql") {
        self = .sql
      } else {
        return nil
      }
    case UInt8(ascii: "h"):
      guard ending.elementsEqual("html".utf8) || ending.elementsEqual("htm".utf8) else { return nil }
      self = .template
    case UInt8(ascii: "j"):
      guard
        ending.elementsEqual("j2".utf8) || ending.elementsEqual("jinja".utf8) || ending.elementsEqual("jinja2".utf8)
      else { return nil }
      self = .template
    default: return nil
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func hasSuffix(_ suffix: StaticString) -> Bool {
    suffix.withUTF8Buffer { suffix in self.suffix(suffix.count).elementsEqual(suffix) }
  }
}
