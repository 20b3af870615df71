// Which frontend reads which language: the one place that knows them all.

import Facts
import PythonFrontend
import SwiftFrontend
import Syntax

/// Parses a file of one of the languages that share the common tree.
func parse(_ source: SourceBytes, _ language: Language, names: inout NameTable, limits: Limits) -> SyntaxTree {
  switch language {
  case .python: return parsePython(source, names: &names, limits: limits)
  case .swift: return parseSwift(source, names: &names, limits: limits)
  case .template, .sql:
    return TreeBuilder(capacity: 1).freeze(tokens: [], issues: [], byteCount: source.count)
  }
}

/// The tokens of a file with the names of their kinds, in source order, holes after the string that they are in.
func tokens(_ source: SourceBytes, _ language: Language, limits: Limits) -> (tokens: [Token], kind: (UInt8) -> String) {
  switch language {
  case .python:
    return (lexPython(source, limits: limits).tokens, { PythonTokenKind(rawValue: $0).map { "\($0)" } ?? "?" })
  case .swift:
    return (lexSwift(source, limits: limits).tokens, { SwiftTokenKind(rawValue: $0).map { "\($0)" } ?? "?" })
  case .template, .sql:
    return ([], { _ in "?" })
  }
}
