// Which tags the parser has a grammar of its own for. Every other name is a generic tag, with a block if its end comes.

import Syntax

enum TagKeyword {
  case `for`, empty, `if`, elif, `else`, ifEqual, ifNotEqual, with, block, include, extends
  case macro, call, set, `import`, from, `do`, `break`, `continue`, filter, regroup
  case translation, plural
  /// `endNAME`, or `end` alone
  case end
  case other

  init(_ source: SourceBytes, _ name: Token) {
    func spells(_ text: StaticString) -> Bool { source.spells(text, name) }
    let at = name.start
    if source[at] == UInt8(ascii: "e"), source[at + 1] == UInt8(ascii: "n"), source[at + 2] == UInt8(ascii: "d") {
      self = .end
      return
    }
    switch name.length {
    case 2: self = spells("if") ? .if : spells("do") ? .do : .other
    case 3: self = spells("for") ? .for : spells("set") ? .set : .other
    case 4:
      if spells("else") {
        self = .else
      } else if spells("with") {
        self = .with
      } else if spells("elif") {
        self = .elif
      } else if spells("from") {
        self = .from
      } else {
        self = spells("call") ? .call : .other
      }
    case 5:
      if spells("block") {
        self = .block
      } else if spells("trans") {
        self = .translation
      } else if spells("empty") {
        self = .empty
      } else if spells("macro") {
        self = .macro
      } else if spells("elsif") {
        self = .elif
      } else {
        self = spells("break") ? .break : .other
      }
    case 6:
      if spells("import") {
        self = .import
      } else if spells("filter") {
        self = .filter
      } else if spells("plural") {
        self = .plural
      } else {
        self = spells("elseif") ? .elif : .other
      }
    case 7:
      if spells("include") {
        self = .include
      } else if spells("extends") {
        self = .extends
      } else if spells("regroup") {
        self = .regroup
      } else {
        self = spells("ifequal") ? .ifEqual : .other
      }
    case 8: self = spells("continue") ? .continue : .other
    case 9: self = spells("pluralize") ? .plural : spells("translate") ? .translation : .other
    case 10: self = spells("blocktrans") ? .translation : spells("ifnotequal") ? .ifNotEqual : .other
    case 14: self = spells("blocktranslate") ? .translation : .other
    default: self = .other
    }
  }
}
